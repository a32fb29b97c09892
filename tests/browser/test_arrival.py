"""Training day: from the square on the wall to the first message, on a phone, with and without scripts."""

import re
import sys
import time

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from community.actions.invitations import open_invitation
from community.models import Invitation, Post, Room
from hub.actions.deliver import deliver_due
from hub.live.commands import new_cid
from hub.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def invitation(demo) -> Invitation:
    """A code for the mentor's promotion, made by its référent."""
    referent = Person.objects.get(pk=demo["people"]["referent"]["id"])
    room = Room.objects.get(pk=demo["topics"]["room"].split(":")[1])
    now = timezone.now()
    return open_invitation(actor=referent, promotion_id=room.promotion.pk, days=2, cid=new_cid(), now=now)


def digits() -> str:
    # Whatever else is due leaves before it, by the batch.
    while deliver_due(now=timezone.now()):
        pass
    codes = [found[0] for one in mail.outbox if (found := re.match(r"\d{6}\b", one.subject))]
    return codes[-1]


def come_in(page: Page, first_name: str) -> None:
    """The second and the third page."""
    page.get_by_label("Prénom").fill(first_name)
    page.get_by_label("Nom", exact=True).fill("Moreau")
    page.get_by_label("Votre adresse e-mail").first.fill(f"{first_name.lower()}.{time.time_ns()}@mail.example")
    page.get_by_role("button", name="Recevoir un code").first.click()
    expect(page.get_by_label("Code de six chiffres")).to_be_visible()
    page.get_by_label("Code de six chiffres").fill(digits())
    page.get_by_role("button", name="Accéder à mon espace").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_four_pages_from_the_code_to_the_first_message(visit, demo, invitation, faults, scripts):
    begun, pages = time.monotonic(), []
    page = visit(f"{demo['base_url']}/i/{invitation.code}/", java_script_enabled=scripts, locale="fr-FR")
    page.on("framenavigated", lambda frame: pages.append(frame.url))

    page.get_by_role("button", name="Continuer").click()
    come_in(page, "Odile")
    expect(page.get_by_role("heading", name="Présentons-nous")).to_be_visible()
    expect(page.get_by_text("Bienvenue, Odile")).to_be_attached()
    words = f"Odile, de Roubaix, infirmière ({scripts})"
    page.get_by_label("Votre message").fill(words)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("#posts > li[data-post]").filter(has_text=words)).to_be_visible()

    seconds = time.monotonic() - begun
    screens = 1 + len({re.sub(r"[?#].*", "", url) for url in pages})
    sys.stdout.write(f"\nfrom the code to the first message: {screens} screens, {seconds:.1f} s, scripts {scripts}\n")
    assert screens <= 4
    assert seconds <= 90
    assert Post.objects.filter(body=words, author__first_name="Odile", discussion=invitation.discussion).exists()
    if scripts:
        assert faults(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_each_page_of_the_way_is_without_faults(visit, enter, demo, invitation, faults, width):
    page = visit("/fr/i/", width=width)
    found = [faults(page)]
    page.get_by_label("Votre code").fill("BBBBBC")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("#errors")).to_contain_text("Ce code n’ouvre rien")
    found.append(faults(page))
    page.get_by_label("Votre code").fill(invitation.code.lower())
    page.get_by_role("button", name="Continuer").click()
    found.append(faults(page))
    sheet = enter("referent", f"/fr/promotion/{invitation.promotion_id}/invitation/", width=width)
    found.append(faults(sheet))
    sheet.emulate_media(media="print")

    assert found == [[], [], [], []]
    for one in (page, sheet):
        assert one.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(sheet.locator(".screen")).to_be_hidden()
    expect(sheet.locator(".invite .qr")).to_be_visible()
    assert sheet.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_the_text_for_whatsapp_is_copied(enter, demo, invitation):
    page = enter("referent", f"/fr/promotion/{invitation.promotion_id}/invitation/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copier l’invitation pour WhatsApp").click()

    expect(page.locator("#message-copied")).to_have_text("C’est copié.")
    assert f"/i/{invitation.code}/" in page.evaluate("navigator.clipboard.readText()")
