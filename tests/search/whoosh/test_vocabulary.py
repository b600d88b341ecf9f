"""Terms are found by their number, their beginning and their slips, as in a sorted list."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from heritage.search.whoosh.inversion import Inversion
from heritage.search.whoosh.phrases import in_a_row
from heritage.search.whoosh.vocabulary import Vocabulary

_word = st.text("abcكتا", min_size=1, max_size=12)
_texts = st.lists(st.lists(_word, min_size=1, max_size=8), min_size=1, max_size=6)


def vocabulary(texts) -> Vocabulary:
    noted = Inversion()
    for number, text in enumerate(texts):
        noted.note("words", number, text)
    return Vocabulary(noted.inverted("words", positions=True))


@given(_texts, _word)
def test_a_vocabulary_is_a_sorted_list(texts, other):
    words = vocabulary(texts)
    every = sorted({word.encode() for text in texts for word in text})

    assert list(words) == every
    for word in [*every, other.encode()]:
        assert words.find(word) == (every.index(word) if word in every else -1)
        for size in range(1, len(word) + 1):
            first, last = words.beginning(word[:size])
            assert every[first:last] == [each for each in every if each.startswith(word[:size])]


@given(_texts, _word, st.integers(1, 2))
def test_slips_are_found_as_by_comparing_every_word(texts, word, slips):
    words = vocabulary(texts)

    found = {words[number].decode(): away for number, away in words.nearly(word, slips)}
    every = {each: OSA.distance(each, word) for text in texts for each in text}
    assert found == {each: away for each, away in every.items() if away <= slips}
    begun = {words[number].decode() for number, _ in words.nearly(word, slips, word[:1])}
    assert begun == {each for each in found if each.startswith(word[:1])}


@given(_texts, _word)
def test_each_term_has_its_documents_counts_and_positions(texts, other):
    words = vocabulary(texts)
    for word in [*(word for text in texts for word in text), other]:
        number = words.find(word.encode())
        first, last = words.extent(number)
        having = [at for at, text in enumerate(texts) if word in text]
        assert words.documents[first:last].tolist() == having
        assert words.counts[first:last].tolist() == [texts[at].count(word) for at in having]
        if having:
            assert words.positions_of(number).tolist() == [
                place for at in having for place, each in enumerate(texts[at]) if each == word
            ]


@given(_texts, st.lists(_word, min_size=2, max_size=3))
def test_words_in_a_row_are_found_as_by_reading(texts, row):
    for wanted in (row, texts[0][:2] * 2, texts[-1][1:4]):
        if len(wanted) > 1:
            found = in_a_row(vocabulary(texts), [word.encode() for word in wanted], len(texts))
            size = len(wanted)
            assert found.tolist() == [
                at
                for at, text in enumerate(texts)
                if any(text[n : n + size] == wanted for n in range(len(text)))
            ]


def test_rows_are_found_among_very_common_words():
    texts = [["of", "the", "arch"] * 50, ["the", "of"] * 300, ["arch", "the"]]

    assert in_a_row(vocabulary(texts), [b"of", b"the"], 3).tolist() == [0, 1]
    assert in_a_row(vocabulary(texts), [b"the", b"arch", b"of"], 3).tolist() == [0]
    assert in_a_row(vocabulary(texts), [b"arch", b"the"], 3).tolist() == [2]
