"""Passages are cut where a record speaks of what was asked, in any script, and stay plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.search.documents import Document, Name, Text
from heritage.search.highlight import marked
from heritage.search.query import parse
from heritage.search.request import Request, place_of
from heritage.search.wanted import Wanted
from tests.search.conftest import Ask


def shown(snippet) -> str:
    return "".join(f"[{each.text}]" if each.marked else each.text for each in snippet)


def first(results, field: str) -> str:
    return shown(results.hits[0].highlights[field][0])


def test_a_word_is_marked_as_it_is_written(ask: Ask):
    assert first(ask("khaled", filters={"kind": ("person",)}), "names") == "[Khaled] al-Asaad"
    assert first(ask("precinct"), "summary") == (
        "The cella and its columns fell; the gate of the [precinct] stands."
    )


def test_forms_of_a_word_are_marked(ask: Ask):
    assert "[columns]" in first(ask("column"), "summary")
    assert "[temples]" in first(ask("temple antique", filters={"lang": ("fr",)}), "body")
    assert "[المعبد]" in first(ask("والمعبد", filters={"lang": ("ar",)}), "body")


def test_another_spelling_of_a_name_is_marked_in_names(ask: Ask):
    hit = ask("خالد الأسعد").hits[0]

    assert [shown(each) for each in hit.highlights["names"]][:2] == [
        "[Khaled] al-[Asaad]", "[خالد] [الأسعد]"
    ]  # fmt: skip


def test_a_phrase_is_marked_whole(ask: Ask):
    assert first(ask('"Temple of Bel"'), "names") == "[Temple of Bel]"
    assert first(ask('"beheaded in"'), "summary") == "He was [beheaded in] public."


def test_a_word_in_quotes_is_marked_in_no_other_form():
    text = Text("The gate, the gates and the gated court; بوابة والبوابة", "en")
    wanted = Wanted()
    wanted.run(["gate"])
    wanted.run(["بوابه"])

    (snippet,) = marked(Document("a", "site", "A", summary=(text,)), wanted).passages["summary"]

    assert shown(snippet) == "The [gate], the gates and the gated court; [بوابة] والبوابة"


def test_a_title_that_is_recorded_as_a_name_is_shown_once():
    names = (Name("Temples de Bel", "fr"), Name("معبد بل", "ar"))
    wanted = Wanted()
    wanted.word("bel")

    told = marked(Document("a", "site", "Temples de Bel", names=names), wanted)

    assert [shown(each) for each in told.passages["names"]] == ["Temples de [Bel]"]
    assert told.name is None


def test_what_is_left_out_is_not_marked(ask: Ask):
    assert "[" not in first(ask("temple -museum"), "names").replace("[Temple]", "")


def test_vowel_signs_and_accents_stay_inside_the_mark():
    document = Document("a", "site", "تَدْمُر Palmyré")
    wanted = Wanted()
    wanted.word("تدمر")
    wanted.word("palmyre")

    assert shown(marked(document, wanted).passages["names"][0]) == "[تَدْمُر] [Palmyré]"


def test_a_long_text_is_cut_round_the_richest_stretch():
    padding = "word " * 400
    text = f"{padding}gold {padding}gold and silver {padding}"
    wanted = Wanted()
    wanted.word("gold")
    wanted.word("silver")

    (snippet,) = marked(Document("a", "site", "A", body=(Text(text),)), wanted).passages["body"]

    assert "[gold] and [silver]" in shown(snippet)
    assert shown(snippet).startswith("…")
    assert shown(snippet).endswith("…")
    assert len(shown(snippet)) < 400


HOSTILE = '<script>alert("stone")</script> <b>stone</b> &lt;stone&gt; </mark>stone<mark>'


def test_hostile_text_comes_back_as_it_is_for_the_page_to_escape(backend):
    backend.apply([Document("a", "site", "A", summary=(Text(HOSTILE, "en"),))], 1)

    (snippet,) = backend.search(Request(parse("stone"))).hits[0].highlights["summary"]

    assert "".join(each.text for each in snippet) == HOSTILE
    assert {each.text for each in snippet if each.marked} == {"stone"}


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_nothing_is_lost_or_added_but_dots(text, looked_for):
    wanted = Wanted()
    for word in looked_for:
        wanted.word(word)
    wanted.prefixes.update(looked_for[:1])
    document = Document("a", "site", "x", aliases=(Name(text),), body=(Text(text),))

    for snippets in marked(document, wanted).passages.values():
        for snippet in snippets:
            plain = "".join(each.text for each in snippet)
            assert plain.removeprefix("…").removesuffix("…") in text or plain in ("x", text)
            assert any(each.marked for each in snippet)


@pytest.mark.parametrize("typed", ["", "kind:site", "-temple"])
def test_where_no_word_was_typed_nothing_is_marked(ask: Ask, typed):
    for hit in ask(typed).hits:
        assert hit.highlights == {}
        assert hit.matched is None


@given(st.lists(st.sampled_from(["bel", "temple", "stone", "تدمر", "of"]), max_size=400))
def test_a_snippet_says_where_in_its_text_it_stands(told):
    text = " ".join(told)
    document = Document("s", "source", "Source", body=(Text(text, "en"),))
    wanted = Wanted()
    wanted.word("bel")

    for snippet in marked(document, wanted).passages.get("body", ()):
        start, end = place_of(snippet)
        shown = "".join(each.text for each in snippet if each.at is not None)
        assert text[start:end] == shown
        for each in snippet:
            assert each.at is None or text[each.at :].startswith(each.text)
