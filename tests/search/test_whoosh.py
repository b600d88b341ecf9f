"""The index follows the store: through changes, reopening, rebuilding, damage and several hands."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from heritage.search.backend import SearchBusy, SearchUnavailable
from heritage.search.documents import Document, Name, Removal, Text, from_json
from heritage.search.query import parse
from heritage.search.request import Difference, Request
from heritage.search.whoosh import WhooshBackend
from heritage.search.whoosh.storage import Shelf
from tests.search.palmyra import PALMYRA


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[WhooshBackend]:
    """Give an empty index in a folder."""
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild([], watermark=0)
    yield backend
    backend.close()


def site(number: int, version: int = 1, word: str = "stone") -> Document:
    return Document(
        f"id{number}", "site", f"Site {number}", version, summary=(Text(f"{word} of {number}"),)
    )


def found(backend: WhooshBackend, typed: str = "") -> list[str]:
    return sorted(hit.id for hit in backend.search(Request(parse(typed), per_page=200)).hits)


def test_a_document_is_written_and_read_back_whole():
    for document in PALMYRA:
        assert from_json(document.to_json()) == replace(
            document, facets={key: tuple(values) for key, values in document.facets.items()}
        )


# ------------------------------------------------ following the store

_ids = st.integers(0, 7)
_change = st.one_of(
    st.builds(
        lambda number, version, word: site(number, version, word),
        _ids, st.integers(1, 99), st.sampled_from(["stone", "marble", "brick"]),
    ),
    _ids.map(lambda number: Removal(f"id{number}")),
)  # fmt: skip
_batches = st.lists(st.lists(_change, max_size=6), min_size=1, max_size=5)


@settings(max_examples=25)
@given(_batches, st.booleans())
def test_after_any_changes_the_index_equals_the_store(tmp_path_factory, batches, reopen):
    folder = tmp_path_factory.mktemp("follow") / "index"
    backend = WhooshBackend(folder, seconds=30)
    backend.rebuild([site(0), site(1)], watermark=0)
    store = {"id0": site(0), "id1": site(1)}
    for watermark, batch in enumerate(batches, 1):
        backend.apply(batch, watermark)
        for change in batch:
            if isinstance(change, Removal):
                store.pop(change.id, None)
            else:
                store[change.id] = change
        if reopen:
            backend.close()
            backend = WhooshBackend(folder, seconds=30)

        assert found(backend) == sorted(store)
        for word in ("stone", "marble", "brick"):
            having = sorted(i for i, each in store.items() if word in each.summary[0].text)
            assert found(backend, word) == having
        assert backend.watermark() == watermark
        assert backend.count() == len(store)
        assert not backend.verify({i: each.version for i, each in store.items()})
    backend.close()


def test_an_id_updated_twice_in_one_batch_is_there_once_and_the_last_stands(backend):
    backend.apply([site(1, 1, "clay"), site(1, 2, "gold"), site(1, 3, "lead")], 1)

    assert found(backend) == ["id1"]
    assert found(backend, "gold") == found(backend, "clay") == []
    assert backend.verify({"id1": 3}) == Difference()


def test_a_removal_after_an_update_in_one_batch_stands(backend):
    backend.apply([site(1), Removal("id1")], 1)
    assert found(backend) == []

    backend.apply([Removal("id1"), site(1)], 2)
    assert found(backend) == ["id1"]


def test_deleted_documents_vanish_for_a_reader_opened_before(backend, tmp_path):
    backend.apply([site(1), site(2)], 1)
    reader = WhooshBackend(tmp_path / "index", seconds=30)
    assert found(reader) == ["id1", "id2"]

    backend.apply([Removal("id1"), site(2, 2, "gold")], 2)

    assert found(reader) == ["id2"]
    assert found(reader, "stone") == []
    assert found(reader, "gold") == ["id2"]
    assert reader.suggest("site")[0].id == "id2"
    assert [count for _, count in reader.search(Request(facets=("kind",))).facets["kind"]] == [1]
    reader.close()


def test_readers_see_only_whole_commits_while_one_writes(backend, tmp_path):
    def batch(version: int) -> list[Document]:
        return [replace(site(n, version), facets={"v": (str(version),)}) for n in range(5)]

    backend.apply(batch(1), 1)
    reader = WhooshBackend(tmp_path / "index", seconds=30)
    torn: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen = reader.search(Request(facets=("v",)))
            if seen.total != 5 or len(seen.facets["v"]) != 1:
                torn.append(seen)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for version in range(2, 15):
        backend.apply(batch(version), version)
    done.set()
    for thread in threads:
        thread.join()
    reader.close()

    assert torn == []


def test_descriptors_do_not_pile_up_with_commits(backend):
    opened = Path("/proc/self/fd")
    if not opened.is_dir():
        pytest.skip("This system does not show a process its open files.")
    counts = []
    for watermark in range(1, 40):
        backend.apply([site(watermark % 5, watermark)], watermark)
        found(backend)
        counts.append(len(list(opened.iterdir())))

    assert max(counts[20:]) <= max(counts[:20]) + 10


def test_nothing_new_is_not_written(backend):
    backend.apply([site(1)], 5)
    before = sorted(path.name for path in backend._shelf.current().iterdir())

    backend.apply([], 5)
    assert sorted(path.name for path in backend._shelf.current().iterdir()) == before

    backend.apply([], 6)
    assert backend.watermark() == 6


def test_words_as_long_as_a_page_do_not_stop_the_writer(backend):
    backend.apply([replace(site(1), body=(Text("x" * 100_000),), aliases=(Name("ب" * 5_000),))], 1)

    assert found(backend, "x" * 200) == ["id1"]


# ------------------------------------------------ rebuilding


def test_a_rebuild_changes_over_at_once_and_tells_how_far_it_is(backend):
    backend.apply([site(n) for n in range(3)], 1)
    told: list[int] = []

    def documents():
        for number in range(60):
            assert found(backend) == ["id0", "id1", "id2"]
            yield site(number, 2)

    assert backend.rebuild(documents(), 9, told.append) == 60
    assert told == [25, 50, 60]
    assert backend.count() == 60
    assert backend.watermark() == 9
    assert [p.name for p in backend._shelf.root.glob("built-*")] == [backend._shelf.current().name]


def test_a_rebuild_that_fails_leaves_the_old_index(backend):
    backend.apply([site(1)], 1)

    def documents():
        yield site(2)
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError, match="went away"):
        backend.rebuild(documents(), 2)

    assert found(backend) == ["id1"]
    assert backend.watermark() == 1
    assert len(list(backend._shelf.root.glob("built-*"))) == 1


def test_a_rebuild_refuses_the_same_id_twice(backend):
    with pytest.raises(ValueError, match="id1 was given twice"):
        backend.rebuild([site(1), site(1)], 1)


def test_a_batch_that_fails_changes_nothing(backend):
    backend.apply([site(1)], 1)

    def changes():
        yield Removal("id1")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        backend.apply(changes(), 2)
    unwritable = replace(site(3), facets={"v": (object(),)})  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        backend.apply([Removal("id1"), unwritable], 2)

    assert found(backend) == ["id1"]
    assert backend.watermark() == 1
    backend.apply([site(2)], 2)
    assert found(backend) == ["id1", "id2"]


# ------------------------------------------------ one writer


def test_a_second_writer_is_told_to_wait(backend, tmp_path):
    other = WhooshBackend(tmp_path / "index", patience=0)

    with Shelf(tmp_path / "index").writing(0):
        with pytest.raises(SearchBusy, match="Another process"):
            other.apply([site(1)], 1)
        with pytest.raises(SearchBusy):
            other.rebuild([site(1)], 1)
        assert found(other) == []

    other.apply([site(1)], 1)
    assert found(backend) == ["id1"]
    other.close()


def test_the_lock_goes_with_its_process(tmp_path):
    WhooshBackend(tmp_path / "index").rebuild([], 0)
    holder = subprocess.run(
        [
            sys.executable, "-c",
            "import os, sys\nfrom pathlib import Path\n"
            "from heritage.search.whoosh.storage import Shelf\n"
            "with Shelf(Path(sys.argv[1])).writing(0):\n    os._exit(9)",
            str(tmp_path / "index"),
        ],
        check=False, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert holder.returncode == 9

    backend = WhooshBackend(tmp_path / "index", patience=0)
    backend.apply([site(1)], 1)
    assert found(backend) == ["id1"]
    backend.close()


# ------------------------------------------------ missing, damaged, foreign


def test_a_missing_index_says_what_to_run(tmp_path):
    backend = WhooshBackend(tmp_path / "nothing")

    for asking in (backend.open, lambda: backend.search(Request()), lambda: backend.suggest("a"),
                   lambda: backend.apply([site(1)], 1), backend.count):  # fmt: skip
        with pytest.raises(SearchUnavailable, match="heritage index rebuild"):
            asking()
    assert backend.watermark() is None
    told = backend.verify({"id1": 1})
    assert not told.missing
    assert "heritage index rebuild" in told.faults[0]
    assert backend.verify({}).faults

    backend.rebuild([site(1)], 1)
    assert found(backend) == ["id1"]
    backend.close()


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc"])
def test_a_cut_file_makes_search_unavailable_until_it_is_rebuilt(backend, tmp_path, pattern):
    backend.rebuild([site(n) for n in range(50)], 3)
    (path,) = backend._shelf.current().glob(pattern)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    reader = WhooshBackend(tmp_path / "index", seconds=30)

    with pytest.raises(SearchUnavailable, match="heritage index rebuild"):
        reader.search(Request(parse("stone")))
    assert reader.watermark() is None
    assert reader.verify({"id1": 1}).faults

    reader.rebuild([site(1)], 3)
    assert found(reader, "stone") == ["id1"]
    reader.close()


def test_one_changed_byte_is_noticed_by_verify(backend):
    backend.rebuild(PALMYRA, 3)
    expected = {each.id: each.version for each in PALMYRA}
    assert backend.verify(expected) == Difference()
    (path,) = backend._shelf.current().glob("*.seg")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)

    assert backend.verify(expected).faults == (f"{path.name} is damaged.",)


def test_verify_names_what_is_missing_stale_and_extra(backend):
    backend.apply([site(1), site(2, 5), site(3)], 1)

    assert backend.verify({"id1": 1, "id2": 6, "id9": 1}) == Difference(
        ("id9",), ("id2",), ("id3",)
    )


def test_an_index_of_another_layout_is_refused(backend, monkeypatch, tmp_path):
    backend.apply([site(1)], 4)
    monkeypatch.setattr("heritage.search.whoosh.snapshot.LAYOUT", 99_999)
    reader = WhooshBackend(tmp_path / "index")

    with pytest.raises(SearchUnavailable, match="another version"):
        reader.open()
    assert reader.watermark() is None


def test_the_folder_is_for_us_alone(backend, tmp_path):
    root = tmp_path / "index"
    assert root.stat().st_mode & 0o777 == 0o700
    assert backend._shelf.current().stat().st_mode & 0o777 == 0o700

    root.chmod(0o777)
    with pytest.raises(SearchUnavailable, match="chmod 700"):
        found(backend)
    root.chmod(0o700)
    assert found(backend) == []
