"""Leaving a promotion by oneself: the room ends at once, one's words stay without a name or go, the référents are told."""

import re
from contextlib import nullcontext
from datetime import timedelta
from uuid import uuid4

import pytest

from community.actions.home import offer_help
from community.actions.journeys import move_mentor, undo_stage
from community.actions.leaving import LeaveRefusal, leave_promotion
from community.actions.polls import NewPoll, answer_poll
from community.actions.posts import write_post
from community.actions.promotions import add_to_roster, remove_from_roster
from community.actions.reactions import react_to_post
from community.actions.reading import mark_read
from community.actions.uploads import take_in
from community.leaving_notices import left
from community.models import Discussion, Journey, JourneyMove, Membership, Offer, Post, Reaction, Read, Upload, Vote
from community.policies import may_read
from hub.errors import Refusal
from hub.live.commands import new_cid
from hub.models import LogEvent, Notice, Topic
from tests.community.pictures import picture


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def leave(cast, now):
    """leave(erase=…): the mentor leaves."""

    def go(who="mentor", **more):
        facts = {"promotion_id": cast.promotion.pk, "erase": False, "now": now}
        leave_promotion(actor=cast.people[who], **{**facts, **more})

    return go


@pytest.fixture
def written(cast, now):
    """What the mentor left in the room: a message, one of the référent's with signs of the mentor, an answer to a poll."""
    facts = {"room_id": cast.promotion.room_id, "now": now}
    own = write_post(actor=cast.mentor, body="Un secret de cuisine", cid=new_cid(), **facts)
    poll = NewPoll(starts=("2026-12-01T12:00", "2026-12-03T18:30"))
    asked = write_post(actor=cast.referent, body="Quand ?", cid=new_cid(), parts=[poll], **facts)
    react_to_post(actor=cast.mentor, post_id=asked.target, kind="thanks", now=now)
    option = Post.objects.get(pk=asked.target).poll.options.order_by("pk")[0]
    answer_poll(actor=cast.mentor, post_id=asked.target, option_id=option.pk, yes=True, now=now)
    discussion = Discussion.objects.get(room=cast.promotion.room_id, title="")
    mark_read(actor=cast.mentor, room_id=cast.promotion.room_id, places={discussion.pk: asked.seq}, now=now)
    return Post.objects.get(pk=own.target)


def traces(cast):
    """How much in the room is still the mentor's."""
    room, me = cast.promotion.room_id, cast.mentor
    return {
        "posts": Post.objects.filter(room=room, author=me).count(),
        "reactions": Reaction.objects.filter(post__room=room, person=me).count(),
        "votes": Vote.objects.filter(option__poll__post__room=room, person=me).count(),
        "read": Read.objects.filter(discussion__room=room, person=me).count(),
        "log": LogEvent.objects.filter(topic__key=cast.promotion.room.key, actor=me).count(),
    }


def test_what_one_wrote_stays_without_a_name(cast, written, leave, now, signed_in, clock):
    assert 0 not in traces(cast).values()

    leave()

    assert set(traces(cast).values()) == {0}
    assert not may_read(cast.mentor, cast.promotion.room_id, now)
    seen = signed_in("referent").get(f"/fr/salon/{cast.promotion.room_id}/")
    assert "Un secret de cuisine" in text(seen)
    assert "Mentor D." not in text(seen)
    assert "Ex-membre" in text(seen)


def test_or_it_goes_out_of_the_search_as_well(cast, written, leave, signed_in, clock):
    found = signed_in("referent").get("/fr/recherche/?mots=cuisine")
    assert "Un secret de" in text(found)

    leave(erase=True)

    written.refresh_from_db()
    assert (written.body, written.html, written.author, written.stands) == ("", "", None, False)
    assert "Un secret de" not in text(signed_in("referent").get("/fr/recherche/?mots=cuisine"))


def test_every_reader_begins_anew_after_the_member_is_gone(cast, written, leave):
    leave()

    topic = Topic.objects.get(key=cast.promotion.room.key)
    last = topic.events.order_by("seq").last()
    assert (last.kind, last.target, last.actor) == ("member.del", cast.mentor.pk, None)
    assert topic.min == topic.head == last.seq


def test_photos_that_no_message_has_taken_along_go_in_any_case(cast, leave, now):
    facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "now": now}
    take_in(uid=uuid4(), name="a.jpg", data=picture(width=40, height=30), **facts)

    leave()

    assert not Upload.objects.filter(dropped_at=None).exists()


def test_again_changes_nothing_and_tells_nobody_twice(cast, written, leave):
    for _time in range(2):
        leave()

    notices = Notice.objects.filter(kind="member.left")
    assert list(notices.values_list("person", flat=True)) == [cast.referent.pk]


def test_the_mail_names_who_left_and_is_dropped_if_they_are_back(cast, leave, now, clock):
    leave()
    notice = Notice.objects.get(kind="member.left")
    clock.move_to(now + timedelta(minutes=1))
    assert left.build(notice).subject == "Mentor Durand a quitté la promotion Lille 14"

    facts = {"promotion_id": cast.promotion.pk, "person": cast.mentor, "role": "mentor"}
    add_to_roster(actor=cast.coordinator, now=now + timedelta(seconds=30), **facts)

    assert left.build(notice) is None


def test_whoever_looks_after_it_is_taken_off_by_the_team(cast, leave, signed_in, clock):
    with pytest.raises(LeaveRefusal):
        leave("referent")

    assert Membership.objects.filter(person=cast.referent, promotion=cast.promotion, ends_at=None).exists()
    assert signed_in("referent").get(f"/fr/promotion/{cast.promotion.pk}/quitter/").status_code == 404


def test_other_promotions_are_left_alone(cast, leave, now):
    add_to_roster(actor=cast.admin, promotion_id=cast.other_promotion.pk, person=cast.mentor, role="mentor", now=now)
    facts = {"room_id": cast.other_promotion.room_id, "cid": new_cid(), "now": now}
    there = write_post(actor=cast.mentor, body="Ailleurs", **facts)

    leave(erase=True)

    assert Post.objects.get(pk=there.target).author == cast.mentor
    assert may_read(cast.mentor, cast.other_promotion.room_id, now)


def test_the_page_asks_twice_and_says_that_it_is_done(cast, written, signed_in, clock, now):
    browser, where = signed_in("mentor"), f"/fr/promotion/{cast.promotion.pk}/quitter/"
    asked = text(browser.get(where))
    assert "Vous y avez écrit 1 message" in asked
    assert "Garder une copie" in asked

    refused = browser.post(where, {"words": "erase"})
    assert (refused.status_code, traces(cast)["posts"]) == (422, 1)
    assert "Cochez cette case" in text(refused)
    done = browser.post(where, {"words": "keep", "sure": "on"}, follow=True)

    assert "Vous avez quitté la promotion Lille 14" in text(done)
    assert browser.post(where, {"words": "keep", "sure": "on"}).status_code == 302
    assert browser.get(f"/fr/promotion/{cast.promotion.pk}/").status_code == 404


def stand(cast, stage):
    Journey.objects.filter(person=cast.mentor).update(stage=stage)


def test_the_last_roster_ends_the_journey_which_the_page_says_and_the_team_takes_back(
    cast, leave, now, signed_in, clock
):
    stand(cast, "trained")
    browser, where = signed_in("mentor"), f"/fr/promotion/{cast.promotion.pk}/quitter/"
    assert "Vous quittez aussi les mentors" in text(browser.get(where))

    leave()

    move = JourneyMove.objects.latest("pk")
    assert (move.before, move.after, move.actor, move.why) == ("trained", "left", cast.mentor, "left alone")
    page = text(signed_in("referent").get(f"/fr/equipe/mentors/{cast.mentor.pk}/"))
    assert "de son propre chef" in page and "Annuler" in page
    for who, refused in (("mentor", True), ("far_coordinator", True), ("referent", False)):
        with pytest.raises(Refusal) if refused else nullcontext():
            undo_stage(actor=cast.people[who], move_id=move.pk, now=now + timedelta(minutes=1))
    assert Journey.objects.get(person=cast.mentor).stage == "trained"
    assert may_read(cast.mentor, cast.promotion.room_id, now + timedelta(minutes=1))


def test_another_roster_keeps_the_journey(cast, leave, now, signed_in, clock):
    add_to_roster(actor=cast.admin, promotion_id=cast.other_promotion.pk, person=cast.mentor, role="mentor", now=now)
    stand(cast, "duo")
    assert "quittez aussi" not in text(signed_in("mentor").get(f"/fr/promotion/{cast.promotion.pk}/quitter/"))

    leave()

    assert Journey.objects.get(person=cast.mentor).stage == "duo"


def test_whoever_accompanies_somebody_talks_first(cast, written, leave, now, signed_in, clock):
    stand(cast, "duo")
    where = f"/fr/promotion/{cast.promotion.pk}/quitter/"

    asked = text(signed_in("mentor").get(where))
    answer = signed_in("mentor").post(where, {"words": "erase", "sure": "on"})
    with pytest.raises(LeaveRefusal) as refusal:
        leave(erase=True)

    assert "Parlez-en d’abord à Referent Durand" in asked and "Je quitte cette promotion" not in asked
    assert answer.status_code != 302 and refusal.value.code == "duo"
    assert may_read(cast.mentor, cast.promotion.room_id, now)
    written.refresh_from_db()
    assert written.author == cast.mentor


def test_a_typed_reason_is_no_code(cast, now):
    stand(cast, "trained")
    facts = {"actor": cast.referent, "person_id": cast.mentor.pk, "now": now}

    move_mentor(to="duo", why="roster", **facts)

    move = JourneyMove.objects.latest("pk")
    undo_stage(actor=cast.referent, move_id=move.pk, now=now + timedelta(minutes=1))
    assert Journey.objects.get(person=cast.mentor).stage == "trained"


@pytest.mark.parametrize("words", ["keep", "erase"])
def test_whoever_was_taken_off_meanwhile_still_takes_their_name_off(cast, written, signed_in, clock, now, words):
    browser, where = signed_in("mentor"), f"/fr/promotion/{cast.promotion.pk}/quitter/"
    row = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)
    remove_from_roster(actor=cast.referent, membership_id=row.pk, now=now)

    asked = text(browser.get(where))
    refused = browser.post(where, {"words": words})
    done = browser.post(where, {"words": words, "sure": "on"}, follow=True)

    assert "Vous avez quitté" not in asked and "Retirer votre nom" in asked
    assert refused.status_code == 422
    assert "Vous avez quitté" in text(done)
    assert set(traces(cast).values()) == {0}
    written.refresh_from_db()
    assert written.stands is (words == "keep")
    assert not Notice.objects.filter(kind="member.left").exists()


def test_a_role_in_the_branch_goes_on_reading_and_the_page_says_so(cast, leave, now, signed_in, clock):
    facts = {"promotion_id": cast.promotion.pk, "person": cast.coordinator, "role": "mentor"}
    add_to_roster(actor=cast.coordinator, now=now, **facts)

    page = text(signed_in("coordinator").get(f"/fr/promotion/{cast.promotion.pk}/quitter/"))

    assert "vous lisez encore ses discussions" in page and "vous ne lisez plus" not in page


def test_what_one_can_help_with_goes_with_the_last_promotion_and_can_be_taken_back_after(
    cast, leave, now, signed_in, clock
):
    offer_help(actor=cast.mentor, words="Les CV", now=now)
    Membership.objects.filter(person=cast.mentor).update(ends_at=now)
    browser = signed_in("mentor")
    assert "Les CV" in browser.get("/fr/espace/aider/").content.decode()
    Membership.objects.filter(person=cast.mentor).update(ends_at=None)

    leave()

    assert not Offer.objects.exists()
    assert browser.get("/fr/espace/aider/").status_code == 404


@pytest.mark.parametrize("said", [{"city": "Lille"}, {"former_trade": "infirmière"}])
def test_ones_space_leads_to_what_stays_beside_ones_name_until_it_is_taken_back(
    cast, leave, now, signed_in, clock, said
):
    browser, way, (line,) = signed_in("mentor"), "/fr/espace/aider/", said.values()
    before = browser.get("/fr/espace/").content.decode()
    offer_help(actor=cast.mentor, words="", now=now, **said)

    leave()
    after = browser.get("/fr/espace/").content.decode()
    browser.post(way, {})

    assert (way in before, way in after, f"<p>{line}</p>" in after) == (False, True, True)
    assert way not in browser.get("/fr/espace/").content.decode()


def test_so_it_does_where_the_team_has_taken_one_off_the_roster(cast, now, signed_in, clock):
    offer_help(actor=cast.mentor, words="Les CV", now=now)
    Membership.objects.filter(person=cast.mentor).update(ends_at=now)

    assert "<p>Les CV</p>" in signed_in("mentor").get("/fr/espace/").content.decode()
