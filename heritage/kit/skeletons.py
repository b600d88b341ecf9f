"""Consonant skeletons: where Arabic script and its many Latin spellings meet.

Arabic leaves short vowels unwritten and each Latin spelling guesses them anew, so a word is
reduced to its consonants, in classes that merge what transliteration merges. A Latin spelling that
can be read in several ways gives several keys.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from heritage.kit.folding import tokens

# fmt: off
_ARTICLES = frozenset((
    "al", "el", "ul", "ol", "as", "es", "ash", "esh", "ach", "ech", "ad", "ed", "adh", "ar", "er",
    "at", "et", "ath", "az", "ez", "an", "en", "ehl", "ehs", "ehsh", "ehd", "ehr", "eht", "ehz",
    "ehn", "ess", "edd", "err", "ett", "ezz", "enn",
))
# fmt: on
_LINKS = frozenset(("bin", "ibn", "ben", "bint", "bent", "wa", "of", "the", "بن", "ابن", "بنت"))
_SERVANT = frozenset(("abd", "abdu", "abde", "abdi", "abdul", "abdel", "abdal"))
_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تط", "t"), **dict.fromkeys("سص", "s"),
    **dict.fromkeys("ضد", "d"), **dict.fromkeys("ذزظ", "z"), **dict.fromkeys("قك", "k"),
    **dict.fromkeys("فڤ", "f"), **dict.fromkeys("جژ", "j"), **dict.fromkeys("حه", "h"),
    **dict.fromkeys("شچ", "c"),
    "ث": "8", "خ": "x", "ر": "r", "غ": "g", "گ": "g", "ل": "l", "م": "m", "ن": "n",
}  # fmt: skip
# What else a letter is heard as: g for q in the Gulf and Libya, z for d in Persian and Turkish, and
# h for kh where a language has no such sound.
_ALSO_SAID = (("ق", "گ"), ("ض", "ز"), ("خ", "ه"))
# The ways a Latin letter or group is read.
_HEARD: dict[str, tuple[str, ...]] = {
    "dsch": ("j",), "tsch": ("c",), "tch": ("c",), "sch": ("c",), "sh": ("c",), "sz": ("c", "s"),
    "ch": ("c", "x", "k", "h"), "kh": ("x", "k", "h"), "gh": ("g", "j"), "dj": ("j",),
    "dzh": ("j",), "rh": ("r", "g"), "dh": ("z", "d"), "th": ("8", "t", "th"), "ph": ("f",),
    "ck": ("k",), "zh": ("j",), "ts": ("ts", "s"), "tz": ("s", "tz"), "v": ("f", ""), "p": ("b",),
    "q": ("k",), "g": ("j", "g"), "j": ("j", ""), "x": ("ks", "x"),
}  # fmt: skip
_NEXT_SOUND = re.compile("|".join((*sorted(_HEARD, key=len, reverse=True), ".")))
# Letters whose hook or caron folding would throw away with the sound it stands for.
_HOOKED = str.maketrans(
    {
        **dict.fromkeys("šŠ", "sh"),
        **dict.fromkeys("şŞ", "sz"),  # sh in Turkish, a heavy s in gazetteers
        **dict.fromkeys("çčćÇČĆ", "ch"), **dict.fromkeys("žŽ", "zh"),
        **dict.fromkeys("ğġĞĠ", "gh"), **dict.fromkeys("ḫḵẖḪḴ", "kh"), **dict.fromkeys("ṯṮ", "th"),
        **dict.fromkeys("ḏḎ", "dh"), **dict.fromkeys("ǧǦ", "j"),
        "ە": "",  # Kurdish writes the short vowel that Arabic leaves out
    }
)  # fmt: skip
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_VOWEL_SEAT = re.compile(r"\bئە?")
# Modern Greek has no letter for b, d and g at the ends of a word; it writes two.
_GREEK = ((re.compile(r"^ντ|ντ$"), "d"), (re.compile(r"^μπ|μπ$"), "b"), (re.compile(r"^γκ"), "g"))
_VOWELS = frozenset("aeiouyw")
_MOST_KEYS = 12
_SHORTEST_WITH_ARTICLE = 5


def skeletons(name: str) -> frozenset[str]:
    """Reduce a name to the keys under which all its spellings are found."""
    words = word_keys(name)
    joined = {first + second for one, two in pairwise(words) for first in one for second in two}
    return frozenset().union(*words, (_single(key) for key in joined))


def word_keys(name: str) -> list[frozenset[str]]:
    """Give the keys of each word of a name that carries meaning, in order."""
    return [_keys(word) for word in bearing_words(name)]


def bearing_words(name: str) -> list[str]:
    """Take a name's words without articles and "son of", in Arabic or Latin letters."""
    plain = _VOWEL_SEAT.sub("ا", name).translate(_HOOKED)
    words = _servants(list(_in_two_scripts(tokens(plain))))
    last = len(words) - 1
    kept = [
        word
        for place, word in enumerate(words)
        if word not in _LINKS and not (word in _ARTICLES and place < last)
    ]
    return [_without_article(word) for word in kept or words]


def is_article(word: str, following: str) -> bool:
    """Tell whether a Latin word is the Arabic article of the next, as in ash-Sham and ed-Dur."""
    if word not in _ARTICLES:
        return False
    sound = word[-2:] if word.endswith("h") else word[-1]
    return sound == "l" or following.startswith(sound)


def is_arabic(word: str) -> bool:
    """Tell whether a folded word is written in Arabic letters."""
    return not word.isascii() and _ARABIC_LETTER.search(word) is not None


def bare_readings(word: str) -> list[str]:
    """Take off a Latin word what may be no part of it: an article, as in Alasaad, Ezzor, Lazhar.

    And the endings with which Greek, Latin and Lithuanian decline it, as in Homsas.
    """
    if len(word) < _SHORTEST_WITH_ARTICLE:
        return []
    found = []
    if (word[0] in "ae" and word[1] == word[2]) or word.startswith(("al", "el")):
        found.append(word[2:])
    if word[0] == "l" and word[1] in _VOWELS:
        found.append(word[1:])
    if len(word) > _SHORTEST_WITH_ARTICLE and word.endswith(("as", "is", "os", "us")):
        found.append(word[:-2])
    return found


def _in_two_scripts(words: Iterable[str]) -> Iterator[str]:
    """Spell words of other scripts in Latin letters, and leave Arabic and Latin ones."""
    for word in words:
        if word.isascii() or is_arabic(word):
            yield word
        else:
            for pair, said in _GREEK:
                word = pair.sub(said, word)
            yield from tokens(anyascii(word))


def _servants(words: list[str]) -> list[str]:
    """Write "Abd al-Karim" in one word, as often as not it is written so."""
    out: list[str] = []
    for word in words:
        previous = out[-1] if out else ""
        if previous == "عبد" and word.startswith("ال"):
            out[-1] += word
        elif previous in _SERVANT and word in _ARTICLES:
            out[-1] = "abdul"
        elif previous in _SERVANT and not is_arabic(word):
            out[-1] = "abdul" + word
        else:
            out.append(word)
    return out


def _without_article(word: str) -> str:
    """Take the article off an Arabic word that surely has one."""
    if len(word) >= _SHORTEST_WITH_ARTICLE and word.startswith(("ال", "لل")):
        return word[2:]
    return word


@lru_cache(maxsize=16_384)
def _keys(word: str) -> frozenset[str]:
    keys = _arabic_keys(word) if is_arabic(word) else _latin_keys(word)
    return frozenset(filter(None, keys))


def _arabic_keys(word: str) -> set[str]:
    """Key an Arabic word, with the sounds its letters take on in the dialects."""
    key = _arabic_key(word)
    keys = {key, key.replace("g", "j"), key.replace("8", "s"), key.replace("8", "t")}
    keys.update(_arabic_key(word.replace(letter, said)) for letter, said in _ALSO_SAID)
    if word.endswith("ه"):
        keys.add(key + "t")
    return keys


def _arabic_key(word: str) -> str:
    return _trimmed("".join(_ARABIC.get(letter, "") for letter in word))


def _latin_keys(word: str) -> set[str]:
    """Key a Latin word in every way it may be read, a glued article included."""
    keys = _readings(word).union(*map(_readings, bare_readings(word)))
    return keys | {key.replace("8", "s") for key in keys}


def _readings(word: str) -> set[str]:
    """Spell out the consonants of a Latin word, each ambiguity both ways, within reason."""
    readings = [""]
    for match in _NEXT_SOUND.finditer(word):
        sounds = _sounds(match[0], word, match.start())
        if sounds == ("",):
            continue
        readings = [start + sound for start in readings for sound in sounds]
        if len(readings) > _MOST_KEYS:
            readings = sorted(set(readings))[:_MOST_KEYS]
    return {_trimmed(reading) for reading in readings}


def _sounds(letters: str, word: str, place: int) -> tuple[str, ...]:
    """Say what the letters that make the next sound may be heard as."""
    if letters in _HEARD:
        return _HEARD[letters]
    if letters in _VOWELS:
        return ("",)
    if letters == "c":
        return _sounds_of_c(word, place)
    if letters == "t" and place == len(word) - 1:
        return ("t", "d")  # Turkish hardens it: Halit
    return (letters,)


def _sounds_of_c(word: str, place: int) -> tuple[str, ...]:
    """Read a bare c: before a light vowel as s, in Turkish names as j, else as k."""
    if word[place + 1 : place + 2] in ("e", "i", "y"):
        return ("s", "j")
    return ("k", "j") if place == 0 else ("k",)


def _trimmed(key: str) -> str:
    """Drop a final h, which is often only a vowel's sign, and doubled letters."""
    return _single(key.rstrip("h") or key)


def _single(key: str) -> str:
    """Write doubled letters once."""
    return "".join(
        letter for place, letter in enumerate(key) if place == 0 or key[place - 1] != letter
    )
