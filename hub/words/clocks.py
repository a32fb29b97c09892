"""Says by whose clocks hours are read, where that is to be said."""

from django.utils.translation import gettext as _


def by_clocks(name: str) -> str:
    """“ (by the clocks of London)”, to stand behind hours; nothing without a name."""
    return f" ({_('by the clocks of %(clock)s') % {'clock': name}})" if name else ""
