"""Pictures and papers that tests send."""

import struct
import zipfile
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image

GPS, MODEL, TURNED = 0x8825, 0x0110, 0x0112
PLACE = {1: "N", 2: (50.0, 38.0, 14.0), 3: "E", 4: (3.0, 3.0, 48.0)}

pillow_heif.register_heif_opener()


def exif(orientation=1):
    """What a phone writes: where, with what, and how it was held."""
    found = Image.Exif()
    found[MODEL] = "Telephone de Paul"
    found[TURNED] = orientation
    found.get_ifd(GPS).update(PLACE)
    return found.tobytes()


def drawing(width, height, mode="RGB"):
    """Red on the left, blue on the right."""
    image = Image.new(mode, (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def picture(kind="JPEG", width=800, height=600, orientation=1, **options):
    """One in this format, with the facts of a phone."""
    file = BytesIO()
    facts = {"exif": exif(orientation)} if kind in {"JPEG", "HEIF", "WEBP"} else {}
    drawing(width, height).save(file, kind, **facts, **options)
    return file.getvalue()


def bomb(width=60_000, height=60_000):
    """A PNG of few bytes whose header announces 3.6 thousand million pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + chunk(b"IEND", b"")
    )


def office(*names: str):
    """A zip archive with these names in it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()
