"""How a record's page is laid out: which fields stand together, kind by kind.

A field told in two languages is named once, by its base: `summary` stands for both halves.
"""

from __future__ import annotations

from dataclasses import dataclass

from heritage.db import Base
from heritage.kit.text import N_
from heritage.ledger.documents import children_of, fields_of


@dataclass(frozen=True)
class Section:
    """A part of the page with a heading of its own."""

    id: str
    label: str
    fields: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


NAMES = Section("section-names", N_("Names"), (), ("names", "identifiers"))
PLACE = Section("section-place", N_("Place"), ("country", "sensitivity"), ("places",))
ASSESSMENTS = Section("section-assessments", N_("Assessments"), (), ("assessments",))
TAIL = (
    Section("section-pictures", N_("Pictures"), (), ("pictures",)),
    Section("section-links", N_("Links"), (), ("links",)),
    Section("section-readings", N_("Readings"), (), ("readings",)),
    Section("section-staff", N_("Among us"), ("staff_note",)),
)
STANDING = ("heritage_type", "type", "built", "grade", "state", "recovery", "hazard")
OBJECT_ID = (
    "holder", "materials", "measurements", "inscriptions", "features", "maker", "inventory",
    "original_share",
)  # fmt: skip
EVENT = (
    "event_kind", "happened", "certainty", "summary", "grade", "extent", "count",
    "left_standing", "aftermath", "intent",
)  # fmt: skip
PERSON = (
    "living", "at_risk", "summary", "born", "born_at", "died", "died_at", "fate", "manner",
    "remains",
)  # fmt: skip

SECTIONS: dict[str, tuple[Section, ...]] = {
    "site": (
        NAMES,
        Section("section-place", N_("Place"),
                ("part_of_id", "country", "sensitivity"), ("places",)),
        Section("section-facts", N_("Facts"), ("summary", *STANDING), ("protections",)),
        ASSESSMENTS,
        *TAIL,
    ),
    "thing": (
        NAMES,
        Section("section-facts", N_("Facts"), ("part_of_id", "summary", *STANDING)),
        Section("section-object", N_("The object itself"), OBJECT_ID),
        PLACE,
        ASSESSMENTS,
        *TAIL,
    ),
    "person": (
        NAMES,
        Section("section-facts", N_("Life and fate"), PERSON),
        Section("section-posts", N_("Posts"), (), ("posts",)),
        PLACE,
        *TAIL,
    ),
    "event": (
        NAMES,
        Section("section-facts", N_("What happened"), EVENT),
        Section("section-damage", N_("Damage"), (), ("causes", "effects", "affected")),
        Section("section-attributions", N_("Attributions"), (), ("attributions",)),
        PLACE,
        *TAIL,
    ),
    "group": (
        NAMES,
        Section("section-facts", N_("Facts"),
                ("group_kind", "summary", "founded", "ended", "size", "fate")),
        PLACE,
        *TAIL,
    ),
}  # fmt: skip

ROW = {
    "names": N_("Name"),
    "identifiers": N_("Identifier"),
    "places": N_("Place"),
    "links": N_("Link"),
    "pictures": N_("Picture"),
    "readings": N_("Reading"),
    "protections": N_("Protection"),
    "assessments": N_("Assessment"),
    "posts": N_("Post"),
    "causes": N_("Cause"),
    "effects": N_("Damage"),
    "affected": N_("Person affected"),
    "attributions": N_("Attribution"),
}
"""What one row of each list is called."""

PICKS: dict[str, tuple[str, ...]] = {
    "part_of_id": ("site", "thing"),
    "place_id": ("site",),
    "effects.subject_id": ("site", "thing"),
    "affected.subject_id": ("person", "group"),
    "agent_id": ("group", "person"),
    "alleged_by_id": ("group", "person"),
}
"""Which kinds of record may be picked in a field; any kind where nothing is said."""

LIVING = (("unknown", N_("Not known")), ("yes", N_("Yes")), ("no", N_("No")))


def halves(model: type[Base], base: str) -> tuple[str, ...]:
    """Name the columns behind a field: both languages of a pair, or the one there is."""
    fields = fields_of(model)
    return (base,) if base in fields else (f"{base}_en", f"{base}_ar")


def base_of(key: str) -> str:
    """Name the field a column is half of; the column itself where it is not half of one."""
    return key[:-3] if key.endswith(("_en", "_ar")) else key


def questions(model: type[Base]) -> dict[str, str]:
    """List what sources may be asked about such a record: base key and label."""
    asked = {base_of(key): told.label for key, told in fields_of(model).items() if told.citable}
    rows = {
        key: each.info["children"].label
        for key, each in children_of(model).items()
        if each.info["children"].citable
    }
    return asked | rows
