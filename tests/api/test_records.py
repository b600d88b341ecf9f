import json

import pytest

from heritage.api.records import FORMS
from heritage.edition.public import PATHS
from heritage.records import actions as records
from tests.making import make_record, person, publish
from tests.support.visiting import application, visitor

SUFFIXES = [form.suffix for form in FORMS]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.suffix)
@pytest.mark.parametrize("path", PATHS.values())
def test_a_record_of_any_kind_is_given_in_every_form(get, store, form, path):
    kind = next(kind for kind in PATHS if PATHS[kind] == path)
    record = next(iter(store.all(kind)))
    answer = get(f"{record.path}.{form.suffix}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == form.content_type
    assert f"filename={kind}-{record.slug}.{form.suffix}" in answer.headers["Content-Disposition"]
    if "json" in form.suffix:
        assert record.id in json.dumps(json.loads(answer.text))
    else:
        assert record.id in answer.text


def test_citations_are_saved_and_data_is_shown(get):
    for suffix in SUFFIXES:
        told = get(f"/sites/temple-of-bel.{suffix}").headers["Content-Disposition"]
        assert told.startswith("inline" if suffix in {"jsonld", "geojson"} else "attachment")


def test_the_page_and_its_json_are_still_there(get):
    assert get("/sites/temple-of-bel").content_type == "text/html"
    assert get("/sites/temple-of-bel.json").json["kind"] == "site"


def test_the_same_in_arabic(get):
    told = get("/ar/sites/temple-of-bel.csl.json")
    assert told.json[0]["title"] == "معبد بل"
    assert told.headers["Content-Language"] == "ar"


def test_who_has_the_bytes_is_not_sent_them_again(get):
    first = get("/sites/temple-of-bel.jsonld")
    again = get("/sites/temple-of-bel.jsonld", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.body) == (304, b"")
    other = get("/sites/temple-of-bel.ris")
    assert other.headers["ETag"] != first.headers["ETag"]


def test_any_page_of_the_web_may_read_what_is_public(get):
    assert get("/sites/temple-of-bel.geojson").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_hidden_and_what_never_was_are_the_same(house, suffix):
    with house.write() as session:
        draft = make_record(session, "site", "Not Yet Seen")
        threatened = make_record(session, "person", "Somebody Threatened", living="yes")
        publish(session, threatened)
        session.commit()
        house.catch_up()
        records.save(
            session, threatened, {"at_risk": True}, by=person(session), comment="threatened",
            read_at=threatened.version,
        )  # fmt: skip
        session.commit()
        slug = draft.slug or "not-yet-seen"
    house.catch_up()
    browser = visitor(application(house))

    def told(path):
        answer = browser.get(f"{path}.{suffix}", status="*")
        return answer.status_code, answer.body, sorted(answer.headers.items())

    never = told("/sites/no-such-site")
    assert never[0] == 404
    assert json.loads(never[1])["error"]["code"] == "not_found"
    assert told(f"/sites/{slug}") == told("/people/somebody-threatened") == never


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_record_that_moved_is_found_where_it_went(house, suffix):
    with house.write() as session:
        site = make_record(session, "site", "Old Name")
        publish(session, site)
        session.commit()
        house.catch_up()
        old, site.slug = site.slug, "new-name"
        records.save(
            session, site, {"summary_en": "Moved."}, by=person(session), comment="renamed",
            read_at=site.version,
        )  # fmt: skip
        publish(session, site)
        session.commit()
    house.catch_up()
    answer = visitor(application(house)).get(f"/sites/{old}.{suffix}", status="*")
    assert answer.status_code == 301
    assert answer.location.endswith(f"/sites/new-name.{suffix}")


def test_an_unknown_form_is_not_found(get):
    assert get("/sites/temple-of-bel.docx").status_code == 404
    assert get("/monuments/temple-of-bel.ris").status_code == 404
