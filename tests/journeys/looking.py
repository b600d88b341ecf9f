"""Going from page to page with a browser, and writing down what stands in anyone's way."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import html5lib
from playwright.sync_api import Error as PlaywrightError

from heritage.house import House
from tests.fixtures.browser import violations
from tests.journeys.stops import STOPS, Stop

NARROW = 320
COLOURS = ["color-contrast", "link-in-text-block"]
SCRIPT_DATA = {"application/json", "application/ld+json"}


@dataclass
class Faults:
    """What was found on a round, by kind; each names its page."""

    stuck: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    drawn: set[str] = field(default_factory=set)


class Round:
    """One walk through all pages, in one language at one width."""

    def __init__(self, browser: Any, base: str, house: House, keys: dict[str, str]) -> None:
        self.browser, self.base, self.house, self.keys = browser, base, house, keys
        self.faults = Faults()

    def walk(self, language: str, width: int) -> Faults:
        """Look at every page, as whoever may see it."""
        for who in dict.fromkeys(stop.who for stop in STOPS):
            context = self.browser.new_context(
                viewport={"width": width, "height": 900}, reduced_motion="reduce"
            )
            if who:
                token = {"name": "desk", "value": self.keys[f"token-{who}"], "url": self.base}
                context.add_cookies([token])
            for stop in STOPS:
                if stop.who == who:
                    page = context.new_page()
                    page.set_default_timeout(10_000)
                    self._look(page, stop, "/ar" if language == "ar" else "", width)
                    page.close(run_before_unload=False)
            context.close()
        return self.faults

    def _look(self, page: Any, stop: Stop, prefix: str, width: int) -> None:
        documents: list[Any] = []
        self._listen(page, f"{prefix}{stop.name}", documents)
        page.goto(self.base + prefix + stop.path.format(**self.keys))
        if stop.deed and not self._brought(page, stop, prefix):
            return
        self._ask_axe(page, f"{prefix}{stop.name}")
        if width < NARROW * 2:
            self._narrow(page, f"{prefix}{stop.name}")
        self._read(documents[-1].text(), f"{prefix}{stop.name}")

    def _brought(self, page: Any, stop: Stop, prefix: str) -> bool:
        """Bring a page to its state; where that cannot be done, it is a fault like the others."""
        try:
            stop.deed(page, self.keys, self.house)
        except (PlaywrightError, AssertionError) as fault:
            self.faults.stuck.append(f"{prefix}{stop.name}: {fault}")
            return False
        return True

    def _listen(self, page: Any, name: str, documents: list[Any]) -> None:
        def answered(response: Any) -> None:
            if response.request.is_navigation_request() and response.status not in {302, 303}:
                documents.append(response)

        def asked(request: Any) -> None:
            if urlsplit(request.url).scheme != "data" and not request.url.startswith(self.base):
                self.faults.elsewhere.append(f"{name}: {request.url}")

        def said(message: Any) -> None:
            refused = "status of 4" in message.text and message.location["url"] == page.url
            if message.type in {"error", "warning"} and not refused:
                self.faults.console.append(f"{name}: {message.text}")

        page.on("response", answered)
        page.on("request", asked)
        page.on("console", said)
        page.on("pageerror", lambda fault: self.faults.console.append(f"{name}: {fault}"))

    def _ask_axe(self, page: Any, name: str) -> None:
        """Ask by all rules in the light; in the dark it is the same page in other colours."""
        for scheme, rules in (("light", None), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            found = violations(page, rules)
            self.faults.axe += [f"{name} {scheme}: {rule} {at}" for rule, at in found]

    def _narrow(self, page: Any, name: str) -> None:
        page.set_viewport_size({"width": NARROW, "height": 900})
        if over := page.evaluate(OVERFLOW):
            self.faults.sideways.append(f"{name}: {over}")

    def _read(self, text: str, name: str) -> None:
        """Read the page's own HTML: well formed, and with no script or style in it."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(text)
        self.faults.html += [f"{name}: {place} {fault}" for place, fault, _ in parser.errors]
        for element in tree.iter():
            tag, told = element.tag, element.attrib
            loose = tag == "script" and "src" not in told and told.get("type") not in SCRIPT_DATA
            handlers = [each for each in told if re.match(r"on[a-z]+$", str(each))]
            if loose or tag == "style" or "style" in told or handlers:
                self.faults.inline.append(f"{name}: <{tag} {dict(told)}>")


OVERFLOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= innerWidth) return "";
  const wide = [...document.body.querySelectorAll("*")].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1);
  });
  const told = wide.slice(-3).map((each) => each.outerHTML.slice(0, 120));
  return root.scrollWidth + " " + told.join(" | ");
}"""
