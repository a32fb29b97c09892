"""The pages around a room that one comes to by an act: axe finds nothing there, and they fit a narrow phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.archives import lay_out
from community.actions.discussions import open_discussion
from community.models import Archive, Discussion, Membership, Post
from community.whatsapp.parse import parse
from hub.live.commands import new_cid
from tests.browser.room.acts import say
from tests.browser.test_pages import keeps_to_the_rules

pytestmark = [pytest.mark.browser, pytest.mark.long]

ASKED, TITLE = "Qui a les clés de la salle ?", "Les clés"
BEFORE = "12/10/2026, 08:00 - Amina: Bonjour à tous\n12/10/2026, 08:05 - Paul: Et le café ?"
PAGES = [
    ("mentor", "{room}discussions/"),
    ("mentor", "{room}{own_discussion}/titre/"),
    ("referent", "{room}{discussion}/ordre/"),
    ("referent", "{room}messages/{post}/epingler/"),
    ("mentor", "{room}messages/{post}/modifier/"),
    ("mentor", "{room}messages/{post}/supprimer/"),
    ("referent", "{promotion}retirer/{membership}/"),
    ("referent", "{promotion}sans-adresse/"),
    ("mentor", "{promotion}signaler/"),
    ("mentor", "{promotion}cafe/"),
    ("referent", "/fr/equipe/signalements/"),
    ("referent", "{promotion}whatsapp/{archive}/"),
    ("referent", "{promotion}whatsapp/{archive}/supprimer/"),
    ("referent", "/fr/archive/auteur/{author}/"),
]


@pytest.fixture
def places(demo, people, room, discussion):
    """What the addresses are filled with; the room keeps one of each from one page to the next."""
    mentor, now = people["mentor"], timezone.now()
    posts = Post.objects.filter(room=room, author=mentor)
    if not posts.filter(body=ASKED).exists():
        say(mentor, discussion, ASKED)
        facts = {"room_id": room.pk, "title": TITLE, "body": "Bonjour", "cid": new_cid(), "now": now}
        open_discussion(actor=mentor, **facts)
        lay_out(actor=people["referent"], room_id=room.pk, messages=parse(BEFORE).messages, now=now)
    archive = Archive.objects.get(room=room, by=people["referent"], imported_at=None)
    return {
        "room": demo["urls"]["room"],
        "promotion": demo["urls"]["promotion"],
        "discussion": discussion.pk,
        "own_discussion": Discussion.objects.get(room=room, title=TITLE).pk,
        "post": posts.get(body=ASKED).pk,
        "membership": Membership.objects.current(now).get(person=people["mate"], promotion__room=room).pk,
        "archive": archive.pk,
        "author": archive.authors.order_by("pk")[0].pk,
    }


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(enter, faults, places, who, address):
    path = address.format(**places)

    page = enter(who, path, width=320, reduced_motion="reduce")

    expect(page).to_have_url(path)
    keeps_to_the_rules(page, faults)


def test_the_second_page_of_a_move_as_well(enter, faults, places):
    page = enter("referent", "{room}messages/{post}/deplacer/".format(**places), width=320, reduced_motion="reduce")
    page.locator("select[name=target]").select_option(label=TITLE)
    page.get_by_role("button", name="Continuer").click()

    expect(page.locator("button[name=confirm]")).to_be_visible()
    keeps_to_the_rules(page, faults)


def test_the_facts_of_a_report_stand_one_below_the_other(enter, demo):
    page = enter("referent", demo["urls"]["report"])

    boxes = [one.bounding_box() for one in page.locator(".known > *").all()]
    assert len(boxes) == 8 and len({box["x"] for box in boxes}) == 1
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
