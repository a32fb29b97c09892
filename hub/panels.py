"""What the hub shows on people's home pages, and the form every panel has."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hub.models import Notice, Person
from hub.policies import branches_of_team

RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Panel:
    """A piece of a home page: the fragment that draws it and what it draws."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    # Whether it stands before the text that it belongs to, or before the other panels of a page.
    above: bool = False


def account_panel(person: Person, now: datetime) -> Panel | None:
    """Who one is signed in as."""
    return Panel("hub/panels/account.html", {"person": person})


def mail_panel(person: Person, now: datetime) -> Panel | None:
    """Mails that do not leave and those refused this week, told to staff; nothing where all is well."""
    if not branches_of_team(person, on=timezone.localdate(now)):
        return None
    stuck = Notice.objects.stuck()
    waiting = stuck.filter(state=Notice.State.WAITING).count()
    refused = stuck.filter(state=Notice.State.FAILED, created_at__gt=now - RECENT).count()
    return Panel("hub/panels/mail.html", {"waiting": waiting, "refused": refused}) if waiting or refused else None


def tasks_panel(person: Person, now: datetime) -> Panel | None:
    """Background work that failed, told to staff until it goes well; nothing where all does."""
    failed = DBTaskResult.objects.failed().count()
    return Panel("hub/panels/tasks.html", {"failed": failed}) if failed else None
