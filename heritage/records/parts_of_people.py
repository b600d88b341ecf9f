"""Parts of a person: the roles and posts they held."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from heritage.db import Base, Day
from heritage.kit.fields import Kind, field, internal
from heritage.records.parts import Part, Seen
from heritage.vocab.columns import of_scheme, term


class Post(Part, Seen, Base):
    """A role somebody had, in words, where, and when."""

    __tablename__ = "post"
    __table_args__ = (of_scheme("role", "role"),)

    role: Mapped[str | None] = term("Role", "role")
    title_en: Mapped[str] = mapped_column(default="", info=field("Post", language="en"))
    title_ar: Mapped[str] = mapped_column(default="", info=field("Post", language="ar"))
    place_id: Mapped[str | None] = mapped_column(
        ForeignKey("record.id"), info=field("Where", Kind.RECORD, public="link")
    )
    held: Mapped[str | None] = mapped_column(info=field("When", Kind.WHEN))
    held_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "held"))
    held_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "held"))
