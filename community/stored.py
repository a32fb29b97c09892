"""What is kept of an upload in the storage: a photo made anew in two sizes, or a file as it came."""

import logging
import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from community.models import Upload
from hub.errors import Refusal
from hub.papers import check_ending, check_paper, ending
from hub.pictures import is_picture, remake, unreadable

logger = logging.getLogger(__name__)
PICTURES = {"jpg", "jpeg", "jpe", "png", "webp", "heic", "heif", "gif", "bmp", "tif", "tiff", "avif"}


class StorageRefusal(Refusal):
    """The storage takes nothing just now."""


def ending_of_picture(name: str) -> bool:
    """Whether a file's name says that it is a picture."""
    return ending(name) in PICTURES


def check_kind(name: str) -> None:
    """Raises PaperRefusal for what will not be taken, as its name says, before a byte is sent."""
    if ending(name) and not ending_of_picture(name):
        check_ending(name)


def store(upload: Upload, data: bytes) -> dict[str, Any]:
    """Puts it into the storage, and answers the fields that say so.

    Raises PictureRefusal, PaperRefusal, or StorageRefusal, after which another try may succeed.
    """
    if is_picture(data):
        return store_photo(upload, data)
    if ending_of_picture(upload.name):
        raise unreadable()
    media_type = check_paper(upload.name, data)
    file = put(upload, f"file.{ending(upload.name)}", data)
    return {"kind": Upload.Kind.FILE, "media_type": media_type, "size": len(data), "file": file}


def store_photo(upload: Upload, data: bytes) -> dict[str, Any]:
    """In two sizes; the name says what it has become."""
    full, small = remake(data)
    stem = upload.name.rpartition(".")[0] or upload.name
    return {
        "kind": Upload.Kind.PHOTO,
        "media_type": "image/jpeg",
        "name": f"{stem[:95]}.jpg",
        "size": len(full.data),
        "file": put(upload, "photo.jpg", full.data),
        "small": put(upload, "small.webp", small.data),
        "width": full.width,
        "height": full.height,
        "small_width": small.width,
        "small_height": small.height,
    }


def put(upload: Upload, name: str, data: bytes) -> str:
    """Saves under a name that nothing else has, in the upload's own folder."""
    try:
        return default_storage.save(f"{upload.folder}/{secrets.token_hex(4)}-{name}", ContentFile(data))
    except Exception as error:
        logger.exception("the storage of uploads took no file")
        message = _("The file could not be stored just now. Please try again in a few minutes.")
        raise StorageRefusal("storage", message) from error


def discard(fields: dict[str, Any]) -> None:
    """Takes out again what `store` has put in."""
    for name in ("file", "small"):
        if fields.get(name):
            default_storage.delete(fields[name])


def empty(upload: Upload) -> None:
    """Takes everything that belongs to it out of the storage; harmless when there is nothing."""
    try:
        _folders, names = default_storage.listdir(upload.folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{upload.folder}/{name}")
    default_storage.delete(upload.folder)
