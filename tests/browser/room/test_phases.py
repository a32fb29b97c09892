"""A room that is archived and opened again, on pages that stay open."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.hiding import hide_post, unhide_post
from community.actions.phases import archive_promotion, reopen_promotion
from community.models import Post
from tests.browser.room.acts import article, say, send

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_open_pages_close_and_open_with_the_room_and_nothing_typed_is_lost(enter, people, room, discussion, path):
    writing = enter("mentor", path)
    writing.evaluate("window.sameDocument = true")
    writing.get_by_label("Votre message").fill("Une phrase commencée")

    archive_promotion(actor=people["referent"], room_id=room.pk, now=timezone.now())
    try:
        expect(writing.locator("#lock")).to_contain_text("vient d’archiver cette promotion")
        expect(writing.get_by_label("Votre message")).not_to_be_editable()
        reading = enter(people["mate"], path)
        expect(reading.get_by_label("Votre message")).to_have_count(0)
    finally:
        reopen_promotion(actor=people["referent"], room_id=room.pk, now=timezone.now())

    expect(writing.locator("#lock")).to_be_empty()
    expect(writing.get_by_label("Votre message")).to_be_editable()
    expect(writing.get_by_label("Votre message")).to_have_value("Une phrase commencée")
    send(writing, "Une phrase finie")
    expect(article(writing, "Une phrase finie")).to_be_visible()
    assert writing.evaluate("window.sameDocument") is True
    expect(reading.get_by_label("Votre message")).to_be_editable()
    say(people["referent"], discussion, "Nous revoilà")
    expect(article(reading, "Nous revoilà")).to_be_visible()


def test_what_is_hidden_in_an_archived_room_is_gone_from_open_pages_and_comes_back(
    enter, people, room, discussion, path
):
    words = "Aïcha habite au 12, rue des Lilas"
    post = Post.objects.get(room=room, seq=say(people["mate"], discussion, words))
    archive_promotion(actor=people["referent"], room_id=room.pk, now=timezone.now())
    try:
        page = enter("mentor", path)
        expect(article(page, words)).to_be_visible()

        hide_post(actor=people["referent"], post_id=post.pk, reason="private", now=timezone.now())
        expect(page.locator(f"li[data-post='{post.pk}']")).to_contain_text("masqué par l’équipe", timeout=10_000)
        assert words not in page.inner_text("body")

        unhide_post(actor=people["referent"], post_id=post.pk, now=timezone.now())
        expect(article(page, words)).to_be_visible(timeout=10_000)
    finally:
        reopen_promotion(actor=people["referent"], room_id=room.pk, now=timezone.now())
