"""What editors upload: measured before it is decoded, refused in words, and stored before the form says yes."""

import logging
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.pictures import BOMBS, DAMAGED, PictureRefusal, kept, size_by_header

# The largest of the sizes that pages show is 1600 px wide: so this is enough for a part of it, too.
LONGEST_KEPT = 3200
ENDINGS = {"JPEG": "jpg", "PNG": "png"}
logger = logging.getLogger(__name__)


class PictureField(WagtailImageField):
    """Measures by the header, where Wagtail's own check decodes the whole picture, and keeps it made anew."""

    def check_image_pixel_size(self, f: Any) -> None:
        """Raises ValidationError for a picture too large by its header; what Pillow gives up on is refused when it is made."""
        try:
            found = size_by_header(f)
        except (*BOMBS, *DAMAGED):
            return
        if found is not None and found[1] * found[2] > self.max_image_pixels:
            counts = {"num_pixels": found[1] * found[2], "max_pixels_count": self.max_image_pixels}
            raise ValidationError(self.error_messages["file_too_many_pixels"] % counts, code="file_too_many_pixels")

    def to_python(self, data: Any) -> Any:
        """What is stored: the picture made anew, upright and without what the file says of where it was taken."""
        sent = super().to_python(data)
        if sent is None:
            return None
        sent.seek(0)
        try:
            kind, shot = kept(sent.read(), LONGEST_KEPT)
        except PictureRefusal as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal
        name, content_type = f"{PurePosixPath(sent.name).stem}.{ENDINGS[kind]}", f"image/{kind.lower()}"
        return SimpleUploadedFile(name, shot.data, content_type)


class StoredFirst(forms.ModelForm):
    """A form whose file reaches the storage while it is checked: where that fails, the form keeps what was typed."""

    def full_clean(self) -> None:
        """Django's whole check, after which the instance carries what was sent; then the storage has its say."""
        super().full_clean()
        if not self.is_bound or self.errors or "file" not in self.changed_data:
            return
        file = self.instance.file
        try:
            file.save(file.name, file.file, save=False)
        except Exception:
            logger.exception("the storage of uploads took no file")
            self.add_error("file", _("The file could not be stored just now. Choose it again in a few minutes."))


FOCAL_POINT = {"focal_point_x": 0, "focal_point_width": 0, "focal_point_y": 1, "focal_point_height": 1}


class PictureForm(StoredFirst, BaseImageForm):
    """The form of a picture, with our field."""

    file = PictureField()

    def clean(self) -> dict[str, Any]:
        """A focal point counts in pixels: the same picture at another size keeps it at the same spot."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        before = (self.instance.width, self.instance.height)
        sent = cleaned.get("file") if "file" in self.changed_data else None
        if sent is None or not all(before) or FOCAL_POINT.keys() & set(self.changed_data):
            return cleaned
        found = size_by_header(sent)
        for name, side in FOCAL_POINT.items():
            if found is not None and cleaned.get(name) is not None:
                cleaned[name] = round(cleaned[name] * found[1 + side] / before[side])
        return cleaned


LARGEST_FILM = 200 * 1024 * 1024
# What a file of each kind begins with, and where that stands; a player trusts the name alone.
BEGINNINGS = {"mp4": (4, b"ftyp"), "webm": (0, b"\x1aE\xdf\xa3"), "vtt": (0, b"WEBVTT")}


class PaperForm(StoredFirst, BaseDocumentForm):
    """The form of a document."""

    def clean_file(self) -> Any:
        """Refuses a film or captions that are something else inside, and films too heavy for a phone."""
        file = self.cleaned_data["file"]
        kind = str(getattr(file, "name", "")).rpartition(".")[2].lower()
        if kind not in BEGINNINGS or "file" not in self.changed_data:
            return file
        if file.size > LARGEST_FILM:
            raise ValidationError(_("A film may weigh 200 MB at most: make it shorter or smaller."))
        place, mark = BEGINNINGS[kind]
        file.seek(0)
        begins = file.read(16).removeprefix(b"\xef\xbb\xbf")
        file.seek(0)
        if begins[place : place + len(mark)] != mark:
            raise ValidationError(_("This file is not what its name says. Save it again as MP4, WebM or WebVTT."))
        return file
