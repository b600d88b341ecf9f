"""The tree a query is read into, and why one cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec


class BadQuery(ValueError):
    """A search that cannot be done as typed; the message says why, to the person who typed it."""

    def __init__(
        self, message: str, position: int = 0, end: int | None = None, **values: object
    ) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.position = position
        self.end = position if end is None else end
        self.values = values
        self.text = ""
        """What was typed, once the reader of queries knows it."""

    @property
    def marked(self) -> tuple[str, str, str]:
        """Show the place: what stands before it, what is wrong there, and what follows."""
        start, end = self.position, max(self.end, self.position)
        before, at, after = self.text[:start], self.text[start:end], self.text[end:]
        return (
            f"…{before[-_SHOWN:]}" if len(before) > _SHOWN else before,
            f"{at[:_SHOWN]}…" if len(at) > _SHOWN else at,
            f"{after[:_SHOWN]}…" if len(after) > _SHOWN else after,
        )


_SHOWN = 40
"""So many characters are shown on each side of what is wrong."""


class Note(msgspec.Struct, frozen=True, gc=False):
    """A sentence about the search itself; `message` is translated, then filled with `values`."""

    message: str
    values: Mapping[str, object] = {}

    def __str__(self) -> str:
        """Say it in English."""
        return self.message % dict(self.values)


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word, or what begins so; in names or text alone when `within` says so."""

    text: str
    prefix: bool = False
    within: str = ""
    slips: int = 0
    """How many letters may be changed, missing, too many or swapped."""


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """Words in a row."""

    text: str
    within: str = ""


class FieldIs(msgspec.Struct, frozen=True, gc=False):
    """A field that has exactly this value."""

    field: str
    value: str


class When(msgspec.Struct, frozen=True, gc=False):
    """What may have happened from one day to another; with `certainly`, what surely did."""

    first: int | None
    last: int | None
    certainly: bool = False


class Near(msgspec.Struct, frozen=True, gc=False):
    """What lies at most so many kilometres from a point."""

    lat: float
    lon: float
    km: float


class Not(msgspec.Struct, frozen=True, gc=False):
    """Records without."""

    of: Node


class And(msgspec.Struct, frozen=True, gc=False):
    """All of these."""

    of: tuple[Node, ...]


class Or(msgspec.Struct, frozen=True, gc=False):
    """Any of these."""

    of: tuple[Node, ...]


Node = Word | Phrase | FieldIs | When | Near | Not | And | Or


def parts(node: Node) -> Iterator[Node]:
    """Walk a tree, each node before what it is made of."""
    yield node
    match node:
        case And(of) | Or(of):
            for each in of:
                yield from parts(each)
        case Not(of):
            yield from parts(of)


class Query(msgspec.Struct, frozen=True, gc=False):
    """What was typed, and what it asks for; `root` is None when everything is asked for."""

    root: Node | None = None
    text: str = ""
    notes: tuple[Note, ...] = ()


def without_time(query: Query) -> tuple[Query, When | None]:
    """Part a query and the one time that all of it is asked about, if there is such a time."""
    root = query.root
    units = root.of if isinstance(root, And) else () if root is None else (root,)
    times = [each for each in units if isinstance(each, When)]
    if len(times) != 1:
        return query, None
    rest = tuple(each for each in units if each is not times[0])
    kept = And(rest) if len(rest) > 1 else rest[0] if rest else None
    return Query(kept, query.text, query.notes), times[0]
