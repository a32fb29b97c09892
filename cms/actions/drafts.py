"""“Finish later”: what was typed so far is kept for two weeks, behind a link that goes to the address given."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cms.actions.alerts import guest
from cms.models import Call, Draft
from cms.models.sources import known_source
from hub.actions.notify import notify
from hub.db import write
from hub.journal import record
from hub.models import Person

KEEP = timedelta(days=14)


@dataclass(frozen=True)
class Typed:
    """What somebody had typed; only the address is sure to be one."""

    email: str
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    session: str = ""
    over_fifty: bool = False
    source: str = ""


def save_draft(*, call: Call, typed: Typed, language: str, now: datetime) -> Draft:
    """Keeps it, and mails the link that opens it again; never shows or changes what the same address kept before."""
    names = {"first_name": typed.first_name, "last_name": typed.last_name, "phone": typed.phone}
    with write():
        person = guest(email=typed.email, language=language, now=now, **names)
        source = known_source(call.pk, typed.source)
        facts = {"session": typed.session, "over_fifty": typed.over_fifty, "source": source}
        draft = Draft.objects.create(call=call, person=person, created_at=now, **facts)
        record(None, "draft.saved", draft)
        notify(person=person, kind="draft.saved", target_id=draft.pk, key=f"draft.saved:{draft.pk}", now=now)
    return draft


def erase_draft(*, draft_id: int) -> None:
    """It has been sent, or is not wanted any more; harmless when repeated."""
    with write():
        Person.objects.filter(draft=draft_id, is_active=False).delete()


def erase_old_drafts(*, now: datetime) -> int:
    """Drafts go after two weeks; answers how many. Harmless when repeated."""
    people = list(Draft.objects.filter(created_at__lt=now - KEEP).values_list("person", flat=True))
    if people:
        with write():
            Person.objects.filter(pk__in=people, is_active=False).delete()
    return len(people)
