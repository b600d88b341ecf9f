import json

from tests.load.__main__ import main
from tests.load.inventing import Inventor
from tests.load.measuring import CLASSES


def test_the_same_seed_invents_the_same_records():
    assert list(Inventor(7).sites(5)) == list(Inventor(7).sites(5))
    assert list(Inventor(7).sites(5)) != list(Inventor(8).sites(5))


def test_a_small_bench_measures_everything_and_keeps_it(tmp_path, capsys):
    out = tmp_path / "results.jsonl"
    assert main(["--records", "60", "--rounds", "2", "--out", str(out)]) == 0
    [line] = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]
    [size] = line["sizes"]
    rows = {row["what"]: row for row in size["timings"]}
    assert set(CLASSES) <= set(rows)
    assert {"page: home", "page: search", "page: record"} <= set(rows)
    assert {each["what"] for each in size["stages"]} >= {"written", "projected", "indexed, public"}
    assert size["cold_start_s"] > 0
    assert line["demo_setup_s"] > 0
    assert "FTS5" in capsys.readouterr().out
