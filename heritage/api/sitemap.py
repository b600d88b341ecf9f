"""The map of the site for search engines."""

from __future__ import annotations

from flask import Blueprint, Response

from heritage.api.answers import missing, whole
from heritage.api.shelves import Span, entries
from heritage.exchange.sitemap import Page, cut, index, pages
from heritage.gate import everyone, house

bp = Blueprint("sitemap", __name__)

STANDING = ("/", "/about")
"""Pages that are no record."""
XML = "application/xml; charset=utf-8"


@bp.get("/sitemap.xml")
@everyone
def show() -> Response:
    """List every public page, or the files they are listed in."""
    files = _files()
    base = house().settings.base_url.rstrip("/")
    return whole(pages(files[0], base) if len(files) == 1 else index(len(files), base), XML)


@bp.get("/sitemap-<int:number>.xml")
@everyone
def part(number: int) -> Response:
    """List the pages of one file of a large map."""
    files = _files()
    if not 1 <= number <= len(files):
        return missing()
    return whole(pages(files[number - 1], house().settings.base_url.rstrip("/")), XML)


def _files() -> list[list[Page]]:
    listed = [(each.path, each.updated) for each in entries(house().public, Span())]
    return cut([*((path, None) for path in STANDING), *listed])
