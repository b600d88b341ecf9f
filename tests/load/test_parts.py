import json

import pytest

from tests.load.__main__ import main
from tests.load.corpus import Asked
from tests.load.engine_ours import Engine
from tests.load.part_index import TIMES, gathered
from tests.load.part_search import OWN, keep_in

SIZE = 1000
RIVALS = {"whoosh", "fts5", "tantivy"}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Keep what is built from one run of the bench to the next."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def bench(kept):
    """Run the parts that compare and stretch the search, small; give what they kept."""
    out = kept / "results.jsonl"
    chosen = ["--part", "search", "index", "--records", str(SIZE), "--searches", "3"]
    assert main([*chosen, "--keep", str(kept), "--out", str(out)]) == 0
    [line] = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]
    return line


def test_every_engine_is_asked_the_same_and_finds_the_same(bench):
    [told] = bench["search"]
    assert told["differing"] == []
    assert {row["what"] for row in told["built"]} == {"ours", *RIVALS}
    for row in told["classes"]:
        rivals = RIVALS - ({"fts5"} if row["what"] == "slips" else set())
        ours = {"ours", "as written", "ours, opened anew"}
        assert set(row["engines"]) == ours | rivals, row["what"]
        assert all(figures["n"] >= 3 for figures in row["engines"].values())
    assert {row["what"] for row in told["classes"]} > OWN


def test_a_commit_is_found_and_a_rebuild_leaves_no_search_unanswered(bench):
    [told] = bench["index"]
    assert told["findable"]["n"] == told["generation"]["n"] > 0
    assert told["rebuild"]["answered"] > 0
    assert told["rebuild"]["failed"] == 0
    assert told["halves"]["wall_s"] > 0
    assert told["copies"]["records"] == SIZE * TIMES


def test_an_index_of_copies_finds_everything_as_often_as_it_was_copied(bench, kept, tmp_path):
    stock = keep_in(kept, SIZE)
    gathered([stock.index("ours")] * 3, tmp_path / "copies")
    one, three = Engine(stock.index("ours")), Engine(tmp_path / "copies")

    for asked in (Asked(("temple",)), Asked(("temple", "city"), "any"), Asked(("tem",), "prefix")):
        assert three.ask(asked) == 3 * one.ask(asked) > 0


def test_search_pages_are_timed_in_archives_of_each_size(kept):
    out = kept / "pages.jsonl"
    sizes = ["60", "120"]
    assert main(["--part", "http", "--records", *sizes, "--searches", "2", "--out", str(out)]) == 0
    [line] = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]

    archives = line["http"]["archives"]

    assert [each["records"] for each in archives] == [60, 120]
    assert all(row["p50"] > 0 for each in archives for row in each["pages"])
    assert line["http"]["flatness"]["p95"] > 0
