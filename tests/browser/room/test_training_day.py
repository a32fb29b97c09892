"""Training day of a référent who is on the roster alone: from the room to the sheet, by forms and by the keyboard alone."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.arrivals import knock
from community.actions.invitations import open_invitation
from community.actions.promotions import add_to_roster, remove_from_roster
from community.models import Invitation
from hub.live.commands import new_cid
from hub.models import Person
from tests.browser.room.acts import read_up

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def colleague(people, room):
    """Somebody of no branch's team, on the roster as its référent; taken off again in the end."""
    now = timezone.now()
    names = {"first_name": "Colette", "last_name": "Venue"}
    person = Person.objects.create(email=f"{new_cid()}@room.example", password="!", created_at=now, **names)
    facts = {"promotion_id": room.promotion.pk, "person": person, "role": "referent", "now": now}
    membership = add_to_roster(actor=people["referent"], **facts)
    read_up(person, room)
    people["colleague"] = person
    yield person
    remove_from_roster(actor=people["referent"], membership_id=membership.pk, now=timezone.now())


@pytest.fixture
def waiting():
    """waiting(code): somebody has typed the code, and not yet the digits of the mail; forgotten in the end."""
    made = []

    def one(code):
        facts = {"invitation_id": code.pk, "entered_at": timezone.now(), "now": timezone.now()}
        guest = knock(actor=None, email=f"{new_cid()}@mail.example", names=("Odile", "Moreau"), **facts)
        made.append(guest)
        return guest

    yield one
    for guest in made:
        guest.delete()


def test_from_the_room_to_the_sheet_and_back(walk, people, colleague, waiting, room, path):
    facts = {"promotion_id": room.promotion.pk, "days": 1, "cid": new_cid(), "now": timezone.now()}
    before = open_invitation(actor=people["referent"], **facts)
    one = walk("colleague", path)
    one.press(one.page.get_by_role("navigation").get_by_role("link", name=room.promotion.title).first)
    one.press(one.link("Inviter"))
    sheet = one.page.locator(".invite")
    expect(sheet.locator(".code")).to_have_text(before.code)
    one.press(one.button("Retirer le code"))
    expect(sheet).to_have_count(0)
    one.choose(one.page.get_by_label("Combien de temps le code est-il valable"), "7")
    one.press(one.button("Créer un code"))

    expect(sheet).to_be_visible()
    code = Invitation.objects.open(timezone.now()).get(promotion=room.promotion)
    expect(sheet.locator(".code")).to_have_text(code.code)
    assert code.opened_by == colleague
    guest = waiting(code)
    one.page.reload()
    expect(one.page.get_by_text(guest.email)).to_be_visible()
    one.page.emulate_media(media="print")
    expect(sheet.locator(".qr")).to_be_visible()
    expect(one.page.locator(".screen")).to_be_hidden()
    one.page.emulate_media(media="screen")
    one.press(one.link("Retour à la promotion"))
    expect(one.page).to_have_url(re.compile(rf"/fr/promotion/{room.promotion.pk}/$"))
    expect(one.page.get_by_role("link", name="Retirer de la promotion")).to_have_count(0)
