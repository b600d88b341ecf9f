"""Plausible records about plainly invented places and people, the same for the same seed."""

import random
from collections.abc import Iterator
from typing import Any

PLACES = ["Testabad", "Mockbury", "Samplehan", "Dummyra", "Fakhr al-Mithal", "Qasr al-Tajriba"]
ARABIC = ["تجريبية", "مثالية", "افتراضية", "نموذجية", "متخيّلة"]
KINDS = [
    ("temple", "معبد"), ("mosque", "جامع"), ("church", "كنيسة"), ("citadel", "قلعة"),
    ("museum", "متحف"), ("library", "مكتبة"), ("tower", "برج"), ("bridge", "جسر"),
]  # fmt: skip
WORDS = (
    "stone wall roof court arch tomb carved plaster mosaic archive shelf vault minaret dome gate "
    "relief column floor shelling looting fire collapse crack rubble repair survey witness image "
    "satellite report market quarter river hill road spring date palm basalt limestone brick"
).split(" ")
ARABIC_WORDS = "حجر جدار سقف قوس قبر نقش عمود أرض قصف نهب حريق انهيار ترميم شاهد صورة".split(" ")
GRADES = ["minor", "moderate", "severe", "destroyed", "possible", "unknown"]
CAUSES = ["shelling", "airstrike", "explosives", "fire", "theft", "illegal-excavation"]


class Inventor:
    """Invents documents of records and sources."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        weights = [1 / (rank + 1) for rank in range(len(WORDS))]
        self.prose = lambda length: " ".join(self.dice.choices(WORDS, weights, k=length))

    def sites(self, count: int) -> Iterator[dict[str, Any]]:
        """Invent sites: two names, a summary in each language, a point, a grade."""
        for number in range(count):
            english, arabic = self.dice.choice(KINDS)
            place = self.dice.choice(PLACES)
            yield {
                "names": [
                    _name(f"{english.title()} {number} of {place}", "en", "Latn"),
                    _name(f"{arabic} {self.dice.choice(ARABIC)} {number}", "ar", "Arab"),
                ],
                "summary_en": self.prose(60).capitalize() + ".",
                "summary_ar": " ".join(self.dice.choices(ARABIC_WORDS, k=20)),
                "country": self.dice.choice(["SY", "IQ", "YE", "UA", "LY"]),
                "grade": f"damage-grade/{self.dice.choice(GRADES)}",
                "heritage_type": "heritage-type/historic-building",
                "built": f"{self.dice.randint(1, 1900):04d}",
                "places": [
                    {
                        "lat": round(self.dice.uniform(31, 37), 5),
                        "lon": round(self.dice.uniform(36, 46), 5),
                        "place_precision": "place-precision/site",
                    }
                ],
            }

    def event(self, number: int, subject: str) -> dict[str, Any]:
        """Invent the event that befell a site."""
        year, month = self.dice.randint(2011, 2024), self.dice.randint(1, 12)
        when = self.dice.choice([f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-15"])
        return {
            "names": [_name(f"Invented event {number}", "en", "Latn")],
            "happened": when,
            "event_kind": "event-kind/damage",
            "causes": [{"cause": f"cause-type/{self.dice.choice(CAUSES)}"}],
            "effects": [{"subject_id": subject, "grade": "damage-grade/severe"}],
        }

    def source(self, number: int) -> dict[str, Any]:
        """Invent a report."""
        return {
            "title": f"Invented report {number}: {self.prose(5)}",
            "publisher": f"The {self.dice.choice(PLACES)} Gazette",
            "language": "en",
            "published": f"{self.dice.randint(2011, 2024)}-0{self.dice.randint(1, 9)}",
        }


def _name(text: str, lang: str, script: str) -> dict[str, Any]:
    return {
        "text": text, "lang": lang, "script": script, "name_kind": "name-kind/name",
        "preferred": True,
    }  # fmt: skip
