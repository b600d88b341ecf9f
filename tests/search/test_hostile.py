"""Queries made to hurt: each is refused in words or answered, and none costs more than it may."""

import pytest
from hypothesis import given, settings

from heritage.search.backend import TooCostly
from heritage.search.query import BadQuery, parse
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend
from tests.search.palmyra import PALMYRA
from tests.search.test_query import AWKWARD, attempt

HOSTILE = [
    "a*", "*a", "?????", "*", "NOT *", "[a TO z]", "?*?*?*?*?*z", "a" * 100_000, "(*" * 50_000,
    "librery~3", "librery~1", "librery~9", "(" * 3_000, "NOT " * 500, "NOT " * 60 + "x",
    " OR ".join(f"t{n}" for n in range(2_000)), " ".join(f"p{n}*" for n in range(200)),
    '"' * 200, '"a" ' * 60, "-" * 200, "-a " * 80, "((((((((a))))))))", "kind:" * 40,
    "\x00\x01 bel", "\ud800 bel", "bel^99999", "id:bel", "{a TO z}",
]  # fmt: skip


def test_there_are_as_many_as_were_measured():
    assert len(HOSTILE) == 28


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:20]))
def test_a_hostile_query_is_refused_in_words_or_answered(palmyra: WhooshBackend, typed):
    read = attempt(typed)

    if isinstance(read, BadQuery):
        assert len(str(read)) > 20
    else:
        found = palmyra.search(Request(query=read, facets=("kind",)))
        assert found.total == sum(count for _, count in found.facets["kind"])


@settings(max_examples=100)
@given(AWKWARD)
def test_whatever_can_be_read_can_be_answered(palmyra: WhooshBackend, typed):
    read = attempt(typed)

    if not isinstance(read, BadQuery):
        found = palmyra.search(Request(query=read, per_page=100))
        assert found.total == len(found.hits)
    assert len(palmyra.suggest(typed)) <= 8


def test_a_search_that_has_used_up_its_time_is_stopped_in_words(tmp_path):
    hurried = WhooshBackend(tmp_path / "index", seconds=0)
    hurried.rebuild(PALMYRA, watermark=1)

    with pytest.raises(TooCostly, match="takes too long"):
        hurried.search(Request(query=parse("temple")))

    assert hurried.search(Request()).total == len(PALMYRA)
    hurried.close()
