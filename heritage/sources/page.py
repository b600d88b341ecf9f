"""A page as it is written: its words line by line, and every place where it speaks of itself."""

from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser

_UNREAD = frozenset((
    "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea",
))  # fmt: skip
_LINES = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
    "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
))  # fmt: skip
_BYLINES = ("author", "byline", "by-line", "writer")
_LARGE_FONTS = ("4", "5", "6", "7", "+1", "+2", "+3", "+4")
_MOST_VALUES = 400
_LONGEST_VALUE = 4_000
_LONGEST_JSON = 200_000


@dataclass
class Page:
    """What stands on a page, before anyone judges which of it is the article."""

    language: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    text: str = ""

    def as_dict(self) -> dict[str, object]:
        """Write it down for the process that asked."""
        return asdict(self)


@dataclass
class _Catch:
    """An element whose words are being collected, until its own end tag."""

    kind: str
    tag: str
    depth: int = 1
    words: list[str] = field(default_factory=list)


class PageReader(HTMLParser):
    """Go over a page once, from front to back, and keep what it says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._catches: list[_Catch] = []
        self._unread = 0
        self._words: list[str] = []
        self._values = 0

    def read(self, html: str) -> Page:
        """Read a whole page."""
        self.feed(html)
        self.close()
        for catch in self._catches:
            self._caught(catch)
        self.page.text = "".join(self._words)
        return self.page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says of the page, and whether its words are to be collected."""
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.page.language = said.get("lang") or said.get("xml:lang", "")
        elif tag == "meta":
            self._meta(said)
        elif tag == "time" and said.get("datetime"):
            self._note(self.page.times, said["datetime"])
        if tag in _LINES:
            self._words.append("\n")
        for catch in self._catches:
            catch.depth += catch.tag == tag
        if tag in _VOID:
            return
        if tag in _UNREAD:
            self._unread += 1
        kind = _kind(tag, said)
        if kind and len(self._catches) < 8:
            self._catches.append(_Catch(kind, tag))

    def handle_endtag(self, tag: str) -> None:
        """Close what was being collected."""
        if tag in _LINES:
            self._words.append("\n")
        if tag in _UNREAD and self._unread:
            self._unread -= 1
        for catch in self._catches:
            catch.depth -= catch.tag == tag
        for catch in [each for each in self._catches if not each.depth]:
            self._catches.remove(catch)
            self._caught(catch)

    def handle_data(self, data: str) -> None:
        """Collect words for those that wait for them, and for the plain text."""
        for catch in self._catches:
            catch.words.append(data)
        if not self._unread and not any(catch.kind == "title" for catch in self._catches):
            self._words.append(data)

    def _meta(self, said: dict[str, str]) -> None:
        """Note a meta element; one may bear several names at once."""
        names = f"{said.get('property', '')} {said.get('name', '')} {said.get('itemprop', '')}"
        for name in names.lower().split()[:4]:
            self._note(self.page.meta.setdefault(name[:100], []), said.get("content", ""))

    def _caught(self, catch: _Catch) -> None:
        """Put the words of an element where they belong."""
        words = "".join(catch.words)
        if catch.kind == "json-ld":
            if len(words) <= _LONGEST_JSON and len(self.page.json_ld) < 20:
                self.page.json_ld.append(words)
            return
        line = " ".join(words.split())
        if catch.kind == "title":
            self.page.title = self.page.title or line[:_LONGEST_VALUE]
        elif line:
            into = self.page.headings if catch.kind == "heading" else self.page.bylines
            self._note(into, line)

    def _note(self, values: list[str], value: str) -> None:
        """Keep a value, within reason: a page may be made to overflow."""
        self._values += 1
        if value.strip() and self._values < _MOST_VALUES and value not in values:
            values.append(value.strip()[:_LONGEST_VALUE])


def _kind(tag: str, said: dict[str, str]) -> str:
    """Tell which words to collect on their own."""
    if tag == "script":
        return "json-ld" if "ld+json" in said.get("type", "").lower() else ""
    if tag == "title":
        return "title"
    if tag == "h1" or (tag == "font" and said.get("size") in _LARGE_FONTS):
        return "heading"
    marks = f"{said.get('class', '')} {said.get('rel', '')} {said.get('itemprop', '')}".lower()
    if any(mark.startswith(_BYLINES) for mark in marks.split()):
        return "byline"
    return ""


def without_tags(html: str) -> str:
    """Cut a page's tags away by their angle brackets alone, when nothing better could be done."""
    pieces, skipped = [], False
    for piece in html.split("<"):
        tag, _, words = piece.partition(">")
        name = tag[:12].lower().split()[0] if tag.strip() else ""
        if name in ("script", "style"):
            skipped = True
        elif name in ("/script", "/style"):
            skipped = False
        if not skipped:
            pieces.append(("\n" if name.strip("/") in _LINES else "") + words)
    return "".join(pieces)
