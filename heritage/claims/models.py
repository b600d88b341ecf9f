"""Claims: one source's word on one field. Readings: what the archive concludes, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from heritage.db import Base, Day, now
from heritage.kit.fields import Kind, Level, internal, kept_back
from heritage.kit.fields import field as told
from heritage.kit.hashing import new_id
from heritage.vocab.columns import of_scheme, term


class Claim(Base):
    """What one source says on one field of one record, as it says it, and who asserts it.

    A claim on no field says only that the source speaks of the record. A claim reaches the
    public when it was approved, by publishing its source or its record.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("quote_start is null or quote_start <= quote_end", name="span"),
        CheckConstraint("level in (0, 1, 2, 3)", name="level"),
        of_scheme("credibility", "information-credibility"),
        of_scheme("standing", "claim-status"),
        Index("ix_claim_record_field", "record_id", "field"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id, info=internal("claim"))
    public_id: Mapped[str] = mapped_column(
        unique=True, default=new_id, info=internal("public identifier, copied by the projector")
    )
    version: Mapped[int] = mapped_column(default=1, info=internal("number of its last change"))
    source_id: Mapped[str] = mapped_column(
        ForeignKey("source.id"), index=True, info=told("Source", Kind.SOURCE, public="link")
    )
    record_id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), index=True, info=told("Record", Kind.RECORD, public="link")
    )
    field: Mapped[str | None] = mapped_column(info=told("Field", Kind.FIELD))
    value: Mapped[str] = mapped_column(
        default="", info=told("Value as reported", help="In the source's own terms.")
    )
    edtf: Mapped[str | None] = mapped_column(info=told("As a date", Kind.WHEN))
    edtf_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "edtf"))
    edtf_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "edtf"))
    term_key: Mapped[str | None] = mapped_column(
        ForeignKey("term.key"), info=told("As a term", Kind.TERM)
    )
    asserted_by: Mapped[str] = mapped_column(
        default="",
        info=told(
            "Asserted by",
            public="unless at risk",
            help="Who says so, when it is not the source's author.",
        ),
    )
    asserted_by_id: Mapped[str | None] = mapped_column(
        ForeignKey("record.id"), info=told("Asserted by, their record", Kind.RECORD, public="link")
    )
    credibility: Mapped[str | None] = term("Credibility", "information-credibility")
    standing: Mapped[str | None] = term("Standing", "claim-status", default="reported")
    quote: Mapped[str] = mapped_column(default="", info=told("Quoted passage", Kind.PROSE))
    quote_prefix: Mapped[str] = mapped_column(
        default="", info=kept_back("Words before it", level=Level.STAFF)
    )
    quote_suffix: Mapped[str] = mapped_column(
        default="", info=kept_back("Words after it", level=Level.STAFF)
    )
    quote_start: Mapped[int | None] = mapped_column(info=internal("where it begins in the text"))
    quote_end: Mapped[int | None] = mapped_column(info=internal("where it ends in the text"))
    text_id: Mapped[str | None] = mapped_column(
        ForeignKey("text.id"), info=internal("the text it was quoted from")
    )
    checked: Mapped[str] = mapped_column(
        default="unchecked",
        info=told("Checked against the archived copy"),
    )
    """`exact` or `normalized` when the passage stands in the captured text, else `unchecked`."""
    locator: Mapped[str] = mapped_column(default="", info=told("Page or place in the source"))
    note_en: Mapped[str] = mapped_column(default="", info=told("Note", language="en"))
    note_ar: Mapped[str] = mapped_column(default="", info=told("Note", language="ar"))
    level: Mapped[int] = mapped_column(default=int(Level.PUBLIC), info=internal("who may know it"))
    approved_by: Mapped[str | None] = mapped_column(
        ForeignKey("user.id"), info=internal("opened to the public by whom")
    )
    retracted_at: Mapped[datetime | None] = mapped_column(info=internal("taken back when"))
    created_at: Mapped[datetime] = mapped_column(default=now, info=internal("made when"))
    created_by: Mapped[str | None] = mapped_column(
        ForeignKey("user.id"), info=internal("made by whom")
    )
    changed_by: Mapped[str | None] = mapped_column(
        ForeignKey("user.id"), info=internal("corrected last by whom")
    )


class Reading(Base):
    """The archive's conclusion on one field of a record, with its reason in words."""

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("record_id", "field"),
        of_scheme("verdict", "verdict"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id, info=internal("reading"))
    record_id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), index=True, info=internal("of which record")
    )
    position: Mapped[int] = mapped_column(default=0, info=internal("order"))
    field: Mapped[str] = mapped_column(info=told("Question", Kind.FIELD))
    value_en: Mapped[str] = mapped_column(default="", info=told("Our reading", language="en"))
    value_ar: Mapped[str] = mapped_column(default="", info=told("Our reading", language="ar"))
    verdict: Mapped[str] = term("Verdict", "verdict", default="open")
    reason_en: Mapped[str] = mapped_column(
        default="", info=told("Reason", Kind.PROSE, language="en")
    )
    reason_ar: Mapped[str] = mapped_column(
        default="", info=told("Reason", Kind.PROSE, language="ar")
    )
