"""My list: records a reader chose. The choice stays in the browser; an address can carry it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from heritage.edition.listed import MOST, listed, told
from heritage.edition.present_terms import terms_of
from heritage.edition.present_values import country
from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.when import main_when
from heritage.gate import everyone, house
from heritage.web.catalogue.answers import page
from heritage.web.shell import language

bp = Blueprint("mylist", __name__)

FORMS = (
    ("csv", "CSV"),
    ("json", "JSON"),
    ("geojson", "GeoJSON"),
    ("ris", "RIS"),
    ("bib", "BibTeX"),
)


@bp.get("/my-list")
@everyone
def show() -> Response:
    """Show the records that an address lists; without any, say what a list is for."""
    asked = request.args.get("ids", "")
    records = listed(house().public, asked)
    ids = [record.id for record in records]
    return page(
        "catalogue/mylist/show.html",
        here="list",
        rows=_rows(records),
        ids=",".join(ids),
        address=f"{request.script_root}/my-list?ids={told(ids)}" if ids else "",
        query=f"?ids={told(ids)}",
        forms=FORMS,
        most=MOST,
        asked=bool(asked),
        comma="، " if language() == "ar" else ", ",
    )


def _rows(records: list[PublicRecord]) -> list[dict[str, Any]]:
    settings = house().settings
    archive = Archive(house().public, settings.base_url, settings.archive_name, language())
    archive.expect(record.field("part_of") for record in records)
    return [_row(record, archive) for record in records]


def _row(record: PublicRecord, archive: Archive) -> dict[str, Any]:
    """Describe one record as a line of a list."""
    grade, code = record.field("grade"), record.field("country")
    when, whole = main_when(record, archive), archive.one(record.field("part_of"))
    about = [
        str(record.field("publisher") or ""),
        whole.title(language()) if whole else "",
        country(str(code), language()) if code else "",
    ]
    return {
        "id": record.id,
        "kind": record.kind,
        "url": request.script_root + record.path,
        **_names(record),
        "grade": str(grade).rpartition("/")[2] if grade else None,
        "grade_label": terms_of(house().public).label(grade, language()),
        "when": when.label if when else "",
        "about": [each for each in about if each],
    }


def _names(record: PublicRecord) -> dict[str, str]:
    """Name it in the language of the page, and in the other beside it."""
    if record.kind == "source":
        lang = str(record.field("language") or "")
        return {"title": record.title(), "lang": lang, "other": "", "other_lang": ""}
    names = record.body["title"]
    lead = language() if names.get(language()) else next(iter(names), "en")
    other = next((each for each in names if each != lead and names[each]), "")
    return {
        "title": record.title(lead), "lang": lead,
        "other": str(names.get(other) or ""), "other_lang": other,
    }  # fmt: skip
