import json
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.kit.anchoring import Selector, describe, find, word_count
from heritage.kit.editing import best_matches

VECTORS = json.loads(
    (Path(__file__).parent.parent / "data/annotation/text-quote-dev.json").read_text("utf-8")
)
ENGLISH = """
The temple stood at the end of a street of columns. Its cella was built in the year 32 and
dedicated to the god Bel; a wall 205 metres long closed the court. Villagers lived inside
the court until 1932, when they were moved to a new town nearby. “We carried the doors with
us,” one of them said. The guards counted 15 crates and 3 lorries on Monday – and 14 crates
on the day after. Nobody could say who had given the order, or when. A satellite passed on
27 August and again on the 31st; the second picture shows rubble where the walls had been.
The gate, oddly enough, still stands. An engineer who measured it in 2016 thought it
wouldn't last ten winters without support; it has.
"""
ARABIC = """
وقف المعبد في آخر شارع الأعمدة، وبُني حرمه سنة ٣٢ وأهدي إلى الإله بل، وأحاط بالفناء سور طوله
٢٠٥ أمتار. سكن أهل القرية داخل الفناء حتى عام ١٩٣٢ ثم نُقلوا إلى بلدة جديدة قريبة. قال أحدهم
إنهم حملوا الأبواب معهم. وعدّ الحراس ١٥ صندوقًا يوم الاثنين و١٤ صندوقًا في اليوم التالي. ولم
يعرف أحد من أصدر الأمر ولا متى صدر. ومرّ قمر صناعي في ٢٧ آب، وتُظهر الصورة الثانية أنقاضًا
مكان الجدران. أما البوابة فما زالت قائمة، وقد ظنّ مهندس قاسها عام ٢٠١٦ أنها لن تصمد عشرة
شتاءات من دون دعامة
"""


def long_text(account, seed=7, paragraphs=60):
    """Shuffle the words of an account into a long text in which nothing is said twice alike."""
    shuffled = random.Random(seed)
    lines = []
    for number in range(paragraphs):
        line = account.split()
        shuffled.shuffle(line)
        lines.append(f"{number + 1000} " + " ".join(line))
    return "\n\n".join(lines)


TEXTS = {"en": long_text(ENGLISH), "ar": long_text(ARABIC)}


def passages(text, count=25, seed=3):
    """Draw passages of 8 to 40 whole words."""
    drawn = random.Random(seed)
    words = list(re.finditer(r"\S+", text))
    for _ in range(count):
        first = drawn.randrange(len(words) - 40)
        last = first + drawn.randrange(7, 40)
        yield words[first].start(), words[last].end()


def respaced(quote, drawn):
    return re.sub(r"\s", lambda _: drawn.choice([" ", "\n", "\u00a0", "  "]), quote)


def restyled(quote, drawn):
    return quote.upper().translate(str.maketrans("“”'–", '""’-'))


def misspelt(quote, drawn):
    letters = list(quote)
    places = [place for place, letter in enumerate(letters) if letter.isalpha()][4:-4]
    for place in drawn.sample(places, max(1, len(quote) // 40)):
        letters[place] = drawn.choice("etaoin" if quote.isascii() else "نملي")
    return "".join(letters)


def revocalised(quote, drawn):
    bare = (
        re.sub("[\u064b-\u0652]", "", quote).replace("أ", "ا").replace("إ", "ا").replace("،", ",")
    )
    return "".join(
        letter + drawn.choice(["", "", "\u064e", "\u0640"]) if "ب" <= letter <= "ي" else letter
        for letter in bare
    )


def presented(quote, drawn):
    forms = {"م": "ﻣ", "ب": "ﺑ", "ن": "ﻧ", "س": "ﺳ"}
    return "".join(forms.get(letter, letter) for letter in quote)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_own_vectors_are_found_as_expected(vector):
    quoted, expected = vector["selector"], vector["expect"]
    selector = Selector(quoted["exact"], quoted["prefix"], quoted["suffix"])
    if expected["result"] == "invalid":
        with pytest.raises(ValueError, match="empty"):
            find(vector["text"], selector)
        return

    anchor = find(vector["text"], selector)

    if expected["result"] == "not-found":
        assert anchor is None
    elif expected["result"] == "ambiguous":
        assert anchor.alternatives == expected["count"] - 1
        assert not anchor.verified
    else:
        level = {"found": "exact", "found-normalised": "normalized"}[expected["result"]]
        assert (anchor.start, anchor.end) == (expected["start"], expected["end"])
        assert (anchor.level, anchor.verified) == (level, True)


@pytest.mark.parametrize("language", TEXTS)
def test_an_unchanged_quote_is_found_where_it_was_cited(language):
    text = TEXTS[language]
    for start, end in passages(text):
        anchor = find(text, describe(text, start, end))
        assert (anchor.start, anchor.end, anchor.level) == (start, end, "exact")
        assert anchor.verified


@pytest.mark.parametrize(
    ("language", "change"),
    [
        ("en", respaced),
        ("en", restyled),
        ("ar", respaced),
        ("ar", revocalised),
        ("ar", presented),
    ],
)
def test_a_quote_in_another_spelling_is_found_and_verified(language, change):
    text, drawn = TEXTS[language], random.Random(11)
    for start, end in passages(text):
        selector = describe(text, start, end)
        anchor = find(text, replace(selector, exact=change(selector.exact, drawn)))
        assert (anchor.start, anchor.end) == (start, end)
        assert anchor.verified


@pytest.mark.parametrize("language", TEXTS)
def test_a_quote_with_typing_errors_is_found_but_not_verified(language):
    text, drawn = TEXTS[language], random.Random(13)
    for start, end in passages(text):
        selector = describe(text, start, end)
        changed = misspelt(selector.exact, drawn)
        anchor = find(text, replace(selector, exact=changed))
        assert (anchor.start, anchor.end) == (start, end)
        assert anchor.verified is (changed == selector.exact)


@pytest.mark.parametrize("language", TEXTS)
def test_a_quote_from_elsewhere_is_not_accepted(language):
    elsewhere = long_text(ENGLISH if language == "en" else ARABIC, seed=99)
    for start, end in passages(elsewhere):
        assert find(TEXTS[language], describe(elsewhere, start, end)) is None


@pytest.mark.parametrize("language", TEXTS)
def test_a_quote_with_another_number_is_not_accepted(language):
    text, changed = TEXTS[language], 0
    for start, end in passages(text, count=40):
        selector = describe(text, start, end)
        for digit in re.finditer(r"\d", selector.exact):
            other = "7" if digit.group() not in "7٧" else "4"
            exact = selector.exact[: digit.start()] + other + selector.exact[digit.end() :]
            assert find(text, replace(selector, exact=exact)) is None
            changed += 1
    assert changed > 20


def test_numbers_that_change_places_are_not_accepted():
    text = "The guards counted 3 lorries and 15 crates on Monday, and nothing on the day after."
    quote = "The guards counted 15 lorries and 3 crates on Monday, and nothing on the day after."

    assert find(text, Selector(quote)) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("In all 115 columns fell that night.", "15 columns fell that night"),
        ("عام ٢٠١٥", "١٥"),
        ("The area was 102 metres in all.", "The area was 10² metres in all"),
        ("The label said nothing.", "bel"),
        ("دُمّر معبدها كله", "معبد"),
    ],
)
def test_part_of_a_number_or_word_is_not_the_quote(text, quote):
    assert find(text, Selector(quote)) is None


def test_an_arabic_quote_may_begin_after_a_glued_particle():
    anchor = find("قالوا: ودمر التنظيم المعبد.", Selector("دمر التنظيم"))

    assert (anchor.start, anchor.end, anchor.level) == (8, 19, "exact")


def test_a_passage_cut_inside_a_word_is_found_again():
    text = "The unbelievable Bel."
    anchor = find(text, describe(text, 6, 9))

    assert (anchor.start, anchor.end, anchor.verified) == (6, 9, True)


def test_the_stored_position_chooses_between_twins():
    text = "The tower fell. " * 5
    anchor = find(text, describe(text, 36, 46))

    assert (anchor.start, anchor.verified) == (36, True)


def test_context_outweighs_a_position_that_no_longer_holds():
    old = "The tower fell at noon. Later the tower fell silent."
    new = "Correction. The tower fell twice. " + old
    anchor = find(new, describe(old, 34, 44))

    assert anchor.start == new.index("tower fell silent")
    assert anchor.verified


def test_context_holds_whole_words_only():
    text = "Its cella was built in the year 32 and dedicated to the god Bel in a great feast."
    selector = describe(text, 35, 63, around=10)

    assert (selector.prefix, selector.exact) == ("year 32 ", "and dedicated to the god Bel")
    assert selector.suffix == " in a"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2), (0, 99)])
def test_a_passage_outside_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match="No passage"):
        describe("Palmyra", start, end)


@given(st.text(min_size=1), st.data())
def test_what_is_described_is_found_in_place(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = describe(text, start, end)
    if selector.exact.strip():
        anchor = find(text, selector)
        assert (anchor.start, anchor.end, anchor.level) == (start, end, "exact")


@given(st.text(), st.text(min_size=1))
def test_any_quote_in_any_text_gets_an_answer(text, quote):
    if quote.strip():
        anchor = find(text, Selector(quote))
        assert anchor is None or 0 <= anchor.start < anchor.end <= len(text)


@given(st.text("ab", min_size=1, max_size=8), st.text("abc", max_size=30), st.integers(0, 2))
def test_edited_search_finds_the_least_edits_there_are(pattern, text, most):
    found = best_matches(pattern, text, most)
    least = min(
        edits(pattern, text[start:end])
        for start in range(len(text) + 1)
        for end in range(start, len(text) + 1)
    )

    if len(pattern) > most:
        assert bool(found) is (least <= most)
    for start, end, cost in found:
        assert edits(pattern, text[start:end]) == cost <= most
    if found and len(pattern) > most:
        assert found[0][2] == least


def edits(one, other):
    """Count edits the slow, plain way."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("beheaded the Antiquities Director", 4),
        ("al-Asaad wouldn't – ever — tell", 4),
        ("“…”", 0),
        ("قُتل خالد الأسعد عام ٢٠١٥.", 5),
        ("shelling/looting", 2),
    ],
)
def test_words_are_counted_as_a_reader_does(text, count):
    assert word_count(text) == count
