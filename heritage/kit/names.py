"""Names as readers look for them: folded, keyed, told apart by script, and compared."""

import unicodedata
from collections import Counter
from itertools import chain, islice

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from heritage.kit.folding import fold, fold_map, tokens
from heritage.kit.romanise import romanise
from heritage.kit.skeletons import bearing_words, is_arabic, skeletons, word_keys

__all__ = [
    "LIKELY", "direction", "fold", "fold_map", "likeness", "script_of", "skeletons", "slugify",
    "tokens", "word_keys",
]  # fmt: skip

LIKELY = 0.8
"""From this likeness on, a name is worth asking about: "This may already be here"."""

_Heard = tuple[str, str, frozenset[str]]

_SCRIPTS = {
    "LATIN": "Latn", "ARABIC": "Arab", "GREEK": "Grek", "CYRILLIC": "Cyrl", "HEBREW": "Hebr",
    "SYRIAC": "Syrc", "ARMENIAN": "Armn",
}  # fmt: skip
_NO_SCRIPT = "Zyyy"
_RIGHT_TO_LEFT = frozenset(("Arab", "Hebr", "Syrc"))
_LONGEST_SLUG = 80
_LONGEST_COMPARED = 12


def script_of(text: str) -> str:
    """Name the script most letters of a text are in, by ISO 15924; Zyyy where there is none."""
    counts = Counter(filter(None, map(_script, text)))
    return counts.most_common(1)[0][0] if counts else _NO_SCRIPT


def direction(text_or_script: str) -> str:
    """Say which way a text, or a script given by its code, is read: "rtl" or "ltr"."""
    known = text_or_script in _SCRIPTS.values()
    script = text_or_script if known else script_of(text_or_script)
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


def slugify(text: str) -> str:
    """Make the readable part of an address from a title in any script."""
    words = chain.from_iterable(tokens(anyascii(word)) for word in tokens(romanise(text)))
    slug = "-".join("".join(filter(str.isascii, word)) for word in words)
    return _cut(slug.strip("-")) or "unnamed"


def likeness(one: str, other: str) -> float:
    """Say how likely two names name the same, from 0 to 1, whatever their script and order."""
    if fold(one) == fold(other):
        return 1.0 if tokens(one) else 0.0
    fewer, more = sorted(
        (_heard(one), _heard(other)),
        key=lambda heard: (len(heard), [word for word, _sound, _keys in heard]),
    )
    if not fewer:
        return 0.0
    scores, rest = [], list(more)
    for word in fewer:
        best = max(rest, key=lambda candidate: _word_likeness(word, candidate))
        scores.append(_word_likeness(word, best))
        rest.remove(best)
    # One word that does not fit tells two people of a family apart; one left out tells little.
    fit = (sum(scores) / len(scores) + min(scores)) / 2
    return round(fit * (1 - 0.3 * len(rest) / len(more)), 4)


def _script(letter: str) -> str | None:
    """Look a letter's script up in its Unicode name."""
    if not letter.isalpha():
        return None
    return _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0])


def _cut(slug: str) -> str:
    """Keep an address short, at a whole word where there is one."""
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def _heard(name: str) -> list[_Heard]:
    """Take each word of a name with how it sounds in Latin letters and with its keys."""
    heard = zip(bearing_words(name), word_keys(name), strict=True)
    return [(word, _sound(word), keys) for word, keys in islice(heard, _LONGEST_COMPARED)]


def _sound(word: str) -> str:
    """Write a word so that spellings which differ in vowels only look alike."""
    latin = "".join(tokens(romanise(word))) if is_arabic(word) else word
    for written, heard in (("ou", "u"), ("oo", "u"), ("ee", "i")):
        latin = latin.replace(written, heard)
    return latin.translate(str.maketrans("eoqpvyw", "iukbfiu"))


def _word_likeness(one: _Heard, other: _Heard) -> float:
    """Compare two words: equal, of one skeleton, or only similar to the ear."""
    if one[0] == other[0]:
        return 1.0
    heard = JaroWinkler.similarity(one[1], other[1])
    if one[2] & other[2]:
        return 0.8 + 0.2 * heard
    return 0.8 * heard
