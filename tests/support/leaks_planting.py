"""Unique words planted wherever the public may not look, so that one of them seen is a leak."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import CheckConstraint, Column, String, select, update
from sqlalchemy.orm import Session

from heritage.db import Base
from heritage.edition.registry import registry
from heritage.kit.fields import Field, Kind, Level
from heritage.kit.hashing import sha256
from heritage.ledger.documents import child_model, children_of, fields_of
from heritage.migrations import tables
from heritage.vocab.models import Term

COPIED = {"record.public_id", "record.slug", "source.public_id", "source.slug", "claim.public_id"}
"""Internal columns that the projector copies, as they say of themselves."""
PLAIN = {
    "record.kind": "the kind is in the address of the page",
    "record.sensitivity": "a coarsened place says its cell",
    "record.status": "one word out of four",
    "source.status": "one word out of four",
    "name.folded": "a spelling of the name beside it, which is looked for itself",
    "person.living": "one word out of three",
    "user.role": "one word out of five",
    "user.clearance": "one word out of two",
    "user.language": "the name of a language",
    "saved_search.side": "one word out of two",
    "job.state": "one word out of five",
    "job.kind": "the name of a handler",
    "file.media_type": "what a picture is, is seen",
    "file.sha256": "the fingerprint of a capture is public",
    "file.rendition": "the name of a public picture",
    "ledger_entry.action": "what may be done is no secret",
    "ledger_entry.subject_kind": "record, source or claim",
    "outbox.kind": "record or source",
}
"""Columns that are not public and whose values are no secret by themselves."""


class Garden:
    """The words that were planted, and where each of them stands."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.words: dict[str, str] = {}

    def word(self, where: str) -> str:
        """Draw a word that nothing else in the world says."""
        word = "zq" + sha256(f"{self.name}{len(self.words)}{where}")[:10]
        self.words[word] = where
        return word

    def shared(self, where: str) -> str:
        """Draw a word that every world has at this place."""
        word = "zq" + sha256(where)[:10]
        self.words[word] = where
        return word


Told = Callable[[str, Field], Any]


def fill(model: type[Base], told: Told, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """Write a document in which every field is told, one row in every list."""
    doc = {key: told(key, field) for key, field in fields_of(model).items() if key not in but}
    for key in children_of(model):
        if key not in but:
            doc[key] = [fill(child_model(model, key), told)]
    return {key: value for key, value in doc.items() if value is not None}


class Teller:
    """Tells a value of the right kind for any field; words come from the garden or not at all."""

    def __init__(self, session: Session, **given: Any) -> None:
        self.terms = dict(session.execute(select(Term.scheme, Term.key)).all())
        self.given = {
            "living": "yes", "lang": "en", "script": "Latn", "preferred": True,
            "sensitivity": "sensitivity/open", **given,
        }  # fmt: skip

    def secretly(self, garden: Garden, where: str) -> Told:
        """Fill every field that takes words with a planted one."""
        return lambda key, field: self._value(key, field, lambda: garden.word(f"{where} {key}"))

    def openly(self, garden: Garden, where: str) -> Told:
        """Fill what is public with common words, and plant in what is not."""

        def told(key: str, field: Field) -> Any:
            hidden = field.level is not Level.PUBLIC
            word = (lambda: garden.word(f"{where} {key}")) if hidden else (lambda: f"open {key}")
            return self._value(key, field, word)

        return told

    def _value(self, key: str, field: Field, word: Callable[[], str]) -> Any:
        if key in self.given:
            return self.given[key]
        if field.kind is Kind.TERM:
            return self.terms[field.vocabulary] if field.vocabulary else None
        if field.kind is Kind.URL:
            return f"https://{word()}.test/"
        plain = {Kind.COUNTRY: "SY", Kind.LANGUAGE: "en", Kind.WHEN: "2015-08", Kind.FIELD: "built"}
        if field.kind in plain:
            return plain[field.kind]
        return word() if field.kind in {Kind.TEXT, Kind.PROSE} else None


def plant_in_tables(session: Session, garden: Garden) -> None:
    """Plant a word in the text columns that no deed fills with words of ours."""
    for table in tables().sorted_tables:
        for column in table.columns:
            if _takes_words(column) and not _has_words(session, column):
                word = garden.word(f"{table.name}.{column.name}")
                session.execute(update(table).values({column: word}))


def _takes_words(column: Column[Any]) -> bool:
    name = f"{column.table.name}.{column.name}"
    told: Field = column.info["field"]
    bound = column.primary_key or column.foreign_keys or column.unique or _checked(column)
    free = told.kind is Kind.INTERNAL and type(column.type) is String and not bound
    return free and name not in COPIED | PLAIN.keys() | WORKING


WORKING = {
    "ledger_entry.digest", "ledger_entry.prev", "ledger_entry.hash", "ledger_entry.subject_id",
    "ledger_head.hash", "ledger_body.salt", "ledger_body.text", "outbox.subject_id",
}  # fmt: skip
"""Columns the archive cannot do without, whose own values are looked for."""


def _checked(column: Column[Any]) -> bool:
    rules = (each for each in column.table.constraints if isinstance(each, CheckConstraint))
    return any(column.name in str(each.sqltext) for each in rules)


def _has_words(session: Session, column: Column[Any]) -> bool:
    return session.scalar(select(column).where(column.like("%zq%")).limit(1)) is not None


def secrets_kept(session: Session) -> Iterator[tuple[str, str]]:
    """Go through every value of every column that is not public: where it stands, and itself."""
    for name, told in registry(tables()).items():
        if told.level is Level.PUBLIC or name in COPIED | PLAIN.keys():
            continue
        table, column = name.split(".")
        for value in session.scalars(select(tables().tables[table].c[column]).distinct()):
            if isinstance(value, str) and len(value) >= 12:
                yield name, value


def bare_columns(session: Session) -> list[str]:
    """Name the text columns that are not public and hold nothing a leak could be known by."""
    telling = {name for name, _ in secrets_kept(session)}
    return [
        name
        for name, told in registry(tables()).items()
        if told.level is not Level.PUBLIC
        and name not in COPIED | PLAIN.keys() | telling
        and isinstance(tables().tables[name.split(".")[0]].c[name.split(".")[1]].type, String)
    ]
