"""A reader far away, on a slow line: the search page is light, and comes from one host alone."""

from urllib.parse import urlsplit

import pytest

from heritage.web.shell import CSP
from tests.journeys.people import WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

MOST = 110_000


@pytest.fixture
def carried(chromium, served_once):
    """Open a page with nothing kept from before, and weigh each answer as it crosses the wire."""

    def count(path):
        context = chromium.new_context(
            base_url=served_once, viewport=WIDE, extra_http_headers={"Accept-Encoding": "br"}
        )
        page = context.new_page()
        wire = context.new_cdp_session(page)
        asked, loaded = {}, {}
        wire.on(
            "Network.requestWillBeSent",
            lambda told: asked.update({told["requestId"]: told["request"]["url"]}),
        )
        wire.on(
            "Network.loadingFinished",
            lambda told: loaded.update({told["requestId"]: told["encodedDataLength"]}),
        )
        wire.send("Network.enable")
        answer = page.goto(path, wait_until="networkidle")
        context.close()
        return answer, {asked[key]: int(size) for key, size in loaded.items()}

    return count


@pytest.mark.parametrize("path", ["/search?q=palmyra", "/ar/search?q=palmyra", "/ar/search?q=تدمر"])
def test_a_first_search_stays_light_and_comes_from_one_host(carried, served_once, path):
    answer, weights = carried(path)
    listed = "\n".join(f"{size:>8} {url}" for url, size in weights.items())
    assert answer.headers["content-encoding"] == "br"
    for kind in (".css", ".js", ".svg", ".woff2"):
        assert any(urlsplit(url).path.endswith(kind) for url in weights), listed
    assert sum(weights.values()) < MOST, listed
    assert {urlsplit(url).netloc for url in weights} == {urlsplit(served_once).netloc}


@pytest.mark.parametrize(
    "path", ["/search?q=palmyra", "/ar/sites/temple-of-bel", "/login", "/no/such/page"]
)
def test_a_page_allows_only_what_is_its_own(carried, path):
    answer, _weights = carried(path)
    policy = answer.headers["content-security-policy"]
    told = dict(each.split(" ", 1) for each in policy.split("; "))
    assert policy == CSP
    assert told["default-src"] == "'none'"
    assert told["script-src"] == told["style-src"] == "'self'"
