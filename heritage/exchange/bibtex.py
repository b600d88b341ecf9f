"""BibTeX: for those who write in LaTeX. Every character that means something there is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.reference import Reference, reference
from heritage.exchange.when import When

MEDIA_TYPE = "application/x-bibtex"
TYPES = {"report": "techreport", "book": "book", "article-newspaper": "article"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ESCAPES = {
    # BibTeX counts braces even behind a backslash: they must be named.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{each: f"\\{each}" for each in "$&#_%"},
}
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}


def entries(records: Iterable[PublicRecord], archive: Archive) -> Iterator[str]:
    """Write one entry after the other."""
    for record in records:
        yield entry(reference(record, archive))


def entry(told: Reference) -> str:
    """Write one reference; its title keeps its capitals."""
    home = {"article": "journal", "techreport": "institution"}.get(_type(told), "howpublished")
    fields = [
        ("title", f"{{{escaped(told.title)}}}"),
        ("author", " and ".join(f"{{{escaped(name)}}}" for name in told.authors)),
        (home, escaped(told.container or told.publisher)),
        ("publisher", escaped(told.publisher) if _type(told) == "book" else ""),
        ("year", told.issued.year.lstrip("0") if told.issued else ""),
        ("edition", told.edition),
        ("url", _address(told.url)),
        ("urldate", told.accessed.edtf if told.accessed else ""),
        ("language", escaped(told.language)),
        ("abstract", escaped(told.abstract)),
        ("note", escaped("; ".join(filter(None, (_span(told.issued), told.note))))),
        ("addendum", escaped(" ".join(filter(None, (told.archive, told.archive_location))))),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    if month := _month(told.issued):
        lines.append(f"  month = {month}")
    return f"@{_type(told)}{{{told.key},\n" + ",\n".join(lines) + "\n}\n\n"


def _type(told: Reference) -> str:
    return TYPES.get(told.type, "misc")


def escaped(text: str) -> str:
    """Write text so that LaTeX prints it as it is."""
    return "".join(_ESCAPES.get(each, each) for each in " ".join(text.split()))


def _address(url: str) -> str:
    return "".join(_IN_ADDRESS.get(each, each) for each in url)


def _month(told: When | None) -> str:
    return MONTHS[told.begin[1] - 1] if told and len(told.begin) > 1 else ""


def _span(told: When | None) -> str:
    """Say in words a date that is no single year, month or day."""
    return told.label if told and not told.begin else ""
