"""From what was typed to a plan: each word in all the ways the archive may have written it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, product, takewhile
from typing import NamedTuple

from heritage.kit.folding import fold
from heritage.kit.skeletons import is_arabic
from heritage.search import analysis, other_words
from heritage.search.analysis import Spelling
from heritage.search.building_words import SAME_MEANING
from heritage.search.documents import NAMED_FACETS
from heritage.search.lexicon import Lexicon
from heritage.search.plan import (
    All,
    Around,
    Begins,
    Best,
    Dated,
    Everything,
    Hits,
    Lifted,
    Nearly,
    Plan,
    Row,
    Some,
    Spoken,
    Tagged,
    Without,
)  # fmt: skip
from heritage.search.query import (
    And,
    FieldIs,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    When,
    Word,
)  # fmt: skip
from heritage.search.typed_terms import (
    Term,
    as_name,
    bearing_terms,
    is_plain,
    is_sounded,
    neighbours,
    spoken_in,
    terms_of,
    words_of,
)  # fmt: skip
from heritage.search.wanted import Wanted

IN_NAMES = (("names", 8.0), ("aliases", 5.0))
IN_TEXT = (("words", 1.0),)
NAME_STEMS = (("name_stems", 4.0),)
TEXT_STEMS = (("stems", 1.0),)
_SOUND_WEIGHT = 5.0
_SAME_MEANING_WEIGHT = 0.35
_OTHER_NAME_WEIGHT = 0.5
_KIND_WEIGHT = 0.5
"""How much "temple" counts beside the name of one."""
_INSTEAD_WEIGHT = 0.5
_NO_SLIPS: Mapping[str, str] = {}
_LONG = 5
"""From so many words on, a search is a question: hardly any record has all of them."""
TITLE, ALIAS, TITLE_CORE, ALIAS_CORE = "t=", "a=", "tc=", "ac="
"""How well a whole name may answer: the title or another name, entire or without "temple of"."""
_WHOLE_NAME = ((TITLE, 8.0), (ALIAS, 5.0), (TITLE_CORE, 4.0), (ALIAS_CORE, 3.0))

_SPELLED_NAME = ((TITLE, 3.0), (ALIAS, 2.5))
_LONGEST_NAME, _SPELLINGS_TRIED = 3, 3


@dataclass(frozen=True)
class Planned:
    """One search, ready for any engine."""

    plan: Plan
    wanted: Wanted
    words: tuple[str, ...] = ()
    """The words typed, folded; those nobody recorded may be slips."""
    question: bool = False
    """Whether so many words were typed that those records count that have some of them."""
    relaxing: Callable[[], Plan | None] = lambda: None

    @property
    def relaxed(self) -> Plan | None:
        """Say what to do when nothing has all the words: most of them will do."""
        return self.relaxing()


def plan(
    query: Query, lexicon: Lexicon, *, wide: bool = False, instead: Mapping[str, str] = _NO_SLIPS
) -> Planned:
    """Plan a search.

    Widely, names count that only sound somewhat like what was typed. Where not all words are
    asked for, those that nobody recorded may be slips, for which others count `instead`.
    """
    if query.root is None:
        return Planned(Everything(), Wanted())
    terms = [term for word in words_of(query.root) for term in terms_of(word)]
    planner = _Planner(_spellings(query.root, lexicon, wide=wide), wide)
    strict = planner.node(query.root)
    if name := as_name(query.root):
        strict = _lifted(strict, name, planner.spellings)
    words = tuple(dict.fromkeys(term.text for term in terms if not term.prefix))
    long = len(analysis.bearing(words)) >= _LONG
    return Planned(
        strict, planner.wanted, words, question=long,
        relaxing=partial(planner.relaxed, query.root, instead),
    )  # fmt: skip


def _spellings(root: Node, lexicon: Lexicon, *, wide: bool) -> Mapping[str, list[Spelling]]:
    """Look up how names may be recorded; two neighbours are one name only when they fit well."""
    alone, joined = spoken_in(root)
    if not wide:
        return lexicon.sounding(alone | joined)
    return {**lexicon.sounding(joined), **lexicon.sounding(alone, wide=True)}


_Weighed = tuple[tuple[str, float], ...]


class _Looked(NamedTuple):
    """In which fields words and stems are looked for, and what each counts, by `within`."""

    words: Mapping[str, _Weighed]
    stems: Mapping[str, _Weighed]


def _looked(named: float) -> _Looked:
    """Look for words everywhere, names counting so many times what they do beside prose."""
    return _Looked(_both(IN_NAMES, IN_TEXT, named), _both(NAME_STEMS, TEXT_STEMS, named))


def _both(names: _Weighed, text: _Weighed, named: float) -> Mapping[str, _Weighed]:
    weighed = tuple((name, weight * named) for name, weight in names)
    return {"name": weighed, "text": text, "": weighed + text}


_USUALLY = _looked(1.0)
# Where some words do, the title of an article is not to outweigh the passage that answers.
_OF_PROSE = _looked(0.3)


@dataclass
class _Planner:
    """Walks one query's tree."""

    spellings: Mapping[str, list[Spelling]]
    wide: bool = False
    instead: Mapping[str, str] = field(default_factory=dict)
    wanted: Wanted = field(default_factory=Wanted)
    looked: _Looked = _USUALLY

    # ------------------------------------------------ the tree

    def node(self, node: Node) -> Plan:
        """Plan one node."""
        match node:
            case And(of):
                return _all([plan for _, plan in self._units(of)])
            case Or(of):
                return Some(tuple(self.node(each) for each in of))
            case Not(of):
                # Who leaves a word out means that word; and what is absent is not marked.
                return Without(_Planner({}).node(of))
            case FieldIs(name, value):
                return Tagged(NAMED_FACETS.get(name, name), (fold(value),), folded=True)
            case When(first, last, certainly):
                return Dated(first, last, certainly)
            case Near(lat, lon, km):
                return Around(lat, lon, km)
            case Phrase(text, within):
                return self._phrase(analysis.words(text), within)
            case Word():
                return _all([plan for _, plan in self._run([node])])

    def relaxed(self, root: Node, instead: Mapping[str, str]) -> Plan | None:
        """Ask for most of the words where all were asked for; what is not a word stays."""
        if not isinstance(root, And):
            return None
        some = _Planner(self.spellings, self.wide, instead, self.wanted, _OF_PROSE)
        units = some._units(root.of)
        words = tuple(plan for is_word, plan in units if is_word)
        others = tuple(plan for is_word, plan in units if not is_word)
        if len(words) < 2:
            return None
        return _all([Some(words, least=max(1, len(words) // 4)), *others])

    def _units(self, nodes: Sequence[Node]) -> list[tuple[bool, Plan]]:
        """Take words that stand together as one run, so that neighbours may be one name."""
        found: list[tuple[bool, Plan]] = []
        run: list[Word] = []
        for node in nodes:
            if isinstance(node, Word):
                run.append(node)
                continue
            found += self._run(run)
            run = []
            found.append((False, self.node(node)))
        return found + self._run(run)

    def _run(self, run: Sequence[Word]) -> list[tuple[bool, Plan]]:
        terms = [term for word in run for term in terms_of(word)]
        bearing = bearing_terms(terms)
        found: list[tuple[bool, Plan]] = []
        place = 0
        while place < len(bearing):
            length, ways = self._other_words(bearing[place:])
            own = [self._word(bearing, each) for each in range(place, place + length)]
            found.append((True, _best([_all(own), *ways])))
            place += length
        return found

    def _word(self, terms: Sequence[Term], place: int) -> Plan:
        """Plan one word of a run; with either of its neighbours it may be one name."""
        kind = analysis.without_article(terms[place].text) in SAME_MEANING
        ways = list(self._term(terms[place], _KIND_WEIGHT if kind and len(terms) > 1 else 1.0))
        for one, two in neighbours(terms, place):
            ways += self._spoken(one.spoken + two.spoken, terms[place].within)
        return _best(ways)

    def _other_words(self, terms: Sequence[Term]) -> tuple[int, list[Plan]]:
        """Say how many words from here on have other words for them, and find those."""
        plain = list(takewhile(is_plain, islice(terms, other_words.LONGEST_RUN)))
        for length in range(len(plain), 0, -1):
            run = tuple(term.text for term in plain[:length])
            names, values = other_words.other_names(run), other_words.told_by(run)
            if self.wide and not names:
                names = other_words.heard_as(tuple(term.spoken for term in plain[:length]))
            if names or values:
                told = [
                    Tagged(facet, each) for facet, each in values.items() if not plain[0].within
                ]
                return length, [*self._other_names(names, plain[0].within), *told]
        return 1, []

    def _other_names(self, names: Iterable[tuple[str, ...]], within: str) -> Iterator[Plan]:
        for name in names:
            if len(name) == 1:
                self.wanted.same_meaning.add(name[0])
                yield from _in(self.looked.words[within], name[0], _OTHER_NAME_WEIGHT)
            else:
                self.wanted.run(name)
                for field_, weight in self.looked.words[within]:
                    yield Row(field_, name, weight * _OTHER_NAME_WEIGHT)

    # ------------------------------------------------ words

    def _term(self, term: Term, worth: float) -> Iterator[Plan]:
        fields = [(name, weight * worth) for name, weight in self.looked.words[term.within]]
        if term.prefix:
            self.wanted.prefixes.add(term.text)
            yield from (Begins(name, term.text, weight) for name, weight in fields)
            return
        self.wanted.word(term.text)
        yield from _in(fields, term.text)
        if term.slips:
            self.wanted.slips[term.text] = term.slips
            yield from (Nearly(name, term.text, term.slips, weight / 2) for name, weight in fields)
        stemmed = self.looked.stems[term.within]
        for stem in dict.fromkeys(analysis.stems_for(term.text)):
            self.wanted.stems.add(stem)
            yield from _in(stemmed, stem, worth)
        yield from self._spoken(term.spoken, term.within)
        if (better := self.instead.get(term.text)) and not is_arabic(better):
            # In Arabic a letter more is another word: تدمير is destruction, تدمر is not.
            self.wanted.word(better)
            yield from _in(fields, better, _INSTEAD_WEIGHT)
        for other in sorted(SAME_MEANING.get(analysis.without_article(term.text), ())):
            self.wanted.same_meaning.add(other)
            yield from _in(fields, other, _SAME_MEANING_WEIGHT)

    def _spoken(self, word: str, within: str) -> Iterator[Plan]:
        """Find names that may be the same name in another spelling or script."""
        if not is_sounded(word, within):
            return
        for form, far in self.spellings.get(word, ()):
            self.wanted.sounds.add(form)
            yield Spoken(form, _SOUND_WEIGHT * (1 - 2 * far))

    def _phrase(self, tokens: list[str], within: str) -> Plan:
        self.wanted.run(tokens)
        fields = self.looked.words[within]
        if len(tokens) == 1:
            return _best(list(_in(fields, tokens[0])))
        return _best([Row(name, tuple(tokens), weight) for name, weight in fields])


def _in(fields: Iterable[tuple[str, float]], text: str, factor: float = 1.0) -> Iterator[Plan]:
    return (Hits(name, text, weight * factor) for name, weight in fields)


def _lifted(plan: Plan, name: str, spellings: Mapping[str, list[Spelling]]) -> Plan:
    """Lift what bears exactly the name typed, or a spelling of it, above what only contains it."""
    whole, core = analysis.whole_name(name), analysis.core_name(name)
    keys = {TITLE: whole, ALIAS: whole, TITLE_CORE: core, ALIAS_CORE: core}
    by = {level + keys[level]: factor for level, factor in _WHOLE_NAME if keys[level]}
    for spelled in _spelled_otherwise(whole, spellings):
        for level, factor in _SPELLED_NAME:
            by.setdefault(level + spelled, factor)
    return Lifted(plan, tuple(by.items())) if by else plan


def _spelled_otherwise(whole: str, spellings: Mapping[str, list[Spelling]]) -> Iterator[str]:
    """Write a name of a few words as they may be recorded, the likest of each."""
    words = whole.split()
    if len(words) > _LONGEST_NAME:
        return
    forms = [
        [word] if word in alike else [word, *alike]
        for word in words
        for alike in (_likest(spellings.get(analysis.spoken(word), ())),)
    ]
    yield from map(" ".join, islice(product(*forms), 1, None))


def _likest(spellings: Sequence[Spelling]) -> list[str]:
    return [each.form for each in spellings[:_SPELLINGS_TRIED]]


def _best(ways: Sequence[Plan]) -> Plan:
    return ways[0] if len(ways) == 1 else Best(tuple(ways))


def _all(plans: Sequence[Plan]) -> Plan:
    if not plans:
        return Everything()
    return plans[0] if len(plans) == 1 else All(tuple(plans))
