"""Who looks after the pages of which branches, as roles say."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.models import Branch, Role
from hub.policies import branches_of_team

EDITORS = [Role.Kind.EDITOR]


def branches_of_editor(person: Any, now: datetime) -> list[int]:
    """The keys of the branches whose pages and calls this person edits; one query."""
    return branches_of_team(person, on=timezone.localdate(now), kinds=EDITORS)


def may_open_call(person: Any, branch: Branch, now: datetime) -> bool:
    """Editors of the whole site, and those of the branch."""
    return branch.pk in branches_of_editor(person, now)


def edits_everything(person: Any, now: datetime) -> bool:
    """Whether they are an editor of the whole site."""
    roles = Role.objects.of(person).current(timezone.localdate(now)).filter(kind__in=EDITORS, branch=None)
    return person.is_superuser or roles.exists()


def may_keep(person: Any, sheet: Any, now: datetime) -> bool:
    """Whoever keeps a sheet of the library true, editors of its branch, and those of the whole site."""
    if sheet.keeper_id == person.pk or edits_everything(person, now):
        return True
    return sheet.branch_id is not None and sheet.branch_id in branches_of_editor(person, now)


def refuse_others_branch(form: Any, field: str, branch: Branch | None) -> None:
    """Adds an error at the field where somebody who edits a few branches would give what is theirs to another, or to none."""
    person = form.for_user
    if person is None or field not in form.changed_data or edits_everything(person, timezone.now()):
        return
    if branch is None or branch.pk not in branches_of_editor(person, timezone.now()):
        form.add_error(field, _("You do not look after the pages of this branch."))
