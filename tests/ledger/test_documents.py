from heritage.ledger.documents import difference, document, merged
from heritage.records.models import Site
from tests.making import make_record, named


def base():
    return {
        "summary_en": "Old.",
        "country": "SY",
        "names": [
            {"id": "a", "text": "One", "lang": "en"},
            {"id": "b", "text": "Two", "lang": "en"},
        ],
    }


def test_a_document_put_back_is_the_same_record(session):
    site = make_record(
        session, "site", "Test Temple", "معبد تجريبي",
        places=[{"lat": 1.5, "lon": 2.5}], built="0032", grade="damage-grade/severe",
    )  # fmt: skip
    doc = document(site)
    assert doc["built"] == "0032"
    assert [row["text"] for row in doc["names"]] == ["Test Temple", "معبد تجريبي"]
    assert difference(Site, doc, document(site)) == []


def test_a_difference_names_field_row_and_both_values():
    after = base() | {"country": "IQ", "names": [{"id": "a", "text": "Uno", "lang": "en"}]}
    told = {change.key: (change.before, change.after) for change in difference(Site, base(), after)}
    assert told["country"] == ("SY", "IQ")
    assert told["names:a:text"] == ("One", "Uno")
    assert told["names:b"] == ({"id": "b", "text": "Two", "lang": "en"}, None)


def test_edits_of_different_fields_are_joined_without_asking():
    theirs, mine = base() | {"summary_en": "Theirs."}, base() | {"country": "IQ"}
    joined, conflicts = merged(Site, base(), theirs, mine)
    assert conflicts == []
    assert (joined["summary_en"], joined["country"]) == ("Theirs.", "IQ")


def test_the_same_field_changed_twice_is_a_conflict_and_theirs_stands():
    theirs, mine = base() | {"summary_en": "Theirs."}, base() | {"summary_en": "Mine."}
    joined, conflicts = merged(Site, base(), theirs, mine)
    assert conflicts == ["summary_en"]
    assert joined["summary_en"] == "Theirs."


def test_rows_added_on_both_sides_are_all_kept():
    theirs = base() | {"names": [*base()["names"], {"id": "c", "text": "Three"}]}
    mine = base() | {"names": [*base()["names"], {"text": "Four"}]}
    joined, conflicts = merged(Site, base(), theirs, mine)
    assert conflicts == []
    assert [row["text"] for row in joined["names"]] == ["One", "Two", "Three", "Four"]


def test_a_row_removed_here_and_changed_there_is_a_conflict():
    theirs = base() | {"names": [{"id": "a", "text": "One", "lang": "en"}]}
    changed = [{"id": "a", "text": "One", "lang": "en"}, {"id": "b", "text": "Deux", "lang": "en"}]
    _, conflicts = merged(Site, base(), theirs, base() | {"names": changed})
    assert conflicts == ["names"]


def test_rows_removed_on_one_side_stay_removed():
    mine = base() | {"names": [{"id": "a", "text": "One", "lang": "en"}]}
    joined, conflicts = merged(Site, base(), base(), mine)
    assert conflicts == []
    assert [row["text"] for row in joined["names"]] == ["One"]


def test_named_rows_carry_language_and_script():
    assert [row["lang"] for row in named("One", "واحد")] == ["en", "ar"]
