"""From what was typed to a plan: each word in all the ways the archive may have written it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from heritage.kit.folding import fold
from heritage.search import analysis
from heritage.search.analysis import Spelling
from heritage.search.building_words import SAME_MEANING
from heritage.search.documents import NAMED_FACETS
from heritage.search.highlight import Wanted
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
    parts,
)  # fmt: skip

IN_NAMES = (("names", 8.0), ("aliases", 5.0))
IN_TEXT = (("words", 1.0),)
_STEMS = {"name": (("name_stems", 4.0),), "text": (("stems", 0.6),)}
_SOUND_WEIGHT = 2.0
_SAME_MEANING_WEIGHT = 0.35
_SHORTEST_SOUNDED = 3
_LONG = 5
TITLE, ALIAS, TITLE_CORE, ALIAS_CORE = "t=", "a=", "tc=", "ac="
"""How well a whole name may answer: the title or another name, entire or without "temple of"."""
_WHOLE_NAME = ((TITLE, 8.0), (ALIAS, 5.0), (TITLE_CORE, 4.0), (ALIAS_CORE, 3.0))


@dataclass(frozen=True)
class Planned:
    """One search, ready for any engine."""

    plan: Plan
    relaxed: Plan | None
    """What to do when nothing has all the words: most of them will do."""
    wanted: Wanted
    words: tuple[str, ...] = ()
    """The words typed, folded; those nobody recorded may be slips."""
    question: bool = False
    """Whether so many words were typed that hardly any record can have them all."""


def plan(query: Query, lexicon: Lexicon, *, wide: bool = False) -> Planned:
    """Plan a search; widely, names count that only sound somewhat like what was typed."""
    if query.root is None:
        return Planned(Everything(), None, Wanted())
    terms = [term for word in _words(query.root) for term in _terms(word)]
    planner = _Planner(_spellings(_spoken(query.root), lexicon, wide=wide))
    strict = planner.node(query.root)
    relaxed = planner.relaxed(query.root)
    if name := _as_name(query.root):
        strict = _lifted(strict, name)
    words = tuple(dict.fromkeys(term.text for term in terms if not term.prefix))
    return Planned(strict, relaxed, planner.wanted, words, question=len(words) >= _LONG)


@dataclass(frozen=True)
class Term:
    """One word of a query: folded, and as it is spoken."""

    text: str
    spoken: str
    prefix: bool
    slips: int
    within: str


def _spellings(
    words: Collection[str], lexicon: Lexicon, *, wide: bool
) -> Mapping[str, list[Spelling]]:
    recorded = lexicon.sounding(words, wide=wide) if words else {}
    return {
        word: analysis.spellings(word, candidates, wide=wide)
        for word, candidates in recorded.items()
    }


@dataclass
class _Planner:
    """Walks one query's tree."""

    spellings: Mapping[str, list[Spelling]]
    wanted: Wanted = field(default_factory=Wanted)

    # ------------------------------------------------ the tree

    def node(self, node: Node) -> Plan:
        """Plan one node."""
        match node:
            case And(of):
                return _all([plan for _, plan in self._units(of)])
            case Or(of):
                return Some(tuple(self.node(each) for each in of))
            case Not(of):
                # What must be absent is not marked in the answer.
                return Without(_Planner(self.spellings).node(of))
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

    def relaxed(self, root: Node) -> Plan | None:
        """Ask for most of the words where all were asked for; what is not a word stays."""
        if not isinstance(root, And):
            return None
        units = _Planner(self.spellings)._units(root.of)
        words = tuple(plan for is_word, plan in units if is_word)
        others = tuple(plan for is_word, plan in units if not is_word)
        if len(words) < 2:
            return None
        return _all([Some(words, least=max(1, len(words) // 2)), *others])

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
        terms = [term for word in run for term in _terms(word)]
        bearing = [term for term in terms if term.text not in analysis.STOP_WORDS] or terms
        found: list[tuple[bool, Plan]] = []
        for place, term in enumerate(bearing):
            ways = list(self._term(term))
            for one, two in _neighbours(bearing, place):
                ways += self._spoken(one.spoken + two.spoken, term.within)
            found.append((True, _best(ways)))
        return found

    # ------------------------------------------------ words

    def _term(self, term: Term) -> Iterator[Plan]:
        fields = _fields(term.within)
        if term.prefix:
            self.wanted.prefixes.add(term.text)
            yield from (Begins(name, term.text, weight) for name, weight in fields)
            return
        self.wanted.word(term.text)
        yield from _in(fields, term.text)
        if term.slips:
            self.wanted.slips[term.text] = term.slips
            yield from (Nearly(name, term.text, term.slips, weight / 2) for name, weight in fields)
        stemmed = _STEMS[term.within] if term.within else _STEMS["name"] + _STEMS["text"]
        for stem in dict.fromkeys(analysis.stems_for(term.text)):
            self.wanted.stems.add(stem)
            yield from _in(stemmed, stem)
        yield from self._spoken(term.spoken, term.within)
        for other in sorted(SAME_MEANING.get(analysis.without_article(term.text), ())):
            self.wanted.same_meaning.add(other)
            yield from _in(fields, other, _SAME_MEANING_WEIGHT)

    def _spoken(self, word: str, within: str) -> Iterator[Plan]:
        """Find names that may be the same name in another spelling or script."""
        if not _is_sounded(word, within):
            return
        for form, far in self.spellings.get(word, ()):
            self.wanted.sounds.add(form)
            yield Spoken(form, _SOUND_WEIGHT * (1 - 2 * far))

    def _phrase(self, tokens: list[str], within: str) -> Plan:
        self.wanted.runs.add(tuple(tokens))
        return _best([Row(name, tuple(tokens), weight) for name, weight in _fields(within)])


def _in(fields: Iterable[tuple[str, float]], text: str, factor: float = 1.0) -> Iterator[Plan]:
    return (Hits(name, text, weight * factor) for name, weight in fields)


def _lifted(plan: Plan, name: str) -> Plan:
    """Lift what bears exactly the name typed above what only contains it."""
    whole, core = analysis.whole_name(name), analysis.core_name(name)
    keys = {TITLE: whole, ALIAS: whole, TITLE_CORE: core, ALIAS_CORE: core}
    by = tuple((level + keys[level], factor) for level, factor in _WHOLE_NAME if keys[level])
    return Lifted(plan, by) if by else plan


def _best(ways: Sequence[Plan]) -> Plan:
    return ways[0] if len(ways) == 1 else Best(tuple(ways))


def _all(plans: Sequence[Plan]) -> Plan:
    if not plans:
        return Everything()
    return plans[0] if len(plans) == 1 else All(tuple(plans))


def _fields(within: str) -> tuple[tuple[str, float], ...]:
    return {"name": IN_NAMES, "text": IN_TEXT}.get(within, IN_NAMES + IN_TEXT)


# ---------------------------------------------------------------- taking the query apart


def _words(root: Node) -> Iterator[Word]:
    return (node for node in parts(root) if isinstance(node, Word))


def _spoken(root: Node) -> set[str]:
    """List every word that may be a name in another spelling, and each two neighbours as one."""
    found: set[str] = set()
    runs = [node.of for node in parts(root) if isinstance(node, And)] + [(root,)]
    runs += [(child,) for node in parts(root) for child in _children(node)]
    for run in runs:
        terms = [term for node in run if isinstance(node, Word) for term in _terms(node)]
        terms = [term for term in terms if term.text not in analysis.STOP_WORDS] or terms
        heard = [(term.spoken, term.within) for term in terms if not term.prefix]
        heard += [(one.spoken + two.spoken, one.within) for one, two in pairwise(terms)]
        found.update(word for word, within in heard if _is_sounded(word, within))
    return found


def _children(node: Node) -> tuple[Node, ...]:
    return node.of if isinstance(node, And | Or) else (node.of,) if isinstance(node, Not) else ()


def _is_sounded(word: str, within: str) -> bool:
    return within != "text" and len(word) >= _SHORTEST_SOUNDED


def _terms(word: Word) -> list[Term]:
    """Take apart what was typed without a space, as al-Asaad; only its end may be a beginning."""
    tokens = analysis.tokenise(word.text)
    return [
        Term(
            token.text,
            analysis.spoken(word.text[token.start : token.end]),
            prefix=word.prefix and token is tokens[-1],
            slips=word.slips,
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
