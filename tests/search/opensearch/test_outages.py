"""Nodes are killed: one while everything goes on, then all of them."""

import json
import threading
import time
from collections import Counter

import pytest

from heritage.cli.watermarks import behind
from heritage.config import Settings
from heritage.edition.public import KINDS
from heritage.house import open_house
from heritage.search.backend import SearchAway
from heritage.search.documents import Document, Removal, Text
from heritage.search.query import parse
from heritage.search.request import Request
from heritage.worker import Worker
from tests.making import make_record, publish
from tests.support.opensearch import ON_THE_CLUSTER, STARTS_WITHIN
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


KEEPER = Document("keeper", "person", "Keeper", 1, summary=(Text("stone by stone"),))
"""One record that nothing changes: every search must find it, however few nodes there are."""


class Searching(threading.Thread):
    """Searches without a pause, and counts the answers of each stretch of time."""

    def __init__(self, index) -> None:
        super().__init__()
        self.index = index
        self.answered: Counter[str] = Counter()
        self.failed: list[object] = []
        self.stretch = "before"

    def run(self) -> None:
        while self.stretch != "over":
            stretch = self.stretch
            try:
                asked = Request(parse("stone"), facets=("kind",), per_page=200)
                found = self.index.search(asked)
            except Exception as fault:
                self.failed.append(fault)
            else:
                self.answered[stretch] += 1
                if ("person", 1) not in found.facets["kind"]:
                    self.failed.append(found)


def test_with_one_node_killed_no_change_is_lost_and_no_search_fails(nodes, new_index):
    index = new_index()
    index.rebuild([KEEPER], 0)
    searching = Searching(index)
    searching.start()
    try:
        for first in range(1, CHANGES + 1, AT_A_TIME):
            if first == CHANGES // 4 + 1:
                nodes.kill(killed := manager(nodes))
                searching.stretch = "without"
            if first == CHANGES * 3 // 4 + 1:
                nodes.start(killed)
                searching.stretch = "returning"
            followed(index, first)
    finally:
        searching.stretch = "over"
        searching.join()

    kept: dict[str, int] = {KEEPER.id: 1}
    for number in range(1, CHANGES + 1):
        told = change(number)
        kept.pop(told.id, None)
        if isinstance(told, Document):
            kept[told.id] = number
    assert searching.failed == []
    assert all(searching.answered[each] > 5 for each in ("before", "without", "returning"))
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


def said_of_search(call, home) -> tuple[int, set[str]]:
    """Give the status `heritage doctor` ends with, and what it says of both indexes."""
    shown = call("doctor", "--json", home=home)
    told = json.loads(shown.stdout)
    return shown.exit_code, {each["state"] for each in told if each["about"].endswith("search")}


SEARCHING = ("/search", "/map", "/timeline")
"""Where the pages begin that are answers to a search; a list of matches is one too."""


def pages(app, house) -> list[str]:
    """List the pages there are: every address of its own, and of each kind one record's forms."""
    plain = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments
    ]
    records = [
        f"{next(iter(house.public.all(kind))).path}{form}"
        for kind in KINDS
        for form in ("", ".json", ".jsonld", ".ris")
    ]
    return [*plain, *(f"/ar{path}" for path in ("/", "/about", "/search")), *records]


def statuses(visit, paths: list[str]) -> dict[str, int]:
    return {path: visit.get(path, status="*").status_code for path in paths}


def in_time(asked, *, seconds: float = STARTS_WITHIN) -> bool:
    """Ask again and again until the answer is yes."""
    end = time.monotonic() + seconds
    while not (told := asked()) and time.monotonic() < end:
        time.sleep(0.2)
    return bool(told)


def test_with_all_nodes_gone_only_searching_stops_and_the_outbox_waits(
    clustered, nodes, call, caplog
):
    house, home = clustered, clustered.settings.home
    app = application(house)
    reader, archivist = visitor(app), visitor(app, "archivist")
    paths = pages(app, house)
    public = statuses(reader, paths)
    desk = statuses(archivist, [path for path in paths if path.startswith("/desk")])
    assert len(paths) > 60
    assert reader.get("/search.json?q=temple").json["total"] > 0
    assert said_of_search(call, home) == (0, {"good"})
    assert call("index", "verify", home=home).exit_code == 0
    nodes.kill(1)
    nodes.wait("yellow", 2)
    assert said_of_search(call, home) == (0, {"warning"})
    assert call("index", "verify", home=home).exit_code == 0

    nodes.kill(2, 3)

    for words in ("The search is being put in order", "Try again soon"):
        assert words in reader.get("/search?q=temple", status=503)
        assert words in reader.get("/search.json?q=temple", status=503)
    away = statuses(reader, paths)
    stopped = {path for path in paths if away[path] != public[path]}
    assert {away[path] for path in stopped} == {503}
    assert {"/search", "/ar/search", "/search.json", "/map", "/timeline"} <= stopped
    assert all(path.removeprefix("/ar").startswith(SEARCHING) for path in stopped), stopped
    assert statuses(archivist, list(desk)) == desk
    assert reader.get("/healthz").json["status"] == "search away"

    worker = Worker(house)
    worker.start()
    try:
        with house.write() as session:
            mill = make_record(session, "site", "Mill of Ora", summary_en="Now.", state_en="x")
            publish(session, mill)
            session.commit()
        assert in_time(lambda: "Mill of Ora" in {each.title() for each in house.public.all("site")})
        assert said_of_search(call, home) == (1, {"bad"})
        verified = call("index", "verify", home=home)
        assert verified.exit_code == 1
        assert "cannot be compared" in verified.output
        assert "does not answer" in call("index", "rebuild", home=home).output
        whole = call("verify", home=home)
        assert whole.exit_code == 1
        assert {line.split(":")[0] for line in whole.stderr.splitlines()} == {"indexes"}

        nodes.start(1, 2, 3)

        mill_found = "/search.json?q=%22mill+of+ora%22"
        assert in_time(lambda: reader.get(mill_found, status="*").json.get("total") == 1)
        nodes.wait("green")
        assert in_time(lambda: not behind(house))
    finally:
        worker.stop()
    assert said_of_search(call, home) == (0, {"good"})
    assert call("index", "verify", home=home).exit_code == 0
    assert statuses(reader, paths) == public
    assert reader.get("/healthz").json["status"] == "ok"
    told = [each.message for each in caplog.records if each.name.startswith("opensearch")]
    assert told == [], "it is said once that the cluster went, not with every question"
