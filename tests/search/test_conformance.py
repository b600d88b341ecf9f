"""One suite for both engines: what the one finds and counts, the other does too."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from heritage.config import Settings
from heritage.house import open_house
from heritage.search.backend import Backend
from heritage.search.documents import Document, Name, Text
from heritage.search.query import parse
from heritage.search.request import Request, Results
from heritage.search.sync import DeskIndex
from heritage.search.whoosh import WhooshBackend
from tests.search import conformance
from tests.search.palmyra import PALMYRA
from tests.support.opensearch import ON_THE_CLUSTER

pytestmark = ON_THE_CLUSTER

SIZE, CHANGED, SEARCHES = 3_000, 200, 500
FORMS = [
    "temple", "temple palmyra", '"temple of bel"', "temple -baalshamin", "lion OR nergal",
    "(lion OR nergal) gate", "gate -(lion OR nergal)", "palm*", "قلع*", "country:sy",
    "grade:DESTROYED", "name:asaad", "text:explosives", 'name:"temple of bel"', "-temple",
    "kind:event temple", "Asaad", "الأسعد", "تدمر", "destroyed temples", "والمعبد",
    "temples antique",
    "amphitheater", "Deir ez-Zor", "NOT temple", "((bel) OR (arch)) palmyra", "Πάλμυρα", "zzz",
    "encyclopaedia entry", "the", "of the", "cause:explosives -country:iq",
]  # fmt: skip


@dataclass
class Both:
    """The same records in both engines."""

    whoosh: Backend
    opensearch: Backend

    def rebuild(self, documents: list[Document]) -> None:
        for each in (self.whoosh, self.opensearch):
            each.rebuild(documents, 1)

    def apply(self, changes: list, watermark: int) -> None:
        for each in (self.whoosh, self.opensearch):
            each.apply(changes, watermark)

    def ask(self, requests: list[Request]) -> list[tuple[Request, Results, Results]]:
        """Ask each everything, the cluster several things at a time."""
        with ThreadPoolExecutor(4) as several:
            theirs = several.map(self.opensearch.search, requests)
            ours = map(self.whoosh.search, requests)
            return list(zip(requests, ours, theirs, strict=True))


@pytest.fixture
def both(tmp_path, new_index):
    engines = Both(WhooshBackend(tmp_path / "index", seconds=60), new_index())
    yield engines
    engines.whoosh.close()


def counted(results: Results) -> object:
    return (
        results.total, dict(results.facets), results.periods, results.undated,
        [note.message for note in results.notes],
    )  # fmt: skip


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


def differing(asked: list[tuple[Request, Results, Results]]) -> list[object]:
    """List what was answered otherwise; order counts where it was asked for."""
    return [
        (request, counted(ours), counted(theirs), ids(ours), ids(theirs))
        for request, ours, theirs in asked
        if counted(ours) != counted(theirs)
        or (request.sort != "relevance" and ids(ours) != ids(theirs))
    ]


def test_random_searches_find_and_count_the_same_through_changes(both):
    random = Random(20150823)
    documents = conformance.corpus(random, SIZE)
    kept = {each.id: each for each in documents}
    both.rebuild(documents)
    different = []
    for watermark in range(2, 7):
        both.apply(conformance.changes(random, kept, CHANGED, watermark), watermark)
        asked = conformance.requests(random, SEARCHES // 5)
        different += differing(both.ask(asked))

    assert different == []
    expected = {key: each.version for key, each in kept.items()}
    assert not both.opensearch.verify(expected)
    assert both.opensearch.count() == both.whoosh.count() == len(kept)


def test_every_form_of_query_finds_and_counts_the_same(both):
    both.rebuild(list(PALMYRA))
    asked = [
        Request(parse(form), facets=("kind", "country", "cause"), per_page=100, periods="year",
                filters=filters, sort=sort)
        for form in FORMS
        for sort in ("title", "newest")
        for filters in ({}, {"kind": ("event",)})
    ]  # fmt: skip

    assert differing(both.ask(asked)) == []


def test_what_is_offered_while_typing_is_the_same(both):
    both.rebuild(list(PALMYRA))
    for typed in ("pal", "temple of b", "تدم", "asaad k", "khal", "x", "", "TEM", "al"):
        assert both.opensearch.suggest(typed) == both.whoosh.suggest(typed), typed


# ------------------------------------------------ the same first result


SO_NEAR = 0.03
"""How much less the one engine may give what comes first in the other.

Both keep the length of a text in one byte, each rounding it in its own way. So two records that
answer equally well may change places, and no others.
"""


def firsts(both: Both, typed: list[str]) -> dict[str, tuple[str, ...]]:
    """Give the best of each engine where they are not of one mind."""
    asked = both.ask([Request(parse(each), per_page=50) for each in typed])
    return {
        request.query.text: (*ids(ours)[:1], *ids(theirs)[:1])
        for request, ours, theirs in asked
        if not agreed(ours, theirs)
    }


def agreed(ours: Results, theirs: Results) -> bool:
    """Tell whether the same record comes first, or one as good."""
    if not ours.hits or not theirs.hits:
        return ours.total == theirs.total
    scores = {hit.id: hit.score for hit in ours.hits}
    best = scores.get(theirs.hits[0].id, 0.0)
    return best >= ours.hits[0].score * (1 - SO_NEAR)


def test_the_seed_data_has_the_same_first_result_for_every_name(both, seeded_home):
    house = open_house(Settings(home=seeded_home))
    with house.read() as session:
        documents = list(DeskIndex(house.read, house.desk_search)._all(session))
    house.close()
    both.rebuild(documents)
    names = {name.text for each in documents for name in (*each.names, *each.aliases)}
    typed = sorted(each for each in names if len(each) < 100 and '"' not in each)[:400]

    assert firsts(both, [each for each in typed if _readable(each)]) == {}


def test_names_of_persons_have_the_same_first_result(both, shared):
    pairs = json.loads((shared / "data/names/person-match-dev.json").read_text())
    names = sorted({name for pair in pairs for name in (pair["a"], pair["b"])})
    both.rebuild(
        [
            Document(f"p{number}", "person", name, 1, names=(Name(name),))
            for number, name in enumerate(names)
        ]
    )

    assert firsts(both, names) == {}


def test_the_relevance_set_has_the_same_first_results(both, shared):
    folder = shared / "data/search/own-dev"
    told = [json.loads(line) for line in (folder / "docs.jsonl").read_text().splitlines()]
    both.rebuild([_own(each) for each in told])
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text().splitlines()]

    assert firsts(both, [each["text"] for each in queries]) == {}


def _own(told: dict) -> Document:
    day = date.fromisoformat(told["date"]).toordinal() if told.get("date") else None
    return Document(
        told["doc"], "site", told["title"], 1, names=(Name(told["title"], "en"),),
        aliases=(Name(told["title_ar"], "ar"), Name(told["title_fr"], "fr")),
        summary=(Text(told["text"], "en"),), whens=((day, day),) if day else (),
        facets={"cause": (told["cause"],), "grade": (told["grade"],)},
    )  # fmt: skip


def _readable(typed: str) -> bool:
    try:
        return parse(typed).root is not None
    except ValueError:
        return False
