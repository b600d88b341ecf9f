"""Pictures for the public: the same to the eye, with nothing else in them.

A photograph carries where and with which camera it was taken, and by whom. A rendition is painted
anew from the pixels, so that only the pixels (and the colour profile they need) go out.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps

from heritage.kit.text import N_
from heritage.media.inspect import RefusedUpload
from heritage.media.kinds import MOST_PIXELS, PICTURES

_TYPES = {"JPEG": ("image/jpeg", "jpg"), "WEBP": ("image/webp", "webp")}
_FORMATS = tuple(kind.pillow for kind in PICTURES)
LONGEST_SIDE = 1600


@dataclass(frozen=True)
class Rendition:
    """A picture fit to be shown."""

    data: bytes
    media_type: str
    extension: str
    width: int
    height: int


def rendition(
    data: bytes, longest_side: int = LONGEST_SIDE, form: Literal["JPEG", "WEBP"] = "JPEG"
) -> Rendition:
    """Paint a picture anew: upright, no larger than asked, without metadata.

    Raises:
        RefusedUpload: it has too many pixels, or is no picture.
    """
    with _opened(data) as original:
        profile = original.info.get("icc_profile")
        if original.format == "JPEG":
            original.draft("RGB", (longest_side * 2, longest_side * 2))
        upright = ImageOps.exif_transpose(original)
        upright.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
        painted = _painted(upright)
    # A profile made for another kind of colour (CMYK, grey) would spoil what is now RGB.
    profile = profile if original.mode in ("RGB", "RGBA", "P") else None
    out = BytesIO()
    painted.save(out, form, quality=85, icc_profile=profile, **_quiet(form))
    media_type, extension = _TYPES[form]
    return Rendition(out.getvalue(), media_type, extension, painted.width, painted.height)


def _opened(data: bytes) -> Image.Image:
    """Open a picture, refusing a small file that would unfold to a huge one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=_FORMATS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise RefusedUpload(N_("This file cannot be opened as a picture.")) from fault
    if picture.width * picture.height > MOST_PIXELS:
        raise RefusedUpload(
            N_("This picture has more than %(most)s million pixels."), most=MOST_PIXELS // 1_000_000
        )
    return picture


def _painted(picture: Image.Image) -> Image.Image:
    """Copy the pixels alone onto white ground."""
    canvas = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        canvas.paste(seen, mask=seen.getchannel("A"))
    else:
        canvas.paste(picture.convert("RGB"))
    return canvas


def _quiet(form: str) -> dict[str, object]:
    """Say, per form, how to write nothing beyond the pixels."""
    if form == "WEBP":
        return {"method": 4, "exif": b"", "xmp": b""}
    return {"optimize": True, "progressive": True, "exif": b"", "comment": b""}
