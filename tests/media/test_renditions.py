from io import BytesIO

import pytest
from PIL import Image, ImageCms

from heritage.media.inspect import RefusedUpload
from heritage.media.renditions import rendition
from tests.media.test_inspect import bomb

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRET = [
    b"Olympus-77",
    b"the owner",
    b"a hidden comment",
    b"GPSLatitude",
    b"Exif",
    b"ns.adobe.com",
]


def photograph():
    """A red-over-blue picture lying on its side, full of what must not go out."""
    image = Image.new("RGB", (60, 40), "blue")
    image.paste((255, 0, 0), (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    exif[0x010F] = "Olympus-77"
    exif[0x9C9D] = "the owner".encode("utf-16-le")
    exif.get_ifd(0x8825)[2] = (34.0, 33.0, 7.0)
    out = BytesIO()
    xmp = b"<x:xmpmeta xmlns:x='http://ns.adobe.com/'>GPSLatitude</x:xmpmeta>"
    image.save(
        out, "JPEG", exif=exif, comment=b"a hidden comment", icc_profile=SRGB, xmp=xmp, quality=95
    )
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_place_owner_camera_and_comment_do_not_go_out(form):
    original = photograph()
    assert b"a hidden comment" in original
    assert Image.open(BytesIO(original)).getexif().get_ifd(0x8825)

    shown = rendition(original, form=form)

    seen = Image.open(BytesIO(shown.data))
    assert not seen.getexif()
    assert "comment" not in seen.info
    assert [secret for secret in SECRET if secret in shown.data] == []


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_the_colour_profile_stays(form):
    assert Image.open(BytesIO(rendition(photograph(), form=form).data)).info["icc_profile"] == SRGB


def test_a_picture_lying_on_its_side_is_set_upright():
    shown = rendition(photograph())

    assert (shown.width, shown.height) == (40, 60)
    seen = Image.open(BytesIO(shown.data))
    assert seen.getpixel((20, 10))[0] > 200  # red on top
    assert seen.getpixel((20, 50))[2] > 200  # blue below


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_made_larger():
    out = BytesIO()
    Image.new("RGB", (3000, 1000), "tan").save(out, "PNG")

    large = rendition(out.getvalue(), longest_side=800)
    assert (large.width, large.height) == (800, 267)
    small = rendition(photograph(), longest_side=800)
    assert max(small.width, small.height) == 60


def test_what_was_transparent_is_white_not_black():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    assert Image.open(BytesIO(rendition(out.getvalue()).data)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "I;16"])
def test_every_kind_of_pixels_can_be_shown(mode):
    out = BytesIO()
    Image.new(mode, (10, 10)).save(out, "TIFF")

    assert rendition(out.getvalue()).media_type == "image/jpeg"


def test_too_many_pixels_and_no_picture_are_errors_in_words():
    with pytest.raises(RefusedUpload, match="more than 40 million pixels"):
        rendition(bomb(7_000))
    with pytest.raises(RefusedUpload, match="cannot be opened as a picture"):
        rendition(b"not a picture")
