"""How machines are answered: the right type, a name to save under, and faults as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Response, request

from heritage.exchange.archive import Archive
from heritage.gate import house
from heritage.kit.languages import LANGUAGES, spoken, translations
from heritage.kit.text import N_

NO_RECORD = N_("There is no such record.")
NO_INDEX = N_("The search is being put in order. Try again soon.")


def language() -> str:
    """Name the language of this answer: it stands at the front of the path."""
    found = str(request.environ.get("heritage.language", "en"))
    return found if found in LANGUAGES else "en"


def said(message: str, **values: object) -> str:
    """Say a message in the language of this answer."""
    told = translations(language()).gettext(message)
    return told % spoken(values, language()) if values else told


def archive(tongue: str = "") -> Archive:
    """Open the archive for this answer: its editions, its name, its address."""
    settings = house().settings
    tongue = tongue or language()
    name = translations(tongue).gettext(settings.archive_name)
    return Archive(house().public, settings.base_url, name, tongue)


def whole(
    body: str | bytes,
    content_type: str,
    filename: str = "",
    *,
    save: bool = False,
    changed: datetime | None = None,
) -> Response:
    """Answer with a body; a reader who has these very bytes, or asked since, is told so."""
    response = _open(Response(body, content_type=content_type), filename, save=save)
    if changed is not None:
        response.last_modified = changed
    response.add_etag()
    response.make_conditional(request)
    return response


def streamed(pieces: Iterable[str], content_type: str, filename: str, *, save: bool) -> Response:
    """Answer with a body that is written while it is sent."""
    body = (piece.encode() for piece in pieces)
    return _open(Response(body, content_type=content_type), filename, save=save)


def fault(code: str, message: str, status: int, field: str | None = None) -> Response:
    """Say what is wrong, and with which parameter, in a form that a program can read."""
    told: dict[str, Any] = {"error": {"code": code, "message": message, "field": field}}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return _open(Response(body, status, content_type="application/json"), "", save=False)


def missing() -> Response:
    """Answer alike for what is hidden and for what never was."""
    return fault("not_found", said(NO_RECORD), 404)


def _open(response: Response, filename: str, *, save: bool) -> Response:
    """Let any page read it: it is public, and no sign-in ever comes with the question."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Content-Language"] = language()
    if filename:
        disposition = "attachment" if save else "inline"
        response.headers.set("Content-Disposition", disposition, filename=filename)
    return response
