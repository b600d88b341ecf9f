"""Spelling set aside: two writings of one word made equal, and the way back to the original."""

import unicodedata
from collections.abc import Callable, Sequence

# Letters that Unicode does not take apart, and marks that writers put in or leave out at will.
_LETTERS = {
    **dict.fromkeys("ʾʿʻʼʽʹʺ'’‘‛`´ʔʕ′＇", ""),
    **dict.fromkeys("“”„‟«»″〃", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"},
    **{"ħ": "h", "ŧ": "t", "ə": "a"},
    **{"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ة": "ه", "ک": "ك", "ڪ": "ك"},
    **{"ۆ": "و", "ێ": "ي", "ڕ": "ر", "ڑ": "ر", "ڵ": "ل", "ٹ": "ت", "ڈ": "د", "ں": "ن"},
    **{"ہ": "ه", "ە": "ه", "ھ": "ه", "ـ": "", "،": ",", "؛": ";", "؟": "?", "٫": ".", "٬": ","},
}
# Accents and points by their combining class: overlays, Semitic vowel points, marks above and
# below. The other classes are letters in their scripts (Indic and Thai vowels, the dots of kana).
_ORNAMENTS = {1, *range(10, 37), *range(200, 241)}
_QURANIC_SIGNS = frozenset(map(chr, [*range(0x0610, 0x061B), *range(0x06D6, 0x06EE)])) - {"۞", "۩"}


def fold(text: str) -> str:
    """Set case, accents, vowel signs, letter variants and spacing aside."""
    return " ".join(text.translate(_ASCII if text.isascii() else _FOLDED).split())


def letters(text: str) -> str:
    """Fold a text and leave its letters and digits alone."""
    return text.translate(_ASCII_LETTERS if text.isascii() else _LETTERS_ALONE)


def fold_map(text: str) -> tuple[str, list[int]]:
    """Fold a text and say for each folded character which original character it came from."""
    spaced, origins = fold_letters(text)
    folded: list[str] = []
    kept: list[int] = []
    after_space = True
    for piece, origin in zip(spaced, origins, strict=True):
        if piece == " " and after_space:
            continue
        after_space = piece == " "
        folded.append(piece)
        kept.append(origin)
    if folded and after_space:
        folded.pop()
        kept.pop()
    return "".join(folded), kept


def fold_letters(text: str) -> tuple[str, Sequence[int]]:
    """Fold each character where it stands, spaces too, and say where each came from."""
    if text.isascii():
        folded = text.translate(_ASCII)
        if len(folded) == len(text):
            return folded, range(len(text))
    pieces = list(map(_FOLDED.__getitem__, map(ord, text)))
    folded = "".join(pieces)
    if len(folded) == len(text) and "" not in pieces:
        return folded, range(len(text))
    return folded, [place for place, piece in enumerate(pieces) for _ in piece]


def tokens(text: str) -> list[str]:
    """Take the folded words of a text, in order, numbers included."""
    return "".join(piece if _in_word(piece) else " " for piece in fold(text)).split()


def _fold_character(character: str) -> str:
    """Fold one character, to nothing if it is only a mark on another."""
    if character.isspace():
        return " "
    plain = _bare(_bare(_letters(character)).casefold())
    return "".join(" " if piece.isspace() else _plain(piece) for piece in plain)


def _bare(text: str) -> str:
    """Take characters apart and leave their marks behind."""
    return "".join(
        piece
        for piece in unicodedata.normalize("NFKD", text)
        if unicodedata.combining(piece) not in _ORNAMENTS
        and unicodedata.category(piece) != "Cf"
        and piece not in _QURANIC_SIGNS
    )


def _letters(character: str) -> str:
    """Drop a spacing accent whole: taken apart it would leave a space behind."""
    return _LETTERS.get(character, character)


def _in_word(piece: str) -> bool:
    """Tell letters, digits and the vowel signs of some scripts from what stands between words."""
    return piece.isalnum() or unicodedata.category(piece).startswith("M")


def _plain(piece: str) -> str:
    """Write a letter in its commonest form and a digit as ASCII."""
    if piece.isdecimal():
        return str(unicodedata.decimal(piece))
    return _LETTERS.get(piece, piece)


_MOST_KEPT = 16_384


class _Folded(dict[int, str]):
    """What each character folds to, found out once; `str.translate` reads it at C's speed."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        """Fold a character met for the first time."""
        folded = self._fold(chr(code))
        if len(self) < _MOST_KEPT:
            self[code] = folded
        return folded


def _fold_letter(character: str) -> str:
    """Fold a character to nothing when it stands between words."""
    return "".join(filter(_in_word, _fold_character(character)))


_FOLDED = _Folded(_fold_character)
_LETTERS_ALONE = _Folded(_fold_letter)
# Where a text is ASCII throughout, `str.translate` needs no look-up for each character.
_ASCII = {code: _FOLDED[code] for code in range(128)}
_ASCII_LETTERS = {code: _LETTERS_ALONE[code] for code in range(128)}
