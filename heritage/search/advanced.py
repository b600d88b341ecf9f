"""The form of an advanced search, and the query it stands for: one address serves both."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, replace
from typing import Protocol

from heritage.kit.text import tidy
from heritage.search.query import And, BadQuery, Node, Not, Or, Phrase, Word, parse
from heritage.search.query_words import ALONE, state_called
from heritage.search.query_writing import written


@dataclass(frozen=True)
class Advanced:
    """What may be filled in; each field narrows the search further."""

    all: str = ""
    """Words that must all be there."""
    any: str = ""
    """Words of which one is enough."""
    phrase: str = ""
    """Words in a row."""
    none: str = ""
    """Words that must not be there."""
    name: str = ""
    """Words of a name."""
    other: str = ""
    """The rest of a query, in the language of queries: what no other field can say."""

    @property
    def empty(self) -> bool:
        """Tell whether nothing was filled in."""
        return not any(asdict(self).values())


class Filled(Protocol):
    """A form as it comes with an address."""

    def get(self, key: str, default: str, /) -> str:
        """Give the value of a field."""


def read_advanced(args: Filled) -> Advanced:
    """Take the fields from an address."""
    return Advanced(**{each.name: tidy(args.get(each.name, "")) for each in fields(Advanced)})


def advanced_to_query(form: Advanced) -> str:
    """Write the query a form stands for."""
    phrase = " ".join(_words(form.phrase))
    told = [
        *map(_word, _words(form.all)),
        " OR ".join(map(_word, _words(form.any))),
        f'"{phrase}"' if phrase else "",
        *(f"name:{each}" for each in _words(form.name)),
        *(f"-{_word(each)}" for each in _words(form.none)),
        form.other,
    ]
    return " ".join(filter(None, told))


def query_to_advanced(text: str) -> Advanced:
    """Fill the form in from a query; what no field can say is kept beside them."""
    try:
        root = parse(text).root
    except BadQuery:
        return Advanced(other=text)
    form = Advanced()
    for unit in root.of if isinstance(root, And) else [root] if root else []:
        form = _with(form, unit)
    return form


def _with(form: Advanced, unit: Node) -> Advanced:
    match unit:
        case Word(within=""):
            return _added(form, "all", written(unit))
        case Word(text, prefix, "name", slips):
            return _added(form, "name", written(Word(text, prefix, slips=slips)))
        case Phrase(text, "") if not form.phrase and text == " ".join(_words(text)):
            return replace(form, phrase=text)
        case Not(Word(within="") as word):
            return _added(form, "none", written(word))
        case Or(of) if not form.any and all(isinstance(e, Word) and not e.within for e in of):
            return replace(form, any=" ".join(map(written, of)))
        case Or() | And():
            return _added(form, "other", f"({written(unit)})")
        case _:
            return _added(form, "other", written(unit))


def _added(form: Advanced, field: str, word: str) -> Advanced:
    return replace(form, **{field: f"{getattr(form, field)} {word}".strip()})


_MARKS = re.compile(r'["“”„«»()|]')
_JOINING = {"OR": "or", "AND": "and", "NOT": "not"}


def _words(text: str) -> list[str]:
    """Take the words of a field; what would join or group them is only a word here."""
    told = (each.lstrip("-") for each in _MARKS.sub(" ", text).split())
    return [_JOINING.get(each, each) for each in told if each]


def _word(word: str) -> str:
    """Write a word so that it is read as one, though alone it would say something else."""
    return f'"{word}"' if state_called(word) in ALONE else word
