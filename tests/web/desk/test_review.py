"""The queue, and a record as it will be."""

from heritage.ledger.documents import document
from heritage.records import actions
from heritage.sources import actions as sources
from tests.making import make_record, make_source, person, publish


def waiting(house):
    """Publish a site, change it, and send it to review after a source."""
    with house.write() as session:
        by = person(session)
        source = make_source(session, "An older report")
        sources.send(session, source, by=by, comment="please", read_at=source.version)
        site = make_record(
            session, "site", "Test Temple", summary_en="It was damaged.", country="SY"
        )
        publish(session, site)
        told = document(site) | {
            "summary_en": "It was destroyed.",
            "grade": "damage-grade/destroyed",
        }
        actions.save(session, site, told, by=by, comment="news", read_at=site.version)
        actions.send(session, site, by=by, comment="two papers say so", read_at=site.version)
        session.commit()
        return site.id


def test_the_queue_is_oldest_first_and_says_how_much_changed_and_by_whom(house, desk):
    waiting(house)
    page = desk("reviewer").get("/desk/review")
    rows = [each.get_text(" ", strip=True) for each in page.html.select(".steps > li")]
    assert "An older report" in rows[0] and "New" in rows[0]
    assert "Test Temple" in rows[1] and "2 changes" in rows[1] and "by Archivist" in rows[1]
    assert "two papers say so" in rows[1]
    assert "Yours" not in rows[1]
    assert "Yours" in desk().get("/desk/review").html.select(".steps > li")[1].text


def test_a_review_marks_what_changed_since_it_was_published(house, desk):
    key = waiting(house)
    page = desk("reviewer").get(f"/desk/review/sites/{key}")
    summary = page.html.select_one("#fact-summary")
    assert summary.select_one("del").get_text() == "removed: damaged"
    assert "changed" in page.html.select_one("#fact-grade")["class"]
    assert "changed" not in page.html.select_one("#fact-country")["class"]
    assert "2 values have no source yet" in page


def test_the_desk_tells_a_reviewer_what_waits_and_a_writer_what_is_theirs(house, desk):
    waiting(house)
    assert "2 wait for your review" in desk("reviewer").get("/desk/")
    mine = desk().get("/desk/")
    assert "Yours in review" in mine and "wait for your review" not in mine
