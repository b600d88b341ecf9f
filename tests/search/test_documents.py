"""What an edition may be narrowed by, on the seeded Palmyra."""

import pytest

from heritage.config import Settings
from heritage.house import open_house
from heritage.kit.folding import fold
from heritage.search.documents import FACETS, NAMED_FACETS, UNCOUNTED_FACETS, from_json
from heritage.search.neighbours import Neighbours
from heritage.search.public_documents import public_document


@pytest.fixture(scope="module")
def store(seeded_home):
    house = open_house(Settings(home=seeded_home))
    yield house.public
    house.close()


@pytest.fixture(scope="module")
def documents(store):
    near = Neighbours(store)
    return {(each.kind, each.slug): public_document(each, near, version=1) for each in store.all()}


@pytest.fixture(scope="module")
def facets(documents):
    return lambda kind, slug: {k: set(v) for k, v in documents[kind, slug].facets.items()}


def test_every_facet_is_one_that_search_knows(documents):
    known = {*FACETS, *UNCOUNTED_FACETS} - {"kind", "status"}

    for document in documents.values():
        assert set(document.facets) == known
        assert from_json(document.to_json()) == document


def test_a_temple_is_found_by_what_befell_it(facets):
    told = facets("site", "temple-of-bel")

    assert told["country"] == {"SY"}
    assert told["grade"] == {"destroyed"}
    assert "explosives" in told["cause"]
    assert "collapse" in told["effect"]
    assert "islamic state" in told["agent_name"]
    assert "palmyra" in told["place_name"]
    assert "temple-of-bel" in told["place_name"]


def test_who_is_said_to_have_done_it_is_found_by_every_name(facets, store):
    state = store.record("group", "islamic-state")
    told = facets("event", "temple-of-bel-blown-up")

    assert state.id in told["agent"]
    assert {fold(row["text"]) for row in state.body["names"]} <= told["agent_name"]
    assert state.slug in told["agent_name"]
    assert facets("group", "islamic-state")["agent"] == set()


def test_an_agent_without_a_record_is_told_in_words(facets):
    told = facets("event", "qassem-yehya-killed-at-the-damascus-citadel")

    assert "unnamed, reportedly firing from Douma" in told["agent"]


def test_a_person_is_found_by_fate_role_and_place_of_work(facets):
    told = facets("person", "khaled-al-asaad")

    assert "killed" in told["fate"]
    assert told["role"]
    assert "palmyra" in told["place_name"]


def test_a_source_is_found_by_its_kind_and_language_and_is_not_cited_by_itself(documents):
    for (kind, slug), document in documents.items():
        told = document.facets
        if kind == "source":
            assert told["source_kind"]
            assert told["lang"]
            assert not {slug, document.id} & set(told["cited_by"])
            assert not told["is"]
        else:
            assert not told["source_kind"]


def test_what_rests_on_a_source_is_found_by_its_name_and_publisher(documents, store):
    for (kind, _), document in documents.items():
        record = store.by_id(document.id)
        for claim in record.body["claims"] if kind != "source" else ():
            source = store.by_id(claim["source"])
            told = set(document.facets["cited_by"])
            assert {source.id, source.slug, source.field("publisher")} <= told
            assert source.field("publisher") in document.facets["source"]


def test_contested_uncited_and_pictured_are_told(documents, store):
    counted = dict.fromkeys(("contested", "uncited", "pictured"), 0)
    for document in documents.values():
        record, told = store.by_id(document.id), document.facets["is"]
        weights = {each["weight"] for each in record.body.get("questions", ())}
        assert ("contested" in told) == ("contested" in weights)
        assert ("pictured" in told) == bool(record.rows("pictures"))
        if "uncited" in told:
            assert not document.facets["cited_by"]
            assert not record.body["claims"]
        for each in told:
            counted[each] += 1

    assert all(counted.values())
    assert counted["contested"] == 16


def test_names_beside_identifiers_are_folded(documents):
    for document in documents.values():
        for key in NAMED_FACETS.values():
            assert all(each == fold(each) for each in document.facets[key])


def test_editions_gathered_by_the_batch_have_the_same_around_them_as_one_by_one(store):
    every = list(store.all())
    batch = Neighbours(store)
    batch.gather(every)

    for record in every:
        alone = Neighbours(store).around(record)

        assert batch.around(record).keys() == alone.keys(), record.path
        assert public_document(record, batch, 1) == public_document(record, Neighbours(store), 1)
    temple = next(each for each in every if each.slug == "temple-of-bel")
    around = {each.slug for each in batch.around(temple).values()}
    assert {"palmyra", "temple-of-bel-blown-up"} <= around
