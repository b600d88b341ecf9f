"""The child that opens an uploaded picture or PDF to see whether it is one."""

import json
import warnings
from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from PIL import Image

from heritage.media.confined import answer
from heritage.media.kinds import MOST_PIXELS


def read(question: bytes) -> Iterator[bytes]:
    """Say what is in the bytes, or why they cannot be read."""
    kind, _, data = question.partition(b"\n")
    yield json.dumps(_pdf(data) if kind == b"PDF" else _picture(data, kind.decode())).encode()


def _picture(data: bytes, kind: str) -> dict[str, int] | dict[str, str]:
    """Decode a picture whole, as its own kind and no other."""
    warnings.simplefilter("ignore")  # a bomb is judged by the parent, by the number of pixels
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            size = {"width": picture.width, "height": picture.height}
            if picture.width * picture.height <= MOST_PIXELS:
                picture.load()
    except MemoryError:
        raise
    except Exception as fault:  # Pillow's decoders raise whatever they meet
        return {"refused": "unreadable", "detail": str(fault)[:200]}
    return size


def _pdf(data: bytes) -> dict[str, int] | dict[str, str]:
    """Open a PDF and count its pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        encrypted = "password" in str(fault).lower() or "security" in str(fault).lower()
        return {"refused": "encrypted" if encrypted else "unreadable", "detail": str(fault)[:200]}
    return {"pages": len(document)}


if __name__ == "__main__":
    answer(read)
