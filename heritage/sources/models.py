"""Sources, the captures of them, and the text read out of each capture."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from heritage.db import Base, Day, now
from heritage.kit.fields import Kind, Level, field, internal, kept_back
from heritage.kit.hashing import new_id
from heritage.ledger.models import STATUSES, Kept
from heritage.vocab.columns import of_scheme, term


class Source(Kept, Base):
    """A news article, report, post, photograph, satellite image, testimony or book."""

    __tablename__ = "source"
    __table_args__ = (
        UniqueConstraint("slug"),
        CheckConstraint(STATUSES, name="status"),
        of_scheme("source_kind", "source-kind"),
        of_scheme("reliability", "source-reliability"),
        of_scheme("text_use", "text-use"),
    )

    title: Mapped[str] = mapped_column(
        info=field("Title", help="As the source prints it, in its own language.", limit=400)
    )
    url: Mapped[str] = mapped_column(
        default="",
        info=field("Address", Kind.URL, public="safe link", help="Where it was published."),
    )
    publisher: Mapped[str] = mapped_column(
        default="", info=field("Publisher", public="unless at risk", limit=200)
    )
    publisher_id: Mapped[str | None] = mapped_column(
        ForeignKey("record.id"), info=field("Publisher's record", Kind.RECORD, public="link")
    )
    authors: Mapped[str] = mapped_column(
        default="", info=field("Authors", limit=400, help="One name, then a semicolon.")
    )
    published: Mapped[str | None] = mapped_column(info=field("Published", Kind.WHEN))
    published_earliest: Mapped[Day | None] = mapped_column(
        index=True, info=internal("first day", "published")
    )
    published_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "published"))
    language: Mapped[str] = mapped_column(default="", info=field("Language", Kind.LANGUAGE))
    source_kind: Mapped[str | None] = term("Kind of source", "source-kind")
    original_reporting: Mapped[str] = mapped_column(
        default="",
        info=field("Original reporting", help="Whose reporting it repeats, when it is a copy."),
    )
    reliability: Mapped[str | None] = term(
        "Reliability", "source-reliability", help="Of the source as such, not of what it says."
    )
    licence: Mapped[str] = mapped_column(default="", info=field("Licence", limit=100))
    text_use: Mapped[str | None] = term(
        "What the public may read of its text",
        "text-use",
        default="quotes",
        help="Quoted passages only, unless its licence allows the whole text.",
    )
    note_en: Mapped[str] = mapped_column(default="", info=field("Note", Kind.PROSE, language="en"))
    note_ar: Mapped[str] = mapped_column(default="", info=field("Note", Kind.PROSE, language="ar"))
    link_withheld: Mapped[bool] = mapped_column(
        default=False,
        info=field(
            "Withhold the address",
            Kind.YES,
            help="When the page shows what we do not pass on, or the link puts people at risk.",
        ),
    )
    staff_note: Mapped[str] = mapped_column(
        default="", info=kept_back("Note for staff", Kind.PROSE, level=Level.STAFF)
    )
    captures: Mapped[list[Capture]] = relationship(
        order_by="Capture.captured_at", back_populates="source"
    )


class Capture(Base):
    """The bytes of a source as they came at one moment; never changed."""

    __tablename__ = "capture"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id, info=internal("capture"))
    source_id: Mapped[str] = mapped_column(
        ForeignKey("source.id"), index=True, info=internal("of which source")
    )
    sha256: Mapped[str] = mapped_column(
        ForeignKey("file.sha256"), info=field("SHA-256 of the captured bytes")
    )
    filename: Mapped[str] = mapped_column(
        default="", info=kept_back("File name", level=Level.STAFF)
    )
    how: Mapped[str] = mapped_column(info=field("Pasted, uploaded or fetched"))
    captured_at: Mapped[datetime] = mapped_column(default=now, info=field("Captured"))
    captured_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"), info=internal("by whom"))
    source: Mapped[Source] = relationship(back_populates="captures")
    texts: Mapped[list[Text]] = relationship(order_by="Text.made_at", back_populates="capture")


class Text(Base):
    """The words read out of a capture by one extractor; quotes point into exactly this text."""

    __tablename__ = "text"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id, info=internal("text"))
    capture_id: Mapped[str] = mapped_column(
        ForeignKey("capture.id"), index=True, info=internal("of which capture")
    )
    body: Mapped[str] = mapped_column(info=kept_back("Text", Kind.PROSE, level=Level.STAFF))
    sha256: Mapped[str] = mapped_column(info=field("SHA-256 of the text"))
    extractor: Mapped[str] = mapped_column(info=field("Read out by"))
    pages: Mapped[list[int] | None] = mapped_column(JSON, info=internal("where pages begin"))
    made_at: Mapped[datetime] = mapped_column(default=now, info=internal("when"))
    capture: Mapped[Capture] = relationship(back_populates="texts")
