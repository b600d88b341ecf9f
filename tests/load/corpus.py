"""Documents by the hundred thousand, and searches among them: what engines are compared on.

The shape is that of guides' measurements: a title, one or two other names with Arabic, and 60 to
200 words of prose by a power law over some 200,000 words, with the field's own words and pairs of
words mixed in. Everything is invented; the same seed makes the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from heritage.search.documents import Document, Name, Text
from tests.load.words import ARABIC, ENGLISH, JOINED, SYLLABLES

SEED = 20240607
PAIRS = tuple(
    tuple(pair.split())
    for pair in (
        "old city", "world heritage", "armed conflict", "cultural property", "satellite imagery",
        "partially collapsed", "heavily damaged", "eyewitness accounts", "great mosque",
        "archaeological museum", "mud brick", "bell tower", "illegal excavation",
        "historic centre", "national library", "stone arch", "burnt roof", "north wall",
    )
)  # fmt: skip
COUNTRIES = (
    "SY", "IQ", "YE", "LY", "UA", "AF", "ML", "SD", "PS", "LB", "AM", "AZ", "ET", "EG", "TR", "NP",
    "HT", "MM", "BA", "XK", "HR", "IR", "SO", "TD", "NG", "NE", "BF", "PK", "IN", "CN", "GE", "IL",
    "JO", "TN", "DZ", "MX", "PE", "BR", "FR", "IT",
)  # fmt: skip
TYPES = (
    "mosque", "church", "museum", "archaeological-site", "historic-house", "bridge", "library",
    "archive", "cemetery", "monument", "market", "monastery", "citadel", "bath",
)  # fmt: skip
GRADES = ("none", "minor", "moderate", "severe", "destroyed", "unknown")
KINDS = ("site", "site", "site", "event", "person", "source", "thing", "group")
FACETS = ("type", "country", "grade", "publisher")
FIRST = tuple(
    pair.split("/")
    for pair in (
        "Khaled/خالد Mohammed/محمد Ahmad/أحمد Ali/علي Hussein/حسين Youssef/يوسف Ibrahim/إبراهيم "
        "Said/سعيد Fatima/فاطمة Maryam/مريم Layla/ليلى Zaynab/زينب Omar/عمر Hassan/حسن Karim/كريم "
        "Nabil/نبيل Sami/سامي Rashid/رشيد Jamal/جمال"
    ).split()
)
_OPENINGS = (*"bcdfghjklmnprstvwz", "br", "cl", "dr", "gr", "pl", "sh", "st", "th", "tr", "")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDINGS = ("", "", "", "n", "r", "s", "l", "t", "m", "nd", "ck", "st", "ng")
INVENTED = 200_000
STEEPNESS, OFFSET = 1.15, 2.7
_OWN = 0.12
"""How much of the prose is words of the field."""
_DAY_FIRST, _DAY_LAST = 693_596, 739_000


class Corpus:
    """Words by rank, and the documents written with them."""

    def __init__(self, seed: int = SEED) -> None:
        self.dice = random.Random(seed)
        self.words = _words(self.dice)
        self.weights = list(
            accumulate((rank + OFFSET) ** -STEEPNESS for rank in range(len(self.words)))
        )
        self.own = list(accumulate(1 / (rank + 3) for rank in range(len(ENGLISH))))
        self.places = [" ".join(self._drawn(2)).title() for _ in range(4_000)]
        self.publishers = [f"{word.title()} Courier" for word in self.words[2_000:2_400]]

    def documents(self, count: int) -> Iterator[Document]:
        """Write so many documents."""
        for number in range(count):
            yield self._document(number)

    def _document(self, number: int) -> Document:
        dice = self.dice
        kind, sort = dice.choice(KINDS), self._steeply(TYPES)
        latin, arabic = self._person() if kind == "person" else self._place(sort)
        first = dice.randint(_DAY_FIRST, _DAY_LAST)
        return Document(
            id=f"r{number:07}",
            kind=kind,
            title=latin,
            version=number + 1,
            names=(Name(latin, "en"),),
            aliases=(Name(arabic, "ar"), *([Name(self._other(latin), "en")] * dice.randint(0, 1))),
            summary=(Text(self._prose(), "en"),),
            facets={
                "type": (sort,),
                "country": (self._steeply(COUNTRIES),),
                "grade": (dice.choice(GRADES),),
                "publisher": (self._steeply(self.publishers),),
            },
            whens=((first, first + dice.choice((0, 0, 30, 365))),) if dice.random() < 0.8 else (),
            lat=round(dice.gauss(33, 9), 5) % 90,
            lon=round(dice.gauss(40, 18), 5),
            added=number,
            url=f"/records/r{number:07}",
            stored={"place": dice.choice(self.places)},
        )

    # ------------------------------------------------ parts

    def _prose(self) -> str:
        size = self.dice.randint(60, 200)
        body = self._drawn(size)
        for _ in range(self.dice.randint(0, 3)):
            place = self.dice.randrange(size)
            body[place:place] = self.dice.choice(PAIRS)
        return ". ".join(
            " ".join(body[at : at + 14]).capitalize() for at in range(0, len(body), 14)
        )

    def _drawn(self, size: int) -> list[str]:
        own = sum(self.dice.random() < _OWN for _ in range(size))
        words = self.dice.choices(self.words, cum_weights=self.weights, k=size - own)
        words += self.dice.choices(ENGLISH, cum_weights=self.own, k=own)
        self.dice.shuffle(words)
        return words

    def _place(self, sort: str) -> tuple[str, str]:
        one, two = self._drawn(2)
        return f"{one} {two} {sort}".title(), " ".join(self.dice.choices(ARABIC, k=2))

    def _person(self) -> tuple[str, str]:
        first = self.dice.choice(FIRST)
        family = self.dice.choices(SYLLABLES, k=2)
        latin, arabic = ("".join(each) for each in zip(*family, strict=True))
        return f"{first[0]} al-{latin.title()}", f"{first[1]} ال{arabic}"

    @staticmethod
    def _other(latin: str) -> str:
        return latin.replace("u", "ou").replace("i", "ee")

    def _steeply(self, values: tuple[str, ...] | list[str]) -> str:
        """Choose a value, the first far more often than the last."""
        return values[int(len(values) * self.dice.random() ** 2.2)]


def _words(dice: random.Random) -> list[str]:
    made: dict[str, None] = dict.fromkeys([*JOINED["en"], *ENGLISH])
    while len(made) < INVENTED:
        syllables = dice.choice((1, 2, 2, 3, 3))
        parts = (
            dice.choice(_OPENINGS) + dice.choice(_VOWELS) + dice.choice(_ENDINGS)
            for _ in range(syllables)
        )
        word = "".join(parts)
        if len(word) > 2:
            made[word] = None
    return list(made)


# ---------------------------------------------------------------- searches


@dataclass(frozen=True)
class Asked:
    """One search, in a form that any engine can be asked."""

    words: tuple[str, ...]
    mode: str = "all"
    """`all`, `any`, `phrase`, `prefix` or `slips`."""
    facets: tuple[str, ...] = ()
    country: str = ""
    days: tuple[int, int] | None = None
    sort: str = "relevance"
    page: int = 1
    marked: bool = False

    @property
    def typed(self) -> str:
        """Write it as a person types it."""
        if self.mode == "phrase":
            return '"' + " ".join(self.words) + '"'
        if self.mode == "any":
            return " OR ".join(self.words)
        return " ".join(self.words) + {"prefix": "*", "slips": "~1"}.get(self.mode, "")


def searches(counts: dict[str, int], size: int, each: int = 40) -> dict[str, list[Asked]]:
    """Draw searches of each class; `counts` says how many of the `size` documents have a word."""
    dice = random.Random(7)

    def band(low: float, high: float, shortest: int) -> list[str]:
        return [w for w, n in plain if low <= n / size < high and len(w) >= shortest]

    plain = sorted((w, n) for w, n in counts.items() if w.isascii() and w.isalpha())
    often = {w for w, _ in sorted(plain, key=lambda pair: -pair[1])[:20]}
    rare = [w for w, n in plain if 5 <= n <= max(8, size * 2e-4) and len(w) > 3]
    common = [w for w in band(0.10, 0.35, 4) if w not in often] or band(0.05, 0.5, 4)
    mid, low = band(0.01, 0.05, 5), band(0.001, 0.01, 6)

    def pick(words: list[str], count: int) -> tuple[str, ...]:
        return tuple(dice.sample(words, count))

    def one(at: int) -> tuple[str, ...]:
        return pick(common if at % 3 == 0 else mid, 1)

    def page(at: int) -> Asked:
        words = (pick(common, 1), pick(mid, 1), pick(mid, 2), pick(mid, 2))[at % 4]
        return Asked(words, "any" if at % 4 == 3 else "all", facets=FACETS, marked=True)

    ways = {
        "rare word": lambda at: Asked(pick(rare, 1)),
        "common word": lambda at: Asked(pick(common, 1)),
        "two words": lambda at: Asked(pick(common, 1) + pick(mid, 1) if at % 2 else pick(mid, 2)),
        "any of three": lambda at: Asked(pick(mid, 2) + pick(common if at % 2 else mid, 1), "any"),
        "phrase": lambda at: Asked(PAIRS[at % len(PAIRS)], "phrase"),
        "prefix": lambda at: Asked((dice.choice(low)[:4],), "prefix"),
        "slips": lambda at: Asked((_slipped(dice.choice(low), dice),), "slips"),
        "filtered": lambda at: Asked(
            pick(mid, 1), country=COUNTRIES[at % 8], days=(_DAY_FIRST, _DAY_LAST - 3_650)
        ),
        "facets": lambda at: Asked(one(at), facets=FACETS),
        "by date": lambda at: Asked(one(at), sort="latest"),
        "page 10": lambda at: Asked(one(at), page=10),
        "marked": lambda at: Asked(pick(mid, 2), "any", marked=True),
        "whole page": page,
    }
    return {name: [way(at) for at in range(each)] for name, way in ways.items()}


def _slipped(word: str, dice: random.Random) -> str:
    place = dice.randrange(1, len(word) - 1)
    return word[:place] + (dice.choice("aeiou") if dice.random() < 0.5 else "") + word[place + 1 :]
