"""An index in a cluster as an engine: plans are run, words are looked up."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import OSA

from heritage.search import analysis
from heritage.search.analysis import Spelling
from heritage.search.answering import Shown
from heritage.search.backend import TooCostly
from heritage.search.documents import Document, from_json
from heritage.search.lexicon import SHORTEST_CORRECTED
from heritage.search.opensearch.cluster import Cluster
from heritage.search.opensearch.layout import DEEPEST, JSON, LONGEST_PATTERN, tag
from heritage.search.opensearch.queries import ALIVE, TIME, chosen, found, narrowed, standing
from heritage.search.periods import MONTHS, MOST_PERIODS, month_of, written
from heritage.search.plan import All, Hits, Plan, Tagged
from heritage.search.request import MOST_VALUES, Counts, Period, Request, Sort, Times

_MOST_VALUES = 20_000
"""Different values of one facet that are counted, the commonest."""
_MOST_BUCKETS = 60_000
_MOST_FORMS = 20_000
_ANY_END = ".+"
"""How patterns end. OpenSearch 2.19 takes a short cut with `.*`, and falls over its own feet where
what it looks for comes after every term of a shard."""
_AROUND = len(f"(){_ANY_END}")
_BY_TITLE: list[JSON] = [{"title": {"order": "asc", "missing": "_first"}}, {"id": "asc"}]
_ORDERS: Mapping[Sort, list[JSON]] = {
    "relevance": [{"_score": "desc"}],
    "title": [],
    "earliest": [{"earliest": {"order": "asc", "missing": "_last"}}],
    "latest": [{"latest": {"order": "desc", "missing": "_last"}}],
    "newest": [{"added": "desc"}],
}


@dataclass(frozen=True)
class OpenSearchEngine:
    """Answers from one index, each question within so many seconds."""

    cluster: Cluster
    index: str
    seconds: float

    def run(self, plan: Plan, request: Request) -> Shown:
        """Find, filter, count, order, and fetch the page asked for."""
        filters = chosen(request)
        window = request.window
        answer = self.ask(
            {
                "query": found(plan, standing(request)),
                "post_filter": _and(filters.values()),
                "aggs": _counting(request, filters),
                "from": window.start if window.stop <= DEEPEST else 0,
                "size": window.stop - window.start if window.stop <= DEEPEST else 0,
                "sort": [*_ORDERS[request.sort], *_BY_TITLE],
                "track_scores": True,
                "_source": ["document"],
            }
        )
        counts = answer.get("aggregations", {})
        timed = counts.get(_TIMED)
        return Shown(
            answer["hits"]["total"]["value"],
            tuple((document(hit), hit["_score"]) for hit in answer["hits"]["hits"]),
            {key: _counted(key, counts[_named(place)], request.filters.get(key, ()))
             for place, key in enumerate(request.facets)},
            self._times(plan, request, filters, timed) if timed else None,
        )  # fmt: skip

    def _times(
        self, plan: Plan, request: Request, filters: Mapping[str, JSON], known: JSON
    ) -> Times:
        """Count by period; how far an open side reaches is only known from a first answer."""
        undated, ends = known["undated"]["doc_count"], [known[end]["value"] for end in _ENDS]
        if None in ends:
            nothing: dict[Period, Counts] = dict.fromkeys(request.periods, ())
            return Times(nothing, nothing if request.of_which else {}, undated)
        first, last = (month_of(int(day)) for day in ends)
        bars = {each: _bars(each, first, last) for each in request.periods}
        of_which: JSON = {}
        if request.of_which:
            key, value = request.of_which
            of_which[_SOME] = {"filter": narrowed(Tagged(key, (value,))), "aggs": bars}
        answer = self.ask(
            {
                "query": found(plan, [*standing(request), *_but(TIME, filters)]),
                "size": 0,
                "aggs": {**bars, **of_which},
            }
        )
        counts = answer["aggregations"]
        return Times(
            {each: _read(each, counts) for each in request.periods},
            {each: _read(each, counts[_SOME]) for each in request.periods if of_which},
            undated,
        )

    def ask(self, body: JSON) -> Any:
        """Search the index whole: an answer from a part of it would be wrong.

        Raises:
            TooCostly: it would have taken longer than it may.
        """
        told = json.dumps(body["query"], sort_keys=True).encode()
        answer = self.cluster.ask(
            lambda client: client.search(
                index=self.index,
                body={"track_total_hits": True, "timeout": f"{self.seconds * 1000:.0f}ms", **body},
                params={
                    "search_type": "dfs_query_then_fetch",
                    "allow_partial_search_results": "false",
                    # Copies of a shard count their dead differently: one question, one copy.
                    "preference": f"q{zlib.crc32(told):08x}",
                },
            )
        )
        if answer["timed_out"]:
            raise TooCostly
        return answer

    # ------------------------------------------------ words

    def sounding(self, words: Iterable[str], *, wide: bool = False) -> Mapping[str, list[Spelling]]:
        """Give the words of recorded names that may be spellings of each of these."""
        lookups = {word: analysis.lookups(word, wide=wide) for word in words}
        forms = self._forms(frozenset().union(*lookups.values()))
        shared = {
            word: Counter(form for lookup in each for form in forms.get(lookup, ()))
            for word, each in lookups.items()
        }
        return {
            word: analysis.spellings(word, analysis.nearest(each), wide=wide)
            for word, each in shared.items()
        }

    def _forms(self, lookups: frozenset[str]) -> Mapping[str, set[str]]:
        """Ask once for all lookups; only the documents that have one are looked into."""
        if not lookups:
            return {}
        starts = [f"{lookup}{analysis.BREAK}" for lookup in sorted(lookups)]
        answer = self.ask(
            {
                "query": {
                    "bool": {
                        "filter": [ALIVE],
                        "should": [{"prefix": {"sound_keys": start}} for start in starts],
                        "minimum_should_match": 1,
                    }
                },
                "size": 0,
                "aggs": {
                    # By the numbers of all terms, as keywords are counted unless told otherwise:
                    # a pattern is then compared with each term once, not in each document.
                    _named(place): {
                        "terms": {
                            "field": "sound_keys",
                            "include": f"({'|'.join(some)}){_ANY_END}",
                            "size": _MOST_FORMS,
                        }
                    }
                    for place, some in enumerate(_some_at_a_time(map(re.escape, starts)))
                },
            }
        )
        found: dict[str, set[str]] = defaultdict(set)
        for counted in answer["aggregations"].values():
            for each in counted["buckets"]:
                lookup, _, form = each["key"].partition(analysis.BREAK)
                found[lookup].add(form)
        return found

    def recorded(self, words: Sequence[str]) -> bool:
        """Tell whether any document has all of these words, written just so."""
        written = All(tuple(Hits("words", word) for word in words))
        return self.run(written, Request(per_page=1, highlight=False)).total > 0

    def corrections(self, words: Iterable[str]) -> Mapping[str, str]:
        """Give a recorded word a slip or two away from each that no document has."""
        asked = list(dict.fromkeys(words))
        held, near = self._known(asked, with_near=True)
        unknown = {word: near[word] for word in asked if not held[word] and near[word]}
        alive, _ = self._known(sorted({each for some in unknown.values() for each in some}))
        best = {
            word: min(
                (each for each in some if alive[each]),
                key=lambda each: (OSA.distance(word, each), -alive[each], each),
                default=None,
            )
            for word, some in unknown.items()
        }
        return {word: better for word, better in best.items() if better}

    def _known(
        self, words: list[str], *, with_near: bool = False
    ) -> tuple[dict[str, int], dict[str, list[str]]]:
        """Count the documents that have each word, and list words near it, some perhaps gone."""
        if not words:
            return {}, {}
        body: JSON = {
            "query": ALIVE,
            "size": 0,
            "aggs": {
                _named(place): {"filter": {"term": {"words": word}}}
                for place, word in enumerate(words)
            },
        }
        if with_near:
            body["suggest"] = {
                _named(place): {"text": word, "term": _NEAR} for place, word in enumerate(words)
            }
        answer = self.ask(body)
        counts, near = answer["aggregations"], answer.get("suggest", {})
        return (
            {word: counts[_named(place)]["doc_count"] for place, word in enumerate(words)},
            {
                word: [o["text"] for each in near.get(_named(place), ()) for o in each["options"]]
                for place, word in enumerate(words)
            },
        )


_TIMED, _SOME = "timed", "of which"
_ENDS = ("earliest", "latest")
_NEAR: JSON = {
    "field": "words",
    "suggest_mode": "always",
    "max_edits": 2,
    "prefix_length": 1,
    "min_word_length": SHORTEST_CORRECTED,
    "accuracy": 0.3,
    "size": 10,
    "string_distance": "damerau_levenshtein",
}


def document(hit: JSON) -> Document:
    """Read a document back whole."""
    return from_json(hit["_source"]["document"])


def _named(place: int) -> str:
    """Name a count by its place: a facet's own name may be anything."""
    return f"n{place}"


def _some_at_a_time(starts: Iterable[str]) -> Iterator[list[str]]:
    """Cut a list so that each part fits into one pattern; the cluster takes none that is longer."""
    some: list[str] = []
    for start in starts:
        if some and sum(map(len, some)) + len(some) + len(start) > LONGEST_PATTERN - _AROUND:
            yield some
            some = []
        some.append(start)
    if some:
        yield some


def _and(filters: Iterable[JSON]) -> JSON:
    return {"bool": {"filter": list(filters)}}


def _counting(request: Request, filters: Mapping[str, JSON]) -> JSON:
    """Count each facet, and time, under every filter but its own."""
    counts: JSON = {
        _named(place): {
            "filter": _and(_but(key, filters)),
            "aggs": {"values": {"terms": _values(key, request)}},
        }
        for place, key in enumerate(request.facets)
    }
    if request.periods:
        undated = {"bool": {"must_not": [{"exists": {"field": "whens"}}]}}
        counts[_TIMED] = {
            "filter": _and(_but(TIME, filters)),
            "aggs": {
                "earliest": {"min": {"field": "days"}},
                "latest": {"max": {"field": "days"}},
                "undated": {"filter": undated},
            },
        }
    return counts


def _but(own: str, filters: Mapping[str, JSON]) -> list[JSON]:
    return [each for key, each in filters.items() if key != own]


def _bars(period: Period, first: int, last: int) -> JSON:
    """Count by period from one month to another; of too many periods the latest."""
    months = MONTHS[period]
    begin, end = max(first // months, last // months - MOST_PERIODS + 1), last // months
    return {
        "histogram": {
            "field": "months",
            "interval": months,
            "min_doc_count": 1,
            "hard_bounds": {"min": begin * months, "max": end * months + months - 1},
        }
    }


def _read(period: Period, counts: JSON) -> Counts:
    """Read what was counted by period."""
    return tuple(
        (written(round(each["key"]) // MONTHS[period], period), each["doc_count"])
        for each in counts[period]["buckets"]
    )


def _values(key: str, request: Request) -> JSON:
    most = min(_MOST_VALUES, _MOST_BUCKETS // len(request.facets))
    return {"field": "facets", "include": f"{re.escape(tag(key, ''))}{_ANY_END}", "size": most}


def _counted(key: str, answer: JSON, kept: Collection[str]) -> Counts:
    """Read the counts of a facet; a chosen value stays, even at nought."""
    start = len(tag(key, ""))
    counts = dict.fromkeys(kept, 0)
    counts |= {each["key"][start:]: each["doc_count"] for each in answer["values"]["buckets"]}
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return (*ordered[:MOST_VALUES], *(each for each in ordered[MOST_VALUES:] if each[0] in kept))
