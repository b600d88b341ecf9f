"""Rows of a form without scripts: added, removed, moved and dropped in what was sent.

The form comes back from the server with its rows numbered anew, so that `names-0-text` is always
a field of the first row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

_PATH = re.compile(r"([a-z_]+)-(\d{1,6})-(.+)")
_ROW = re.compile(r"([a-z_]+)-(\d{1,6})")
MOST_ROWS = 300
NEVER_WITHOUT = {"names"}
"""Lists of which one row always stays, so that there is a field to be asked about."""

Sent = MultiDict[str, str]
Row = list[tuple[str, str]]


@dataclass(frozen=True)
class Deed:
    """What was asked of the rows: a verb and the row or list it is about."""

    verb: str = ""
    about: str = ""


def deed_in(sent: Sent) -> Deed:
    """Find which of the rows' buttons was pressed, if any."""
    for verb in ("add", "remove", "up", "down"):
        if about := sent.get(verb, ""):
            return Deed(verb, about)
    return Deed()


def arranged(sent: Sent, silent: Mapping[str, frozenset[str]], deed: Deed, *, drop: bool) -> Sent:
    """Give back what was sent with its rows as asked for, numbered from nothing on.

    `silent` names, for each list, the fields that say nothing by themselves: a row in which only
    they are filled is empty, and with `drop` it goes.
    """
    plain, lists = _apart(sent, silent)
    _do(lists, deed)
    out: Sent = MultiDict(plain)
    for key, rows in lists.items():
        kept = [row for row in rows if not (drop and _empty(row, silent[key]))]
        kept = kept or (rows[:1] if key in NEVER_WITHOUT else [])
        for number, row in enumerate(kept[:MOST_ROWS]):
            for name, value in row:
                out.add(f"{key}-{number}-{name}", value)
    return out


def _apart(
    sent: Sent, silent: Mapping[str, frozenset[str]]
) -> tuple[list[tuple[str, str]], dict[str, list[Row]]]:
    """Part the fields of rows from the rest, row by row in their order."""
    plain: list[tuple[str, str]] = []
    found: dict[str, dict[int, Row]] = {key: {} for key in silent}
    for name, value in sent.items(multi=True):
        path = _PATH.fullmatch(name)
        if path and path[1] in found:
            found[path[1]].setdefault(int(path[2]), []).append((path[3], value))
        else:
            plain.append((name, value))
    return plain, {key: [rows[at] for at in sorted(rows)] for key, rows in found.items()}


def _do(lists: dict[str, list[Row]], deed: Deed) -> None:
    if deed.verb == "add" and deed.about in lists:
        lists[deed.about].append([("id", "")])
        return
    path = _ROW.fullmatch(deed.about)
    rows = lists.get(path[1], []) if path else []
    at = int(path[2]) if path else 0
    if at >= len(rows):
        return
    row = rows.pop(at)
    if deed.verb == "up":
        rows.insert(max(at - 1, 0), row)
    elif deed.verb == "down":
        rows.insert(at + 1, row)


def _empty(row: Row, silent: frozenset[str]) -> bool:
    return not any(
        value.strip() for name, value in row if name not in silent and not name.endswith("-meant")
    )


def row_number(name: str) -> int:
    """Tell which row a field belongs to: 2 for `pictures-2-alt_en`, -1 for none."""
    path = _PATH.fullmatch(name)
    return int(path[2]) if path else -1
