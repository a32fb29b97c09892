"""For whom something is, said in one sentence: the audience rule as people read it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.models.audiences import Audience

PLAIN: dict[str, Any] = {
    Audience.PUBLIC: _("For everybody"),
    Audience.APPLICANTS: _("For those who apply, and all mentors"),
    Audience.MENTORS: _("For all mentors"),
    Audience.TRAINED: _("For mentors who have been trained, of every branch"),
    Audience.DUO: _("For mentors in a duo, of every branch"),
}
NAMED: dict[tuple[str, str], Any] = {
    (Audience.APPLICANTS, ""): ngettext_lazy(
        "For those who apply to the branch %(names)s, and all mentors",
        "For those who apply to the branches %(names)s, and all mentors",
        "number",
    ),
    (Audience.BRANCH, ""): ngettext_lazy(
        "For the members of the branch %(names)s", "For the members of the branches %(names)s", "number"
    ),
    (Audience.BRANCH, Audience.TRAINED): ngettext_lazy(
        "For mentors of the branch %(names)s who have been trained",
        "For mentors of the branches %(names)s who have been trained",
        "number",
    ),
    (Audience.BRANCH, Audience.DUO): ngettext_lazy(
        "For mentors in a duo of the branch %(names)s", "For mentors in a duo of the branches %(names)s", "number"
    ),
    (Audience.PROMOTION, ""): ngettext_lazy(
        "For the members of the promotion %(names)s", "For the members of the promotions %(names)s", "number"
    ),
    (Audience.PROMOTION, Audience.TRAINED): ngettext_lazy(
        "For mentors of the promotion %(names)s who have been trained",
        "For mentors of the promotions %(names)s who have been trained",
        "number",
    ),
    (Audience.PROMOTION, Audience.DUO): ngettext_lazy(
        "For mentors in a duo of the promotion %(names)s",
        "For mentors in a duo of the promotions %(names)s",
        "number",
    ),
}


def sentence(audience: str, stage: str, names: Sequence[str]) -> str:
    """ "For mentors in a duo of the branch Lille"; `names`: of the branches or the promotions, where it is for some alone.

    Nothing where it is for some, and none is named yet.
    """
    if not names or (audience, stage) not in NAMED:
        return str(PLAIN.get(audience, ""))
    return str(NAMED[audience, stage] % {"names": ", ".join(names), "number": len(names)})
