"""Queries made to hurt: the 28 that brought other engines down, and as many more as wanted."""

from collections.abc import Callable, Iterator
from random import Random

HOSTILE = [
    "a*", "*a", "?????", "*", "NOT *", "[a TO z]", "?*?*?*?*?*z", "a" * 100_000, "(*" * 50_000,
    "librery~3", "librery~1", "librery~9", "(" * 3_000, "NOT " * 500, "NOT " * 60 + "x",
    " OR ".join(f"t{n}" for n in range(2_000)), " ".join(f"p{n}*" for n in range(200)),
    '"' * 200, '"a" ' * 60, "-" * 200, "-a " * 80, "((((((((a))))))))", "kind:" * 40,
    "\x00\x01 bel", "\ud800 bel", "bel^99999", "id:bel", "{a TO z}",
]  # fmt: skip

_WORDS = (
    "the temple of in and palmyra bel al asaad destroyed syria تدمر معبد ال خالد Πάλμυρα 破壊 "
    "İstanbul ß ﷽ e\u0301 \u200fتدمر\u200f a\u0301\u0301\u0301 🕌 ـــــ O'Brien al- 2015 ٢٠١٥"
).split()
_COMMON = ("the", "of", "palmyra", "in", "temple")
_MARKS = "\"“”„«»()|*~:-^[]{}?\\/<>;'`%&=+,.!@#$\x00\x07\n\t\u202e\u2066\ufeff\ud800\U0010ffff"
_FIELDS = (
    "kind type grade cause effect agent verdict weight is role fate place country source lang "
    "source-kind event-kind cited-by has when certain near name text متى مكان نوع id _ http"
).split()
_VALUES = (
    "site", "x", "", "*", '"', "2015", "2015..", "..", "~", "201X", "Y17E9", "[1..9]", "34,38,20km",
    "91,0,1km", "0,0,20040km", "99999999999999999999", "-9999..9999", "∞", "uncited", "a:b:c",
    "2015-13-45", "{2015,2016}", "1e308,1e308,1km", "«", "Y-9999999", "9" * 60,
)  # fmt: skip


def generated(count: int, seed: int = 28) -> Iterator[str]:
    """Make up queries; the same seed makes the same ones."""
    dice = Random(seed)
    ways = (
        _marks, _joined, _nested, _prefixes, _slips, _fields, _phrases, _common, _long, _mixed,
    )  # fmt: skip
    for _ in range(count):
        yield dice.choice(ways)(dice)


def _some(dice: Random, most: int, make: Callable[[Random], str], between: str = " ") -> str:
    return between.join(make(dice) for _ in range(dice.randint(1, most)))


def _one(dice: Random) -> str:
    return dice.choice(_WORDS)


def _marks(dice: Random) -> str:
    return _some(dice, 80, lambda d: d.choice((*_MARKS, _one(d))), "")


def _joined(dice: Random) -> str:
    joint = dice.choice((" OR ", " AND ", " NOT ", "|", " -", " OR OR "))
    return _some(dice, 60, _one, joint)


def _nested(dice: Random) -> str:
    deep = dice.choice((2, 3, 4, 50, 2_000))
    opening = dice.choice(("(", "-(", "(a ", "(a OR ", "NOT ("))
    return opening * deep + _one(dice) + dice.choice((")", "", " b)")) * deep


def _prefixes(dice: Random) -> str:
    return _some(dice, 14, lambda d: _one(d)[: d.randint(1, 5)] + "*" * d.randint(1, 2))


def _slips(dice: Random) -> str:
    return _some(dice, 14, lambda d: f"{_one(d)}~{d.choice(('', 1, 2, 3, 99, '٢', 10**30))}")


def _fields(dice: Random) -> str:
    def field(dice: Random) -> str:
        value = dice.choice((*_VALUES, _one(dice)))
        quote = dice.choice(("", "", '"'))
        return f"{dice.choice(('', '-'))}{dice.choice(_FIELDS)}:{quote}{value}{quote}"

    return _some(dice, 14, field)


def _phrases(dice: Random) -> str:
    return _some(dice, 6, lambda d: f'"{_some(d, 30, _one)}"')


def _common(dice: Random) -> str:
    return _some(dice, 12, lambda d: d.choice(_COMMON), dice.choice((" ", " OR ")))


def _long(dice: Random) -> str:
    return dice.choice((_one(dice), dice.choice(_MARKS), "ا", "\u0301")) * dice.choice(
        (255, 256, 257, 10_000)
    )


def _mixed(dice: Random) -> str:
    makes = (_one, _one, _fields, _slips, _prefixes, _phrases, _joined)
    return _some(dice, 5, lambda d: d.choice(makes)(d))[: dice.randint(1, 300)]
