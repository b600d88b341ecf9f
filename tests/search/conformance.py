"""What both engines are asked alike: random records, random changes, random searches."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from heritage.search.documents import Change, Document, Name, Removal, Text
from heritage.search.query import (
    And,
    FieldIs,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    When,
    Word,
)
from heritage.search.request import SORTS, Request

FACETS = ("kind", "country", "grade", "cause", "self")
KINDS = ("site", "person", "event", "thing", "group", "source")
PLACES = [
    ("Palmyra", "تدمر"), ("Tadmur", "تدمر"), ("Apamea", "أفاميا"), ("Afamia", "افاميا"),
    ("Bosra", "بصرى"), ("Dura-Europos", "دورا أوروبوس"), ("Tell Sifa", "تل صيفا"),
    ("Qasr al-Hayr", "قصر الحير"), ("Deir ez-Zor", "دير الزور"), ("Aleppo", "حلب"),
    ("Nimrud", "نمرود"), ("Hatra", "الحضر"), ("Maaloula", "معلولا"), ("Ma'loula", "معلولا"),
]  # fmt: skip
BUILDINGS = [
    ("temple", "معبد"), ("museum", "متحف"), ("mosque", "جامع"), ("church", "كنيسة"),
    ("citadel", "قلعة"), ("theatre", "مسرح"), ("library", "مكتبة"), ("tombs", "مدافن"),
]  # fmt: skip
PEOPLE = [
    ("Khaled al-Asaad", "خالد الأسعد"), ("Khalid Assad", "خالد أسعد"),
    ("Layla Mansour", "ليلى منصور"), ("Leila Mansur", "ليلى منصور"),
    ("Maamoun Abdulkarim", "مأمون عبد الكريم"), ("Qasim Yahya", "قاسم يحيى"),
]  # fmt: skip
PROSE = (
    "the cella was blown up with explosives and its columns fell looted destroyed shelled burned "
    "damaged rebuilt stones gate precinct inscription relief statue mosaics museums temples "
    "destruction restoration archaeologist said work stopped some loss is clear"
).split()
PROSE_AR = (
    "فجر التنظيم المعبد الأثري بعد أيام من السيطرة على المدينة الأثرية والمتحف تضرر تدمير".split()
)
PROSE_FR = "les temples antiques ont été détruits à l'explosif pillage des tombes".split()
COUNTRIES = ("SY", "IQ", "Türkiye", "LB", "YE")
GRADES = ("destroyed", "severe", "moderate", "none")
CAUSES = ("explosives", "looting", "shelling", "neglect", "fire")
FIRST_DAY, LAST_DAY = 730_000, 738_000


def corpus(random: Random, size: int) -> list[Document]:
    """Invent records."""
    return [record(random, number) for number in range(size)]


def record(random: Random, number: int, version: int = 1) -> Document:
    """Invent one record, some of it missing."""
    latin, arabic = _name(random)
    spelled = [(latin, "en"), (arabic, "ar")]
    random.shuffle(spelled)
    placed = random.random() < 0.6
    return Document(
        id=f"r{number:05}",
        kind=random.choice(KINDS),
        title=spelled[0][0],
        version=version,
        names=(Name(*spelled[0]),),
        aliases=tuple(Name(*each) for each in spelled[1:] if random.random() < 0.7)
        + tuple(Name(_name(random)[0], "") for _ in range(random.randrange(2))),
        summary=tuple(_prose(random) for _ in range(random.randrange(2))),
        quotes=tuple(_prose(random) for _ in range(random.randrange(3))),
        body=tuple(_prose(random, 80) for _ in range(random.random() < 0.2)),
        facets={
            "self": (f"r{number:05}",),
            **_some(random, "country", COUNTRIES),
            **_some(random, "grade", GRADES),
            **_some(random, "cause", CAUSES),
        },
        whens=tuple(_days(random) for _ in range(random.choice((0, 0, 1, 1, 2)))),
        lat=round(random.uniform(30, 38), random.randrange(4)) if placed else None,
        lon=round(random.uniform(35, 46), random.randrange(4)) if placed else None,
        added=random.randrange(10_000),
    )


def changes(random: Random, kept: dict[str, Document], many: int, version: int) -> list[Change]:
    """Invent changes to what is kept, and make them there too."""
    made: list[Change] = []
    for number in random.sample(range(len(kept) + many), many):
        key = f"r{number:05}"
        if key in kept and random.random() < 0.3:
            made.append(Removal(key, version))
            del kept[key]
            continue
        changed = record(random, number, version)
        if key in kept and random.random() < 0.3:
            changed = replace(kept[key], version=version, facets=changed.facets)
        kept[key] = changed
        made.append(changed)
    return made


def requests(random: Random, number: int) -> list[Request]:
    """Invent searches with all that can be asked beside the words."""
    return [_request(random) for _ in range(number)]


def _request(random: Random) -> Request:
    days = sorted(random.randrange(FIRST_DAY, LAST_DAY) for _ in range(2))
    dated = random.random() < 0.3
    west, east = (random.uniform(34, 47) for _ in range(2))
    south, north = sorted(random.uniform(29, 39) for _ in range(2))
    filters = {
        "kind": KINDS, "country": COUNTRIES, "grade": GRADES, "cause": (*CAUSES, "unheard of"),
    }  # fmt: skip
    return Request(
        Query(tree(random, 3)),
        filters={
            key: tuple(random.sample(values, random.randrange(1, 3)))
            for key, values in filters.items()
            if random.random() < 0.2
        },
        from_day=days[0] if dated and random.random() < 0.8 else None,
        to_day=days[1] if dated and random.random() < 0.8 else None,
        certainly=random.random() < 0.3,
        bbox=(west, south, east, north) if random.random() < 0.15 else None,
        near=(random.uniform(30, 38), random.uniform(35, 46), random.uniform(1, 600))
        if random.random() < 0.1
        else None,
        without=(f"r{random.randrange(3_000):05}",) if random.random() < 0.1 else (),
        sort=random.choice(SORTS[1:]),
        page=random.choice((1, 1, 1, 2, 3)),
        per_page=random.choice((10, 20, 50)),
        facets=FACETS,
        periods=tuple(random.sample(("decade", "year", "month"), random.randrange(3))),
        of_which=("grade", random.choice(GRADES)) if random.random() < 0.5 else None,
    )


def tree(random: Random, depth: int) -> Node:
    """Invent a query's tree."""
    if depth and random.random() < 0.5:
        of = tuple(tree(random, depth - 1) for _ in range(random.randrange(2, 4)))
        return And(of) if random.random() < 0.6 else Or(of)
    if depth and random.random() < 0.1:
        return Not(tree(random, depth - 1))
    return _leaf(random)


def _leaf(random: Random) -> Node:
    within = random.choice(("", "", "", "name", "text"))
    word = _word(random)
    match random.randrange(9):
        case 0:
            return Phrase(" ".join(random.choice(_name(random)).split()[-2:]), within)
        case 1:
            return Word(word[: max(3, len(word) - 2)], prefix=True, within=within)
        case 2:
            return Word(_slip(random, word), within=within, slips=random.choice((1, 2)))
        case 3:
            key, values = random.choice(
                (("country", COUNTRIES), ("grade", GRADES), ("cause", CAUSES))
            )
            return FieldIs(key, random.choice(values).upper())
        case 4 if random.random() < 0.5:
            first, last = (random.randrange(FIRST_DAY, LAST_DAY) for _ in range(2))
            ends = random.choice(((first, last), (None, last), (first, None)))
            return When(*ends, certainly=random.random() < 0.5)
        case 5 if random.random() < 0.5:
            return Near(random.uniform(30, 38), random.uniform(35, 46), random.uniform(1, 500))
        case _:
            return Word(word, within=within)


def _word(random: Random) -> str:
    return random.choice(
        (
            random.choice(random.choice(PLACES)).split()[-1],
            random.choice(random.choice(PEOPLE)).split()[-1],
            random.choice(random.choice(BUILDINGS)),
            random.choice(PROSE),
            random.choice(PROSE_AR),
            random.choice(PROSE_FR),
        )
    )


def _slip(random: Random, word: str) -> str:
    """Leave a letter out, or swap it with the next."""
    place = random.randrange(len(word))
    if random.random() < 0.5:
        return word[:place] + word[place + 1 :] or word
    return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


def _name(random: Random) -> tuple[str, str]:
    if random.random() < 0.3:
        return random.choice(PEOPLE)
    building, place = random.choice(BUILDINGS), random.choice(PLACES)
    return f"{building[0].title()} of {place[0]}", f"{building[1]} {place[1]}"


def _prose(random: Random, longest: int = 20) -> Text:
    words, lang = random.choice(((PROSE, "en"), (PROSE_AR, "ar"), (PROSE_FR, "fr")))
    told = [random.choice(words) for _ in range(random.randrange(3, longest))]
    if random.random() < 0.4:
        told[1:1] = random.choice(_name(random)).split()
    return Text(" ".join(told), lang)


def _some(random: Random, key: str, values: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return (
        {key: tuple(random.sample(values, random.randrange(1, 3)))} if random.random() < 0.8 else {}
    )


def _days(random: Random) -> tuple[int | None, int | None]:
    start = random.randrange(FIRST_DAY, LAST_DAY)
    end = start + random.choice((0, 0, 10, 400, 4_000))
    if random.random() < 0.1:
        return (-500_000, -300_000)
    return random.choice(((start, end), (start, end), (start, end), (None, end), (start, None)))
