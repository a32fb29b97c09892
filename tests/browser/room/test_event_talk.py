"""A seat opens the discussion of an event, live; giving it back closes it, and what one was writing stays."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.models import Discussion, Post
from events.actions.rooms import open_room
from events.actions.seats import register
from events.models import Event
from hub.db import write
from tests.browser.room.acts import article, say, send
from tests.events.test_feeds import add

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def talk(people):
    """The discussion of a new apéro, with a seat for the mentor's mate."""
    now = timezone.now()
    branch = people["coordinator"].roles.get(kind="coordinator").branch
    house = type("House", (), {"branches": {"lille": branch}})
    event = add(house, now, start="2031-12-03T18:30", end="2031-12-03T20:30", title="Apéro du banc")
    open_room(actor=people["coordinator"], event_id=event.pk, now=now)
    register(actor=people["mate"], event_id=event.pk, mode="in_person", now=now)
    yield Event.objects.get(pk=event.pk)
    # The demo goes on without it.
    with write():
        Event.objects.filter(pk=event.pk).update(status="draft")


def test_from_a_seat_to_the_message_and_out_again(enter, people, talk):
    main = Discussion.objects.get(room=talk.room_id)
    say(people["mate"], main, "J’apporte des olives")
    page = enter("mentor", f"/fr/agenda/{talk.pk}/")
    expect(page.get_by_role("link", name=re.compile("Discussion"))).to_have_count(0)

    page.get_by_role("button", name="Je participe").click()
    page.get_by_role("link", name=re.compile("1 nouveau message")).click()

    expect(article(page, "J’apporte des olives")).to_be_visible()
    expect(page.get_by_text("elles voient votre prénom")).to_be_visible()
    send(page, "Et moi du pain")
    expect(article(page, "Et moi du pain")).to_be_visible()
    say(people["mate"], main, "Parfait !")
    expect(article(page, "Parfait !")).to_be_visible()
    assert Post.objects.filter(room=talk.room_id, author=people["mentor"]).count() == 1
    page.get_by_label("Votre message").fill("Je voulais encore dire")

    other = enter("mentor", f"/fr/agenda/{talk.pk}/annuler/")
    other.get_by_role("button", name="Je ne viens plus").click()

    expect(page.locator("#net")).to_contain_text("Vous n’avez plus de place")
    expect(page.get_by_label("Votre message")).to_have_value("Je voulais encore dire")
    say(people["mate"], main, "Tant pis")
    expect(article(page, "Tant pis")).to_have_count(0)
    assert page.goto(f"/fr/salon/{talk.room_id}/").status == 404
