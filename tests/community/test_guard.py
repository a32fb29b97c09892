"""The guard: what warns, what it says, and that nothing of it is kept but a number."""

import json
import logging

import pytest
from django.core.management import call_command

from community.actions.discussions import open_discussion, rename_discussion
from community.actions.posts import NewPart, edit_post, write_post
from community.actions.warn import GuardRefusal
from community.actions.without_address import add_without_address
from community.models import Discussion, GuardCount, Post
from hub.live.commands import new_cid
from hub.models import Command, Entry, LogEvent

PHONE = "Appelez Amina au 06 12 34 56 78."


@pytest.fixture
def say(cast, now):
    """say("words", sure=True) is a message of the mentor's."""

    def write(body, **more):
        facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
        return write_post(**{**facts, "body": body, **more})

    return write


def counted():
    return list(GuardCount.objects.values_list("month__month", "warned", "sent_anyway"))


def test_a_warning_quotes_what_was_seen_and_writes_nothing(say):
    with pytest.raises(GuardRefusal) as caught:
        say(PHONE)

    assert caught.value.code == "guard"
    assert "06 12 34 56 78" in caught.value.message
    assert Post.objects.count() == 0
    assert counted() == [(11, 1, 0)]


def test_whoever_is_sure_sends_it_as_it_is_and_a_repeat_counts_once(say):
    cid = new_cid()

    first, again = say(PHONE, sure=True, cid=cid), say(PHONE, sure=True, cid=cid)

    assert (first.seq, again.seq, again.duplicate) == (first.seq, first.seq, True)
    assert Post.objects.get().body == PHONE
    assert counted() == [(11, 0, 1)]


def test_the_same_key_that_was_warned_with_goes_when_sure(say):
    cid = new_cid()
    with pytest.raises(GuardRefusal):
        say(PHONE, cid=cid)

    assert say(PHONE, cid=cid, sure=True).duplicate is False


def test_what_is_harmless_costs_nothing_more(say):
    say("Rendez-vous le 05/12/2026 à 18 h 30")

    assert counted() == []


def test_the_association_s_own_numbers_and_addresses_are_for_everybody(say, cast):
    branch = cast.branches["bruxelles"]

    say(f"L’antenne : 03 53 01 00 01, {branch.email}, ou le 01 99 00 00 01")

    assert Post.objects.count() == 1


def test_titles_and_changes_are_looked_at_too(say, cast, now):
    room = cast.promotion.room_id
    opened = open_discussion(actor=cast.mentor, room_id=room, title="Un CV", body="Bonjour", cid=new_cid(), now=now)
    post = Post.objects.get(pk=opened.target)
    discussion = post.discussion

    with pytest.raises(GuardRefusal):
        open_discussion(actor=cast.mentor, room_id=room, title="a@b.example", body="Oui", cid=new_cid(), now=now)
    with pytest.raises(GuardRefusal):
        rename_discussion(actor=cast.mentor, discussion_id=discussion.pk, title="06 12 34 56 78", now=now)
    with pytest.raises(GuardRefusal):
        edit_post(actor=cast.mentor, post_id=post.pk, body=PHONE, now=now)
    edit_post(actor=cast.mentor, post_id=post.pk, body=PHONE, sure=True, now=now)
    rename_discussion(actor=cast.mentor, discussion_id=discussion.pk, title="06 12 34 56 78", sure=True, now=now)

    assert (Post.objects.get().body, Discussion.objects.get(pk=discussion.pk).title) == (PHONE, "06 12 34 56 78")
    assert counted() == [(11, 3, 2)]


def test_the_words_of_what_stands_beside_a_text_are_looked_at(say):
    class Poll(NewPart):
        stands_alone = True

        def facts(self):
            return {}

        def words(self):
            return ["Qui appelle ?", "cv_amina_0612345678.pdf"]

        def attach(self, post, *, actor, now):
            """Nothing to write."""

    with pytest.raises(GuardRefusal) as caught:
        say("", parts=[Poll()])

    assert "0612345678" in caught.value.message


def test_nothing_of_it_is_in_a_log_or_the_journal(say, cast, signed_in, caplog):
    caplog.set_level(logging.DEBUG)
    browser = signed_in("mentor")
    for _ in range(2):
        browser.post(f"/fr/salon/{cast.promotion.room_id}/messages/", {"body": PHONE, "cid": new_cid()})
    before = Command.objects.count()

    kept = [caplog.text, *(str(row) for model in (Entry, LogEvent, GuardCount) for row in model.objects.values())]

    assert not any("06 12" in text or "Amina" in text for text in kept)
    assert before == 0
    call_command("check")


def test_a_script_is_told_and_sends_again(signed_in, cast):
    browser, path = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/messages/"
    cid = new_cid()

    def send(**more):
        text = json.dumps({"body": PHONE, **more})
        return browser.post(path, text, content_type="application/json", headers={"Idempotency-Key": cid})

    refused, sent = send(), send(sure=True)

    assert (refused.status_code, refused.json()["refused"]) == (422, "guard")
    assert "mon ou ma mentee" in refused.json()["message"]
    assert sent.status_code == 201


def test_a_form_comes_back_with_everything_and_a_second_button(signed_in, cast, clock):
    browser, path = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/messages/"
    typed = {"body": PHONE, "cid": new_cid()}

    refused = browser.post(path, typed)
    page = refused.content.decode()
    sent = browser.post(path, {**typed, "sure": "1"})

    assert refused.status_code == 422
    assert PHONE in page
    assert typed["cid"] in page
    assert 'name="sure" value="1"' in page
    assert (sent.status_code, Post.objects.get().body) == (303, PHONE)
    assert 'name="sure"' not in browser.post(path, {"body": " ", "cid": new_cid()}).content.decode()


@pytest.mark.parametrize("page", ["discussions/", "messages/{post}/modifier/", "{discussion}/titre/"])
def test_every_form_of_words_offers_to_send_anyway(page, say, cast, now, signed_in):
    room = cast.promotion.room_id
    opened = open_discussion(actor=cast.mentor, room_id=room, title="Un CV", body="Bonjour", cid=new_cid(), now=now)
    discussion = Post.objects.get(pk=opened.target).discussion_id
    path = f"/fr/salon/{room}/" + page.format(post=opened.target, discussion=discussion)
    typed = {"title": "Mon 06 12 34 56 78", "body": PHONE, "cid": new_cid()}
    browser = signed_in("mentor")

    refused = browser.post(path, typed)
    sent = browser.post(path, {**typed, "sure": "1"})

    assert refused.status_code == 422
    assert 'name="sure" value="1"' in refused.content.decode()
    assert sent.status_code == 303


@pytest.mark.parametrize("page", ["annonces/", "pour/"])
def test_what_the_team_announces_or_writes_for_somebody_is_looked_at_too(page, cast, clock, now, signed_in):
    names = {"first_name": "Marcel", "last_name": "Dupont", "phone": "", "cid": new_cid()}
    marcel = add_without_address(actor=cast.referent, promotion_id=cast.promotion.pk, now=now, **names).person
    main = Discussion.objects.get(room=cast.promotion.room_id)
    path, browser = f"/fr/salon/{main.room_id}/{page}", signed_in("referent")
    typed = {"title": "Avis", "body": PHONE, "person_id": marcel.pk, "discussion_id": main.pk, "cid": new_cid()}

    refused = browser.post(path, typed)
    sent = browser.post(path, {**typed, "sure": "1"})

    assert 'name="sure" value="1"' in refused.content.decode() and PHONE in refused.content.decode()
    assert (refused.status_code, sent.status_code, Post.objects.count()) == (422, 303, 1)


def test_the_name_of_a_poll_s_date_is_looked_at_too(signed_in, cast, clock):
    path = f"/fr/salon/{cast.promotion.room_id}/sondages/"
    first = Discussion.objects.get(room=cast.promotion.room_id)
    dates = {"day_1": "2026-12-03", "hour_1": "18:30", "day_2": "2026-12-04", "hour_2": "18:30", "last_day": ""}
    typed = {"cid": new_cid(), "discussion": first.pk, "question": "Quand ?", "title": "Amina, 06 12 34 56 78", **dates}
    browser = signed_in("mentor")

    refused = browser.post(path, typed)
    sent = browser.post(path, {**typed, "sure": "1"})

    assert 'name="sure" value="1"' in refused.content.decode()
    assert (refused.status_code, sent.status_code) == (422, 303)


def test_a_form_that_its_script_sent_first_is_counted_once(cast, clock, signed_in):
    path = f"/fr/salon/{cast.promotion.room_id}/discussions/"
    typed = {"title": "Rappel", "body": PHONE, "cid": new_cid()}
    browser = signed_in("mentor")

    first = browser.post(path, typed, headers={"X-Form": "1"})
    again = browser.post(path, typed)
    browser.post(path, {**typed, "sure": "1"}, headers={"X-Form": "1"})

    assert (first.status_code, again.status_code) == (422, 422)
    assert counted() == [(11, 1, 1)]


def test_what_a_photo_shows_is_looked_at_when_it_is_said_later(cast, now, clock, signed_in, send, say_with):
    photo = send()
    say_with(photo)
    browser, path = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/photos/{photo.uid}/"

    warned = browser.post(path, {"alt": PHONE})
    sent = browser.post(path, {"alt": PHONE, "sure": "1"})
    photo.refresh_from_db()

    assert (warned.status_code, sent.status_code) == (422, 302)
    assert f'value="{PHONE}"' in warned.content.decode() and 'name="sure"' in warned.content.decode()
    assert (photo.alt, counted()) == (PHONE, [(11, 1, 1)])


def test_coordinators_see_a_number_for_their_branch_and_nobody_what_was_written(cast, now, clock, signed_in, say):
    for _each in range(2):
        with pytest.raises(GuardRefusal):
            say(PHONE)
    say(PHONE, sure=True)

    pages = {who: signed_in(who).get("/fr/equipe/").content.decode() for who in ("coordinator", "referent", "admin")}
    far = signed_in("far_coordinator").get("/fr/equipe/").content.decode()

    assert "2 avertissements avant l’envoi" in pages["coordinator"] and "1 message envoyé tel quel" in pages["admin"]
    assert "06 12 34" not in "".join(pages.values()) and "avertissement" not in pages["referent"] + far
