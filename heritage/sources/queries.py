"""Questions to the sources."""

from __future__ import annotations

import json
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from heritage.ledger.models import Body, Entry, Status
from heritage.sources.models import Capture, Source, Text


def texts(session: Session, source: Source) -> list[Text]:
    """List the texts read out of a source's captures, newest first."""
    found = select(Text).join(Capture).where(Capture.source_id == source.id)
    return list(session.scalars(found.order_by(Text.made_at.desc())))


def newest_text(session: Session, source: Source) -> Text | None:
    """Give the text quotes are taken from: the newest."""
    return next(iter(texts(session, source)), None)


def captured_before(session: Session, source_id: str) -> set[str]:
    """Name the captures a source had when it was last published: those a reviewer saw."""
    mine = (Entry.subject_kind == "source") & (Entry.subject_id == source_id)
    published = select(func.max(Entry.seq)).where(mine, Entry.action == Status.PUBLISHED)
    bodies = (
        select(Body.text)
        .join(Entry, Entry.seq == Body.seq)
        .where(mine, Entry.action == "captured", Entry.seq < published.scalar_subquery())
    )
    return {json.loads(text)["capture"] for text in session.scalars(bodies)}


def same_address(session: Session, url: str, but: str = "") -> list[Source]:
    """Find sources known by this address, whatever it carries to track its readers."""
    wanted = plain_address(url)
    host = urlsplit(wanted).netloc
    if not host:
        return []
    near = select(Source).where(Source.url.contains(host, autoescape=True), Source.id != but)
    return [each for each in session.scalars(near) if plain_address(each.url) == wanted]


def plain_address(url: str) -> str:
    """Bring an address to one spelling: no www, no fragment, no tracking words, no end slash."""
    parts = urlsplit(url.strip())
    query = "&".join(
        each
        for each in parts.query.split("&")
        if each and not each.startswith(("utm_", "fbclid", "gclid"))
    )
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("https", host, parts.path.rstrip("/"), query, "")) if host else ""


def same_bytes(session: Session, sha256: str) -> list[Source]:
    """Find sources of which exactly these bytes were captured."""
    found = select(Source).join(Capture).where(Capture.sha256 == sha256)
    return list(session.scalars(found).unique())
