"""What the public may not know appears in no form that a program can ask for."""

import pytest

from heritage.api import lists, records
from heritage.claims import actions as claims
from heritage.records import actions as deeds
from tests.making import make_record, make_source, person, publish
from tests.support.visiting import application, visitor

CANARIES = (
    "canarystaffnote", "canarydraft", "canarythreatened", "كناري", "canarywithheld",
    "canarylink", "canaryunapproved", "canaryplace", "34.54738", "38.27393", "canarysecretclaim",
)  # fmt: skip


def fill(house):
    """Write an archive with a canary in every place that must stay closed."""
    with house.write() as session:
        site = make_record(
            session, "site", "Open Temple", summary_en="Anyone may know.",
            staff_note="canarystaffnote", sensitivity="sensitivity/cell-0.2",
            places=[{"lat": 34.54738, "lon": 38.27393, "note_en": "canaryplace"}],
            built="0032",
            readings=[
                {"field": "hazard", "value_en": "canarywithheld", "verdict": "verdict/withheld"}
            ],
        )  # fmt: skip
        threatened = make_record(
            session, "person", "canarythreatened", "كناري", living="yes", at_risk=False
        )
        event = make_record(
            session, "event", "Open Event", happened="2015-08",
            effects=[{"subject_id": site.id}], affected=[{"subject_id": threatened.id}],
            attributions=[{"agent_id": threatened.id, "alleged_by_id": threatened.id}],
        )  # fmt: skip
        source = make_source(
            session,
            "Open Source",
            url="https://canarylink.example/a",
            link_withheld=True,
            staff_note="canarystaffnote",
        )
        draft = make_record(session, "site", "canarydraft", part_of_id=site.id)
        closed = make_source(session, "canarydraft source")
        by = person(session)
        claims.cite(session, source, site.id, {"field": "built", "value": "32 CE"}, by=by)
        claims.cite(session, source, threatened.id, {"value": "canarythreatened spoke"}, by=by)
        claims.cite(
            session, closed, site.id, {"field": "built", "value": "canaryunapproved"}, by=by
        )
        claims.cite(session, source, site.id, {"field": "hazard", "value": "canarywithheld"}, by=by)
        publish(session, site, event, threatened, source)
        secret = claims.cite(
            session, source, site.id, {"field": "built", "value": "canarysecretclaim"}, by=by
        )
        secret.level = 2
        deeds.save(
            session, threatened, {"at_risk": True}, by=by, comment="threatened",
            read_at=threatened.version,
        )  # fmt: skip
        ids = [each.id for each in (site, event, threatened, source, draft, closed, by, secret)]
        ids += [threatened.public_id, draft.public_id, closed.public_id, secret.public_id]
        session.commit()
    house.catch_up()
    return ids


def addresses(store):
    """Name every address a program may ask about what is public."""
    for record in store.all():
        for form in records.FORMS:
            yield f"{record.path}.{form.suffix}"
        yield f"{record.path}.json"
        for prefix in ("oai_dc", "qdc"):
            yield (
                f"/oai?verb=GetRecord&metadataPrefix={prefix}&identifier=oai:127.0.0.1:{record.id}"
            )
    for form in (*(each.suffix for each in lists.FORMS), "atom", "json"):
        yield f"/search.{form}"
        yield f"/search.{form}?bbox=38.2,34.5,38.4,34.6"
    for verb in ("ListRecords", "ListIdentifiers"):
        yield f"/oai?verb={verb}&metadataPrefix=oai_dc"
    yield from ("/sitemap.xml", "/oai?verb=Identify", "/api/openapi.json", "/robots.txt")


def test_no_canary_sings_in_any_form_in_either_language(house):
    ids = fill(house)
    browser = visitor(application(house))
    told = {
        prefix + address: browser.get(prefix + address, status="*")
        for address in addresses(house.public)
        for prefix in ("", "/ar")
    }
    assert len(told) > 60
    assert {answer.status_code for answer in told.values()} == {200}
    everything = {address: answer.text + str(answer.headers) for address, answer in told.items()}
    assert any("Open Temple" in each for each in everything.values())
    for canary in (*CANARIES, *ids):
        singing = [address for address, text in everything.items() if canary in text]
        assert singing == [], canary


@pytest.mark.parametrize("suffix", ["csv", "geojson", "json"])
def test_asking_for_a_canary_finds_nothing(house, suffix):
    fill(house)
    browser = visitor(application(house))
    for canary in ("canarystaffnote", "canarythreatened", "canarydraft", "canarywithheld"):
        answer = browser.get(f"/search.{suffix}?q={canary}")
        counted = answer.json["total"] if suffix == "json" else answer.headers["X-Total-Count"]
        assert int(counted) == 0, canary


def test_the_same_world_without_the_hidden_answers_the_same_count(house):
    fill(house)
    browser = visitor(application(house))
    assert browser.get("/search.csv").headers["X-Total-Count"] == "3"
    assert browser.get("/search.geojson").json["numberMatched"] == 3
    assert "canary" not in browser.get("/search.csv").text
