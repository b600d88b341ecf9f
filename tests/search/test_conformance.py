"""One suite for both engines: what the one finds and counts, the other does too."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from heritage.config import Settings
from heritage.house import open_house
from heritage.search.backend import Backend
from heritage.search.documents import Document, Name, Removal, Text
from heritage.search.params import COUNTED
from heritage.search.query import parse
from heritage.search.request import Request, Results
from heritage.search.sync import DeskIndex, PublicIndex
from heritage.search.whoosh import WhooshBackend
from tests.search import conformance
from tests.search.examples import asked, examples, typed_in_tables
from tests.search.palmyra import PALMYRA
from tests.support.opensearch import ON_THE_CLUSTER

pytestmark = ON_THE_CLUSTER

DATA = Path(__file__).parent.parent / "data"
SIZE, CHANGED, SEARCHES, ROUNDS = 3_000, 200, 500, 5
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
        results.total, dict(results.facets), results.times,
        [note.message for note in results.notes],
    )  # fmt: skip


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


def differing(asked: list[tuple[Request, Results, Results]]) -> list[object]:
    """List what was answered otherwise."""
    return [
        (request, counted(ours), counted(theirs), ids(ours), ids(theirs))
        for request, ours, theirs in asked
        if counted(ours) != counted(theirs) or ids(ours) != ids(theirs)
    ]


def test_random_searches_find_and_count_the_same_through_changes(both):
    random = Random(20150823)
    documents = conformance.corpus(random, SIZE)
    kept = {each.id: each for each in documents}
    both.rebuild(documents)
    answers = []
    for watermark in range(2, 2 + ROUNDS):
        made = conformance.changes(random, kept, CHANGED, watermark)
        assert {type(each) for each in made} == {Document, Removal}
        both.apply(made, watermark)
        answers += both.ask(conformance.requests(random, SEARCHES // ROUNDS))

    assert differing(answers) == []
    assert len(answers) == SEARCHES
    assert sum(ours.total > 0 for _, ours, _ in answers) > SEARCHES / 2
    expected = {key: each.version for key, each in kept.items()}
    assert not both.opensearch.verify(expected)
    assert both.opensearch.count() == both.whoosh.count() == len(kept)


def test_every_form_of_query_finds_and_counts_the_same(both):
    both.rebuild(list(PALMYRA))
    asked = [
        Request(parse(form), facets=("kind", "country", "cause"), per_page=100, periods=("year",),
                filters=filters, sort=sort)
        for form in FORMS
        for sort in ("title", "newest")
        for filters in ({}, {"kind": ("event",)})
    ]  # fmt: skip

    assert differing(both.ask(asked)) == []


def test_every_form_of_the_page_for_researchers_finds_counts_and_orders_the_same(both, seeded_home):
    both.rebuild(published(seeded_home))
    told = [each for each in examples() if not each.refused]
    forms = typed_in_tables()
    assert len(told) > 40
    assert len(forms) > 80
    everything = {
        "facets": COUNTED,
        "periods": ("year", "decade"),
        "of_which": ("grade", "destroyed"),
        "per_page": 200,
    }
    requests = [
        *(replace(asked(each), **everything) for each in told),
        *(Request(parse(form), **everything) for form in forms),
    ]

    answers = both.ask(requests)

    assert differing(answers) == []
    for example, (_, _, theirs) in zip(told, answers, strict=False):
        assert example.first in (None, *(hit.title for hit in theirs.hits[:1])), example
        assert example.found in (None, theirs.total), example
    assert sum(theirs.total > 0 for _, _, theirs in answers) > len(answers) * 0.7


def published(home) -> list[Document]:
    """Give what the public may search of an archive."""
    house = open_house(Settings(home=home))
    try:
        return list(PublicIndex(house.public, house.public_search)._all())
    finally:
        house.close()


def test_what_is_offered_while_typing_is_the_same(both):
    both.rebuild(list(PALMYRA))
    for typed in ("pal", "temple of b", "تدم", "asaad k", "khal", "x", "", "TEM", "al"):
        assert both.opensearch.suggest(typed) == both.whoosh.suggest(typed), typed


# ------------------------------------------------ the same first result


def firsts(both: Both, typed: list[str]) -> list[tuple[str, list[str], list[str]]]:
    """Ask both, and give the best of each where it is not the same record in both."""
    readable = [parse(each) for each in typed if _readable(each)]
    assert len(readable) > len(typed) * 0.8
    requests = [Request(query, per_page=3, highlight=False) for query in readable]
    return [
        (request.query.text, ids(ours), ids(theirs))
        for request, ours, theirs in both.ask(requests)
        if ids(ours)[:1] != ids(theirs)[:1]
    ]


def test_the_seed_data_has_the_same_first_result_for_every_name(both, seeded_home):
    house = open_house(Settings(home=seeded_home))
    with house.read() as session:
        documents = list(DeskIndex(house.read, house.desk_search)._all(session))
    house.close()
    both.rebuild(documents)
    names = {name.text for each in documents for name in (*each.names, *each.aliases)}
    typed = sorted(each for each in names if len(each) < 100 and '"' not in each)[:400]

    assert firsts(both, typed) == []


def test_names_of_persons_have_the_same_first_result(both):
    pairs = json.loads((DATA / "names/person-match-dev.json").read_text("utf-8"))
    names = sorted({name for pair in pairs for name in (pair["a"], pair["b"])})
    both.rebuild([_person(number, name) for number, name in enumerate(names)])

    assert firsts(both, names) == []


def test_names_in_two_scripts_have_the_same_first_result(both, shared):
    lines = (shared / "data/names/wikidata-person-names-en-ar-dev.tsv").read_text("utf-8")
    pairs = [line.split("\t") for line in lines.splitlines()[1:]]
    drawn = Random(5).sample(pairs, 1_000)
    both.rebuild([_person(number, latin) for number, (latin, _) in enumerate(drawn)])

    typed = [name for pair in drawn[:150] for name in pair]
    assert firsts(both, typed) == []


def test_places_have_the_same_first_result_by_any_of_their_names(both, shared):
    lines = (shared / "data/names/place-names-SY.jsonl").read_text("utf-8").splitlines()
    places = [json.loads(line) for line in lines]
    both.rebuild(
        [_person(each["geonameid"], *each["latin"][:1], *each["arabic"]) for each in places]
    )

    typed = [name for each in places[::2] for name in each["latin"][1:2] + each["arabic"][:1]]
    assert firsts(both, typed) == []


def test_the_relevance_set_has_the_same_first_results(both, shared):
    folder = shared / "data/search/own-dev"
    both.rebuild([_own(each) for each in _lines(folder / "docs.jsonl")])

    typed = [each["text"] for each in _lines(folder / "queries.jsonl")]
    assert firsts(both, typed) == []


def test_questions_have_the_same_first_results(both, shared):
    folder = shared / "data/search/xquad-dev"
    both.rebuild([_paragraph(each) for each in _lines(folder / "docs.jsonl")])

    typed = [each["text"] for each in _lines(folder / "queries.jsonl")][::7]
    assert len(typed) > 200
    assert firsts(both, typed) == []


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _person(number: int, first: str, *others: str) -> Document:
    names = (Name(first),), tuple(map(Name, others))
    return Document(f"p{number}", "person", first, 1, *names)


def _paragraph(told: dict) -> Document:
    title = told["title"].replace("_", " ")
    return Document(told["doc"], "source", title, 1, body=(Text(told["text"], told["lang"]),))


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
