"""The language of queries: what a person types, read into a tree that no engine's parser sees.

`temple palmyra` asks for both words · `"temple of bel"` for the words in a row · `-museum` for
records without it · `palmyra OR tadmur` for either (OR binds its two neighbours) · `( … )` groups ·
`pal*` for words that begin so · `palmira~` for words a slip away · `grade:destroyed`, `name:asaad`
for one field alone · `when:2015-08`, `certain:2015` for time · `near:34.55,38.27,20km` for space ·
`cited-by:"ASOR"`, `uncited`, `contested` for what records rest on. docs/search.md tells it whole.
"""

from __future__ import annotations

import re

from heritage.kit.languages import ascii_digits
from heritage.kit.text import N_
from heritage.search.analysis import STOP_WORDS, bearing, words
from heritage.search.query_tree import (
    And,
    BadQuery,
    FieldIs,
    Near,
    Node,
    Not,
    Note,
    Or,
    Phrase,
    Query,
    When,
    Word,
    parts,
)  # fmt: skip
from heritage.search.query_words import (
    ALONE,
    FIELDS,
    STATES_NAMED,
    TEXT_FIELDS,
    TIME_FIELDS,
    Values,
    field_called,
    field_named,
    fields_named,
    is_field,
    state_called,
    value_called,
)  # fmt: skip
from heritage.search.reading import BadValue, read_circle, read_days

__all__ = [
    "FIELDS", "LONGEST", "And", "BadQuery", "FieldIs", "Near", "Node", "Not", "Note", "Or",
    "Phrase", "Query", "When", "Word", "parse", "parts",
]  # fmt: skip

LONGEST = 256
MOST_WORDS = 24
DEEPEST = 3
SHORTEST_PREFIX = 3
SHORTEST_SLIPPED = {1: 4, 2: 8}
"""How long a word must be in which so many letters may be wrong."""
MOST_COST = 24
_COSTS = {"word": 1, "prefix": 4, "slips": 5}
"""What a word costs beside others; a search may cost so much in all, before it is run."""


def parse(text: str, fields: tuple[str, ...] = FIELDS, values: Values | None = None) -> Query:
    """Read a query; with `values`, what a field is asked for must be one of them.

    Raises:
        BadQuery: it is too long, too deep, too vague, asks for too much at once, names a field
            or a value that the archive does not have, or a day or a place nobody can read.
    """
    clean = _UNREADABLE.sub(" ", _UNSEEN.sub("", text))
    try:
        return _parse(clean, fields, values)
    except BadQuery as bad:
        bad.text = clean
        raise


def _parse(text: str, fields: tuple[str, ...], values: Values | None) -> Query:
    if len(text) > LONGEST:
        raise BadQuery(
            N_("This search has %(length)d characters; it can have %(most)d."),
            LONGEST, len(text), length=len(text), most=LONGEST,
        )  # fmt: skip
    reader = _Reader(text, frozenset(fields), values)
    root = reader.sequence(0)
    if root is None and text.strip():
        raise BadQuery(N_("There is no word to look for in this search."), 0, len(text))
    return Query(root, text.strip(), tuple(reader.notes))


# Control characters and lone surrogates mean nothing in a search and cannot be written to a file;
# marks of direction come along when Arabic is copied, and may stand inside a word.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_QUOTES = '"“”„«»'
_NAME = r"[^\W\d][\w\u064b-\u0652-]*"
_PIECE = re.compile(
    rf"""(?P<phrase>(?P<minus>-?)(?:(?P<field>{_NAME}):)?[{_QUOTES}](?P<inside>[^{_QUOTES}]*)
            (?P<end>[{_QUOTES}]?))
       | (?P<open>-?\() | (?P<close>\)) | (?P<bar>\|+)
       | (?P<word>[^\s()|{_QUOTES}]+)""",
    re.VERBOSE,
)
_FIELD = re.compile(rf"({_NAME}):(.+)", re.DOTALL)
_PLAIN_NAME = re.compile("[A-Za-z_]+")
_SLIPPED = re.compile(r"([^~]+)~(\d*)")


class _Reader:
    """Walks the pieces once, from left to right."""

    def __init__(self, text: str, fields: frozenset[str], values: Values | None) -> None:
        self.pieces = list(_PIECE.finditer(text))
        self.fields = fields
        self.values = values
        self.at = 0
        self.count = 0
        self.cost = 0
        self.notes: list[Note] = []

    # ------------------------------------------------ how units stand together

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
            unit = self._word(piece)
        else:
            self.at -= 1
            return None
        return Not(unit) if negated and unit is not None else unit

    def _group(self, piece: re.Match[str], depth: int) -> Node | None:
        if depth == DEEPEST:
            raise BadQuery(
                N_("Brackets can stand %(most)d deep; these go deeper."), *piece.span(),
                most=DEEPEST,
            )  # fmt: skip
        return self.sequence(depth + 1)

    # ------------------------------------------------ units

    def _phrase(self, piece: re.Match[str]) -> Node | None:
        if not piece["end"]:
            self.notes.append(Note(N_("A quotation mark was not closed; it was taken to the end.")))
        name = self._field(piece["field"], piece) if piece["field"] else ""
        inside = piece["inside"]
        if name and name not in TEXT_FIELDS:
            return self._asked(name, inside.strip(), piece)
        return Phrase(inside, name) if self._counted(inside, piece) else None

    def _word(self, piece: re.Match[str]) -> Node | None:
        text, name = piece["word"].lstrip("-"), ""
        if (told := _FIELD.fullmatch(text)) and (
            _PLAIN_NAME.fullmatch(told[1]) or is_field(told[1])
        ):
            name, text = self._field(told[1], piece), told[2]
            if name not in TEXT_FIELDS:
                return self._asked(name, text, piece)
        elif (state := state_called(text)) in ALONE and "is" in self.fields:
            self.notes.append(Note(_ALONE, {"word": text, "state": state}))
            return self._asked("is", state, piece)
        if "*" in text:
            return self._prefix(text, name, piece)
        if slipped := _SLIPPED.fullmatch(text):
            return self._slipped(slipped[1], slipped[2], name, piece)
        return Word(text, within=name) if self._counted(text, piece) else None

    def _prefix(self, text: str, within: str, piece: re.Match[str]) -> Node:
        stem = text[:-1]
        tokens = words(stem)
        if not tokens or "*" in stem:
            at = piece.end() - len(text) + text.index("*")
            raise BadQuery(N_("A * can only stand at the end of a word, as in palm*."), at, at + 1)
        if len(tokens[-1]) < SHORTEST_PREFIX:
            raise BadQuery(
                N_("At least %(least)d letters are needed before the *: “%(text)s” is too short."),
                *piece.span(), least=SHORTEST_PREFIX, text=text,
            )  # fmt: skip
        self._counted(stem, piece, "prefix")
        return Word(stem, prefix=True, within=within)

    def _slipped(self, text: str, digits: str, within: str, piece: re.Match[str]) -> Node | None:
        slips = int(ascii_digits(digits)[:4] or 1)
        if slips not in SHORTEST_SLIPPED:
            raise BadQuery(
                N_("After a ~ can stand 1 or 2: how many letters of the word may be wrong."),
                *piece.span(),
            )
        tokens, least = bearing(words(text)), SHORTEST_SLIPPED[slips]
        if tokens and min(map(len, tokens)) < least:
            raise BadQuery(
                N_(
                    "At least %(least)d letters are needed before ~%(slips)d: "
                    "“%(text)s” is too short."
                ),
                *piece.span(), least=least, slips=slips, text=text,
            )  # fmt: skip
        if not self._counted(text, piece, "slips"):
            return None
        return Word(text, within=within, slips=slips)

    # ------------------------------------------------ fields

    def _field(self, told: str, piece: re.Match[str]) -> str:
        name = field_called(told)
        if name not in self.fields:
            start = piece.start() + piece[0].index(told)
            raise BadQuery(
                N_("There is no field “%(field)s”. Fields are: %(known)s."),
                start, start + len(told), field=told, known=fields_named(self.fields),
            )  # fmt: skip
        return name

    def _asked(self, name: str, value: str, piece: re.Match[str]) -> Node | None:
        if not value:
            return None
        self._charge(1, 1, piece)
        try:
            if name in TIME_FIELDS:
                return When(*read_days(value), certainly=name == "certain")
            if name == "near":
                return Near(*read_circle(value))
        except BadValue as bad:
            start, end = _behind_colon(piece)
            raise BadQuery(bad.message, start, end, **bad.values) from None
        if name in {"is", "has"}:
            return self._state(value, piece)
        return FieldIs(name, self._value(name, value, piece))

    def _state(self, value: str, piece: re.Match[str]) -> Node:
        state = self.values.code("is", value) if self.values else state_called(value)
        if not state:
            raise BadQuery(
                N_("“%(text)s” can be said of no record. What can be said is: %(known)s."),
                *piece.span(), text=value, known=STATES_NAMED,
            )  # fmt: skip
        return FieldIs("is", state)

    def _value(self, name: str, value: str, piece: re.Match[str]) -> str:
        if self.values is None:
            return value_called(name, value)
        code = self.values.code(name, value)
        if code is None:
            raise BadQuery(
                N_("“%(text)s” is no value of %(field)s. Values are: %(known)s."),
                *_behind_colon(piece), text=value, field=field_named(name),
                known=self.values.known(name, value),
            )  # fmt: skip
        return code

    # ------------------------------------------------ what it costs

    def _counted(self, text: str, piece: re.Match[str], how: str = "word") -> bool:
        tokens = words(text)
        count = sum(token not in STOP_WORDS for token in tokens)
        self._charge(count, count - 1 + _COSTS[how] if count else 0, piece)
        return bool(tokens)

    def _charge(self, more: int, cost: int, piece: re.Match[str]) -> None:
        self.count += more
        self.cost += cost
        if self.count > MOST_WORDS:
            raise BadQuery(
                N_("This search has more than %(most)d words; leave some out."), *piece.span(),
                most=MOST_WORDS,
            )  # fmt: skip
        if self.cost > MOST_COST:
            raise BadQuery(
                N_("This search asks for too much at once; use fewer words with * or ~."),
                *piece.span(),
            )


_ALONE = N_(
    "“%(word)s” was read as is:%(state)s; put it in quotation marks to look for the word itself."
)


def _behind_colon(piece: re.Match[str]) -> tuple[int, int]:
    """Say where the value of a field stands."""
    return piece.end() - len(piece[0].split(":", 1)[1]), piece.end()


def _all(units: list[Node]) -> Node | None:
    if len(units) < 2:
        return units[0] if units else None
    return And(tuple(units))


def _either(left: Node, right: Node) -> Node:
    return Or((*left.of, right)) if isinstance(left, Or) else Or((left, right))
