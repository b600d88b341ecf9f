"""The vocabulary of Linked Art 1.0 that every kind of record uses: names, spans, references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.when import When, when

Json = dict[str, Any]

CONTEXT = "https://linked.art/ns/v1/linked-art.json"
AAT = "http://vocab.getty.edu/aat/"
PRIMARY_NAME = ("300404670", "Primary Name")
ALTERNATE_NAME = ("300264273", "Alternate Name")
DISPLAY_TITLE = ("300404669", "Display Title")
LOCAL_NUMBER = ("300404621", "Local Number")
BRIEF_TEXT = ("300418049", "Brief Text")
DESCRIPTION = ("300435416", "Description")
CONDITION = ("300435425", "Condition Statement")
BIBLIOGRAPHY = ("300026497", "Bibliography Statement")
WEB_PAGE = ("300264578", "Web Page")
LANGUAGES = {
    "en": ("300388277", "English"),
    "ar": ("300387843", "Arabic"),
    "fr": ("300388306", "French"),
    "ru": ("300389168", "Russian"),
}
AUTHORITIES = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "pleiades": "https://pleiades.stoa.org/places/{}",
    "geonames": "https://sws.geonames.org/{}/",
    "tgn": "http://vocab.getty.edu/tgn/{}",
    "aat": "http://vocab.getty.edu/aat/{}",
    "ulan": "http://vocab.getty.edu/ulan/{}",
    "viaf": "http://viaf.org/viaf/{}",
}
"""Identifiers that are addresses of the same thing elsewhere."""

_AREAS = frozenset(("place-precision/settlement", "place-precision/area"))
_NATURAL = frozenset(("cause-category/natural-hazard", "cause-category/slow-decay"))


def filled(told: Mapping[str, Any]) -> Json:
    """Leave out what is empty."""
    return {key: value for key, value in told.items() if value not in (None, "", [], {})}


def class_of(record: PublicRecord, archive: Archive) -> str:
    """Choose the class of a record: towns and areas are places, what was built is an object."""
    if record.kind == "site":
        return "Place" if _is_area(record) else "HumanMadeObject"
    if record.kind == "event":
        return "Event" if _is_natural(record, archive) else "Activity"
    return {"thing": "HumanMadeObject", "person": "Person", "group": "Group"}.get(
        record.kind, "LinguisticObject"
    )


def _is_area(record: PublicRecord) -> bool:
    precisions = {row.get("place_precision") for row in record.rows("places")}
    type_ = record.field("heritage_type")
    if type_ in {"heritage-type/historic-town", "heritage-type/landscape"} or precisions & _AREAS:
        return True
    whole = type_ == "heritage-type/archaeological-site" and not record.field("part_of")
    return whole and "place-precision/building" not in precisions


def _is_natural(record: PublicRecord, archive: Archive) -> bool:
    causes = [archive.terms.get(str(row.get("cause"))) for row in record.rows("causes")]
    return bool(causes) and all(each is not None and each.broader in _NATURAL for each in causes)


def head(record: PublicRecord, archive: Archive) -> Json:
    """Begin a document: what it is, what it is called, what others call it."""
    return {
        "@context": CONTEXT,
        "id": archive.permanent(record),
        "type": class_of(record, archive),
        "_label": record.title(),
        "identified_by": [*_names(record), *_numbers(record)],
    }


def aat(term: tuple[str, str], *more: Json) -> Json:
    """Classify by a term of the Getty's thesaurus."""
    return filled(
        {"id": AAT + term[0], "type": "Type", "_label": term[1], "classified_as": list(more)}
    )


def own_type(key: object, archive: Archive) -> list[Json]:
    """Classify by a term of ours, which has a page."""
    if not key:
        return []
    return [{"id": archive.term(str(key)), "type": "Type", "_label": archive.label(key, "en")}]


def language(tag: object) -> list[Json]:
    """Name a language, where the thesaurus' term is known to us."""
    term = LANGUAGES.get(str(tag or "").split("-")[0])
    return [{"id": AAT + term[0], "type": "Language", "_label": term[1]}] if term else []


def name(text: str, tag: object, kind: tuple[str, str]) -> Json:
    """Write a name with its language."""
    return filled(
        {"type": "Name", "classified_as": [aat(kind)], "content": text, "language": language(tag)}
    )


def _names(record: PublicRecord) -> list[Json]:
    return [
        name(
            each["text"],
            each.get("lang"),
            PRIMARY_NAME if each.get("preferred") else ALTERNATE_NAME,
        )
        for each in record.body.get("names") or ()
    ]


def _numbers(record: PublicRecord) -> list[Json]:
    own = [("", record.id), *((row["scheme"], row["value"]) for row in record.rows("identifiers"))]
    return [
        filled(
            {"type": "Identifier", "_label": scheme, "classified_as": [aat(LOCAL_NUMBER)],
             "content": value}
        )
        for scheme, value in own
    ]  # fmt: skip


def equivalent(record: PublicRecord, archive: Archive) -> list[Json]:
    """Point to the same thing elsewhere."""
    return [
        {
            "id": AUTHORITIES[row["scheme"]].format(row["value"]),
            "type": class_of(record, archive),
            "_label": f"{record.title()} ({row['scheme']})",
        }
        for row in record.rows("identifiers")
        if row["scheme"] in AUTHORITIES and str(row["value"]).isalnum()
    ]


def ref(record: PublicRecord, archive: Archive) -> Json:
    """Point to another record."""
    return {
        "id": archive.permanent(record),
        "type": class_of(record, archive),
        "_label": record.title(),
    }


def refs(ids: Iterable[object], archive: Archive, *classes: str) -> list[Json]:
    """Point to those of other records that are of one of these classes."""
    told = [ref(each, archive) for each in archive.all_of(ids)]
    return [each for each in told if each["type"] in classes]


def statement(text: object, kind: tuple[str, str], tag: object = "en") -> Json:
    """Write a short text about the thing."""
    return filled(
        {
            "type": "LinguisticObject",
            "classified_as": [aat(kind, aat(BRIEF_TEXT))],
            "content": str(text),
            "language": language(tag),
        }
    )


def statements(pair: object, kind: tuple[str, str]) -> list[Json]:
    """Write a text in the languages it is told in."""
    told = pair if isinstance(pair, dict) else {}
    return [statement(text, kind, tag) for tag, text in told.items() if text]


def timespan(edtf: object) -> Json | None:
    """Write a date with the first and last moment it may mean."""
    told = when(edtf, "en")
    return span(told) if told else None


def span(told: When) -> Json:
    """Write a span; an open side has no moment."""
    return filled(
        {
            "type": "TimeSpan",
            "identified_by": [name(told.label, "en", DISPLAY_TITLE)],
            "begin_of_the_begin": told.earliest and f"{told.earliest}T00:00:00Z",
            "end_of_the_end": told.latest and f"{told.latest}T23:59:59Z",
        }
    )


def moment(type_: str, edtf: object, **more: Any) -> Json | None:
    """Write an event that is only a date of something: its birth, its making, its end."""
    told = filled({"timespan": timespan(edtf), **more})
    return {"type": type_, **told} if told else None


def subject_of(record: PublicRecord, archive: Archive) -> list[Json]:
    """List the sources that can be read somewhere and speak of the record."""
    return [
        {"type": "LinguisticObject", "_label": cited(each), "digitally_carried_by": [page(each)]}
        for each in archive.sources(record)
        if address(each)
    ]


def bibliography(record: PublicRecord, archive: Archive) -> list[Json]:
    """Name the sources that can be read nowhere, in words."""
    return [
        statement(cited(each), BIBLIOGRAPHY)
        for each in archive.sources(record)
        if not address(each)
    ]


def page(source: PublicRecord) -> Json:
    """Write the web page that carries a source."""
    return {
        "type": "DigitalObject",
        "classified_as": [aat(WEB_PAGE)],
        "access_point": [{"id": address(source), "type": "DigitalObject"}],
    }


def address(source: PublicRecord) -> str:
    """Tell where a source was published, unless that is withheld."""
    return "" if source.field("link_withheld") else str(source.field("url") or "")


def cited(source: PublicRecord) -> str:
    """Cite a source in one line."""
    told = when(source.field("published"), "en")
    pieces = (source.field("publisher"), source.title(), told.label if told else "")
    return ", ".join(str(each) for each in pieces if each)
