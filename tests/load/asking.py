"""Which searches are timed: by class, drawn from the words the archive really holds."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from heritage.kit.dates import parse as parse_date
from heritage.search.analysis import STOP_WORDS, words
from heritage.search.documents import Document
from heritage.search.params import FILTERS
from heritage.search.query import parse
from heritage.search.request import Request
from tests.load.rivals import Ask, texts

PLAIN = re.compile(r"[a-z]{4,}")
RARE, COMMON = 3, 0.1
"""A rare word is in three records at most; a common one in a tenth of them at least."""
YEARS = range(1995, 2023)


@dataclass(frozen=True)
class Pair:
    """One search, as both sides take it."""

    ours: Request
    theirs: Ask


class Asker:
    """Draws searches of each class; the same documents and seed draw the same."""

    def __init__(self, documents: list[Document], seed: int) -> None:
        self.dice = random.Random(seed)
        self.documents = documents
        self.runs = [[words(each.text) for each in texts(document)] for document in documents]
        held = Counter(word for runs in self.runs for word in {w for run in runs for w in run})
        plain = {word: n for word, n in sorted(held.items()) if PLAIN.fullmatch(word)}
        most = max(RARE + 1, round(len(documents) * COMMON))
        self.rare = [word for word, n in plain.items() if n <= RARE]
        self.middle = [word for word, n in plain.items() if RARE < n < most] or self.rare
        self.common = [word for word, n in plain.items() if n >= most] or self.middle

    def classes(self, count: int) -> dict[str, list[Pair]]:
        """Draw so many searches of each class."""
        ways: dict[str, Callable[[], Pair]] = {
            "rare word": lambda: plain(self.dice.choice(self.rare)),
            "common word": lambda: plain(self.dice.choice(self.common)),
            "two words": self.two_words,
            "phrase": self.phrase,
            "prefix": self.prefix,
            "name": lambda: self.name("en"),
            "Arabic name": lambda: self.name("ar"),
            "facets page": self.facets,
            "word in a year": self.dated,
        }
        return {name: [way() for _ in range(count)] for name, way in ways.items()}

    def two_words(self) -> Pair:
        """Take two words of one record, not side by side."""
        known = set(self.common) | set(self.middle)
        while True:
            held = sorted({w for run in self.dice.choice(self.runs) for w in run} & known)
            if len(held) >= 2:
                return plain(" ".join(self.dice.sample(held, 2)))

    def phrase(self) -> Pair:
        """Take two words that stand side by side somewhere."""
        while True:
            runs = self.dice.choice(self.runs)
            pairs = [
                pair
                for run in runs
                for pair in pairwise(run)
                if all(PLAIN.fullmatch(word) and word not in STOP_WORDS for word in pair)
            ]
            if pairs:
                quoted = '"' + " ".join(self.dice.choice(pairs)) + '"'
                return Pair(Request(query=parse(quoted)), Ask(quoted))

    def prefix(self) -> Pair:
        """Take the first four letters of a word."""
        begun = self.dice.choice(self.middle)[:4] + "*"
        return Pair(Request(query=parse(begun)), Ask(begun))

    def name(self, lang: str) -> Pair:
        """Take a whole name in one script; the rival has trigrams of the Arabic ones."""
        table = "threes" if lang == "ar" else "words"
        names = [
            name.text
            for document in self.documents
            if document.kind != "source"
            for name in document.names
            if name.lang == lang
        ]
        chosen = self.dice.choice(names)
        return Pair(Request(query=parse(chosen)), Ask(quoted(chosen), table))

    def facets(self) -> Pair:
        """Ask for all that the search page shows beside a common word."""
        word = self.dice.choice(self.common)
        asked = Request(query=parse(word), facets=FILTERS)
        return Pair(asked, Ask(f'"{word}"', facets=FILTERS))

    def dated(self) -> Pair:
        """Ask for a common word among what may have happened in one year."""
        word, year = self.dice.choice(self.common), parse_date(str(self.dice.choice(YEARS)))
        first, last = year.earliest or 0, year.latest or 0
        asked = Request(query=parse(word), from_day=first, to_day=last)
        return Pair(asked, Ask(f'"{word}"', days=(first, last)))


def plain(query: str) -> Pair:
    """Ask for all of these words."""
    return Pair(Request(query=parse(query)), Ask(quoted(query)))


def quoted(text: str) -> str:
    """Write words so that FTS5 takes each as a word; trigrams need three letters of it."""
    return " ".join(f'"{word}"' for word in re.findall(r"[^\W_]{3,}", text))
