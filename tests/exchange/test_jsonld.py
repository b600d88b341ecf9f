import json

import jsonschema
import pytest
from referencing import Registry, Resource

from heritage.exchange import jsonld
from heritage.exchange.linked_art import class_of
from tests.exchange.shelf import archive, edition, number

FILES = {
    "HumanMadeObject": "object", "Place": "place", "Person": "person", "Group": "group",
    "Activity": "event", "Event": "event", "LinguisticObject": "text",
}  # fmt: skip


@pytest.fixture(scope="module")
def check(shared):
    folder = shared / "data" / "schemas" / "linked-art-1.0"
    if not folder.is_dir():
        pytest.skip("the Linked Art schemas are not here")
    schemas = {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in folder.glob("*.json")
        if not path.stem.startswith("context")
    }
    kept = [(each["$id"], Resource.from_contents(each)) for each in schemas.values()]
    registry = Registry().with_resources(kept)
    validators = {
        name: jsonschema.Draft202012Validator(schemas[file], registry=registry)
        for name, file in FILES.items()
    }
    return lambda told: [
        f"{list(fault.absolute_path)}: {fault.message[:200]}"
        for fault in validators[told["type"]].iter_errors(told)
    ]


def find(editions, kind, title):
    return next(each for each in editions if each.kind == kind and each.title() == title)


def test_every_seeded_record_passes_the_linked_art_schemas(palmyra, editions, check):
    faults = {each.path: check(jsonld.document(each, palmyra)) for each in editions}
    assert {path: said for path, said in faults.items() if said} == {}


def test_the_schemas_are_really_asked(palmyra, editions, check):
    told = jsonld.document(find(editions, "site", "Temple of Bel"), palmyra)
    assert check({**told, "carried_out_by": []})


def test_a_destroyed_temple_names_the_event_and_never_the_doer(palmyra, editions):
    told = jsonld.document(find(editions, "site", "Temple of Bel"), palmyra)
    gone = told["destroyed_by"]
    assert gone["type"] == "Destruction"
    assert gone["timespan"]["begin_of_the_begin"] == "2015-08-30T00:00:00Z"
    assert [each["type"] for each in gone["caused_by"]] == ["Activity"]
    assert "carried_out_by" not in gone
    assert told["current_location"]["_label"] == "Palmyra"


def test_a_town_is_a_place_and_a_temple_an_object(palmyra, editions):
    palmyra_ = find(editions, "site", "Palmyra")
    assert class_of(palmyra_, palmyra) == "Place"
    assert jsonld.document(palmyra_, palmyra)["defined_by"].startswith("POINT(38.2")
    assert class_of(find(editions, "site", "Temple of Bel"), palmyra) == "HumanMadeObject"


def test_who_did_it_is_said_by_somebody_and_not_by_the_archive(palmyra, editions):
    event = next(each for each in editions if each.kind == "event" and each.rows("attributions"))
    told = jsonld.document(event, palmyra)
    assert "carried_out_by" not in told
    said = [each for each in told["attributed_by"] if each["assigned_property"] == "carried_out_by"]
    assert said
    assert said[0]["assigned"]


def test_each_side_of_a_contested_question_is_an_assignment(palmyra, editions):
    person = find(editions, "person", "Khaled al-Asaad")
    sides = [
        claim
        for question in person.body["questions"]
        if question["weight"] == "contested"
        for claim in question["claims"]
    ]
    told = jsonld.document(person, palmyra)
    assert len(told["attributed_by"]) == len(sides) > 1
    assert "born" in {each["assigned_property"] for each in told["attributed_by"]}


def test_a_source_tells_whom_it_is_about_and_who_published_it(palmyra, editions):
    source = next(
        each
        for each in editions
        if each.kind == "source" and each.body["claims"] and each.field("publisher_record")
    )
    told = jsonld.document(source, palmyra)
    assert told["about"]
    assert told["created_by"]["carried_out_by"][0]["type"] == "Group"


def test_an_earthquake_is_an_event_and_shelling_an_act():
    quake = edition("event", "quake", rows={"causes": [{"cause": "cause-type/earthquake"}]})
    shells = edition("event", "shells", rows={"causes": [{"cause": "cause-type/shelling"}]})
    told = archive(quake, shells)
    assert jsonld.document(quake, told)["type"] == "Event"
    assert jsonld.document(shells, told)["type"] == "Activity"


def test_an_open_side_of_a_date_has_no_moment():
    person = edition("person", "somebody", born="../1932")
    span = jsonld.document(person, archive(person))["born"]["timespan"]
    assert "begin_of_the_begin" not in span
    assert span["end_of_the_end"] == "1932-12-31T23:59:59Z"


def test_what_points_to_nobody_public_leaves_no_trace(check):
    event = edition(
        "event", "blast",
        rows={
            "attributions": [{"agent": number("hidden"), "alleged_by_record": number("hidden")}],
            "affected": [{"subject": number("hidden")}],
        },
    )  # fmt: skip
    told = jsonld.document(event, archive(event))
    assert number("hidden") not in json.dumps(told)
    assert check(told) == []
