"""Parts of an event: causes, effects on each subject, people affected, attributions."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from heritage.db import Base
from heritage.kit.fields import Kind, field
from heritage.records.parts import Part
from heritage.vocab.columns import of_scheme, term


class Cause(Part, Base):
    """What did the damage: explosives, shelling, looting."""

    __tablename__ = "cause"
    __table_args__ = (
        of_scheme("cause", "cause-type"),
        of_scheme("certainty", "certainty"),
    )

    cause: Mapped[str] = term("Cause", "cause-type")
    certainty: Mapped[str | None] = term("Certainty", "certainty")


class Effect(Part, Base):
    """What the event did to one site or thing."""

    __tablename__ = "effect"
    __table_args__ = (
        of_scheme("effect", "effect"),
        of_scheme("grade", "damage-grade"),
        of_scheme("extent", "damage-extent"),
        of_scheme("certainty", "certainty"),
    )

    subject_id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), index=True, info=field("Site or thing", Kind.RECORD, public="link")
    )
    effect: Mapped[str | None] = term("Effect", "effect")
    grade: Mapped[str | None] = term("Degree of damage", "damage-grade")
    extent: Mapped[str | None] = term("Share of the surface", "damage-extent")
    certainty: Mapped[str | None] = term("Certainty", "certainty")
    note_en: Mapped[str] = mapped_column(default="", info=field("Note", language="en"))
    note_ar: Mapped[str] = mapped_column(default="", info=field("Note", language="ar"))


class Affected(Part, Base):
    """What the event did to a person or to people named together."""

    __tablename__ = "affected"
    __table_args__ = (
        of_scheme("fate", "fate"),
        of_scheme("manner", "manner"),
        of_scheme("certainty", "certainty"),
    )

    subject_id: Mapped[str] = mapped_column(
        ForeignKey("record.id"),
        index=True,
        info=field("Person or group", Kind.RECORD, public="link"),
    )
    fate: Mapped[str | None] = term("Fate", "fate")
    manner: Mapped[str | None] = term("Manner", "manner")
    certainty: Mapped[str | None] = term("Certainty", "certainty")


class Attribution(Part, Base):
    """Who is said to have done it, and who says so. Never the event itself."""

    __tablename__ = "attribution"
    __table_args__ = (of_scheme("certainty", "certainty"),)

    agent_id: Mapped[str | None] = mapped_column(
        ForeignKey("record.id"), index=True, info=field("Alleged agent", Kind.RECORD, public="link")
    )
    agent_words: Mapped[str] = mapped_column(
        default="",
        info=field(
            "Alleged agent in words",
            public="unless at risk",
            help="When no record stands for them.",
        ),
    )
    alleged_by: Mapped[str] = mapped_column(
        default="", info=field("Alleged by", public="unless at risk")
    )
    alleged_by_id: Mapped[str | None] = mapped_column(
        ForeignKey("record.id"), info=field("Alleged by, their record", Kind.RECORD, public="link")
    )
    source_id: Mapped[str | None] = mapped_column(
        ForeignKey("source.id"), info=field("Seen in", Kind.SOURCE, public="link")
    )
    certainty: Mapped[str | None] = term("Certainty", "certainty")
    note_en: Mapped[str] = mapped_column(default="", info=field("Note", Kind.PROSE, language="en"))
    note_ar: Mapped[str] = mapped_column(default="", info=field("Note", Kind.PROSE, language="ar"))
