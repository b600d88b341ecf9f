"""From our tree to the documents that answer it: Whoosh has the postings, we join them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from heritage.kit.folding import fold
from heritage.kit.text import N_
from heritage.search import analysis
from heritage.search.building_words import SAME_MEANING
from heritage.search.columns import Mask, Scores
from heritage.search.highlight import Wanted
from heritage.search.query import And, FieldIs, Node, Not, Note, Or, Phrase, Query, Word
from heritage.search.whoosh_schema import ALIAS, ALIAS_CORE, TITLE, TITLE_CORE
from heritage.search.whoosh_snapshot import MOST_EXPANSIONS, Budget, Postings, Snapshot

IN_NAMES = (("names", 8.0), ("aliases", 5.0))
IN_TEXT = (("words", 1.0),)
_STEMS = {"name": (("name_stems", 4.0),), "text": (("stems", 0.6),)}
_SOUND_WEIGHT = 2.0
_SAME_MEANING_WEIGHT = 0.35
_WHOLE_NAME = ((TITLE, 8.0), (ALIAS, 5.0), (TITLE_CORE, 4.0), (ALIAS_CORE, 3.0))
_SHORTEST_SOUNDED = 3


@dataclass(frozen=True)
class Term:
    """One word of a query: folded, and as it is spoken."""

    text: str
    spoken: str
    prefix: bool
    within: str


@dataclass(frozen=True)
class Found:
    """Which documents answer, and how well each does; what does not answer scores nothing."""

    mask: Mask
    scores: Scores

    def __and__(self, other: Found) -> Found:
        """Ask for both."""
        return Found(self.mask & other.mask, self.scores + other.scores)

    def __or__(self, other: Found) -> Found:
        """Ask for either; what answers both answers better."""
        return Found(self.mask | other.mask, self.scores + other.scores)

    def best(self, other: Found) -> Found:
        """Ask for either, and count only the better answer: two spellings are one word."""
        return Found(self.mask | other.mask, np.maximum(self.scores, other.scores))


@dataclass
class Evaluator:
    """Walks one query's tree over one snapshot, within a budget."""

    snapshot: Snapshot
    budget: Budget
    wanted: Wanted = field(default_factory=Wanted)
    notes: list[Note] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Words typed that no record has in any spelling."""

    def answer(self, query: Query) -> Found:
        """Find what a whole query asks for."""
        if query.root is None:
            return self._everything()
        found = self._node(query.root)
        found = replace(found, scores=np.where(found.mask, found.scores, 0.0))
        name = _as_name(query.root)
        return self._whole_names(found, name) if name else found

    # ------------------------------------------------ the tree

    def _node(self, node: Node) -> Found:
        match node:
            case And(of):
                return self._all(of)
            case Or(of):
                return self._any(self._node(each) for each in of)
            case Not(of):
                return self._without(of)
            case FieldIs(name, value):
                return self._marked(self.snapshot.columns.having_folded(name, value, fold))
            case Phrase(text, within):
                return self._phrase(analysis.words(text), within)
            case Word():
                return self._run([node])

    def _all(self, nodes: Sequence[Node]) -> Found:
        """Take words that stand together as one run, so that neighbours may be one name."""
        found: list[Found] = []
        run: list[Word] = []
        for node in nodes:
            if isinstance(node, Word):
                run.append(node)
                continue
            if run:
                found.append(self._run(run))
                run = []
            found.append(self._node(node))
        if run:
            found.append(self._run(run))
        return self._both(found)

    def _without(self, node: Node) -> Found:
        """Leave out what a node finds; its words are not marked in the answer."""
        aside = Evaluator(self.snapshot, self.budget)
        return self._marked(~aside._node(node).mask)

    def _run(self, run: Sequence[Word]) -> Found:
        terms = [term for word in run for term in _terms(word)]
        bearing = [term for term in terms if term.text not in analysis.STOP_WORDS] or terms
        if not bearing:
            return self._everything()
        found = []
        for place, term in enumerate(bearing):
            each = self._term(term)
            for one, two in _neighbours(bearing, place):
                each = each.best(self._sounding(one.spoken + two.spoken, term.within))
            if not each.mask.any() and not term.prefix:
                self.unknown.append(term.text)
            found.append(each)
        return self._both(found)

    # ------------------------------------------------ words

    def _term(self, term: Term) -> Found:
        if term.prefix:
            return self._prefix(term)
        fields = _fields(term.within)
        self.wanted.word(term.text)
        found = self._in(fields, term.text)
        for stem in analysis.stems_for(term.text):
            self.wanted.stems.add(stem)
            stemmed = _STEMS["name"] + _STEMS["text"] if not term.within else _STEMS[term.within]
            found = found.best(self._in(stemmed, stem))
        found = found.best(self._sounding(term.spoken, term.within))
        for other in sorted(SAME_MEANING.get(analysis.without_article(term.text), ())):
            self.wanted.same_meaning.add(other)
            found = found.best(self._in(fields, other, _SAME_MEANING_WEIGHT))
        return found

    def _prefix(self, term: Term) -> Found:
        self.wanted.prefixes.add(term.text)
        found = self._nothing()
        for name, weight in _fields(term.within):
            expanded = self.snapshot.commonest(name, term.text)
            if len(expanded) == MOST_EXPANSIONS:
                self._note_expansion(term.text)
            for each in expanded:
                found = found.best(self._in(((name, weight),), each))
        return found

    def _note_expansion(self, prefix: str) -> None:
        note = Note(
            N_("Very many words begin with “%(prefix)s”; the %(most)d commonest were looked for."),
            {"prefix": prefix, "most": MOST_EXPANSIONS},
        )
        if note not in self.notes:
            self.notes.append(note)

    def _sounding(self, word: str, within: str) -> Found:
        """Find names that may be the same name in another spelling or script."""
        found = self._nothing()
        if within == "text" or len(word) < _SHORTEST_SOUNDED:
            return found
        for key in sorted(analysis.keys(word)):
            for form in self.snapshot.sounding(key):
                if analysis.sounds_alike(word, form):
                    self.wanted.sounds.add(form)
                    term = f"{key}{analysis.BREAK}{form}"
                    found = found.best(self._in((("sounds", _SOUND_WEIGHT),), term))
        return found

    def _phrase(self, tokens: list[str], within: str) -> Found:
        self.wanted.runs.add(tuple(tokens))
        found = self._nothing()
        for name, weight in _fields(within):
            places_scores = self.snapshot.phrase(name, tokens, self.budget)
            found = found.best(self._weighed(places_scores, weight))
        return found

    def _whole_names(self, found: Found, name: str) -> Found:
        """Lift what bears exactly the name typed above what only contains it."""
        lift = np.ones(self.snapshot.columns.size)
        whole, core = analysis.whole_name(name), analysis.core_name(name)
        for level, factor in _WHOLE_NAME:
            key = core if level in (TITLE_CORE, ALIAS_CORE) else whole
            places, _ = self.snapshot.term("exact", level + key, self.budget)
            lift[places] = np.maximum(lift[places], factor)
        return replace(found, scores=found.scores * lift)

    # ------------------------------------------------ putting together

    def _in(self, fields: Iterable[tuple[str, float]], text: str, factor: float = 1.0) -> Found:
        found = self._nothing()
        for name, weight in fields:
            self.budget.check()
            postings = self.snapshot.term(name, text, self.budget)
            if len(postings[0]):
                found = found.best(self._weighed(postings, weight * factor))
        return found

    def _weighed(self, postings: Postings, weight: float) -> Found:
        found = self._nothing()
        places, scores = postings
        found.mask[places] = True
        # A word in nearly every record still answers a little.
        found.scores[places] = np.maximum(scores, 0.01) * weight
        return found

    def _both(self, found: Sequence[Found]) -> Found:
        together = found[0]
        for each in found[1:]:
            together &= each
        return together

    def _any(self, found: Iterable[Found]) -> Found:
        together = self._nothing()
        for each in found:
            together |= replace(each, scores=np.where(each.mask, each.scores, 0.0))
        return together

    def _nothing(self) -> Found:
        size = self.snapshot.columns.size
        return Found(np.zeros(size, bool), np.zeros(size))

    def _everything(self) -> Found:
        return self._marked(np.ones(self.snapshot.columns.size, bool))

    def _marked(self, mask: Mask) -> Found:
        return Found(mask, np.zeros(len(mask)))


def _fields(within: str) -> tuple[tuple[str, float], ...]:
    return {"name": IN_NAMES, "text": IN_TEXT}.get(within, IN_NAMES + IN_TEXT)


def _terms(word: Word) -> list[Term]:
    """Take apart what was typed without a space, as al-Asaad; only its end may be a beginning."""
    tokens = analysis.tokenise(word.text)
    return [
        Term(
            token.text,
            analysis.spoken(word.text[token.start : token.end]),
            prefix=word.prefix and token is tokens[-1],
            within=word.within,
        )
        for token in tokens
    ]


def _neighbours(terms: Sequence[Term], place: int) -> list[tuple[Term, Term]]:
    pairs = [(place - 1, place), (place, place + 1)]
    return [
        (terms[one], terms[two])
        for one, two in pairs
        if one >= 0 and two < len(terms) and not (terms[one].prefix or terms[two].prefix)
    ]


def _as_name(node: Node) -> str:
    """Give what was typed as one name, when it is words alone."""
    match node:
        case Phrase(text) | Word(text, prefix=False):
            return text
        case And(of) if all(isinstance(each, Word) and not each.prefix for each in of):
            return " ".join(each.text for each in of if isinstance(each, Word))
        case _:
            return ""
