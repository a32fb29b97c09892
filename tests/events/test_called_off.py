"""Whoever proposed an outing calls it off by themselves, and deleting its message says that the date stays."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from community.actions.posts import delete_post
from community.actions.promotions import remove_from_roster
from community.models import Membership
from events.actions.lives import LifeRefusal
from events.actions.outings import NewOuting, answer_outing, call_off_outing, propose_outing, show_to_branch
from events.models import Event
from hub.actions.deliver import deliver_due
from hub.live.commands import new_cid
from hub.models import LogEvent


@pytest.fixture
def outing(cast, now):
    """The mentor's coffee, to which the référent comes."""
    new = NewOuting("coffee", "2026-11-26T17:00", "Café de la Gare")
    facts = {"promotion": cast.promotion, "new": new, "cid": new_cid(), "now": now}
    event = Event.objects.get(outing__post=propose_outing(actor=cast.mentor, **facts).target)
    answer_outing(actor=cast.referent, event_id=event.pk, coming=True, now=now)
    deliver_due(now=now)
    mail.outbox.clear()
    return event


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


def test_a_coffee_is_no_peer_exchange(outing, clock, signed_in):
    assert outing.kind == "outing"
    assert "Moment convivial" in text(signed_in("mentor").get(f"/fr/agenda/{outing.pk}/"))


def test_whoever_comes_is_told_once_and_open_pages_hear_of_it(outing, cast, now):
    heard = LogEvent.objects.filter(kind="vote").count()

    for _ in range(2):
        call_off_outing(actor=cast.mentor, event_id=outing.pk, now=now)
    deliver_due(now=now)

    outing.refresh_from_db()
    assert outing.status == Event.Status.CANCELLED
    assert LogEvent.objects.filter(kind="vote").count() == heard + 2
    assert sorted((one.to[0].split("<")[1], one.subject.split()[0]) for one in mail.outbox) == [
        ("mentor@cast.example>", "Annulé"),
        ("referent@cast.example>", "Annulé"),
    ]


@pytest.mark.parametrize("who", ["referent", "other_mentor", "stranger"])
def test_nobody_else_calls_it_off_on_this_way(outing, cast, now, who):
    with pytest.raises(LifeRefusal) as refusal:
        call_off_outing(actor=cast.people[who], event_id=outing.pk, now=now)

    assert refusal.value.code == "forbidden"


def test_nor_its_author_once_it_is_the_branch_s_has_begun_or_they_have_left(outing, cast, now):
    def refused(at=now):
        with pytest.raises(LifeRefusal) as refusal:
            call_off_outing(actor=cast.mentor, event_id=outing.pk, now=at)
        return refusal.value.code

    begun = refused(at=now + timedelta(days=3))
    show_to_branch(actor=cast.coordinator, event_id=outing.pk, now=now)
    shown = refused()
    Event.objects.filter(pk=outing.pk).update(audience="promotion")
    member = Membership.objects.get(promotion=cast.promotion, person=cast.mentor)
    remove_from_roster(actor=cast.referent, membership_id=member.pk, now=now)

    assert (begun, shown, refused()) == ("begun", "forbidden", "forbidden")


def test_by_forms_alone_from_the_message_and_back(outing, cast, clock, signed_in):
    room, path = f"/fr/salon/{cast.promotion.room_id}/", f"/fr/agenda/{outing.pk}/renoncer/"
    browser = signed_in("mentor")

    offered = [path in text(signed_in(who).get(room)) for who in ("mentor", "referent")]
    asked = text(browser.get(path))
    done = text(browser.post(path, follow=True))

    assert offered == [True, False]
    assert "2 personnes sont inscrites ou en attente, et prévenues par e-mail." in asked
    assert "n’a pas lieu" in done and path not in done
    assert "viennent" not in done.split("<template")[0], "nobody comes to what does not take place"
    assert signed_in("referent").get(path).status_code == 404


def test_shown_to_the_branch_its_message_says_so(outing, cast, clock, signed_in):
    room, team = f"/fr/salon/{cast.promotion.room_id}/", signed_in("coordinator")
    said = "Toute l’antenne peut le voir et venir."

    before = text(team.get(room))
    after = text(team.post(f"/fr/agenda/{outing.pk}/antenne/", follow=True))

    assert (said in before, said in after) == (False, True)
    assert f"/fr/agenda/{outing.pk}/antenne/" not in after and "Café de la Gare" in after


def test_deleting_the_message_says_that_the_date_stays_and_leads_to_calling_it_off(outing, cast, clock, signed_in, now):
    post, path = outing.outing.post, f"/fr/agenda/{outing.pk}/renoncer/"
    page = f"/fr/salon/{post.room_id}/messages/{post.pk}/supprimer/"
    browser = signed_in("mentor")

    before = text(browser.get(page))
    delete_post(actor=cast.mentor, post_id=post.pk, now=now)

    assert "reste dans l’agenda, avec les personnes qui viennent." in before and path in before
    assert browser.post(path).status_code == 303, "also once the message is gone"
    outing.refresh_from_db()
    assert outing.status == Event.Status.CANCELLED
