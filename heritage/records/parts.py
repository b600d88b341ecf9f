"""Parts that any record may have: names, identifiers, places, links, pictures, assessments."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from heritage.db import Base, Day
from heritage.kit.fields import Kind, field, internal
from heritage.kit.hashing import new_id
from heritage.vocab.columns import of_scheme, term


class Part:
    """One row that belongs to a record, in a place among its siblings."""

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id, info=internal("row"))
    position: Mapped[int] = mapped_column(default=0, info=internal("order"))

    @declared_attr
    def record_id(cls) -> Mapped[str]:
        """Name the record it belongs to."""
        return mapped_column(
            ForeignKey("record.id", ondelete="CASCADE"), index=True, info=internal("whose")
        )


class Seen:
    """A part that says in which source it was seen."""

    @declared_attr
    def source_id(cls) -> Mapped[str | None]:
        """Name the source that gives it."""
        return mapped_column(
            ForeignKey("source.id"), info=field("Seen in", Kind.SOURCE, public="link")
        )


class Name(Part, Seen, Base):
    """What a record is called: text, language, script, kind, and the source that says so."""

    __tablename__ = "name"
    __table_args__ = (
        CheckConstraint("length(text) > 0", name="text"),
        of_scheme("name_kind", "name-kind"),
    )

    text: Mapped[str] = mapped_column(info=field("Name", limit=300))
    lang: Mapped[str] = mapped_column(default="en", info=field("Language", Kind.LANGUAGE))
    script: Mapped[str] = mapped_column(default="Latn", info=field("Script"))
    name_kind: Mapped[str] = term("Kind of name", "name-kind", default="variant")
    preferred: Mapped[bool] = mapped_column(
        default=False, info=field("Preferred in its language", Kind.YES)
    )
    folded: Mapped[str] = mapped_column(
        default="", index=True, info=internal("spelling without marks, for looking up", "text")
    )


class Identifier(Part, Seen, Base):
    """What others call the record: scheme and value."""

    __tablename__ = "identifier"
    __table_args__ = (UniqueConstraint("record_id", "scheme", "value"),)

    scheme: Mapped[str] = mapped_column(
        info=field("Scheme", help="wikidata, pleiades, unesco-whc …")
    )
    value: Mapped[str] = mapped_column(info=field("Identifier", limit=200))


class Place(Part, Seen, Base):
    """Where the record is: a WGS 84 point, how sure that is, in words and metres."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("lat is null or (lat >= -90 and lat <= 90)", name="lat"),
        CheckConstraint("lon is null or (lon >= -180 and lon <= 180)", name="lon"),
        CheckConstraint("(lat is null) = (lon is null)", name="point"),
        of_scheme("place_precision", "place-precision"),
    )

    lat: Mapped[float | None] = mapped_column(
        info=field("Latitude", Kind.NUMBER, public="cell by sensitivity")
    )
    lon: Mapped[float | None] = mapped_column(
        info=field("Longitude", Kind.NUMBER, public="cell by sensitivity")
    )
    place_precision: Mapped[str | None] = term(
        "Precision", "place-precision", public="cell by sensitivity"
    )
    precision_m: Mapped[float | None] = mapped_column(
        info=field("Within metres", Kind.NUMBER, public="cell by sensitivity")
    )
    note_en: Mapped[str] = mapped_column(
        default="", info=field("Place in words", language="en", public="open places only")
    )
    note_ar: Mapped[str] = mapped_column(
        default="", info=field("Place in words", language="ar", public="open places only")
    )


class Link(Part, Base):
    """How one record stands to another."""

    __tablename__ = "link"
    __table_args__ = (of_scheme("relation", "relation"),)

    other_id: Mapped[str] = mapped_column(
        ForeignKey("record.id"), index=True, info=field("Record", Kind.RECORD, public="link")
    )
    relation: Mapped[str] = term("Relation", "relation", default="related")
    note_en: Mapped[str] = mapped_column(default="", info=field("Note", language="en"))
    note_ar: Mapped[str] = mapped_column(default="", info=field("Note", language="ar"))


class Picture(Part, Seen, Base):
    """A picture of the record; the public sees only a cleaned rendition, with rights and credit."""

    __tablename__ = "picture"
    __table_args__ = (of_scheme("picture_role", "picture-role"),)

    sha256: Mapped[str] = mapped_column(
        ForeignKey("file.sha256"), info=field("File", public="rendition")
    )
    picture_role: Mapped[str | None] = term("Shows", "picture-role")
    taken: Mapped[str | None] = mapped_column(info=field("Taken", Kind.WHEN))
    taken_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "taken"))
    taken_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "taken"))
    alt_en: Mapped[str] = mapped_column(default="", info=field("What is seen", language="en"))
    alt_ar: Mapped[str] = mapped_column(default="", info=field("What is seen", language="ar"))
    credit: Mapped[str] = mapped_column(default="", info=field("Credit"))
    licence: Mapped[str] = mapped_column(default="", info=field("Licence"))
    violent: Mapped[bool] = mapped_column(
        default=False, info=field("Shows violence or its victims", Kind.YES)
    )


class Assessment(Part, Seen, Base):
    """The condition of a site or thing at a time; or between which two looks it changed."""

    __tablename__ = "assessment"
    __table_args__ = (
        of_scheme("grade", "damage-grade"),
        of_scheme("extent", "damage-extent"),
        of_scheme("method", "method"),
        of_scheme("certainty", "certainty"),
    )

    assessed: Mapped[str | None] = mapped_column(info=field("As of", Kind.WHEN))
    assessed_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "assessed"))
    assessed_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "assessed"))
    grade: Mapped[str | None] = term("Condition", "damage-grade")
    extent: Mapped[str | None] = term("Share of the surface", "damage-extent")
    method: Mapped[str | None] = term("Known by", "method")
    certainty: Mapped[str | None] = term("Certainty", "certainty")
    last_intact: Mapped[str | None] = mapped_column(info=field("Last seen intact", Kind.WHEN))
    last_intact_earliest: Mapped[Day | None] = mapped_column(
        info=internal("first day", "last_intact")
    )
    last_intact_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "last_intact"))
    first_damaged: Mapped[str | None] = mapped_column(info=field("First seen damaged", Kind.WHEN))
    first_damaged_earliest: Mapped[Day | None] = mapped_column(
        info=internal("first day", "first_damaged")
    )
    first_damaged_latest: Mapped[Day | None] = mapped_column(
        info=internal("last day", "first_damaged")
    )
    note_en: Mapped[str] = mapped_column(default="", info=field("Note", Kind.PROSE, language="en"))
    note_ar: Mapped[str] = mapped_column(default="", info=field("Note", Kind.PROSE, language="ar"))


class Protection(Part, Seen, Base):
    """A list or law that protects a site, and since when."""

    __tablename__ = "protection"
    __table_args__ = (of_scheme("protection", "protection"),)

    protection: Mapped[str] = term("Protection", "protection")
    since: Mapped[str | None] = mapped_column(info=field("Since", Kind.WHEN))
    since_earliest: Mapped[Day | None] = mapped_column(info=internal("first day", "since"))
    since_latest: Mapped[Day | None] = mapped_column(info=internal("last day", "since"))
    reference: Mapped[str] = mapped_column(default="", info=field("Reference"))
