"""How well searches find what they should: names across scripts, places, people, questions.

Each set is read from the shared data, put into an index as records are, and asked through the same
door as any search; SQLite FTS5 answers beside ours where the set is prose.
"""

from __future__ import annotations

import json
import math
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh.analysis import StemmingAnalyzer
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup

from heritage.db import sqlite_module
from heritage.kit.skeletons import skeletons
from heritage.search.analysis import words
from heritage.search.documents import Document, Name, Text
from heritage.search.query import BadQuery, parse
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend

SHARED = Path(__file__).parents[2].parent / "shared/data"
TOP = 10
SEED = 5
Row = dict[str, Any]


def measure(count: int = 1_500) -> list[Row]:
    """Measure every set, `count` questions of each at most."""
    return [
        *name_pairs(count),
        syrian_places(),
        *own_set(),
        *questions(count),
    ]


# ---------------------------------------------------------------- asking


@dataclass(frozen=True)
class Asked:
    """What came of some searches: how good, how many were found, how long each took."""

    scores: tuple[float, ...]
    found: tuple[int, ...]
    cpu_ms: float
    best: tuple[tuple[str, list[str]], ...]
    """Each question's own name with the ids of its ten best."""

    @property
    def mean(self) -> float:
        """Give the mean score."""
        return sum(self.scores) / max(len(self.scores), 1)


Search = Callable[[str], tuple[list[str], int]]
Score = Callable[[list[str], str], float]


def ask(search: Search, questions: Iterable[tuple[str, str]], score: Score) -> Asked:
    """Ask each question, and score the ids of the ten best by the question's own name."""
    scores, found, every = [], [], []
    begun = time.process_time()
    for question, text in questions:
        best, total = search(text)
        scores.append(score(best[:TOP], question))
        found.append(total)
        every.append((question, best[:TOP]))
    spent = (time.process_time() - begun) * 1000
    return Asked(tuple(scores), tuple(found), spent / max(len(scores), 1), tuple(every))


@contextmanager
def ours(documents: Iterable[Document]) -> Iterator[Search]:
    """Search an index of these documents; a search we refuse finds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        backend = WhooshBackend(Path(folder) / "index", seconds=30)
        backend.rebuild(documents, watermark=1)

        def search(text: str) -> tuple[list[str], int]:
            try:
                results = backend.search(Request(parse(text), per_page=TOP, highlight=False))
            except BadQuery:
                return [], 0
            return [hit.id for hit in results.hits], results.total

        try:
            yield search
        finally:
            backend.close()


def fts5(documents: Iterable[Document], tokenizer: str, joined: str) -> Search:
    """Search a table of these documents, for all the words (AND) or any (OR), in its own order."""
    connection: sqlite3.Connection = sqlite_module().connect(":memory:")
    columns = f"id unindexed, names, texts, tokenize='{tokenizer}'"
    connection.execute(f"create virtual table t using fts5({columns})")
    for each in documents:
        connection.execute("insert into t values (?, ?, ?)", (each.id, *_written(each)))

    def search(text: str) -> tuple[list[str], int]:
        asked = [word for word in words(text) if len(word) > 2 or tokenizer != "trigram"]
        if not asked:
            return [], 0
        phrase = text.startswith('"')
        match = text if phrase else f" {joined} ".join(f'"{word}"' for word in asked)
        found = connection.execute("select id from t where t match ? order by rank", (match,))
        ids = [id for (id,) in found.fetchall()]
        return ids[:TOP], len(ids)

    return search


def plain_whoosh(documents: Iterable[Document]) -> Search:
    """Search Whoosh as it comes, stemming English, for any of the words."""
    schema = fields.Schema(
        id=fields.ID(stored=True), names=fields.TEXT(StemmingAnalyzer(), field_boost=5.0),
        texts=fields.TEXT(StemmingAnalyzer()),
    )  # fmt: skip
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for each in documents:
        names, texts = _written(each)
        writer.add_document(id=each.id, names=names, texts=texts)
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(["names", "texts"], schema, group=OrGroup)

    def search(text: str) -> tuple[list[str], int]:
        asked = text if text.startswith('"') else " ".join(words(text))
        found = searcher.search(parser.parse(asked), limit=TOP)
        return [hit["id"] for hit in found], len(found)

    return search


def _written(document: Document) -> tuple[str, str]:
    """Give the names of a document, and its texts, each as one piece."""
    names = (Name(document.title), *document.names, *document.aliases)
    texts = (*document.summary, *document.quotes, *document.body)
    return "\n".join(name.text for name in names), "\n".join(text.text for text in texts)


def recall(right: Mapping[str, Collection[str]]) -> Score:
    """Score 1 when any right answer is among the ten best."""
    return lambda best, question: float(any(id in right[question] for id in best))


def precision(told: Asked, right: Mapping[str, Collection[str]], names: Mapping[str, str]) -> Row:
    """Say how clean the ten best are.

    `first`: how often a right answer stands first, of the searches that found anything. `right`:
    the share of all shown that are right. `alike`: the share that are right or share the
    consonants of a right one in one of their words, as spellings of another person of that name do.
    """
    shown = [(right[question], id) for question, best in told.best for id in best]
    first = [best[0] in right[question] for question, best in told.best if best]
    keyed = {id: skeletons(name) for id, name in names.items()}
    alike = [any(keyed[id] & keyed[each] for each in answers) for answers, id in shown]
    return {
        "first": _share(first),
        "right": _share([id in answers for answers, id in shown]),
        "alike": _share(alike),
    }


def _share(told: Sequence[bool]) -> float:
    return round(sum(told) / max(len(told), 1), 3)


def ndcg(grades: Mapping[str, Mapping[str, int]]) -> Score:
    """Score by how high the graded answers stand."""

    def score(best: list[str], question: str) -> float:
        graded = grades[question]
        ideal = _gain(sorted(graded.values(), reverse=True)[:TOP])
        return _gain([graded.get(id, 0) for id in best]) / ideal if ideal else 0.0

    return score


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


# ---------------------------------------------------------------- names


def name_pairs(count: int) -> list[Row]:
    """Find names that are recorded in one script alone, by the other."""
    path = SHARED / "names/wikidata-person-names-en-ar-dev.tsv"
    pairs = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    rows = []
    for what, asked, kept in (("Latin to Arabic", 0, 1), ("Arabic to Latin", 1, 0)):
        names = sorted({pair[kept] for pair in pairs})
        ids = {name: f"n{number}" for number, name in enumerate(names)}
        right: dict[str, set[str]] = defaultdict(set)
        for pair in pairs:
            right[pair[asked]].add(ids[pair[kept]])
        native = sorted({pair[asked] for pair in pairs if _ARABIC_NAME.search(pair[1])})
        drawn = random.Random(SEED).sample(native, min(count, len(native)))
        with ours(_person(ids[name], name) for name in names) as search:
            told = ask(search, [(name, name) for name in drawn], recall(right))
        row = _row(f"names, {what}, of {len(names)}", "recall@10", told)
        rows.append(row | precision(told, right, {id: name for name, id in ids.items()}))
    return rows


_ARABIC_NAME = re.compile("[عحصضطظقذثءغ]|^ال")
"""Letters that names from other languages do not bring along."""


def _person(id: str, *names: str) -> Document:
    first, *others = map(Name, names)
    return Document(id, "person", first.text, 1, (first,), tuple(others))


def syrian_places() -> Row:
    """Find the places of Syria, recorded in Arabic and by one Latin name, by their other names."""
    own = {each["geonameid"]: each["name"] for each in _lines("geo/geonames-SY.jsonl")}
    documents, asked = [], []
    right: dict[str, set[str]] = {}
    called: dict[str, set[str]] = defaultdict(set)
    for place in _lines("names/place-names-SY.jsonl"):
        id, name = f"g{place['geonameid']}", own[place["geonameid"]]
        documents.append(_person(id, name, *place["arabic"]))
        called[_folded(name)].add(id)
        for other in {_folded(each): each for each in place["latin"] if _spoken(each)}.values():
            if _folded(other) != _folded(name):
                right[f"{id}/{other}"] = called[_folded(name)]
                asked.append((f"{id}/{other}", other))
    with ours(documents) as search:
        told = ask(search, asked, recall(right))
    names = {each.id: each.title for each in documents}
    row = _row("places of Syria by their other names", "recall@10", told)
    return row | precision(told, right, names)


def _folded(name: str) -> str:
    return " ".join(words(name))


def _spoken(name: str) -> bool:
    """Leave out what machines made of other scripts: without capitals, or without vowels."""
    letters = _folded(name).replace(" ", "")
    vowels = sum(letter in "aeiou" for letter in letters)
    written = name != name.lower() and letters.isascii() and len(letters) >= 4
    return written and vowels / len(letters) >= 0.28


# ---------------------------------------------------------------- prose


def own_set() -> list[Row]:
    """Ask our own questions of our own invented records."""
    documents = [_record(each) for each in _lines("search/own-dev/docs.jsonl")]
    asked = list(_lines("search/own-dev/queries.jsonl"))
    grades = _grades("search/own-dev/qrels.tsv")
    return _prose("own set", documents, [(each["query"], each["text"]) for each in asked], grades)


def _record(each: Mapping[str, str]) -> Document:
    names = (Name(each["title"], "en"), Name(each["title_ar"], "ar"), Name(each["title_fr"], "fr"))
    people = f"{each['person']} {each['person_ar']}"
    return Document(
        each["doc"], "site", each["title"], 1, names[:1], names[1:],
        summary=(Text(each["text"], "en"), Text(people)),
        facets={"cause": (each["cause"],), "grade": (each["grade"],), "type": (each["type"],)},
    )  # fmt: skip


def questions(count: int) -> list[Row]:
    """Ask questions in plain language of paragraphs in three languages."""
    documents = [
        Document(
            each["doc"], "source", each["title"].replace("_", " "), 1,
            body=(Text(each["text"], each["lang"]),),
        )
        for each in _lines("search/xquad-dev/docs.jsonl")
    ]  # fmt: skip
    grades = _grades("search/xquad-dev/qrels.tsv", iteration="0")
    rows = []
    for lang, name in (("en", "English"), ("ar", "Arabic")):
        every = [
            (each["query"], each["text"])
            for each in _lines("search/xquad-dev/queries.jsonl")
            if each["lang"] == lang
        ]
        rows += _prose(f"XQuAD {name}", documents, every[:count], grades)
    return rows


def _prose(
    what: str,
    documents: list[Document],
    asked: list[tuple[str, str]],
    grades: Mapping[str, Mapping[str, int]],
) -> list[Row]:
    with ours(documents) as search:
        rows = [_row(what, "nDCG@10", ask(search, asked, ndcg(grades)))]
    rivals = {"plain Whoosh, any word": plain_whoosh(documents)}
    for tokenizer in ("porter unicode61", "trigram"):
        rivals[f"FTS5 {tokenizer}, all words"] = fts5(documents, tokenizer, "AND")
        rivals[f"FTS5 {tokenizer}, any word"] = fts5(documents, tokenizer, "OR")
    for name, rival in rivals.items():
        rows.append(_row(f"{what}: {name}", "nDCG@10", ask(rival, asked, ndcg(grades))))
    return rows


def _lines(path: str) -> Iterator[dict[str, Any]]:
    with (SHARED / path).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _grades(path: str, iteration: str | None = None) -> Mapping[str, Mapping[str, int]]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (SHARED / path).read_text("utf-8").splitlines()[1:]:
        query, column, document, grade = line.split("\t")
        if iteration in (None, column):
            grades[query][document] = int(grade)
    return grades


# ---------------------------------------------------------------- telling


def _row(what: str, measure: str, told: Asked) -> Row:
    found = sum(told.found) / max(len(told.found), 1)
    return {
        "what": what,
        "asked": len(told.scores),
        "measure": measure,
        "score": round(told.mean, 3),
        "found": round(found, 1),
        "cpu_ms": round(told.cpu_ms, 2),
    }


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """Lay the rows out; `precision` explains the last three columns, which names alone have."""
    heads = ("asked", "found", "cpu ms", "first", "right", "alike")
    yield f"{'':<48}{'measure':<10}{'score':>7}" + "".join(f"{head:>8}" for head in heads)
    for row in rows:
        clean = [f"{row[key]:>8.3f}" for key in ("first", "right", "alike") if key in row]
        told = f"{row['score']:>7.3f}{row['asked']:>8}{row['found']:>8}{row['cpu_ms']:>8}"
        yield f"{row['what']:<48}{row['measure']:<10}{told}" + "".join(clean)


if __name__ == "__main__":
    print("\n".join(lines(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_500))))
