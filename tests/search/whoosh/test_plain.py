"""The fast way and plain Whoosh agree: on what is found, on the scores, on order and counts."""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest

from heritage.search import plan as plans
from heritage.search.answering import WORTH
from heritage.search.documents import Document, Text
from heritage.search.planner import plan as planned
from heritage.search.query import Query
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend
from tests.search.conformance import FACETS, FIRST_DAY, LAST_DAY, changes, corpus, tree
from tests.search.whoosh.plain import Plain

PLANS = int(os.environ.get("HERITAGE_TEST_PLANS", "300"))
"""`make test-long` asks for 5,000."""
PER_INDEX = 50
FIELDS = ("names", "aliases", "name_stems", "words", "stems", "exact", "sounds")


@pytest.mark.parametrize("seed", range(PLANS // PER_INDEX))
def test_both_find_score_order_and_count_alike(tmp_path, seed, monkeypatch):
    random = Random(seed)
    # How much is found decides which way is taken; here each way is taken whatever is found.
    monkeypatch.setattr("heritage.search.whoosh.evaluator._MERGED", random.choice((0, 4, 10**6)))
    monkeypatch.setattr("heritage.search.whoosh.postings._FEW", random.choice((0, 2, 10**6)))
    monkeypatch.setattr("heritage.search.whoosh.ranking._MANY", random.choice((0, 10**6)))
    monkeypatch.setattr("heritage.search.whoosh.ranking._FEWER", random.choice((1, 4)))
    kept = {each.id: each for each in corpus(random, random.choice((3, 40, 120)))}
    backend = WhooshBackend(tmp_path / "index", seconds=60)
    backend.rebuild(kept.values(), 0)
    for batch in range(random.randrange(4)):
        backend.apply(changes(random, kept, random.choice((1, 7, 30)), batch + 1), batch + 1)
    with backend._engine() as engine:
        plain = Plain(backend._shelf.current(), kept)
        assert sorted(plain.ids.values()) == sorted(kept)
        terms = {field: sorted(plain.searcher.reader().lexicon(field)) for field in FIELDS}
        for _ in range(PER_INDEX // 2):
            agree(engine, plain, random_plan(random, terms, list(kept), 3), random)
            agree(engine, plain, planned(Query(tree(random, 2)), engine).plan, random)
    backend.close()


def test_texts_are_not_scored_where_names_must_come_first(tmp_path):
    kept = {
        id: Document(
            id, "site", f"{'Cella' if number % 20 == 0 else 'Shrine'} {number}",
            summary=(Text(f"The cella of shrine {number} and what stood beside it", "en"),),
            facets={"country": ("SY",)},
        )
        for number in range(600)
        for id in (f"d{number}",)
    }  # fmt: skip
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild(kept.values(), 0)
    plan = plans.Best((plans.Hits("names", "cella", 8.0), plans.Hits("words", "cella")))

    with backend._engine() as engine:
        best = Plain(backend._shelf.current(), kept).found(plan)
        shown = engine.run(plan, Request(per_page=20, facets=("country",)))
        text = engine.snapshot.postings([("words", "cella")])["words", "cella"]

        assert "found" not in vars(text)
        assert (shown.total, shown.facets["country"]) == (600, (("SY", 600),))
        assert [score for _, score in shown.documents] == pytest.approx(
            sorted(best.values(), reverse=True)[:20]
        )
        assert len(engine.run(plan, Request(per_page=100)).documents) == 100
        assert "found" in vars(text)
    backend.close()


def agree(engine, plain: Plain, plan: plans.Plan, random: Random) -> None:
    expected = {
        id: score * WORTH.get(plain.documents[id].kind, 1.0)
        for id, score in plain.found(plan).items()
    }
    shown = engine.run(plan, Request(per_page=200, facets=FACETS))

    assert shown.total == len(expected), plan
    assert {document.id for document, _ in shown.documents} == expected.keys(), repr(plan)
    scores = {document.id: score for document, score in shown.documents}
    assert scores == pytest.approx(expected, rel=1e-5, abs=1e-6), repr(plan)
    in_order = [expected[document.id] for document, _ in shown.documents]
    assert in_order == pytest.approx(sorted(in_order, reverse=True), rel=1e-5, abs=1e-6)
    assert shown.facets == counted(plain.documents[id] for id in expected)
    size = random.choice((1, 3, 10))
    page = engine.run(plan, Request(per_page=size, page=2)).documents
    assert page == shown.documents[size : 2 * size]


def counted(documents) -> dict[str, tuple[tuple[str, int], ...]]:
    counts: dict[str, Counter[str]] = {key: Counter() for key in FACETS}
    document: Document
    for document in documents:
        for key in FACETS:
            counts[key].update(set(document.all_facets().get(key, ())))
    return {
        key: tuple(sorted(told.items(), key=lambda each: (-each[1], each[0])))
        for key, told in counts.items()
    }


def random_plan(random: Random, terms, ids: list[str], depth: int) -> plans.Plan:
    if depth and random.random() < 0.6:
        of = tuple(
            random_plan(random, terms, ids, depth - 1) for _ in range(random.randrange(1, 5))
        )
        return random.choice(
            (
                plans.All(of),
                plans.Best(of),
                plans.Some(of),
                plans.Some(of, least=random.randrange(1, len(of) + 1)),
                plans.Without(of[0]),
            )
        )
    return leaf(random, terms, ids)


def leaf(random: Random, terms, ids: list[str]) -> plans.Plan:
    field = random.choice(FIELDS)
    known = terms[field] or [b"nobody"]
    term = random.choice(known).decode() if random.random() < 0.9 else "nobody"
    weight = round(random.uniform(0.1, 9), 2)
    days = sorted(random.randrange(FIRST_DAY, LAST_DAY) for _ in range(2))
    words = [each.decode() for each in terms["words"]] or ["nobody"]
    return random.choice(
        (
            plans.Hits(field, term, weight),
            plans.Hits(field, term, weight),
            plans.Row("words", tuple(random.choice(words) for _ in range(2)), weight),
            plans.Row("words", ("the", "cella"), weight),
            plans.Row("names", (term,), weight),
            plans.Begins(field, term[: random.randrange(1, 5)], weight),
            plans.Nearly("words", random.choice(words)[1:] or "a", random.choice((1, 2)), weight),
            plans.Spoken(term, weight),
            plans.Tagged(random.choice(FACETS), ("site", "SY", "destroyed", random.choice(ids))),
            plans.Tagged("country", ("türkiye",), folded=True),
            plans.Dated(random.choice((None, days[0])), days[1], random.random() < 0.5),
            plans.Boxed(random.uniform(34, 47), 30.5, random.uniform(34, 47), 37.0),
            plans.Known((random.choice(ids), "nobody")),
            plans.Everything(),
            plans.Nothing(),
        )
    )
