"""Our codec keeps what Whoosh's own keeps: every term, document, weight and position."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pytest
from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import RamStorage

from heritage.search.terms import terms
from heritage.search.whoosh import WhooshBackend
from heritage.search.whoosh.arrays import narrow, read_arrays, write_arrays
from heritage.search.whoosh.schema import schema
from tests.search.conformance import changes, corpus
from tests.search.whoosh.plain import Plain

WORDS = ("names", "aliases", "words")


def whooshes_own(documents):
    """Index documents as Whoosh would by itself."""
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
    keywords = {"name_stems": True, "stems": True, "exact": False, "sounds": False}
    plain = fields.Schema(
        id=fields.ID(stored=True),
        **dict.fromkeys(WORDS, text),
        **{name: fields.KEYWORD(scorable=scored) for name, scored in keywords.items()},
    )
    index = RamStorage().create_index(plain)
    writer = index.writer()
    for document in documents:
        told = terms(document)
        writer.add_document(
            id=document.id, **{name: told[name] for name in plain.names() if told.get(name)}
        )
    writer.commit()
    return index


def postings(reader, ids):
    """List all there is, with ids for numbers."""
    kept = {}
    for field, term in reader.all_terms():
        if field not in schema() or field in ("id", "meta"):
            continue
        matcher = reader.postings(field, term)
        while matcher.is_active():
            places = tuple(matcher.value_as("positions")) if field in WORDS else ()
            if matcher.id() in ids:
                kept[field, bytes(term), ids[matcher.id()]] = matcher.weight(), places
            matcher.next()
    return kept


@pytest.mark.parametrize("seed", range(3))
def test_every_posting_is_as_in_whooshs_own_index_after_changes_and_merges(tmp_path, seed):
    random = Random(seed)
    kept = {each.id: each for each in corpus(random, 60)}
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild(kept.values(), 0)
    for number in range(12):
        backend.apply(changes(random, kept, 5, number + 1), number + 1)
    ours = Plain(backend._shelf.current(), kept)
    theirs = whooshes_own(kept.values()).reader()
    names = {number: theirs.stored_fields(number)["id"] for number in theirs.all_doc_ids()}

    assert postings(ours.searcher.reader(), ours.ids) == postings(theirs, names)
    backend.close()


def test_whooshs_own_walk_through_the_terms_finds_them_all(tmp_path):
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild(corpus(Random(1), 20), 0)
    reader = Plain(backend._shelf.current(), {}).searcher.reader()

    every = list(reader.all_terms())
    assert every == sorted(every)
    assert all(term in reader for term in every)
    assert ("words", b"nobody") not in reader
    assert reader.doc_frequency("words", "nobody") == reader.frequency("words", "nobody") == 0
    temples = [term.decode() for term in reader.expand_prefix("words", "temp")]
    assert temples == [w.decode() for f, w in every if f == "words" and w.startswith(b"temp")]
    assert "temple" in list(reader.terms_within("words", "temppe", 1))
    backend.close()


def test_numbers_are_kept_in_as_few_bytes_as_hold_them():
    assert narrow(np.array([0, 255])).dtype == np.uint8
    assert narrow(np.array([256])).dtype == np.uint16
    assert narrow(np.array([2**16])).dtype == np.uint32
    assert narrow(np.array([], np.int64)).dtype == np.uint8


def test_arrays_cannot_be_changed_where_they_lie():
    file = io.BytesIO()
    write_arrays(file, {"a": np.arange(5), "b": np.zeros(0, np.uint8)})
    arrays = read_arrays(memoryview(file.getvalue()))

    assert arrays["a"].tolist() == [0, 1, 2, 3, 4]
    assert len(arrays["b"]) == 0
    with pytest.raises(ValueError, match="read-only"):
        arrays["a"][0] = 1
