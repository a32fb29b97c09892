"""Journey T11: a call from five fields to three published pages, seen before, read through by somebody else, by hand."""

import time

import pytest
from playwright.sync_api import expect

from hub.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_call_is_opened_seen_read_through_and_published_in_three_languages(demo, enter, visit):
    began = time.monotonic()
    page = enter(Person.objects.get(email="samira@lebanc.example"), "/admin/", width=1280, height=900)
    page.get_by_role("link", name="Nouvel appel").click()
    expect(page.locator("#id_branch option")).to_have_count(2)
    page.get_by_label("Antenne").select_option(label="Lille")
    page.get_by_role("button", name="Créer l’appel et ses pages").click()
    expect(page.get_by_role("row").filter(has_text="Brouillon")).to_have_count(3)
    desk = page.url

    page.get_by_role("link", name="À sept jours").click()
    expect(page.locator("iframe")).to_have_count(6)
    dutch = page.frame_locator("iframe[width='360'][title*='Néerlandais'], iframe[width='360'][title*='Nederlands']")
    expect(dutch.locator("h1")).to_contain_text("Rijsel")
    expect(dutch.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("link", name="Après la clôture").click()
    expect(page.frame_locator("iframe[width='1280']").first.get_by_text("Cet appel est fermé").first).to_be_visible()

    page.goto(desk)
    page.get_by_role("button", name="Proposer toutes les pages à la relecture").click()
    expect(page.get_by_role("row").filter(has_text="En relecture")).to_have_count(3)

    reader = enter("editor", desk.removeprefix(demo["base_url"]), width=1280, height=900)
    reader.get_by_role("button", name="Publier dans toutes les langues").click()
    expect(reader.get_by_role("row").filter(has_text="Publiée")).to_have_count(3)
    address = reader.get_by_role("link", name="La regarder").first
    expect(address).to_be_visible()
    for code, words in (
        ("fr", "Devenez mentor à Lille"),
        ("nl", "Word mentor in Rijsel"),
        ("en", "Become a mentor in Lille"),
    ):
        shown = visit(f"/{code}/devenir-mentor/", width=360)
        shown.get_by_role("link", name="Lille" if code != "nl" else "Rijsel").last.click()
        expect(shown.locator("h1")).to_contain_text(words)
    assert time.monotonic() - began < 600
