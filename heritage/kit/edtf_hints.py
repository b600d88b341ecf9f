"""Near misses of EDTF met in real exports, and how they are written."""

import re
from collections.abc import Callable, Iterator

Rewriting = Callable[[str], str]


def _sub(pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Rewriting:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: compiled.sub(replacement, text)


def _padded(found: re.Match[str]) -> str:
    year, month, day = found.group(1, 2, 3)
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _quarter(found: re.Match[str]) -> str:
    return f"{found[1]}-{32 + int(found[2])}"


# Each mends one habit. They are tried one on the other, in this order, and what comes of them
# is offered only when it reads.
_MENDINGS: tuple[Rewriting, ...] = (
    _sub(r"\s+", ""),
    _sub(r"[−–—‐‑]", "-"),
    # the draft of 2012
    _sub(r"(?i)\bunknown\b", ""),
    _sub(r"(?i)\bopen\b", ".."),
    _sub(r"^y(?=-?\d)", "Y"),
    _sub(r"e(?=\d+$)", "E"),
    _sub(r"[uUx](?=[\duUxX-]|[?~%/,.\]}]|$)", "X"),
    _sub(r"\?~|~\?", "%"),
    # intervals of other tools
    _sub(r"^\.\.+(?=[-\d])", "../"),
    _sub(r"(?<=[\dX?~%])\.\.+$", "/.."),
    _sub(r"(?<=[\dX])(?::|--|\.\.+|_)(?=-?\d{4}(?!\d))", "/"),
    # days and months of other tools
    _sub(r"(?<!\d)(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?!\d)", _padded),
    _sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3"),
    _sub(r"^(\d{4})-?[qQ]([1-4])$", _quarter),
    _sub(r"^(\d{4}-\d\d-\d\d) ?T?(\d\d:\d\d)$", r"\1T\2:00"),
    _sub(r"(T\d\d:\d\d:\d\d)\.\d+", r"\1"),
    _sub(r"(T\d\d:\d\d:\d\d[+-]\d\d)(\d\d)$", r"\1:\2"),
    # years of fewer digits, and of more
    _sub(r"^(\d\d)([?~%]?)$", r"\1XX\2"),
    _sub(r"^(\d{3})([?~%]?)$", r"\1X\2"),
    _sub(r"^(-?[1-9]\d{4,})$", r"Y\1"),
    _sub(r"^-0000", "0000"),
)


def rewritings(text: str) -> Iterator[str]:
    """Offer likelier spellings: each mending alone, then all of them together."""
    together = text
    for mend in _MENDINGS:
        if (alone := mend(text)) != text:
            yield alone
        together = mend(together)
    if together != text:
        yield together
