"""What a member looks for: themes, and languages to follow them in."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from community.models import Interest, Theme
from hub.db import write
from hub.journal import record
from hub.models import Person


def choose_interests(*, actor: Person, themes: Iterable[str], languages: Iterable[str], now: datetime) -> None:
    """These and no others from now on; what does not exist is left out, the same again changes nothing."""
    wanted = {(Interest.Kind.THEME.value, one) for one in set(themes) & set(Theme.values)}
    wanted |= {(Interest.Kind.LANGUAGE.value, one) for one in set(languages) & set(dict(settings.LANGUAGES))}
    with write():
        Person.objects.locked().get(pk=actor.pk)
        known = {(one.kind, one.value): one for one in Interest.objects.filter(person=actor).order_by("pk")}
        changed = [one for key, one in known.items() if one.given_up == (key in wanted)]
        for one in changed:
            one.given_up, one.modified_at = not one.given_up, now
        fresh = [
            Interest(person=actor, kind=kind, value=value, modified_at=now)
            for kind, value in sorted(wanted - known.keys())
        ]
        Interest.objects.bulk_update(changed, ["given_up", "modified_at"])
        Interest.objects.bulk_create(fresh)
        if changed or fresh:
            record(actor, "interests.changed", actor)
