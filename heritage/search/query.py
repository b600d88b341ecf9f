"""The language of queries: what a person types, read into a tree that no engine's parser sees.

`temple palmyra` asks for both words · `"temple of bel"` for the words in a row · `-museum` for
records without it · `palmyra OR tadmur` for either (OR binds its two neighbours) · `( … )` groups ·
`pal*` for words that begin so · `grade:destroyed`, `name:asaad` for one field alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from heritage.kit.text import N_
from heritage.search.analysis import STOP_WORDS, words

LONGEST = 256
MOST_WORDS = 12
DEEPEST = 3
SHORTEST_PREFIX = 3

FACET_FIELDS = (
    "kind", "country", "grade", "cause", "effect", "type", "role", "fate", "source",
    "source_kind", "lang", "verdict", "place", "status", "event_kind", "weight",
)  # fmt: skip
TEXT_FIELDS = ("name", "text")
FIELDS = FACET_FIELDS + TEXT_FIELDS
_OTHER_WORDS = {"title": "name", "publisher": "source", "language": "lang"}


class BadQuery(ValueError):
    """A search that cannot be done as typed; the message says why, to the person who typed it."""

    def __init__(self, message: str, position: int = 0, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.position = position
        self.values = values


@dataclass(frozen=True)
class Note:
    """A sentence about the search itself; `message` is translated, then filled with `values`."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say it in English."""
        return self.message % dict(self.values)


@dataclass(frozen=True)
class Word:
    """A word, or what begins so; in names or text alone when `within` says so."""

    text: str
    prefix: bool = False
    within: str = ""
    slips: int = 0
    """How many letters may be changed, missing, too many or swapped."""


@dataclass(frozen=True)
class Phrase:
    """Words in a row."""

    text: str
    within: str = ""


@dataclass(frozen=True)
class FieldIs:
    """A field that has exactly this value."""

    field: str
    value: str


@dataclass(frozen=True)
class When:
    """What may have happened from one day to another; with `certainly`, what surely did."""

    first: int | None
    last: int | None
    certainly: bool = False


@dataclass(frozen=True)
class Near:
    """What lies at most so many kilometres from a point."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True)
class Not:
    """Records without."""

    of: Node


@dataclass(frozen=True)
class And:
    """All of these."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
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


@dataclass(frozen=True)
class Query:
    """What was typed, and what it asks for; `root` is None when everything is asked for."""

    root: Node | None = None
    text: str = ""
    notes: tuple[Note, ...] = ()


def parse(text: str, fields: tuple[str, ...] = FIELDS) -> Query:
    """Read a query.

    Raises:
        BadQuery: it is too long, too deep, too vague, or names a field the archive does not have.
    """
    if len(text) > LONGEST:
        raise BadQuery(
            N_("This search has %(length)d characters; it can have %(most)d."),
            LONGEST, length=len(text), most=LONGEST,
        )  # fmt: skip
    clean = _UNREADABLE.sub(" ", text)
    reader = _Reader(_pieces(clean), frozenset(fields))
    root = reader.sequence(0)
    if root is None and clean.strip():
        raise BadQuery(N_("There is no word to look for in this search."))
    return Query(root, clean.strip(), tuple(reader.notes))


# Control characters and lone surrogates mean nothing in a search and cannot be written to a file.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_QUOTES = '"“”„«»'
_PIECE = re.compile(
    rf"""(?P<phrase>(?P<minus>-?)(?:(?P<field>[A-Za-z_]+):)?[{_QUOTES}](?P<inside>[^{_QUOTES}]*)
            (?P<end>[{_QUOTES}]?))
       | (?P<open>-?\() | (?P<close>\)) | (?P<bar>\|+)
       | (?P<word>[^\s()|{_QUOTES}]+)""",
    re.VERBOSE,
)
_FIELD = re.compile(r"([A-Za-z_]+):(.+)", re.DOTALL)


def _pieces(text: str) -> list[re.Match[str]]:
    return list(_PIECE.finditer(text))


class _Reader:
    """Walks the pieces once, from left to right."""

    def __init__(self, pieces: list[re.Match[str]], fields: frozenset[str]) -> None:
        self.pieces = pieces
        self.fields = fields
        self.at = 0
        self.count = 0
        self.notes: list[Note] = []

    def sequence(self, depth: int) -> Node | None:
        """Read units up to the closing bracket or the end; all of them are required."""
        units: list[Node] = []
        joining = False
        while (piece := self._take()) is not None:
            if piece["close"]:
                if depth:
                    return _all(units)
                continue
            if piece["bar"] or piece["word"] == "OR":
                joining = bool(units)
                continue
            if piece["word"] == "AND":
                continue
            if (unit := self._unit(piece, depth)) is None:
                continue
            units[-1:] = [_either(units[-1], unit)] if joining else [*units[-1:], unit]
            joining = False
        if depth:
            self.notes.append(Note(N_("A bracket was not closed; it was taken to the end.")))
        return _all(units)

    def _take(self) -> re.Match[str] | None:
        if self.at == len(self.pieces):
            return None
        self.at += 1
        return self.pieces[self.at - 1]

    def _unit(self, piece: re.Match[str], depth: int) -> Node | None:
        negated = False
        while piece["word"] == "NOT":
            negated = not negated
            if (following := self._take()) is None:
                return None
            piece = following
        if piece["open"]:
            negated ^= piece["open"].startswith("-")
            unit = self._group(piece, depth)
        elif piece["phrase"]:
            negated ^= piece["minus"] == "-"
            unit = self._phrase(piece)
        elif piece["word"]:
            negated ^= piece["word"].startswith("-")
            unit = self._word(piece["word"].lstrip("-"), piece.start())
        else:
            self.at -= 1
            return None
        return Not(unit) if negated and unit is not None else unit

    def _group(self, piece: re.Match[str], depth: int) -> Node | None:
        if depth == DEEPEST:
            raise BadQuery(
                N_("Brackets can stand %(most)d deep; these go deeper."),
                piece.start(), most=DEEPEST,
            )  # fmt: skip
        return self.sequence(depth + 1)

    def _phrase(self, piece: re.Match[str]) -> Node | None:
        if not piece["end"]:
            self.notes.append(Note(N_("A quotation mark was not closed; it was taken to the end.")))
        name = self._field(piece["field"], piece.start()) if piece["field"] else ""
        inside = piece["inside"]
        if name and name not in TEXT_FIELDS:
            return self._is(name, inside.strip(), piece.start())
        return Phrase(inside, name) if self._counted(inside, piece.start()) else None

    def _word(self, text: str, position: int) -> Node | None:
        name = ""
        if told := _FIELD.fullmatch(text):
            name, text = self._field(told[1], position), told[2]
            if name not in TEXT_FIELDS:
                return self._is(name, text, position)
        if "*" in text:
            return self._prefix(text, name, position)
        return Word(text, within=name) if self._counted(text, position) else None

    def _prefix(self, text: str, within: str, position: int) -> Node:
        stem = text[:-1]
        tokens = words(stem)
        if not tokens or "*" in stem:
            raise BadQuery(
                N_("A * can only stand at the end of a word, as in palm*."),
                position + text.index("*"),
            )  # fmt: skip
        if len(tokens[-1]) < SHORTEST_PREFIX:
            raise BadQuery(
                N_("At least %(least)d letters are needed before the *: “%(text)s” is too short."),
                position, least=SHORTEST_PREFIX, text=text,
            )  # fmt: skip
        self._counted(stem, position)
        return Word(stem, prefix=True, within=within)

    def _is(self, name: str, value: str, position: int) -> Node | None:
        if not value:
            return None
        self._count(1, position)
        return FieldIs(name, value)

    def _field(self, told: str, position: int) -> str:
        name = _OTHER_WORDS.get(told.lower(), told.lower())
        if name not in self.fields:
            raise BadQuery(
                N_("There is no field “%(field)s”. Fields are: %(known)s."),
                position, field=told, known=", ".join(sorted(self.fields)),
            )  # fmt: skip
        return name

    def _counted(self, text: str, position: int) -> bool:
        tokens = words(text)
        self._count(sum(token not in STOP_WORDS for token in tokens), position)
        return bool(tokens)

    def _count(self, more: int, position: int) -> None:
        self.count += more
        if self.count > MOST_WORDS:
            raise BadQuery(
                N_("This search has more than %(most)d words; leave some out."),
                position, most=MOST_WORDS,
            )  # fmt: skip


def _all(units: list[Node]) -> Node | None:
    if len(units) < 2:
        return units[0] if units else None
    return And(tuple(units))


def _either(left: Node, right: Node) -> Node:
    return Or((*left.of, right)) if isinstance(left, Or) else Or((left, right))
