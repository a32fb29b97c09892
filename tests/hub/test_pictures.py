"""Pictures are measured before they are decoded, and made anew without what they carried."""

import time
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from hub.papers import PaperRefusal, check_paper, clean_name, size_in_words
from hub.pictures import PictureRefusal, remake
from tests.community.pictures import bomb, office, picture


def opened(shot):
    return Image.open(BytesIO(shot.data))


def test_a_photo_from_a_phone_loses_where_it_was_taken():
    sent = picture("HEIF", 2000, 1500, quality=40)
    assert b"Telephone de Paul" in sent

    full, small = remake(sent)

    assert (full.width, full.height) == (1600, 1200)
    assert (small.width, small.height) == (640, 480)
    for shot, kind in ((full, "JPEG"), (small, "WEBP")):
        image = opened(shot)
        assert image.format == kind
        assert (dict(image.getexif()), image.info.get("exif"), image.info.get("xmp")) == ({}, None, None)
        assert b"Telephone" not in shot.data and b"Exif" not in shot.data
        left, right = image.convert("RGB").getpixel((20, 200)), image.convert("RGB").getpixel((image.width - 20, 200))
        assert min(left[0], right[2]) > 200 and max(left[2], right[0]) < 60


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "HEIF"])
def test_what_phones_send_is_taken(kind):
    full, _small = remake(picture(kind))

    assert (full.width, full.height, opened(full).format) == (800, 600, "JPEG")


@pytest.mark.parametrize(("orientation", "first"), [(1, "red"), (3, "blue"), (6, "red"), (8, "blue")])
def test_a_photo_stands_upright(orientation, first):
    full, _small = remake(picture("JPEG", 400, 200, orientation))

    assert (full.width, full.height) == ((400, 200) if orientation in {1, 3} else (200, 400))
    red, _green, blue = opened(full).getpixel((10, 10))
    assert ("red" if red > blue else "blue") == first


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_kind_of_colours_becomes_rgb(mode):
    file = BytesIO()
    Image.new(mode, (50, 40)).save(file, "JPEG" if mode == "CMYK" else "PNG")

    full, _small = remake(file.getvalue())

    assert opened(full).mode == "RGB"


def test_what_can_be_seen_through_becomes_white():
    file = BytesIO()
    Image.new("RGBA", (50, 40), (0, 0, 0, 0)).save(file, "PNG")

    assert opened(remake(file.getvalue())[0]).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(60_000, 60_000), (9_000, 9_000)])
def test_a_bomb_is_refused_by_its_header(size):
    began = time.process_time()

    with pytest.raises(PictureRefusal) as refusal:
        remake(bomb(*size))

    took = time.process_time() - began  # of all its threads: what else the machine does is not measured
    assert refusal.value.code == "too_large"
    assert took < 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_damaged_picture_is_refused_or_shown_in_part(kind):
    whole = picture(kind, 300, 200)
    for broken in (whole[: len(whole) // 2], whole[:40], whole[:30] + bytes(400) + whole[430:]):
        with suppress(PictureRefusal):
            remake(broken)


def test_a_drawing_and_another_kind_of_picture_are_refused():
    file = BytesIO()
    Image.new("RGB", (50, 40)).save(file, "GIF")

    for data, code in ((file.getvalue(), "kind"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unreadable")):
        with pytest.raises(PictureRefusal) as refusal:
            remake(data)
        assert refusal.value.code == code


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\fakepath\\Mon CV.pdf", "Mon CV.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.pdf", "agpj.pdf"),
        ("a\x00\r\nb.txt", "ab.txt"),
        ("e\u0301te\u0301.jpg", "été.jpg"),
        ("", "-"),
        ("...", "-"),
        ("x" * 300 + ".docx", "x" * 95 + ".docx"),
        (".pdf", "pdf"),
    ],
)
def test_a_name_is_cleaned(sent, kept):
    assert clean_name(sent) == kept


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 x"),
        ("a.DOCX", office("[Content_Types].xml", "word/document.xml")),
        ("a.odt", office("mimetype", "content.xml")),
        ("a.txt", "été".encode()),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100)),
        ("a.rtf", b"{\\rtf1 x}"),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(name, data):
    assert check_paper(name, data)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"<html>", "unlike"),
        ("a.docx", b"PK\x03\x04 broken", "unlike"),
        ("a.docx", office("[Content_Types].xml", "word/vbaProject.bin"), "unlike"),
        ("a.docx", office("evil.exe"), "unlike"),
        ("a.txt", b"<svg onload=alert(1)>", "unlike"),
        ("a.txt", b"\x00\x01", "unlike"),
        ("a.svg", b"<svg/>", "svg"),
        ("a.mp4", b"x", "film"),
        ("a.exe", b"MZ", "kind"),
        ("a.html", b"<p>", "kind"),
        ("noending", b"x", "kind"),
    ],
)
def test_a_file_that_is_not_is_refused(name, data, code):
    with pytest.raises(PaperRefusal) as refusal:
        check_paper(name, data)

    assert refusal.value.code == code and refusal.value.message


def test_sizes_are_said_in_words():
    assert [size_in_words(size) for size in (1, 999, 340_000, 2_440_000)] == [
        "1 octet",
        "999 octets",
        "340\u00a0ko",
        "2,4\u00a0Mo",
    ]
