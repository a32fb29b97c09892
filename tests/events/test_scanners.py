"""What reads mails before people do: it follows every link, presses it, runs its scripts, and nothing has changed."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.serializers import serialize
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from events.actions.lives import change_event
from events.actions.proposals import Wish, propose
from events.actions.reminders import remind_due
from events.actions.replies import invite
from events.actions.seats import register, withdraw
from events.actions.series_seats import register_series
from hub.actions.deliver import deliver_due
from hub.live.commands import new_cid
from tests.cms.places import mailed
from tests.events.series import plan_apero
from tests.events.test_feeds import add
from tests.events.test_lives import details

OURS = ("cms", "community", "events", "hub", "workshops")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def stored():
    """All there is, table by table."""
    models = (model for app in OURS for model in apps.get_app_config(app).get_models())
    return {model._meta.label_lower: serialize("json", model.objects.order_by("pk")) for model in models}


@pytest.fixture
def links(clock, cast, now, answers):
    """The addresses in one mail of each kind about seats, dates and applications, of ours alone."""
    evening = add(cast, now, mode="hybrid", seats_in_person=1, seats_online=1)
    held = register(actor=cast.mentor, event_id=evening.pk, mode="in_person", now=now)
    online = register(actor=cast.trainer, event_id=evening.pk, mode="online", now=now)
    register(actor=cast.other_mentor, event_id=evening.pk, mode="in_person", now=now, wait=True)
    dates = plan_apero(cast, now, seats_in_person=3)
    register_series(actor=cast.mentor, event_id=dates[0].pk, mode="in_person", now=now)
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    mailed(cast, now)
    branch = cast.branches["lille"]
    wish = Wish(branch.pk, "apero", "2026-12-18T18:30", "Café de la Gare", "Un jeu.")
    propose(actor=cast.mentor, wish=wish, cid=new_cid(), now=now)
    invite(actor=cast.coordinator, event_id=add(cast, now, title="Un jeu", audience="branch").pk, now=now)
    deliver_due(now=now)
    withdraw(actor=None, registration_id=held.pk, now=now)
    change_event(actor=cast.coordinator, event_id=evening.pk, details=details(evening, place="Ailleurs"), now=now)
    withdraw(actor=None, registration_id=online.pk, now=now)
    deliver_due(now=now)
    clock.move_to(evening.starts_at - timedelta(hours=24))
    remind_due(now=timezone.now())
    deliver_due(now=timezone.now())
    texts = [text for one in mail.outbox for text in (one.body, *(other.content for other in one.alternatives))]
    found = re.findall(rf"{settings.HUB_URL}(/[^\s\"<>]*)", "\n".join(texts).replace("\r\n ", ""))
    return sorted({link.rstrip(".,;") for link in found})


def test_a_mailed_link_that_is_followed_and_pressed_changes_nothing(links, record_property):
    before, statuses = stored(), set()

    for link in links:
        statuses |= {getattr(Client(), verb)(link, follow=True).status_code for verb in ("get", "head", "options")}
        statuses |= {Client().post(link, fields).status_code for fields in ({}, ONE_CLICK)}

    after = stored()
    changed = [name for name in before if before[name] != after[name]]
    keys = {link.split("/")[1] for link in links}
    record_property("figure", f"{len(changed)} tables changed by {5 * len(links)} visits to {len(links)} links")
    record_property("bound", "0")
    assert {"place", "entree", "accord", "suivi", "prevenir", "reprise"} <= keys
    assert max(statuses) < 500
    assert changed == []
    assert deliver_due(now=timezone.now()) == 0


def test_the_button_of_the_page_does_what_it_says(links):
    seats = [link for link in links if link.startswith("/place/")]
    pressed = [link for link in seats if 'value="withdraw"' in Client().get(link).content.decode()]

    for link in pressed:
        Client().post(link, {"act": "withdraw"})

    assert pressed
    assert [link for link in pressed if 'value="withdraw"' in Client().get(link).content.decode()] == []
