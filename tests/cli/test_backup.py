import pytest

from heritage.cli.copies import check_copy, copy_archive
from heritage.exchange.seeding import silent
from heritage.ledger.queries import head as end_of_ledger
from tests.cli.test_verify import spoil
from tests.making import make_record


@pytest.fixture
def copy(call, seeded_copy, tmp_path):
    """Copy the seeded archive with the command."""
    folder = tmp_path / "copy"
    shown = call("backup", str(folder), home=seeded_copy)
    assert shown.exit_code == 0, shown.output
    return folder


def test_a_copy_made_while_somebody_writes_is_whole(seeded_house, tmp_path):
    with seeded_house.write() as session:
        make_record(session, "site", "Half written")
        told = copy_archive(seeded_house, tmp_path / "copy", silent)
        session.commit()
    assert check_copy(tmp_path / "copy") == []
    with seeded_house.read() as session:
        assert told["ledger"] == end_of_ledger(session)[0] - 1


def test_what_is_put_back_is_the_archive_that_was_copied(call, seeded_copy, copy, tmp_path):
    shown = call("restore", str(copy), home=tmp_path / "back")
    assert shown.exit_code == 0, shown.output
    assert call("verify", home=tmp_path / "back").exit_code == 0
    one, other = (call("export", home=home).stdout for home in (seeded_copy, tmp_path / "back"))
    assert one == other


def test_nothing_is_written_over(call, seeded_copy, copy):
    assert "not empty" in call("backup", str(copy), home=seeded_copy).stderr
    assert "not empty" in call("restore", str(copy), home=seeded_copy).stderr


@pytest.mark.parametrize("name", ["archive.db", "public.db", "files"])
def test_a_spoilt_copy_is_not_put_back(call, copy, tmp_path, name):
    path = copy / name
    spoil(path if path.is_file() else next(path.glob("??/??/*")))
    shown = call("restore", str(copy), home=tmp_path / "back")
    assert shown.exit_code == 1
    assert "was altered" in shown.stderr
    assert not (tmp_path / "back").exists()


def test_an_unfinished_copy_is_told_apart(call, copy, tmp_path):
    (copy / "manifest.json").unlink()
    shown = call("restore", str(copy), home=tmp_path / "back")
    assert shown.exit_code == 1
    assert "no finished copy" in shown.stderr


def test_a_copy_is_ours_alone(copy):
    assert copy.stat().st_mode & 0o077 == 0
    assert (copy / "archive.db").stat().st_mode & 0o077 == 0
