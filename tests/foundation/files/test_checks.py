"""Pictures are made anew from their pixels; what is hostile is refused or left behind."""

from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from eciap.foundation.files.checks import CleanImage, FileRefused, clean_image, safe_name, sniff
from eciap.foundation.files.enums import Kind, Reason
from eciap.foundation.files.forms import CleanPicture
from tests.foundation.files.makers import chunk, png_that_claims

SECRET = b"<script>alert('48.8583,2.2944')</script>"
BOX = b"\0\0\0\x1cftyp"


def picture(kind="JPEG", *, size=(40, 20), mode="RGB", **options):
    target = BytesIO()
    image = Image.new(mode, size)
    image.paste(Image.new(mode, (10, 10), 1 if mode in {"P", "I;16"} else "red"), (0, 0))
    image.save(target, kind, **options)
    return target.getvalue()


def exif(orientation=1):
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010E] = SECRET.decode()
    notes.get_ifd(0x8825)[2] = (48.0, 51.0, 29.9)
    return notes


def cleaned(content, **limits):
    return clean_image(BytesIO(content), **limits)


def opened(clean: CleanImage):
    image = Image.open(BytesIO(clean.content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("JPEG"), Kind.JPEG),
        (picture("MPO"), Kind.JPEG),
        (picture("PNG"), Kind.PNG),
        (picture("WEBP"), Kind.WEBP),
        (picture("AVIF"), Kind.AVIF),
        (BOX + b"mif1\0\0\0\0mif1avifmiaf", Kind.AVIF),
        (b"%PDF-1.7\n", Kind.PDF),
        (BOX + b"heic\0\0\0\0mif1heic", None),
        (BOX + b"isom\0\0\0\0avif", None),
        (picture("GIF"), None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", None),
        (b"<!doctype html>\xff\xd8\xff", None),
        (b"PK\x03\x04", None),
        (b"MZ", None),
        (b"", None),
    ],
)
def test_a_file_is_known_by_its_content(content, kind):
    stream = BytesIO(content)
    stream.read()
    assert sniff(stream) == kind
    assert stream.tell() == 0


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.AVIF])
def test_a_picture_keeps_its_kind_and_its_pixels(kind):
    clean = cleaned(picture(kind.name))
    image = opened(clean)
    assert (clean.kind, clean.width, clean.height) == (kind, 40, 20)
    assert (image.format, image.size) == (kind.name, (40, 20))
    red, _, blue = image.getpixel((4, 4))
    assert red > blue + 160


@pytest.mark.parametrize(
    "content",
    [
        picture("JPEG", exif=exif(), comment=SECRET),
        picture("PNG", exif=exif()),
        picture("WEBP", exif=exif(), xmp=SECRET),
        picture("AVIF", exif=exif(), xmp=SECRET),
        picture("JPEG") + b"PK\x03\x04" + SECRET,
        picture("PNG") + SECRET,
        picture("JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET),
    ],
)
def test_what_lies_beside_the_pixels_is_left_behind(content):
    assert SECRET in content or b"Exif" in content or b"eXIf" in content
    clean = cleaned(content)
    image = opened(clean)
    assert SECRET not in clean.content
    assert dict(image.getexif()) == {}
    assert {"icc_profile", "comment", "exif", "xmp"} & image.info.keys() == set()


def test_words_inside_a_png_are_left_behind():
    words = PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=True)
    assert opened(cleaned(picture("PNG", pnginfo=words))).info == {}


def test_a_picture_stands_upright_once_the_note_of_its_camera_is_gone():
    clean = cleaned(picture("JPEG", exif=exif(orientation=6)))
    assert (clean.width, clean.height) == (20, 40)
    assert opened(clean).getpixel((16, 3))[0] > 200  # what was at the upper left is now at the upper right


def test_colours_are_brought_to_srgb():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert opened(cleaned(picture("PNG", icc_profile=profile))).getpixel((4, 4)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("kind", "mode", "kept"),
    [
        ("JPEG", "CMYK", "RGB"),
        ("JPEG", "L", "L"),
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "I;16", "I;16"),
        ("PNG", "1", "1"),
        ("WEBP", "RGBA", "RGBA"),
    ],
)
def test_transparency_and_depth_are_kept(kind, mode, kept):
    content = picture(kind, mode=mode) if mode not in {"1", "L", "CMYK"} else _grey(kind, mode)
    assert opened(cleaned(content)).mode == kept


def test_a_transparent_colour_of_a_palette_is_kept():
    assert opened(cleaned(picture("PNG", mode="P", transparency=0))).info["transparency"] == 0


def test_a_telephones_second_picture_is_left_behind():
    first, second = Image.new("RGB", (40, 20), "red"), Image.new("RGB", (40, 20), "blue")
    target = BytesIO()
    first.save(target, "MPO", save_all=True, append_images=[second])
    image = opened(cleaned(target.getvalue()))
    assert (image.format, getattr(image, "n_frames", 1)) == ("JPEG", 1)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_moves_is_refused(kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    target = BytesIO()
    frames[0].save(target, kind, save_all=True, append_images=frames[1:], duration=100)
    assert _refusal(target.getvalue()) is Reason.MOVING


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xef\xbb\xbf<svg/>",
        b"<html>" + SECRET,
        b"GIF89a/*" + SECRET,
        b"%PDF-1.7\n",
        b"PK\x03\x04" + picture(),
        b"\x7fELF",
        b" " + picture(),
        BOX + b"heic\0\0\0\0mif1heic",
    ],
)
def test_what_is_no_picture_is_refused(content):
    assert _refusal(content) is Reason.KIND


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff" + SECRET,
        picture("JPEG", size=(400, 200))[:700],
        picture("PNG")[:-30],
        b"RIFF\x10\0\0\0WEBPVP8 ????",
        BOX + b"avif" + bytes(60),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"short"),
        b"\x89PNG\r\n\x1a\n",
        picture("PNG", icc_profile=b"no profile"),
    ],
)
def test_what_is_damaged_is_refused(content):
    assert _refusal(content) is Reason.BROKEN


@pytest.mark.parametrize("size", [(9_000, 9_000), (12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_not_unpacked(size):
    """Above our own limit, above Pillow's warning, and above Pillow's error."""
    assert _refusal(png_that_claims(*size)) is Reason.TOO_MANY_PIXELS


def test_limits_hold_to_the_byte_and_to_the_pixel():
    content = picture("PNG")
    assert cleaned(content, largest=len(content), most_pixels=800).width == 40
    assert _refusal(content, largest=len(content) - 1) is Reason.TOO_LARGE
    assert _refusal(content, most_pixels=799) is Reason.TOO_MANY_PIXELS


def test_no_more_is_read_than_the_limit():
    class Endless(BytesIO):
        asked = 0

        def read(self, size=-1):
            Endless.asked += size
            return super().read(size)

    with pytest.raises(FileRefused):
        clean_image(Endless(picture("PNG") + bytes(5_000)), largest=1_000)
    assert Endless.asked == 64 + 1_001


def test_a_refusal_says_what_to_do_instead():
    with translation.override("en"), pytest.raises(FileRefused) as refusal:
        cleaned(picture() + bytes(3 * 1024**2), largest=2 * 1024**2)
    assert str(refusal.value) == "This file is too large. It may have at most 2 MB."


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Fête à Lyon.JPG", "Fête-à-Lyon.png"),
        ("../../etc/passwd", "passwd.png"),
        ("..\\windows\\me.png", "me.png"),
        ("photo\u202egpj.exe", "photo-gpj.png"),
        ("a\0b\nc.png", "a-b-c.png"),
        ("shell.php.png", "shell-php.png"),
        ("<img src=x>.png", "img-src-x.png"),
        (".htaccess", "htaccess.png"),
        ("...", "file.png"),
        ("", "file.png"),
        ("x" * 300 + ".png", "x" * 80 + ".png"),
        ("cafe\u0301.png", "café.png"),
    ],
)
def test_a_name_is_made_safe(name, safe):
    assert safe_name(name, Kind.PNG) == safe


class PictureField(CleanPicture, forms.FileField):
    pass


class UploadForm(forms.Form):
    file = PictureField(required=False)


def test_a_form_replaces_an_upload_by_its_clean_copy():
    upload = SimpleUploadedFile("../me.php.png", picture("JPEG", exif=exif()), content_type="text/html")
    form = UploadForm(files={"file": upload})

    assert form.is_valid()

    clean = form.cleaned_data["file"]
    assert (clean.name, clean.content_type) == ("me-php.jpg", "image/jpeg")
    assert dict(Image.open(clean).getexif()) == {}


def test_a_form_says_why_an_upload_is_refused():
    form = UploadForm(files={"file": SimpleUploadedFile("me.png", b"<svg/>", content_type="image/png")})
    with translation.override("en"):
        assert form.errors == {
            "file": ["This is not a picture that can be shown here. Use a JPEG, PNG, WebP or AVIF file."]
        }
    assert form.errors.as_data()["file"][0].code == "kind"


def test_a_form_without_an_upload_has_nothing_to_clean():
    form = UploadForm(files={})
    assert form.is_valid()
    assert form.cleaned_data == {"file": None}


def _grey(kind, mode):
    target = BytesIO()
    Image.new(mode, (40, 20)).save(target, kind)
    return target.getvalue()


def _refusal(content, **limits):
    with pytest.raises(FileRefused) as refusal:
        cleaned(content, **limits)
    return refusal.value.reason
