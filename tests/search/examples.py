"""The examples of docs/search.md: what is asked, and what it finds first."""

import re
from dataclasses import dataclass

from heritage.config import folder

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
    page = (folder("seed_data").parent / "docs" / "search.md").read_text("utf-8")
    return [_example(*block.groups()) for block in _BLOCK.finditer(page)]


def _example(kind: str, block: str) -> Example:
    asked, *told = block.strip().splitlines()
    says = dict(line.split(": ", 1) for line in told)
    assert says.keys() <= {"first", "found", "refused"}, block
    assert says, f"{asked} says nothing of what it finds"
    return Example(
        asked, says.get("first"), int(says["found"]) if "found" in says else None,
        says.get("refused"), address=kind == "address",
    )  # fmt: skip
