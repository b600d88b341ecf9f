"""Part `index`: opening, commits, rebuilding while answering, and ten times as many documents."""

from __future__ import annotations

import secrets
import shutil
import time
from copy import copy
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from whoosh.index import TOC

from heritage.search.documents import Document, Text
from heritage.search.whoosh import WhooshBackend
from heritage.search.whoosh.storage import DurableStorage, Shelf, write_manifest
from tests.load.corpus import Asked
from tests.load.part_search import Times, classes
from tests.load.stock import Stock
from tests.load.workers import Answer, Failed, Worker

OPENINGS = 5
CHANGES = 20
TIMES = 10
MARK = "zqx"
"""Begins words that no document has."""

Row = dict[str, Any]


def measure(stock: Stock, each: int) -> Row:
    """Measure one index of the product, in processes of its own."""
    stock.prepare()
    stock.build("ours")
    changed = stock.index("ours-changed")
    shutil.rmtree(changed, ignore_errors=True)
    shutil.copytree(stock.index("ours"), changed)
    try:
        return {
            "records": stock.size,
            "opening": _opening(stock.index("ours")),
            **_commits(changed, stock.some(CHANGES)),
            "rebuild": _rebuilding(changed, stock, each),
            "halves": _halves(stock),
            "copies": _copies(stock, each),
        }
    finally:
        shutil.rmtree(changed, ignore_errors=True)


# ---------------------------------------------------------------- opening and commits


def _opening(folder: Path) -> Row:
    """Open in a new process, several times, and answer once."""
    opened, first, memory = Times(), Times(), 0.0
    for _ in range(OPENINGS):
        with Worker("ours", folder) as worker:
            opened.add(worker.do("open"))
            memory = worker.memory_mb()
            first.add(worker.do("ask", Asked(("temple",), marked=True)))
    return {"open": opened.figures(), "first_search": first.figures(), "memory_mb": memory}


def _commits(folder: Path, documents: list[Document]) -> Row:
    """Change one document after the other here, and look from another process."""
    commit, opened, findable = Times(), Times(), Times()
    writer = WhooshBackend(folder)
    with Worker("ours", folder) as reader:
        reader.do("open")
        for number, document in enumerate(documents):
            word = f"{MARK}{number}"
            cpu, wall = time.process_time(), time.perf_counter()
            writer.apply([_changed(document, word)], number + 1)
            commit.add(_since(cpu, wall))
            opened.add(reader.do("open"))
            if reader.do("ask", Asked((word,))).told != 1:
                raise Failed(f"{word} was committed and is not found")
            findable.add(_since(cpu, wall))
    writer.close()
    return {
        "commit": commit.figures(),
        "generation": opened.figures(),
        "findable": findable.figures(),
    }


def _changed(document: Document, word: str) -> Document:
    told = (Text(f"{document.summary[0].text} {word}", "en"),)
    return replace(document, summary=told, version=document.version + 1)


def _since(cpu: float, wall: float) -> Answer:
    return Answer((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000)


# ---------------------------------------------------------------- rebuilding


def _rebuilding(folder: Path, stock: Stock, each: int) -> Row:
    """Make the index anew, and go on asking the old one until the new one answers."""
    pages, times, failed = classes(stock, each)["whole page"], Times(), 0
    with Worker("ours", folder) as reader, Worker("ours", folder) as builder:
        reader.do("open")
        builder.begin("build", stock.file)
        while not builder.done():
            for asked in pages:
                try:
                    times.add(reader.do("ask", asked))
                except Failed:
                    failed += 1
        built = builder.end()
    return {
        "cpu_s": round(built.cpu / 1000, 1),
        "wall_s": round(built.wall / 1000, 1),
        "answered": len(times.cpu),
        "failed": failed,
        **times.figures(),
    }


def _halves(stock: Stock) -> Row:
    """Have two processes build half of the documents each, and put their segments together."""
    whole, parts = stock.index("ours-halves"), []
    shutil.rmtree(whole, ignore_errors=True)
    for number in range(2):
        folder = stock.index(f"ours-half-{number}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        with stock.file.open(encoding="utf-8") as lines:
            half = islice(lines, number, None, 2)
            (folder / "documents.jsonl").write_text("".join(half), encoding="utf-8")
        parts.append(folder)
    begun = time.perf_counter()
    with Worker("ours", parts[0]) as one, Worker("ours", parts[1]) as two:
        for worker, folder in zip((one, two), parts, strict=True):
            worker.begin("build", folder / "documents.jsonl")
        built = [one.end(), two.end()]
    gathered(parts, whole)
    wall = time.perf_counter() - begun
    with Worker("ours", whole) as both, Worker("ours", stock.index("ours")) as alone:
        asked = Asked(("temple",), "phrase")
        if both.do("ask", asked).told != alone.do("ask", asked).told:
            raise Failed("Two halves do not find what the whole finds")
    for folder in (whole, *parts):
        shutil.rmtree(folder)
    return {"cpu_s": round(sum(each.cpu for each in built) / 1000, 1), "wall_s": round(wall, 1)}


# ---------------------------------------------------------------- ten times as many


def _copies(stock: Stock, each: int) -> Row:
    """Search an index of ten copies of every segment."""
    folder = stock.index("ours-copies")
    shutil.rmtree(folder, ignore_errors=True)
    gathered([stock.index("ours")] * TIMES, folder)
    try:
        with Worker("ours", folder) as worker:
            opened = worker.do("open")
            drawn = classes(stock, each)
            worker.do("ask", drawn["whole page"][0])
            rows = [{"what": name, **_asked(worker, some)} for name, some in drawn.items()]
            memory = worker.memory_mb()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    size = stock.size * TIMES
    return {"records": size, "open_ms": opened.wall, "memory_mb": memory, "classes": rows}


def _asked(worker: Worker, some: list[Asked]) -> Row:
    times = Times()
    for asked in some:
        times.add(worker.do("ask", asked))
    return times.figures()


def gathered(indexes: list[Path], into: Path) -> None:
    """Make one index of the segments of several, each under a name of its own."""
    into.mkdir(mode=0o700)
    shelf = Shelf(into)
    new = shelf.new()
    storage = DurableStorage(str(new))
    segments = []
    for index in indexes:
        old = Shelf(index).current()
        toc = TOC.read(DurableStorage(str(old)), "MAIN")
        segments += [_copy(segment, old, storage) for segment in toc.segments]
    TOC(toc.schema, segments, 1).write(storage, "MAIN")
    write_manifest(new)
    shelf.change_over(new)


def _copy(segment: Any, old: Path, storage: DurableStorage) -> Any:
    """Take a segment's parts out of its one file, rename each, and put them into one again."""
    fresh = copy(segment)
    fresh.segid = secrets.token_hex(8)
    whole = (old / segment.make_filename(segment.COMPOUND_EXT)).read_bytes()
    packed = segment.open_compound_file(DurableStorage(str(old)))
    for name in packed.list():
        start, length = packed.range(name)
        part = Path(storage.folder) / name.replace(segment.segid, fresh.segid)
        part.write_bytes(whole[start : start + length])
    packed.close()
    fresh.create_compound_file(storage)
    return fresh


# ---------------------------------------------------------------- printing


def show(told: Row) -> None:
    """Print what was measured."""
    print(f"\nIndex of {told['records']} documents: ms")
    for name in ("open", "first_search"):
        _line(name.replace("_", " "), told["opening"][name])
    print(f"  memory when open: {told['opening']['memory_mb']} MB")
    for name in ("commit", "generation", "findable"):
        _line({"findable": "change to findable"}.get(name, name), told[name])
    rebuild = told["rebuild"]
    print(
        f"  rebuilt in {rebuild['cpu_s']} s of CPU, {rebuild['wall_s']} s on the wall; meanwhile "
        f"{rebuild['answered']} pages answered, {rebuild['failed']} failed"
    )
    _line("pages meanwhile", rebuild)
    print(
        "  built by two processes: {cpu_s} s of CPU, {wall_s} s on the wall".format(
            **told["halves"]
        )
    )
    copies = told["copies"]
    print(
        f"  {copies['records']} documents, {TIMES} copies of each segment: opened in "
        f"{copies['open_ms']:.0f} ms, {copies['memory_mb']} MB after all"
    )
    for row in copies["classes"]:
        _line(row["what"], row)


def _line(what: str, figures: Row) -> None:
    told = "CPU {p50:g} / {p95:g} / {p99:g}, on the wall up to {wall_p95:g}".format(**figures)
    print(f"    {what:<20} {told}")
