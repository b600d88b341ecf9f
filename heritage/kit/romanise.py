"""Arabic words in plain Latin letters, readable enough for an address; never shown as a name.

Short vowels that are written are kept; those that are not are guessed from the shape of Arabic
syllables, so that an address reads "tadmar" rather than "tdmr".
"""

import re
import unicodedata
from itertools import groupby

_CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "غ": "gh", "ف": "f", "ڤ": "v", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ء": "ʿ", "ع": "ʿ", "ؤ": "ʿ", "ئ": "ʿ",
}  # fmt: skip
_VOWELS = {
    **{"ا": "a", "أ": "a", "آ": "a", "إ": "i", "ٱ": "a", "ى": "a", "ة": "a"},
    **{"\u064e": "a", "\u064f": "u", "\u0650": "i", "\u0670": "a"},
}
# Letters that are a consonant beside a vowel and a vowel between consonants.
_GLIDES = {"و": ("w", "u"), "ي": ("y", "i"), "ی": ("y", "i")}
_SHADDA, _SUKUN = "\u0651", "\u0652"
_SILENT = "ʿ"  # keeps its place in the syllable and is not written
_ARABIC_RUN = re.compile("[\u0610-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_SHORTEST_WITH_ARTICLE = 5


def romanise(text: str) -> str:
    """Write the Arabic words of a text in Latin letters and leave the rest."""
    return _ARABIC_RUN.sub(lambda run: f" {_word(run.group())} ", text)


def _word(word: str) -> str:
    letters = unicodedata.normalize("NFKC", word)
    bare = "".join(letter for letter in letters if letter.isalpha())
    if len(bare) >= _SHORTEST_WITH_ARTICLE and letters.startswith("ال"):
        return "al-" + _syllables(_sounds(letters[2:]))
    return _syllables(_sounds(letters))


def _sounds(letters: str) -> list[str]:
    """Read an Arabic word letter by letter, the vowels of writing as a, i, u."""
    sounds: list[str] = []
    for place, letter in enumerate(letters):
        if letter == _SHADDA and sounds:
            _double(sounds)
        elif letter == _SUKUN and sounds:
            sounds[-1] += _SUKUN
        elif letter in _VOWELS:
            _add_vowel(sounds, _VOWELS[letter])
        elif letter in _GLIDES:
            _add_glide(sounds, _GLIDES[letter], letters[place + 1 : place + 2])
        elif letter in _CONSONANTS:
            sounds.append(_CONSONANTS[letter])
    return _closed(sounds)


def _closed(sounds: list[str]) -> list[str]:
    """Bind a consonant written without a vowel to the one that follows."""
    bound: list[str] = []
    for sound in sounds:
        if bound and bound[-1].endswith(_SUKUN):
            bound[-1] = bound[-1].removesuffix(_SUKUN) + sound
        else:
            bound.append(sound)
    return [sound.removesuffix(_SUKUN) for sound in bound]


def _double(sounds: list[str]) -> None:
    """Double the last consonant, a vowel sign written before the shadda notwithstanding."""
    place = len(sounds) - 1
    while place > 0 and sounds[place] in "aiu":
        place -= 1
    sounds.insert(place, sounds[place])


def _add_vowel(sounds: list[str], vowel: str) -> None:
    """Add a vowel, unless it only lengthens the one before."""
    if sounds[-1:] != [vowel]:
        sounds.append(vowel)


def _add_glide(sounds: list[str], readings: tuple[str, str], following: str) -> None:
    """Read w or y as a consonant beside a vowel and as u or i elsewhere."""
    consonant, vowel = readings
    before = sounds[-1] if sounds else ""
    if before == vowel and following not in _VOWELS:
        return
    beside = not before or before in "aiu" or following in _VOWELS or following == _SHADDA
    sounds.append(consonant if beside else vowel)


def _syllables(sounds: list[str]) -> str:
    """Put the unwritten vowels where an Arabic syllable needs them."""
    runs = [(key, list(group)) for key, group in groupby(sounds, key=lambda sound: sound in "aiu")]
    parts: list[str] = []
    for place, (vowels, run) in enumerate(runs):
        ends_word = place == len(runs) - 1
        parts.append("".join(run) if vowels else _cluster(run, place, ends_word))
    return "".join(parts).replace(_SILENT, "")


def _cluster(run: list[str], place: int, ends_word: bool) -> str:
    """Open a run of consonants: the first may close a syllable, the last may begin one."""
    core, onset = (run, "") if ends_word else (run[:-1], run[-1])
    if len(run) == 1:
        return run[0]
    head = ""
    if len(core) % 2:
        head, core = core[0] + ("" if place else "a"), core[1:]
    # The commonest word of two syllables with a long first one is the participle: Khalid.
    vowel = "i" if ends_word and place > 1 and len(run) == len(core) == 2 else "a"
    pairs = (core[i] + vowel + core[i + 1] for i in range(0, len(core), 2))
    return head + "".join(pairs) + onset
