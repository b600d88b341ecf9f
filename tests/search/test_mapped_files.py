"""Reading from a map must be reading from a file, without the copy."""

import io

from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.structfile import BufferFile

from heritage.search.whoosh.mapped_files import MappedFile

_steps = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.integers(-1, 30)),
        st.tuples(st.just("readline"), st.integers(-1, 30)),
        st.tuples(st.just("seek"), st.integers(0, 120)),
        st.tuples(st.just("readinto"), st.integers(0, 30)),
    ),
    max_size=12,
)


@given(st.lists(st.sampled_from([b"a", b"bc", b"\n"])).map(b"".join), _steps)
def test_a_mapped_file_reads_as_a_file_does(data, steps):
    mapped, plain = MappedFile(memoryview(data)), io.BytesIO(data)

    for step, size in steps:
        if step == "readinto":
            mine, theirs = bytearray(size), bytearray(size)
            assert mapped.readinto(mine) == plain.readinto(theirs)
            assert mine == theirs
        else:
            assert getattr(mapped, step)(size) == getattr(plain, step)(size)
        assert mapped.tell() == plain.tell()


def test_seeking_from_the_end_and_from_here():
    mapped = MappedFile(memoryview(b"0123456789"))

    assert mapped.seek(-3, 2) == 7
    assert mapped.read() == b"789"
    mapped.seek(2)
    assert mapped.seek(3, 1) == 5
    assert mapped.read(1) == b"5"


def test_whoosh_does_not_copy_a_segment_it_has_mapped():
    data = bytearray(b"before")
    opened = BufferFile(memoryview(data))

    data[:] = b"after!"

    assert opened.read(6) == b"after!"
    opened.close()
