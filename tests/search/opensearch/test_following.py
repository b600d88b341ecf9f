"""An index in the cluster follows the store: late, twice, through rebuilds, and never backwards."""

import time
from uuid import uuid4

import pytest
from msgspec.structs import replace

from heritage.search.backend import SearchUnavailable, TooCostly
from heritage.search.documents import Document, Name, Removal, Text
from heritage.search.query import parse
from heritage.search.request import Difference, Request
from tests.support.opensearch import ON_THE_CLUSTER

pytestmark = ON_THE_CLUSTER


def site(number: int, version: int = 1, word: str = "stone") -> Document:
    return Document(
        f"id{number}", "site", f"Site {number}", version, summary=(Text(f"{word} of {number}"),)
    )


def found(index, typed: str = "") -> list[str]:
    return sorted(hit.id for hit in index.search(Request(parse(typed), per_page=200)).hits)


@pytest.fixture
def index(new_index):
    made = new_index()
    made.rebuild([site(0), site(1)], watermark=1)
    return made


@pytest.fixture
def client(cluster):
    from opensearchpy import OpenSearch

    with OpenSearch(cluster.urls) as opened:
        yield opened


def test_an_older_change_never_overwrites_a_newer_one(index):
    index.apply([site(1, 9, "gold")], 9)
    index.apply([site(1, 8, "clay"), site(2, 8)], 9)

    assert found(index, "gold") == ["id1"]
    assert found(index, "clay") == []
    assert index.verify({"id0": 1, "id1": 9, "id2": 8}) == Difference()


def test_an_older_change_does_not_bring_back_what_was_removed(index):
    index.apply([Removal("id1", 5)], 5)
    index.apply([site(1, 4)], 6)
    assert found(index) == ["id0"]
    assert index.count() == 1

    index.apply([Removal("id0", 1)], 7)
    assert found(index) == ["id0"], "a removal as old as what it removes changes nothing"

    index.apply([site(1, 7)], 8)
    assert found(index) == ["id0", "id1"]


def test_the_same_changes_twice_are_as_good_as_once(index):
    for _ in range(2):
        index.apply([site(1, 3, "gold"), Removal("id0", 3)], 3)

    assert index.watermark() == 3
    assert index.verify({"id1": 3}) == Difference()


def test_who_comes_late_does_not_set_the_index_back(index):
    index.apply([site(2, 8)], 8)
    index.apply([site(0, 5)], 5)

    assert index.watermark() == 8


def test_what_was_removed_leaves_the_segments(index, client, monkeypatch):
    monkeypatch.setattr("heritage.search.opensearch.backend._TIDY_EVERY", 1.0)
    index.apply([site(n, 2, "incunabula") for n in range(30)], 2)
    index.apply([Removal(f"id{n}", 3) for n in range(30)], 3)
    assert dead(client, index) > 0
    end = time.monotonic() + 120
    while dead(client, index) and time.monotonic() < end:
        index.tidy()
        time.sleep(0.5)

    assert dead(client, index) == 0
    assert index.count() == 0


def dead(client, index) -> int:
    return client.indices.stats(index=index.alias)["_all"]["total"]["docs"]["deleted"]


def test_a_field_nobody_declared_is_refused(index, client):
    from opensearchpy.exceptions import RequestError

    with pytest.raises(RequestError, match="strict_dynamic_mapping"):
        client.index(index=index.alias, id="x", body={"id": "x", "secret": "of state"})


def test_words_and_names_as_long_as_a_page_are_taken_in(index):
    names = (Name("ب" * 40_000),)
    long = replace(
        site(1, 2), body=(Text("x" * 100_000),), aliases=names, facets={"v": ("y" * 40_000,)}
    )
    index.apply([long], 2)

    assert found(index, "x" * 200) == ["id1"]


def test_a_rebuild_changes_over_at_once_and_takes_the_old_index_away(index, client):
    told: list[int] = []

    def documents():
        for number in range(1_100):
            if number % 400 == 0:
                assert found(index) == ["id0", "id1"]
            yield site(number, 2)

    assert index.rebuild(documents(), 9, told.append) == 1_100
    assert told == [500, 1_000, 1_100]
    assert index.count() == 1_100
    assert index.watermark() == 9
    assert len(client.indices.get(index=f"{index.alias}-*")) == 1


def test_a_rebuild_that_fails_leaves_the_old_index_and_nothing_else(index, client):
    def documents():
        yield from (site(n, 2) for n in range(600))
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError, match="went away"):
        index.rebuild(documents(), 2)
    with pytest.raises(ValueError, match="id1 was given twice"):
        index.rebuild([site(1), site(1)], 2)

    assert found(index) == ["id0", "id1"]
    assert index.watermark() == 1
    assert len(client.indices.get(index=f"{index.alias}-*")) == 1


def test_a_rebuild_overtaken_by_another_makes_no_index_under_its_own_name(index, client):
    def documents():
        yield from (site(n, 2) for n in range(500))
        index.rebuild([site(7, 3)], 3)
        yield from (site(n, 2) for n in range(500, 1_100))

    with pytest.raises(SearchUnavailable):
        index.rebuild(documents(), 2)

    assert found(index) == ["id7"]
    assert len(client.indices.get(index=f"{index.alias}-*")) == 1


def test_a_rebuild_leaves_an_index_of_somebody_else(index, client):
    other = f"{index.alias}-{uuid4().hex}"
    client.indices.create(index=other)
    index.rebuild([site(1)], 2)

    assert client.indices.exists(index=other)


def test_a_missing_index_says_what_to_run_and_is_not_made_by_a_change(new_index, client):
    nothing = new_index()

    for asking in (nothing.open, lambda: nothing.search(Request()), lambda: nothing.suggest("a"),
                   lambda: nothing.apply([site(1)], 1), nothing.count):  # fmt: skip
        with pytest.raises(SearchUnavailable, match="heritage index rebuild"):
            asking()
    assert nothing.watermark() is None
    assert nothing.verify({"id1": 1}).missing == ("id1",)
    assert nothing.condition().state == "bad"
    assert not client.indices.exists(index=nothing.alias)


def test_verify_names_what_is_missing_stale_and_extra(index):
    index.apply([site(2, 5), site(3, 5)], 5)

    assert index.verify({"id0": 1, "id1": 1, "id2": 6, "id9": 1}) == Difference(
        ("id9",), ("id2",), ("id3",)
    )


def test_what_comes_after_every_term_there_is_is_counted_as_nothing(index):
    asked = Request(parse("zzzyx"), facets=("kind", "weight", "zzz"))

    assert dict(index.search(asked).facets) == {"kind": (), "weight": (), "zzz": ()}
    assert dict(index.search(replace(asked, query=None)).facets) == {
        "kind": (("site", 2),), "weight": (), "zzz": (),
    }  # fmt: skip


def test_a_page_beyond_the_deepest_has_nothing_but_the_number_of_hits(index):
    deep = index.search(Request(page=900_000))

    assert (deep.total, deep.hits) == (2, ())


def test_a_search_that_takes_too_long_is_stopped_in_words(index):
    # The cluster looks at the clock between segments: each of these makes one.
    for batch in range(2, 12):
        index.apply([site(n, batch) for n in range(batch * 50, batch * 50 + 50)], batch)
    endless = "long x = 0; for (int i = 0; i < 900000; i++) { x += i % 7; } return x > 1;"
    index._seconds = 0.05

    with index._engine() as engine, pytest.raises(TooCostly, match="takes too long"):
        engine.ask({"query": {"script": {"script": endless}}, "size": 0})
