"""Members without e-mail: on the roster once, written for by the team, who is named."""

import re

import pytest

from community.actions.hiding import hide_post
from community.actions.order import lock_discussion
from community.actions.posts import edit_post
from community.actions.promotions import RosterRefusal
from community.actions.rooms import RoomRefusal
from community.actions.without_address import add_without_address, write_for
from community.models import Discussion, Membership, Post
from community.unread import count_unread
from hub.live.commands import new_cid
from hub.models import Entry, Notice, Person


@pytest.fixture
def marcel(cast, now):
    facts = {"promotion_id": cast.promotion.pk, "first_name": "Marcel", "last_name": "Dupont", "phone": ""}
    return add_without_address(actor=cast.referent, cid=new_cid(), now=now, **facts).person


@pytest.fixture
def for_marcel(cast, now, marcel):
    def one(who="referent", body="Je serai là mardi", **more):
        facts = {"person_id": marcel.pk, "discussion_id": None, "cid": new_cid(), **more}
        return write_for(actor=cast.people[who], room_id=cast.promotion.room_id, body=body, now=now, **facts)

    return one


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_double_click_adds_one_person_who_cannot_sign_in(clock, cast, signed_in):
    page = f"/fr/promotion/{cast.promotion.pk}/sans-adresse/"
    browser, cid = signed_in("referent"), new_cid()

    wrong = browser.post(page, {"first_name": "Marcel", "last_name": "", "phone": "", "cid": cid})
    for _ in range(2):
        browser.post(page, {"first_name": "Marcel", "last_name": "Dupont", "phone": "03 53 01 00 09", "cid": cid})

    person = Person.objects.get(first_name="Marcel")
    assert wrong.status_code == 422 and 'value="Marcel"' in text(wrong)
    assert (person.email, person.is_active, person.has_usable_password()) == ("", False, False)
    assert Membership.objects.get(person=person).role == "mentor"
    assert "Marcel D." in text(signed_in("mentor").get(f"/fr/promotion/{cast.promotion.pk}/"))


def test_only_those_who_keep_the_roster_add(cast, now):
    facts = {"promotion_id": cast.promotion.pk, "first_name": "X", "last_name": "Y", "phone": "", "now": now}
    for who in (cast.mentor, cast.trainer, cast.far_coordinator):
        with pytest.raises(RosterRefusal):
            add_without_address(actor=who, cid=new_cid(), **facts)


def test_what_is_written_for_somebody_says_by_whom(clock, cast, signed_in, marcel, for_marcel):
    cid = new_cid()
    first, again = for_marcel(cid=cid), for_marcel(cid=cid)

    post = Post.objects.get()
    assert (again.duplicate, first.target) == (True, post.pk)
    assert (post.author, post.written_by) == (marcel, cast.referent)
    page = text(signed_in("mentor").get(f"/fr/salon/{post.room_id}/"))
    assert "Marcel D." in page and "écrit par Referent D." in page
    event = signed_in("mentor").get(f"/live/log/{post.room.key}/?after=0.").json()["events"][-1]
    assert (event["by"]["name"], event["more"]) == ("Marcel D.", True)
    line = Entry.objects.get(verb="post.written_for")
    assert (line.actor, line.codes) == (cast.referent, {"person": marcel.pk})
    assert count_unread(cast.referent, [post.room_id]) == {}
    assert count_unread(cast.mentor, [post.room_id]) != {}
    assert Notice.objects.filter(person=marcel).count() == 0


def test_whoever_wrote_it_may_mend_it(cast, for_marcel, now):
    post = Post.objects.get(pk=for_marcel().target)

    edit_post(actor=cast.referent, post_id=post.pk, body="Je serai là jeudi", now=now)
    with pytest.raises(RoomRefusal):
        edit_post(actor=cast.coordinator, post_id=post.pk, body="Autre", now=now)
    hide_post(actor=cast.coordinator, post_id=post.pk, reason="other", now=now)

    assert Post.objects.get(pk=post.pk).hidden_for == "other"


@pytest.mark.parametrize(
    ("who", "code"), [("mentor", "forbidden"), ("trainer", "forbidden"), ("other_mentor", "not_found")]
)
def test_nobody_else_writes_for_somebody(for_marcel, who, code):
    with pytest.raises(RoomRefusal) as refusal:
        for_marcel(who)

    assert (refusal.value.code, Post.objects.count()) == (code, 0)


def test_nobody_is_written_for_who_can_write_or_is_elsewhere(cast, for_marcel, now):
    for person in (cast.mentor.pk, cast.other_mentor.pk, 10**6):
        with pytest.raises(RoomRefusal):
            for_marcel(person_id=person)
    lock_discussion(actor=cast.referent, discussion_id=Discussion.objects.get(room=cast.promotion.room_id).pk, now=now)
    with pytest.raises(RoomRefusal) as refusal:
        for_marcel()

    assert (refusal.value.code, Post.objects.count()) == ("locked", 0)


def test_by_the_form(clock, cast, signed_in, marcel):
    page = f"/fr/salon/{cast.promotion.room_id}/pour/"
    browser = signed_in("referent")
    discussion = Discussion.objects.get(room=cast.promotion.room_id)
    asked = {"person_id": marcel.pk, "discussion_id": discussion.pk, "cid": new_cid()}

    wrong = browser.post(page, {**asked, "body": " "})
    nobody = browser.post(page, {**asked, "person_id": "", "body": "Bonjour"})
    right = browser.post(page, {**asked, "body": "Bonjour à tous"}, follow=True)

    assert "Marcel Dupont" in text(browser.get(page)) and wrong.status_code == 422
    assert "Choisissez dans la liste." in text(nobody) and nobody.status_code == 422
    assert "écrit par Referent D." in text(right)
    assert "pour/" in text(browser.get(f"/fr/promotion/{cast.promotion.pk}/"))
    assert "pour/" not in text(signed_in("mentor").get(f"/fr/promotion/{cast.promotion.pk}/"))


def test_where_everybody_writes_for_themselves_those_who_keep_the_roster_alone_are_led_to_it(
    clock, cast, signed_in, by_roster
):
    page, add = f"/fr/salon/{cast.promotion.room_id}/pour/", f"/fr/promotion/{cast.promotion.pk}/sans-adresse/"

    led = {who: add in text(signed_in(who).get(page)) for who in ("referent", "coordinator", "stranger")}

    assert led == {"referent": True, "coordinator": True, "stranger": False}
    assert {who for who in led if signed_in(who).get(add).status_code == 200} == {"referent", "coordinator"}
