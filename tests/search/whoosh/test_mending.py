"""Killed while it writes, damaged on the disk, full of what was removed: the index comes right."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest

from heritage.search.backend import SearchUnavailable, SearchUnsafe
from heritage.search.documents import Document, Name, Removal, Text
from heritage.search.query import parse
from heritage.search.request import Difference, Request
from heritage.search.whoosh import WhooshBackend

KILLS = 60
SECRET = "zq0123456789"


def site(number: int, version: int = 1, word: str = "stone") -> Document:
    return Document(
        f"id{number}", "site", f"Site {number}", version, names=(Name(f"Site {number}"),),
        summary=(Text(f"{word} of {number}"),),
    )  # fmt: skip


def found(backend: WhooshBackend, typed: str = "") -> list[str]:
    return sorted(hit.id for hit in backend.search(Request(parse(typed), per_page=200)).hits)


def on_disk(folder: Path, word: str) -> bool:
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


# ------------------------------------------------ killed


def log(size: int) -> list[Document | Removal]:
    """Write the changes of an archive down, the same each time."""
    random = Random(5)
    return [
        Removal(f"id{number}", seq) if random.random() < 0.25 else site(number, seq)
        for seq, number in enumerate((random.randrange(40) for _ in range(size)), 1)
    ]


def store(changes: list[Document | Removal], mark: int) -> dict[str, int]:
    kept: dict[str, int] = {}
    for change in changes[:mark]:
        kept.pop(change.id, None)
        if isinstance(change, Document):
            kept[change.id] = change.version
    return kept


def follow(folder: Path, changes: list[Document | Removal], until: int) -> None:
    """Take in three changes a commit."""
    backend = WhooshBackend(folder)
    while (mark := backend.watermark() or 0) < until:
        backend.apply(changes[mark : mark + 3], min(mark + 3, until))
    backend.close()


def wait_for_a_commit(folder: Path) -> None:
    def tables() -> set[str]:
        return {each.name for each in folder.glob("built-*/*.toc")}

    before, until = tables(), time.monotonic() + 30
    while tables() == before and time.monotonic() < until:
        time.sleep(0.002)


@pytest.mark.slow
def test_killed_amid_60_commits_the_index_opens_and_equals_the_store(tmp_path):
    folder, random = tmp_path / "index", Random(3)
    changes = log(20_000)
    WhooshBackend(folder).rebuild([], 0)
    marks = []
    for _ in range(KILLS):
        child = os.fork()
        if not child:
            follow(folder, changes, len(changes))
            os._exit(0)
        wait_for_a_commit(folder)
        time.sleep(random.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        backend = WhooshBackend(folder)
        mark = backend.watermark()
        assert mark is not None
        assert backend.verify(store(changes, mark)) == Difference()
        marks.append(mark)
        backend.close()
    assert marks == sorted(set(marks))

    last = marks[-1] + 30
    follow(folder, changes, last)

    assert not list(folder.glob("built-*/*.toc.*")), "the next writer sweeps what a kill left"
    backend = WhooshBackend(folder)
    assert backend.verify(store(changes, last)) == Difference()
    assert found(backend, "stone") == sorted(store(changes, last))
    backend.close()


# ------------------------------------------------ damaged


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


# ------------------------------------------------ what was removed


def test_what_is_removed_leaves_the_disk_with_the_commit(tmp_path):
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([*map(site, range(30)), site(77, word=SECRET)], 1)
    assert on_disk(tmp_path, SECRET)

    backend.apply([Removal("id77")], 2)

    assert not on_disk(tmp_path, SECRET)
    assert backend.count() == 30
    assert backend.tidy() is False


def test_a_large_segment_is_written_anew_later_but_nothing_is_found_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr("heritage.search.whoosh.backend._AT_ONCE", 5)
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([*map(site, range(30)), site(77, word=SECRET)], 1)

    backend.apply([Removal("id77")], 2)
    backend.apply([site(90)], 3)

    assert found(backend, SECRET) == []
    assert on_disk(tmp_path, SECRET)
    assert backend.tidy() is True
    assert not on_disk(tmp_path, SECRET)
    assert backend.tidy() is False
    assert backend.watermark() == 3
    assert backend.verify({f"id{n}": 1 for n in (*range(30), 90)}) == Difference()


def test_a_segment_mostly_replaced_is_written_anew(tmp_path, monkeypatch):
    monkeypatch.setattr("heritage.search.whoosh.backend._AT_ONCE", 5)
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([*map(site, range(30)), site(77, word=SECRET)], 1)
    backend.apply([site(77, 2)], 2)
    assert backend.tidy() is False
    backend.apply([site(number, 2) for number in range(12)], 3)

    assert backend.tidy() is True

    assert not on_disk(tmp_path, SECRET)
    assert backend.count() == 31


# ------------------------------------------------ as it grows


def test_a_rebuild_writes_a_segment_whenever_it_has_enough_words(tmp_path, monkeypatch):
    documents = [site(number) for number in range(40)]
    whole = WhooshBackend(tmp_path / "whole", seconds=30)
    whole.rebuild(documents, 1)
    monkeypatch.setattr("heritage.search.whoosh.backend._MOST_WORDS", 200)
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild(documents, 1)
    assert len(list(backend._shelf.current().glob("*.seg"))) > 3

    for request in (Request(per_page=7, page=2), Request(parse("sit*"), sort="title", page=2),
                    Request(parse("site 7"), facets=("kind",))):  # fmt: skip
        mine, theirs = backend.search(request), whole.search(request)
        assert [hit.id for hit in mine.hits] == [hit.id for hit in theirs.hits]
        assert mine.facets == theirs.facets
    with backend._reading() as snapshot:
        everything = [document.id for document in snapshot.documents()]
    assert sorted(everything) == sorted(each.id for each in documents)


def test_pages_far_down_are_in_the_same_order(tmp_path, monkeypatch):
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild([site(number) for number in range(60)], 1)
    near = [[h.id for h in backend.search(Request(page=n, per_page=20)).hits] for n in (1, 2, 3)]
    monkeypatch.setattr("heritage.search.whoosh.table._MANY", 0)

    far = [[h.id for h in backend.search(Request(page=n, per_page=20)).hits] for n in (1, 2, 3)]

    assert far == near
    assert len({each for page in near for each in page}) == 60


def test_pages_that_were_let_go_are_there_again_when_asked(tmp_path, monkeypatch):
    monkeypatch.setattr("heritage.search.whoosh.backend._BREATH", 1)
    monkeypatch.setattr("heritage.search.whoosh.backend._MOST_MAPPED", 0)
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild([site(number) for number in range(30)], 1)

    assert found(backend, "stone") == found(backend, "stone") == found(backend)
    assert len(found(backend)) == 30


def test_segments_are_opened_once_and_only_the_new_one_after_a_commit(tmp_path):
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild([site(number) for number in range(30)], 1)
    with backend._reading() as before:
        held = dict(before.leaves)
    backend.apply([site(99)], 2)
    with backend._reading() as after:
        assert all(after.leaves[key] is leaf for key, leaf in held.items())
        assert len(after.leaves) == len(held) + 1
