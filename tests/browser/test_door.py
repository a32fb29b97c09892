"""The day itself, in a real browser: arriving by the keyboard alone, and a list that goes on without network."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Event
from tests.browser.test_desk import press, type_into

pytestmark = pytest.mark.browser
KEPT = """async () => { await navigator.serviceWorker.ready; const { shell } = document.getElementById("door").dataset;
  while (!(await caches.match(shell))) await new Promise((next) => setTimeout(next, 50)); }"""


def test_somebody_arrives_by_keyboard_alone_without_javascript_or_account(enter, visit, demo):
    team = enter("coordinator", demo["urls"]["team_now"], java_script_enabled=False)
    press(team, "link", "Accueil des participants")
    press(team, "link", "Affiche pour le mur")
    letters = team.locator(".letters").inner_text()
    square = visit(demo["urls"]["square"], java_script_enabled=False)

    type_into(square, "Les six lettres de l’affiche, ou le mot qui a été dit", "BBBBBB")
    press(square, "button", "Je suis là")
    expect(square.get_by_role("alert")).to_contain_text("n’ouvre rien")
    type_into(square, "Les six lettres de l’affiche, ou le mot qui a été dit", letters)
    press(square, "button", "Je suis là")

    expect(square.get_by_role("heading", level=1)).to_contain_text("Bienvenue")
    team.go_back()
    team.reload()
    mentor = demo["people"]["mentor"]["id"]
    expect(team.locator(f"#p{mentor}")).to_contain_text("Présence notée")


def test_the_list_goes_on_without_network_and_after_the_tab_was_closed(enter, demo):
    page = enter("coordinator", demo["urls"]["team_now"] + "accueil/")
    event = Event.objects.get(pk=int(demo["urls"]["team_now"].rstrip("/").split("/")[-1]))
    row = page.locator(".arrivals li").filter(has=page.get_by_text("Noter l’arrivée")).last
    key = row.get_attribute("id").removeprefix("p")

    page.context.set_offline(True)
    row.get_by_role("button").click()
    row = page.locator(f"#p{key}")
    expect(row).to_contain_text("En attente du réseau")
    expect(row.get_by_role("button")).to_contain_text("Annuler")
    before = event.registrations.get(person=key).attendance
    page.context.set_offline(False)
    again = page.context.new_page()
    page.close()
    again.goto(demo["base_url"] + demo["urls"]["team_now"] + "accueil/")

    expect(again.locator(f"#p{key}")).to_contain_text("Présence notée")
    expect(again.locator("#told")).to_be_empty()
    assert before == ""
    assert event.registrations.get(person=key).attendance == "present"


@pytest.mark.long
def test_the_list_opens_again_without_network_with_its_marks_and_not_after_signing_out(enter, demo):
    door = demo["base_url"] + demo["urls"]["team_now"] + "accueil/"
    page = enter("coordinator", demo["urls"]["team_now"] + "accueil/")
    event = Event.objects.get(pk=int(demo["urls"]["team_now"].rstrip("/").split("/")[-1]))
    phone, rows = page.context, page.locator(".arrivals li")
    names = rows.locator("strong").all_inner_texts()
    there, waiting = (rows.nth(at).get_attribute("id").removeprefix("p") for at in (0, 1))
    page.evaluate(KEPT)
    if "Noter l’arrivée" in page.locator(f"#p{there}").inner_text():
        page.locator(f"#p{there}").get_by_role("button").click()
        expect(page.locator(f"#p{there} [data-state]")).to_have_text("Envoyé.")

    phone.set_offline(True)
    page.close()
    page = phone.new_page()
    page.goto(door)
    expect(page.locator(".arrivals strong")).to_have_count(len(names))  # an empty page, which a script fills
    before = page.locator(f"#p{waiting} [data-tag]").is_visible()
    page.locator(f"#p{waiting}").get_by_role("button").click()
    expect(page.locator(f"#p{waiting}")).to_contain_text("En attente du réseau")
    page.reload()

    expect(page.locator("#as-of")).to_contain_text("Sans réseau")
    assert page.locator(".arrivals strong").all_inner_texts() == names
    expect(page.locator(f"#p{there}")).to_contain_text("Présence notée")
    expect(page.locator(f"#p{waiting}")).to_contain_text("En attente du réseau")
    assert page.locator(f"#p{waiting} [data-tag]").is_visible() != before
    stored = page.evaluate("caches.match(location.href, {cacheName: 'door-lists'}).then((it) => it.text())")
    assert names[0] not in stored

    phone.set_offline(False)
    expect(page.locator(f"#p{waiting} [data-state]")).to_have_text("Envoyé.")
    assert event.registrations.get(person=waiting).attendance == ("" if before else "present")
    page.reload()
    page.get_by_role("button", name="Quitter mon espace").first.click()
    phone.set_offline(True)
    page.goto(door)

    expect(page.locator("#kept-list")).to_contain_text("n’y est plus")
    assert names[0] not in page.content()


@pytest.mark.long
def test_a_phone_that_sends_hears_whom_another_has_noted(enter, demo):
    door = demo["urls"]["team_now"] + "accueil/"
    one, other = (enter("coordinator", door) for _ in range(2))
    rows = one.locator(".arrivals li").filter(has=one.get_by_text("Noter l’arrivée", exact=True))
    first, last = (row.get_attribute("id") for row in (rows.first, rows.last))

    for page, row in ((other, first), (one, last)):
        page.locator(f"#{row}").get_by_role("button").click()
        expect(page.locator(f"#{row} [data-state]")).to_have_text("Envoyé.")

    expect(one.locator(f"#{first}")).to_contain_text("Présence notée")
    expect(one.locator(f"#{first}").get_by_role("button")).to_contain_text("Annuler")
    for row in (first, last):
        one.locator(f"#{row}").get_by_role("button").click()
        expect(one.locator(f"#{row} [data-state]")).to_have_text("Envoyé.")


@pytest.mark.long
def test_a_list_of_the_day_before_has_its_buttons_when_the_doors_open_and_a_refusal_notes_nobody(enter, demo):
    event = Event.objects.get(pk=int(demo["urls"]["team_now"].rstrip("/").split("/")[-1]))
    hours, now = {"starts_at": event.starts_at, "ends_at": event.ends_at}, timezone.now()
    Event.objects.filter(pk=event.pk).update(starts_at=now + timedelta(hours=3), ends_at=now + timedelta(hours=5))
    try:
        page = enter("coordinator", "/fr/equipe/agenda/")
        page.clock.install()
        page.goto(demo["base_url"] + demo["urls"]["team_now"] + "accueil/")
        row = page.locator(".arrivals li").filter(has=page.get_by_text("Noter l’arrivée", exact=True)).last
        row = page.locator(f"#{row.get_attribute('id')}")
        expect(page.locator("#early")).to_be_visible()
        expect(row.get_by_role("button")).to_have_count(0)

        page.clock.fast_forward("02:05:00")
        expect(page.locator("#early")).to_have_count(0)
        row.get_by_role("button").click()

        expect(row.locator("[data-state]")).to_contain_text("trop tôt")
        expect(row.locator("[data-tag]")).to_be_hidden()
    finally:
        Event.objects.filter(pk=event.pk).update(**hours)
