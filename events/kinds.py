"""What a sentence calls an event of each kind."""

from django.utils.translation import gettext_lazy as _

THIS = {
    "information": _("this information session"),
    "training": _("this training day"),
    "workshop": _("this workshop"),
    "apero": _("this apéro"),
    "lunch": _("this lunch"),
    "peer_exchange": _("this peer exchange"),
    "celebration": _("this duo celebration"),
    "outing": _("this convivial moment"),
}
