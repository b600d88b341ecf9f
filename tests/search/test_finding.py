"""What a researcher types, and what must come first."""

import pytest

from heritage.search.answering import RELAXED
from heritage.search.documents import Document, Text
from heritage.search.query import parse
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend
from tests.search.conftest import Ask


def ids(results) -> list[str]:
    return [hit.id for hit in results.hits]


@pytest.mark.parametrize(
    "typed",
    ["Asaad", "al-Assaad", "خالد الأسعد", "الأسعد", "اسعد", "خالد الاسعد", "KHALED AL ASAAD",
     "Khalid Asad", "Khaled al-Asa'ad", "Ḫālid al-Asʿad"],
)  # fmt: skip
def test_khaled_al_asaad_is_first_in_any_spelling(ask: Ask, typed):
    assert ids(ask(typed))[0] == "asaad"
    assert ids(ask(typed, filters={"kind": ("person",)}))[0] == "asaad"


@pytest.mark.parametrize(
    "typed",
    ["Baalshamin", "بعل شمين", "Baal Shamin", "Baal-Shamin", "بعلشمين", "temple of baalshamin",
     "معبد بعل شمين", "Ba'al Shamin", '"بعل شمين"'],
)  # fmt: skip
def test_the_temple_is_above_what_only_speaks_of_it(ask: Ask, typed):
    assert ids(ask(typed))[0] == "baalshamin"


@pytest.mark.parametrize("typed", ["amphitheater", "amphitheatre", "Roman theater", "مسرح"])
def test_the_theatre_is_found_by_what_else_it_is_called(ask: Ask, typed):
    assert ids(ask(typed))[0] == "theatre"


@pytest.mark.parametrize("typed", ["تدمر", "Tadmur", "Palmyra", "palmyre", "Πάλμυρα", "TADMUR"])
def test_the_city_is_above_what_lies_in_it(ask: Ask, typed):
    assert ids(ask(typed))[0] == "palmyra"


def test_a_phrase_stands_in_a_row_and_the_place_itself_is_first(ask: Ask):
    assert ids(ask('"Temple of Bel"')) == ["bel", "bel-blown"]


def test_a_phrase_does_not_run_from_one_name_into_the_next(ask: Ask):
    assert ask('"Bel Temple"').total == 0
    assert ask('"Palmyra تدمر"').total == 0


def test_a_word_with_a_minus_is_left_out(ask: Ask):
    with_all, without = ask("temple"), ask("temple -baalshamin")

    assert set(ids(with_all)) - set(ids(without)) == {
        "baalshamin", "baalshamin-blown", "tan"
    }  # fmt: skip


def test_who_leaves_a_word_out_means_that_word_and_nothing_that_sounds_like_it(ask: Ask):
    assert "baalshamin" in ids(ask("temple -bel"))


def test_minus_alone_gives_all_the_rest(ask: Ask):
    assert ask("-temple").total == ask().total - ask("temple").total


def test_either_word_and_groups(ask: Ask):
    assert set(ids(ask("lion OR nergal"))) == {"lion", "mosul-gate"}
    assert set(ids(ask("(lion OR nergal) gate"))) == {"mosul-gate"}
    assert set(ids(ask("gate -(lion OR nergal)"))) == {"bel"}


def test_all_words_are_asked_for(ask: Ask):
    assert set(ids(ask("temple bel"))) >= {"bel", "bel-blown"}
    assert "castle" not in ids(ask("temple palmyra"))


def test_forms_of_a_word_meet_by_their_stem_in_each_language(ask: Ask):
    assert "looting" in ids(ask("tomb"))
    assert "fr" in ids(ask("temples antique"))
    assert "ar" in ids(ask("والمعبد"))


def test_the_city_and_destruction_do_not_meet_in_arabic(ask: Ask):
    assert ask("تدمير").total == 0


def test_quotes_and_source_text_are_searched(ask: Ask):
    assert "tan" in ids(ask("explosives"))
    assert ids(ask("entry about")) == ["encyclopaedia"]


def test_where_no_record_has_all_words_those_with_some_are_shown_with_a_note(ask: Ask):
    found = ask("encyclopaedia entry")

    assert ids(found) == ["encyclopaedia"]
    assert found.notes == (RELAXED,)
    assert ask("entry about").notes == ()


def test_one_known_word_among_several_unknown_is_enough(ask: Ask):
    found = ask("quokka zither baalshamin marimba")

    assert found.notes[0] == RELAXED
    assert ids(found)[0] == "baalshamin"


def test_a_question_is_answered_by_what_is_written_more_than_by_a_title(tmp_path):
    told = (
        Document("article", "source", "Minaret", 1, body=(Text("On towers in general.", "en"),)),
        Document("answer", "source", "News", 1, body=(
            Text("Whoever shelled the minaret, witnesses filmed the tower as it fell.", "en"),
        )),
        *(Document(f"o{n}", "source", f"Other {n}", 1, body=(Text("A tower.", "en"),))
          for n in range(20)),
    )  # fmt: skip
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild(told, watermark=1)
    asked = parse("Which witnesses filmed who shelled the minaret as it fell?")

    assert backend.search(Request(asked)).hits[0].id == "answer"
    backend.close()


def test_the_beginning_of_a_word_is_enough(ask: Ask):
    assert {"palmyra", "museum", "castle", "arch"} <= set(ids(ask("palm*", per_page=50)))
    assert ids(ask("name:baalsh*"))[0] == "baalshamin"


def test_one_field_alone(ask: Ask):
    assert ids(ask("grade:destroyed name:temple")) == ["baalshamin", "bel"]
    assert ids(ask("source:guardian")) == []
    assert ids(ask('source:"the guardian"')) == ["guardian"]
    assert ids(ask("publisher:موقع")) == ["ar"]
    assert set(ids(ask("country:iq OR country:FJ"))) == {"mosul-gate", "island"}


def test_a_hit_found_by_another_spelling_says_which(ask: Ask):
    assert ask("خالد الأسعد").hits[0].matched == "خالد الأسعد"
    assert ask("Tadmur").hits[0].matched == "Tadmur"
    assert ask("amphitheater").hits[0].matched == "Roman amphitheatre"
    assert ask("Khaled al-Asaad").hits[0].matched is None


def test_a_slip_is_met_with_an_offer(ask: Ask):
    found = ask("explosibes -lion")

    assert found.total == 0
    assert found.did_you_mean == "explosives -lion"
    assert ask("explosives").did_you_mean is None


def test_nothing_typed_gives_everything_by_title(ask: Ask):
    everything = ask(per_page=100)

    assert everything.total == len(everything.hits) == 26
    assert everything.hits[0].id == "island"


def test_what_a_row_shows_comes_with_the_hit(ask: Ask):
    hit = ask("Baalshamin").hits[0]

    assert (hit.kind, hit.title, hit.url) == (
        "site", "Temple of Baalshamin", "/sites/baalshamin"
    )  # fmt: skip
    assert hit.stored == {"place": "baalshamin"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pal", "palmyra"),
        ("khaled al-as", "asaad"),
        ("خالد ال", "asaad"),
        ("Temple of Ba", "baalshamin"),
    ],
)
def test_names_are_offered_while_typing(palmyra, typed, expected):
    assert expected in [each.id for each in palmyra.suggest(typed)]


def test_an_offer_shows_the_spelling_that_was_begun(palmyra):
    offered = palmyra.suggest("تد")[0]

    assert (offered.id, offered.title, offered.name) == ("palmyra", "Palmyra", "تدمر")
    assert palmyra.suggest("  ") == ()
    assert palmyra.suggest("zzzz") == ()
    assert len(palmyra.suggest("a", limit=3)) == 3
