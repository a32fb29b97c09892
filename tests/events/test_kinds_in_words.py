"""A mail calls a date by its kind, in the language of whoever reads it."""

import pytest
from django.utils import timezone

from events.actions.lives import cancel_event, reinstate_event
from events.actions.seats import register
from events.kinds import THIS
from events.models import Event
from tests.events.test_feeds import add
from tests.events.test_lives import mails

GONE = {
    "information": ("cette séance d’information", "deze infosessie"),
    "training": ("cette journée de formation", "deze opleidingsdag"),
    "workshop": ("cet atelier", "deze workshop"),
    "apero": ("cet apéro", "deze borrel"),
    "lunch": ("ce déjeuner", "deze lunch"),
    "peer_exchange": ("cet échange entre pairs", "deze uitwisseling"),
    "celebration": ("cette fête de fin de duo", "dit duofeest"),
    "outing": ("ce moment convivial", "dit gezellige moment"),
}


def test_every_kind_has_its_words():
    assert set(THIS) == set(GONE) == set(Event.Kind.values)


@pytest.mark.parametrize("kind", [kind for kind in GONE if kind != "training"])
def test_what_does_not_take_place_and_does_after_all_is_called_by_its_kind(clock, cast, now, kind):
    event = add(cast, now, kind=kind)
    for who, language in ((cast.mentor, "fr"), (cast.other_mentor, "nl"), (cast.stranger, "en")):
        who.language = language
        who.save()
        register(actor=who, event_id=event.pk, mode="in_person", now=now)
    mails()

    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)
    gone = {one.to[0]: one.body for one in mails()}
    reinstate_event(actor=cast.coordinator, event_id=event.pk, now=timezone.now())
    back = {one.to[0]: one.body for one in mails()}

    french, dutch = GONE[kind]
    said = [
        next(body for to, body in found.items() if who.email in to)
        for found in (gone, back)
        for who in (cast.mentor, cast.other_mentor)
    ]
    assert f"Nous sommes désolés\xa0: {french} n’a pas lieu." in said[0]
    assert f"Het spijt ons: {dutch} gaat niet door." in said[1]
    assert f"{french[0].upper()}{french[1:]} a lieu, finalement\xa0:" in said[2]
    assert f"{dutch[0].upper()}{dutch[1:]} gaat toch door:" in said[3]
    assert not [body for body in (*gone.values(), *back.values()) if "this event" in body.lower()]
