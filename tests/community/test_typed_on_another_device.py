"""What somebody is writing and has not sent: kept for themselves, on every device, and never at the cost of words."""

from datetime import timedelta

import pytest

from community.actions.drafts import KEEP, forget_old_drafts, keep_draft
from community.actions.leaving import leave_promotion
from community.actions.posts import write_post
from community.actions.rooms import RoomRefusal
from community.models import Discussion, Draft, GuardCount
from community.models.drafts import joined
from community.text import LONGEST, TextRefusal
from hub.live.commands import CommandRefusal, new_cid

LAPTOP, PHONE = new_cid(), new_cid()


@pytest.fixture
def leave(cast, main, now):
    """leave("Bonjour", cid=LAPTOP, seen="…", who="mentor", after=seconds): the version that is kept then."""
    moments = iter(range(1, 1000))

    def one(body, *, cid=LAPTOP, seen="", who="mentor", room_id=cast.promotion.room_id, discussion_id=main.pk):
        at = now + timedelta(seconds=next(moments))
        facts = {"room_id": room_id, "discussion_id": discussion_id, "cid": cid, "seen": seen, "now": at}
        return keep_draft(actor=cast.people[who], body=body, **facts)

    return one


@pytest.fixture
def send(cast, main, now):
    """send("Bonjour", cid=LAPTOP, draft="…"): the message of that form."""

    def one(body, **more):
        facts = {"room_id": cast.promotion.room_id, "discussion_id": main.pk, "now": now, **more}
        return write_post(actor=cast.mentor, body=body, **facts)

    return one


def kept():
    return list(Draft.objects.order_by("pk").values_list("body", flat=True))


def test_a_text_is_kept_once_a_form_and_discussion(leave, other):
    first = leave("Bonj")
    second = leave("Bonjour\r\nà tous ", seen=first)
    leave("Ailleurs", discussion_id=other.pk)
    leave("De la référente", who="referent")

    assert kept() == ["Bonjour\nà tous", "Ailleurs", "De la référente"]
    assert Draft.objects.earliest("pk").version == second != first


def test_on_another_device_one_writes_on_where_one_was(leave):
    seen = leave("Bonjour")

    leave("Bonsoir à tous", cid=PHONE, seen=seen)

    assert kept() == ["Bonsoir à tous"]


def test_a_form_writes_over_its_own_text_though_its_answer_was_lost(leave):
    leave("Bonjour à tous")

    leave("Bonsoir")

    assert kept() == ["Bonsoir"]


def test_over_what_a_form_has_not_seen_nothing_is_written(leave):
    leave("Du téléphone", cid=PHONE)

    version = leave("De l’ordinateur")

    assert kept() == ["Du téléphone", "De l’ordinateur"]
    leave("Du téléphone\n\nDe l’ordinateur, et la suite", seen=version)
    assert kept() == ["Du téléphone\n\nDe l’ordinateur, et la suite"]


def test_nor_when_that_form_goes_on(leave):
    leave("Du téléphone", cid=PHONE)
    version = leave("De l’ordi")

    leave("De l’ordinateur", seen=version)

    assert joined(Draft.objects.order_by("pk")) == "Du téléphone\n\nDe l’ordinateur"


def test_nor_once_its_field_is_empty(leave):
    leave("Du téléphone", cid=PHONE)
    version = leave("De l’ordi")
    version = leave("", seen=version)

    leave("Autre chose", seen=version)

    assert joined(Draft.objects.order_by("pk")) == "Du téléphone\n\nAutre chose"


def test_two_devices_that_write_in_turn_grow_nothing(leave):
    phone, laptop = leave("Du té", cid=PHONE), leave("De l’ordi")
    phone = leave("Du téléphone", cid=PHONE, seen=phone)
    leave("De l’ordinateur", seen=laptop)
    leave("Du téléphone, la suite", cid=PHONE, seen=phone)

    assert sorted(kept()) == ["De l’ordinateur", "Du téléphone, la suite"]


def test_words_that_stand_in_the_newer_text_are_not_doubled(leave):
    leave("Bonjour", cid=PHONE)

    leave("Bonjour à tous")

    assert kept() == ["Bonjour à tous"]


def test_the_letters_of_one_text_inside_of_a_word_of_another_are_not_that_text(leave):
    leave("oui", cid=PHONE)

    leave("Louise vient avec moi")

    assert kept() == ["oui", "Louise vient avec moi"]


def test_two_texts_too_long_for_one_message_stay_as_they_are(leave):
    leave("a" * LONGEST, cid=PHONE)

    with pytest.raises(TextRefusal):
        leave("b")

    assert kept() == ["a" * LONGEST]


def test_an_empty_text_takes_away_what_it_has_seen_and_nothing_else(leave):
    version = leave("Des mots", cid=PHONE)

    assert leave(" \n ") == ""
    assert kept() == ["Des mots"]
    assert leave("", seen=version) == ""
    assert kept() == []
    assert leave("", seen=version) == ""


def test_it_goes_with_the_message_that_it_becomes(leave, send):
    version = leave("Bonjour")

    send("Bonjour à tous", cid=LAPTOP, draft="")
    assert kept() == []

    version = leave("Bonsoir", cid=PHONE)
    send("Bonsoir à tous", cid=new_cid(), draft=version)
    assert kept() == []


def test_a_message_leaves_what_its_form_knows_nothing_of(leave, send):
    seen = leave("Un début")
    leave("Un début, et trois paragraphes de plus", cid=PHONE, seen=seen)

    send("Un début", cid=new_cid(), draft=seen)
    send("D’accord", cid=new_cid())

    assert kept() == ["Un début, et trois paragraphes de plus"]


def test_nor_does_it_take_along_what_stood_before_it(leave, send):
    leave("Du téléphone", cid=PHONE)
    version = leave("De l’ordi")

    send("De l’ordinateur", cid=LAPTOP, draft=version)

    assert kept() == ["Du téléphone"]


def test_what_is_said_is_not_kept_again_however_late_it_comes(leave, send):
    send("Bonjour à tous", cid=LAPTOP, draft="")

    assert leave("Bonjour à to") == ""
    assert kept() == []


def test_a_message_that_is_refused_keeps_its_draft(leave, send, cast, now):
    version = leave("Bonjour")
    Discussion.objects.filter(room=cast.promotion.room_id).update(locked_at=now)

    with pytest.raises(RoomRefusal):
        send("Bonjour", cid=LAPTOP, draft=version)

    assert kept() == ["Bonjour"]


def test_the_guard_says_nothing_of_a_draft(leave):
    leave("Appelez-le au 06 12 34 56 78")

    assert kept() == ["Appelez-le au 06 12 34 56 78"]
    assert not GuardCount.objects.exists()


def test_where_nobody_writes_any_more_it_can_still_be_thrown_away(leave, cast, main, now):
    version = leave("Trop tard")
    main.locked_at = cast.promotion.room.archived_at = now
    main.save()
    cast.promotion.room.save()

    with pytest.raises(RoomRefusal):
        leave("", seen=version, who="other_mentor")
    assert kept() == ["Trop tard"]

    leave("", cid=PHONE, seen=version)
    assert kept() == []


@pytest.mark.parametrize("who", ["other_mentor", "stranger", "editor"])
def test_where_one_may_not_read_nothing_is_kept(leave, who):
    with pytest.raises(RoomRefusal) as refused:
        leave("Bonjour", who=who)

    assert (refused.value.code, kept()) == ("not_found", [])


def test_nor_where_nobody_writes_any_more_nor_in_another_rooms_discussion(leave, cast, now):
    elsewhere = Discussion.objects.get(room=cast.other_promotion.room_id)
    with pytest.raises(RoomRefusal) as refused:
        leave("Bonjour", discussion_id=elsewhere.pk)
    assert refused.value.code == "no_discussion"

    cast.promotion.room.archived_at = now
    cast.promotion.room.save()
    with pytest.raises(RoomRefusal) as refused:
        leave("Bonjour")
    assert (refused.value.code, kept()) == ("archived", [])


def test_a_form_without_a_key_is_damaged(leave):
    with pytest.raises(CommandRefusal):
        leave("Bonjour", cid="x")


def test_after_two_months_it_goes(leave, now):
    leave("Oublié")
    assert forget_old_drafts(now=now + KEEP) == 0

    assert forget_old_drafts(now=now + KEEP + timedelta(minutes=1)) == 1
    assert forget_old_drafts(now=now + KEEP + timedelta(minutes=1)) == 0


def test_who_leaves_a_promotion_leaves_no_draft_there(leave, cast, now):
    leave("Bonjour")
    leave("De la référente", who="referent")

    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=False, now=now + timedelta(minutes=9))

    assert kept() == ["De la référente"]
