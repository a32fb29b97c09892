"""The page from which one subscribes: the address is copied, and the square says the right thing to a phone."""

import pytest
import qrcode
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MODULES = """svg => [...svg.querySelector("path").getAttribute("d").matchAll(/M(\\d+),(\\d+)h/g)].map(it => [+it[2], +it[1]])"""


def squares(text):
    """The dark squares of that text's code: (row, column), with the border of four."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    return {(row, column) for row, line in enumerate(code.get_matrix()) for column, dark in enumerate(line) if dark}


def drawn(page):
    return {tuple(one) for one in page.locator("svg.qr").evaluate(MODULES)}


def test_a_button_copies_the_address_and_says_so(visit, demo):
    page = visit("/fr/agenda/abonnement/?antenne=lille", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copier l’adresse").click()

    expect(page.get_by_role("status")).to_have_text("C’est copié.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{demo['base_url']}/agenda/fr/antenne/lille.ics"


def test_without_scripts_there_is_no_button_that_does_nothing(visit):
    page = visit("/fr/agenda/abonnement/", java_script_enabled=False)

    expect(page.get_by_role("button", name="Copier l’adresse")).to_have_count(0)
    expect(page.get_by_label("L’adresse, pour tout autre logiciel")).to_be_visible()


def test_the_square_leads_a_phone_to_this_very_page(visit, demo):
    page = visit("/fr/agenda/abonnement/?antenne=lille")

    assert drawn(page) == squares(f"{demo['base_url']}/fr/agenda/abonnement/?antenne=lille")


def test_the_square_of_one_s_own_calendar_holds_the_address_that_is_shown_once(enter, demo):
    page = enter("mentor", "/fr/agenda/mes-liens/")
    page.get_by_label("Lequel ?").fill("Ma tablette")
    page.get_by_role("button", name="Créer une adresse").click()

    address = page.locator("#address").input_value()
    assert "/agenda/moi/" in address
    assert drawn(page) == squares(address.replace("http://", "webcal://"))
