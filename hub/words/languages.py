"""Our languages in words, as one says what something is held in."""

from django.utils.translation import gettext_lazy as _

IN = {"fr": _("in French"), "nl": _("in Dutch"), "en": _("in English")}
