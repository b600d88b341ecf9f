"""The kinds of record the desk has pages for, and how one of them is found and addressed."""

from __future__ import annotations

from flask import abort, request, url_for
from sqlalchemy import Select, select

from heritage.access.visibility import records_for
from heritage.edition.public import PATHS
from heritage.gate import me, session
from heritage.kit.text import N_
from heritage.records.models import KINDS, Record

KIND_OF = {PATHS[kind]: kind for kind in KINDS}
PATH = f"<any({', '.join(KIND_OF)}):kinds>"
"""The part of an address that says which kind: `/desk/sites/…`."""

ONE = {
    "site": N_("Site"),
    "person": N_("Person"),
    "event": N_("Damage event"),
    "thing": N_("Object"),
    "group": N_("Group"),
    "source": N_("Source"),
}
MANY = {
    "site": N_("Sites"),
    "person": N_("People"),
    "event": N_("Damage events"),
    "thing": N_("Objects"),
    "group": N_("Groups"),
    "source": N_("Sources"),
}
NEW = {
    "site": N_("New site"),
    "person": N_("New person"),
    "event": N_("New damage event"),
    "thing": N_("New object"),
    "group": N_("New group"),
}
STATUSES = {
    "draft": N_("Draft"),
    "in_review": N_("In review"),
    "published": N_("Published"),
    "withdrawn": N_("Withdrawn"),
}


def known() -> Select[Record]:
    """Begin every question to the records with those this person may know of."""
    return select(Record).where(records_for(me()))


def find(kinds: str, record_id: str) -> Record:
    """Find a record of a kind; what is hidden and what does not exist are the same."""
    found = session().scalar(known().where(Record.kind == KIND_OF[kinds], Record.id == record_id))
    if found is None:
        abort(404)
    return found


def record_url(record: Record, page: str = "records.show", /, **more: object) -> str:
    """Address a page of a record on the desk."""
    return url_for(f"desk.{page}", kinds=PATHS[record.kind], record_id=record.id, **more)  # type: ignore[arg-type]


def source_url(source_id: str) -> str:
    """Address a source on the desk."""
    return f"{request.script_root}/desk/sources/{source_id}"
