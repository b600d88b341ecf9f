"""Forms follow the fields: nothing a record holds is missing from its page."""

import pytest
from werkzeug.datastructures import MultiDict

from heritage.ledger.documents import child_model, children_of, fields_of
from heritage.records.models import KINDS
from heritage.web.desk.forms import form_class, silent
from heritage.web.desk.rows import Deed, arranged
from heritage.web.desk.sections import ROW, SECTIONS, halves


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_and_list_stands_in_exactly_one_section(kind):
    model = KINDS[kind]
    placed = [
        key for section in SECTIONS[kind] for base in section.fields for key in halves(model, base)
    ]
    assert sorted(placed) == sorted(fields_of(model))
    rows = [key for section in SECTIONS[kind] for key in section.children]
    assert sorted(rows) == sorted(children_of(model))
    assert set(rows) <= set(ROW)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_record_can_be_written(kind):
    model, form = KINDS[kind], form_class(kind)
    for key in (*fields_of(model), *children_of(model)):
        assert hasattr(form, key)


def test_a_row_is_empty_when_only_what_has_a_default_is_filled():
    model = KINDS["site"]
    assert {"lang", "name_kind", "preferred", "script"} <= silent(model, "names")
    assert "text" not in silent(model, "names")
    assert "protection" not in silent(model, "protections")
    assert set(fields_of(child_model(model, "links"))) - silent(model, "links") == {
        "other_id", "note_en", "note_ar",
    }  # fmt: skip


LISTS = {"names": frozenset({"id", "lang"})}


@pytest.mark.parametrize(
    ("deed", "names"),
    [
        (Deed(), ["a", "b", "c"]),
        (Deed("remove", "names-1"), ["a", "c"]),
        (Deed("up", "names-2"), ["a", "c", "b"]),
        (Deed("up", "names-0"), ["a", "b", "c"]),
        (Deed("down", "names-0"), ["b", "a", "c"]),
        (Deed("down", "names-2"), ["a", "b", "c"]),
        (Deed("remove", "names-9"), ["a", "b", "c"]),
        (Deed("remove", "nothing"), ["a", "b", "c"]),
        (Deed("add", "nothing"), ["a", "b", "c"]),
    ],
)
def test_rows_are_numbered_anew_whatever_was_done(deed, names):
    sent = MultiDict([("names-0-text", "a"), ("names-4-text", "b"), ("names-10-text", "c")])
    done = arranged(sent, LISTS, deed, drop=False)
    assert [done[f"names-{n}-text"] for n in range(len(names))] == names
    assert len(done) == len(names)


def test_other_fields_pass_untouched_and_empty_rows_go():
    sent = MultiDict([("x", "1"), ("x", "2"), ("links-0-note", "n"), ("posts-0-lang", "en")])
    done = arranged(sent, {"posts": frozenset({"lang"})}, Deed(), drop=True)
    assert list(done.items(multi=True)) == [("x", "1"), ("x", "2"), ("links-0-note", "n")]


def test_an_empty_name_stays_so_that_it_can_be_asked_for():
    done = arranged(MultiDict([("names-3-lang", "en")]), LISTS, Deed(), drop=True)
    assert dict(done) == {"names-0-lang": "en"}
