import json
import sqlite3

import pytest

from heritage.config import Settings
from heritage.house import open_house
from tests.making import make_record


def write(home, sql, name="archive.db"):
    """Change a row behind the archive's back."""
    with sqlite3.connect(home / name) as connection:
        connection.execute(sql)
        connection.commit()
    connection.close()


def spoil(path):
    """Change one byte of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)


def faults(call, home):
    shown = call("verify", "--json", home=home)
    told = json.loads(shown.stdout)
    assert shown.exit_code == (1 if told["faults"] else 0)
    return {(each["part"], each["what"]) for each in told["faults"]}


def test_a_whole_archive_is_told_to_be_whole(call, seeded_copy):
    shown = call("verify", home=seeded_copy)
    assert (shown.exit_code, shown.stdout) == (0, "Everything is as it should be.\n")


@pytest.mark.parametrize("store", ["files", "files-public"])
def test_one_byte_of_a_file_is_noticed_and_the_file_named(call, seeded_copy, store):
    path = next(each for each in (seeded_copy / store).glob("??/??/*"))
    spoil(path)
    shown = call("verify", home=seeded_copy)
    assert shown.exit_code == 1
    assert str(path.relative_to(seeded_copy)) in shown.stderr


def test_a_body_that_lacks_what_it_should_have_is_told_in_words(call, seeded_copy):
    write(seeded_copy, """update ledger_body set text = replace(text, '"names":', '"n4mes":')""")
    found = faults(call, seeded_copy)
    assert any(part == "ledger" and "was altered" in what for part, what in found)
    assert ("editions", "cannot be looked at whole: something in it lacks 'names'") in found


def test_a_file_gone_is_named(call, seeded_copy):
    path = next((seeded_copy / "files").glob("??/??/*"))
    path.unlink()
    found = faults(call, seeded_copy)
    assert ("files", f"{path.relative_to(seeded_copy)} is missing") in found


def test_one_row_of_the_ledger_is_noticed_and_named(call, seeded_copy):
    write(seeded_copy, "update ledger_entry set comment = 'never said' where seq = 40")
    shown = call("verify", home=seeded_copy)
    assert shown.exit_code == 1
    assert "ledger: entry 40 was altered" in shown.stderr


def test_a_body_of_the_ledger_is_noticed_and_named(call, seeded_copy):
    write(seeded_copy, "update ledger_body set text = '{}' where seq = 40")
    assert ("ledger", "the body of entry 40 was altered") in faults(call, seeded_copy)


def test_a_record_changed_behind_the_ledger_is_named_with_its_field(call, seeded_copy):
    write(seeded_copy, "update name set text = 'Temple of Nobody' where text = 'Temple of Bel'")
    part, what = next(iter(faults(call, seeded_copy)))
    assert part == "records"
    assert "Temple of Nobody" in what
    assert what.endswith("names")


def test_an_edition_that_differs_is_named(call, seeded_copy):
    write(
        seeded_copy,
        "update edition set body = replace(body, 'Oasis', 'Port') where slug = 'palmyra'",
        "public.db",
    )
    found = faults(call, seeded_copy)
    assert any(part == "editions" and "/sites/palmyra" in what for part, what in found)


def test_an_index_that_lost_a_part_is_named(call, seeded_copy):
    path = max((seeded_copy / "index-public").rglob("*.seg"), key=lambda each: each.stat().st_size)
    spoil(path)
    found = faults(call, seeded_copy)
    assert any(part == "indexes" and what.startswith("index-public") for part, what in found)


def test_what_was_not_followed_yet_is_said_with_what_to_do(call, seeded_copy, monkeypatch):
    monkeypatch.setattr("heritage.cli.verify.PATIENCE", 0.0)
    house = open_house(Settings(home=seeded_copy))
    with house.write() as session:
        make_record(session, "site", "A Well")
        session.commit()
    house.close()
    found = faults(call, seeded_copy)
    assert any("heritage worker --once" in what for _part, what in found)
    call("worker", "--once", home=seeded_copy)
    assert faults(call, seeded_copy) == set()
