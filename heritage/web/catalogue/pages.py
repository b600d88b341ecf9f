"""What stands beside the records: about, pictures, and words to machines that pass by."""

from __future__ import annotations

from flask import Blueprint, Response, abort, send_file
from sqlalchemy.exc import SQLAlchemyError

from heritage.gate import everyone, house
from heritage.search.backend import SearchAway, SearchUnavailable
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
    """Say whether the public store and the search answer, and how much is in them.

    Who asks may send readers elsewhere when the answer is not 200. While only searching rests,
    every other page is here to be read: then the words say so, and the status is 200. Why it
    rests, and how far anything followed the archive, is told by `heritage doctor` alone: the one
    names machines, the other counts private work.
    """
    try:
        told: dict[str, object] = {"editions": sum(house().public.counts().values())}
    except SQLAlchemyError:
        return data({"status": "no store"}, 503)
    try:
        return data({"status": "ok", **told, "indexed": house().public_search.count()})
    except SearchAway:
        return data({"status": "search away", **told})
    except SearchUnavailable:
        return data({"status": "no index", **told})


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
