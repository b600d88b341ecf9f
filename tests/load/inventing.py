"""Plausible records: documents as an archivist would write them, and what sources say of them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.load.words import Words

SHARES = {"source": 0.14, "group": 0.04, "person": 0.06, "site": 0.46, "thing": 0.06, "event": 0.24}
"""How much of the archive each kind is, in the order in which they are written."""

BUILDINGS = (
    ("Temple", "معبد"), ("Mosque", "جامع"), ("Church", "كنيسة"), ("Citadel", "قلعة"),
    ("Tower", "برج"), ("Khan", "خان"), ("Bath", "حمام"), ("Library", "مكتبة"), ("Bridge", "جسر"),
    ("Tomb", "مدفن"), ("Museum", "متحف"), ("Monastery", "دير"),
)  # fmt: skip
OBJECTS = (("Statue", "تمثال"), ("Relief", "نقش"), ("Manuscript", "مخطوط"), ("Mosaic", "فسيفساء"))
DEEDS = (("Shelling", "قصف"), ("Demolition", "هدم"), ("Looting", "نهب"), ("Fire", "حريق"))
COUNTRIES = ("SY", "IQ", "YE", "LY", "LB", "PS", "SD", "AF", "ML", "UA")
GRADES = ("destroyed", "severe", "moderate", "minor", "possible", "none-visible", "unknown")
CAUSES = (
    "explosives",
    "airstrike",
    "shelling",
    "illegal-excavation",
    "bulldozing",
    "fire",
    "arson",
)
TYPES = ("archaeological-site", "religious-site", "historic-building", "monument", "museum")
EFFECTS = ("collapse", "structural-damage", "breakage", "burning", "removal", "surface-loss")
PRECISION = ("building", "site", "settlement", "area")
VERDICTS = ("confirmed", "probable", "open", "doubtful")


@dataclass(frozen=True)
class Said:
    """What one source says on one field of a record; the source by its number."""

    source: int
    told: dict[str, Any]


@dataclass(frozen=True)
class Written:
    """One record to be: its kind, its document, its claims. Numbers stand where ids will."""

    kind: str
    doc: dict[str, Any]
    claims: list[Said] = field(default_factory=list)


def invented(count: int, seed: int) -> Iterator[Written]:
    """Write an archive of about so many records; the same seed writes the same."""
    pen = Pen(seed)
    for kind, share in SHARES.items():
        for _ in range(max(1, round(count * share))):
            written = getattr(pen, kind)()
            pen.numbers.setdefault(kind, []).append(pen.count)
            pen.count += 1
            yield written


class Pen:
    """Writes one record after the other, pointing back to those it wrote before."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.words = Words(self.dice)
        self.numbers: dict[str, list[int]] = {}
        self.count = 0
        self.publishers = [f"The {self.words.place()[0]} Courier" for _ in range(40)]

    # ------------------------------------------------ kinds

    def source(self) -> Written:
        """Write an article; a few papers print most of them."""
        lang = "ar" if self.dice.random() < 0.25 else "en"
        rank = int(len(self.publishers) * self.dice.random() ** 3)
        doc = {
            "title": self.words.text(lang, 5, 14).rstrip("."),
            "url": f"https://news.example/{self.count}",
            "publisher": self.publishers[rank],
            "published": self.day(),
            "language": lang,
            "source_kind": "source-kind/news-article",
            "reliability": f"source-reliability/{self.dice.choice('ABCDEF')}",
        }
        return Written("source", doc)

    def group(self) -> Written:
        """Write an institution."""
        latin, arabic = self.words.place()
        kind = self.dice.choice(("institution", "agency", "publisher", "armed-group"))
        names = (f"{latin} Directorate", f"مديرية {arabic}")
        return self.record("group", names, {"group_kind": f"group-kind/{kind}"})

    def person(self) -> Written:
        """Write somebody who never lived, and died."""
        told = {
            "living": "no",
            "born": str(self.dice.randint(1930, 1980)),
            "died": self.day(),
            "fate": "fate/killed",
            "posts": [{"role": "role/archaeologist", "title_en": "Keeper of antiquities"}],
        }
        return self.record("person", self.words.person(), told, asked="died")

    def site(self) -> Written:
        """Write a building in a place, now and then part of another site."""
        told: dict[str, Any] = {
            "heritage_type": f"heritage-type/{self.dice.choice(TYPES)}",
            "grade": f"damage-grade/{self.dice.choice(GRADES)}",
            "built": f"{self.dice.randint(1, 19):02}XX",
            "state_en": self.words.text("en", 5, 40),
            "places": [self.spot()],
        }
        if self.dice.random() < 0.3:
            told["part_of_id"] = self.any("site")
        asked = "state" if self.dice.random() < 0.3 else ""
        return self.record("site", self.named(BUILDINGS, " of "), told, asked=asked)

    def thing(self) -> Written:
        """Write an object that belongs to a site."""
        grade = f"damage-grade/{self.dice.choice(GRADES)}"
        told = {"part_of_id": self.any("site"), "grade": grade}
        return self.record("thing", self.named(OBJECTS, " from "), told)

    def event(self) -> Written:
        """Write what befell one to three sites, and what sources say of it."""
        subjects = {self.any("site") for _ in range(self.dice.choice((1, 1, 1, 2, 3)))}
        grade = f"damage-grade/{self.dice.choice(GRADES)}"
        told = {
            "happened": self.day(),
            "grade": grade,
            "event_kind": "event-kind/damage",
            "extent_en": self.words.text("en", 5, 30),
            "causes": [{"cause": f"cause-type/{self.dice.choice(CAUSES)}"}],
            "effects": [
                {
                    "subject_id": each,
                    "grade": grade,
                    "effect": f"effect/{self.dice.choice(EFFECTS)}",
                }
                for each in sorted(each for each in subjects if each is not None)
            ],
            "attributions": [{"agent_id": self.any("group"), "alleged_by": "residents"}],
        }
        return self.record("event", self.named(DEEDS, " at "), told, asked="extent")

    # ------------------------------------------------ parts

    def record(
        self, kind: str, names: tuple[str, str], told: dict[str, Any], asked: str = ""
    ) -> Written:
        """Give a record its names, its summary, and the sides of one question on it."""
        chosen = self.dice.choices(COUNTRIES, range(len(COUNTRIES), 0, -1))[0]
        doc = {"country": chosen, **told, "names": self.names(*names)}
        doc["summary_en"] = self.words.text("en", 18, 400)
        if self.dice.random() < 0.35:
            doc["summary_ar"] = self.words.text("ar", 15, 200)
        if not asked:
            return Written(kind, doc)
        claims = [self.said(asked) for _ in range(self.dice.choice((1, 1, 2, 3)))]
        if len(claims) > 1:
            verdict = f"verdict/{self.dice.choice(VERDICTS)}"
            reason = self.words.text("en", 8, 30)
            doc["readings"] = [{"field": asked, "verdict": verdict, "reason_en": reason}]
        return Written(kind, doc, claims)

    def said(self, asked: str) -> Said:
        """Quote a source on a question."""
        told = {
            "field": asked,
            "value": self.words.text("en", 3, 12),
            "quote": self.words.text("en", 8, 24),
            "asserted_by": self.words.person()[0],
            "credibility": f"information-credibility/{self.dice.randint(1, 6)}",
        }
        return Said(self.any("source") or 0, told)

    def named(self, what: tuple[tuple[str, str], ...], joint: str) -> tuple[str, str]:
        """Name something after what it is and a place."""
        (kind, kind_ar), (place, place_ar) = self.dice.choice(what), self.words.place()
        return f"{kind}{joint}{place}", f"{kind_ar} {place_ar}"

    def names(self, latin: str, arabic: str) -> list[dict[str, Any]]:
        """Write the rows of names: most records have both scripts, some another spelling."""
        kind = "name-kind/name"
        rows = [
            {"text": latin, "lang": "en", "script": "Latn", "name_kind": kind, "preferred": True}
        ]
        if self.dice.random() < 0.8:
            rows.append(
                {"text": arabic, "lang": "ar", "script": "Arab", "name_kind": kind,
                 "preferred": True}
            )  # fmt: skip
        if self.dice.random() < 0.3:
            other = latin.replace("u", "ou").replace("i", "ee")
            rows.append(
                {"text": other, "lang": "en", "script": "Latn", "name_kind": "name-kind/variant"}
            )
        return rows

    def spot(self) -> dict[str, Any]:
        """Choose a point and say how sure it is."""
        return {
            "lat": round(self.dice.uniform(12, 38), 4),
            "lon": round(self.dice.uniform(25, 50), 4),
            "place_precision": f"place-precision/{self.dice.choice(PRECISION)}",
        }

    def day(self) -> str:
        """Choose a date, uncertain as dates are."""
        year, month = self.dice.randint(1990, 2024), self.dice.randint(1, 12)
        exact = f"{year}-{month:02}-{self.dice.randint(1, 28):02}"
        forms = (exact, f"{year}-{month:02}", str(year), f"{year}-{month:02}~")
        return self.dice.choices(forms, (6, 2, 1, 1))[0]

    def any(self, kind: str) -> int | None:
        """Point to a record of a kind, the first ones far more often; to none while none is."""
        known = self.numbers.get(kind)
        return known[int(len(known) * self.dice.random() ** 2)] if known else None
