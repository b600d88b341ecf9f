import json

import pytest

from tests.load.__main__ import main
from tests.load.inventing import invented

MADE = {
    "written and published", "projected", "indexed for the desk", "indexed for the public",
    "one change to the public",
}  # fmt: skip
SEARCHES = {
    "rare word", "common word", "two words", "phrase", "prefix", "name", "Arabic name",
    "facets page", "word in a year",
}  # fmt: skip
PAGES = {"home", "search", "record, site", "record, event", "record, source", "search.json"}


def test_the_same_seed_invents_the_same_archive_and_another_does_not():
    first, second, other = (list(invented(50, seed)) for seed in (7, 7, 8))
    assert first == second
    assert first != other
    assert {each.kind for each in first} == {"site", "person", "event", "thing", "group", "source"}


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Run the bench small; give what it kept."""
    out = tmp_path_factory.mktemp("bench") / "results.jsonl"
    chosen = ["--part", "archives", "--records", "60", "--searches", "2"]
    assert main([*chosen, "--out", str(out)]) == 0
    [line] = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]
    return line


@pytest.mark.slow
def test_a_small_bench_measures_everything_and_keeps_it(bench):
    assert {"at", "commit", "seed", "python", "sqlite", "cores", "load"} <= set(bench)
    [size] = bench["sizes"]
    assert {row["what"] for row in size["stages"]} == MADE
    assert {row["what"] for row in size["searches"]} == SEARCHES
    for key in ("pages", "pages_over_http"):
        assert {row["what"] for row in size[key]} >= PAGES
    assert set(size["disk_mb"]) == {"archive.db", "public.db", "index-desk", "index-public"}
    for told in (size["cold_start"], size["memory"], bench["demo_setup"]):
        assert all(figure > 0 for figure in told.values())


@pytest.mark.slow
def test_both_sides_of_each_search_find_what_was_drawn_from_the_archive(bench):
    for row in bench["sizes"][0]["searches"]:
        if row["what"] != "word in a year":  # of sixty records few happened in one year
            assert row["found"] > 0, row
            assert row["fts5_found"] > 0, row
