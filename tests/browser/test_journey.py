"""A prospective mentor's way from the home page to a confirmed seat, on a phone, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from hub.actions.deliver import deliver_due

pytestmark = pytest.mark.browser

# These pages need no script, so that the longer run alone opens them with it.
WAYS = [pytest.param(True, marks=pytest.mark.long, id="script"), pytest.param(False, id="no-script")]
# What one fills in beside the choice of a session; what robots alone find is no question.
TYPED = "input:not([type=hidden]):not([type=radio]):not([tabindex='-1']):visible"


def fill(page, email):
    page.get_by_label("Prénom").fill("Élodie")
    page.get_by_label("Nom", exact=True).fill("O’Connor")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_role("checkbox").check()


def mails_to(address, later=timedelta()):
    while deliver_due(now=timezone.now() + later):
        pass
    return [message for message in mail.outbox if address in message.to[0]]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_home_page_to_a_seat_a_mail_and_back_out(visit, script):
    address = f"elodie-{script}@candidats.example"
    page = visit("/", java_script_enabled=script, locale="fr-FR")
    expect(page).to_have_url(re.compile("/fr/$"))
    page.locator("#next-calls a.btn").first.click()

    page.get_by_role("radio").first.check()
    fill(page, "elodie@candidats")
    page.get_by_role("button", name="Je m’inscris").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Prénom")).to_have_value("Élodie")
    expect(page.get_by_role("radio").first).to_be_checked()

    page.get_by_label("Adresse e-mail").fill(address)
    page.get_by_role("button", name="Je m’inscris").click()
    expect(page.locator("main .tag:not(.off)")).to_be_visible()

    (message,) = mails_to(address)
    assert any(name == "invite.ics" for name, *_ in message.attachments)
    link = re.search(r"https?://\S+/suivi/\S+?/(?=\s|$)", message.body)
    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("a[href$='/retrait/']").click()
    page.locator("main button").click()
    send(page, "Annuler")
    expect(page.locator("#next")).to_contain_text("Vous venez à la séance")
    page.locator("a[href$='/retrait/']").click()
    page.locator("main button").click()
    expect(page.get_by_role("button", name="Annuler")).to_be_visible()
    # The mail about the seat leaves once nothing can be taken back.
    assert len(mails_to(address)) == 1
    assert len(mails_to(address, timedelta(minutes=11))) == 2


def link_to(address):
    """The signed page in the newest mail to this address."""
    return re.search(r"https?://\S+?/suivi/[^/\s]+/", mails_to(address)[-1].body)[0]


def send(page, name):
    page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("script", WAYS)
def test_no_date_suits_then_one_does_then_another(visit, script):
    address = f"sans-date-{script}@candidats.example"
    page = visit("/fr/devenir-mentor/bruxelles/", java_script_enabled=script)
    assert page.locator("main form").first.locator(TYPED).count() <= 5
    page.get_by_role("radio", name="Aucune date").check()
    fill(page, address)
    send(page, "Je m’inscris")
    expect(page.get_by_role("heading", level=1)).to_contain_text("une date avec vous")
    expect(page.locator("main .lead time")).to_be_visible()

    status = link_to(address)
    page.goto(status)
    expect(page.locator("ol.steps > li")).to_have_count(5)
    expect(page.locator("ol.steps > [aria-current=step]")).to_have_count(1)
    expect(page.locator("#next, .panel").first).to_contain_text("C’est à nous")
    expect(page.locator("#next time, .panel time").first).to_be_visible()
    for number in (0, 1):
        page.goto(status + "seance/")
        page.get_by_role("radio").nth(number).check()
        send(page, "Prendre cette date")
        expect(page.locator("main")).to_contain_text("Vous venez à la séance")
    page.get_by_role("link", name="Écrire à l’équipe").click()
    page.get_by_label("Votre message").fill("Puis-je venir avec une amie ?")
    send(page, "Envoyer")
    expect(page.locator("main ol")).to_contain_text("Puis-je venir avec une amie ?")


@pytest.mark.parametrize("script", WAYS)
def test_a_full_call_a_place_in_the_line_and_an_offer_taken(visit, demo, script):
    address = f"attente-{script}@candidats.example"
    page = visit(demo["urls"]["call_full"], java_script_enabled=script)
    fill(page, address)
    send(page, "Je rejoins la liste d’attente")
    expect(page.get_by_role("heading", level=1)).to_contain_text("liste d’attente")
    page.goto(link_to(address))
    expect(page.locator("main")).to_contain_text("Vous êtes au rang")

    # The demo offers one place, and whichever of the two ways comes first takes it.
    page.goto(demo["people"]["offered"]["status_url"])
    offer = page.get_by_role("link", name="Voir la place")
    if offer.count():
        offer.click()
        send(page, "Je prends cette place")
    expect(page.locator("main")).to_contain_text("Une place dans la promotion vous est gardée")


@pytest.mark.parametrize("script", WAYS)
def test_a_full_session_is_a_place_on_its_list_and_then_another_date(visit, faults, script):
    address = f"seance-{script}@candidats.example"
    page = visit("/fr/devenir-mentor/bruxelles/", java_script_enabled=script)
    page.get_by_role("radio", name="Liste d’attente de cette séance").check()
    fill(page, address)
    send(page, "Je m’inscris")
    expect(page.get_by_role("heading", level=1)).to_contain_text("liste d’attente de cette séance")
    expect(page.locator("main .lead")).to_contain_text("sur la liste")
    found = faults(page) if script else []

    page.goto(link_to(address))
    expect(page.locator("#next")).to_contain_text("sur la liste d’attente de la séance d’information")
    found += faults(page) if script else []
    page.get_by_role("link", name="Choisir une date").click()
    page.get_by_role("radio").first.check()
    send(page, "Prendre cette date")
    expect(page.locator("#next")).to_contain_text("Vous venez à la séance")
    page.locator("a[href$='/retrait/']").click()
    page.locator("main button").click()
    expect(page.get_by_role("button", name="Annuler")).to_be_visible()
    found += faults(page) if script else []
    assert found == []


@pytest.mark.parametrize("script", WAYS)
def test_too_late_is_told_of_the_next_call_and_half_done_is_finished_later(visit, script):
    address = f"plus-tard-{script}@candidats.example"
    page = visit("/fr/me-prevenir/lille/", java_script_enabled=script)
    page.get_by_label("Adresse e-mail").fill(address)
    send(page, "Me prévenir")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Regardez dans vos e-mails")
    page.goto(re.search(r"https?://\S+/prevenir/\S+?/(?=\s|$)", mails_to(address)[-1].body)[0])
    send(page, "Oui, prévenez-moi")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nous vous préviendrons")

    page.goto("/fr/devenir-mentor/rotterdam/")
    page.get_by_role("radio").first.check()
    page.get_by_label("Prénom").fill("Élodie")
    page.get_by_label("Adresse e-mail").fill(address)
    send(page, "Finir plus tard")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Votre lien est dans vos e-mails")
    again = visit(re.search(r"https?://\S+(/reprise/\S+?/)(?=\s|$)", mails_to(address)[-1].body)[1], width=1280)
    expect(again.get_by_label("Prénom")).to_have_value("Élodie")
    expect(again.get_by_role("radio").first).to_be_checked()
