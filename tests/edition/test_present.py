import json

import pytest

from heritage.edition.present import present
from heritage.edition.projector import open_pen
from tests.making import make_source, publish

SITE, PART, EVENT, PERSON, GROUP, PAPER, AGENCY = (letter * 32 for letter in "abcdef0")


def body(english, arabic="", **more):
    title = {"en": english, "ar": arabic} if arabic else {"en": english}
    empty = {"names": [], "fields": {}, "rows": {}, "questions": [], "claims": []}
    return {"title": title, **empty, **more}


def source(title, **fields):
    told = {"title": title, "language": "en", **fields}
    return {"title": {"en": title}, "fields": told, "rows": {}, "captures": [], "claims": [],
            "text": None}  # fmt: skip


def claim(number, field, value, source_id, **more):
    return {"id": f"claim{number}", "field": field, "value": value, "source": source_id,
            "edtf": None, "term": None, **more}  # fmt: skip


def question(field, label, weight, claims=(), reading=None, *, withheld=False):
    return {"field": field, "label": label, "weight": weight, "reading": reading,
            "withheld": withheld, "claims": list(claims)}  # fmt: skip


@pytest.fixture
def shelf(house):
    """Put editions on the public store as the projector would, and look at them presented."""

    def put(*editions):
        with open_pen(house.public.url) as pen:
            for public_id, kind, told in editions:
                pen.put(public_id, kind, f"{kind}-{public_id[:3]}", told)
        return lambda public_id, language="en": present(
            house.public.by_id(public_id), house.public, language, "https://archive.example"
        )

    with house.write() as session:
        publish(session, make_source(session, "Something, so that the vocabularies are public"))
        session.commit()
    house.catch_up()
    return put


def test_values_are_said_in_both_languages_and_labels_in_one(shelf):
    site = body(
        "Temple", "معبد",
        fields={"built": "0032", "grade": "damage-grade/destroyed", "country": "SY",
                "state": {"en": "Gone", "ar": "زال"}},
        questions=[question("built", "Built or made", "uncited")],
    )  # fmt: skip
    shown = shelf((SITE, "site", site))(SITE)
    facts = {each["field"]: each for each in shown["facts"]}
    assert facts["built"]["value"] == {"en": "32 CE", "ar": "٣٢ م"}
    assert facts["country"]["value"] == {"en": "Syria", "ar": "سوريا"}
    assert facts["state"]["value"] == {"en": "Gone", "ar": "زال"}
    assert facts["grade"]["value"] == {"en": "destroyed", "ar": "مدمر"}
    assert facts["built"]["label"] == "Built or made"


def test_a_source_is_numbered_once_in_the_order_the_page_speaks_of_it(shelf):
    site = body(
        "Temple",
        fields={"built": "0032", "grade": "damage-grade/minor"},
        questions=[
            question("grade", "Condition", "single", ["claim3"]),
            question("built", "Built or made", "contested", ["claim1", "claim2"]),
        ],
        claims=[
            claim(1, "built", "32", AGENCY, edtf="0032"), claim(2, "built", "45", PAPER),
            claim(3, "grade", "scratched", AGENCY, quote="scratches seen",
            asserted_by="An office"),
        ],
    )  # fmt: skip
    shown = shelf(
        (SITE, "site", site), (PAPER, "source", source("Paper")), (AGENCY, "source", source("Wire"))
    )(SITE)
    facts = {each["field"]: each for each in shown["facts"]}
    assert facts["built"]["proof"] == [1, 2]
    assert facts["grade"]["proof"] == [1]
    assert [(each["number"], each["title"]) for each in shown["sources"]] == [
        (1, "Wire"), (2, "Paper"),
    ]  # fmt: skip
    assert shown["sources"][0]["quotes"] == [
        {
            "text": "scratches seen",
            "lang": "en",
            "supports": ["Condition"],
            "asserted_by": ["An office"],
        }
    ]


def test_every_side_is_given_with_the_verdict_and_the_reason(shelf):
    reading = {"value": {"en": "Destroyed"}, "verdict": "verdict/confirmed",
               "reason": {"en": "Images settle it."}}  # fmt: skip
    event = body(
        "Blast",
        fields={"happened": "2015-08-30"},
        rows={"effects": [{"subject": SITE, "grade": "damage-grade/destroyed"}]},
        questions=[question("extent", "Extent in words", "contested", ["claim1"], reading)],
        claims=[claim(1, "extent", "all gone", PAPER, asserted_by="An office",
                      standing="claim-status/superseded")],
    )  # fmt: skip
    shown = shelf(
        (SITE, "site", body("Temple")), (EVENT, "event", event),
        (PAPER, "source", source("Paper")),
    )(SITE)  # fmt: skip
    [told] = shown["events"]
    [extent] = told["facts"]
    assert extent["weight"]["key"] == "contested"
    assert extent["value"] == {"en": "Destroyed", "ar": None}
    assert extent["reading"]["verdict"]["label"] == "confirmed"
    assert extent["claims"][0]["asserted_by"] == "An office"
    assert extent["claims"][0]["standing"]["label"] == "superseded"
    assert told["grade"]["glyph"] == 5
    assert shown["condition"]["verdict"]["key"] == "verdict/confirmed"
    assert shown["condition"]["when"]["earliest"] == "2015-08-30"


def test_a_withheld_question_gives_its_label_its_verdict_its_reason_and_nothing_else(shelf):
    reading = {"value": {}, "verdict": "verdict/withheld", "reason": {"en": "It hurts."}}
    told = body(
        "Somebody", questions=[question("remains", "Remains", "withheld", (), reading,
                                        withheld=True)],
    )  # fmt: skip
    [fact] = shelf((PERSON, "person", told))(PERSON)["facts"]
    assert (fact["label"], fact["withheld"]) == ("Remains", True)
    assert fact["reading"]["reason"]["en"] == "It hurts."
    assert not any(fact[key] for key in ("value", "claims", "proof", "weight", "record"))


def test_events_come_in_time_and_say_who_is_said_to_have_done_it(shelf):
    def event(happened, **rows):
        return body("E", fields={"happened": happened},
                    rows={"effects": [{"subject": SITE}], **rows})  # fmt: skip

    said = [{"agent": GROUP, "alleged_by": "officials", "source": PAPER}]
    shown = shelf(
        (SITE, "site", body("Temple")), (GROUP, "group", body("Armed Group")),
        (PAPER, "source", source("Paper")),
        ("1" * 32, "event", event("2016")), ("2" * 32, "event", event("2015-05~")),
        ("3" * 32, "event", event("2015-03/2015-04", attributions=said)),
    )(SITE)  # fmt: skip
    assert [each["when"]["edtf"] for each in shown["events"]] == [
        "2015-03/2015-04", "2015-05~", "2016",
    ]  # fmt: skip
    [one] = shown["events"][0]["attributions"]
    assert (one["agent"]["title"]["en"], one["alleged_by"], one["source"]) == (
        "Armed Group", "officials", 1,
    )  # fmt: skip


def test_what_was_attributed_to_a_group_is_not_what_befell_it(shelf):
    event = body("Blast", rows={"attributions": [{"agent": GROUP}], "effects": [{"subject": SITE}]})
    shown = shelf(
        (SITE, "site", body("Temple")), (GROUP, "group", body("Armed Group")),
        (EVENT, "event", event),
    )(GROUP)  # fmt: skip
    assert shown["events"] == []
    assert [each["title"]["en"] for each in shown["attributed_events"]] == ["Blast"]


def test_links_to_what_is_not_public_leave_no_trace(shelf):
    event = body(
        "Blast",
        rows={"effects": [{"subject": "9" * 32}], "affected": [{"subject": "8" * 32}],
              "attributions": [{"agent": "7" * 32}], "links": [{"other": "6" * 32}]},
        claims=[claim(1, "extent", "gone", "5" * 32)],
        questions=[question("extent", "Extent in words", "single", ["claim1"])],
    )  # fmt: skip
    shown = shelf((EVENT, "event", event))(EVENT)
    assert not any(shown[key] for key in ("effects", "affected", "attributions", "related"))
    assert shown["sources"] == []
    written = json.dumps(shown)
    assert not [digit for digit in "56789" if digit * 32 in written]


def test_a_circle_of_wholes_ends(shelf):
    shown = shelf(
        (SITE, "site", body("One", fields={"part_of": PART})),
        (PART, "site", body("Other", fields={"part_of": SITE})),
    )(SITE)  # fmt: skip
    assert [each["title"]["en"] for each in shown["part_of"]] == ["Other"]
    assert [each["title"]["en"] for each in shown["parts"]] == ["Other"]


def test_a_coarse_place_says_its_cell_in_words(shelf):
    place = {"lat": 34.5, "lon": 38.5, "cell": 0.2}
    shown = shelf((SITE, "site", body("Cave", rows={"places": [place]})))(SITE)
    assert shown["places"][0]["words"].startswith("Somewhere in a square of 0.2 degrees")


def test_identifiers_lead_only_where_they_can(shelf):
    rows = [{"scheme": "wikidata", "value": "Q1"}, {"scheme": "inventory", "value": "A 1"},
            {"scheme": "geonames", "value": "1/../evil"}]  # fmt: skip
    shown = shelf((SITE, "site", body("Temple", rows={"identifiers": rows})))(SITE)
    assert [each["url"] for each in shown["identifiers"]] == [
        "https://www.wikidata.org/wiki/Q1", None, None,
    ]  # fmt: skip


def test_a_pair_of_pictures_is_compared_unless_one_shows_violence(shelf):
    def picture(role, **more):
        return {"file": {"sha256": role * 8, "width": 4, "height": 3},
                "picture_role": f"picture-role/{role}", **more}  # fmt: skip

    see = shelf(
        (SITE, "site", body("A", rows={"pictures": [picture("before"), picture("after")]})),
        (PART, "site", body("B", rows={"pictures": [picture("before"),
                                                    picture("after", violent=True)]})),
    )  # fmt: skip
    assert see(SITE)["compared"]["after"]["role"]["key"] == "picture-role/after"
    assert see(PART)["compared"] is None


def test_a_withheld_address_is_not_given(shelf):
    hidden = source("Post", url="https://x.example", link_withheld=True)
    site = body("T", claims=[claim(1, "built", "x", PAPER)],
                questions=[question("built", "Built or made", "single", ["claim1"])])  # fmt: skip
    see = shelf((SITE, "site", site), (PAPER, "source", hidden))
    assert "x.example" not in json.dumps([see(SITE), see(PAPER)])
    assert see(PAPER)["source"]["withheld"]


def test_a_source_tells_what_was_quoted_for_which_field(shelf):
    told = source("Paper")
    told["claims"] = [
        {"id": "c", "record": SITE, "field": "built", "value": "32", "quote": "in 32"}
    ]
    shown = shelf((SITE, "site", body("Temple")), (PAPER, "source", told))(PAPER)
    [group] = shown["passages"]
    assert group["record"]["title"]["en"] == "Temple"
    assert (group["claims"][0]["label"], group["claims"][0]["quote"]) == ("Built or made", "in 32")


def test_the_citation_names_the_edition_and_the_permanent_address(shelf):
    see = shelf((SITE, "site", body("Temple", "معبد")))
    told = see(SITE)["cite"]
    assert told["url"] == f"https://archive.example/id/{SITE}"
    assert "“Temple.” Edition 1, " in told["notes"]
    assert told["author_date"].endswith(told["url"])
    assert "معبد" in see(SITE, "ar")["cite"]["notes"]


def test_editions_are_listed_newest_first(shelf):
    shelf((SITE, "site", body("Old")))
    shown = shelf((SITE, "site", body("New")))(SITE)
    assert [each["edition"] for each in shown["history"]] == [2, 1]


def test_what_is_presented_is_plain_data(shelf):
    shown = shelf((SITE, "site", body("Temple", fields={"built": "nonsense date"})))(SITE)
    assert json.loads(json.dumps(shown)) == shown
