"""From text to terms, in the same way when records are indexed and when they are looked for.

A word is looked for as it stands once folded; by its stem, when it is in a language we stem; by the
sound of its consonants, when it is part of a name; and by what else the same building is called.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from threading import local
from typing import Any, NamedTuple

import snowballstemmer

from heritage.kit.folding import fold, fold_letters
from heritage.kit.hearing import distances, heard
from heritage.kit.skeletons import bearing_words, is_arabic, is_article, skeletons
from heritage.search.building_words import SAME_MEANING

LONGEST_TERM = 64
BREAK = "\x1f"
"""Stands between passages so that no phrase runs from one into the next, and inside keys."""

MOST_CANDIDATES = 150
"""How many recorded words an index gives that may be spellings of one that was typed."""

_JOINING_WORDS = (
    "a al an and at by de des du el en et for from in is la le les l of on or the to with "
    "في من على الى الي عن و او אל аль эль ал αλ"
)
# Words that a question is put in. No word is among them that is also a name, as are "can" in
# Turkish and متى in Syriac monasteries.
_ASKING_WORDS = (
    "what which who whom whose when where why how did does do was were are be been has have had "
    "much many there that this these those it its his her their they he she as "
    "ما ماذا اين كيف كم هل لماذا اي الذي التي هو هي كان كانت هذا هذه ذلك تلك ان انه قد مع بين عند"
)
STOP_WORDS = frozenset((_JOINING_WORDS + " " + _ASKING_WORDS).split())
STEMMED = {"en": "english", "fr": "french", "ar": "arabic"}

_WORD = re.compile(r"[^\W_]+")
_BEHIND_BEST = 0.2
_MOST_SPELLINGS = 10
FARTHEST = 1.0
"""How far apart two words can sound at most."""


class Spelling(NamedTuple):
    """A recorded word that may be the one typed, and how far from it it sounds."""

    form: str
    far: float


class Token(NamedTuple):
    """A folded word and where it stands in the text as written."""

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """Take the words of a text in order, and remember where each stood."""
    folded, origins = fold_letters(text)
    if text.isascii() and len(folded) == len(text):
        return [
            Token(match[0][:LONGEST_TERM], match.start(), match.end())
            for match in _WORD.finditer(folded)
        ]
    found = []
    for match in _WORD.finditer(with_marks_inside(folded)):
        start, end = origins[match.start()], origins[match.end() - 1] + 1
        word = folded[match.start() : match.end()][:LONGEST_TERM]
        found.append(Token(word, start, end_of_word(text, end)))
    return found


def end_of_word(text: str, end: int) -> int:
    """Take the marks that folding left behind to the word they stand on."""
    while end < len(text) and text[end] > "\u02ff" and _is_mark(text[end]):
        end += 1
    return end


def words(text: str) -> list[str]:
    """Take the words of a text."""
    folded = fold(text)
    joined = with_marks_inside(folded)
    if joined == folded:
        return [word[:LONGEST_TERM] for word in _WORD.findall(folded)]
    return [folded[match.start() : match.end()][:LONGEST_TERM] for match in _WORD.finditer(joined)]


def bearing(tokens: Iterable[str]) -> list[str]:
    """Leave out articles and the words that join others; all stay when there is nothing else."""
    every = list(tokens)
    return [every[place] for place in bearing_places(every)]


def bearing_places(tokens: Sequence[str]) -> Sequence[int]:
    """Say which words of a run bear its meaning; all do when none does by itself."""
    kept = [
        place
        for place, token in enumerate(tokens)
        if token not in STOP_WORDS and not is_article(token, "".join(tokens[place + 1 : place + 2]))
    ]
    return kept or range(len(tokens))


def without_article(word: str) -> str:
    """Take the article off an Arabic word that surely has one."""
    return word[2:] if len(word) >= 5 and word.startswith(("ال", "لل")) else word


# ---------------------------------------------------------------- stems


def languages_of(lang: str, sample: str) -> str:
    """Name the language whose stems a text has; nothing when we do not stem it."""
    told = _stemmed_language(lang)
    if told is None:
        return "ar" if is_arabic(sample[:200]) else "en"
    return told


@lru_cache(maxsize=1_024)
def _stemmed_language(lang: str) -> str | None:
    """Name the language whose stems a tag asks for; None when the tag does not say."""
    base, _, rest = lang.lower().partition("-")
    if not base or base == "und":
        return None
    return base if base in STEMMED and "latn" not in rest else ""


@lru_cache(maxsize=65_536)
def stem(word: str, lang: str) -> str:
    """Reduce a word to what its forms share, marked with the language it was read in."""
    if lang == "en":
        word = _american(word)
    elif lang == "ar":
        word = _unglued(word)
    return f"{lang}:{_stemmer(STEMMED[lang]).stemWord(word)}"


def stems_for(word: str) -> list[str]:
    """Give the stems under which a word somebody typed may stand, whatever its language."""
    if is_arabic(word):
        return [stem(word, "ar")]
    return [stem(word, lang) for lang in STEMMED if lang != "ar"]


def stems_of(tokens: Iterable[str], lang: str) -> list[str]:
    """Stem a passage; the words that join others have no stem worth keeping."""
    return [stem(token, lang) for token in tokens if token not in STOP_WORDS] if lang else []


def _stemmer(algorithm: str) -> Any:
    """Give this thread's own stemmer: each keeps the word it is at."""
    kept = _STEMMERS.__dict__
    if algorithm not in kept:
        kept[algorithm] = snowballstemmer.stemmer(algorithm)
    return kept[algorithm]


_STEMMERS = local()


_SPELLINGS = (
    (re.compile(r"(?<=\w{3})tre(s?)$"), r"ter\1"),
    (re.compile(r"(?<=\w{2})our(s|ed|ing|ful|less)?$"), r"or\1"),
    (re.compile(r"is(e|ed|es|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"^(arch|pal)ae"), r"\1e"),
)


def _american(word: str) -> str:
    """Write British spellings as American ones, so that the stemmer makes one of them."""
    if len(word) > 5 and word.isascii():
        for pattern, put in _SPELLINGS:
            word = pattern.sub(put, word)
    return word


def _unglued(word: str) -> str:
    """Take off "and", "in", "like" and the article where they are written with the word."""
    if len(word) >= 6 and word[1:3] == "ال" and word[0] in "وبفك":
        return word[3:]
    return without_article(word)


# ---------------------------------------------------------------- names


def whole_name(text: str) -> str:
    """Give a name as one key: folded, without articles and joining words."""
    return " ".join(without_article(word) for word in bearing(words(text)))


def core_name(text: str) -> str:
    """Give what is a name's own, without "temple of" or "museum"."""
    every = whole_name(text).split()
    return " ".join(word for word in every if word not in SAME_MEANING) or " ".join(every)


def sound_terms(name: str) -> set[str]:
    """Key each word of a name, and each two neighbours, by their consonants."""
    return {f"{lookup}{BREAK}{form}" for form in forms(name) for lookup in lookups(form)}


@lru_cache(maxsize=16_384)
def lookups(form: str, *, wide: bool = True) -> frozenset[str]:
    """Give the terms under which a word of a name is kept and looked for, by its consonants.

    They are its keys; and, when looked for widely, each three letters of a key with its ends
    marked, since spellings that no key unites still share some of these.
    """
    ends = frozenset(f"^{key}$" for key in keys(form))
    if not wide:
        return ends
    return ends.union(end[place : place + 3] for end in ends for place in range(len(end) - 2))


def nearest(shared: Mapping[str, int]) -> tuple[str, ...]:
    """Choose the forms that share most lookups with a word: more first, then by alphabet."""
    ordered = heapq.nsmallest(MOST_CANDIDATES, shared.items(), key=lambda each: (-each[1], each[0]))
    return tuple(form for form, _ in ordered)


def forms(name: str) -> set[str]:
    """Give each word of a name, and each two neighbours as one, as they are spoken."""
    spoken = bearing_words(name)
    joined = [first + second for first, second in pairwise(spoken)]
    return {form[:LONGEST_TERM] for form in (*spoken, *joined)}


def spoken(word: str) -> str:
    """Give a word as written in the letters its consonants are taken from, hooks and all."""
    return "".join(bearing_words(word))[:LONGEST_TERM]


def keys(word: str) -> frozenset[str]:
    """Give the consonant keys of a word; a number has no sound."""
    if any(letter.isdigit() for letter in word):
        return frozenset()
    return skeletons(word)


def spellings(word: str, candidates: Sequence[str], *, wide: bool = False) -> list[Spelling]:
    """Choose the recorded words that may be spellings of one, the likest first.

    All share `lookups` with it. Widely, such are chosen too as sound less alike; but what is
    recorded as it was typed is not taken for a slip of the pen in its own script.
    """
    far = distances(word, heard(candidates)).tolist()
    pairs = [Spelling(form, each) for form, each in zip(candidates, far, strict=True)]
    return likest(word, pairs, wide=wide, known=word in candidates)


def likest(
    word: str, candidates: Iterable[Spelling], *, wide: bool = False, known: bool = False
) -> list[Spelling]:
    """Choose among words whose distance is known; `known` when the word is itself recorded."""
    ordered = sorted(candidates, key=lambda each: (each.far, each.form))
    farthest = (ordered[0].far if ordered else 0) + _BEHIND_BEST if wide else FARTHEST
    fit = (
        each
        for each in ordered
        if each.far <= min(farthest, _farthest(word, each.form, wide=wide, known=known))
    )
    return list(islice(fit, _MOST_SPELLINGS))


def loosest(word: str) -> float:
    """Say from where on no word can be a spelling of one, whatever it is written in."""
    return FARTHEST if is_arabic(word) else 0.3


def _farthest(one: str, other: str, *, wide: bool, known: bool) -> float:
    """Say how far apart spellings may be: less where one script writes the vowels of both."""
    if is_arabic(one) != is_arabic(other):
        return 0.3 if wide else 0.15
    if is_arabic(one):
        # Two Arabic spellings differ by letters that sound the same, not by whole vowels: تدمر is
        # a city, تدمير is destruction.
        return 1.0 if _said(one) == _said(other) else -1.0
    return 0.2 if wide and not known else 0.1


def _said(word: str) -> str:
    return without_article(word).translate(_SAID_ALIKE)


_SAID_ALIKE = str.maketrans("پطصضظذچڤگ", "بتسدززجفغ")


# ---------------------------------------------------------------- passages


def with_breaks(passages: Iterable[Sequence[str]]) -> Iterator[str]:
    """Join passages into one run of words, so that phrases stay inside each."""
    for place, passage in enumerate(passages):
        if place:
            yield BREAK
        yield from passage


def with_marks_inside(folded: str) -> str:
    """Keep the vowel signs of Indic and other scripts inside their words."""
    return folded if folded.isascii() else folded.translate(_MARKS_AS_LETTERS)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


_MOST_LETTERS = 16_384


class _MarksAsLetters(dict[int, int | str]):
    """What stands for each character where marks count as letters, found out once."""

    def __missing__(self, code: int) -> int | str:
        """Look at a character met for the first time."""
        stands = "x" if code > 0x2FF and _is_mark(chr(code)) else code
        if len(self) < _MOST_LETTERS:
            self[code] = stands
        return stands


_MARKS_AS_LETTERS = _MarksAsLetters()
