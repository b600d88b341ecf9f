"""Controlled vocabularies: schemes of terms, labelled in several languages."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from heritage.db import Base
from heritage.kit.fields import field


class Term(Base):
    """An entry of a vocabulary. It is never deleted nor given a new meaning; it is retired."""

    __tablename__ = "term"
    __table_args__ = (
        UniqueConstraint("scheme", "local"),
        CheckConstraint("key = scheme || '/' || local", name="key"),
    )

    key: Mapped[str] = mapped_column(primary_key=True, info=field("Key"))
    """Scheme and id joined: `damage-grade/destroyed`."""
    scheme: Mapped[str] = mapped_column(index=True, info=field("Scheme"))
    local: Mapped[str] = mapped_column(info=field("Term"))
    label_en: Mapped[str] = mapped_column(info=field("Label", language="en"))
    label_ar: Mapped[str] = mapped_column(default="", info=field("Label", language="ar"))
    label_fr: Mapped[str] = mapped_column(default="", info=field("Label in French"))
    definition: Mapped[str] = mapped_column(default="", info=field("Definition"))
    broader: Mapped[str | None] = mapped_column(ForeignKey("term.key"), info=field("Broader"))
    replaced_by: Mapped[str | None] = mapped_column(
        ForeignKey("term.key"), info=field("Replaced by")
    )
    retired: Mapped[bool] = mapped_column(default=False, info=field("Retired"))
    position: Mapped[int] = mapped_column(default=0, info=field("Order"))
    origins: Mapped[list[str]] = mapped_column(JSON, default=list, info=field("Taken from"))
    mappings: Mapped[list[Mapping]] = relationship(cascade="all, delete-orphan")

    def label(self, language: str) -> str:
        """Name the term in a language, in English where that language has no word yet."""
        return {"ar": self.label_ar, "fr": self.label_fr}.get(language) or self.label_en


class Mapping(Base):
    """What one of our terms means in somebody else's list (SKOS relations)."""

    __tablename__ = "term_mapping"

    id: Mapped[int] = mapped_column(primary_key=True, info=field("Row"))
    term_key: Mapped[str] = mapped_column(ForeignKey("term.key"), index=True, info=field("Term"))
    relation: Mapped[str] = mapped_column(info=field("Relation"))
    target_scheme: Mapped[str] = mapped_column(info=field("Their list"))
    target_term: Mapped[str] = mapped_column(info=field("Their term"))
