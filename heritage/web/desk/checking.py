"""What a form has to hold before it is worth a version: faults that one field cannot see alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from heritage.gate import session
from heritage.kit.text import N_
from heritage.media.models import File
from heritage.web.shell import gettext

NO_COMMENT = N_("Say in a few words what you did and why; it is kept in the history.")


def check_form(form: Any) -> bool:
    """Find every fault of a form at once, and put each where it belongs."""
    form.validate()
    if "comment" in form and not form.comment.data:
        _fault(form.comment, gettext(NO_COMMENT))
    for row in _rows(form, "places"):
        if row["point"].data and not row["place_precision"].data:
            _fault(row["place_precision"], gettext("Say how exactly the place is known."))
    for row in _rows(form, "pictures"):
        if row["sha256"].data and session().get(File, row["sha256"].data) is None:
            _fault(row["alt_en"], gettext("This picture is not here. Upload it again."))
    _once(form, "identifiers", ("scheme", "value"), gettext("This identifier stands here twice."))
    _once(form, "readings", ("field",), gettext("There is a reading of this question already."))
    return not any_fault(form)


def any_fault(form: Any) -> bool:
    """Say whether any field, of the form or of a row, has a fault."""
    return bool(form.form_errors) or any(_faulty(field) for field in form)


def _faulty(field: Any) -> bool:
    if hasattr(field, "entries"):
        return any(_faulty(each) for each in field.entries) or any(
            isinstance(each, str) for each in field.errors
        )
    if hasattr(field, "form"):
        return any_fault(field.form)
    return bool(field.errors)


def _rows(form: Any, key: str) -> list[Any]:
    return [entry.form for entry in form[key]] if key in form else []


def _once(form: Any, key: str, names: Iterable[str], fault: str) -> None:
    """Refuse the second of two rows that say the same."""
    seen: Counter[tuple[str, ...]] = Counter()
    for row in _rows(form, key):
        said = tuple(str(row[name].data or "") for name in names)
        seen[said] += 1
        if all(said) and seen[said] > 1:
            _fault(row[list(names)[-1]], fault)


def _fault(field: Any, said: str) -> None:
    field.errors = [*field.errors, said]


def problems(form: Any) -> list[tuple[str, str]]:
    """List all faults, top to bottom, with the place on the page each leads to."""
    found = [("", str(fault)) for fault in form.form_errors]
    for field in sorted(form, key=lambda each: each.name == "comment"):
        if hasattr(field, "form"):
            found += problems(field.form)
        elif hasattr(field, "entries"):
            for entry in field.entries:
                found += problems(entry.form)
            found += [(field.id, each) for each in field.errors if isinstance(each, str)]
        else:
            anchor = f"{field.id}_text" if hasattr(field, "kinds") else field.id
            found += [(anchor, str(each)) for each in field.errors]
    return found
