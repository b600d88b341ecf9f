"""A query taken apart: its words one by one, in their runs, and as they may be spoken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from heritage.search import analysis
from heritage.search.query import And, Node, Not, Or, Phrase, Word, parts

_SHORTEST_SOUNDED = 2


class Term(msgspec.Struct, frozen=True, gc=False):
    """One word of a query: folded, and as it is spoken."""

    text: str
    spoken: str
    prefix: bool
    slips: int
    within: str


def words_of(root: Node) -> Iterator[Word]:
    """List the words of a query, wherever they stand."""
    return (node for node in parts(root) if isinstance(node, Word))


def spoken_in(root: Node) -> tuple[set[str], set[str]]:
    """List every word that may be a name in another spelling, and each two neighbours as one."""
    alone: set[str] = set()
    joined: set[str] = set()
    runs = [node.of for node in parts(root) if isinstance(node, And)] + [(root,)]
    runs += [(child,) for node in parts(root) for child in _children(node)]
    for run in runs:
        terms = [term for node in run if isinstance(node, Word) for term in terms_of(node)]
        terms = bearing_terms(terms)
        heard = [(term.spoken, term.within) for term in terms if not term.prefix]
        alone.update(word for word, within in heard if is_sounded(word, within))
        heard = [(one.spoken + two.spoken, one.within) for one, two in pairwise(terms)]
        joined.update(word for word, within in heard if is_sounded(word, within))
    return alone, joined - alone


def _children(node: Node) -> tuple[Node, ...]:
    return node.of if isinstance(node, And | Or) else (node.of,) if isinstance(node, Not) else ()


def is_sounded(word: str, within: str) -> bool:
    """Tell whether a word is looked for by its sound: in names, and where there is enough of it."""
    return within != "text" and len(word) >= _SHORTEST_SOUNDED


@lru_cache(maxsize=4_096)
def terms_of(word: Word) -> tuple[Term, ...]:
    """Take apart what was typed without a space, as al-Asaad; only its end may be a beginning."""
    tokens = analysis.tokenise(word.text)
    return tuple(
        Term(
            token.text,
            analysis.spoken(word.text[token.start : token.end]),
            prefix=word.prefix and token is tokens[-1],
            slips=word.slips,
            within=word.within,
        )
        for token in tokens
    )


def bearing_terms(terms: Sequence[Term]) -> list[Term]:
    """Leave out articles and the words that join others."""
    return [terms[place] for place in analysis.bearing_places([term.text for term in terms])]


def is_plain(term: Term) -> bool:
    """Tell whether a word is meant whole, as typed, and anywhere."""
    return not (term.prefix or term.slips or term.within == "text")


def neighbours(terms: Sequence[Term], place: int) -> list[tuple[Term, Term]]:
    """Pair a word with the one before it and the one after: either two may be one name."""
    pairs = [(place - 1, place), (place, place + 1)]
    return [
        (terms[one], terms[two])
        for one, two in pairs
        if one >= 0 and two < len(terms) and not (terms[one].prefix or terms[two].prefix)
    ]


def as_name(node: Node) -> str:
    """Give what was typed as one name, when it is words alone."""
    match node:
        case Phrase(text) | Word(text, prefix=False):
            return text
        case And(of) if all(isinstance(each, Word) and not each.prefix for each in of):
            return " ".join(each.text for each in of if isinstance(each, Word))
        case _:
            return ""
