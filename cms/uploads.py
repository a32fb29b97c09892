"""What editors upload: a picture is measured before it is decoded, and a damaged one is refused in words."""

from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image, UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


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
            width, height = Image.open(f).size
        except (UnidentifiedImageError, Image.DecompressionBombError):
            f.seek(0)
            return
        if width * height > self.max_image_pixels:
            counts = {"num_pixels": width * height, "max_pixels_count": self.max_image_pixels}
            raise ValidationError(self.error_messages["file_too_many_pixels"] % counts, code="file_too_many_pixels")


class PictureForm(BaseImageForm):
    """The form of a picture, with our field."""

    file = PictureField()
