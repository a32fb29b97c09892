"""Whoever is not of the promotion gets nothing, and whoever is taken off the roster nothing more."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.promotions import add_to_roster, remove_from_roster
from community.models import Membership
from hub.live.commands import new_cid
from hub.models import LogEvent, Person
from tests.browser.room.acts import article, frames, read_up, say, send

pytestmark = [pytest.mark.browser, pytest.mark.long]

# What a socket of this page hears of a topic until it is told something final.
ASK = """topic => new Promise(resolve => {
  const heard = [], socket = new WebSocket(location.origin.replace("http", "ws") + "/live/");
  socket.onopen = () => socket.send(JSON.stringify({ t: "hello", v: 1, subs: [{ topic, after: "0." }] }));
  socket.onmessage = ({ data }) => {
    heard.push(JSON.parse(data));
    if (heard.at(-1).t === "gone") resolve(heard);
  };
})"""


@pytest.fixture
def newcomer(people, room):
    """A mentor who has just been put on the roster, and has read up; taken off again in the end."""
    now = timezone.now()
    names = {"first_name": "Nouvelle", "last_name": "Venue"}
    person = Person.objects.create(email=f"{new_cid()}@room.example", password="!", created_at=now, **names)
    membership = add_to_roster(
        actor=people["referent"], promotion_id=room.promotion.pk, person=person, role="mentor", now=now
    )
    read_up(person, room)
    yield person
    remove_from_roster(actor=people["referent"], membership_id=membership.pk, now=timezone.now())


def test_another_promotion_finds_no_page_and_its_socket_is_told_gone(enter, demo, room, path):
    page = enter("other_mentor", demo["urls"]["other_room"])
    expect(page.get_by_label("Votre message")).to_be_visible()

    heard = page.evaluate(ASK, room.key)
    answer = page.goto(path)

    assert [frame for frame in heard if frame.get("topic") == room.key] == [
        {"t": "gone", "topic": room.key, "code": "not_found"}
    ]
    assert answer.status == 404


def test_the_room_ends_at_exactly_the_event_that_takes_one_off_the_roster(
    enter, demo, people, newcomer, room, discussion, path
):
    page = enter(newcomer, demo["urls"]["promotion"])
    heard = frames(page)
    page.goto(path)
    say(people["mentor"], discussion, "Avant le départ")
    expect(article(page, "Avant le départ")).to_be_visible()
    page.get_by_label("Votre message").fill("Je voulais encore dire")

    team = enter("referent", demo["urls"]["promotion"])
    team.get_by_role("link", name="Retirer").filter(has_text="Nouvelle V.").click()
    team.get_by_role("button", name=re.compile("Retirer")).click()
    say(people["mentor"], discussion, "Après le départ")

    expect(page.locator("#net")).to_contain_text("Vous n’êtes plus membre")
    ended = LogEvent.objects.get(topic__key=room.key, kind="member.del", target=newcomer.pk)
    mine = [frame for frame in heard if frame.get("topic") == room.key]
    events = [ev for frame in mine for ev in frame.get("items", [frame]) if "s" in ev]
    assert mine[-1] == {"t": "gone", "topic": room.key, "code": "not_found"}
    assert max(ev["s"] for ev in events) == ended.seq - 1
    expect(page.get_by_label("Votre message")).to_have_value("Je voulais encore dire")
    expect(page.get_by_label("Votre message")).not_to_be_editable()
    expect(page.get_by_role("button", name="Envoyer")).to_be_disabled()
    expect(page.locator("#posts")).not_to_contain_text("Après le départ")
    assert page.reload().status == 404


def test_whoever_is_put_on_the_roster_reads_and_writes_at_once(enter, newcomer, path):
    assert Membership.objects.current(timezone.now()).filter(person=newcomer).exists()
    page = enter(newcomer, path)
    mentor = enter("mentor", path)

    send(page, "Bonjour à vous")

    expect(article(mentor, "Bonjour à vous")).to_contain_text("Nouvelle V.")
