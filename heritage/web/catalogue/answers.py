"""How public pages answer: with an ETag of their bytes, and machines in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request

from heritage.gate import house
from heritage.web.shell import gettext, language


def page(template: str, status: int = 200, **shown: Any) -> Response:
    """Answer with a page; a reader who has these very bytes is told so."""
    shown.setdefault("archive_name", gettext(house().settings.archive_name))
    return _tagged(Response(render_template(template, **shown), status, mimetype="text/html"))


def data(told: Mapping[str, Any], status: int = 200) -> Response:
    """Answer a machine."""
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return _tagged(Response(body, status, mimetype="application/json"))


def fault(code: str, message: str, status: int, field: str | None = None) -> Response:
    """Say to a machine what is wrong, and with which parameter, as the API does."""
    return data({"error": {"code": code, "message": message, "field": field}}, status)


def _tagged(response: Response) -> Response:
    """Name the answer by its bytes; 304 to who has it already."""
    response.headers["Content-Language"] = language()
    if response.status_code == 200:
        response.add_etag()
        response.make_conditional(request)
    return response
