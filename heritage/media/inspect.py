"""What an uploaded file is: told by its content, never by its name alone."""

import codecs
import json
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from heritage.kit.bad_date import Remark
from heritage.kit.text import N_
from heritage.media.confined import Limits, ask
from heritage.media.kinds import (
    GIF,
    HTML,
    JPEG,
    MOST_BYTES,
    MOST_PIXELS,
    PDF,
    PNG,
    TEXT,
    TIFF,
    WEBP,
    Kind,
)

_LIMITS = Limits(memory=1 << 30, seconds=20)

_SIGNATURES = (
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"RIFF.{4}WEBPVP8", re.DOTALL), WEBP),
    (re.compile(rb"II\*\x00|MM\x00\*|II\+\x00|MM\x00\+"), TIFF),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"%PDF-\d"), PDF),
)
# As browsers tell a page: by its first tag.
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|script|style|link|div|article|main|table"
    r"|section|header|nav|h1|p|br|a|b|font|iframe)\b",
    re.IGNORECASE,
)
_OTHER_MARKUP = re.compile(r"(?:<\?xml|<!DOCTYPE|<svg\b|\{\\rtf)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 65_536


@dataclass(frozen=True)
class Inspected:
    """What a file is, seen with our own eyes."""

    media_type: str
    extension: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None


class RefusedUpload(ValueError):
    """A file the archive does not take; says why, and what to do, in words for its owner."""

    def __init__(self, message: str, **values: object) -> None:
        self.remark = Remark(message, **values)
        super().__init__(self.remark)


def inspect(data: bytes, filename: str = "") -> Inspected:
    """See what an uploaded file is, and that it is whole.

    Raises:
        RefusedUpload: it is of no kind the archive takes, or not what its name says.
    """
    _refuse_by_size(data)
    kind = kind_of(data)
    if kind is None:
        raise RefusedUpload(
            N_(
                "The archive cannot tell what this file is. It takes HTML, plain text, PDF, JPEG,"
                " PNG, WebP, TIFF and GIF."
            )
        )
    _refuse_by_name(filename, kind)
    if kind in (HTML, TEXT):
        return Inspected(kind.media_type, kind.extensions[0])
    return _opened(data, kind)


def kind_of(data: bytes) -> Kind | None:
    """Tell the kind of a file by its first bytes; text by having nothing else in it."""
    for signature, kind in _SIGNATURES:
        if signature.match(data):
            return kind
    text = _as_text(data)
    if text is None:
        return None
    first = _without_preamble(text)
    if _PAGE.match(first):
        return HTML
    return None if _OTHER_MARKUP.match(text.lstrip()) else TEXT


def _without_preamble(text: str) -> str:
    """Skip the comments and XML declaration that may stand before a page's first tag."""
    rest = text.lstrip()
    for opening, closing in (("<?xml", "?>"), *[("<!--", "-->")] * 20):
        if rest.startswith(opening):
            rest = rest.partition(closing)[2].lstrip()
    return rest


def _as_text(data: bytes) -> str | None:
    """Take the beginning of a file as text, if nothing in the whole of it speaks against that."""
    start = data[:_LOOKED_AT]
    if data.startswith(_MARKS[1:]):
        text = start[: len(start) & ~1].decode("utf-16", errors="replace")
        return None if "\x00" in text else text
    if _wide(start):
        order = "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
        return start[: len(start) & ~1].decode(order, errors="replace")
    if _CONTROL.search(data):
        return None
    return start.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")


def _wide(start: bytes) -> bool:
    """Recognise Latin text in UTF-16 without its mark: every second byte is empty, no other."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    few, many = sorted((even, odd))
    return few == 0 and many > 0.2 * len(start) and len(start) % 2 == 0


def _refuse_by_size(data: bytes) -> None:
    if not data:
        raise RefusedUpload(N_("This file is empty. Choose it again, or paste the text."))
    if len(data) > MOST_BYTES:
        raise RefusedUpload(
            N_("This file has %(size)s MB; the archive takes up to %(most)s MB at once."),
            size=-(-len(data) // (1 << 20)),
            most=MOST_BYTES >> 20,
        )


def _refuse_by_name(filename: str, kind: Kind) -> None:
    """Refuse a file whose name claims another kind: one of the two is a mistake, or a trick."""
    extension = PurePath(filename).suffix.lower().lstrip(".")
    if extension and extension not in kind.extensions:
        raise RefusedUpload(
            N_(
                "“%(filename)s” is named like a .%(extension)s file, but its content is %(kind)s."
                " Check that it is the file you meant; if it is, rename it to end in .%(right)s."
            ),
            filename=filename[-80:],
            extension=extension[:20],
            kind=kind.name,
            right=kind.extensions[0],
        )


def _opened(data: bytes, kind: Kind) -> Inspected:
    """Open a picture or PDF in a confined process."""
    name = kind.pillow or "PDF"
    answer = ask("heritage.media.inspect_child", f"{name}\n".encode() + data, _LIMITS)
    seen: dict[str, Any] = json.loads(answer.said) if answer.finished else {"refused": "unreadable"}
    if seen.get("refused") == "encrypted":
        raise RefusedUpload(
            N_("This PDF is locked with a password. Save it without one and upload it again.")
        )
    if "refused" in seen:
        raise RefusedUpload(
            N_("This %(kind)s file is damaged or cut short: it cannot be opened."), kind=kind.name
        )
    _refuse_by_pixels(seen)
    return Inspected(
        kind.media_type,
        kind.extensions[0],
        width=seen.get("width"),
        height=seen.get("height"),
        pages=seen.get("pages"),
    )


def _refuse_by_pixels(seen: dict[str, Any]) -> None:
    pixels = seen.get("width", 0) * seen.get("height", 0)
    if pixels > MOST_PIXELS:
        raise RefusedUpload(
            N_(
                "This picture has %(pixels)s million pixels; the archive takes up to %(most)s"
                " million. Save it smaller and keep the original elsewhere."
            ),
            pixels=-(-pixels // 1_000_000),
            most=MOST_PIXELS // 1_000_000,
        )
