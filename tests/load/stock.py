"""What the engines are compared on, kept on disk: documents, their word counts, the indexes."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from heritage.search.documents import Document
from heritage.search.whoosh.schema import LAYOUT
from tests.load.corpus import Corpus
from tests.load.engines import RIVALS
from tests.load.workers import Worker, stored

WORD = re.compile(r"\w+")
OFTEN = 5
"""Words of fewer documents than this are not drawn, and not kept."""


@dataclass(frozen=True)
class Stock:
    """Documents of one number and everything made of them, in a folder that can be kept."""

    folder: Path
    size: int

    @property
    def file(self) -> Path:
        """Name the file with one document to a line."""
        return self.folder / "documents.jsonl"

    def prepare(self) -> None:
        """Write the documents, unless they are there from an earlier run."""
        if (self.folder / "counts.json").exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        counts: Counter[str] = Counter()
        with self.file.open("w", encoding="utf-8") as lines:
            for document in Corpus().documents(self.size):
                lines.write(document.to_json() + "\n")
                told = " ".join(each.text for each in document.summary)
                counts.update(set(WORD.findall(told.lower())))
        known = {word: number for word, number in sorted(counts.items()) if number >= OFTEN}
        (self.folder / "counts.json").write_text(json.dumps(known), encoding="utf-8")

    @cached_property
    def counts(self) -> dict[str, int]:
        """Say how many documents have each word."""
        told: dict[str, int] = json.loads((self.folder / "counts.json").read_text("utf-8"))
        return told

    def some(self, count: int) -> list[Document]:
        """Read the first documents."""
        return list(islice(stored(self.file), count))

    def index(self, name: str) -> Path:
        """Name the folder of one engine's index."""
        return self.folder / name

    def build(self, name: str, *, again: bool = False) -> dict[str, Any]:
        """Build an engine's index, or tell what it cost when it was built in this layout."""
        folder, note = self.index(name), self.folder / f"{name}.json"
        if note.exists() and not again:
            kept: dict[str, Any] = json.loads(note.read_text("utf-8"))
            if kept["layout"] == LAYOUT or name in RIVALS:
                return kept
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        with Worker(name, folder) as worker:
            built = worker.do("build", self.file)
        told = {
            "what": name,
            "cpu_s": round(built.cpu / 1000, 1),
            "wall_s": round(built.wall / 1000, 1),
            "mb": weight_mb(folder),
            "peak_mb": built.told,
            "layout": LAYOUT,
            "on": time.strftime("%Y-%m-%d"),
        }
        note.write_text(json.dumps(told), encoding="utf-8")
        return told


def weight_mb(folder: Path) -> float:
    """Weigh all files below a folder."""
    return round(sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6, 1)
