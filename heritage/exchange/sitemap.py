"""Sitemaps: every page in both languages, for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from heritage.exchange.xml import XHTML, add, document, root

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_PAGES = 5_000
"""Pages in one file. Each stands there in two languages: ten thousand addresses."""

Page = tuple[str, str | None]
"""A path, and the day on which what it shows last changed."""


def pages(shown: Iterable[Page], base_url: str) -> bytes:
    """List pages, each in both languages, and each language pointing to the other."""
    top = root("urlset", SPACE)
    for path, day in shown:
        tongues = {"en": f"{base_url}{path}", "ar": f"{base_url}/ar{path}"}
        for address in tongues.values():
            _url(top, address, day, tongues)
    return document(top)


def _url(top: Element, address: str, day: str | None, tongues: dict[str, str]) -> None:
    url = add(top, "url")
    add(url, "loc", address)
    if day:
        add(url, "lastmod", day)
    for language, other in [*tongues.items(), ("x-default", tongues["en"])]:
        add(url, f"{XHTML}link", rel="alternate", hreflang=language, href=other)


def index(parts: int, base_url: str) -> bytes:
    """List the files a large sitemap is cut into."""
    top = root("sitemapindex", SPACE)
    for number in range(1, parts + 1):
        add(add(top, "sitemap"), "loc", f"{base_url}/sitemap-{number}.xml")
    return document(top)


def cut(shown: list[Page], most: int = MOST_PAGES) -> list[list[Page]]:
    """Cut a list of pages into files."""
    return [shown[start : start + most] for start in range(0, len(shown), most)]
