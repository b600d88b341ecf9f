"""The same plan as Whoosh's own query objects, run by Whoosh's own searcher: slow, and right."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from math import acos, cos, radians, sin
from pathlib import Path

from rapidfuzz.distance import OSA
from whoosh import query
from whoosh.index import FileIndex
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.searching import SearchContext

from heritage.kit.folding import fold
from heritage.search import plan as plans
from heritage.search.documents import Document
from heritage.search.whoosh.schema import title_and_id
from heritage.search.whoosh.snapshot import WEIGHTING
from heritage.search.whoosh.storage import DurableStorage

NOTHING_TO_SPEAK_OF = 1e-9
"""Stands for no score at all, which Whoosh would take for one."""


class Given(query.Query):
    """Documents by their numbers, each with its score."""

    def __init__(self, scores: Mapping[int, float]) -> None:
        self.scores = scores

    def estimate_size(self, ixreader):
        """Say how many there are."""
        return len(self.scores)

    def matcher(self, searcher, context=None):
        """Give those that lie in this segment."""
        leaves = searcher.get_parent().leaf_searchers()
        offset = next((offset for leaf, offset in leaves if leaf is searcher), 0)
        last = offset + searcher.doc_count_all()
        ours = sorted(number for number in self.scores if offset <= number < last)
        if not ours:
            return NullMatcher()
        weights = array("f", [self.scores[number] for number in ours])
        return ListMatcher(array("I", [number - offset for number in ours]), weights)


def among(numbers: Iterable[int]) -> Given:
    """Let documents through without a score."""
    return Given(dict.fromkeys(numbers, NOTHING_TO_SPEAK_OF))


class Plain:
    """An index as Whoosh reads it."""

    def __init__(self, folder: Path, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.searcher = FileIndex(DurableStorage(str(folder))).searcher(weighting=WEIGHTING)
        reader = self.searcher.reader()
        self.ids = {
            offset + number: id
            for leaf, offset in reader.leaf_readers()
            for number, id in _ids(leaf)
        }

    def found(self, plan: plans.Plan) -> dict[str, float]:
        """Give every document that answers, with its score."""
        if isinstance(plan, plans.Lifted):
            lifts = [(factor, self.found(plans.Hits("exact", term))) for term, factor in plan.by]
            return {
                id: score * max([1.0, *(factor for factor, bearing in lifts if id in bearing)])
                for id, score in self.found(plan.of).items()
            }
        matches = self._matches(self.query(plan))
        return {self.ids[number]: score for number, score in matches if number in self.ids}

    def _matches(self, asked: query.Query) -> Iterator[tuple[int, float]]:
        # Whoosh would first simplify the query, and leave out what is asked for twice.
        context = SearchContext(weighting=WEIGHTING)
        for leaf, offset in self.searcher.leaf_searchers():
            matcher = asked.matcher(leaf, context)
            while matcher.is_active():
                yield matcher.id() + offset, matcher.score()
                matcher.next()

    def query(self, plan: plans.Plan) -> query.Query:
        """Write a plan in Whoosh's way."""
        match plan:
            case plans.Hits(field, term, weight):
                return query.Term(field, term, boost=weight)
            case plans.Row(field, terms, weight):
                scored = query.And([query.Term(field, term, boost=weight) for term in terms])
                return query.And([scored, self._unscored(query.Phrase(field, list(terms)))])
            case plans.Begins(field, start, weight):
                return query.ConstantScoreQuery(query.Prefix(field, start), weight)
            case plans.Nearly(field, word, slips, weight):
                near = [query.Term(field, term) for term in self._near(field, word, slips)]
                return query.ConstantScoreQuery(query.Or(near), weight) if near else query.NullQuery
            case plans.Spoken(form, weight):
                return query.ConstantScoreQuery(query.Term("sounds", form), weight)
            case plans.Best(of):
                # Whoosh's DisjunctionMax takes the better of two scores even where they are of two
                # documents.
                best: dict[int, float] = {}
                for each in of:
                    for number, score in self._matches(self.query(each)):
                        best[number] = max(best.get(number, 0.0), score)
                return Given(best)
            case plans.All(of):
                return query.And([self.query(each) for each in of])
            case plans.Some(of, least):
                some = query.Or([self.query(each) for each in of])
                if least <= 1:
                    return some
                times = [n for each in of for n in self._numbers(self.query(each))]
                enough = {n for n in times if times.count(n) >= least}
                return query.And([some, among(enough)])
            case plans.Without(of):
                return among(self.ids.keys() - self._numbers(self.query(of)))
            case plans.Everything():
                return among(self.ids)
            case plans.Nothing():
                return query.NullQuery
            case _:
                return among(n for n, id in self.ids.items() if _has(self.documents[id], plan))

    def _unscored(self, asked: query.Query) -> query.Query:
        return among(self._numbers(asked))

    def _numbers(self, asked: query.Query) -> set[int]:
        return {number for number, _ in self._matches(asked)}

    def _near(self, field: str, word: str, slips: int) -> list[str]:
        terms = (term.decode() for term in self.searcher.reader().lexicon(field))
        return [term for term in terms if OSA.distance(term, word) <= slips]


def _ids(leaf) -> Iterable[tuple[int, str]]:
    if not leaf.has_column("key"):
        return
    column = leaf.column_reader("key")
    for number in leaf.all_doc_ids():
        if id := title_and_id(column[number])[1]:
            yield number, id


def _has(document: Document, plan: plans.Plan) -> bool:
    match plan:
        case plans.Tagged(key, values, folded):
            held = document.all_facets().get(key, ())
            if folded:
                return fold(values[0]) in map(fold, held)
            return not set(values).isdisjoint(held)
        case plans.Dated(first, last, certainly):
            return any(_falls(when, first, last, certainly) for when in document.whens)
        case plans.Known(ids):
            return document.id in ids
        case plans.Boxed(west, south, east, north):
            if document.lat is None or document.lon is None:
                return False
            across = (
                west <= document.lon <= east
                if west <= east
                else document.lon >= west or document.lon <= east
            )
            return south <= document.lat <= north and across
        case plans.Around(lat, lon, km):
            if document.lat is None or document.lon is None:
                return False
            return _km(lat, lon, document.lat, document.lon) <= km
    raise AssertionError(plan)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    one, two = radians(lat), radians(other_lat)
    over = sin(one) * sin(two) + cos(one) * cos(two) * cos(radians(lon - other_lon))
    return 6371.0088 * acos(min(over, 1.0))


def _falls(when, first, last, certainly) -> bool:
    start = -(10**9) if when[0] is None else when[0]
    stop = 10**9 if when[1] is None else when[1]
    if certainly:
        return (first is None or start >= first) and (last is None or stop <= last)
    return (first is None or stop >= first) and (last is None or start <= last)
