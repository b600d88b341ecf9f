import hashlib
import stat
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.media.store import BadHash, FileStore


@pytest.fixture
def files(tmp_path):
    return FileStore(tmp_path / "files")


def test_a_file_lies_under_its_hash_and_comes_back_the_same(files):
    kept = files.keep(b"the cella of Bel")

    name = hashlib.sha256(b"the cella of Bel").hexdigest()
    assert (kept.sha256, kept.size) == (name, 16)
    assert files.path(name) == files.root / name[:2] / name[2:4] / name
    with files.open(name) as file:
        assert file.read() == b"the cella of Bel"


def test_an_original_can_only_be_read(files):
    kept = files.keep(b"original")

    assert stat.S_IMODE(files.path(kept.sha256).stat().st_mode) == 0o400


def test_the_same_bytes_twice_are_one_file(files):
    first, second = files.keep(b"twice"), files.keep(BytesIO(b"twice"))

    assert first == second
    assert list(files.walk()) == [first.sha256]


def test_nothing_unfinished_is_left_when_a_stream_breaks_off(files):
    class Broken(BytesIO):
        def read(self, size=-1):
            raise ConnectionError("the upload broke off")

    with pytest.raises(ConnectionError):
        files.keep(Broken())

    assert list(files.walk()) == []
    assert [path for path in files.root.rglob("*") if path.is_file()] == []


def test_a_changed_byte_is_noticed_and_the_good_file_heals_it(files):
    kept = files.keep(b"what was captured")
    path = files.path(kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"what was Captured")

    assert not files.verify(kept.sha256)

    files.keep(b"what was captured")
    assert files.verify(kept.sha256)


def test_a_missing_file_is_not_verified_and_not_here(files):
    absent = "0" * 64

    assert not files.has(absent)
    assert not files.verify(absent)
    with pytest.raises(FileNotFoundError):
        files.open(absent)


@pytest.mark.parametrize(
    "name", ["", "../../secret.key", "A" * 64, "ab/cd/" + "0" * 58, "0" * 63, "0" * 64 + "\n"]
)
def test_what_is_no_hash_never_becomes_a_path(files, name):
    with pytest.raises(BadHash):
        files.path(name)


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_every_file_kept_is_walked_over_and_verifies(tmp_path_factory, contents):
    files = FileStore(tmp_path_factory.mktemp("files"))
    names = {files.keep(content).sha256 for content in contents}

    assert list(files.walk()) == sorted(names)
    assert all(map(files.verify, names))
