"""The catalogue: for everyone, from the public store and the public index alone."""

from __future__ import annotations

from flask import Blueprint

from heritage.kit.languages import digits
from heritage.web.catalogue import (
    advanced,
    facets,
    help,
    home,
    mylist,
    pages,
    records,
    saved,
    search,
    suggest,
    terms,
)
from heritage.web.shell import language

catalogue = Blueprint("catalogue", __name__)
for _door in (home, search, advanced, help, facets, suggest, records, mylist, saved, terms, pages):
    catalogue.register_blueprint(_door.bp)


@catalogue.app_template_filter("sentence")
def sentence(text: str) -> str:
    """Begin a line with a capital, where the script has them."""
    return text[:1].upper() + text[1:]


@catalogue.app_template_filter("year")
def year(number: int) -> str:
    """Write a year in the digits of the page, never grouped in thousands."""
    return digits(str(number), language())


blueprints: tuple[Blueprint, ...] = (catalogue,)
