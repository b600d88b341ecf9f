"""What a page says of itself: title, authors, publisher, date and language, as suggestions.

Publishers tell machines more, and more plainly, than they tell readers: in JSON-LD, in OpenGraph,
in meta elements. What they say there is taken in this order, then what readers see.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from heritage.kit.dates import BadDate, parse, read
from heritage.kit.text import tidy
from heritage.sources.page import Page

_ARTICLES = ("Article", "BlogPosting", "Report", "WebPage", "CreativeWork")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
            "parsely-author", "sailthru.author", "byl")  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title",
               "application-name", "publisher")  # fmt: skip
_DATES = ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
          "citation_publication_date", "parsely-pub-date", "pubdate", "publishdate", "date",
          "dc.date", "dcterms.date", "og:published_time", "sailthru.date")  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/](\d\d)(?:[-/](\d\d))?(?=$|[T\s])")
_BY = re.compile(
    r"(?:(?:written |reported |report |story )?by|par|von|por|yazan|بقلم|كتبته|كتبه|كتب|إعداد)"
    r"\s*[:/]?\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*;\s*|\s+(?:and|&|et|und|و)\s+|\s*،\s*", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"https?:|www\.|@|/|^\W*$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_SEPARATORS = " |–—-·•:»«"
_MOST_AUTHORS = 20


@dataclass(frozen=True)
class Says:
    """What was found; everything in it is for a person to check."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str | None = None
    language: str | None = None
    raw: dict[str, object] = field(default_factory=dict)


def says(page: Page) -> Says:
    """Read out of a page what it says of itself."""
    things = list(_things(page.json_ld))
    article = _article(things)
    title, publisher_in_title = _title(page, article)
    return Says(
        title=title,
        authors=_authors(page, article, things),
        publisher=_first(
            *_names(article.get("publisher"), things), *_meta(page, _PUBLISHERS), publisher_in_title
        ),
        published=_published(page, article),
        language=language_tag(
            _text(article.get("inLanguage")) or page.language or _one(page, "og:locale")
        ),
        raw=_raw(page, things),
    )


def people(written: Iterable[str]) -> tuple[str, ...]:
    """Take the names out of a byline: without "By", one by one, no addresses."""
    found: dict[str, None] = {}
    for line in written:
        plain = _BY.sub("", tidy(line), count=1) if _BY.match(tidy(line)) else tidy(line)
        for part in _AND.split(plain):
            for name in _commas(part):
                if 1 < len(name) <= 100 and not _NOT_A_NAME.search(name):
                    found.setdefault(name)
    return tuple(found)[:_MOST_AUTHORS]


def day(written: str) -> str | None:
    """Read a day as machines write it, kept as the publisher's own day; else as people do."""
    line = tidy(written)
    if iso := _ISO.match(line):
        line = "-".join(filter(None, iso.groups()))
    try:
        return parse(line).text if iso else read(line[:60]).edtf.text
    except BadDate:
        return None


def language_tag(written: str) -> str | None:
    """Write a language as BCP 47 does: ar, en-GB, zh-Hant."""
    tag = written.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    return "-".join(
        [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


def _things(scripts: Iterable[str]) -> Iterator[dict[str, object]]:
    """Take every described thing out of a page's JSON-LD; what cannot be read is passed over."""
    for script in scripts:
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        for _ in range(200):
            if not waiting:
                break
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting += thing
            elif isinstance(thing, dict):
                yield thing
                waiting += [thing[key] for key in ("@graph", "mainEntity") if key in thing]


def _article(things: list[dict[str, object]]) -> dict[str, object]:
    """Choose the thing that is the article, by its kind; the nearest to one comes first."""
    for kind in _ARTICLES:
        for thing in things:
            if kind in _text(thing.get("@type")) and (thing.get("headline") or thing.get("author")):
                return thing
    return next((thing for thing in things if thing.get("headline")), {})


def _title(page: Page, article: dict[str, object]) -> tuple[str, str]:
    """Find the title as printed, and the publisher's name that often hangs on it."""
    told = _first(_text(article.get("headline")), *_meta(page, _TITLES), *page.headings[:1])
    if not told:
        title, _, house = page.title.rpartition(" | ")
        return title or house, house if title else ""
    if page.title.startswith(told):
        return told, page.title[len(told) :].strip(_SEPARATORS)
    house = page.title if told not in page.title and len(page.title) < 60 else ""
    return told, house


def _authors(
    page: Page, article: dict[str, object], things: list[dict[str, object]]
) -> tuple[str, ...]:
    """Find who wrote it, from the surest place that names anyone."""
    for place in (
        _names(article.get("author") or article.get("creator"), things),
        _meta(page, _AUTHORS),
        [line for line in page.bylines if len(line) <= 120],
    ):
        if found := people(place):
            return found
    return ()


def _published(page: Page, article: dict[str, object]) -> str | None:
    """Find the day it was published."""
    written = [_text(article.get("datePublished")), *_meta(page, _DATES), *page.times[:1]]
    return next(filter(None, map(day, filter(None, written))), None)


def _names(value: object, things: list[dict[str, object]]) -> list[str]:
    """Take the names out of what JSON-LD gives for a person or house, in any of its forms."""
    if isinstance(value, list):
        return [name for each in value[:_MOST_AUTHORS] for name in _names(each, things)]
    if not isinstance(value, dict):
        return [_text(value)] if value else []
    if "name" in value:
        names = value["name"]
        return [_text(name) for name in (names if isinstance(names, list) else [names])]
    same = (thing for thing in things if thing.get("@id") == value.get("@id") and "name" in thing)
    return [_text(thing["name"]) for thing in same][:1]


def _commas(part: str) -> list[str]:
    """Part names at commas, unless the comma stands inside one ("Assad, Khaled")."""
    pieces = [piece.strip(" ,|·•") for piece in part.split(",")]
    if len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces):
        return pieces
    return [part.strip(" ,|·•")]


def _meta(page: Page, names: Iterable[str]) -> list[str]:
    return [value for name in names for value in page.meta.get(name, ())]


def _one(page: Page, name: str) -> str:
    return next(iter(page.meta.get(name, ())), "")


def _text(value: object) -> str:
    """Take a plain line out of a JSON value."""
    if isinstance(value, list):
        return " ".join(map(_text, value[:10]))
    if isinstance(value, dict):
        return _text(value.get("@value") or value.get("name") or value.get("alternateName"))
    return tidy(str(value))[:400] if isinstance(value, str | int) else ""


def _first(*lines: str) -> str:
    return next((tidy(line) for line in lines if line.strip()), "")


def _raw(page: Page, things: list[dict[str, object]]) -> dict[str, object]:
    """Keep the page's own words beside our reading of them."""
    wanted = ("@type", "headline", "author", "creator", "publisher", "datePublished",
              "dateModified", "inLanguage", "name", "url", "mainEntityOfPage")  # fmt: skip
    told = [{key: thing[key] for key in wanted if key in thing} for thing in things[:10]]
    seen = {"title": page.title, "lang": page.language, "headings": page.headings[:3],
            "bylines": page.bylines[:5], "times": page.times[:5]}  # fmt: skip
    kept: dict[str, object] = {key: value for key, value in seen.items() if value}
    if told:
        kept["json-ld"] = told
    if page.meta:
        kept["meta"] = {name: values[:5] for name, values in page.meta.items()}
    return kept
