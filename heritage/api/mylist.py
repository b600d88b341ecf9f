"""A reader's list in the forms that other programs read; the address alone says what is on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from flask import Blueprint, request
from werkzeug.wrappers import Response

from heritage.api.answers import archive, whole
from heritage.api.lists import FORMS, Form, pointed
from heritage.edition.listed import listed
from heritage.edition.public import PublicRecord
from heritage.exchange import csv
from heritage.exchange.archive import Archive
from heritage.gate import everyone, house

bp = Blueprint("mylist", __name__)


def _json(
    records: Iterable[PublicRecord], told: Archive, _counted: Mapping[str, int]
) -> Iterator[str]:
    rows = [csv.row(each, told) for each in records]
    yield json.dumps({"total": len(rows), "results": rows}, ensure_ascii=False)


LIST_FORMS = (
    Form("json", "application/json", "The same columns as in the table.", _json, save=False),
    *FORMS,
)


def _answer(form: Form) -> Response:
    records, told = listed(house().public, request.args.get("ids", "")), archive()
    told.expect(pointed(records))
    counted = {"numberMatched": len(records), "numberReturned": len(records)}
    body = "".join(form.write(records, told, counted))
    response = whole(body, form.content_type, f"my-list.{form.suffix}", save=form.save)
    response.headers["X-Total-Count"] = str(len(records))
    return response


def _door(form: Form) -> None:
    def show() -> Response:
        return _answer(form)

    show.__doc__ = f"Give the records of a list as {form.suffix}. {form.about}"
    bp.get(f"/my-list.{form.suffix}", endpoint=form.suffix)(everyone(show))


for _form in LIST_FORMS:
    _door(_form)
