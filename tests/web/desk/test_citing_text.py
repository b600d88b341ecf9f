"""A text in paragraphs, sentences and words: every letter is kept, every place is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.web.desk.citing_text import (
    MOVES,
    Layer,
    found,
    moved,
    paragraph_spans,
    paragraphs,
    sentences,
    trimmed,
)

TEXTS = st.text(alphabet="ab .!؟\n😀خَالدُ1-\u200d", max_size=80)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=8))
def test_no_letter_is_lost_or_told_twice_whatever_lies_over_the_text(text, spans):
    layers = [
        Layer(min(one, other, len(text)), min(max(one, other), len(text)), f"s{number}")
        for number, (one, other) in enumerate(spans)
    ]
    pieces = [piece for each in paragraphs(text, layers) for piece in each.pieces]
    assert "".join(piece.text for piece in pieces) == text
    for layer in layers:
        under = "".join(piece.text for piece in pieces if layer in piece.layers)
        assert under == text[layer.start : layer.end]


@given(TEXTS, st.integers(0, 80), st.integers(0, 80), st.sampled_from(MOVES))
def test_a_moved_passage_is_always_a_passage(text, one, other, move):
    chosen = trimmed(text, min(one, other), max(one, other))
    if chosen:
        start, end = moved(text, *chosen, move)
        assert 0 <= start < end <= len(text)


@given(TEXTS)
def test_paragraphs_follow_each_other_without_a_gap(text):
    spans = paragraph_spans(text)
    assert "".join(text[start:end] for start, end in spans) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One fell. Two stood!", ["One fell.", "Two stood!"]),
        ("It lost 3.5 m. “All.” They left", ["It lost 3.5 m.", "“All.”", "They left"]),
        ("هل بقي شيء؟ بقي باب.", ["هل بقي شيء؟", "بقي باب."]),
        ("No end", ["No end"]),
    ],
)  # fmt: skip
def test_sentences_are_told_apart(text, told):
    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == told


@pytest.mark.parametrize(
    ("text", "words", "passages"),
    [
        ("Khaled AL-ASAAD and al-Asaad", "al-asaad", ["AL-ASAAD", "al-Asaad"]),
        ("قُتِلَ خالد الأسعد", "قتل", ["قُتِلَ"]),
        ("والأسعد", "الاسعد", ["والأسعد"]),
        ("😀 temples, templars", "templ", ["temples", "templars"]),
        ("nothing", "", []),
        ("nothing", "some", []),
    ],
)
def test_words_are_found_in_other_spelling_and_given_whole(text, words, passages):
    matches = found(text, words)
    assert [match.passage for match in matches] == passages
    assert all(text[match.start : match.end] == match.passage for match in matches)
