"""What editors choose among: illustrations and icons of our own."""

from django.utils.translation import gettext_lazy as _

ART = [
    ("bench", _("Two people on a bench")),
    ("coffee", _("Two people over a coffee")),
    ("training", _("A training room")),
    ("phone", _("Somebody on the telephone")),
]
ICONS = [
    ("clock", _("clock")),
    ("calendar", _("calendar")),
    ("graduation-cap", _("training")),
    ("heart", _("heart")),
]
