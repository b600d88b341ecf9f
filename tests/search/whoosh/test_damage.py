"""Damaged on the disk, before it is opened or under who reads it: it is noticed and made anew."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest

from heritage.search.backend import SearchUnavailable, SearchUnsafe
from heritage.search.documents import Removal
from heritage.search.query import parse
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend
from tests.search.whoosh.small import found, site


def cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def flip(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def blank(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + b"\xff" * min(64, len(data) - at) + data[at + 64 :]


def test_50_damaged_files_are_noticed_and_the_index_is_made_anew(tmp_path):
    documents = [site(number) for number in range(12)]
    backend = WhooshBackend(tmp_path / "index")
    random = Random(11)
    for harm in range(50):
        backend.rebuild(documents[:8], 1)
        backend.apply(documents[8:], 2)
        assert found(backend, "stone") == sorted(each.id for each in documents)
        paths = sorted(each for each in backend._shelf.current().iterdir() if each.stat().st_size)
        path = paths[harm % len(paths)]
        how = (cut, flip, blank, None)[harm // len(paths) % 4]
        if how is None:
            path.unlink()
        else:
            data = path.read_bytes()
            path.write_bytes(how(data, random))
            if path.read_bytes() == data:
                continue
        reader = WhooshBackend(tmp_path / "index")

        with pytest.raises(SearchUnavailable, match="heritage index rebuild"):
            reader.search(Request(parse("stone")))
        assert reader.watermark() is None, path
        reader.close()
        backend.close()
    backend.rebuild(documents, 2)
    assert found(backend) == sorted(each.id for each in documents)


def test_a_large_index_is_looked_over_by_who_follows_and_then_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("heritage.search.whoosh.generations._SMALL_BYTES", 0)
    follower, reader = WhooshBackend(tmp_path / "index"), WhooshBackend(tmp_path / "index")
    follower.rebuild([site(1)], 1)
    assert found(reader) == ["id1"]
    path = max(follower._shelf.current().glob("*.seg"), key=lambda each: each.stat().st_size)
    path.write_bytes(flip(path.read_bytes(), Random(1)))

    with pytest.raises(SearchUnavailable, match="damaged"):
        follower.tidy()

    with pytest.raises(SearchUnavailable, match="damaged"):
        found(reader)
    assert follower.watermark() is None
    follower.rebuild([site(1)], 1)
    assert found(reader) == ["id1"]
    assert follower.tidy() is False


def twisted(path: Path, random: Random, count: int = 10) -> None:
    """Change bytes where they lie, under whoever has the file open."""
    with path.open("r+b") as file:
        for at in random.sample(range(path.stat().st_size), count):
            file.seek(at)
            [byte] = file.read(1)
            file.seek(at)
            file.write(bytes([byte ^ 0x55]))


def largest(backend: WhooshBackend) -> Path:
    return max(backend._shelf.current().glob("*.seg"), key=lambda each: each.stat().st_size)


@pytest.mark.parametrize("seed", range(8))
def test_a_commit_takes_over_no_segment_that_was_damaged(tmp_path, seed):
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([site(number) for number in range(40)], 1)
    assert len(found(backend)) == 40
    twisted(largest(backend), Random(seed))

    # What is removed is to leave the disk: the segment would be written anew.
    with pytest.raises(SearchUnavailable):
        backend.apply([Removal("id3", 2)], 2)

    assert backend.watermark() is None
    with pytest.raises(SearchUnavailable, match="damaged"):
        found(backend)
    backend.rebuild([site(number) for number in range(40) if number != 3], 2)
    backend.apply([Removal("id4", 3)], 3)
    assert len(found(backend)) == 38


def test_a_damaged_segment_that_stays_is_not_signed_as_sound(tmp_path):
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([site(number) for number in range(40)], 1)
    assert len(found(backend)) == 40
    twisted(largest(backend), Random(1))

    backend.apply([site(99)], 2)

    assert [fault for fault in backend.verify({}).faults if "damaged" in fault]
    with pytest.raises(SearchUnavailable, match="damaged"):
        backend.tidy()
    assert backend.watermark() is None


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: os.truncate(path, 100)])
def test_a_file_that_goes_under_a_reader_ends_the_generation_and_not_the_process(tmp_path, harm):
    backend, reader = WhooshBackend(tmp_path / "index"), WhooshBackend(tmp_path / "index")
    backend.rebuild([site(number) for number in range(40)], 1)
    assert len(found(reader, "stone")) == 40
    harm(largest(backend))

    with pytest.raises(SearchUnavailable, match="heritage index rebuild"):
        found(reader, "stone of 7")
    assert backend.watermark() is None
    backend.rebuild([site(number) for number in range(39)], 2)
    assert len(found(reader, "stone")) == 39


def test_what_a_search_stumbles_over_is_made_anew_by_who_follows(tmp_path):
    backend, reader = WhooshBackend(tmp_path / "index"), WhooshBackend(tmp_path / "index")
    backend.rebuild([site(number) for number in range(40)], 1)
    assert len(found(reader, "stone")) == 40
    path = largest(backend)
    with path.open("r+b") as file:
        file.write(b"\xff" * path.stat().st_size)

    with pytest.raises(SearchUnavailable, match="damaged"):
        found(reader, "stone of 7")
    assert backend.watermark() is None


def test_a_file_that_is_gone_is_named(tmp_path):
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([site(1)], 1)
    path = largest(backend)
    path.unlink()

    [fault] = WhooshBackend(tmp_path / "index").verify({"id1": 1}).faults

    assert f"{path.name} is missing" in fault


def test_an_index_that_others_can_write_is_left_alone(tmp_path):
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([site(1)], 1)
    generation = backend._shelf.current()
    backend._shelf.root.chmod(0o777)

    for asking in (backend.watermark, backend.tidy, lambda: backend.rebuild([site(2)], 2),
                   lambda: backend.apply([site(2)], 2), lambda: found(backend)):  # fmt: skip
        with pytest.raises(SearchUnsafe, match="chmod 700"):
            asking()
    assert backend.condition().state == "bad"

    backend._shelf.root.chmod(0o700)
    assert backend._shelf.current() == generation
    assert found(backend) == ["id1"]


def test_a_reader_beside_many_rebuilds_is_never_told_of_damage(tmp_path):
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([site(1)], 1)
    ended, faults = Event(), []

    def read() -> None:
        held = WhooshBackend(tmp_path / "index")
        while not ended.is_set():
            for reader in (held, WhooshBackend(tmp_path / "index")):
                try:
                    assert found(reader) == ["id1"]
                except Exception as fault:
                    faults.append(fault)

    readers = [Thread(target=read) for _ in range(2)]
    for each in readers:
        each.start()
    for seq in range(60):
        backend.rebuild([site(1)], seq)
    ended.set()
    for each in readers:
        each.join()
    assert not faults


def test_what_a_killed_rebuild_left_is_cleared_away(tmp_path):
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([site(1)], 1)
    left = backend._shelf.new()

    backend.tidy()

    assert not left.exists()
    assert found(backend) == ["id1"]
