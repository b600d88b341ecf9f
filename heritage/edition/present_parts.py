"""What stands around a record: names, places, identifiers, pictures, wholes, parts, kin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from heritage.edition.present_proof import Proof
from heritage.edition.present_values import Shown, Speaker, language_name, reference
from heritage.edition.public import PublicRecord
from heritage.kit.languages import LANGUAGES, digits
from heritage.kit.text import N_

AUTHORITIES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "pleiades": ("Pleiades", "https://pleiades.stoa.org/places/{}"),
    "geonames": ("GeoNames", "https://www.geonames.org/{}"),
    "unesco-whc": ("UNESCO World Heritage", "https://whc.unesco.org/en/list/{}"),
    "arachne": ("Arachne", "https://arachne.dainst.org/entity/{}"),
    "dai-gazetteer": ("iDAI.gazetteer", "https://gazetteer.dainst.org/place/{}"),
    "tgn": ("Getty TGN", "http://vocab.getty.edu/tgn/{}"),
    "aat": ("Getty AAT", "http://vocab.getty.edu/aat/{}"),
    "ulan": ("Getty ULAN", "http://vocab.getty.edu/ulan/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "trismegistos-geo": ("Trismegistos Geo", "https://www.trismegistos.org/place/{}"),
}
"""How an identifier is called, and where it leads."""

_HIGHEST = 12


def names_shown(record: PublicRecord, speaker: Speaker, proof: Proof) -> list[Shown]:
    """List every recorded spelling, with the language it is in and the source it was seen in."""
    return [
        {
            "text": name["text"],
            "lang": name.get("lang") or "",
            "language": _said(name.get("lang"), speaker),
            "script": name.get("script") or "",
            "kind": speaker.term(name.get("name_kind")),
            "preferred": bool(name.get("preferred")),
            "source": proof.number(name.get("source")),
        }
        for name in record.body.get("names") or ()
    ]


def _said(lang: str | None, speaker: Speaker) -> str:
    return language_name(lang, speaker.language) if lang else ""


def plate(record: PublicRecord, language: str) -> Shown:
    """Set two names of equal standing against each other: the page's language leads."""
    title = record.body["title"]
    tongues = [language, *(each for each in LANGUAGES if each != language)]
    told = [{"text": title[each], "lang": each} for each in tongues if title.get(each)]
    if not told:
        told = [{"text": record.title(language), "lang": ""}]
    return {"first": told[0], "second": told[1] if len(told) > 1 else None}


def wholes(record: PublicRecord, proof: Proof) -> list[Shown]:
    """Name what the record belongs to, the largest first."""
    chain: list[Shown] = []
    seen = {record.id}
    above = record.field("part_of")
    while above and above not in seen and len(chain) < _HIGHEST:
        seen.add(above)
        whole = proof.edition(above)
        if whole is None:
            break
        chain.insert(0, reference(whole))
        above = whole.field("part_of")
    return chain


def parts(record: PublicRecord, around: Iterable[PublicRecord], speaker: Speaker) -> list[Shown]:
    """List the sites and things that belong to this one, with the state each is in."""
    found = [
        {**reference(other), "grade": speaker.grade(other.field("grade"))}
        for other in around
        if other.field("part_of") == record.id
    ]
    return sorted(found, key=lambda each: speaker.here(each["title"]))


def related(
    record: PublicRecord, around: Iterable[PublicRecord], speaker: Speaker, proof: Proof
) -> list[Shown]:
    """List links from and to this record, each other record once."""
    pairs = [(proof.edition(row.get("other")), row) for row in record.rows("links")]
    pairs += [
        (other, row)
        for other in around
        for row in other.rows("links")
        if row.get("other") == record.id
    ]
    found: dict[str, Shown] = {}
    for kin, row in pairs:
        if kin is not None and kin.id not in found:
            relation, note = speaker.term(row.get("relation")), speaker.both(row.get("note"))
            found[kin.id] = {**reference(kin), "relation": relation, "note": note}
    return list(found.values())


def people(
    record: PublicRecord,
    around: Iterable[PublicRecord],
    events: Iterable[PublicRecord],
    speaker: Speaker,
    proof: Proof,
) -> list[Shown]:
    """List who cared for this place, and who was harmed in what befell it."""
    found = {
        person.id: _keeper(person, row, speaker)
        for person in around
        if person.kind == "person" and (row := _tie(person, record.id)) is not None
    }
    for event in events:
        for row in event.rows("affected"):
            other = proof.edition(row.get("subject"))
            if other is not None and other.id not in {record.id, *found}:
                told = {"post": None, "role": None, "fate": speaker.term(row.get("fate"))}
                found[other.id] = {**reference(other), **told}
    return list(found.values())


def _tie(person: PublicRecord, place: str) -> Mapping[str, Any] | None:
    """Find the post that ties a person to a place, or any post of one who is linked to it."""
    posts = person.rows("posts")
    here = next((row for row in posts if row.get("place") == place), None)
    linked = any(row.get("other") == place for row in person.rows("links"))
    return here or ((posts[0] if posts else {}) if linked else None)


def _keeper(person: PublicRecord, row: Mapping[str, Any], speaker: Speaker) -> Shown:
    return {
        **reference(person),
        "post": speaker.both(row.get("title")),
        "role": speaker.term(row.get("role")),
        "fate": speaker.term(person.field("fate")),
    }


def identifiers(record: PublicRecord, proof: Proof) -> list[Shown]:
    """List what others call the record, with a link where one is known."""
    shown = []
    for row in record.rows("identifiers"):
        scheme, value = str(row.get("scheme") or ""), str(row.get("value") or "")
        label, address = AUTHORITIES.get(scheme, (scheme, ""))
        shown.append(
            {
                "scheme": scheme,
                "label": label,
                "value": value,
                "url": address.format(value) if address and _safe(value) else None,
                "source": proof.number(row.get("source")),
            }
        )
    return shown


def _safe(value: str) -> bool:
    return value.replace("-", "").replace("_", "").replace(".", "").isalnum() and value.isascii()


def places(record: PublicRecord, speaker: Speaker, proof: Proof) -> list[Shown]:
    """Say where the record is and how exactly that is known, or may be told."""
    return [
        {
            "lat": row.get("lat"),
            "lon": row.get("lon"),
            "precision": speaker.term(row.get("place_precision")),
            "metres": row.get("precision_m"),
            "cell": row.get("cell"),
            "words": _cell_in_words(row, speaker),
            "note": speaker.both(row.get("note")),
            "source": proof.number(row.get("source")),
        }
        for row in record.rows("places")
        if row.get("lat") is not None or row.get("note")
    ]


def _cell_in_words(row: Mapping[str, Any], speaker: Speaker) -> str:
    if not row.get("cell"):
        return ""
    size = digits(f"{row['cell']:g}", speaker.language)
    return speaker.words(
        N_(
            "Somewhere in a square of %(size)s degrees around this point. "
            "The exact place is not published, to protect it."
        )
    ) % {"size": size}


def pictures(record: PublicRecord, speaker: Speaker, proof: Proof) -> list[Shown]:
    """List the pictures that may be shown, each with what is seen, credit and rights."""
    return [
        {
            "url": f"/files/{row['file']['sha256']}.jpg",
            "width": row["file"].get("width"),
            "height": row["file"].get("height"),
            "role": speaker.term(row.get("picture_role")),
            "taken": speaker.when(row.get("taken")),
            "alt": speaker.both(row.get("alt")),
            "credit": row.get("credit") or "",
            "licence": row.get("licence") or "",
            "violent": bool(row.get("violent")),
            "source": proof.number(row.get("source")),
        }
        for row in record.rows("pictures")
        if isinstance(row.get("file"), Mapping)
    ]


def compared(shown: Iterable[Shown]) -> Shown | None:
    """Find a picture from before and one from after to lay over each other."""
    by_role: dict[str, Shown] = {}
    for picture in shown:
        role = (picture["role"] or {}).get("key", "").rpartition("/")[2]
        if not picture["violent"]:
            by_role.setdefault(role, picture)
    if "before" in by_role and "after" in by_role:
        return {"before": by_role["before"], "after": by_role["after"]}
    return None
