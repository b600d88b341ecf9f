"""Recorded names found again in a text, in any recorded spelling or script.

A mark says: these letters are a name we know, of these records. It is certain when the name is
recorded as it stands there, and only likely when a person's name sounds the same ("Chalid Asaad")
or is a surname alone; a person decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from heritage.kit.names import likeness, word_keys
from heritage.sources.words import Word, capitalised, joined, keys_of, words_of

# What Arabic writes onto the next word: and, so; in, to, like; the.
_PREFIXES = tuple(
    first + second + third
    for first in ("", "و", "ف")
    for second, third in (
        ("", ""), ("ب", ""), ("ل", ""), ("ك", ""),
        ("", "ال"), ("ب", "ال"), ("ك", "ال"), ("", "لل"),
    )
    if first + second + third
)  # fmt: skip
_PARTICLES = frozenset((
    "al", "el", "ul", "ol", "as", "es", "ash", "esh", "ad", "ed", "ar", "er", "at", "et", "an",
    "en", "bin", "ibn", "ben",
))  # fmt: skip
_ALIKE = 0.86
_MOST_WORDS = 12
_SHORTEST_AFTER_PREFIX = 3
_LONGEST_ACRONYM = 3


@dataclass(frozen=True)
class NameEntry:
    """A recorded name: of which record, of which kind of record, as written, in what language."""

    record_id: str
    kind: str
    text: str
    lang: str = ""


@dataclass(frozen=True)
class Mark:
    """A passage that names one or more records, in code points of the text."""

    start: int
    end: int
    record_ids: tuple[str, ...]
    name: str
    certain: bool = True


@dataclass
class _Branch:
    """Where one more word leads, and the names that end here."""

    next: dict[str, "_Branch"] = field(default_factory=dict)
    names: list[NameEntry] = field(default_factory=list)


@dataclass(frozen=True)
class _Sound:
    """A person's name by the consonants of each bearing word."""

    entry: NameEntry
    keys: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class _Found:
    """A name over some words of the text, before overlaps are settled."""

    first: int
    last: int
    mark: Mark


@dataclass(frozen=True)
class _Opening:
    """One way to read the first word of a name, and where in the names to look it up."""

    word: Word
    root: _Branch


class Lexicon:
    """All recorded names, ready to be looked for."""

    def __init__(self) -> None:
        self._root = _Branch()
        self._without_article = _Branch()
        self._sounds: dict[str, list[_Sound]] = {}

    @classmethod
    def build(cls, entries: Iterable[NameEntry]) -> "Lexicon":
        """Take in names; one that is a single letter, or longer than any name, is left out."""
        lexicon = cls()
        for entry in entries:
            keys = keys_of(entry.text)
            if keys and sum(map(len, keys)) > 1 and len(keys) <= _MOST_WORDS:
                lexicon._add(entry, keys)
        return lexicon

    def mark(self, text: str) -> list[Mark]:
        """Find the names in a text: the longest first, none over another, in order."""
        words = words_of(text)
        taken: set[int] = set()
        marks = _settled(self._recorded(text, words), taken)
        marks += _settled(self._alike(text, words), taken)
        return sorted(marks, key=lambda mark: mark.start)

    def _add(self, entry: NameEntry, keys: tuple[str, ...]) -> None:
        _grow(self._root, keys, entry)
        if keys[0].startswith("ال") and len(keys[0]) > _SHORTEST_AFTER_PREFIX:
            _grow(self._without_article, (keys[0][2:], *keys[1:]), entry)
        sounds = tuple(word_keys(entry.text)) if entry.kind == "person" else ()
        if len(sounds) > 1 and all(sounds):
            for key in sounds[0]:
                self._sounds.setdefault(key, []).append(_Sound(entry, sounds))

    def _recorded(self, text: str, words: list[Word]) -> Iterator[_Found]:
        """Give, for each word, the longest recorded name that begins there."""
        for place, word in enumerate(words):
            for opening in self._openings(word):
                if found := _longest(text, words, place, opening):
                    yield found

    def _openings(self, word: Word) -> Iterator[_Opening]:
        """Read a word as it stands and, in Arabic, without what is written onto it."""
        yield _Opening(word, self._root)
        if not "\u0621" <= word.key[0] <= "\u064a":
            return
        for prefix in _PREFIXES:
            rest = word.key[len(prefix) :]
            if len(rest) >= _SHORTEST_AFTER_PREFIX and word.key.startswith(prefix):
                # "للرقة" is "ل" and "الرقة", its article worn down to one letter.
                worn = prefix.endswith("لل")
                start = word.origins[len(prefix) - worn]
                root = self._without_article if worn else self._root
                yield _Opening(Word(rest, start, word.end), root)

    def _alike(self, text: str, words: list[Word]) -> Iterator[_Found]:
        """Give the people whose names sound like the words from here on."""
        heard = _Hearing(text)
        for place, word in enumerate(words if self._sounds else ()):
            if not capitalised(text, word):
                continue
            keys = sorted(heard.keys(word))
            for sound in {id(s): s for key in keys for s in self._sounds.get(key, ())}.values():
                last = heard.last(words, place, sound)
                if last is None:
                    continue
                end = words[last].stem_end or words[last].end
                if likeness(text[word.start : end], sound.entry.text) >= _ALIKE:
                    entry = sound.entry
                    mark = Mark(word.start, end, (entry.record_id,), entry.text, certain=False)
                    yield _Found(place, last, mark)


class _Hearing:
    """The consonants of a text's words, worked out once for each word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, frozenset[str]] = {}

    def keys(self, word: Word) -> frozenset[str]:
        """Give a word's consonants, without what hangs on it."""
        written = self.text[word.start : word.stem_end or word.end]
        if written not in self._known:
            self._known[written] = frozenset().union(*word_keys(written))
        return self._known[written]

    def last(self, words: list[Word], place: int, sound: _Sound) -> int | None:
        """Follow a name's sounds through the words, over articles; say where it ends."""
        at = place
        for keys in sound.keys[1:]:
            at += 1
            while at < len(words) and words[at].key in _PARTICLES and at - place < _MOST_WORDS:
                at += 1
            if at >= len(words) or not self._follows(words, place, at):
                return None
            if not keys & self.keys(words[at]):
                return None
        return at

    def _follows(self, words: list[Word], place: int, at: int) -> bool:
        """Tell whether a word stands in one name with those before it."""
        row = words[place : at + 1]
        together = all(joined(self.text, one, two) for one, two in pairwise(row))
        return together and capitalised(self.text, words[at])


def _grow(root: _Branch, keys: tuple[str, ...], entry: NameEntry) -> None:
    """Write a name into the tree of names."""
    for key in keys:
        root = root.next.setdefault(key, _Branch())
    root.names.append(entry)


def _longest(text: str, words: list[Word], place: int, opening: _Opening) -> _Found | None:
    """Follow the words as far as names go, and give the longest that ended."""
    branch: _Branch | None = opening.root
    best: _Found | None = None
    for at in range(place, min(place + _MOST_WORDS, len(words))):
        word = opening.word if at == place else words[at]
        if branch is None or (at > place and not joined(text, words[at - 1], word)):
            break
        for letters, end in ((word.key, word.end), (word.stem, word.stem_end)):
            ended = branch.next.get(letters) if letters else None
            passage = text[opening.word.start : end]
            if names := [name for name in ended.names if _fits(passage, name)] if ended else []:
                best = _Found(place, at, _mark(opening.word.start, end, names))
                break
        branch = branch.next.get(word.key)
    return best


def _mark(start: int, end: int, names: list[NameEntry]) -> Mark:
    """Make a mark of all records that bear the name; a surname alone is never certain."""
    ids = tuple(dict.fromkeys(name.record_id for name in names))
    return Mark(start, end, ids, names[0].text, certain=not all(map(_bare_surname, names)))


def _bare_surname(name: NameEntry) -> bool:
    return name.kind == "person" and len(word_keys(name.text)) < 2


def _fits(passage: str, name: NameEntry) -> bool:
    """Tell "IS" from "is" and "Bel" from "bel": one Latin word keeps its capitals."""
    if " " in passage or " " in name.text.strip():
        return True
    written = name.text.strip()
    if written.isupper() and len(written) <= _LONGEST_ACRONYM:
        return passage == written
    return passage[:1].isupper() or not written[:1].isupper()


def _settled(found: Iterable[_Found], taken: set[int]) -> list[Mark]:
    """Let the longest name have its words, then the next; the earlier of two equals."""
    marks: list[Mark] = []
    for each in sorted(found, key=lambda each: (each.mark.start - each.mark.end, each.mark.start)):
        if taken.isdisjoint(range(each.first, each.last + 1)):
            taken.update(range(each.first, each.last + 1))
            marks.append(each.mark)
    return marks
