"""What the site says of the association everywhere: its phone, its hours, its address."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from hub.words.localised import LocalisedField


@register_setting
class Organisation(BaseSiteSetting):
    """One row per site; the phone number stands in the same place on every page."""

    name = models.CharField(_("name"), max_length=80, default="Le Banc")
    phone = models.CharField(_("phone"), max_length=20, default="+33199000001")
    hours = LocalisedField(_("opening hours, one text per language"))
    address = models.CharField(_("address"), max_length=200, blank=True)

    panels = [FieldPanel("name"), FieldPanel("phone"), FieldPanel("hours"), FieldPanel("address")]

    class Meta:
        verbose_name = _("association")

    def __str__(self) -> str:
        return self.name
