"""Plain text: its encoding found, its first lines looked at, its words left alone."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from heritage.kit.names import script_of
from heritage.kit.text import tidy_block
from heritage.sources.says import day, people

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.I)
_LINES = re.compile(r"\n+")
_BYLINE = re.compile(r"(?:by|بقلم|كتب|par|von)\s*:?\s+\S.{2,80}", re.IGNORECASE)
_NAME_AND_DAY = re.compile(r"([^\d\n]{3,60}?)\s*[,|–،-]\s*(\d.{5,29})")
_STOPS = (".", "!", "؟", "…", "۔")
_LONGEST_TITLE = 250
_WORDS = {
    "en": "the of and in to that was were is by for with on it",
    "fr": "le la les des du et est une dans pour que qui au sur",
    "de": "der die das und ist den von mit nicht ein eine auf dem zu",
    "es": "el los las del una que por con para se en y fue",
    "it": "il di che la gli della del una per con non è sono nel",
    "tr": "ve bir bu da de için ile olarak çok daha olan sonra",
    "pl": "w na z i że się nie do jest przez od po oraz",
}
# Letters that Arabic does not use and a neighbour does.
_NEIGHBOURS = (("ckb", "ڕڵۆێە"), ("ur", "ٹڈڑںے"), ("ps", "ټډړږښڼ"), ("fa", "پچژگیک"))


@dataclass(frozen=True)
class Heading:
    """What the first lines of a text suggest."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None


def decode(data: bytes) -> tuple[str, str, bool]:
    """Read bytes as text; say in which encoding, and whether that was a guess."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding.removesuffix("-sig"), False
    if wide := _wide(data):
        return data.decode(wide, errors="replace"), wide, True
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    if (told := _declared(data)) is not None:
        return told[0], told[1], False
    encoding = _guessed(data)
    return data.decode(encoding, errors="replace"), encoding, True


def heading(text: str) -> Heading:
    """Look at the first lines of a text for its title, who wrote it, and when."""
    lines = [line.strip() for line in _LINES.split(text[:4_000]) if line.strip()][:6]
    if not lines:
        return Heading()
    title = lines[0] if len(lines[0]) <= _LONGEST_TITLE and not lines[0].endswith(_STOPS) else ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    for line in lines[1:] if title else lines[:0]:
        name, date = _named_and_dated(line)
        authors = authors or name
        published = published or date
    return Heading(title, authors, published)


def language_of(text: str) -> str | None:
    """Guess a text's language by its letters and smallest words; say nothing when unsure."""
    sample = text[:20_000]
    script = script_of(sample)
    if script == "Arab":
        return _of_arabic_letters(sample)
    if script in ("Hebr", "Grek", "Armn", "Syrc"):
        return {"Hebr": "he", "Grek": "el", "Armn": "hy", "Syrc": "syc"}[script]
    if script != "Latn":
        return None
    words = sample.lower().split()
    votes = {
        tag: sum(word in small for word in words)
        for tag, small in ((tag, frozenset(small.split())) for tag, small in _WORDS.items())
    }
    first, second = sorted(votes, key=lambda tag: -votes[tag])[:2]
    sure = votes[first] >= max(3, 0.08 * len(words)) and votes[first] > 1.3 * votes[second]
    return first if sure else None


def _of_arabic_letters(sample: str) -> str:
    """Tell Arabic from its neighbours by letters that are theirs alone."""
    letters = sum(map(str.isalpha, sample))
    for tag, own in _NEIGHBOURS:
        if sum(map(sample.count, own)) > 0.01 * letters:
            return tag
    return "ar"


def _named_and_dated(line: str) -> tuple[tuple[str, ...], str | None]:
    """Read one short line under a title: "By …", a day, or both."""
    if len(line) > 120:
        return (), None
    if both := _NAME_AND_DAY.fullmatch(line):
        name, date = both.groups()
        if (found := day(date)) and 2 <= len(name.split()) <= 6:
            return people([name]), found
    if _BYLINE.fullmatch(line):
        return people([line]), None
    return (), day(line) if any(map(str.isdigit, line)) and len(line) <= 40 else None


def _wide(data: bytes) -> str:
    """Recognise UTF-16 without its mark: every second byte of Latin text is empty."""
    start = data[:4_096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) <= 0.2 * len(start) or min(even, odd) > 0.02 * len(start):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes) -> tuple[str, str] | None:
    """Believe what a page says of its own encoding, if it can be read so."""
    if not (found := _DECLARED.search(data[:4_096])):
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
        return data.decode(encoding), encoding
    except (LookupError, UnicodeError):
        return None


def _guessed(data: bytes) -> str:
    """Guess an old encoding: Arabic Windows first, where the archive's texts come from."""
    sample = data[:65_536]
    high = [letter for letter in sample.decode("cp1256", errors="replace") if letter > "\x7f"]
    arabic = sum("\u0621" <= letter <= "\u0652" for letter in high)
    western = sample.decode("cp1252", errors="replace")
    accented = sum(map("éèêàâçäöüßñóíáúãõåøæ".count, western.lower()))
    if high and arabic > 0.7 * len(high) and len(high) > 0.25 * len(sample):
        return "cp1256"
    if accented > 0.6 * len(high):
        return "cp1252"
    best = from_bytes(sample[:8_192]).best()
    return best.encoding if best else "cp1252"


def paragraphs(text: str) -> str:
    """Part a text that knows only line ends into paragraphs; leave one that has them."""
    tidied = tidy_block(text)
    return tidied if "\n\n" in tidied else tidied.replace("\n", "\n\n")
