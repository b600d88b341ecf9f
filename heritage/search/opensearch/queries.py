"""A plan in the cluster's own language of queries."""

from __future__ import annotations

from collections.abc import Sequence

from heritage.search.answering import WORTH
from heritage.search.opensearch.layout import JSON, scored, tag
from heritage.search.plan import (
    All,
    Around,
    Begins,
    Best,
    Boxed,
    Dated,
    Everything,
    Hits,
    Known,
    Lifted,
    Nearly,
    Nothing,
    Plan,
    Row,
    Some,
    Spoken,
    Tagged,
    Without,
)  # fmt: skip
from heritage.search.request import Request

ALIVE: JSON = {"bool": {"must_not": [{"term": {"gone": True}}]}}
"""What was not removed, and speaks of a record at all."""
TIME = "time"
"""The filter of time, beside those of facets."""

_MOST_SLIPS = 2
_LEAST_KM = 1e-5
_FILTERS = Tagged | Dated | Boxed | Around | Known | Everything | Nothing | Without


def found(plan: Plan, filters: Sequence[JSON]) -> JSON:
    """Ask for what answers a plan under some filters, each kind by its worth."""
    return {
        "function_score": {
            "query": {"bool": {"must": [asked(plan)], "filter": [ALIVE, *filters]}},
            "functions": [
                {"filter": {"term": {"facets": tag("kind", kind)}}, "weight": worth}
                for kind, worth in WORTH.items()
            ],
            "score_mode": "first",
        }
    }


def asked(plan: Plan) -> JSON:
    """Write a plan as a query that scores as the plan says."""
    match plan:
        case Hits(field, term, weight):
            return _term(field, term, weight)
        case Row(field, terms, weight):
            return _row(field, terms, weight)
        case Begins(field, start, weight):
            return _flat({"prefix": {field: {"value": start}}}, weight)
        case Nearly(field, word, slips, weight):
            return _flat(_nearly(field, word, slips), weight)
        case Spoken(form, weight):
            return _spoken([form], weight)
        case Best(of):
            return {"dis_max": {"queries": _ways(of)}}
        case All(of):
            return _all(of)
        case Some(of, least):
            some = [asked(each) for each in of]
            return {"bool": {"should": some, "minimum_should_match": least}}
        case Lifted(of, by):
            return _lifted(of, by)
        case _:
            return _flat(narrowed(plan), 0.0)


def narrowed(plan: Plan) -> JSON:
    """Write a plan as a filter; how well anything answers is of no interest."""
    match plan:
        case Tagged(key, values, folded):
            field = "folded" if folded else "facets"
            return {"terms": {field: [tag(key, value) for value in values]}}
        case Dated(first, last, certainly):
            return _dated(first, last, certainly=certainly)
        case Boxed(west, south, east, north):
            return _boxed(west, south, east, north)
        case Around(lat, lon, km):
            return {
                "geo_distance": {
                    "distance": f"{max(km, _LEAST_KM):.8f}km",
                    "point": {"lat": lat, "lon": lon},
                    "validation_method": "COERCE",
                }
            }
        case Known(ids):
            return {"terms": {"id": list(ids)}}
        case Everything():
            return {"match_all": {}}
        case Nothing():
            return {"match_none": {}}
        case Without(of):
            return {"bool": {"must_not": [narrowed(of)]}}
        case _:
            return asked(plan)


def _term(field: str, term: str, weight: float) -> JSON:
    return {"term": {scored(field): {"value": term, "boost": weight}}}


def _flat(query: JSON, weight: float) -> JSON:
    return {"constant_score": {"filter": query, "boost": weight}}


def _row(field: str, terms: Sequence[str], weight: float) -> JSON:
    """Add up what each word scores: Lucene would weigh a phrase as if it were one word."""
    each = [_term(field, term, weight) for term in terms]
    if len(terms) < 2:
        return each[0] if each else {"match_none": {}}
    in_a_row = {"match_phrase": {field: {"query": " ".join(terms)}}}
    return {"bool": {"must": each, "filter": [in_a_row]}}


def _nearly(field: str, word: str, slips: int) -> JSON:
    return {
        "fuzzy": {
            field: {
                "value": word,
                "fuzziness": min(slips, _MOST_SLIPS),
                "prefix_length": 0,
                "transpositions": True,
                "max_expansions": 1024,
                "rewrite": "constant_score",
            }
        }
    }


def _ways(of: Sequence[Plan]) -> list[JSON]:
    """Write each way to say one thing; spellings that weigh the same are asked for at once."""
    spoken: dict[float, list[str]] = {}
    for each in of:
        if isinstance(each, Spoken):
            spoken.setdefault(each.weight, []).append(each.form)
    others = [asked(each) for each in of if not isinstance(each, Spoken)]
    return [*others, *(_spoken(forms, weight) for weight, forms in spoken.items())]


def _spoken(forms: Sequence[str], weight: float) -> JSON:
    return _flat({"terms": {"sounds": list(forms)}}, weight)


def _all(of: Sequence[Plan]) -> JSON:
    scoring = [asked(each) for each in of if not isinstance(each, _FILTERS)]
    filters = [narrowed(each) for each in of if isinstance(each, _FILTERS)]
    return {"bool": {"must": scoring, "filter": filters}}


def _lifted(of: Plan, by: Sequence[tuple[str, float]]) -> JSON:
    return {
        "function_score": {
            "query": asked(of),
            "functions": [
                {"filter": {"term": {"exact": term}}, "weight": factor} for term, factor in by
            ],
            "score_mode": "max",
        }
    }


def _dated(first: int | None, last: int | None, *, certainly: bool) -> JSON:
    days = {key: day for key, day in (("gte", first), ("lte", last)) if day is not None}
    if first is None or last is None or first <= last:
        return {"range": {"whens": {**days, "relation": "within" if certainly else "intersects"}}}
    if certainly:
        return {"match_none": {}}
    # What begins by the earlier day and ends on the later one or after has the days between.
    return {"range": {"whens": {"gte": last, "lte": first, "relation": "contains"}}}


def _boxed(west: float, south: float, east: float, north: float) -> JSON:
    lat = {"range": {"lat": {"gte": south, "lte": north}}}
    if west <= east:
        return {"bool": {"filter": [lat, {"range": {"lon": {"gte": west, "lte": east}}}]}}
    sides = [{"range": {"lon": {"gte": west}}}, {"range": {"lon": {"lte": east}}}]
    return {"bool": {"filter": [lat, {"bool": {"should": sides}}]}}


# ---------------------------------------------------------------- the filters of a request


def standing(request: Request) -> list[JSON]:
    """Write the filters that hold for everything, hits and counts alike."""
    filters = []
    if request.bbox is not None:
        filters.append(narrowed(Boxed(*request.bbox)))
    if request.near is not None:
        filters.append(narrowed(Around(*request.near)))
    if request.without:
        filters.append(narrowed(Without(Known(request.without))))
    return filters


def chosen(request: Request) -> dict[str, JSON]:
    """Write the filters that each leave their own facet's counts alone, by facet."""
    filters = {
        key: narrowed(Tagged(key, values)) for key, values in request.filters.items() if values
    }
    if request.dated:
        filters[TIME] = narrowed(
            Dated(request.from_day, request.to_day, certainly=request.certainly)
        )
    return filters
