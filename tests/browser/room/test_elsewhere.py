"""What could not be sent is told, sent and found again away from the discussion in which it was written."""

from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.phases import archive_promotion, reopen_promotion
from tests.browser.room.acts import KEEP, WAITING, article, cut, pending, send, stored

pytestmark = [pytest.mark.browser, pytest.mark.long]

SPACE = "/fr/espace/"


def elsewhere(page):
    """The lines about other discussions."""
    return page.locator("#elsewhere")


def texts(page):
    """The fields from which what cannot be sent can be copied."""
    return page.locator("#kept textarea")


@contextmanager
def archived(people, room):
    """The promotion is archived, and opened again afterwards."""
    archive_promotion(actor=people["referent"], room_id=room.pk, now=timezone.now())
    try:
        yield
    finally:
        reopen_promotion(actor=people["referent"], room_id=room.pk, now=timezone.now())


def is_message(request):
    return request.method == "POST" and request.url.endswith("/messages/")


def test_another_discussion_says_what_waits_then_what_was_set_aside_and_leads_back_to_it(enter, room, path):
    page = enter("mentor", path)
    title = page.locator("h1").inner_text()
    page.get_by_label("Votre message").evaluate("field => field.removeAttribute('maxlength')")
    where = cut(page.context)
    send(page, "Bien trop long " * 600)
    expect(pending(page)).to_contain_text(WAITING)

    page.locator("#discussions a:not([aria-current])").first.click()
    expect(elsewhere(page)).to_contain_text(WAITING)
    expect(pending(page)).to_have_count(0)
    page.context.unroute(where)
    expect(elsewhere(page)).to_contain_text("Pas envoyé", timeout=15_000)
    expect(elsewhere(page).get_by_role("paragraph")).to_have_count(1)
    elsewhere(page).get_by_role("link", name=title).click()

    expect(pending(page)).to_contain_text("Pas envoyé")
    expect(elsewhere(page)).to_be_empty()
    pending(page).get_by_role("button", name="Retirer").click()
    expect(pending(page)).to_have_count(0)
    assert stored(room, "Bien trop long") == []


def test_a_line_goes_once_what_it_told_of_has_left(enter, room, path):
    page = enter("mentor", path)
    where = cut(page.context)
    send(page, "Parti d’ailleurs")
    expect(pending(page)).to_contain_text(WAITING)
    page.locator("#discussions a:not([aria-current])").first.click()
    expect(elsewhere(page)).to_contain_text(WAITING)

    page.context.unroute(where)

    expect(elsewhere(page)).to_be_empty(timeout=15_000)
    assert stored(room, "Parti d’ailleurs") == ["Parti d’ailleurs"]


@pytest.mark.parametrize("place", ["space", "promotion"])
def test_what_a_closed_tab_left_waiting_leaves_once_from_the_pages_that_one_comes_back_to(
    enter, demo, room, path, place
):
    page = enter("mentor", path)
    context, words = page.context, f"Depuis {place}"
    context.set_offline(True)
    send(page, words)
    expect(pending(page)).to_contain_text(WAITING)
    page.close()
    context.set_offline(False)
    address = demo["base_url"] + (SPACE if place == "space" else demo["urls"]["promotion"])
    asked = []
    context.on("request", lambda it: asked.append(it.headers["idempotency-key"]) if is_message(it) else None)

    tabs = [context.new_page(), context.new_page()]
    with context.expect_event("response", lambda it: is_message(it.request)):
        for tab in tabs:
            tab.goto(address)

    for tab in tabs:
        expect(elsewhere(tab)).to_be_empty()
    tabs[0].goto(demo["base_url"] + path)
    expect(article(tabs[0], words)).to_be_visible()
    expect(pending(tabs[0])).to_have_count(0)
    assert stored(room, words) == [words]
    assert len(asked) == 1


def test_ones_space_says_what_still_waits_and_leads_to_it(enter, demo, path):
    page = enter("mentor", path)
    title = page.locator("h1").inner_text()
    where = cut(page.context)
    send(page, "Attend encore")
    expect(pending(page)).to_contain_text(WAITING)

    page.goto(demo["base_url"] + SPACE)

    expect(elsewhere(page)).to_contain_text(WAITING)
    expect(texts(page)).to_have_count(0)
    elsewhere(page).get_by_role("link", name=title).click()
    expect(pending(page)).to_contain_text("Attend encore")
    page.context.unroute(where)
    page.reload()
    expect(pending(page)).to_have_count(0)


def test_a_text_for_a_room_that_is_no_longer_ones_own_can_be_copied_in_ones_space(enter, demo, path):
    page = enter("mentor", path)
    gone = {"refused": "not_found", "message": "Ce salon n’est plus le vôtre."}
    page.context.route("**/messages/", lambda route: route.fulfill(status=404, json=gone))
    send(page, "Pour un salon perdu")
    expect(pending(page)).to_contain_text("Pas envoyé")

    page.goto(demo["base_url"] + SPACE)

    expect(texts(page)).to_have_value("Pour un salon perdu")
    expect(page.locator("#kept label")).to_contain_text("Ce salon n’est plus le vôtre.")
    expect(elsewhere(page)).to_be_empty()
    page.get_by_role("button", name="Retirer").click()
    expect(texts(page)).to_have_count(0)
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(texts(page)).to_have_count(0)


def test_what_was_begun_before_a_room_was_archived_can_be_copied_and_is_given_back_when_it_opens(
    enter, people, room, path
):
    page = enter("mentor", path)
    where = [cut(page.context), cut(page.context, KEEP.pattern)]
    send(page, "Écrit dans le tunnel")
    expect(pending(page)).to_contain_text(WAITING)
    page.get_by_label("Votre message").fill("Une phrase commencée")

    with archived(people, room):
        page.reload()
        expect(page.get_by_label(WAITING)).to_have_value("Écrit dans le tunnel")
        expect(page.get_by_label("Votre brouillon")).to_have_value("Une phrase commencée")
        for one in where:
            page.context.unroute(one)
        expect(page.get_by_label("Pas envoyé")).to_have_value("Écrit dans le tunnel", timeout=15_000)
        expect(page.get_by_label("Pas envoyé")).not_to_be_editable()
        expect(elsewhere(page)).to_be_empty()

    expect(pending(page)).to_contain_text("Écrit dans le tunnel", timeout=15_000)
    expect(page.get_by_label("Votre message")).to_have_value("Une phrase commencée")
    assert stored(room, "Écrit dans le tunnel") == []


def test_what_is_removed_from_an_archived_page_does_not_come_back(enter, people, room, path):
    page = enter("mentor", path)
    where = cut(page.context, KEEP.pattern)
    page.get_by_label("Votre message").fill("À oublier")

    with archived(people, room):
        page.reload()
        expect(page.get_by_label("Votre brouillon")).to_have_value("À oublier")
        page.get_by_role("button", name="Retirer").press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.reload()
        expect(page.locator("h1")).to_be_visible()
        page.wait_for_load_state("networkidle")
        expect(texts(page)).to_have_count(0)
    page.context.unroute(where)


def test_a_draft_that_the_server_has_stands_there_once(enter, people, room, path):
    page = enter("mentor", path)
    with page.expect_response(KEEP):
        page.get_by_label("Votre message").fill("Gardé des deux côtés")
    with archived(people, room):
        page.reload()

        page.wait_for_load_state("networkidle")
        expect(page.get_by_label("Votre message")).to_have_value("Gardé des deux côtés")
        expect(texts(page)).to_have_count(0)
