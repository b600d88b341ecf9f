"""Files the archive holds, by their SHA-256."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from heritage.db import Base, now
from heritage.kit.fields import internal


class File(Base):
    """Bytes that never change, named by their hash."""

    __tablename__ = "file"

    sha256: Mapped[str] = mapped_column(primary_key=True, info=internal("SHA-256 of the bytes"))
    media_type: Mapped[str] = mapped_column(info=internal("what the bytes are"))
    size: Mapped[int] = mapped_column(info=internal("how many bytes"))
    added_at: Mapped[datetime] = mapped_column(default=now, info=internal("since"))
    rendition: Mapped[str | None] = mapped_column(
        info=internal("SHA-256 of the cleaned picture the public may see")
    )
    width: Mapped[int | None] = mapped_column(info=internal("of the rendition, in pixels"))
    height: Mapped[int | None] = mapped_column(info=internal("of the rendition, in pixels"))
