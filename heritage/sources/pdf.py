"""The words of a PDF, page by page."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from itertools import islice

import pypdfium2

from heritage.kit.names import direction
from heritage.kit.text import tidy_block

MOST_PAGES = 2_000
# "الأ" is drawn as two signs, of which the second is read first; no word begins so otherwise.
_REVERSED = re.compile(r"(?<![\u0621-\u064a])([وفبك]{0,2})ا([أإآا])ل")
_SECONDS = 15
_HYPHENS = ("\ufffe\r\n", "\ufffe\n", "\x02\r\n", "\x02\n", "\u00ad\n")


def read_pdf(data: bytes) -> dict[str, object]:
    """Take the text of each page, in the order people read it, and what the file says of itself."""
    document = pypdfium2.PdfDocument(data)
    pages = [_page(page) for page in islice(document, MOST_PAGES)]
    extractor = f"pypdfium2 {version('pypdfium2')}"
    program = shutil.which("pdftotext")
    backwards = direction("".join(pages)[:50_000]) == "rtl"
    if program and backwards and (better := _by_poppler(program, data, len(pages))):
        pages, extractor = better, f"pdftotext {_version_of(program)}"
    told = {key: value for key, value in document.get_metadata_dict().items() if value}
    return {"pages": pages, "extractor": extractor, "told": told, "count": len(document)}


def joined(pages: Iterable[str]) -> tuple[str, tuple[int, ...]]:
    """Make one text of the pages, and say where in it each begins."""
    texts = [tidy_block(_mended(page)) for page in pages]
    starts, whole = [], ""
    for text in texts:
        whole += "\n\n" if whole and text else ""
        starts.append(len(whole))
        whole += text
    return whole, tuple(starts)


def _page(page: pypdfium2.PdfPage) -> str:
    """Take one page's text."""
    words = page.get_textpage()
    try:
        return str(words.get_text_range())
    finally:
        words.close()
        page.close()


def _by_poppler(program: str, data: bytes, count: int) -> list[str]:
    """Ask poppler, which puts right-to-left lines in reading order; nothing where it fails."""
    command = [program, "-q", "-enc", "UTF-8", "-l", str(MOST_PAGES), "-", "-"]
    try:
        # S603: the file goes in as bytes, no word of it stands in the command.
        run = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    pages = run.stdout.decode("utf-8", errors="replace").split("\f")[:count]
    return pages if run.returncode == 0 and any(map(str.strip, pages)) else []


def _version_of(program: str) -> str:
    """Ask poppler its version: another one may read the same file otherwise."""
    told = subprocess.run(  # noqa: S603
        [program, "-v"], capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    return (told.stderr.split("\n")[0].split() or ["?"])[-1]


def _mended(page: str) -> str:
    """Join words that were cut at a line's end, and right the ligatures that came out reversed."""
    for hyphen in _HYPHENS:
        page = page.replace(hyphen, "")
    return _REVERSED.sub(r"\1ال\2", page)
