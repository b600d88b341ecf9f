"""The examples of docs/search.md: what is asked, and what it finds first."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from werkzeug.datastructures import MultiDict

from heritage.config import folder
from heritage.search.params import read_params
from heritage.search.query import BadQuery, parse
from heritage.search.request import Request
from heritage.search.values import SENTENCES, ValueNames

_TERMS = json.loads((folder("seed_data") / "vocabularies.json").read_text("utf-8"))["terms"]
VALUES = ValueNames(
    ((f"{term['scheme']}/{term['id']}", term["label"]) for term in _TERMS), SENTENCES
)
"""What the values of fields are called in the archive's own vocabularies."""
PAGE = (folder("seed_data").parent / "docs" / "search.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(search|address)\n(.+?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One example: a query, or a whole address."""

    query_string: str
    first: str | None = None
    """The title of what is found first; none where the example does not say."""
    found: int | None = None
    refused: str | None = None
    address: bool = False

    def __str__(self) -> str:
        return self.query_string


def examples() -> list[Example]:
    """Read every example, in the order of the page."""
    return [_example(*block.groups()) for block in _BLOCK.finditer(PAGE)]


def asked(example: Example) -> Request:
    """Read what an example asks, as the search page would."""
    if not example.address:
        return Request(query=parse(example.query_string, values=VALUES))
    told = read_params(MultiDict(parse_qsl(urlsplit(example.query_string).query)), VALUES)
    assert not told.faults
    return told.request()


def typed_in_tables() -> list[str]:
    """List the forms that stand in tables alone: each field by all its names, ways to say when."""
    forms = [typed for row in _ROW.findall(PAGE) for typed in _written(*row)]
    return [typed for typed in dict.fromkeys(forms) if _can_be_read(typed)]


def values_in_tables() -> list[str]:
    """List each value that a table names, with its field."""
    return [
        f"{_CODE.findall(first)[0]}{value}"
        for first, told, _ in _ROW.findall(PAGE)
        for value in _CODE.findall(told)
        if ":" not in value
    ]


_ROW = re.compile(r"^\| (`\S+:.*?) \|(.*?)\|(?: (.*?) \|)?$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_ANY_VALUE = ("palmyra", "syria", "site", "en")
"""Tried of fields whose values the table describes in words."""


def _written(first: str, told: str, others: str) -> list[str]:
    """Write the forms of one row of a table."""
    fields = [each for each in _CODE.findall(f"{first} {others}") if each.endswith(":")]
    values = [each for each in _CODE.findall(told) if ":" not in each] or [*_ANY_VALUE]
    whole = [each for each in _CODE.findall(f"{first} {told}") if not each.endswith(":")]
    asked = [f"{field}{value}" for field in fields[:1] for value in values]
    asked += [f"{field}{values[0]}" for field in fields[1:]]
    return asked + [each for each in whole if ":" in each]


def _can_be_read(typed: str) -> bool:
    try:
        return parse(typed).root is not None
    except BadQuery:
        return False


def _example(kind: str, block: str) -> Example:
    asked, *told = block.strip().splitlines()
    says = dict(line.split(": ", 1) for line in told)
    assert says.keys() <= {"first", "found", "refused"}, block
    assert says, f"{asked} says nothing of what it finds"
    return Example(
        asked, says.get("first"), int(says["found"]) if "found" in says else None,
        says.get("refused"), address=kind == "address",
    )  # fmt: skip
