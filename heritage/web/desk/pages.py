"""A record as a page of the desk shows it: section by section, every value beside its proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import inspect, select

from heritage.access.visibility import claims_for
from heritage.claims.models import Claim
from heritage.claims.queries import by_field
from heritage.claims.weigh import Weight, weigh
from heritage.gate import me, session
from heritage.kit.fields import Field
from heritage.kit.text import word_difference
from heritage.ledger.documents import Document, children_of, difference, fields_of
from heritage.records.models import Record
from heritage.web.desk import naming
from heritage.web.desk.kinds import source_url
from heritage.web.desk.sections import SECTIONS, halves, questions
from heritage.web.desk.told import veiled
from heritage.web.desk.values import Said, Speaker
from heritage.web.shell import gettext


@dataclass(frozen=True)
class Word:
    """What one source says of a field."""

    source: str
    url: str
    value: str
    quote: str
    asserted_by: str
    credibility: str
    standing: str
    checked: bool


@dataclass(frozen=True)
class Question:
    """What is known of one field: what sources say, how they stand to each other, our reading."""

    key: str
    label: str
    weight: Weight
    words: tuple[Word, ...] = ()
    reading: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One field as it is shown, with its proof, and with what it was before when it changed."""

    key: str
    label: str
    sides: tuple[Said, ...] = ()
    rows: tuple[tuple[str, tuple[Said, ...]], ...] = ()
    """For a list: how each row changed (`new`, `changed` or nothing) and its values."""
    gone: tuple[tuple[Said, ...], ...] = ()
    """Rows of the other version that are here no longer."""
    question: Question | None = None
    stated: bool = True
    """Whether anybody has said it: what every record begins with is nobody's word."""
    changed: bool = False
    before: tuple[tuple[str, list[tuple[str, str]]], ...] = ()
    """For a changed field: language and the words that stayed, went and came."""

    @property
    def filled(self) -> bool:
        """Say whether there is anything to show."""
        asked = self.question and (self.question.words or self.question.reading)
        return bool(self.sides or self.rows or self.gone or self.before or asked)


@dataclass(frozen=True)
class Part:
    """A section of the page."""

    id: str
    label: str
    facts: tuple[Fact, ...] = ()

    @property
    def uncited(self) -> int:
        """Count the filled fields that no source speaks to."""
        return sum(
            1
            for fact in self.facts
            if fact.question
            and fact.question.weight is Weight.UNCITED
            and fact.stated
            and (fact.sides or fact.rows)
        )

    @property
    def changed(self) -> int:
        """Count the fields that differ from the other version."""
        return sum(fact.changed for fact in self.facts)


@dataclass
class View:
    """One version of a record, ready to be shown beside another."""

    record: Record
    doc: Document
    other: Document | None = None
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Fetch what the page needs, leaving out what this person may not know of."""
        self.model = type(self.record)
        self.doc = veiled(self.model, self.doc)
        self.other = veiled(self.model, self.other) if self.other is not None else None
        self.speaker = Speaker(self.model, self.doc, self.other or {})
        self.claims = claims_on(self.record)
        naming.learn((), (claim.source_id for claim in self.claims))
        self.sides = by_field(self.claims)
        changes = difference(self.model, self.other, self.doc) if self.other is not None else []
        self.moved = {change.key.split(":")[0] for change in changes}

    def parts(self) -> list[Part]:
        """Lay the record out in its sections; what has nothing to say is left out."""
        parts = []
        for section in SECTIONS[self.record.kind]:
            facts = [self.fact(base) for base in section.fields]
            facts += [self.list_of(key) for key in section.children]
            filled = tuple(fact for fact in facts if fact.filled)
            if filled:
                parts.append(Part(section.id, gettext(section.label), filled))
        return parts

    def fact(self, base: str) -> Fact:
        """Show one field, both its languages together."""
        keys = [key for key in halves(self.model, base) if key in self.doc]
        sides = [self.speaker.field(key, self.doc[key]) for key in keys]
        told = fields_of(self.model)[halves(self.model, base)[0]]
        changed = bool(self.moved.intersection(keys))
        return Fact(
            base,
            gettext(told.label),
            tuple(side for side in sides if side.text),
            question=self.question(base),
            stated=any(self.doc[key] != default_of(self.model, key) for key in keys),
            changed=changed,
            before=tuple(self._before(keys)) if changed else (),
        )

    def _before(self, keys: list[str]) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        for key in keys:
            if key in self.moved:
                old = self.speaker.field(key, (self.other or {}).get(key)).text
                new = self.speaker.field(key, self.doc.get(key)).text
                yield fields_of(self.model)[key].language, word_difference(old, new)

    def list_of(self, key: str) -> Fact:
        """Show one list of rows."""
        told: Field = children_of(self.model)[key].info["children"]
        now = self.doc.get(key) or []
        then = {row["id"]: row for row in (self.other or {}).get(key) or []}
        compared = self.other is not None
        rows = tuple(
            (_how(row, then) if compared else "", tuple(self.speaker.row(key, row))) for row in now
        )
        here = {row["id"] for row in now}
        return Fact(
            key,
            gettext(told.label),
            rows=rows,
            gone=tuple(
                tuple(self.speaker.row(key, row)) for each, row in then.items() if each not in here
            ),
            question=self.question(key),
            changed=key in self.moved,
        )

    def question(self, key: str) -> Question | None:
        """Weigh what sources say of one field, and put our reading beside it."""
        label = questions(self.model).get(key)
        if label is None:
            return None
        claims = self.sides.get(key, [])
        reading = next((row for row in self.doc.get("readings") or [] if row["field"] == key), None)
        return Question(
            key,
            gettext(label),
            weigh(claims),
            tuple(self._word(claim) for claim in claims),
            tuple(self.speaker.row("readings", reading)[1:]) if reading else (),
        )

    def _word(self, claim: Claim) -> Word:
        terms = self.speaker.terms
        return Word(
            naming.source_title(claim.source_id) or "—",
            source_url(claim.source_id),
            claim.value,
            claim.quote,
            claim.asserted_by,
            terms.get(claim.credibility or "", ""),
            terms.get(claim.standing or "", ""),
            claim.checked != "unchecked",
        )

    @property
    def general(self) -> list[Word]:
        """List the sources that speak of the record as a whole."""
        return [self._word(claim) for claim in self.sides.get(None, [])]

    @property
    def uncited(self) -> int:
        """Count the filled fields that no source speaks to."""
        return sum(part.uncited for part in self.parts())


def _how(row: Document, then: dict[str, Document]) -> str:
    if row["id"] not in then:
        return "new"
    return "" if row == then[row["id"]] else "changed"


def default_of(model: type[Record], key: str) -> object:
    """Tell what stands in a field before anybody wrote in it."""
    return getattr(inspect(model).column_attrs[key].columns[0].default, "arg", None)


def claims_on(record: Record) -> list[Claim]:
    """List what sources say of a record, as far as this person may know."""
    found = select(Claim).where(
        Claim.record_id == record.id, Claim.retracted_at.is_(None), claims_for(me())
    )
    return list(session().scalars(found.order_by(Claim.created_at, Claim.id)))
