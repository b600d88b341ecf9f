import json
import threading
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oaipmh_scythe import Scythe

from heritage.api.oai_asking import Page, Wrong, page
from heritage.api.shelves import Span
from heritage.records.models import Record
from tests.support.reading import xml

OAI = "{http://www.openarchives.org/OAI/2.0/}"
CASES = [
    ("verb=Identify", None),
    ("verb=ListMetadataFormats", None),
    ("verb=ListSets", None),
    ("verb=Nope", "badVerb"),
    ("", "badVerb"),
    ("verb=Identify&verb=Identify", "badVerb"),
    ("verb=Identify&foo=1", "badArgument"),
    ("verb=GetRecord", "badArgument"),
    ("verb=GetRecord&identifier=oai:x:none&metadataPrefix=oai_dc", "idDoesNotExist"),
    ("verb=ListMetadataFormats&identifier=oai:x:none", "idDoesNotExist"),
    ("verb=ListRecords", "badArgument"),
    ("verb=ListRecords&metadataPrefix=zzz", "cannotDisseminateFormat"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2100-01-01", "noRecordsMatch"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2016-01-01&until=2015-01-01", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2016-02-30", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2016-01-01T00:00:00Z", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2016-01-01&from=2016-01-02", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&set=ruins", "noRecordsMatch"),
    ("verb=ListIdentifiers&resumptionToken=zzz", "badResumptionToken"),
    ("verb=ListRecords&resumptionToken=W10", "badResumptionToken"),
    ("verb=ListRecords&resumptionToken=zzz&metadataPrefix=oai_dc", "badArgument"),
    ("verb=ListSets&resumptionToken=zzz", "badResumptionToken"),
]


def error(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    found = xml(answer.body).find(f"{OAI}error")
    return None if found is None else found.get("code")


@pytest.mark.parametrize(("question", "code"), CASES)
def test_each_fault_has_the_code_the_protocol_gives_it(get, question, code):
    assert error(get(f"/oai?{question}")) == code


def test_the_shared_cases_come_out_as_due(get, shared):
    path = shared / "data" / "oai-pmh" / "requests-dev.json"
    if not path.exists():
        pytest.skip("the OAI cases are not here")
    for case in json.loads(path.read_text("utf-8")):
        wanted = case["expect"].get("error")
        told = error(get(f"/oai?{case['args']}"))
        assert told == wanted or (wanted == "noSetHierarchy" and told is None), case


def test_a_request_is_told_back_only_where_it_was_understood(get):
    good = xml(get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").body)
    assert good.find(f"{OAI}request").attrib == {
        "verb": "ListIdentifiers", "metadataPrefix": "oai_dc",
    }  # fmt: skip
    assert good.find(f"{OAI}request").text == "https://archive.example/oai"
    for bad in (
        "verb=Nope",
        "verb=Identify&foo=1",
        "verb=ListRecords&metadataPrefix=oai_dc&from=x",
    ):
        assert xml(get(f"/oai?{bad}").body).find(f"{OAI}request").attrib == {}


def test_the_archive_does_not_claim_to_remember_what_was_taken_out(get):
    told = xml(get("/oai?verb=Identify").body).find(f"{OAI}Identify")
    assert told.find(f"{OAI}deletedRecord").text == "no"
    assert told.find(f"{OAI}granularity").text == "YYYY-MM-DD"


def test_every_record_is_harvested_once_whatever_the_verb(get, store):
    for verb in ("ListIdentifiers", "ListRecords"):
        names, question = [], f"verb={verb}&metadataPrefix=oai_dc"
        while question:
            told = xml(get(f"/oai?{question}").body).find(f"{OAI}{verb}")
            names += [each.find(f"{OAI}identifier").text for each in told.iter(f"{OAI}header")]
            token = told.find(f"{OAI}resumptionToken")
            assert token.get("completeListSize") == str(sum(store.counts().values()))
            question = token.text and f"verb={verb}&resumptionToken={token.text}"
        assert sorted(names) == sorted(f"oai:archive.example:{each.id}" for each in store.all())


def test_a_set_holds_the_records_of_one_kind(get, store):
    told = xml(get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=people").body)
    names = {each.text.rpartition(":")[2] for each in told.iter(f"{OAI}identifier")}
    assert names == {each.id for each in store.all("person")}
    assert told.find(f".//{OAI}resumptionToken") is None


def test_days_bound_what_is_harvested_both_ends_included(get, store):
    day = next(store.all("site")).updated
    inside = f"/oai?verb=ListIdentifiers&metadataPrefix=qdc&set=sites&from={day}&until={day}"
    assert error(get(inside)) is None
    assert error(get(inside.replace(f"until={day}", "until=2001-01-01"))) == "badArgument"
    before = "/oai?verb=ListIdentifiers&metadataPrefix=qdc&until=2001-01-01"
    assert error(get(before)) == "noRecordsMatch"


def test_staff_identifiers_find_nothing(get, app):
    with app.extensions["heritage"].read() as session:
        staff = session.query(Record).first().id
    name = quote(f"oai:archive.example:{staff}")
    asked = f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={name}"
    assert error(get(asked)) == "idDoesNotExist"


@given(st.text(max_size=80))
def test_a_token_nobody_gave_is_refused_and_nothing_worse(text):
    with pytest.raises(Wrong) as fault:
        page({"resumptionToken": text})
    assert fault.value.code == "badResumptionToken"


@given(
    st.sampled_from([None, "site", "source"]),
    st.sampled_from([None, "2015-01-01"]),
    st.uuids(),
    st.integers(1, 10**6),
)
def test_a_token_says_where_to_go_on_by_itself(kind, day, key, before):
    asked = Page("oai_dc", Span(kind, day, None), key.hex, before)
    assert page({"resumptionToken": asked.token()}) == asked


# ------------------------------------------------ as a harvester sees it


class Quiet(WSGIRequestHandler):
    def log_message(self, *_told):
        """Keep the test's output to itself."""


@pytest.fixture
def harvester(app):
    server = make_server("127.0.0.1", 0, app, handler_class=Quiet)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    with Scythe(f"http://127.0.0.1:{server.server_port}/oai") as client:
        yield client
    server.shutdown()
    server.server_close()
    serving.join()


def test_a_kept_client_harvests_the_whole_archive(harvester, store):
    assert harvester.identify().repositoryName == "Heritage Loss Archive"
    assert {each.metadataPrefix for each in harvester.list_metadata_formats()} == {"oai_dc", "qdc"}
    assert [each.setSpec for each in harvester.list_sets()] == [
        "sites", "people", "events", "things", "groups", "sources",
    ]  # fmt: skip
    records = list(harvester.list_records(metadata_prefix="oai_dc"))
    assert len(records) == sum(store.counts().values())
    temple = next(each for each in records if "Temple of Bel" in each.metadata["title"])
    again = harvester.get_record(identifier=temple.header.identifier, metadata_prefix="oai_dc")
    assert again.metadata == temple.metadata
    assert "معبد بل" in again.metadata["title"]
    headers = list(harvester.list_identifiers(metadata_prefix="qdc", set_="things"))
    assert len(headers) == store.counts()["thing"]
