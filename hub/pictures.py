"""Pictures that people send: measured by their header, decoded one at a time, and made anew without what they carried."""

import contextlib
import struct
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, UnidentifiedImageError

from hub.errors import Refusal

MOST_PIXELS = 64_000_000
LONGEST_SIDE, SMALL_SIDE = 1600, 640
# MPO is how Pillow calls the JPEG of phones that keep a second picture inside.
TAKEN = {"JPEG", "MPO", "PNG", "WEBP", "HEIF"}
# What Pillow and libheif raise for bytes that are none of a picture.
DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError, RuntimeError,
    MemoryError, AttributeError, ZeroDivisionError, struct.error,
)  # fmt: skip
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

# A decoded picture takes up to 250 MB: a process holds one at a time, the others wait for their turn.
one_at_a_time = threading.Lock()
pillow_heif.register_heif_opener(thumbnails=False)


class PictureRefusal(Refusal):
    """This is no picture that is taken here."""


@dataclass(frozen=True)
class Shot:
    """A picture at one size, as it is stored."""

    data: bytes
    width: int
    height: int


def size_by_header(file: IO[bytes]) -> tuple[str, int, int] | None:
    """(format, width, height), nothing decoded; None for what is no picture.

    Raises Image.DecompressionBombError or one of DAMAGED for what Pillow gives up on at once.
    """
    file.seek(0)
    try:
        with Image.open(file) as image:
            return str(image.format), image.width, image.height
    except UnidentifiedImageError:
        return None
    finally:
        file.seek(0)


def is_picture(data: bytes) -> bool:
    """Whether these bytes begin like a picture of any kind, taken here or not."""
    try:
        return size_by_header(BytesIO(data)) is not None
    except (*BOMBS, *DAMAGED):
        return True


def check_header(data: bytes) -> None:
    """Raises PictureRefusal for what is too large, damaged, or of a kind that is not taken; decodes nothing."""
    try:
        found = size_by_header(BytesIO(data))
    except BOMBS as bomb:
        raise too_large() from bomb
    except DAMAGED as error:
        raise unreadable() from error
    if found is None:
        raise unreadable()
    if found[0] not in TAKEN:
        raise PictureRefusal("kind", _("This kind of picture is not taken. JPEG, PNG, WebP and HEIC are."))
    if found[1] * found[2] > MOST_PIXELS:
        raise too_large()


def too_large() -> PictureRefusal:
    """Too many pixels."""
    most = MOST_PIXELS // 1_000_000
    return PictureRefusal(
        "too_large", _("This picture is too large: at most %(most)s million pixels fit.") % {"most": most}
    )


def unreadable() -> PictureRefusal:
    """Bytes that are none of a picture."""
    return PictureRefusal("unreadable", _("This picture cannot be read. Please choose it again, or another one."))


def remake(data: bytes) -> tuple[Shot, Shot]:
    """(at most 1600 px as JPEG, at most 640 px as WebP), upright, in sRGB, with no metadata at all.

    Raises PictureRefusal.
    """
    check_header(data)
    try:
        with one_at_a_time:
            return both(on_white(bare(data, LONGEST_SIDE)))
    except BOMBS as bomb:
        raise too_large() from bomb
    except DAMAGED as error:
        raise unreadable() from error


def veil(data: bytes, boxes: Iterable[tuple[float, float, float, float]]) -> tuple[Shot, Shot]:
    """A picture that `remake` has made, in both sizes again, with these places unrecognisable for good.

    Each is (left, top, right, bottom) as shares of the width and height; four colours stay of it. Raises PictureRefusal.
    """
    try:
        with one_at_a_time:
            full = on_white(bare(data, LONGEST_SIDE))
            for left, top, right, bottom in boxes:
                corners = (left * full.width, top * full.height, right * full.width, bottom * full.height)
                x, y, far, low = (round(corner) for corner in corners)
                place = full.crop((x, y, far, low)).resize((2, 2), Image.Resampling.BOX)
                full.paste(place.resize((far - x, low - y), Image.Resampling.BICUBIC), (x, y))
            return both(full)
    except DAMAGED as error:
        raise unreadable() from error


def both(full: Image.Image) -> tuple[Shot, Shot]:
    """The two sizes of a picture, as they are stored."""
    small = full.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    return save(full, "JPEG", quality=84, optimize=True, progressive=True), save(small, "WEBP", quality=76)


def kept(data: bytes, side: int) -> tuple[str, Shot]:
    """(JPEG or PNG, the picture at most so large): as `remake`, but a PNG stays one, and what is seen through too.

    Raises PictureRefusal.
    """
    check_header(data)
    try:
        with one_at_a_time:
            found = size_by_header(BytesIO(data))
            if found is not None and found[0] == "PNG":
                return "PNG", save(bare(data, side), "PNG")
            return "JPEG", save(on_white(bare(data, side)), "JPEG", quality=88)
    except BOMBS as bomb:
        raise too_large() from bomb
    except DAMAGED as error:
        raise unreadable() from error


def bare(data: bytes, longest: int) -> Image.Image:
    """The picture itself, at most so large: new pixels, to which nothing of the file sticks."""
    with Image.open(BytesIO(data)) as image:
        side = (longest, longest)
        image.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
        if image.mode not in {"RGB", "RGBA", "L"}:
            profile, exif = image.info.get("icc_profile"), image.getexif()
            drawn = image.convert("RGBA" if "transparency" in image.info or "A" in image.mode else "RGB")
            profile = profile if image.mode == "P" else None
        else:
            drawn, profile, exif = image, image.info.get("icc_profile"), image.getexif()
        drawn.thumbnail(side, Image.Resampling.LANCZOS, reducing_gap=2.0)
        turned = upright(drawn, exif)
        return clean(in_srgb(turned, profile))


def clean(image: Image.Image) -> Image.Image:
    """The pixels alone: what a file says beside them stays behind."""
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    return plain


def upright(image: Image.Image, exif: Any) -> Image.Image:
    """As the camera was held (EXIF's orientation)."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    turn = turns.get(exif.get(0x0112))
    return image if turn is None else image.transpose(turn)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours every screen knows; a profile that cannot be read is passed over."""
    if not profile:
        return image
    with contextlib.suppress(ImageCms.PyCMSError, *DAMAGED):
        turned = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode=image.mode
        )
        return turned or image
    return image


def on_white(image: Image.Image) -> Image.Image:
    """What can be seen through becomes white."""
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    return ground


def save(image: Image.Image, kind: str, **options: Any) -> Shot:
    """The bytes of a picture."""
    file = BytesIO()
    image.save(file, kind, **options)
    return Shot(file.getvalue(), image.width, image.height)
