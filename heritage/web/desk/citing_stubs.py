"""Records begun from the form that cites: a name or two, and what they are."""

from __future__ import annotations

from heritage.gate import session, somebody
from heritage.kit.names import script_of
from heritage.kit.text import N_, shorten, tidy
from heritage.records import actions
from heritage.records.checks import Invalid
from heritage.records.models import KINDS, Record
from heritage.sources.models import Source
from heritage.web.desk.citing_forms import CiteForm
from heritage.web.desk.picking import stub
from heritage.web.shell import gettext

NAMELESS = N_("Give a name in English or in Arabic.")


def begin_record(form: CiteForm, source: Source, made: str) -> Record:
    """Begin a record, as the picker asks (`other:site`) or as the small form tells.

    Raises:
        Invalid: it has no name.
    """
    path, _, kind = made.partition(":")
    words = _typed(form, path)
    if made and kind in KINDS and words:
        return stub(words, kind)
    names = [_name(form.new_en.data, "en"), _name(form.new_ar.data, "ar")]
    told = [each for each in names if each["text"]]
    if not told:
        raise Invalid({"names": NAMELESS})
    return actions.create(
        session(),
        form.new_kind.data if form.new_kind.data in KINDS else "site",
        {"names": told},
        somebody(),
        gettext("Begun while citing “%(title)s”", title=shorten(source.title, 120)),
    )


def _typed(form: CiteForm, path: str) -> str:
    return form[path].words or "" if path in {"other", "asserted_by_id"} else ""


def _name(text: str | None, tongue: str) -> dict[str, object]:
    name = tidy(text)
    return {
        "text": name,
        "lang": tongue,
        "script": script_of(name) if name else "",
        "name_kind": "name-kind/name",
        "preferred": True,
    }
