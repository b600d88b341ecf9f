"""What every page shares: its language, its helpers, its headers, its forms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, g, render_template, request
from flask_wtf import FlaskForm
from jinja2 import StrictUndefined
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException

from heritage.access.permissions import Permission, may
from heritage.config import folder
from heritage.kit.bad_date import Remark
from heritage.kit.dates import BadDate, parse, say
from heritage.kit.hashing import sha256
from heritage.kit.languages import LANGUAGES, direction, number, spoken, translations

if TYPE_CHECKING:

    class Form(FlaskForm):
        """A form of the archive, with its token against forged requests."""

else:
    Form = FlaskForm

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Languages:
    """Read the language off the front of the path: `/ar/sites/x` is `/sites/x` in Arabic."""

    def __init__(self, wrapped: WSGIApplication) -> None:
        self.wrapped = wrapped

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Move the language from the path to where links are made from it."""
        path = environ.get("PATH_INFO", "")
        if path == "/ar" or path.startswith("/ar/"):
            environ["heritage.language"] = "ar"
            environ["heritage.root"] = environ.get("SCRIPT_NAME", "")
            environ["SCRIPT_NAME"] = environ["heritage.root"] + "/ar"
            environ["PATH_INFO"] = path[3:] or "/"
        return self.wrapped(environ, start)


def language() -> str:
    """Name the language of this page."""
    found = request.environ.get("heritage.language", "en")
    return found if found in LANGUAGES else "en"


def gettext(message: str, **values: Any) -> str:
    """Say a message in the language of this page."""
    if isinstance(message, Remark):
        return translations(language()).gettext(message.msgid) % message.parts
    said = translations(language()).gettext(message)
    return said % spoken(values, language()) if values else said


def ngettext(one: str, many: str, count: int, **values: Any) -> str:
    """Say how many, in the plural form the language has for that number."""
    said = translations(language()).ngettext(one, many, count)
    return said % {"num": number(count, language()), "n": number(count, language()), **values}


def _root() -> str:
    return str(request.environ.get("heritage.root", request.script_root))


def asset(path: str) -> str:
    """Address a static file by its content, so that browsers may keep it for ever."""
    return f"{_root()}/static/{path}?v={_version(path)}"


@lru_cache(maxsize=512)
def _version(path: str) -> str:
    return sha256((folder("static") / path).read_bytes())[:12]


def other_language_url() -> str:
    """Address this same page, with its query, in the other language."""
    prefix = "" if language() == "ar" else "/ar"
    query = f"?{urlencode(list(request.args.items(multi=True)))}" if request.args else ""
    return f"{_root()}{prefix}{request.path}{query}"


def when(edtf: str | None) -> str:
    """Print a date as people write it, in the language of this page."""
    if not edtf:
        return ""
    try:
        return say(parse(edtf), language())
    except BadDate:
        return edtf


def marked(segments: Iterable[Any]) -> Markup:
    """Show a passage with the words that were looked for marked, everything else escaped."""
    parts = [
        Markup("<mark>%s</mark>") % each.text if each.marked else escape(each.text)
        for each in segments
    ]
    return Markup("").join(parts)


def furnish(app: Flask) -> None:
    """Give every template and every answer what they share."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext, asset=asset)
    app.jinja_env.globals["other_language_url"] = other_language_url
    app.jinja_env.filters.update(
        when=when, marked=marked, number=lambda n: number(n, language()), when_day=when
    )
    app.context_processor(_about_this_page)
    app.after_request(_headers)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(500, _explain)


def _about_this_page() -> dict[str, Any]:
    return {
        "language": language(),
        "direction": direction(language()),
        "me": g.get("me"),
        "may_admin": may(g.get("me"), Permission.MANAGE_ACCOUNTS),
    }


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith(("/desk", "/admin", "/login")):
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
    elif request.path.startswith("/static/") and "v" in request.args:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif response.status_code == 200 and request.method in {"GET", "HEAD"}:
        response.headers.setdefault("Cache-Control", "public, max-age=60")
    return response


def _explain(fault: Exception) -> tuple[str, int] | HTTPException:
    """Answer a fault in words: what happened and what can be done."""
    code = getattr(fault, "code", None) or 500
    if code < 400:
        raise fault
    said = getattr(fault, "description", "") if code in {400, 409, 413, 422, 429, 503} else ""
    return render_template("shell/error.html", code=code, said=said), code
