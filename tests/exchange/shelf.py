"""A shelf of editions in memory, for formats to be tried on records made up for the test."""

from heritage.edition.public import PublicRecord, PublicTerm
from heritage.edition.store import Terms
from heritage.exchange.archive import Archive

BASE = "https://archive.example"
TERMS = Terms(
    PublicTerm(
        key=key, scheme=key.split("/", 1)[0], local=key.split("/", 1)[1],
        labels={"en": english, "ar": arabic}, definition="", broader=broader, mappings=(),
    )
    for key, english, arabic, broader in (
        ("damage-grade/destroyed", "destroyed", "مدمر", None),
        ("cause-type/earthquake", "earthquake", "زلزال", "cause-category/natural-hazard"),
        ("cause-type/shelling", "shelling", "قصف", "cause-category/armed-conflict"),
        ("place-precision/area", "area", "منطقة", None),
    )
)  # fmt: skip


def number(slug):
    """Make the identifier of a made-up record from its slug."""
    return slug.encode().hex().ljust(32, "0")[:32]


def edition(kind, slug, title="", *, names=(), rows=None, claims=(), questions=(), **fields):
    """Make up an edition."""
    body = {
        "title": {"en": title or slug},
        "names": [{"text": title or slug, "lang": "en", "preferred": True}, *names],
        "fields": fields,
        "rows": rows or {},
        "claims": list(claims),
        "questions": list(questions),
    }
    if kind == "source":
        body = {**body, "names": [], "captures": [], "text": None}
    return PublicRecord(number(slug), kind, slug, 1, "2026-01-02", body)


class Shelf:
    """Editions in memory, looked up as in the public store."""

    def __init__(self, *records):
        self.records = {record.id: record for record in records}

    def many(self, ids):
        return {each: self.records[each] for each in ids if each in self.records}

    def mentioning(self, public_id, kind=None):
        return [
            record
            for record in self.records.values()
            if kind in {None, record.kind} and public_id in str(record.body)
        ]

    def terms(self):
        return TERMS


def archive(*records, language="en"):
    """Open an archive of these editions."""
    return Archive(Shelf(*records), BASE, "The Archive", language)
