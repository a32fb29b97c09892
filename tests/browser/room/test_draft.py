"""What is being written outlives the page it is written in."""

import pytest
from django.utils import timezone
from playwright.sync_api import Error, expect

from community.actions.order import lock_discussion, unlock_discussion
from community.models import Draft
from tests.browser.room.acts import KEEP, article, cut, say
from tests.fixtures.live import session_for

pytestmark = [pytest.mark.browser, pytest.mark.long]


def kill(page):
    """The tab's process ends in the middle: no event tells the page."""
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash", timeout=5_000)


def knows_that_it_is_kept(page):
    """The answer has not only arrived, the page has read it: without it, what it has is words nobody else has."""
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('draft/'))")


def test_a_draft_survives_a_killed_tab(enter, people, discussion, path):
    say(people["referent"], discussion, "Une question à laquelle répondre")
    page = enter("mentor", path)
    article(page, "Une question à laquelle répondre").get_by_role("link", name="Répondre").click()
    page.get_by_label("Votre message").press_sequentially("Un brouillon de longue haleine")
    page.wait_for_timeout(600)  # it is kept a third of a second after the last key
    kill(page)

    again = page.context.new_page()
    again.goto(path)

    expect(again.get_by_label("Votre message")).to_have_value("Un brouillon de longue haleine")
    expect(again.locator("#quoting")).to_contain_text("Une question à laquelle répondre")
    expect(again.locator("#draft")).to_contain_text("brouillon")
    again.get_by_role("button", name="Envoyer").click()
    expect(article(again, "Un brouillon de longue haleine").locator("blockquote")).to_be_visible()
    again.reload()
    expect(article(again, "Un brouillon de longue haleine")).to_be_visible()
    expect(again.get_by_label("Votre message")).to_have_value("")


def test_a_draft_belongs_to_its_discussion_and_its_person(enter, demo, people, path):
    page = enter("mentor", path)
    page.get_by_label("Votre message").press_sequentially("Pour ici seulement")
    page.wait_for_timeout(600)
    elsewhere = page.locator("#discussions a:not([aria-current])").first
    elsewhere.click()
    expect(page.get_by_label("Votre message")).to_have_value("")

    page.goto(path)
    expect(page.get_by_label("Votre message")).to_have_value("Pour ici seulement")

    key = session_for(people["referent"])  # the next person at the same computer
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": demo["base_url"]}])
    page.goto(path)
    expect(page.locator("#draft")).to_have_text("")
    expect(page.get_by_label("Votre message")).to_have_value("")


def test_what_is_begun_on_the_laptop_is_ended_on_the_phone(enter, people, discussion, path):
    laptop = enter("mentor", path, width=1280)
    with laptop.expect_response(KEEP) as answer:
        laptop.get_by_label("Votre message").press_sequentially("Commencé à table")
    assert answer.value.ok
    knows_that_it_is_kept(laptop)
    kill(laptop)

    phone = enter("mentor", path)
    expect(phone.get_by_label("Votre message")).to_have_value("Commencé à table")
    expect(phone.locator("#draft")).to_contain_text("brouillon")
    phone.get_by_label("Votre message").press("End")
    phone.get_by_label("Votre message").press_sequentially(", fini dans le bus")
    phone.get_by_role("button", name="Envoyer").click()
    expect(article(phone, "Commencé à table, fini dans le bus")).to_be_visible()

    again = laptop.context.new_page()
    again.goto(path)
    expect(article(again, "Commencé à table, fini dans le bus")).to_be_visible()
    expect(again.get_by_label("Votre message")).to_have_value("")
    assert not Draft.objects.filter(person=people["mentor"], discussion=discussion).exists()


def test_a_page_that_is_left_keeps_its_text_at_once(enter, demo, path):
    page = enter("mentor", path)
    page.get_by_label("Votre message").fill("Quitté aussitôt")
    page.goto(demo["urls"]["home"])
    page.wait_for_timeout(1_500)  # what a page sends as it goes is nobody's to wait for

    expect(enter("mentor", path).get_by_label("Votre message")).to_have_value("Quitté aussitôt")


def test_words_of_two_devices_stand_one_after_the_other(enter, path):
    laptop = enter("mentor", path, width=1280)
    cut(laptop.context, KEEP.pattern)
    laptop.get_by_label("Votre message").press_sequentially("Du portable, sans réseau")
    kill(laptop)
    phone = enter("mentor", path)
    with phone.expect_response(KEEP):
        phone.get_by_label("Votre message").press_sequentially("Du téléphone")

    again = laptop.context.new_page()
    again.goto(path)

    expect(again.get_by_label("Votre message")).to_have_value("Du téléphone\n\nDu portable, sans réseau")


def test_what_is_taken_out_of_the_field_stays_out(enter, people, discussion, path):
    page = enter("mentor", path)
    with page.expect_response(KEEP):
        page.get_by_label("Votre message").fill("Finalement non")
    with page.expect_response(KEEP):
        page.get_by_label("Votre message").fill("")

    page.reload()

    expect(page.get_by_label("Votre message")).to_have_value("")
    assert not Draft.objects.filter(person=people["mentor"], discussion=discussion).exists()


def test_what_is_thrown_away_in_a_closed_discussion_does_not_come_back(enter, people, discussion, path):
    say(people["referent"], discussion, "Une question bientôt close")
    page = enter("mentor", path)
    article(page, "Une question bientôt close").get_by_role("link", name="Répondre").click()
    with page.expect_response(KEEP):
        page.get_by_label("Votre message").fill("Trop tard")
    lock_discussion(actor=people["referent"], discussion_id=discussion.pk, now=timezone.now())
    try:
        page.reload()
        expect(page.get_by_label("Votre message")).to_have_value("Trop tard")
        page.get_by_role("button", name="Jeter le brouillon").click()
        expect(page.get_by_label("Votre message")).to_be_hidden()
    finally:
        unlock_discussion(actor=people["referent"], discussion_id=discussion.pk, now=timezone.now())

    page.reload()
    expect(page.locator("#quoting")).to_contain_text("Une question bientôt close")
    expect(page.get_by_label("Votre message")).to_have_value("")
    assert not Draft.objects.filter(person=people["mentor"], discussion=discussion).exists()


def test_without_scripts_a_button_keeps_the_text(enter, path):
    page = enter("mentor", path, java_script_enabled=False)
    page.get_by_label("Votre message").fill("Gardé par un bouton")
    page.get_by_role("button", name="Garder le texte pour plus tard").click()

    expect(page.get_by_label("Votre message")).to_have_value("Gardé par un bouton")
    expect(page.locator("#draft")).to_contain_text("brouillon")
    page.get_by_role("button", name="Envoyer").click()
    expect(article(page, "Gardé par un bouton")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value("")
