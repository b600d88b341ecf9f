"""A column gives back what it was given, for every document of a segment, one by one or at once."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage

from heritage.search.whoosh.columns import (
    OPEN,
    BytesColumn,
    DaysColumn,
    KeyColumn,
    LabelsColumn,
    NumberColumn,
)

_day = st.none() | st.integers(-(10**7), 10**7)


def written(column, values):
    """Write some values by document number, and read the column of ten documents."""
    storage = RamStorage()
    file = storage.create_file("column")
    writer = column.writer(file)
    for number in sorted(values):
        writer.add(number, values[number])
    writer.finish(10)
    file.close()
    return column.reader(storage.open_file("column"), 0, storage.file_length("column"), 10)


@pytest.mark.parametrize(
    ("column", "value", "missing"),
    [
        (NumberColumn("<i8", OPEN), st.integers(-(2**62), 2**62), OPEN),
        (NumberColumn("<f8", -1.0), st.floats(allow_nan=False), -1.0),
        (BytesColumn(), st.binary(max_size=20), b""),
        (KeyColumn(), st.binary(max_size=20), b""),
        (DaysColumn(), st.lists(st.tuples(_day, _day), max_size=3), []),
        (LabelsColumn(), st.lists(st.text(st.characters(exclude_categories=["Cs"]))), []),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_column_gives_back_what_it_was_given(column, value, missing):
    @given(st.dictionaries(st.integers(0, 9), value, max_size=10))
    def check(values):
        reader = written(column, values)
        assert list(reader) == [values.get(number, missing) for number in range(10)]
        assert len(reader) == 10

    check()


def test_a_document_without_a_place_has_none():
    reader = written(NumberColumn("<f8", math.nan), {3: 34.55})

    assert reader[3] == 34.55
    assert math.isnan(reader[4])


def test_keys_rank_the_documents():
    reader = written(KeyColumn(), {0: b"zeno", 1: b"arch", 2: b"bel\0a", 3: b"bel"})

    ranks = reader.arrays["ranks"].tolist()
    named = sorted(range(4), key=ranks.__getitem__)
    assert named == [1, 3, 2, 0]


def test_a_label_is_kept_once():
    reader = written(LabelsColumn(), {n: ["country\x1fSY", f"grade\x1f{n % 2}"] for n in range(10)})

    assert len(reader.arrays["text_ends"]) - 1 == 3
    assert reader.arrays["codes"].dtype.itemsize == 1
