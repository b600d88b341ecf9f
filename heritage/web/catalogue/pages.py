"""What stands beside the records: about, pictures, and words to machines that pass by."""

from __future__ import annotations

from flask import Blueprint, Response, abort, send_file

from heritage.gate import everyone, house
from heritage.search.backend import SearchUnavailable
from heritage.web.catalogue.answers import data, page

bp = Blueprint("pages", __name__)

A_YEAR = 31_536_000


@bp.get("/about")
@everyone
def about() -> Response:
    """Say what the archive is, how it verifies, and how it is cited."""
    return page(
        "catalogue/pages/about.html", here="about", base_url=house().settings.base_url,
        counts=house().public.counts(),
    )  # fmt: skip


@bp.get("/files/<sha256>.jpg")
@everyone
def file(sha256: str) -> Response:
    """Give a picture that was cleaned for the public."""
    try:
        opened = house().public_files.open(sha256)
    except (ValueError, FileNotFoundError):  # no hash at all, or no such file
        abort(404)
    response = send_file(opened, mimetype="image/jpeg", etag=sha256, max_age=A_YEAR)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@bp.get("/healthz")
@everyone
def health() -> Response:
    """Say whether the public store and the index answer, and how much is in them.

    How far they followed the archive is told by `heritage doctor` alone: it counts private work.
    """
    told: dict[str, object] = {"status": "ok", "editions": sum(house().public.counts().values())}
    try:
        told["indexed"] = house().public_search.count()
    except SearchUnavailable as fault:
        return data({**told, "status": "no index", "reason": str(fault)}, 503)
    return data(told)


@bp.get("/robots.txt")
@everyone
def robots() -> Response:
    """Welcome crawlers everywhere but at the desk."""
    closed = [f"{root}/{door}" for root in ("", "/ar") for door in ("desk/", "admin/", "login")]
    lines = [
        "User-agent: *", *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {house().settings.base_url.rstrip('/')}/sitemap.xml", "",
    ]  # fmt: skip
    return Response("\n".join(lines), mimetype="text/plain")
