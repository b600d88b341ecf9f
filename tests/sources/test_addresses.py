"""The address of a source tells of nothing but the source as it was published."""

from heritage.sources.actions import free_slug
from tests.making import make_source, publish
from tests.support.leaks import save, withdraw


def test_an_address_does_not_keep_the_title_a_draft_once_had(session):
    source = make_source(session, "Interview with Invented Name")
    save(session, source, title="Interview with a guard")
    publish(session, source)
    assert source.slug == "the-test-paper-interview-with-a-guard"


def test_an_address_does_not_tell_of_drafts_with_the_same_title(session):
    draft, source = make_source(session, "Report"), make_source(session, "Report")
    draft.slug = free_slug(session, draft)
    publish(session, source)
    assert source.slug == "the-test-paper-report"
    assert draft.slug is None


def test_two_public_sources_with_one_title_have_two_addresses(session):
    one, two = make_source(session, "Report"), make_source(session, "Report")
    publish(session, one, two)
    assert (one.slug, two.slug) == ("the-test-paper-report", "the-test-paper-report-2")


def test_an_address_stays_when_the_title_changes_or_the_source_was_away(session):
    source = make_source(session, "Report")
    publish(session, source)
    withdraw(session, source)
    save(session, source, title="Report, corrected")
    publish(session, source)
    assert source.slug == "the-test-paper-report"
