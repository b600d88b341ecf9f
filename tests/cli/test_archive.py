import json
import re

from heritage.accounts.actions import invited
from heritage.config import Settings
from heritage.edition.public import KINDS
from heritage.house import open_house


def test_init_makes_an_archive_and_lets_the_first_steward_in(call, tmp_path):
    home = tmp_path / "new"
    shown = call("init", home=home)
    assert shown.exit_code == 0, shown.output
    token = re.search(r"/invitation/(\S+)", shown.output).group(1)
    house = open_house(Settings(home=home))
    with house.read() as session:
        assert invited(session, token) is not None
    house.close()
    assert call("verify", home=home).exit_code == 0


def test_init_done_twice_invites_nobody_again(call, tmp_path):
    call("init", home=tmp_path / "new")
    shown = call("init", home=tmp_path / "new")
    assert shown.exit_code == 0
    assert "invitation" not in shown.output


def test_seed_counts_what_came_in_and_is_found_at_once(call, tmp_path):
    call("init", home=tmp_path / "new")
    shown = call("seed", "--json", home=tmp_path / "new")
    assert shown.exit_code == 0, shown.output
    counts = json.loads(shown.output)
    assert (counts["source"], counts["site"] + counts["thing"], counts["event"]) == (64, 17, 19)
    assert call("verify", home=tmp_path / "new").exit_code == 0
    again = call("seed", home=tmp_path / "new")
    assert again.exit_code == 1
    assert "already" in again.stderr


def test_export_writes_public_records_and_nothing_kept_back(call, seeded_copy, tmp_path):
    out = tmp_path / "out.jsonl"
    assert call("export", str(out), home=seeded_copy).exit_code == 0
    told = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {each["kind"] for each in told} == set(KINDS)
    assert "staff_note" not in out.read_text("utf-8")
    only = call("export", "--kind", "thing", home=seeded_copy)
    assert [json.loads(line)["title"]["en"] for line in only.stdout.splitlines()] == [
        "Lion of Al-lat"
    ]


def test_indexes_and_editions_are_made_anew_and_agree(call, seeded_copy):
    for noun in ("edition", "index"):
        assert call(noun, "rebuild", home=seeded_copy).exit_code == 0
        assert call(noun, "verify", home=seeded_copy).exit_code == 0


def test_a_lost_public_store_is_written_anew(call, seeded_copy):
    for path in seeded_copy.glob("public.db*"):
        path.unlink()
    assert call("edition", "rebuild", home=seeded_copy).exit_code == 0
    assert call("verify", home=seeded_copy).exit_code == 0


def test_the_worker_catches_up_once_when_asked(call, seeded_copy):
    shown = call("worker", "--once", home=seeded_copy)
    assert shown.exit_code == 0
    assert shown.output == "0 changes followed.\n"
