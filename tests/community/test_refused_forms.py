"""Where a refusal stands: on top, with a link to the one field that it is about, and there once more, in words of its own."""

import re

import pytest

from community.actions.posts import write_post
from hub.live.commands import new_cid
from tests.community.test_room_page import text


def summary(page):
    """The sentences on top, each with the field that it leads to."""
    found = re.search(r'<div class="summary" role="alert" tabindex="-1" id="errors" autofocus>(.*?)</div>', page)
    return re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', found[1])


def test_a_refused_message_is_told_above_the_discussion_and_leads_to_the_field(clock, cast, signed_in, now):
    room = f"/fr/salon/{cast.promotion.room_id}/"
    write_post(actor=cast.referent, room_id=cast.promotion.room_id, body="Bonjour", cid=new_cid(), now=now)

    page = text(signed_in("mentor").post(room + "messages/", {"body": " ", "cid": new_cid()}))

    assert summary(page) == [("body", "Écrivez d’abord quelque chose.")]
    assert page.index('id="errors"') < page.index('id="posts"') < page.index('id="refusal"')
    assert 'id="errors"' not in text(signed_in("mentor").get(room))


@pytest.mark.parametrize(("who", "where"), [("mentor", "discussions/"), ("referent", "annonces/")])
@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"title": " ", "body": "Un texte"}, "title", "Écrivez d’abord un titre."),
        ({"title": "Un titre", "body": " "}, "body", "Écrivez d’abord quelque chose."),
        ({"title": "", "body": ""}, "title", "Écrivez d’abord un titre."),
    ],
)
def test_the_missing_one_of_two_texts_is_named(clock, cast, signed_in, who, where, typed, field, sentence):
    page = text(signed_in(who).post(f"/fr/salon/{cast.promotion.room_id}/{where}", {**typed, "cid": new_cid()}))

    marked = re.findall(r'id="(title|body)"[^>]* aria-describedby="refusal" aria-invalid="true"', page)
    assert summary(page) == [(field, sentence)]
    assert marked == [field] and f"Erreur : {sentence}" in page


def test_who_and_why_are_asked_for_apart(clock, cast, signed_in):
    page = text(signed_in("mentor").post(f"/fr/promotion/{cast.promotion.pk}/signaler/", {"person_id": ""}))

    assert summary(page) == [
        ("id_person_id", "Choisissez de qui il s’agit."),
        ("id_reason", "Choisissez de quoi il s’agit."),
    ]


def test_both_days_of_an_absence_are_asked_for_apart(clock, cast, signed_in):
    page = text(signed_in("referent").post("/fr/equipe/absences/", {"person_id": cast.referent.pk}))

    assert summary(page) == [
        ("id_starts_on", "Écrivez le premier jour d’absence."),
        ("id_back_on", "Écrivez le jour du retour."),
    ]


def test_somebody_else_is_asked_for_by_their_name(clock, cast, signed_in):
    path = f"/fr/promotion/{cast.promotion.pk}/sans-adresse/"

    page = text(signed_in("referent").post(path, {"cid": new_cid()}))

    assert [sentence for _field, sentence in summary(page)] == ["Écrivez son prénom.", "Écrivez son nom."]


@pytest.mark.parametrize("where", ["supprimer/", "question/", "actes/"])
def test_a_page_that_quotes_a_message_brings_the_style_of_a_quotation(clock, cast, signed_in, now, where):
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
    written = write_post(actor=cast.mentor, body="Qui vient ?", **facts)

    page = text(signed_in("mentor").get(f"/fr/salon/{cast.promotion.room_id}/messages/{written.target}/{where}"))

    assert '<blockquote class="plain">Qui vient ?</blockquote>' in page and "room.css" in page
