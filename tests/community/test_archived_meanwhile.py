"""A room that is archived while somebody fills in a form of it: a sentence says so, and the words are still there."""

from html import unescape

import pytest
from django.urls import reverse

from community.actions.phases import archive_promotion
from community.actions.without_address import add_without_address
from community.models import Post
from hub.live.commands import new_cid

DATES = {"day_1": "2027-03-02", "hour_1": "12:00", "day_2": "2027-03-03", "hour_2": "12:30"}
FORMS = {
    "new_poll": {"question": "Qui apporte le pain ?", **DATES},
    "new_proposal": {"question": "Qui apporte le pain ?", "answer_1": "Moi", "answer_2": "Vous"},
    "announce": {"title": "Le pain", "body": "Qui apporte le pain ?"},
    "new_discussion": {"title": "Le pain", "body": "Qui apporte le pain ?"},
    "write_for": {"body": "Qui apporte le pain ?"},
}


@pytest.mark.parametrize("page", FORMS)
def test_what_was_typed_comes_back_with_the_reason(clock, signed_in, cast, main, say, now, page):
    say()
    facts = {"first_name": "Denise", "last_name": "Carlier", "phone": "", "cid": new_cid(), "now": now}
    absent = add_without_address(actor=cast.referent, promotion_id=cast.promotion.pk, **facts).person
    browser, where = signed_in("referent"), reverse(f"community:{page}", args=[cast.promotion.room_id])
    fields = {"cid": new_cid(), "discussion": main.pk, "discussion_id": main.pk, "person_id": absent.pk, **FORMS[page]}
    assert browser.get(where).status_code == 200
    archive_promotion(actor=cast.referent, room_id=cast.promotion.room_id, now=now)

    answer = browser.post(where, fields)

    shown = unescape(answer.content.decode())
    assert answer.status_code in {403, 409, 422}
    assert "Qui apporte le pain ?" in shown
    assert "Cette promotion est terminée" in shown
    assert Post.objects.count() == 1
    assert browser.get(where).status_code == 404


def test_an_edit_comes_back_with_the_reason(clock, signed_in, cast, say, now):
    post = say(body="Le pain")
    where = reverse("community:edit", args=[post.room_id, post.pk])
    archive_promotion(actor=cast.referent, room_id=cast.promotion.room_id, now=now)

    answer = signed_in("mentor").post(where, {"body": "Le pain et le vin"})

    shown = unescape(answer.content.decode())
    assert "Le pain et le vin" in shown
    assert "Cette promotion est terminée" in shown
    post.refresh_from_db()
    assert post.body == "Le pain"
