"""The kinds of file the archive takes, and how large they may be."""

from dataclasses import dataclass

MOST_BYTES = 64 << 20
MOST_PIXELS = 40_000_000
"""An 11 kB file can unfold to more than this; no camera's picture of a ruin needs it."""


@dataclass(frozen=True)
class Kind:
    """A kind of file the archive takes; a picture has Pillow's name for it."""

    media_type: str
    extensions: tuple[str, ...]
    name: str
    pillow: str = ""


HTML = Kind("text/html", ("html", "htm", "xhtml"), "HTML")
TEXT = Kind("text/plain", ("txt", "text", "md"), "plain text")
PDF = Kind("application/pdf", ("pdf",), "PDF")
JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jpe"), "JPEG", "JPEG")
PNG = Kind("image/png", ("png",), "PNG", "PNG")
WEBP = Kind("image/webp", ("webp",), "WebP", "WEBP")
TIFF = Kind("image/tiff", ("tif", "tiff"), "TIFF", "TIFF")
GIF = Kind("image/gif", ("gif",), "GIF", "GIF")

PICTURES = (JPEG, PNG, WEBP, TIFF, GIF)
