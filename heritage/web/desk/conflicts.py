"""Two people changed one record: what can be joined is joined, the rest is shown and asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from heritage.accounts.queries import display_names
from heritage.gate import session
from heritage.kit.hashing import new_id
from heritage.ledger.documents import Document, children_of, document, fields_of, merged
from heritage.records.models import Record
from heritage.web.desk.rows import Sent
from heritage.web.desk.told import EMPTY, veiled
from heritage.web.desk.values import Speaker
from heritage.web.shell import gettext, language

NOT_REPEATED = ("csrf_token", "theirs_at", "comment", "save", "send", "another")


@dataclass(frozen=True)
class Clash:
    """A field both sides changed: how it was, what they made of it, what you did."""

    key: str
    label: str
    lang: str
    before: list[str]
    theirs: list[str]
    mine: list[str]
    rows: bool
    """A list of rows, of which both sides can be kept."""


@dataclass(frozen=True)
class Joined:
    """A field one side alone changed, joined without asking."""

    label: str
    lang: str
    now: str
    by_me: bool


def settled(
    record: Record, base: Document, mine: Document, sent: Mapping[str, str]
) -> Document | None:
    """Join both sides as was chosen; none while there is something left to choose."""
    if sent.get("theirs_at") != str(record.version):
        return None
    model, theirs = type(record), document(record)
    joined, clashes = merged(model, base, theirs, mine)
    as_mine, _ = merged(model, base, mine, theirs)
    for key in clashes:
        choice = sent.get(f"keep-{key}")
        if choice == "mine":
            joined[key] = as_mine[key]
        elif choice == "both" and key in children_of(model):
            joined[key] = _both(joined[key], as_mine[key])
        elif choice != "theirs":
            return None
    return joined


def _both(theirs: list[Document], mine: list[Document]) -> list[Document]:
    """Keep their rows, and beside them those of mine that say something else."""
    known = {row["id"] for row in theirs}
    others = [row for row in mine if row not in theirs]
    return [*theirs, *(row | {"id": new_id()} if row["id"] in known else row for row in others)]


def ask(record: Record, base: Document, mine: Document, sent: Sent) -> ResponseReturnValue:
    """Show both sides, nothing lost, and let the person choose."""
    model = type(record)
    sides = [veiled(model, each) for each in (base, document(record), mine)]
    speaker = Speaker(model, *sides)
    _, clashing = merged(model, *sides)
    page = render_template(
        "desk/editing/conflict.html",
        record=record,
        title=record.title(language()),
        clashes=[_clash(speaker, key, *sides) for key in clashing],
        joined=list(_joined(speaker, clashing, *sides)),
        by=display_names(session(), [record.updated_by]).get(record.updated_by or "", "—"),
        sent=[(name, value) for name, value in sent.items(multi=True) if _repeated(name)],
        comment=sent.get("comment", ""),
    )
    return page, 409


def _repeated(name: str) -> bool:
    return name not in NOT_REPEATED and not name.startswith("keep-")


def _clash(speaker: Speaker, key: str, base: Document, theirs: Document, mine: Document) -> Clash:
    if key in fields_of(speaker.model):
        told = fields_of(speaker.model)[key]
        before, they, me = ([speaker.field(key, doc.get(key)).text] for doc in (base, theirs, mine))
        return Clash(key, gettext(told.label), told.language, before, they, me, rows=False)
    told = children_of(speaker.model)[key].info["children"]
    lists = [_by_id(doc, key) for doc in (base, theirs, mine)]
    ids = list(dict.fromkeys(each for rows in lists for each in rows))
    differ = [each for each in ids if len({str(rows.get(each)) for rows in lists}) > 1]
    before, they, me = (
        [speaker.line(key, rows[each]) for each in differ if each in rows] for rows in lists
    )
    return Clash(key, gettext(told.label), "", before, they, me, rows=True)


def _by_id(doc: Document, key: str) -> dict[str, Document]:
    return {row["id"]: row for row in doc.get(key) or []}


def _joined(
    speaker: Speaker, clashing: list[str], base: Document, theirs: Document, mine: Document
) -> Iterator[Joined]:
    """Name what one side alone changed."""
    for key, told in fields_of(speaker.model).items():
        old, they, me = (doc.get(key) for doc in (base, theirs, mine))
        if key not in clashing and not (_alike(old, they) and _alike(old, me)):
            by_me = not _alike(old, me)
            now = speaker.field(key, me if by_me else they).text
            yield Joined(gettext(told.label), told.language, now, by_me)
    for key, each in children_of(speaker.model).items():
        then, they, me = (_by_id(doc, key) for doc in (base, theirs, mine))
        if key in clashing or (then == they and then == me):
            continue
        told_of = each.info["children"]
        for side, by_me in ((they, False), (me, True)):
            for row_id in {**then, **side}:
                if side.get(row_id) != then.get(row_id):
                    now = speaker.line(key, side.get(row_id)) or gettext("removed")
                    yield Joined(gettext(told_of.label), "", now, by_me)


def _alike(one: object, other: object) -> bool:
    return one == other or (one in EMPTY and other in EMPTY)
