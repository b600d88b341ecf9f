"""What the page of a source shows: its description in words, its copies, what was cited from it."""

from __future__ import annotations

from dataclasses import dataclass

from heritage.access.permissions import Permission, may
from heritage.accounts.queries import display_names
from heritage.claims.models import Claim
from heritage.edition.projection import citable
from heritage.gate import me, session, somebody
from heritage.kit.fields import Level
from heritage.ledger.documents import Document, fields_of
from heritage.ledger.models import Status
from heritage.media.models import File
from heritage.records.models import KINDS, Record
from heritage.records.queries import by_ids
from heritage.sources.models import Capture, Source
from heritage.web.desk.citing_marks import claims_seen
from heritage.web.desk.kinds import ONE, record_url
from heritage.web.desk.sections import halves
from heritage.web.desk.sources_forms import SECTIONS
from heritage.web.desk.told import shown
from heritage.web.desk.values import Said, Speaker
from heritage.web.shell import gettext, language


@dataclass(frozen=True)
class Copy:
    """One capture: when, how and by whom it came, and what it holds."""

    capture: Capture
    file: File
    by: str
    readable: bool


@dataclass(frozen=True)
class Told:
    """One claim as a line: of which record, on which field, and where it stands."""

    claim: Claim
    title: str
    kind: str
    url: str
    question: str
    by: str

    @property
    def open(self) -> bool:
        """Say whether a reviewer opened it to the public."""
        return bool(self.claim.approved_by) and self.claim.level == Level.PUBLIC


def described(source: Source, doc: Document) -> list[tuple[str, list[Said]]]:
    """Say a source's fields in words, part by part, leaving out what is empty or not for us."""
    speaker = Speaker(Source, doc)
    fields = fields_of(Source)
    parts = []
    for section in SECTIONS:
        keys = [key for base in section.fields for key in halves(Source, base)]
        said = [speaker.field(key, doc.get(key)) for key in keys if shown(fields[key])]
        parts.append((gettext(section.label), [each for each in said if each.text]))
    return [(label, said) for label, said in parts if said]


def copies(source: Source) -> list[Copy]:
    """List the captures of a source, newest first."""
    people = display_names(session(), (each.captured_by for each in source.captures))
    return [
        Copy(
            each,
            session().get_one(File, each.sha256),
            people.get(each.captured_by or "", ""),
            bool(each.texts),
        )
        for each in reversed(source.captures)
    ]


def told_of(source: Source, *, taken_back: bool = False) -> list[Told]:
    """List what was cited from a source, as far as this person may know."""
    claims = claims_seen(source, taken_back=taken_back)
    if taken_back:
        claims = [claim for claim in claims if claim.retracted_at is not None]
    return lines_of(claims)


def lines_of(claims: list[Claim]) -> list[Told]:
    """Say claims as lines."""
    records = by_ids(session(), (claim.record_id for claim in claims))
    people = display_names(session(), (claim.created_by for claim in claims))
    return [
        _line(claim, records[claim.record_id], people.get(claim.created_by or "", ""))
        for claim in claims
    ]


def _line(claim: Claim, record: Record, by: str) -> Told:
    return Told(
        claim,
        record.title(language()),
        gettext(ONE[record.kind]),
        record_url(record),
        question(record.kind, claim.field),
        by,
    )


def question(kind: str, field: str | None) -> str:
    """Name the field a claim is on; without one, it says that the source speaks of the record."""
    if field is None:
        return gettext("Speaks of it")
    return gettext(citable(KINDS[kind]).get(field, field))


def open_steps(source: Source, lines: list[Told]) -> dict[str, bool]:
    """Say what this person may do with the source from where it stands."""
    edit, review = may(me(), Permission.EDIT), may(me(), Permission.REVIEW)
    waiting = source.status == Status.IN_REVIEW
    wrote = somebody().id in {source.sent_by, source.updated_by}
    news = source.status == Status.PUBLISHED and bool(unapproved(lines))
    return {
        "edit": edit,
        "send": edit and (source.status in {Status.DRAFT, Status.WITHDRAWN} or news),
        "review": review and waiting and not wrote,
        "own": review and waiting and wrote,
        "give_back": review and waiting,
        "withdraw": review and source.published_version is not None,
    }


def unapproved(lines: list[Told]) -> list[Told]:
    """Pick the claims that wait for a reviewer."""
    return [
        each for each in lines if not each.claim.approved_by and each.claim.level == Level.PUBLIC
    ]
