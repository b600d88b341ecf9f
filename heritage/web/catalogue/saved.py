"""Saved and recent searches: kept by the reader's browser, never by the archive."""

from __future__ import annotations

from flask import Blueprint, Response

from heritage.gate import everyone
from heritage.web.catalogue.answers import page

bp = Blueprint("saved", __name__)
MOST_RECENT = 20
"""As many as static/catalogue/searches.js remembers."""


@bp.get("/saved")
@everyone
def show() -> Response:
    """Give the page on which a browser shows what it keeps."""
    return page("catalogue/saved/show.html", here="search", most=MOST_RECENT)
