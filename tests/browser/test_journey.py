"""A prospective mentor's way from the home page to a confirmed seat, on a phone, with and without JavaScript."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from hub.actions.deliver import deliver_due

pytestmark = pytest.mark.browser


def fill(page, email):
    page.get_by_label("Prénom").fill("Élodie")
    page.get_by_label("Nom", exact=True).fill("O’Connor")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_role("checkbox").check()


def mails_to(address):
    while deliver_due(now=timezone.now()):
        pass
    return [message for message in mail.outbox if address in message.to[0]]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_home_page_to_a_seat_a_mail_and_back_out(visit, script):
    address = f"elodie-{script}@candidats.example"
    page = visit("/", java_script_enabled=script, locale="fr-FR")
    expect(page).to_have_url(re.compile("/fr/$"))
    page.locator("a[href$='/rotterdam/']").first.click()

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
    assert len(mails_to(address)) == 2
