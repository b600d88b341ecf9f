"""A text as a row of words, folded for comparison, each knowing where it stands."""

import unicodedata
from dataclasses import dataclass

from heritage.kit.names import fold_map

_APOSTROPHES = frozenset("'’‘ʼ′＇`´")
_AMERICAN = (("theater", "theatre"), ("theaters", "theatres"), ("center", "centre"))
_JOINTS = _APOSTROPHES | frozenset('-‐‑‒–_.ʿʾ"“”„«»')
_LONGEST_ABBREVIATION = 3
_LONGEST_SUFFIX = 3
_SHORTEST_BEFORE_SUFFIX = 4


@dataclass(frozen=True)
class Word:
    """One word: how it compares, and from where to where it stands in the text.

    `origins` has the place of each folded letter. `stem` and `stem_end` are the word without what
    hangs on it by an apostrophe: Palmyra's.
    """

    key: str
    start: int
    end: int
    origins: tuple[int, ...] = ()
    stem: str = ""
    stem_end: int = 0


def words_of(text: str) -> list[Word]:
    """Part a text into words."""
    folded, origins = fold_map(text)
    found: list[Word] = []
    start: int | None = None
    for place, piece in enumerate(folded + " "):
        if _in_word(piece):
            start = place if start is None else start
        elif start is not None:
            found.append(_word(text, folded[start:place], origins[start:place]))
            start = None
    return found


def spelled(key: str) -> str:
    """Write a word in the one spelling under which both sides of the ocean find it."""
    for american, british in _AMERICAN:
        if key.endswith(american):
            return key[: -len(american)] + british
    return "archaeo" + key[6:] if key.startswith("archeo") else key


def keys_of(name: str) -> tuple[str, ...]:
    """Give the words of a name as they are compared; a leading "the" is no part of it."""
    keys = tuple(word.key for word in words_of(name))
    return keys[1:] if len(keys) > 1 and keys[0] == "the" else keys


def capitalised(text: str, word: Word) -> bool:
    """Tell whether a word begins with a capital, or is in a script that has none."""
    first = text[word.start]
    return first.isupper() or first.istitle() or first.lower() == first.upper()


def _word(text: str, key: str, origins: list[int]) -> Word:
    """Make a word of folded letters, its marks and hanging suffix included."""
    start, end = origins[0], origins[-1] + 1
    while end < len(text) and _belongs_before(text[end]):
        end += 1
    for place, origin in enumerate(origins[1:], 1):
        if any(sign in _APOSTROPHES for sign in text[origins[place - 1] + 1 : origin]):
            stem_end = origins[place - 1] + 1
            if _hangs(key, place):
                stem = spelled(key[:place])
                return Word(spelled(key), start, end, tuple(origins), stem, stem_end)
    return Word(spelled(key), start, end, tuple(origins))


def _hangs(key: str, place: int) -> bool:
    """Tell a suffix ("Palmyra's", "Palmira'da") from an apostrophe inside a name ("Asa'ad")."""
    suffix = key[place:]
    return suffix == "s" or (len(suffix) <= _LONGEST_SUFFIX and place >= _SHORTEST_BEFORE_SUFFIX)


def _in_word(piece: str) -> bool:
    return piece.isalnum() or unicodedata.category(piece).startswith("M")


def _belongs_before(character: str) -> bool:
    """Recognise a vowel sign or other mark that folding dropped after its letter."""
    return character == "ـ" or unicodedata.category(character) in ("Mn", "Me", "Mc")


def joined(text: str, one: Word, two: Word) -> bool:
    """Tell whether two words may belong to one name, by what stands between them."""
    between = text[one.stem_end or one.end : two.start]
    if "\n\n" in between:
        return False
    if "." in between and len(one.key) > _LONGEST_ABBREVIATION:
        return False
    return all(sign.isspace() or sign in _JOINTS or _unseen(sign) for sign in between)


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cf", "Mn")
