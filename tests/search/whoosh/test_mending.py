"""Killed while it writes, full of what was removed: the index comes right."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from heritage.search.documents import Document, Removal
from heritage.search.query import parse
from heritage.search.request import Difference, Request
from heritage.search.whoosh import WhooshBackend
from tests.search.whoosh.small import found, site

KILLS = 60
SECRET = "zq0123456789"


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
