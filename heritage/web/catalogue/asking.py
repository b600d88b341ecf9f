"""The language of queries as boxes to be filled in, written as one query and taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from heritage.search.query import And, BadQuery, Node, parse

BOXES = ("all", "phrase", "any", "none", "name", "text", "begins", "slips", "rest")
"""What can be filled in; `rest` takes what the other boxes have no room for, as it is typed."""

Boxes = Mapping[str, str]

_QUOTED = '["“”„«»]'
_PIECE = re.compile(
    rf"-?\((?P<group>)|(?P<bar>\|+|OR(?=\s|$))|AND(?=\s|$)"
    rf"|(?P<one>-?(?:[^\W\d][\w-]*:)?{_QUOTED}[^\"“”„«»]*{_QUOTED}?|[^\s()|\"“”„«»]+)",
)
_PLAIN = re.compile(r"[^\s()|\"“”„«»:*~]+")
_PHRASE = re.compile(rf"{_QUOTED}([^\"“”„«»]+){_QUOTED}")
_QUOTES = re.compile(_QUOTED)


def written(boxes: Boxes) -> str:
    """Write what was filled in as one query."""
    told = [
        boxes.get("all", "").strip(),
        _quoted(boxes.get("phrase", "")),
        " OR ".join(_units(boxes.get("any", ""))),
        *(f"-{each.lstrip('-')}" for each in _units(boxes.get("none", ""))),
        *(f"name:{each}" for each in _units(boxes.get("name", ""))),
        *(f"text:{each}" for each in _units(boxes.get("text", ""))),
        *(f"{each.rstrip('*')}*" for each in _units(boxes.get("begins", ""))),
        *(each if "~" in each else f"{each}~" for each in _units(boxes.get("slips", ""))),
        boxes.get("rest", "").strip(),
    ]
    return " ".join(filter(None, told))


def _quoted(text: str) -> str:
    inside = " ".join(_QUOTES.sub(" ", text).split())
    return f'"{inside}"' if inside else ""


def _units(text: str) -> list[str]:
    """Part a box into words and phrases; what joins them is said by the box."""
    return [each["one"] for each in _PIECE.finditer(text) if each["one"]]


def taken_apart(query: str) -> dict[str, str]:
    """Say which box each part of a query belongs in; what has no box stays as it is typed."""
    boxes: dict[str, list[str]] = {}
    for unit in _top_units(query):
        box, text = _box(unit, boxes)
        boxes.setdefault(box, []).append(text)
    told = {box: " ".join(texts) for box, texts in boxes.items()}
    return told if _asks_the_same(written(told), query) else {"rest": query}


def _asks_the_same(one: str, other: str) -> bool:
    """Tell whether two queries want the same, in whatever order they say it."""
    try:
        return _wanted(one) == _wanted(other)
    except BadQuery:
        return False


def _wanted(query: str) -> set[Node | None]:
    root = parse(query).root
    return set(root.of) if isinstance(root, And) else {root}


def _top_units(query: str) -> Iterator[list[str]]:
    """Give what stands side by side; what OR joins is one, and so is a bracket with all in it."""
    unit: list[str] = []
    joining, at = False, 0
    while found := _PIECE.search(query, at):
        at = found.end()
        if found["bar"]:
            joining = bool(unit)
            continue
        if found["group"] is not None:
            at = _closing(query, at)
        elif not found["one"]:
            continue
        if not joining:
            yield from _finished(unit)
            unit = []
        unit = [*unit, query[found.start() : at]]
        joining = False
    yield from _finished(unit)


def _finished(unit: list[str]) -> Iterable[list[str]]:
    return [unit] if unit else []


def _closing(query: str, at: int) -> int:
    """Find where a bracket that was opened ends, or the end of the query."""
    depth, quoted = 1, False
    for place in range(at, len(query)):
        sign = query[place]
        quoted ^= bool(_QUOTES.match(sign))
        depth += 0 if quoted else (sign == "(") - (sign == ")")
        if not depth:
            return place + 1
    return len(query)


def _box(unit: list[str], filled: Mapping[str, list[str]]) -> tuple[str, str]:
    """Choose the box for one unit; a second phrase or choice has no box of its own."""
    one = unit[0]
    if len(unit) > 1:
        fits = "any" not in filled and all(_simple(each) for each in unit)
        return ("any", " ".join(unit)) if fits else ("rest", " OR ".join(unit))
    if _PLAIN.fullmatch(one) and not one.startswith("-"):
        return "all", one
    if (inside := _PHRASE.fullmatch(one)) and "phrase" not in filled:
        return "phrase", inside[1].strip()
    if one.startswith("-") and _simple(one[1:]):
        return "none", one[1:]
    for box in ("name", "text"):
        if one.startswith(f"{box}:") and _simple(one.removeprefix(f"{box}:")):
            return box, one.removeprefix(f"{box}:")
    if _PLAIN.fullmatch(one[:-1]) and one[-1:] in {"*", "~"} and not one.startswith("-"):
        return ("begins" if one[-1] == "*" else "slips"), one[:-1]
    return "rest", one


def _simple(text: str) -> bool:
    """Tell whether this is a word or a phrase and nothing else."""
    return bool((_PLAIN.fullmatch(text) and not text.startswith("-")) or _PHRASE.fullmatch(text))
