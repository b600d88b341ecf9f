import json
from collections import Counter

import pytest
from sqlalchemy import func, select

from heritage.claims.models import Claim
from heritage.claims.queries import base_field
from heritage.config import folder
from heritage.exchange.seeding import ARCHIVIST, REVIEWER, AlreadySeeded, BadSeed, load
from heritage.kit.fields import Level
from heritage.ledger.queries import faults
from heritage.ledger.queries import head as end_of_ledger
from heritage.records.models import Record
from heritage.sources.models import Source
from tests.making import person

PALMYRA = folder("seed_data") / "palmyra"


def told(name):
    return json.loads((PALMYRA / f"{name}.json").read_text("utf-8"))


def asked():
    """List the questions of the data set: group, record and field."""
    return [
        (each["group"], each["record"], base_field(each["claim"]["field"]))
        for each in told("claims")
        if each["set"] == "palmyra"
    ]


def test_the_data_set_comes_in_whole(seeded_house):
    with seeded_house.read() as session:
        kinds = Counter(session.scalars(select(Record.kind)))
        sources = session.scalar(select(func.count(Source.id)))
        claims = session.scalar(select(func.count(Claim.id)))
    assert kinds["site"] + kinds["thing"] == 17
    assert kinds["event"] == 19
    assert kinds["person"] == 3
    assert kinds["group"] == len(told("groups")) + 2
    assert sources == 64
    assert claims == len(told("claims"))


def test_79_claims_answer_33_questions_and_each_has_our_reading():
    assert len(asked()) == 79
    assert len({group for group, _, _ in asked()}) == 33
    read = {(each["group"], each["record"], each["reading"]["field"]) for each in told("readings")}
    assert set(asked()) <= read
    for each in told("readings"):
        assert each["reading"]["reason_en"]
        assert each["reading"]["reason_ar"]


def test_all_of_it_is_published(seeded_house):
    assert sum(seeded_house.public.counts().values()) == sum(
        len(told(name)) for name in ("sources", "records", "people", "groups", "events")
    )


def test_every_question_is_public_with_the_claims_on_it_or_the_reason_why_not(seeded_house):
    expected = {(record, field) for _, record, field in asked()}
    titles = {
        each["key"]: each["doc"]["names"][0]["text"]
        for name in ("records", "people", "events")
        for each in told(name)
    }
    shown = {
        (record.title(), question["field"]): question
        for record in seeded_house.public.all()
        for question in record.body.get("questions", ())
    }
    for record, field in expected:
        question = shown[titles[record], field]
        assert question["reading"]["reason"]["en"]
        assert question["claims"] or question["withheld"]


def test_what_is_kept_from_the_public_is_in_no_file_of_theirs(seeded_house):
    secret = [each for each in told("claims") if each["claim"].get("level") == Level.SENSITIVE]
    assert len(secret) == 3
    public = b"".join(path.read_bytes() for path in seeded_house.settings.home.glob("public.db*"))
    for each in secret:
        assert each["claim"]["value"].encode() not in public
    for address in ("liveleak.com", "maghress.com"):
        assert address.encode() not in public


def test_the_article_says_what_it_says_in_few_words_and_vouches_for_nothing(seeded_house):
    source = next(
        s for s in seeded_house.public.all("source") if s.field("publisher") == "Inquisitr"
    )
    claims = source.body["claims"]
    assert {claim["credibility"] for claim in claims} == {"information-credibility/6"}
    assert all(len(claim["quote"].split()) < 25 for claim in claims)
    held = next(claim for claim in claims if claim["edtf"] == "2015-05/..")
    assert held["quote"] == "Since May, 2015, ISIS troops have held the city of Palmyra"
    unsure = next(claim for claim in claims if "unconfirmed" in claim["quote"])
    assert unsure["field"] == "affected"
    speakers = " ".join(claim["asserted_by"] for claim in claims)
    assert "Palmyra Local Coordination Committee" in speakers
    assert "Al Naba" in speakers


def test_no_quote_of_the_seed_data_is_long():
    quotes = [each["claim"].get("quote", "") for each in told("claims")]
    assert max(len(quote.split()) for quote in quotes) < 25


def test_the_record_of_khaled_al_asaad_keeps_every_spelling_and_both_years(seeded_house):
    record = seeded_house.public.record("person", "khaled-al-asaad")
    names = {name["text"] for name in record.body["names"]}
    assert {"خالد الأسعد", "Khaled al-Assaad", "Chalid al-Asad", "Khalid al-Asaad"} <= names
    born = next(each for each in record.body["questions"] if each["field"] == "born")
    assert born["weight"] == "contested"
    assert len(born["claims"]) == 6


def test_it_goes_through_two_people_whose_accounts_are_shut(seeded_house):
    with seeded_house.read() as session:
        writer, reviewer = person(session, ARCHIVIST), person(session, REVIEWER)
        approved = set(session.scalars(select(Claim.approved_by)))
        written = set(session.scalars(select(Claim.created_by)))
        assert list(faults(session)) == []
    assert (written, approved) == ({writer.id}, {reviewer.id})
    assert not writer.active
    assert not reviewer.active


def test_it_is_loaded_once(seeded_house):
    with seeded_house.read() as session:
        before = end_of_ledger(session)
    with pytest.raises(AlreadySeeded):
        load(seeded_house, folder("seed_data"))
    with seeded_house.read() as session:
        assert end_of_ledger(session) == before


def test_a_broken_seed_leaves_nothing_behind_and_says_what_is_wrong(house, tmp_path):
    broken = tmp_path / "seed_data"
    (broken / "palmyra" / "pictures").mkdir(parents=True)
    terms = (folder("seed_data") / "vocabularies.json").read_text("utf-8")
    (broken / "vocabularies.json").write_text(terms, "utf-8")
    lost = {"key": "rec-x", "kind": "site", "doc": {"names": [], "part_of_id": "rec-nowhere"}}
    for name in ("sources", "people", "groups", "events", "claims", "readings"):
        (broken / "palmyra" / f"{name}.json").write_text("[]")
    (broken / "palmyra" / "records.json").write_text(json.dumps([lost]))

    with pytest.raises(BadSeed, match="rec-x"):
        load(house, broken)

    with house.read() as session:
        assert session.scalar(select(func.count(Record.id))) == 0
    assert load(house, folder("seed_data"))["source"] == 64
