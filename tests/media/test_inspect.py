import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from heritage.media.inspect import RefusedUpload, inspect

PICTURES = [
    ("JPEG", "image/jpeg", "jpg"),
    ("PNG", "image/png", "png"),
    ("WEBP", "image/webp", "webp"),
    ("TIFF", "image/tiff", "tif"),
    ("GIF", "image/gif", "gif"),
]
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>
"""
LOCKED_PDF = PDF.replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"11" * 32
    + b">/U<"
    + b"22" * 32
    + b">>>",
)


def picture(form, size=(40, 30)):
    out = BytesIO()
    Image.new("RGB", size, "tan").save(out, form)
    return out.getvalue()


def bomb(side):
    """A PNG of a few kB that says it has side × side pixels."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("form", "media_type", "extension"), PICTURES)
def test_a_picture_is_known_by_its_content(form, media_type, extension):
    seen = inspect(picture(form), f"photo.{extension}")

    assert (seen.media_type, seen.width, seen.height) == (media_type, 40, 30)


def test_a_pdf_is_opened_and_its_pages_counted():
    seen = inspect(PDF, "report.pdf")

    assert (seen.media_type, seen.pages) == ("application/pdf", 1)


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><p>The tower fell.",
        b"\xef\xbb\xbf  <html><body>x",
        b"<!-- saved --> <!-- twice --><head><title>x",
        b'<?xml version="1.0"?><!DOCTYPE html><html>',
        "<html dir=rtl>تدمر".encode("windows-1256"),
        "<html>تدمر".encode("utf-16"),
    ],
)
def test_a_page_is_known_by_its_first_tag(page):
    assert inspect(page, "page.html").media_type == "text/html"


@pytest.mark.parametrize(
    "text",
    [
        b"The tower fell.",
        "سقط البرج".encode(),
        "سقط البرج".encode("windows-1256"),
        "سقط البرج".encode("utf-16"),
        b"1 < 2 and\tthat is all\r\n",
    ],
)
def test_words_alone_are_plain_text_in_any_encoding(text):
    assert inspect(text, "note.txt").media_type == "text/plain"
    assert inspect(text).media_type == "text/plain"


@pytest.mark.parametrize(
    "other",
    [
        b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 100,
        b"PK\x03\x04\x14\x00\x00\x00" + b"\x00" * 30,
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"{\\rtf1 report}",
        b"plain words, then\x00\x01\x02",
        b"\x7fELF\x02\x01\x01" + b"\x00" * 60,
    ],
)
def test_what_is_none_of_these_kinds_is_refused_in_words(other):
    with pytest.raises(RefusedUpload, match="cannot tell what this file is"):
        inspect(other, "report")


def test_a_name_that_says_something_else_is_refused_and_told_how_to_mend_it():
    with pytest.raises(RefusedUpload, match=r"content is PNG\..* rename it to end in \.png"):
        inspect(picture("PNG"), "holiday.jpg")
    with pytest.raises(RefusedUpload, match="content is HTML"):
        inspect(b"<html><script>alert(1)</script>", "photo.png")


def test_a_damaged_picture_and_a_damaged_pdf_are_refused():
    with pytest.raises(RefusedUpload, match="damaged or cut short"):
        inspect(picture("JPEG", (400, 300))[:400], "half.jpg")
    with pytest.raises(RefusedUpload, match="damaged or cut short"):
        inspect(b"%PDF-1.7\nnothing more", "half.pdf")


def test_a_locked_pdf_is_refused_with_what_to_do():
    with pytest.raises(RefusedUpload, match=r"locked with a password\. Save it without one"):
        inspect(LOCKED_PDF, "secret.pdf")


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused():
    small = bomb(20_000)

    assert len(small) < 100_000
    with pytest.raises(RefusedUpload, match="400 million pixels"):
        inspect(small, "map.png")


def test_an_empty_and_a_huge_file_are_refused():
    with pytest.raises(RefusedUpload, match="empty"):
        inspect(b"", "note.txt")
    with pytest.raises(RefusedUpload, match="65 MB; the archive takes up to 64 MB"):
        inspect(b"a" * ((64 << 20) + 1), "note.txt")


def test_a_page_of_endless_comments_is_looked_at_in_one_pass():
    assert inspect(b"<!---->" * 200_000).media_type == "text/plain"
