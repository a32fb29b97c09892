"""A hidden message: who reads why, who still reads what, and that its words are nowhere else."""

import json
import re

import pytest
from django.db import IntegrityError, transaction

from community.actions.discussions import open_discussion
from community.actions.hiding import hide_post, unhide_post
from community.actions.order import pin_post
from community.actions.posts import delete_post, edit_post, write_post
from community.actions.reactions import react_to_post
from community.actions.rooms import RoomRefusal, archive_room
from community.models import Hiding, Post
from community.topics import post_payload
from community.unread import count_unread
from hub.live.commands import new_cid
from hub.models import Entry, LogEvent

SECRET = "Tournesol"
WORDS = "Merci de taire les noms"


@pytest.fixture
def say(cast, now):
    def one(who="mentor", body=f"Voici {SECRET} et sa vie", **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, **facts).target)

    return one


@pytest.fixture
def hide(cast, now):
    def one(post, who="referent", reason="private", words=WORDS):
        return hide_post(actor=cast.people[who], post_id=post.pk, reason=reason, words=words, now=now)

    return one


@pytest.fixture
def room(cast):
    return f"/fr/salon/{cast.promotion.room_id}/"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_its_words_move_and_come_back(cast, say, hide, now):
    post = say()
    before = (post.body, post.html)

    hide(post)
    hidden = Post.objects.get(pk=post.pk)
    unhide_post(actor=cast.coordinator, post_id=post.pk, now=now)
    shown = Post.objects.get(pk=post.pk)

    assert (hidden.body, hidden.html, hidden.hidden_for, hidden.rev) == ("", "", "private", 2)
    assert ((shown.body, shown.html), shown.hidden_for, shown.rev) == (before, "", 3)
    assert Hiding.objects.count() == 0
    lines = Entry.objects.filter(target_type="community.post").order_by("pk").values_list("verb", "codes")
    assert list(lines) == [("post.hide", {"reason": "private"}), ("post.unhide", {})]


def test_the_database_keeps_no_words_beside(say):
    post = say()

    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(hidden_for="private")


def test_its_words_leak_nowhere(clock, cast, signed_in, room, say, hide, now):
    """Everything that could tell them holds them before, and nothing after."""
    post = say()
    say("referent", "Je cite", quote_seq=post.seq)
    pin_post(actor=cast.referent, post_id=post.pk, now=now)
    browser = signed_in("trainer")
    cursor = "0."
    paths = [
        room,
        f"{room}autour/",
        f"{room}{post.discussion_id}/?repondre={post.seq}",
        f"{room}messages/{post.pk}/actes/",
        f"{room}messages/{post.pk}/fragment/",
        f"/fr/promotion/{cast.promotion.pk}/",
        f"/live/log/{post.room.key}/?after={cursor}",
    ]
    silent = [path for path in paths if SECRET not in text(browser.get(path))]
    assert silent == [], "these could leak"

    hide(post)

    assert [path for path in paths if SECRET in text(browser.get(path)) or WORDS in text(browser.get(path))] == []
    assert "Message masqué par l’équipe" in text(browser.get(room))
    assert "n’est plus affiché" in text(browser.get(room)).split("<template")[0]
    codes = [json.dumps(one) for one in Entry.objects.values_list("codes", flat=True)]
    assert not [one for one in codes if WORDS in one or SECRET in one]


def test_what_everybody_hears_has_no_words(cast, say, hide, now):
    post = say()
    hide(post)
    hidden = post_payload(Post.objects.get(pk=post.pk), set()).data
    assert "html" not in hidden
    assert (hidden["gone"], hidden["hidden"], hidden["more"]) == (True, "private", True)


def test_the_log_says_it_again_with_its_words_once_it_is_shown(clock, cast, signed_in, say, hide, now):
    post = say()
    head = LogEvent.objects.latest("pk")
    hide(post)
    unhide_post(actor=cast.referent, post_id=post.pk, now=now)

    events = signed_in("mentor").get(f"/live/log/{post.room.key}/?after={head.seq}.{head.h}").json()["events"]

    assert [(one["k"], SECRET in one["html"]) for one in events] == [("hide", True), ("unhide", True)]
    assert events[1]["more"] is True


def test_its_author_reads_why_and_how_to_object(clock, cast, signed_in, room, say, hide):
    post = say()
    hide(post)
    acts = f"{room}messages/{post.pk}/actes/"

    mine, team, other = (text(signed_in(who).get(acts)) for who in ("mentor", "referent", "trainer"))

    assert "Pourquoi, et que faire" in text(signed_in("mentor").get(room)).split("<template")[0]
    assert WORDS in mine and SECRET in mine and "Si vous n’êtes pas d’accord" in mine
    assert "03 53 01 00 01" in mine.replace("\u00a0", " ") and "lille@cast.example" in mine
    assert WORDS in team and SECRET in team and "Afficher de nouveau" in team
    assert "Referent D. l’a masqué. Seules" in team, "the point of an initial is no full stop"
    assert "Si vous n’êtes pas" not in team
    assert WORDS not in other and SECRET not in other and "en dit trop sur quelqu’un" in other


def test_hidden_it_is_neither_unread_nor_answered_nor_changed(cast, say, hide, now):
    post = say()
    assert count_unread(cast.trainer, [post.room_id]) == {post.room_id: {post.discussion_id: 1}}
    hide(post)

    assert count_unread(cast.trainer, [post.room_id]) == {}
    assert say("referent", "Je cite", quote_seq=post.seq).quote is None
    for act in (
        lambda: edit_post(actor=cast.mentor, post_id=post.pk, body="Autre", now=now),
        lambda: react_to_post(actor=cast.mentor, post_id=post.pk, kind="thanks", now=now),
        lambda: pin_post(actor=cast.referent, post_id=post.pk, now=now),
    ):
        with pytest.raises(RoomRefusal):
            act()


def test_its_author_may_delete_it_for_good(cast, say, hide, now):
    post = say()
    hide(post)

    delete_post(actor=cast.mentor, post_id=post.pk, now=now)
    unhide_post(actor=cast.referent, post_id=post.pk, now=now)

    post = Post.objects.get(pk=post.pk)
    assert (post.body, post.hidden_for, Hiding.objects.count()) == ("", "", 0)
    with pytest.raises(RoomRefusal):
        hide(post)


def test_only_the_team_hides_and_with_a_reason(cast, say, hide):
    post = say("referent")

    for who, code in (("mentor", "forbidden"), ("trainer", "forbidden"), ("other_mentor", "not_found")):
        with pytest.raises(RoomRefusal) as refusal:
            hide(post, who)
        assert refusal.value.code == code
    with pytest.raises(RoomRefusal):
        hide(post, reason="mood")

    assert Hiding.objects.count() == 0


def test_by_forms_also_in_an_archived_room(clock, cast, signed_in, room, say, now):
    post = say()
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)
    browser, page = signed_in("referent"), f"{room}messages/{post.pk}/masquer/"

    nothing = browser.post(page, {"act": "hide", "reason": "", "words": "Parce que"})
    assert nothing.status_code == 422 and "Parce que</textarea>" in text(nothing)
    assert browser.post(page, {"act": "hide", "reason": "hurtful", "words": ""}).status_code == 303
    assert "peut blesser" in text(signed_in("mentor").get(room))
    assert SECRET not in text(browser.get(page))
    browser.post(page, {"act": "unhide"})
    assert SECRET in text(signed_in("mentor").get(room))


def test_a_discussion_that_begins_hidden_still_opens(clock, cast, signed_in, now, hide):
    facts = {"room_id": cast.promotion.room_id, "title": "Un sujet", "cid": new_cid(), "now": now}
    post = Post.objects.get(pk=open_discussion(actor=cast.mentor, body=SECRET, **facts).target)
    hide(post)

    page = text(signed_in("trainer").get(f"/fr/salon/{post.room_id}/{post.discussion_id}/"))

    assert "Message masqué" in page and SECRET not in page


@pytest.mark.django_db(transaction=True)
def test_race_two_of_the_team_hide_and_the_author_deletes(cast, say, hide, now, together):
    post = say()
    refused = []

    works = [
        lambda: hide(post, "referent", "private"),
        lambda: hide(post, "coordinator", "hurtful"),
        lambda: delete_post(actor=cast.mentor, post_id=post.pk, now=now),
    ]

    def act(number):
        try:
            works[number]()
        except RoomRefusal as refusal:
            refused.append(refusal.code)

    together(act, 3)

    post = Post.objects.get(pk=post.pk)
    assert (post.deleted_at is not None, post.hidden_for, Hiding.objects.count()) == (True, "", 0)
    assert LogEvent.objects.filter(kind="hide").count() <= 1
    assert refused in ([], ["deleted"], ["deleted", "deleted"])
