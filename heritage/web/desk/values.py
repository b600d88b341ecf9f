"""Values as people read them: terms by their labels, records by their names, dates in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for

from heritage.db import Base
from heritage.edition.public import PATHS
from heritage.gate import session
from heritage.kit.fields import Field, Kind
from heritage.kit.places import say as say_place
from heritage.ledger.documents import Document, child_model, children_of, fields_of
from heritage.records.models import Record
from heritage.vocab.queries import labels
from heritage.web.desk import naming, offered
from heritage.web.desk.kinds import known, source_url
from heritage.web.desk.sections import LIVING, questions
from heritage.web.desk.told import pointed
from heritage.web.shell import gettext, language, when


@dataclass(frozen=True)
class Said:
    """One value in words, in its own language, leading somewhere when it stands for a page."""

    key: str
    label: str
    text: str
    lang: str = ""
    url: str = ""
    exact: bool = False
    """Coordinates and hashes are written left to right and never broken."""


class Speaker:
    """Says the values of one kind of record in the language of the page."""

    def __init__(self, model: type[Base], *docs: Document) -> None:
        self.model = model
        self.terms = labels(session(), language())
        self.questions = questions(model)
        self.addresses = _addresses(model, docs)

    def say(self, told: Field, value: Any) -> str:
        """Put one value into words; nothing is an empty line."""
        if value in (None, "", []):
            return ""
        match told.kind:
            case Kind.TERM:
                return self.terms.get(value, str(value))
            case Kind.RECORD:
                return naming.record_title(value) or "—"
            case Kind.SOURCE:
                return naming.source_title(value) or "—"
            case Kind.WHEN:
                return when(value)
            case Kind.YES:
                return gettext("Yes") if value else gettext("No")
            case Kind.COUNTRY:
                return offered.country_name(value)
            case Kind.LANGUAGE:
                return offered.language_name(value)
            case Kind.FIELD:
                return gettext(self.questions.get(value, value))
            case Kind.NUMBER:
                return f"{value:g}"
        return str(value)

    def field(self, key: str, value: Any) -> Said:
        """Say one field of the record."""
        told = fields_of(self.model)[key]
        text = dict(LIVING).get(value, "") if key == "living" else ""
        return self._said(key, told, value, gettext(text) if text else "")

    def row(self, key: str, row: Document) -> list[Said]:
        """Say one row of a list, field by field, leaving out what is empty."""
        kind = child_model(self.model, key)
        said = [
            self._said(name, told, row.get(name))
            for name, told in fields_of(kind).items()
            if not (key == "places" and name in {"lat", "lon"})
        ]
        if key == "places" and row.get("lat") is not None:
            point = say_place(row["lat"], row["lon"], 7)
            said.insert(0, Said("point", gettext("Coordinates"), point, exact=True))
        return [each for each in said if each.text]

    def line(self, key: str, row: Document | None) -> str:
        """Say a row in one line."""
        return " · ".join(each.text for each in self.row(key, row)) if row else ""

    def _said(self, key: str, told: Field, value: Any, text: str = "") -> Said:
        words = text or ("" if told.kind is Kind.YES and not value else self.say(told, value))
        tongue = told.language
        url = ""
        if value and told.kind is Kind.RECORD:
            url = self.addresses.get(value, "")
        elif value and told.kind is Kind.SOURCE:
            url = source_url(value)
        return Said(key, gettext(told.label), words, tongue, url, key == "sha256")


def _addresses(model: type[Base], docs: tuple[Document, ...]) -> dict[str, str]:
    """Fetch the names of all a page speaks of at once, and say where their pages are."""
    records = {each for doc in docs for each in pointed(model, doc)}
    naming.learn(records, {each for doc in docs for each in _sources(model, doc)})
    rows = session().execute(
        known().with_only_columns(Record.id, Record.kind).where(Record.id.in_(records))
    )
    return {
        key: url_for("desk.records.show", kinds=PATHS[kind], record_id=key) for key, kind in rows
    }


def _sources(model: type[Base], doc: Document) -> Iterator[str]:
    for key in children_of(model):
        fields = fields_of(child_model(model, key)).items()
        for row in doc.get(key) or []:
            yield from (
                row[name] for name, told in fields if told.kind is Kind.SOURCE and row.get(name)
            )
