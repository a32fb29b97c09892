"""What editors upload: measured before it is decoded, refused in words, and stored before the form says yes."""

import logging
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from hub.pictures import size_by_header

logger = logging.getLogger(__name__)


class PictureField(WagtailImageField):
    """Wagtail's own check decodes the whole picture to measure it, and lets a damaged one end in a fault."""

    def check_image_pixel_size(self, f: Any) -> None:
        """Raises ValidationError for a picture too large by its header, or whose data cannot be read."""
        try:
            self.check_header(f)
            super().check_image_pixel_size(f)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        finally:
            f.seek(0)

    def check_header(self, f: Any) -> None:
        """The size alone; what Pillow does not know, or gives up on at once, is left to Wagtail's words."""
        try:
            found = size_by_header(f)
        except Image.DecompressionBombError:
            return
        if found is not None and found[1] * found[2] > self.max_image_pixels:
            counts = {"num_pixels": found[1] * found[2], "max_pixels_count": self.max_image_pixels}
            raise ValidationError(self.error_messages["file_too_many_pixels"] % counts, code="file_too_many_pixels")


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


class PictureForm(StoredFirst, BaseImageForm):
    """The form of a picture, with our field."""

    file = PictureField()


class PaperForm(StoredFirst, BaseDocumentForm):
    """The form of a document."""
