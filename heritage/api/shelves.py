"""What harvesters and crawlers ask of the public store: which editions there are, since when."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select, true

from heritage.edition.public import PATHS
from heritage.edition.store import PublicStore
from heritage.edition.tables import EDITION


class Span(NamedTuple):
    """A part of the store: of one kind, and last changed between two days."""

    kind: str | None = None
    first: str | None = None
    last: str | None = None


class Entry(NamedTuple):
    """One edition as a list of editions knows it."""

    id: str
    kind: str
    slug: str
    updated: str

    @property
    def path(self) -> str:
        """Name its page."""
        return f"/{PATHS[self.kind]}/{self.slug}"


def entries(store: PublicStore, span: Span, after: str = "", limit: int = -1) -> list[Entry]:
    """List editions in the order of their permanent identifiers, which tells nothing else."""
    found = (
        select(EDITION.c.public_id, EDITION.c.kind, EDITION.c.slug, EDITION.c.updated)
        .where(_within(span), EDITION.c.public_id > after)
        .order_by(EDITION.c.public_id)
    )
    if limit >= 0:
        found = found.limit(limit)
    with store.engine.connect() as connection:
        return [Entry(*row) for row in connection.execute(found)]


def count(store: PublicStore, span: Span) -> int:
    """Count the editions in a part of the store."""
    return int(_ask(store, select(func.count()).select_from(EDITION).where(_within(span))) or 0)


def earliest(store: PublicStore) -> str | None:
    """Tell the first day on which any edition there is last changed."""
    found = _ask(store, select(func.min(EDITION.c.updated)))
    return str(found) if found else None


def _within(span: Span) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [true()]
    if span.kind:
        wanted.append(EDITION.c.kind == span.kind)
    if span.first:
        wanted.append(EDITION.c.updated >= span.first)
    if span.last:
        wanted.append(EDITION.c.updated <= span.last)
    return and_(*wanted)


def _ask(store: PublicStore, question: Any) -> Any:
    with store.engine.connect() as connection:
        return connection.scalar(question)
