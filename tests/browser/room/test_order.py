"""What the team pins or closes shows on open pages, and what somebody is writing is never lost by it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.order import lock_discussion, pin_post, unlock_discussion, unpin_post
from community.models import Post
from tests.browser.room.acts import KEEP, article, cut, pending, say, send

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_pinned_message_shows_on_top_without_a_reload(enter, people, room, discussion, path):
    page = enter("mentor", path)
    number = say(people["mate"], discussion, "Le plan de la salle")
    post = Post.objects.get(room=room, seq=number)
    expect(article(page, "Le plan de la salle")).to_be_visible()

    pin_post(actor=people["referent"], post_id=post.pk, now=timezone.now())
    expect(page.locator("#pins")).to_contain_text("Le plan de la salle")
    expect(article(page, "Le plan de la salle").locator("header")).to_contain_text("Épinglé")

    unpin_post(actor=people["referent"], post_id=post.pk, now=timezone.now())
    expect(page.locator("#pins")).not_to_contain_text("Le plan de la salle")


def test_a_lock_gives_the_form_way_to_a_sentence_and_keeps_what_is_written(enter, people, room, discussion, path):
    page = enter("mentor", path)
    where = cut(page.context)
    send(page, "Parti trop tard")
    expect(pending(page)).to_contain_text("En attente du réseau")
    with page.expect_response(KEEP):
        page.get_by_label("Votre message").fill("Encore une chose")

    lock_discussion(actor=people["referent"], discussion_id=discussion.pk, now=timezone.now())
    try:
        expect(page.locator("#lock")).to_contain_text("Nadia B. a fermé cette discussion")
        expect(page.get_by_label("Votre message")).to_have_value("Encore une chose")
        expect(page.get_by_label("Votre message")).not_to_be_editable()
        page.context.unroute(where)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(pending(page)).to_contain_text("fermée par l’équipe")
        page.reload()
        expect(page.get_by_label("Votre message")).to_have_value("Encore une chose")
        expect(page.get_by_label("Votre message")).not_to_be_editable()
    finally:
        unlock_discussion(actor=people["referent"], discussion_id=discussion.pk, now=timezone.now())

    expect(page.get_by_label("Votre message")).to_be_editable()
    expect(page.locator("#lock")).to_be_empty()
    expect(page.get_by_label("Votre message")).to_have_value("Encore une chose")
