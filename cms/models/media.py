"""Our own image, rendition and document models, so that they can grow without a swap."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from cms.sizes import make_sizes


class SiteImage(AbstractImage):
    """A picture of the site, with whom to credit and until when people agreed to be shown."""

    credit = models.CharField(_("credit"), max_length=120, blank=True)
    consent_until = models.DateField(
        _("consent of the people shown ends on"),
        null=True,
        blank=True,
        help_text=_("From the next day on no page shows it any more, until another day stands here."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit", "consent_until")

    @property
    def shown(self) -> bool:
        """Whether pages may show it: not once the consent of the people on it has ended."""
        return self.consent_until is None or self.consent_until >= timezone.localdate()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Has the sizes that pages show made in the background: AVIF takes half a second for each."""
        super().save(*args, **kwargs)
        make_sizes.enqueue(self.pk)

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class SiteRendition(AbstractRendition):
    """An image at one size and format."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]


class SiteDocument(AbstractDocument):
    """A file of the site, served through a view that checks who asks."""

    admin_form_fields = WagtailDocument.admin_form_fields

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Measures the file at once, however it comes: Wagtail would when a page first says its size, and write on a GET."""
        row: Any = self
        if row.file_size is None and row.file and "update_fields" not in kwargs:
            row.file_size = row.file.size
        super().save(*args, **kwargs)
