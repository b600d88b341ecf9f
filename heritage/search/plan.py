"""What a search asks of an index, once words, spellings and stems are settled.

A plan knows fields and terms of the index and nothing of how an engine keeps them: each engine runs
the same plan and finds the same documents. Terms are as `analysis` makes them.

Scores: a leaf with a `weight` scores its BM25 (`Hits`, `Row`) or a constant (`Begins`, `Nearly`)
times that weight; the leaves that only filter score nothing.
"""

from __future__ import annotations

import msgspec


class Hits(msgspec.Struct, frozen=True, gc=False):
    """Documents that have a term in a field: BM25 times weight."""

    field: str
    term: str
    weight: float = 1.0


class Row(msgspec.Struct, frozen=True, gc=False):
    """Documents that have these terms in a row: the sum of their BM25 times weight."""

    field: str
    terms: tuple[str, ...]
    weight: float = 1.0


class Begins(msgspec.Struct, frozen=True, gc=False):
    """Documents with any term that begins so: the weight alone."""

    field: str
    start: str
    weight: float = 1.0


class Nearly(msgspec.Struct, frozen=True, gc=False):
    """Documents with any term so many slips away (a letter changed, left out, put in, swapped)."""

    field: str
    word: str
    slips: int = 1
    weight: float = 1.0


class Spoken(msgspec.Struct, frozen=True, gc=False):
    """Documents with a name one of whose words is written so: the weight alone."""

    form: str
    weight: float = 1.0


class Tagged(msgspec.Struct, frozen=True, gc=False):
    """Documents with any of these values of a facet; `folded` values, when capitals are one."""

    key: str
    values: tuple[str, ...]
    folded: bool = False


class Dated(msgspec.Struct, frozen=True, gc=False):
    """What may have happened from one day to another; with `certainly`, what surely did."""

    first: int | None = None
    last: int | None = None
    certainly: bool = False


class Boxed(msgspec.Struct, frozen=True, gc=False):
    """What lies in a box of degrees; a west beyond the east crosses the date line."""

    west: float
    south: float
    east: float
    north: float


class Around(msgspec.Struct, frozen=True, gc=False):
    """What lies at most so many kilometres from a point, on a sphere of 6371.0088 km."""

    lat: float
    lon: float
    km: float


class Known(msgspec.Struct, frozen=True, gc=False):
    """The documents of these ids."""

    ids: tuple[str, ...]


class Everything(msgspec.Struct, frozen=True, gc=False):
    """Every document."""


class Nothing(msgspec.Struct, frozen=True, gc=False):
    """No document."""


class Best(msgspec.Struct, frozen=True, gc=False):
    """Any of these; only the best score counts, since they are ways to say one thing."""

    of: tuple[Plan, ...]


class All(msgspec.Struct, frozen=True, gc=False):
    """All of these; scores add up."""

    of: tuple[Plan, ...]


class Some(msgspec.Struct, frozen=True, gc=False):
    """At least so many of these; scores add up."""

    of: tuple[Plan, ...]
    least: int = 1


class Without(msgspec.Struct, frozen=True, gc=False):
    """Every document that does not answer; scores nothing."""

    of: Plan


class Lifted(msgspec.Struct, frozen=True, gc=False):
    """What answers `of`, its score times the greatest factor whose exact name it bears."""

    of: Plan
    by: tuple[tuple[str, float], ...]
    """Terms of the field `exact`, each with its factor."""


Plan = (
    Hits | Row | Begins | Nearly | Spoken | Tagged | Dated | Boxed | Around | Known
    | Everything | Nothing | Best | All | Some | Without | Lifted
)  # fmt: skip
