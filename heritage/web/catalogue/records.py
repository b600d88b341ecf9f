"""The page of each record and source, and the same as JSON."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, abort, redirect, request
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response

from heritage.edition.present import present
from heritage.edition.public import PATHS, PublicRecord
from heritage.gate import everyone, house
from heritage.kit.text import N_
from heritage.web.catalogue import beside, maps
from heritage.web.catalogue.answers import data, fault, page
from heritage.web.catalogue.layout import layout
from heritage.web.catalogue.meta import head_of
from heritage.web.catalogue.searching import read_params
from heritage.web.shell import gettext, language

bp = Blueprint("records", __name__)


class Slug(BaseConverter):
    """The readable part of an address: it has no dot, so that suffixes name other forms."""

    regex = r"[^/.]+"


@bp.record_once
def _teach(state: BlueprintSetupState) -> None:
    """Let addresses say `<slug:…>`, before the first of them is registered."""
    state.app.url_map.converters["slug"] = Slug


KINDS = {path: kind for kind, path in PATHS.items()}
PLURALS = {
    "site": N_("Sites"),
    "person": N_("People"),
    "event": N_("Events"),
    "thing": N_("Objects"),
    "group": N_("Groups"),
    "source": N_("Sources"),
}
NEARBY = {"event", "site"}
"""Kinds that happened, or to which something happened, at a place of their own."""
DESTROYED = 5
"""The glyph of what is gone."""
_PATH = "any({})".format(", ".join(path for path in KINDS if path != "sources"))


@bp.get(f"/<{_PATH}:path>/<slug:slug>")
@everyone
def show(path: str, slug: str) -> Response:
    """Show a record."""
    return _page("catalogue/records/show.html", path, slug)


@bp.get("/sources/<slug:slug>")
@everyone
def source(slug: str) -> Response:
    """Show a source: what it is, its copies, what is quoted from it."""
    return _page("catalogue/records/source.html", "sources", slug)


@bp.get(f"/<any({', '.join(KINDS)}):path>/<slug:slug>.json")
@everyone
def machine(path: str, slug: str) -> Response:
    """Give a record to a machine: the same that its page is made from."""
    record = house().public.record(KINDS[path], slug)
    if record is not None:
        return data(_presented(record))
    if moved := house().public.moved(KINDS[path], slug):
        return redirect(f"{request.script_root}/{path}/{moved}.json", 301)
    return fault("not_found", gettext("There is no such record."), 404)


@bp.get("/id/<public_id>")
@everyone
def permanent(public_id: str) -> Response:
    """Lead from the permanent identifier to where the page stands now."""
    record = house().public.by_id(public_id)
    if record is None:
        abort(404)
    return redirect(request.script_root + record.path)


@bp.get("/sources")
@everyone
def lookup() -> Response:
    """Find a captured source by its address, or list all sources."""
    url = request.args.get("url", "").strip()
    if url and (found := house().public.source_at(url)):
        return redirect(request.script_root + found.path)
    if url:
        return page("catalogue/records/lookup.html", 404, url=url[:500])
    pairs = read_params(request.args, kind=("source",)).string()
    return redirect(f"{request.script_root}/search{pairs}")


def _page(template: str, path: str, slug: str) -> Response:
    record = house().public.record(KINDS[path], slug)
    if record is not None:
        shown = _presented(record)
        return page(template, r=shown, head=head_of(record, shown), **_more(shown))
    moved = house().public.moved(KINDS[path], slug)
    if moved is None:
        abort(404)
    return redirect(f"{request.script_root}/{path}/{moved}", 301)


def _more(shown: dict[str, Any]) -> dict[str, Any]:
    """Add what a page needs beside what it says."""
    told: dict[str, Any] = {
        "PLURALS": {kind: gettext(label) for kind, label in PLURALS.items()},
        "comma": "، " if language() == "ar" else ", ",
        "sources_by_number": {each["number"]: each for each in shown["sources"]},
    }
    told["alike"] = beside.alike(shown)
    if shown["kind"] == "source":
        text = _around_passage(shown["text"] or "", request.args.get("passage", ""))
        return {**told, "sections": _source_sections(shown), "text": text}
    condition = shown["condition"] or {}
    hot = (condition.get("grade") or {}).get("glyph") == DESTROYED
    title = shown["plate"]["first"]["text"]
    return {
        **told,
        **layout(shown),
        "small_map": maps.of_places(shown["places"], title, hot=hot),
        "nearby": beside.nearby(shown) if shown["kind"] in NEARBY else [],
    }


_PASSAGE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


def _around_passage(text: str, asked: str) -> tuple[str, str, str]:
    """Part a text before and after the passage that a search has led to."""
    told = _PASSAGE.fullmatch(asked)
    start, end = (int(told[1]), int(told[2])) if told else (0, 0)
    return text[:start], text[start:end], text[max(start, end) :]


def _source_sections(shown: dict[str, Any]) -> list[tuple[str, str]]:
    sections = [
        ("about", gettext("About this source")),
        ("copies", gettext("Kept copies")),
        ("passages", gettext("Quoted here, and for what")),
    ]
    return [*sections, ("text", gettext("Text"))] if shown["text"] else sections


def _presented(record: PublicRecord) -> dict[str, Any]:
    settings = house().settings
    return present(record, house().public, language(), settings.base_url, settings.archive_name)
