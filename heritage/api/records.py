"""Each record in the forms that other programs read, beside its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from heritage.api.answers import archive, missing, whole
from heritage.edition.public import PATHS, PublicRecord
from heritage.exchange import bibtex, csl, geojson, jsonld, ris
from heritage.exchange.archive import Archive
from heritage.gate import everyone, house

bp = Blueprint("records", __name__)

KINDS = {path: kind for kind, path in PATHS.items()}


@dataclass(frozen=True)
class Form:
    """One form of a record: how it is called, what it is, and how it is written."""

    suffix: str
    content_type: str
    about: str
    write: Callable[[PublicRecord, Archive], str]
    save: bool = False
    """Whether a browser should save it: it is for another program, not for reading."""


def _geojson(record: PublicRecord, told: Archive) -> str:
    return geojson.written(geojson.feature(record, told)) + "\n"


FORMS = (
    Form("jsonld", jsonld.MEDIA_TYPE, "Linked Art 1.0 (CIDOC CRM) as JSON-LD.", jsonld.write),
    Form("geojson", geojson.MEDIA_TYPE, "A GeoJSON feature; its geometry may be null.", _geojson),
    Form(
        "ris", f"{ris.MEDIA_TYPE}; charset=utf-8", "A citation as RIS.",
        lambda record, told: "".join(ris.entries([record], told)), save=True,
    ),
    Form(
        "bib", f"{bibtex.MEDIA_TYPE}; charset=utf-8", "A citation as BibTeX.",
        lambda record, told: "".join(bibtex.entries([record], told)), save=True,
    ),
    Form(
        "csl.json", csl.MEDIA_TYPE, "A citation as CSL-JSON.",
        lambda record, told: csl.write([record], told), save=True,
    ),
)  # fmt: skip


def _answer(form: Form, path: str, slug: str) -> Response:
    record = house().public.record(KINDS[path], slug)
    if record is not None:
        written = form.write(record, archive())
        name = f"{record.kind}-{record.slug}.{form.suffix}"
        return whole(written, form.content_type, name, save=form.save)
    if moved := house().public.moved(KINDS[path], slug):
        return redirect(f"{request.script_root}/{path}/{moved}.{form.suffix}", 301)
    return missing()


def _door(form: Form) -> None:
    def show(path: str, slug: str) -> Response:
        return _answer(form, path, slug)

    show.__doc__ = f"Give a record as {form.suffix}. {form.about}"
    rule = f"/<any({', '.join(KINDS)}):path>/<slug>.{form.suffix}"
    bp.get(rule, endpoint=form.suffix.replace(".", "_"))(everyone(show))


for _form in FORMS:
    _door(_form)
