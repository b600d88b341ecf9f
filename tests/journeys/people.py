"""People at a browser: an archivist, a reviewer, a visitor without an account."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from tests.making import PASSWORD

WIDE = {"width": 1440, "height": 1000}


@contextmanager
def at_a_browser(chromium: Any, address: str, **more: Any) -> Iterator[Any]:
    """Open a browser of one's own; what goes wrong inside a page fails the story."""
    context = chromium.new_context(base_url=address, viewport=WIDE, reduced_motion="reduce", **more)
    context.set_default_timeout(20_000)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert not faults


def sign_in(page: Any, name: str) -> None:
    """Sign in with name and password."""
    page.goto("/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")


def indexed(page: Any, words: str, title: str, language: str = "") -> None:
    """Wait until the worker has come by and a search finds what was published."""
    for _ in range(300):
        told = page.request.get(f"{language}/search.json", params={"q": words}).json()["results"]
        if any(each["title"] == title for each in told):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{words} does not find {title}")


def found_by(page: Any, words: str, title: str) -> None:
    """Search, and open what was looked for."""
    indexed(page, words, title)
    page.goto(f"/search?{urlencode({'q': words})}")
    page.locator(".rlist").get_by_role("link", name=title, exact=True).click()


def sign_out(page: Any) -> None:
    """Leave the desk."""
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/login")
