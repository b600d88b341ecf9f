"""How far apart two words sound, whichever script each is written in.

Both are written as sounds, in one alphabet for Arabic and Latin letters, and the least costly way
from one to the other is sought: letters that transliteration confuses cost little, vowels that
Arabic leaves out cost little, other consonants cost much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heritage.kit.skeletons import bare_readings, is_arabic

_Costs = NDArray[np.float32]

# Small c is sh, x is kh, 8 is th. Capitals are sounds of one script or of several letters: A ayn,
# B aa, N an alif that begins a word, M a final ta marbuta, P a final ya, which may be read a; J and
# U other yas and waws; D and Y the heavy d and z, H the heavy h; G gh, Z dh, C ch, Q sz, R rh, K a
# hard and S a soft c; E and O the vowels of "day" and "law", I and W those letters beside a vowel.
_SOUNDS = "abcdefghijklmnoqrstuvxzABCDEGHIJKMNOPQRSUWYZ8"
_NUMBER = {sound: place for place, sound in enumerate(_SOUNDS, start=1)}
_LATIN = {
    "aa": "B", "dsch": "j", "dzh": "j", "sz": "Q", "rh": "R", "tsch": "C", "tch": "C", "sch": "c",
    "sh": "c", "ch": "C", "kh": "x", "gh": "G", "dj": "j", "dh": "Z", "th": "8", "ph": "f",
    "ck": "k", "zh": "j", "tz": "s", "ou": "u", "oo": "u", "ee": "i", "ie": "i", "ei": "E",
    "ai": "E", "ay": "E", "ey": "E", "aw": "O", "au": "O", "ow": "O", "ce": "Se", "ci": "Si",
    "cy": "Si", "c": "K", "x": "ks", "y": "i", "w": "u", "p": "b", "ya": "Ia", "ye": "Ie",
    "yi": "Ii", "yo": "Io", "yu": "Iu", "wa": "Wa", "we": "We", "wi": "Wi", "wo": "Wo", "wu": "Wu",
}  # fmt: skip
_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تط", "t"), **dict.fromkeys("سص", "s"),
    **dict.fromkeys("جژ", "j"), **dict.fromkeys("عء", "A"), "تش": "C", "عي": "E",
    "چ": "C", "ث": "8",
    "ح": "H", "خ": "x", "د": "d", "ذ": "Z", "ر": "r", "ز": "z", "ش": "c", "ض": "D", "ظ": "Y",
    "غ": "G", "گ": "g", "ف": "f", "ڤ": "v", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "و": "U", "ي": "J", "ا": "a",
}  # fmt: skip
_AT_THE_END = {"ه": "M", "ي": "P"}
_READ_LATIN = re.compile("|".join((*sorted(_LATIN, key=len, reverse=True), "[a-zM]")))
_READ_ARABIC = re.compile("|".join(sorted(_ARABIC, key=len, reverse=True)))
_SILENT = re.compile(r"(?<=[aeiou])h$")
_GLIDE = re.compile("(?<=[aeou])j(?=[bdfgklmnrstz])")
_DOUBLED = re.compile(r"(.)\1+")

# What it costs to hear one sound as any of others; what is not here costs 1. A vowel that Arabic
# does write is long, and heard: تدمير is destruction, and not Tadmur.
_CONFUSED = (
    ("B", "AN", 0), ("B", "a", 0.02), ("B", "e", 0.15), ("B", "hM", 0.2), ("B", "EO", 0.2),
    ("N", "aeiou", 0), ("N", "AEO", 0.1), ("M", "aeh", 0), ("M", "tH", 0.1), ("M", "iE", 0.3),
    ("P", "iIeJ", 0), ("P", "aE", 0.05), ("A", "a", 0.05), ("A", "eiou", 0.1), ("A", "EO", 0.2),
    ("J", "iEI", 0.02), ("J", "e", 0.1), ("J", "a", 0.5), ("J", "j", 0.15), ("J", "uoO", 1.5),
    ("U", "uoOW", 0.02), ("U", "v", 0.15), ("U", "ae", 0.6), ("U", "iE", 1.5), ("I", "iE", 0.02),
    ("I", "e", 0.1), ("I", "a", 0.5), ("I", "j", 0.15), ("W", "uoO", 0.02), ("W", "v", 0.15),
    ("W", "ae", 0.6), ("a", "eEO", 0.15), ("a", "iou", 0.35), ("a", "h", 0.3), ("e", "iE", 0.05),
    ("e", "uo", 0.4), ("E", "i", 0.05), ("i", "u", 0.4), ("o", "uO", 0.05), ("O", "u", 0.05),
    ("t", "8", 0.2), ("t", "d", 0.4), ("d", "D", 0), ("d", "ZY", 0.2), ("D", "Y", 0.1),
    ("z", "ZY", 0.1), ("z", "D", 0.15), ("z", "s", 0.5), ("Z", "DY", 0.05), ("Z", "s", 0.5),
    ("8", "s", 0.2), ("8", "tZY", 0.3), ("8", "z", 0.4), ("s", "c", 0.4), ("s", "C", 0.6),
    ("S", "s", 0.05), ("S", "jC", 0.2), ("S", "zk8", 0.5), ("h", "H", 0), ("h", "x", 0.2),
    ("H", "x", 0.2), ("x", "kq", 0.3), ("C", "c", 0), ("C", "x", 0.1), ("C", "kjHhK", 0.3),
    ("c", "j", 0.4), ("k", "q", 0.03), ("K", "kq", 0.05), ("K", "j", 0.2), ("g", "q", 0.12),
    ("g", "G", 0.05), ("g", "j", 0.1), ("g", "k", 0.3), ("G", "q", 0.15), ("G", "j", 0.25),
    ("G", "x", 0.5), ("G", "kr", 0.55), ("j", "i", 0.15), ("j", "z", 0.5), ("b", "v", 0.4),
    ("b", "f", 0.5), ("f", "v", 0), ("u", "v", 0.15), ("u", "f", 0.5), ("m", "n", 0.6),
    ("l", "rR", 0.7), ("Q", "sc", 0.05), ("Q", "zS", 0.3), ("R", "rG", 0.1),
)  # fmt: skip
# What it costs to hear a sound where there is none.
_LEFT_OUT = {
    "a": 0.2, "B": 0.25, "e": 0.12, "i": 0.2, "o": 0.15, "u": 0.25, "E": 0.3, "O": 0.3, "A": 0.15,
    "N": 0.2, "M": 0.1, "P": 0.2, "I": 0.35, "W": 0.45, "J": 1.3, "U": 1.3, "h": 0.4, "H": 0.7,
    "G": 0.8, "n": 0.9, "l": 0.9,
}  # fmt: skip
_AT_THE_START = 0.3
"""What it costs besides when a word begins with another sound."""
_BARE = 0.1
LONGEST = 24
"""How many sounds of a word are listened to."""


class Heard(NamedTuple):
    """Words as they sound, a reading to a row; a word may be read in several ways."""

    sounds: NDArray[np.uint8]
    """Readings × `LONGEST` numbers of sounds, filled up with silence."""
    ends: NDArray[np.intp]
    """Where the readings of each word end; those of the first begin at zero."""


def heard(words: Sequence[str]) -> Heard:
    """Read folded words aloud."""
    readings = [_read(each) for each in words]
    ends = np.cumsum([0, *map(len, readings)])
    return Heard(_table([reading for some in readings for reading in some]), ends)


def distances(word: str, others: Heard) -> NDArray[np.float64]:
    """Say how far each of these words sounds from a folded one: 0 the same, near 1 another."""
    [far] = distances_of([(word, others)])
    return far


def distances_of(pairs: Sequence[tuple[str, Heard]]) -> list[NDArray[np.float64]]:
    """Do the same for several words, each with others of its own, in one table."""
    read = [
        (reading, nth, others) for word, others in pairs for nth, reading in enumerate(_read(word))
    ]
    which = np.repeat(np.arange(len(read)), [len(others.sounds) for _, _, others in read])
    if not len(which):
        return [np.zeros(0)] * len(pairs)
    sounds = np.concatenate([others.sounds for _, _, others in read])
    columns = sounds.T[: _longest(sounds)]
    gaps = _GAP[columns]
    weights = gaps.sum(axis=0)
    gaps[:1] += _AT_THE_START * (columns[:1] > 0)
    own = _table([reading for reading, _, _ in read])
    bare = np.array([_BARE if nth else 0 for _, nth, _ in read], np.float32)
    mean = (weights + _GAP[own].sum(axis=1)[which]) / 2
    far = (_least_costs(own, which, columns, gaps) + bare[which]) / np.maximum(mean, 1)
    return _nearest(pairs, np.minimum(far, 1))


def _nearest(pairs: Sequence[tuple[str, Heard]], far: _Costs) -> list[NDArray[np.float64]]:
    """Let of all ways to read a word and another those count that are nearest."""
    found, begun = [], 0
    for word, others in pairs:
        ways, size = len(_read(word)), len(others.sounds)
        best = far[begun : begun + ways * size]
        begun += ways * size
        if ways > 1:
            best = best.reshape(ways, size).min(axis=0)
        if len(others.ends) - 1 < size:
            best = np.minimum.reduceat(best, others.ends[:-1])
        found.append(best.astype(np.float64).round(4))
    return found


@lru_cache(maxsize=32_768)
def _read(word: str) -> tuple[tuple[int, ...], ...]:
    """Write a word as sounds, and a Latin one also without what may be no part of it.

    And with each j between a vowel and a consonant as in German and Slavic spellings: Ajn, Dejr.
    """
    if is_arabic(word):
        return (_numbered(_arabic_sounds(word)),)
    readings = dict.fromkeys((word, *bare_readings(word), _GLIDE.sub("y", word)))
    return tuple(_numbered(_latin_sounds(each)) for each in readings)


def _arabic_sounds(word: str) -> str:
    sounds = _READ_ARABIC.sub(lambda letter: _ARABIC[letter[0]], word)
    if word.startswith("ا"):
        sounds = "N" + sounds[1:]
    return sounds[:-1] + _AT_THE_END.get(word[-1:], sounds[-1:])


def _latin_sounds(word: str) -> str:
    # An x that begins a word is the kh of Kurdish.
    begun = "kh" + word[1:] if word.startswith("x") else word
    heard = _SILENT.sub("M", begun)
    return _READ_LATIN.sub(lambda letter: _LATIN.get(letter[0], letter[0]), heard)


def _numbered(sounds: str) -> tuple[int, ...]:
    once = _DOUBLED.sub(r"\1", sounds)
    return tuple(_NUMBER[sound] for sound in once if sound in _NUMBER)[:LONGEST]


def _table(readings: Sequence[Sequence[int]]) -> NDArray[np.uint8]:
    """Lay readings under each other, filled up with silence."""
    table = np.zeros((len(readings), LONGEST), np.uint8)
    for place, row in enumerate(readings):
        table[place, : len(row)] = row
    return table


def _longest(sounds: NDArray[np.uint8]) -> int:
    """Say how many sounds the longest reading has; silence stands only behind them."""
    return int(np.count_nonzero(sounds.any(axis=0)))


def _least_costs(
    readings: NDArray[np.uint8], which: NDArray[np.intp], columns: NDArray[np.uint8], gaps: _Costs
) -> _Costs:
    """Walk Levenshtein's table for all pairs at once, a row of it at a time.

    `which` names the reading that goes with each column. To leave out the sounds between two places
    costs the difference of what all before each cost: the least way along a row is a running
    minimum of what is left when that is taken off.
    """
    begun = np.zeros((len(gaps) + 1, gaps.shape[1]), np.float32)
    np.cumsum(gaps, axis=0, out=begun[1:])
    row: _Costs = begun.copy()
    least: _Costs = row[-1].copy()
    lengths = np.count_nonzero(readings, axis=1)[which]
    sounds, places = readings.astype(np.intp)[which].T, columns.astype(np.intp)
    for nth in range(int(lengths.max())):
        gone = _GAP[sounds[nth]] + np.float32(0 if nth else _AT_THE_START)
        kept = row + gone
        instead = _COST.ravel().take(places + sounds[nth] * len(_GAP))
        np.minimum(kept[1:], row[:-1] + instead, out=kept[1:])
        kept -= begun
        np.minimum.accumulate(kept, axis=0, out=row)
        row += begun
        np.copyto(least, row[-1], where=lengths == nth + 1)
    return least


def _costs() -> tuple[_Costs, _Costs]:
    size = len(_SOUNDS) + 1
    cost = np.ones((size, size), np.float32)
    np.fill_diagonal(cost, 0)
    for one, others, price in _CONFUSED:
        for other in others:
            places = _NUMBER[one], _NUMBER[other]
            cost[places] = cost[places[::-1]] = price
    gap = np.ones(size, np.float32)
    gap[0] = 0
    for sound, price in _LEFT_OUT.items():
        gap[_NUMBER[sound]] = price
    return cost, gap


_COST, _GAP = _costs()
