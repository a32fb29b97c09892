"""The pages between a wish and its act, about dates: what a mailed link shows, what is asked before, what is shown after.

They keep to the rules of every page (test_pages.py).
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.models import CalendarLink, Event, EventPhoto, Registration
from hub.links import seal
from hub.models import Notice, Person
from tests.browser.seats import State, coming_up, seat_that_is
from tests.browser.test_pages import keeps_to_the_rules

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.mark.parametrize("state", [State.CONFIRMED, State.WAITING, State.OFFERED, State.WITHDRAWN])
def test_a_seat_by_its_mailed_link(look, faults, demo, state):
    with seat_that_is(state) as held:
        page = look(f"/place/{seal('seat', held.pk)}/")

        expect(page.get_by_role("heading", level=1)).to_be_visible()
        keeps_to_the_rules(page, faults)


def test_a_cancelled_date_by_its_mailed_link(look, faults, demo):
    held = coming_up()
    Event.objects.filter(pk=held.event_id).update(status="cancelled")
    try:
        page = look(f"/place/{seal('seat', held.pk)}/")

        expect(page.locator(".tag.off")).to_have_count(1)
        keeps_to_the_rules(page, faults)
    finally:
        Event.objects.filter(pk=held.event_id).update(status="published")


@pytest.mark.parametrize("where", ["event_waiting annuler/", "event_now annuler/"])
def test_before_a_seat_is_given_back(look, faults, demo, where):
    name, _space, rest = where.partition(" ")

    page = look(demo["urls"][name] + rest, "mentor")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith(rest)
    keeps_to_the_rules(page, faults)


def test_before_the_seats_of_a_series_are_given_back(enter, faults, demo):
    event = int(re.findall(r"\d+", demo["urls"]["event_series"])[0])
    held = Registration.objects.coming().filter(event=event).order_by("pk").first()

    page = enter(held.person, f"{demo['urls']['event_series']}serie/annuler/", width=320, reduced_motion="reduce")

    expect(page.locator("main form button")).to_have_count(1)
    keeps_to_the_rules(page, faults)


def test_an_invitation_by_its_mailed_link(look, faults, demo):
    asked = Registration.objects.said("asked").order_by("pk").first()

    page = look(f"/place/{seal('seat', asked.pk)}/?dire=peut-etre")

    expect(page.locator("button[value=maybe]")).to_be_focused()
    keeps_to_the_rules(page, faults)


def test_before_invitations_leave(look, faults, demo):
    page = look(f"{demo['urls']['team_series']}inviter/", "coordinator")

    expect(page.locator("main form button")).to_have_count(1)
    keeps_to_the_rules(page, faults)


@pytest.mark.parametrize("act", ["remplacer", "revoquer"])
def test_before_a_calendar_s_address_dies(look, faults, demo, act):
    link = CalendarLink.objects.working().filter(person=demo["people"]["mentor"]["id"]).newest_first()[0]

    page = look(f"/nl/agenda/mes-liens/{link.pk}/{act}/", "mentor")

    expect(page.locator("main form button")).to_have_count(1)
    keeps_to_the_rules(page, faults)


def test_a_calendar_s_address_when_it_is_shown_once(enter, faults):
    page = enter("mentor", "/fr/agenda/mes-liens/", width=320, reduced_motion="reduce")
    page.get_by_label("Lequel ?").fill("Ma liseuse")
    page.get_by_role("button", name="Créer une adresse").click()

    expect(page.locator("#address")).to_be_visible()
    keeps_to_the_rules(page, faults)


def test_a_registration_at_the_team_s_desk(look, faults, demo):
    event = int(re.findall(r"\d+", demo["urls"]["team_event"])[0])
    held = Registration.objects.filter(event=event, state=State.CONFIRMED).order_by("pk").first()

    page = look(f"{demo['urls']['team_event']}inscription/{held.pk}/", "coordinator")

    expect(page.get_by_role("heading", level=1)).to_have_text(held.person.full_name)
    keeps_to_the_rules(page, faults)


def test_the_dates_of_a_series_before_they_are_made(enter, faults):
    page = enter("coordinator", "/fr/equipe/agenda/serie/", width=320, reduced_motion="reduce")
    first = timezone.localdate() + timedelta(days=14)
    page.locator("[name=title]").fill("Apéro du mois")
    page.locator("[name=begins]").fill(f"{first}T18:30")
    page.locator("[name=ends]").fill(f"{first}T20:30")
    page.locator("[name=until]").fill(f"{first + timedelta(days=120)}")
    page.locator("main form button").first.click()

    expect(page.locator("ol.days")).to_be_visible()
    keeps_to_the_rules(page, faults)


def test_a_change_of_several_dates_before_it_is_made(enter, faults, demo):
    page = enter("coordinator", demo["urls"]["team_series"], width=320, reduced_motion="reduce")
    page.locator("[name=place]").fill("Ailleurs")
    page.get_by_role("button", name="Pour toutes les dates à venir").click()

    expect(page.locator("ul.days").first).to_be_visible()
    keeps_to_the_rules(page, faults)


def test_a_change_that_concerns_those_who_have_a_seat_before_it_is_made(enter, faults, demo):
    page = enter("coordinator", demo["urls"]["team_event"], width=320, reduced_motion="reduce")
    page.locator("[name=mode]").select_option("online")
    page.locator("[name=seats_online]").fill("5")
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.get_by_role("heading", name="en ligne")).to_be_visible()
    keeps_to_the_rules(page, faults)
    page.get_by_role("button", name="Corriger ce que j’ai écrit").click()
    expect(page.locator("[name=mode]")).to_have_value("online")


def test_where_one_is_on_a_photo_is_ticked_by_the_keyboard_without_a_script(enter, demo):
    page = enter("mentor", demo["urls"]["photo_remove"], width=360, java_script_enabled=False)
    page.get_by_role("button", name="Me flouter").click()
    expect(page.get_by_role("alert")).to_contain_text("Cochez")

    place = page.get_by_label("ligne 2, endroit 3")
    place.focus()
    page.keyboard.press("Space")
    expect(place).to_be_checked()


def test_a_proposal_by_its_mailed_link(look, faults, demo):
    notice = Notice.objects.filter(kind="event.proposed").order_by("pk").first()

    page = look(f"/accord/{seal('proposal', notice.pk)}/")

    expect(page.locator("button[value=agree]")).to_be_visible()
    keeps_to_the_rules(page, faults)


def test_before_a_photo_is_taken_out(look, faults, demo):
    photo = EventPhoto.objects.filter(removed_at=None).order_by("pk").first()
    assert photo.owner != Person.objects.get(pk=demo["people"]["mentor"]["id"])

    page = look(f"/fr/agenda/photos/{photo.uid}/retirer/", "mentor")

    expect(page.locator("main .marked img")).to_be_visible()
    keeps_to_the_rules(page, faults)
