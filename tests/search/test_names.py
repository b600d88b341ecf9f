"""People and places in any spelling and script, on the seeded Palmyra and on names of our own."""

import json
from pathlib import Path

import pytest

from heritage.search import other_words
from heritage.search.analysis import bearing, words
from heritage.search.answering import RELAXED, SOUNDING
from heritage.search.documents import Document, Name
from heritage.search.query import parse
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend

PEOPLE = json.loads(
    (Path(__file__).parent.parent / "data/names/person-match-dev.json").read_text("utf-8")
)
SEEDED = json.loads(
    (Path(__file__).parents[2] / "seed_data/palmyra/people.json").read_text("utf-8")
)


def _spellings(told: object) -> set[str]:
    """Collect every name in the seed's record of a person, wherever in it it stands."""
    if isinstance(told, dict):
        return set().union(*map(_spellings, told.values()))
    if isinstance(told, list):
        return set().union(*map(_spellings, told))
    return {told} if isinstance(told, str) else set()


@pytest.fixture(scope="module")
def find(read_house):
    return lambda text, **options: read_house.public_search.search(Request(parse(text), **options))


ASAAD = (
    "Khaled al-Asaad", "Khalid al-Asaad", "Khaled Mohamad al-Asaad", "Khaled Asaad", "Khaled Assad",
    "Khaled al-Asa’ad", "Khaled al-As'ad", "Chalid al-Asad", "Chaled al-Asaad", "Haled al-Asad",
    "Kháled Asád", "Jaled al-Asaad", "Ḫālid al-Asʿad", "Halit Esad", "Xalid Esed",
    "Khaleed Alasaad", "خالد الأسعد", "خالد اسعد", "خالد محمد الأسعد", "خالید ئەسعەد",
    "Асаад, Халид", "Халед аль-Асаад",
    "Χαλίντ αλ-Άσααντ", "ח'אלד אל-אסעד", "ܟܐܠܕ ܐܣܥܕ",
)  # fmt: skip


@pytest.mark.parametrize("typed", ASAAD)
def test_khaled_al_asaad_is_the_first_of_all_people(find, typed):
    found = find(typed, filters={"kind": ("person",)})

    assert found.hits[0].title == "Khaled al-Asaad"
    assert find(typed).hits[0].title.startswith("Khaled")


def test_every_spelling_the_seed_has_of_a_person_leads_there(read_house, find):
    people = [each for each in read_house.public.all() if each.kind == "person"]
    asked = [
        (each, name["text"])
        for each in people
        for name in each.body.get("names", ())
        if name["text"]
    ]

    assert len(asked) > 10
    for person, name in asked:
        best = find(name, filters={"kind": ("person",)}).hits[0]
        assert best.id == person.id, name


def test_asaad_does_not_bring_every_assad_above_al_asaad(tmp_path):
    assads = ("Bashar al-Assad", "Hafez al-Assad", "بشار الأسد", "Asma al-Assad")
    with people(tmp_path, "Khaled al-Asaad", *assads) as backend:
        for typed in ("Asaad", "al-Asaad", "الأسعد"):
            hits = backend.search(Request(parse(typed))).hits
            assert hits[0].title == "Khaled al-Asaad"


def _said(name: str) -> list[str]:
    return bearing(words(name))


@pytest.mark.parametrize("pair", PEOPLE, ids=lambda pair: ascii(f"{pair['a']}|{pair['b']}"))
def test_a_person_is_found_by_another_spelling_and_nobody_else_is(tmp_path, pair):
    with people(tmp_path, pair["a"], "Somebody Else") as backend:
        found = backend.search(Request(parse(pair["b"])))
        everything = RELAXED not in found.notes or len(_said(pair["b"])) > len(_said(pair["a"]))

    assert ([hit.title for hit in found.hits] == [pair["a"]] and everything) is pair["may_be_same"]


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ("Palmyra", "تدمر"), ("Tadmur", "Palmyra"), ("Πάλμυρα", "Tadmor"), ("Palmyre", "تدمر"),
        ("Aleppo", "حلب"), ("Halab", "Aleppo"), ("Alep", "حلب"), ("Damaskus", "دمشق"),
        ("Mossul", "الموصل"), ("Nineveh", "نينوى"), ("Nimrud", "Kalhu"), ("Hatra", "الحضر"),
        ("Bosra", "بصرى"), ("Apamea", "أفاميا"), ("Ebla", "تل مرديخ"), ("Tell Mardikh", "Ebla"),
        ("Dura-Europos", "الصالحية"), ("Ugarit", "رأس شمرا"), ("Ras Shamra", "Ugarit"),
        ("Sana'a", "صنعاء"), ("Leptis Magna", "لبدة"), ("Timbuktu", "Tombouctou"),
        ("Bamiyan", "باميان"), ("Krak des Chevaliers", "قلعة الحصن"), ("Deirezzor", "دير الزور"),
        ("ash-Sham", "الشام"), ("ad-Dur", "الدور"), ("ez-Zawiya", "الزاوية"), ("Хомс", "حمص"),
        ("Tedmûr", "تدمر"), ("תדמור", "تدمر"), ("ܬܕܡܘܪ", "Tadmur"), ("پالمیرا", "Palmyra"),
        ("هەولێر", "Erbil"), ("Kiev", "Kyiv"), ("Raqqah", "الرقة"), ("Rakka", "ar-Raqqa"),
        ("Ett Tell", "At Tall"), ("Ras-ehl-Ajn", "رأس العين"), ("Deir ezz-Zor", "دير الزور"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_what_else_it_is_called(tmp_path, typed, recorded):
    with people(tmp_path, recorded, "Somewhere Else", "مكان آخر") as backend:
        assert [hit.title for hit in backend.search(Request(parse(typed))).hits] == [recorded]


def test_a_record_s_own_name_stands_above_one_the_table_knows(tmp_path):
    with people(tmp_path, "Aleppo", "Halab Street", "Halab", "حلب") as backend:
        hits = [hit.title for hit in backend.search(Request(parse("Halab"))).hits]

    assert hits[0] == "Halab"
    assert set(hits) == {"Halab", "Halab Street", "Aleppo", "حلب"}


def test_each_result_says_which_of_its_names_answered(tmp_path):
    record = Document(
        "m", "site", "Old Town", 1, (Name("Old Town"),), (Name("تدمر", "ar"), Name("Vieille ville"))
    )
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild([record], watermark=1)
    for typed in ("Palmyra", "Tadmur", "Тадмор"):
        hit = backend.search(Request(parse(typed))).hits[0]
        assert hit.matched == "تدمر"
        assert any(part.marked for each in hit.highlights["names"] for part in each)
    backend.close()


def test_names_that_only_sound_alike_come_where_little_is_found_and_the_page_says_so(tmp_path):
    with people(tmp_path, "خالد القطان", "Leila Haddad") as backend:
        near = backend.search(Request(parse("Halit Kattan")))
        sure = backend.search(Request(parse("Khaled al-Kattan")))

    assert [hit.title for hit in near.hits] == [hit.title for hit in sure.hits] == ["خالد القطان"]
    assert (near.notes, sure.notes) == ((SOUNDING,), ())


def test_a_filter_does_not_widen_a_search(find):
    every = find("temple").total
    narrowed = find("temple", filters={"kind": ("person",)})

    assert every >= 10
    assert narrowed.total == 0
    assert narrowed.notes == ()


def test_destruction_is_never_palmyra(tmp_path):
    with people(tmp_path, "تدمر", "Tadmur", "Palmyra") as backend:
        for typed in ("تدمير", "التدمير", "وتدمير", "تدمير المدينة"):
            assert backend.search(Request(parse(typed))).total == 0


def test_the_table_of_other_names_is_mutual_and_says_nothing_of_itself():
    for run, others in other_words._NAMES.items():
        assert run not in others
        for other in others:
            assert any(other_words._bare(each) == run for each in other_words.other_names(other))


def test_losses_are_known_by_the_words_people_use():
    assert other_words.told_by(("blown", "up")) == {"cause": ("explosives",)}
    assert other_words.told_by(("زلزال",)) == {"cause": ("earthquake",)}
    assert other_words.told_by(("quakes",)) == {"cause": ("earthquake",)}
    assert other_words.told_by(("quake", "damage")) == {"cause": ("earthquake",)}
    assert other_words.told_by(("اضرار", "الزلزال")) == {"cause": ("earthquake",)}
    assert other_words.told_by(("temple",)) == other_words.told_by(("damage",)) == {}


class people:  # noqa: N801 - read as a word in `with people(…)`
    """An index of records that have these names, one each."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.backend = WhooshBackend(folder / "index", seconds=30)
        self.backend.rebuild(
            (
                Document(f"p{number}", "person", name, 1, (Name(name),))
                for number, name in enumerate(names)
            ),
            watermark=1,
        )

    def __enter__(self) -> WhooshBackend:
        return self.backend

    def __exit__(self, *fault: object) -> None:
        self.backend.close()
