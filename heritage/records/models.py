"""Records: whatever the archive keeps a page for, and the five kinds of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from heritage.claims.models import Reading
from heritage.db import Base, Day
from heritage.kit.fields import Kind, Level, children, field, internal, kept_back
from heritage.ledger.models import STATUSES, Kept
from heritage.records.parts import (
    Assessment,
    Identifier,
    Link,
    Name,
    Picture,
    Place,
    Protection,
)
from heritage.records.parts_of_events import Affected, Attribution, Cause, Effect
from heritage.records.parts_of_people import Post
from heritage.vocab.columns import of_scheme, term

OWNED = "all, delete-orphan"
ROWS: dict[str, Any] = {"cascade": OWNED, "lazy": "selectin"}


class Record(Kept, Base):
    """Anything the archive keeps a page for."""

    __tablename__ = "record"
    __table_args__: Any = (
        UniqueConstraint("kind", "slug"),
        CheckConstraint(STATUSES, name="status"),
        CheckConstraint("kind in ('site', 'person', 'event', 'thing', 'group')", name="kind"),
        of_scheme("sensitivity", "sensitivity"),
    )
    __mapper_args__ = {"polymorphic_on": "kind", "with_polymorphic": "*"}

    kind: Mapped[str] = mapped_column(index=True, info=internal("kind, copied by the projector"))
    summary_en: Mapped[str] = mapped_column(
        default="", info=field("Summary", Kind.PROSE, language="en", citable=True)
    )
    summary_ar: Mapped[str] = mapped_column(
        default="", info=field("Summary", Kind.PROSE, language="ar", citable=True)
    )
    country: Mapped[str] = mapped_column(
        default="", info=field("Country", Kind.COUNTRY, help="Where it stands or happened.")
    )
    sensitivity: Mapped[str] = mapped_column(
        ForeignKey("term.key"),
        default="sensitivity/open",
        info=kept_back(
            "How much of the place the public may know",
            Kind.TERM,
            level=Level.STAFF,
            vocabulary="sensitivity",
            help="A cell is fixed for ever; a hidden place is on no map.",
        ),
    )
    staff_note: Mapped[str] = mapped_column(
        default="", info=kept_back("Note for staff", Kind.PROSE, level=Level.STAFF)
    )

    names: Mapped[list[Name]] = relationship(order_by=Name.position, info=children("Names"), **ROWS)
    identifiers: Mapped[list[Identifier]] = relationship(
        order_by=Identifier.position, info=children("Identifiers"), **ROWS
    )
    places: Mapped[list[Place]] = relationship(
        order_by=Place.position, info=children("Place"), **ROWS
    )
    links: Mapped[list[Link]] = relationship(
        order_by=Link.position,
        foreign_keys=Link.record_id,
        info=children("Related records"),
        **ROWS,
    )
    pictures: Mapped[list[Picture]] = relationship(
        order_by=Picture.position, info=children("Pictures"), **ROWS
    )
    readings: Mapped[list[Reading]] = relationship(
        order_by=Reading.position, info=children("Readings"), **ROWS
    )

    def title(self, language: str = "en") -> str:
        """Call the record by its preferred name in a language, or the best there is."""
        return best_name(self.names, language)


def best_name(names: list[Name], language: str) -> str:
    """Choose a name: preferred in this language, any in it, preferred at all, the first."""
    ranked = sorted(
        names,
        key=lambda name: (
            name.lang.split("-")[0] != language or "-" in name.lang,
            not name.preferred,
            name.lang != "en",
        ),
    )
    return ranked[0].text if ranked else "—"


class Standing:
    """What sites and things share: they stand, are damaged, and are repaired."""

    heritage_type: Mapped[str | None] = term("Type of heritage", "heritage-type", citable=True)
    type_en: Mapped[str] = mapped_column(
        default="", info=field("Kind in words", language="en", help="Temple, tower tomb, statue …")
    )
    type_ar: Mapped[str] = mapped_column(default="", info=field("Kind in words", language="ar"))
    built: Mapped[str | None] = mapped_column(info=field("Built or made", Kind.WHEN, citable=True))
    built_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "built"))
    built_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "built"))
    grade: Mapped[str | None] = term("Condition", "damage-grade", citable=True)
    state_en: Mapped[str] = mapped_column(
        default="",
        info=field(
            "State in words", language="en", citable=True, help="What is left, what is gone."
        ),
    )
    state_ar: Mapped[str] = mapped_column(
        default="", info=field("State in words", language="ar", citable=True)
    )
    recovery: Mapped[str | None] = term("Recovery", "recovery-state", citable=True)
    hazard_en: Mapped[str] = mapped_column(
        default="", info=field("Hazards on the spot", language="en", citable=True)
    )
    hazard_ar: Mapped[str] = mapped_column(
        default="", info=field("Hazards on the spot", language="ar", citable=True)
    )


def _rules() -> tuple[CheckConstraint, ...]:
    return (
        of_scheme("heritage_type", "heritage-type"),
        of_scheme("grade", "damage-grade"),
        of_scheme("recovery", "recovery-state"),
    )


class Site(Standing, Record):
    """A place of heritage, standing or gone; sites contain sites."""

    __tablename__ = "site"
    __table_args__ = _rules()

    id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), primary_key=True, info=internal("staff identifier")
    )
    __mapper_args__ = {
        "polymorphic_identity": "site",
        "inherit_condition": id == Record.id,
    }
    part_of_id: Mapped[str | None] = mapped_column(
        ForeignKey("record.id"), index=True, info=field("Part of", Kind.RECORD, public="link")
    )
    protections: Mapped[list[Protection]] = relationship(
        order_by=Protection.position, info=children("Protection", citable=True), **ROWS
    )
    assessments: Mapped[list[Assessment]] = relationship(
        order_by=Assessment.position, info=children("Assessments", citable=True), **ROWS
    )


class Thing(Standing, Record):
    """A movable object, described by Object ID, and where it is now."""

    __tablename__ = "thing"
    __table_args__ = _rules()

    id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), primary_key=True, info=internal("staff identifier")
    )
    __mapper_args__ = {
        "polymorphic_identity": "thing",
        "inherit_condition": id == Record.id,
    }
    part_of_id: Mapped[str | None] = mapped_column(
        ForeignKey("record.id"), index=True, info=field("Belongs to", Kind.RECORD, public="link")
    )
    holder_en: Mapped[str] = mapped_column(
        default="", info=field("Where it is now", language="en", citable=True)
    )
    holder_ar: Mapped[str] = mapped_column(
        default="", info=field("Where it is now", language="ar", citable=True)
    )
    materials_en: Mapped[str] = mapped_column(
        default="", info=field("Materials and techniques", language="en", citable=True)
    )
    materials_ar: Mapped[str] = mapped_column(
        default="", info=field("Materials and techniques", language="ar", citable=True)
    )
    measurements: Mapped[str] = mapped_column(default="", info=field("Measurements", citable=True))
    inscriptions: Mapped[str] = mapped_column(
        default="", info=field("Inscriptions and markings", citable=True)
    )
    features: Mapped[str] = mapped_column(
        default="", info=field("Distinguishing features", citable=True)
    )
    maker: Mapped[str] = mapped_column(default="", info=field("Maker", citable=True))
    inventory: Mapped[str] = mapped_column(default="", info=field("Inventory number"))
    original_share_en: Mapped[str] = mapped_column(
        default="", info=field("Share of original material", language="en", citable=True)
    )
    original_share_ar: Mapped[str] = mapped_column(
        default="", info=field("Share of original material", language="ar", citable=True)
    )
    assessments: Mapped[list[Assessment]] = relationship(
        order_by=Assessment.position, info=children("Assessments", citable=True), **ROWS
    )


class Person(Record):
    """Somebody who cared for heritage, or was harmed with it."""

    __tablename__ = "person"
    __table_args__ = (
        of_scheme("fate", "fate"),
        of_scheme("manner", "manner"),
        CheckConstraint("living in ('yes', 'no', 'unknown')", name="living"),
    )
    __mapper_args__ = {"polymorphic_identity": "person"}

    id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), primary_key=True, info=internal("staff identifier")
    )
    living: Mapped[str] = mapped_column(
        default="unknown", info=kept_back("Living", level=Level.STAFF)
    )
    at_risk: Mapped[bool] = mapped_column(
        default=False,
        info=kept_back(
            "At risk",
            Kind.YES,
            level=Level.SENSITIVE,
            help="A living person at risk has no public page, and no page leads to them.",
        ),
    )
    born: Mapped[str | None] = mapped_column(info=field("Born", Kind.WHEN, citable=True))
    born_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "born"))
    born_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "born"))
    born_at_en: Mapped[str] = mapped_column(
        default="", info=field("Birthplace", language="en", citable=True)
    )
    born_at_ar: Mapped[str] = mapped_column(
        default="", info=field("Birthplace", language="ar", citable=True)
    )
    died: Mapped[str | None] = mapped_column(info=field("Died", Kind.WHEN, citable=True))
    died_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "died"))
    died_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "died"))
    died_at_en: Mapped[str] = mapped_column(
        default="", info=field("Place of death", language="en", citable=True)
    )
    died_at_ar: Mapped[str] = mapped_column(
        default="", info=field("Place of death", language="ar", citable=True)
    )
    fate: Mapped[str | None] = term("Fate", "fate", citable=True)
    manner: Mapped[str | None] = term("Manner", "manner", citable=True)
    remains_en: Mapped[str] = mapped_column(
        default="", info=field("Remains", language="en", citable=True)
    )
    remains_ar: Mapped[str] = mapped_column(
        default="", info=field("Remains", language="ar", citable=True)
    )
    posts: Mapped[list[Post]] = relationship(
        order_by=Post.position,
        foreign_keys=Post.record_id,
        info=children("Roles and posts", citable=True),
        **ROWS,
    )


class Event(Record):
    """Something that befell sites, things or people. Who did it is never folded into it."""

    __tablename__ = "event"
    __table_args__ = (
        of_scheme("event_kind", "event-kind"),
        of_scheme("grade", "damage-grade"),
        of_scheme("intent", "intent"),
        of_scheme("certainty", "certainty"),
    )
    __mapper_args__ = {"polymorphic_identity": "event"}

    id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), primary_key=True, info=internal("staff identifier")
    )
    event_kind: Mapped[str | None] = term("Kind of event", "event-kind")
    happened: Mapped[str | None] = mapped_column(info=field("When", Kind.WHEN, citable=True))
    happened_earliest: Mapped[Day | None] = mapped_column(
        index=True, info=internal("first day", "happened")
    )
    happened_latest: Mapped[Day | None] = mapped_column(
        index=True, info=internal("last day", "happened")
    )
    grade: Mapped[str | None] = term("Degree of damage", "damage-grade", citable=True)
    extent_en: Mapped[str] = mapped_column(
        default="", info=field("Extent in words", language="en", citable=True)
    )
    extent_ar: Mapped[str] = mapped_column(
        default="", info=field("Extent in words", language="ar", citable=True)
    )
    count_en: Mapped[str] = mapped_column(
        default="", info=field("How many", language="en", citable=True)
    )
    count_ar: Mapped[str] = mapped_column(
        default="", info=field("How many", language="ar", citable=True)
    )
    left_standing_en: Mapped[str] = mapped_column(
        default="", info=field("Left standing", language="en", citable=True)
    )
    left_standing_ar: Mapped[str] = mapped_column(
        default="", info=field("Left standing", language="ar", citable=True)
    )
    aftermath_en: Mapped[str] = mapped_column(
        default="", info=field("What followed", Kind.PROSE, language="en", citable=True)
    )
    aftermath_ar: Mapped[str] = mapped_column(
        default="", info=field("What followed", Kind.PROSE, language="ar", citable=True)
    )
    intent: Mapped[str] = term("Intent", "intent", default="not-assessed", citable=True)
    certainty: Mapped[str | None] = term("Certainty that it happened", "certainty")
    causes: Mapped[list[Cause]] = relationship(
        order_by=Cause.position, info=children("Causes", citable=True), **ROWS
    )
    effects: Mapped[list[Effect]] = relationship(
        order_by=Effect.position,
        foreign_keys=Effect.record_id,
        info=children("Damage, subject by subject", citable=True),
        **ROWS,
    )
    affected: Mapped[list[Affected]] = relationship(
        order_by=Affected.position,
        foreign_keys=Affected.record_id,
        info=children("People affected", citable=True),
        **ROWS,
    )
    attributions: Mapped[list[Attribution]] = relationship(
        order_by=Attribution.position,
        foreign_keys=Attribution.record_id,
        info=children("Attributions", citable=True),
        **ROWS,
    )


class Group(Record):
    """An institution, armed group, publisher, agency, or people named together."""

    __tablename__ = "group"
    __table_args__ = (of_scheme("group_kind", "group-kind"), of_scheme("fate", "fate"))
    __mapper_args__ = {"polymorphic_identity": "group"}

    id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), primary_key=True, info=internal("staff identifier")
    )
    group_kind: Mapped[str | None] = term("Kind of group", "group-kind")
    founded: Mapped[str | None] = mapped_column(info=field("Founded", Kind.WHEN, citable=True))
    founded_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "founded"))
    founded_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "founded"))
    ended: Mapped[str | None] = mapped_column(info=field("Ended", Kind.WHEN, citable=True))
    ended_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "ended"))
    ended_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "ended"))
    size_en: Mapped[str] = mapped_column(
        default="", info=field("How many people", language="en", citable=True)
    )
    size_ar: Mapped[str] = mapped_column(
        default="", info=field("How many people", language="ar", citable=True)
    )
    fate: Mapped[str | None] = term("Fate", "fate", citable=True)


KINDS: dict[str, type[Record]] = {
    "site": Site,
    "person": Person,
    "event": Event,
    "thing": Thing,
    "group": Group,
}
