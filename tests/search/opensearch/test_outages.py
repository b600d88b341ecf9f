"""Nodes are killed: one while everything goes on, then all of them."""

import json
import threading
import time

import pytest

from heritage.config import Settings
from heritage.house import open_house
from heritage.search.backend import SearchAway
from heritage.search.documents import Document, Removal, Text
from heritage.search.query import parse
from heritage.search.request import Request
from heritage.search.sync import DeskIndex
from heritage.worker import Worker
from tests.making import make_record, publish
from tests.support.opensearch import ON_THE_CLUSTER
from tests.support.visiting import application, visitor

pytestmark = [*ON_THE_CLUSTER, pytest.mark.slow]

CHANGES, AT_A_TIME = 2_000, 20


def change(number: int) -> Document | Removal:
    """Make the change of one number; every seventh takes a record away again."""
    key = f"id{number % 700}"
    if number % 7 == 0:
        return Removal(key, number)
    return Document(key, "site", f"Site {key}", number, summary=(Text(f"stone {number}"),))


def followed(index, first: int) -> None:
    """Take in a batch, as a follower would: what was not taken in comes again."""
    batch = [change(number) for number in range(first, first + AT_A_TIME)]
    while True:
        try:
            return index.apply(batch, first + AT_A_TIME - 1)
        except SearchAway:
            time.sleep(0.2)


def manager(cluster) -> int:
    """Find the node that leads: losing it is worst."""
    from opensearchpy import OpenSearch

    with OpenSearch(cluster.urls) as client:
        (leading,) = client.cat.cluster_manager(params={"format": "json"})
    return int(leading["node"].removeprefix("node-"))


def test_with_one_node_killed_no_change_is_lost_and_no_search_fails(nodes, new_index):
    index = new_index()
    index.rebuild([], 0)
    failed: list[Exception] = []
    asked = 0
    done = threading.Event()

    def search() -> None:
        nonlocal asked
        while not done.is_set():
            asked += 1
            try:
                index.search(Request(parse("stone"), facets=("kind",)))
            except Exception as fault:
                failed.append(fault)

    searching = threading.Thread(target=search)
    searching.start()
    try:
        for first in range(1, CHANGES + 1, AT_A_TIME):
            if first == CHANGES // 4 + 1:
                nodes.kill(killed := manager(nodes))
            if first == CHANGES * 3 // 4 + 1:
                nodes.start(killed)
            followed(index, first)
    finally:
        done.set()
        searching.join()

    kept: dict[str, int] = {}
    for number in range(1, CHANGES + 1):
        told = change(number)
        kept.pop(told.id, None)
        if isinstance(told, Document):
            kept[told.id] = number
    assert failed == []
    assert asked > 20
    assert index.watermark() == CHANGES
    assert not index.verify(kept)
    nodes.wait("green")
    assert index.condition().state == "good"
    assert not index.verify(kept)


@pytest.fixture
def clustered(seeded_copy, nodes, monkeypatch):
    """Open a seeded archive that searches in the cluster."""
    told = {"search_urls": ",".join(nodes.urls), "search_prefix": f"t{time.time_ns()}"}
    written = "".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items())
    (seeded_copy / "archive.toml").write_text(written)
    seeded_copy.chmod(0o700)
    house = open_house(Settings(home=seeded_copy, **told))
    house.catch_up()
    yield house
    house.close()


@pytest.fixture
def call(monkeypatch):
    from click.testing import CliRunner

    from heritage.__main__ import _app
    from heritage.cli import heritage
    from heritage.cli.here import Here

    monkeypatch.delenv("HERITAGE_HOME", raising=False)
    return lambda *words, home: CliRunner().invoke(
        heritage, [*words, "--home", str(home)], obj=Here(make_app=_app), prog_name="heritage"
    )


def said_of_search(call, home) -> dict[str, str]:
    shown = call("doctor", "--json", home=home)
    return {
        each["about"]: each["state"]
        for each in json.loads(shown.stdout)
        if each["about"].endswith("search")
    }


PAGES = ("/", "/about", "/healthz", "/robots.txt", "/sitemap.xml")


def test_with_all_nodes_gone_only_searching_stops_and_the_outbox_waits(clustered, nodes, call):
    house, home = clustered, clustered.settings.home
    reader = visitor(application(house))
    site = next(iter(house.public.all("site")))
    pages = [f"/sites/{site.id}", *(path for path in PAGES if path != "/healthz")]
    before = {path: reader.get(path, status="*").status_code for path in pages}
    assert reader.get("/search.json?q=temple").json["total"] > 0
    assert said_of_search(call, home) == {"desk search": "good", "public search": "good"}
    assert call("index", "verify", home=home).exit_code == 0
    nodes.kill(1)
    nodes.wait("yellow", 2)
    assert said_of_search(call, home) == {"desk search": "warning", "public search": "warning"}
    assert call("index", "verify", home=home).exit_code == 0

    nodes.kill(2, 3)

    sorry = reader.get("/search?q=temple", status=503)
    assert "The search is being put in order" in sorry
    assert {path: reader.get(path, status="*").status_code for path in pages} == before
    with house.write() as session:
        mill = make_record(session, "site", "Mill of Ora", summary_en="Now begun.", state_en="x")
        publish(session, mill)
        session.commit()
    Worker(house).once()
    assert any(record.title() == "Mill of Ora" for record in _all(house))
    assert said_of_search(call, home) == {"desk search": "bad", "public search": "bad"}
    verified = call("index", "verify", home=home)
    assert verified.exit_code == 1
    assert "cannot be compared" in verified.output
    assert "does not answer" in call("index", "rebuild", home=home).output
    whole = call("verify", home=home)
    assert whole.exit_code == 1
    assert {line.split(":")[0] for line in whole.stderr.splitlines()} == {"indexes"}

    nodes.start(1, 2, 3)
    nodes.wait("green")
    Worker(house).once()

    assert reader.get("/search.json?q=%22mill+of+ora%22").json["total"] == 1
    assert said_of_search(call, home) == {"desk search": "good", "public search": "good"}
    assert not DeskIndex(house.read, house.desk_search).verify()


def _all(house):
    with house.read() as session:
        from heritage.records.models import Record

        yield from session.query(Record).all()
