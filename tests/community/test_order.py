"""What is pinned and what is closed: by whom, how much of it, and what becomes of messages on their way."""

import json
import re

import pytest

from community.actions.order import lock_discussion, pin_discussion, pin_post, unlock_discussion, unpin_post
from community.actions.posts import delete_post, edit_post, write_post
from community.actions.reactions import react_to_post
from community.actions.rooms import RoomRefusal, archive_room
from community.models import Discussion, Post
from hub.live.commands import new_cid
from hub.models import Entry, LogEvent


@pytest.fixture
def say(cast, now):
    def one(who="mentor", body="Bonjour", **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, **facts).target)

    return one


@pytest.fixture
def room(cast):
    return f"/fr/salon/{cast.promotion.room_id}/"


@pytest.fixture
def main(cast):
    return Discussion.objects.get(room=cast.promotion.room_id, title="")


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def kinds(cast):
    events = LogEvent.objects.filter(topic__key=cast.promotion.room.key).order_by("seq")
    return list(events.exclude(kind__in=["post", "member.add"]).values_list("kind", "target"))


@pytest.mark.parametrize("who", ["referent", "coordinator", "admin"])
def test_the_team_pins_and_unpins_once(cast, say, now, who):
    post = say()
    for act in (pin_post, pin_post, unpin_post, unpin_post):
        act(actor=cast.people[who], post_id=post.pk, now=now)

    assert kinds(cast) == [("pin", post.pk), ("unpin", post.pk)]
    verbs = Entry.objects.filter(target_type="community.post").order_by("pk").values_list("verb", "actor")
    assert list(verbs) == [("post.pin", cast.people[who].pk), ("post.unpin", cast.people[who].pk)]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("mentor", "forbidden"),
        ("trainer", "forbidden"),
        ("far_coordinator", "not_found"),
        ("other_mentor", "not_found"),
    ],
)
def test_nobody_else_keeps_order(cast, say, main, now, who, code):
    post = say()
    facts = {"actor": cast.people[who], "now": now}

    for act, key in (
        (pin_post, {"post_id": post.pk}),
        (unpin_post, {"post_id": post.pk}),
        (pin_discussion, {"discussion_id": main.pk, "pinned": True}),
        (lock_discussion, {"discussion_id": main.pk}),
        (unlock_discussion, {"discussion_id": main.pk}),
    ):
        with pytest.raises(RoomRefusal) as refusal:
            act(**facts, **key)
        assert refusal.value.code == code

    assert kinds(cast) == []


def test_five_are_enough_and_a_deleted_one_gives_its_place_back(cast, say, now):
    posts = [say(body=f"Un {n}") for n in range(6)]
    for post in posts[:5]:
        pin_post(actor=cast.referent, post_id=post.pk, now=now)

    with pytest.raises(RoomRefusal) as refusal:
        pin_post(actor=cast.referent, post_id=posts[5].pk, now=now)
    delete_post(actor=cast.mentor, post_id=posts[0].pk, now=now)
    pin_post(actor=cast.referent, post_id=posts[5].pk, now=now)

    assert refusal.value.code == "pins"
    assert list(Post.objects.pinned()) == posts[1:]
    with pytest.raises(RoomRefusal):
        pin_post(actor=cast.referent, post_id=posts[0].pk + 10**6, now=now)


def test_the_pinned_ones_stand_on_top_of_every_discussion(clock, cast, signed_in, room, say, now):
    post = say(body="Le programme des quatre jours")
    browser = signed_in("mentor")
    assert 'id="pins" class="pins"' in text(browser.get(room)) and "Épinglé</span>" not in text(browser.get(room))

    pinned = signed_in("referent").post(f"{room}messages/{post.pk}/epingler/", {"act": "pin"})
    assert pinned.status_code == 303

    page = text(browser.get(room))
    assert "Le programme" in page[page.index('id="pins"') : page.index('id="posts"')]
    assert page.count("Épinglé</span>") == 1
    assert "Le programme" in text(browser.get(f"{room}autour/"))
    assert "Le programme" in text(browser.get(f"/fr/promotion/{cast.promotion.pk}/"))
    delete_post(actor=cast.mentor, post_id=post.pk, now=now)
    assert "Le programme" not in text(browser.get(room)) + text(browser.get(f"{room}autour/"))


def test_a_pinned_discussion_comes_first(clock, cast, signed_in, room, say, main, now):
    discussion = Discussion.objects.create(room=cast.promotion.room, title="Le programme", created_at=now)
    say()
    signed_in("referent").post(f"{room}{discussion.pk}/ordre/", {"act": "pin"})

    _messages, _start, listed = text(signed_in("mentor").get(room)).partition('<nav id="discussions"')

    assert listed.index(f'data-discussion="{discussion.pk}"') < listed.index(f'data-discussion="{main.pk}"')
    assert kinds(cast) == [("discussion.edit", discussion.pk)]


def test_under_a_lock_nobody_writes_or_edits_and_reading_goes_on(clock, cast, signed_in, room, say, main, now):
    post, cid = say(), new_cid()
    say(body="Avant", cid=cid)
    lock_discussion(actor=cast.referent, discussion_id=main.pk, now=now)

    for who in ("mentor", "referent"):
        with pytest.raises(RoomRefusal) as refusal:
            say(who)
        assert refusal.value.code == "locked"
    with pytest.raises(RoomRefusal):
        edit_post(actor=cast.mentor, post_id=post.pk, body="Autre", now=now)
    assert write_post(actor=cast.mentor, room_id=cast.promotion.room_id, body="Avant", cid=cid, now=now).duplicate, (
        "what was stored before is told so again"
    )
    react_to_post(actor=cast.mentor, post_id=post.pk, kind="thanks", now=now)
    delete_post(actor=cast.mentor, post_id=post.pk, now=now)
    page = text(signed_in("mentor").get(room))
    assert '<b data-slot="locked-by">Referent D.</b> a fermé cette discussion' in page
    assert re.search(r'<form id="ecrire"[^>]* hidden>', page) and "repondre=" not in page.split("<template")[0]

    unlock_discussion(actor=cast.coordinator, discussion_id=main.pk, now=now)
    say(body="Après")
    page = text(signed_in("mentor").get(room))
    assert not re.search(r'<form id="ecrire"[^>]* hidden>', page) and "a fermé" not in page.split("<template")[0]


def test_a_refused_message_is_kept_and_says_why(clock, cast, signed_in, room, main, now):
    lock_discussion(actor=cast.referent, discussion_id=main.pk, now=now)
    browser = signed_in("mentor")

    form = browser.post(room + "messages/", {"body": "Trop tard ?", "cid": new_cid()})
    script = browser.post(
        room + "messages/",
        json.dumps({"body": "Trop tard ?"}),
        content_type="application/json",
        headers={"Idempotency-Key": new_cid()},
    )

    assert form.status_code == script.status_code == 422
    assert "Trop tard ?</textarea>" in text(form) and not re.search(r'id="ecrire"[^>]* hidden>', text(form))
    assert script.json()["refused"] == "locked" and "fermée" in script.json()["message"]


def test_a_lock_stays_whose_it_is(cast, main, now):
    for who in (cast.referent, cast.coordinator):
        lock_discussion(actor=who, discussion_id=main.pk, now=now)

    assert Discussion.objects.get(pk=main.pk).locked_by == cast.referent
    assert kinds(cast) == [("lock", main.pk)]


def test_an_archived_room_is_left_as_it_is(cast, say, main, now):
    post = say()
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)

    with pytest.raises(RoomRefusal) as refusal:
        pin_post(actor=cast.referent, post_id=post.pk, now=now)

    assert refusal.value.code == "archived"


def test_pages_hear_what_changes_around_the_messages(clock, cast, signed_in, room, say, main, now):
    post = say()
    head = LogEvent.objects.latest("pk")
    pin_post(actor=cast.referent, post_id=post.pk, now=now)
    lock_discussion(actor=cast.referent, discussion_id=main.pk, now=now)
    pin_discussion(actor=cast.referent, discussion_id=main.pk, pinned=True, now=now)
    delete_post(actor=cast.mentor, post_id=post.pk, now=now)

    events = signed_in("mentor").get(f"/live/log/{post.room.key}/?after={head.seq}.{head.h}").json()["events"]

    assert [(one["k"], one["page"], one["by"]["name"]) for one in events] == [
        ("pin", True, "Referent D."),
        ("lock", True, "Referent D."),
        ("discussion.edit", True, "Referent D."),
        ("delete", True, "Mentor D."),
    ]
    assert events[2]["pinned"] is True and "more" in events[0] and "d" not in events[1]


def test_the_pages_ask_and_say_what_they_do(clock, cast, signed_in, room, say, main, now):
    post = say()
    browser = signed_in("referent")

    assert "Épingler" in text(browser.get(f"{room}messages/{post.pk}/actes/"))
    assert "pingler" not in text(signed_in("mentor").get(f"{room}messages/{post.pk}/actes/"))
    assert f"{main.pk}/ordre/" in text(browser.get(room))
    assert f"{main.pk}/ordre/" not in text(signed_in("mentor").get(room))
    for act, words in (
        ("lock", "personne n’écrit"),
        ("pin", "vient en premier"),
        ("unlock", "Fermer"),
        ("unpin", "Épingler"),
    ):
        browser.post(f"{room}{main.pk}/ordre/", {"act": act})
        assert words in text(browser.get(f"{room}{main.pk}/ordre/"))
    assert browser.post(f"{room}{main.pk}/ordre/", {"act": "x"}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_race_two_of_the_team_pin_the_fifth_at_once(cast, say, now, together):
    posts = [say(body=f"Un {n}") for n in range(6)]
    for post in posts[:4]:
        pin_post(actor=cast.referent, post_id=post.pk, now=now)
    refused = []

    def pin(number):
        try:
            pin_post(actor=(cast.referent, cast.coordinator)[number], post_id=posts[4 + number].pk, now=now)
        except RoomRefusal as refusal:
            refused.append(refusal.code)

    together(pin, 2)

    assert (Post.objects.pinned().count(), refused) == (5, ["pins"])
