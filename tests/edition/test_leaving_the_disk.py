"""What leaves the public leaves the disk of the public side, and every search."""

from datetime import date
from io import BytesIO

from PIL import Image

from heritage.claims import actions as claims
from heritage.media.actions import note_picture, take_picture
from heritage.search.request import Request
from heritage.search.sync import PublicIndex
from tests.making import make_record, make_source, named, person, publish
from tests.support.leaks import at_rest, save, withdraw

WORD = "zq0123456789"
HERE = (38.27, 34.54, 38.28, 34.55)


def found(house, **asked) -> list[str]:
    """Search as the public does."""
    return [hit.title for hit in house.public_search.search(Request(**asked)).hits]


def test_the_words_of_a_withdrawn_record_are_nowhere_on_the_disk(house):
    with house.write() as session:
        for number in range(20):
            publish(session, make_record(session, "site", f"Other {number}", summary_en="w " * 50))
        site = make_record(session, "site", f"Temple {WORD}", summary_en=f"{WORD} " + "long " * 900)
        publish(session, site)
        session.commit()
        house.catch_up()
        assert {each.split("/")[0] for each in at_rest(house, WORD)} == {
            "public.db",
            "index-public",
        }
        withdraw(session, site)
        session.commit()
    house.catch_up()
    assert at_rest(house, WORD) == []


def test_a_word_taken_out_of_a_record_is_not_in_the_public_database(house):
    with house.write() as session:
        site = make_record(session, "site", "Temple", summary_en=WORD)
        publish(session, site)
        session.commit()
        house.catch_up()
        save(session, site, summary_en="Nothing.")
        publish(session, site)
        session.commit()
    house.catch_up()
    assert [each for each in at_rest(house, WORD) if each.startswith("public.db")] == []


def test_a_picture_goes_with_the_last_record_that_shows_it(house):
    with house.write() as session:
        file = note_picture(session, take_picture(house.files, red_picture(), "red.png"))
        rows = [{"sha256": file.sha256}]
        one, two = (make_record(session, "site", name, pictures=rows) for name in ("One", "Two"))
        publish(session, one, two)
        session.commit()
        house.catch_up()
        assert list(house.public_files.walk()) == [file.rendition]
        withdraw(session, one)
        session.commit()
        house.catch_up()
        assert list(house.public_files.walk()) == [file.rendition]
        save(session, two, pictures=[])
        publish(session, two)
        session.commit()
    house.catch_up()
    assert list(house.public_files.walk()) == []


def test_a_rebuild_clears_pictures_nobody_shows(house):
    stray = house.public_files.keep(b"left over").sha256
    house.projector().rebuild()
    assert not house.public_files.has(stray)


def red_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


def palmyra(session):
    """Write a temple in a site, and what befell it."""
    place = [{"lat": 34.54738, "lon": 38.27393}]
    whole = make_record(session, "site", "Palmyra")
    temple = make_record(session, "site", "Temple", places=place, part_of_id=whole.id)
    event = make_record(
        session, "event", "Blast", happened="2015-08",
        effects=[{"subject_id": temple.id}], causes=[{"cause": "cause-type/explosives"}],
    )  # fmt: skip
    publish(session, whole, temple, event)
    session.commit()
    return whole, temple, event


def test_an_event_is_not_found_where_its_site_may_no_longer_be_shown(house):
    with house.write() as session:
        _, temple, _ = palmyra(session)
        house.catch_up()
        assert "Blast" in found(house, bbox=HERE)
        save(session, temple, sensitivity="sensitivity/hidden")
        session.commit()
    house.catch_up()
    assert found(house, bbox=HERE) == []
    assert "34.54" not in str(house.public_search.search(Request()).hits)


def test_a_site_is_not_found_by_an_event_that_was_withdrawn(house):
    with house.write() as session:
        _, _, event = palmyra(session)
        house.catch_up()
        assert set(found(house, filters={"cause": ("explosives",)})) == {"Blast", "Temple"}
        withdraw(session, event)
        session.commit()
    house.catch_up()
    assert found(house, filters={"cause": ("explosives",)}) == []
    assert (
        found(house, from_day=date(2015, 8, 1).toordinal(), to_day=date(2015, 8, 31).toordinal())
        == []
    )


def test_an_index_that_follows_equals_one_made_anew_at_every_step(house):
    with house.write() as session:
        whole, temple, event = palmyra(session)
        cella = make_record(session, "site", "Cella", part_of_id=temple.id)
        source = make_source(session, publisher="First Paper")
        claims.cite(session, source, cella.id, {"value": "rubble"}, by=person(session))
        group = make_record(session, "group", "Raiders")
        guard = make_record(session, "person", "Guard", posts=[{"place_id": whole.id}])
        publish(session, cella, source, group, guard)
        session.commit()
        house.catch_up()
        for changed, doc in (
            (event, {"attributions": [{"agent_id": group.id}]}),
            (group, {"names": named("Marauders")}),
            (whole, {"names": named("Tadmur")}),
            (event, {"happened": "2016", "causes": []}),
            (source, {"publisher": "Second Paper"}),
            (event, {"effects": [{"subject_id": cella.id}]}),
            (temple, {"part_of_id": None}),
        ):
            save(session, changed, **doc)
            publish(session, changed)
            session.commit()
            house.catch_up()
            assert documents(house) == made_anew(house), doc
        for gone in (group, event, whole):
            withdraw(session, gone)
            session.commit()
            house.catch_up()
            assert documents(house) == made_anew(house), gone.title()


def test_no_name_is_left_in_a_search_of_who_is_no_longer_public(house):
    with house.write() as session:
        _, _, event = palmyra(session)
        group = make_record(session, "group", "Raiders")
        publish(session, group)
        save(session, event, attributions=[{"agent_id": group.id}])
        publish(session, event)
        session.commit()
        house.catch_up()
        accused = {"agent_name": ("raiders",)}
        assert set(found(house, filters=accused)) == {"Blast", "Temple"}
        withdraw(session, group)
        session.commit()
    house.catch_up()
    assert found(house, filters=accused) == []
    assert at_rest(house, "raiders") == []


def made_anew(house) -> list[str]:
    PublicIndex(house.public, house.public_search).rebuild()
    return documents(house)


def documents(house) -> list[str]:
    """Read the index back whole."""
    with house.public_search._reading() as snapshot:
        return sorted(document.to_json() for document in snapshot.documents())
