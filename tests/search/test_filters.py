"""Filters, counts, order and pages, against the same questions asked in plain Python."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heritage.search.documents import Document
from heritage.search.query import parse
from heritage.search.request import MOST_VALUES, Request
from heritage.search.whoosh import WhooshBackend
from tests.search.conftest import Ask
from tests.search.palmyra import PALMYRA, day

KEYS = ("kind", "country", "grade", "cause", "fate", "lang")


def ids(results) -> set[str]:
    return {hit.id for hit in results.hits}


# ------------------------------------------------ days


def test_what_may_have_happened_in_august_2015(ask: Ask):
    found = ask(filters={"kind": ("event",)}, from_day=day("2015-08-01"), to_day=day("2015-08-31"))

    assert ids(found) == {"baalshamin-blown", "bel-blown", "asaad-killed", "looting"}


def test_an_open_end_reaches_for_ever(ask: Ask):
    assert "looting" in ids(ask(from_day=day("2030-01-01")))
    assert "looting" not in ids(ask(to_day=day("2011-03-14")))
    assert "old-quake" in ids(ask(to_day=1))
    assert "old-quake" in ids(ask(to_day=-500_000))
    assert "old-quake" not in ids(ask(from_day=day("1101-01-01")))


def test_periods_are_counted_side_by_side_whatever_time_was_asked_for(ask: Ask):
    asked = {"filters": {"kind": ("event",)}, "of_which": ("grade", "destroyed")}
    both = ask(periods=("year", "month"), from_day=day("2015-09-01"), **asked).times

    assert dict(both.periods["year"])["2015"] == 6
    assert dict(both.periods["month"])["2015-10"] == 2
    assert both == ask(periods=("year", "month"), **asked).times


def test_of_each_period_is_told_how_much_has_a_value(ask: Ask):
    value = ("grade", "destroyed")
    for told in ({"kind": ("event",)}, {"kind": ("event",), "grade": ("severe", "destroyed")}):
        shared = ask(filters=told, periods=("month",), of_which=value).times
        alone = ask(filters={**told, "grade": value[1:]}, periods=("month",)).times

        assert shared.of_which == alone.periods
        assert alone.of_which == {}
    assert not ask(filters={"grade": ("minor",)}, periods=("year",), of_which=value).times.of_which[
        "year"
    ]
    assert ask(filters={"kind": ("event",)}).times is None


def test_both_days_are_included(ask: Ask):
    assert "arch-blown" in ids(ask(from_day=day("2015-10-05"), to_day=day("2015-10-05")))
    assert "arch-blown" in ids(ask(from_day=day("2015-10-04"), to_day=day("2015-10-04")))
    assert "arch-blown" not in ids(ask(from_day=day("2015-10-06"), per_page=99))


def test_what_has_no_date_is_left_out_only_when_a_date_is_asked_for(ask: Ask):
    assert "palmyra" in ids(ask(per_page=99))
    assert "palmyra" not in ids(ask(from_day=-10_000_000, to_day=10_000_000, per_page=99))


# ------------------------------------------------ places


def test_a_box_finds_what_lies_in_it(ask: Ask):
    assert "palmyra" in ids(ask(bbox=(38, 34, 39, 35)))
    assert ids(ask(bbox=(43, 36, 44, 37))) == {"mosul-gate"}


def test_a_box_may_cross_the_date_line(ask: Ask):
    assert ids(ask(bbox=(179, -20, -179, -10))) == {"island"}
    assert ids(ask(bbox=(-179, -20, 179, -10))) == set()


# ------------------------------------------------ counts


def _has(document: Document, key: str, values: tuple[str, ...]) -> bool:
    return bool(set(document.all_facets().get(key, ())) & set(values))


def _expected(matching: set[str], filters: dict, key: str) -> dict[str, int]:
    counts: dict[str, int] = dict.fromkeys(filters.get(key, ()), 0)
    for document in PALMYRA:
        others = all(_has(document, k, v) for k, v in filters.items() if k != key and v)
        if document.id in matching and others:
            for value in document.all_facets().get(key, ()):
                counts[value] = counts.get(value, 0) + 1
    return counts


_values = {
    key: sorted({value for each in PALMYRA for value in each.all_facets().get(key, ())})
    for key in KEYS
}
_filters = st.fixed_dictionaries(
    {},
    optional={
        key: st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)
        for key, values in _values.items()
    },
)


@settings(max_examples=80)
@given(st.sampled_from(["", "temple", "palmyra", "asaad", "-bel", "zzz"]), _filters)
def test_counts_are_right_under_the_other_filters(palmyra, typed, filters):
    query = parse(typed)
    matching = ids(palmyra.search(Request(query=query, per_page=100)))

    found = palmyra.search(Request(query=query, filters=filters, facets=KEYS, per_page=100))

    chosen = {
        each.id
        for each in PALMYRA
        if each.id in matching and all(_has(each, k, v) for k, v in filters.items() if v)
    }
    assert ids(found) == chosen
    assert found.total == len(chosen)
    for key in KEYS:
        assert dict(found.facets[key]) == _expected(matching, filters, key)


def test_the_commonest_value_comes_first_and_a_chosen_one_stays_at_nought(ask: Ask):
    found = ask("lion", filters={"country": ("IQ",)}, facets=("country", "nothing-has-this"))

    assert found.facets["country"] == (("SY", 1), ("IQ", 0))
    assert found.facets["nothing-has-this"] == ()
    kinds = ask(facets=("kind",)).facets["kind"]
    assert [count for _, count in kinds] == sorted((count for _, count in kinds), reverse=True)


def test_a_filter_nothing_answers_finds_nothing(ask: Ask):
    assert ask(filters={"colour": ("red",)}).total == 0
    assert ask(filters={"country": ("XX",)}).total == 0
    assert ask(filters={"country": ()}).total == len(PALMYRA)


# ------------------------------------------------ order and pages


def order(results) -> list[str]:
    return [hit.id for hit in results.hits]


def test_pages_follow_one_another_without_gap_or_repeat(ask: Ask):
    whole = order(ask(per_page=100))
    paged = [each for page in range(1, 7) for each in order(ask(page=page, per_page=5))]

    assert paged == whole
    assert order(ask(page=99, per_page=5)) == []
    assert ask(page=99, per_page=5).total == len(PALMYRA)
    assert order(ask(page=0, per_page=5)) == whole[:5]


@pytest.mark.parametrize("sort", ["relevance", "title", "earliest", "latest", "newest"])
def test_every_order_shows_each_once_and_is_the_same_twice(ask: Ask, sort):
    once = order(ask("temple", sort=sort, per_page=100))

    assert once == order(ask("temple", sort=sort, per_page=100))
    assert sorted(once) == sorted(order(ask("temple", per_page=100)))


def test_order_by_date_puts_the_undated_last(ask: Ask):
    events = {"filters": {"kind": ("event",)}, "per_page": 100}

    assert order(ask(sort="earliest", **events))[:3] == ["looting", "capture", "baalshamin-blown"]
    assert order(ask(sort="latest", **events))[:2] == ["arch-blown", "bel-blown"]
    assert order(ask(sort="earliest", **events))[-1] == "old-quake"


def test_newest_first(backend):
    backend.apply([Document(f"d{n}", "site", f"Site {9 - n}", added=n) for n in range(4)], 1)

    found = backend.search(Request(sort="newest"))

    assert order(found) == ["d3", "d2", "d1", "d0"]
    assert order(backend.search(Request(sort="title"))) == ["d3", "d2", "d1", "d0"]


def test_of_very_many_values_the_commonest_are_counted_and_those_chosen(tmp_path):
    values = [f"v{number:04}" for number in range(MOST_VALUES + 20)]
    documents = [
        Document(f"d{value}", "site", value, facets={"agent": ("common", value)})
        for value in values
    ]
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild(documents, 1)

    last = values[-1]
    counts = backend.search(Request(facets=("agent",), filters={"agent": (last,)})).facets["agent"]

    assert counts[0] == ("common", len(values))
    assert len(counts) == MOST_VALUES + 1
    assert counts[-1] == (last, 1)
    backend.close()
