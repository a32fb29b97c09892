"""By whose clocks an event's hours are, in words."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "Europe/Paris": _("Paris"),
    "Europe/Brussels": _("Brussels"),
    "Europe/Amsterdam": _("Amsterdam"),
    "Europe/London": _("London"),
    "Indian/Reunion": _("La Réunion"),
}


def name_clock(zone: str) -> str:
    """The city whose clocks show the time of a zone, in the active language where we know its name."""
    return str(NAMES.get(zone) or zone.rpartition("/")[2].replace("_", " "))
