"""A coffee proposed in a room: one message, one event, one tap to come; the team shows it to the branch or cancels it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.actions.promotions import enrol
from community.actions.rooms import RoomRefusal
from community.models import Audience, Post, Promotion, Stage
from events.actions.consents import answer_consent
from events.actions.links import open_link
from events.actions.lives import LifeRefusal, cancel_event
from events.actions.outings import NewOuting, answer_outing, propose_outing, show_to_branch
from events.actions.schedule import ScheduleRefusal
from events.actions.seats import SeatRefusal, register
from events.models import Event, Outing, Registration
from hub.db import write
from hub.live.commands import new_cid
from hub.models import LogEvent
from tests.cast import person
from tests.events.test_feeds import entries
from tests.events.test_open_to_several import open_to
from workshops.actions.promotions import open_promotion

COFFEE = NewOuting("coffee", "2026-11-26T17:00", "Café de la Gare")


@pytest.fixture
def propose(cast, now):
    """propose() is the mentor's coffee."""

    def go(new=COFFEE, **more):
        facts = {"actor": cast.mentor, "promotion": cast.promotion, "cid": new_cid(), "now": now}
        return propose_outing(**{**facts, "new": new, **more})

    return go


def comes(event):
    return sorted(Registration.objects.coming().filter(event=event).values_list("person__first_name", flat=True))


def test_a_proposal_is_a_message_and_an_event_with_its_author(propose, cast):
    written = propose()

    post, event = Post.objects.get(pk=written.target), Event.objects.get(outing__post=written.target)
    assert post.body.startswith("Qui pour un café, jeudi 26\xa0novembre")
    assert "Café de la Gare" in post.body
    assert post.more
    assert (event.audience, event.promotion, event.branch) == ("promotion", cast.promotion, cast.branches["lille"])
    assert (event.wall_start, event.wall_end) == ("2026-11-26T17:00", "2026-11-26T19:00")
    assert comes(event) == ["Mentor"]


def test_the_same_form_twice_is_one_proposal(propose):
    cid = new_cid()

    first, again = propose(cid=cid), propose(cid=cid)

    assert (first.target, again.duplicate) == (again.target, True)
    assert Outing.objects.count() == Event.objects.filter(outing__isnull=False).count() == 1


def test_what_cannot_take_place_leaves_neither_message_nor_event(propose, cast):
    events = Event.objects.count()

    with pytest.raises(ScheduleRefusal):
        propose(NewOuting("coffee", "2026-11-24T09:59", "Ici"))
    with pytest.raises(ScheduleRefusal):
        propose(NewOuting("circus", "2026-11-26T17:00", "Ici"))
    with pytest.raises(RoomRefusal):
        propose(actor=cast.other_mentor)

    assert (Post.objects.count(), Event.objects.count()) == (0, events)


def test_one_comes_and_comes_no_more_and_open_pages_hear_of_it(propose, cast, now):
    written = propose()
    event = Event.objects.get(outing__post=written.target)

    for _ in range(2):
        answer_outing(actor=cast.referent, event_id=event.pk, coming=True, now=now)
    both = comes(event)
    answer_outing(actor=cast.mentor, event_id=event.pk, coming=False, now=now)

    assert both == ["Mentor", "Referent"]
    assert comes(event) == ["Referent"]
    assert LogEvent.objects.filter(kind="vote", target=written.target).count() == 3


def test_nobody_comes_to_what_they_do_not_see_or_what_has_begun(propose, cast, now):
    event = Event.objects.get(outing__post=propose().target)

    with pytest.raises(SeatRefusal):
        answer_outing(actor=cast.other_mentor, event_id=event.pk, coming=True, now=now)
    with pytest.raises(SeatRefusal):
        answer_outing(actor=cast.referent, event_id=event.pk, coming=True, now=now + timedelta(days=3))


def test_the_team_shows_it_to_the_branch_and_nobody_else_does(propose, cast, now):
    event = Event.objects.get(outing__post=propose().target)

    with pytest.raises(LifeRefusal):
        show_to_branch(actor=cast.mentor, event_id=event.pk, now=now)
    for _ in range(2):
        event = show_to_branch(actor=cast.coordinator, event_id=event.pk, now=now)

    assert event.audience == Audience.BRANCH


def test_one_that_is_open_to_another_branch_is_never_opened_to_all_of_it_by_the_way(
    propose, cast, signed_in, now, clock
):
    event = Event.objects.get(outing__post=propose().target)
    open_to(cast, event, ["bruxelles"], [])
    room, team = f"/fr/salon/{cast.promotion.room_id}/", signed_in("referent")

    shown = team.get(room).content.decode()
    refused = team.post(f"/fr/agenda/{event.pk}/antenne/")

    event.refresh_from_db()
    assert f'href="/fr/equipe/agenda/{event.pk}/#change"' in shown
    assert f'formaction="/fr/agenda/{event.pk}/antenne/"' not in shown
    assert refused.status_code == 422 and event.audience == Audience.PROMOTION
    assert Client().get(f"/fr/agenda/{event.pk}/").status_code == 302
    assert signed_in("other_mentor").get(f"/fr/agenda/{event.pk}/").status_code == 404


@pytest.fixture
def neighbour(cast, now):
    """A mentor of another promotion of the same branch."""
    days = [date(2027, 2, day) for day in (2, 4, 9, 11)]
    facts = {"branch": cast.branches["lille"], "number": 15, "days": days, "referent": cast.referent}
    promotion = open_promotion(actor=None, now=now, **facts)
    with write():
        enrol(actor=None, promotion=promotion, person=cast.stranger, role="mentor", now=now)
    return cast.stranger


def test_the_whole_branch_is_all_of_it_where_only_some_of_the_promotion_were_meant(propose, cast, neighbour, now):
    event = Event.objects.get(outing__post=propose().target)
    Event.objects.filter(pk=event.pk).update(stage=Stage.DUO)

    show_to_branch(actor=cast.coordinator, event_id=event.pk, now=now)

    assert Event.objects.visible_to(neighbour, now).filter(pk=event.pk).exists()


def test_a_member_of_another_promotion_of_the_branch_comes_once_the_coordinator_agrees(
    propose, clock, cast, neighbour, signed_in, now
):
    event = Event.objects.get(outing__post=propose(new=NewOuting("apero", "2026-11-26T17:00", "Chez Amina")).target)
    page = f"/fr/agenda/{event.pk}/"
    _link, secret = open_link(actor=neighbour, name="Téléphone", now=now)
    public = ("/agenda/fr/le-banc.ics", "/agenda/fr/antenne/lille.ics", "/agenda/fr/choix.ics?antenne=lille")
    browser = signed_in("stranger")

    def places():
        """Where the neighbour finds it: on its page, in the agenda of the branch, in their own calendar."""
        listed = page in browser.get("/fr/agenda/?antenne=lille").content.decode()
        return (
            browser.get(page).status_code == 200,
            listed,
            event.title in entries(Client().get(f"/agenda/moi/{secret}.ics")),
        )

    before = places()
    refused = browser.post(f"/fr/agenda/{event.pk}/je-viens/", {"come": "1"}).status_code
    agreed = signed_in("coordinator").post(f"/fr/agenda/{event.pk}/antenne/").status_code
    after = places()
    browser.post(f"/fr/agenda/{event.pk}/place/", {"mode": "in_person"})

    assert (before, refused) == ((False, False, False), 404)
    assert (agreed, after) == (303, (True, True, True))
    assert comes(event) == ["Mentor", "Stranger"]
    # It is the branch's, not everybody's: what anybody can open still says nothing of it.
    assert [event.title in entries(Client().get(path)) for path in public] == [False, False, False]
    assert page not in Client().get("/fr/agenda/?antenne=lille").content.decode()


def test_a_room_names_its_own_members_and_who_agreed_and_counts_the_others(
    propose, clock, cast, neighbour, signed_in, now
):
    event = Event.objects.get(outing__post=propose().target)
    show_to_branch(actor=cast.coordinator, event_id=event.pk, now=now)
    register(actor=neighbour, event_id=event.pk, mode="in_person", now=now)
    room = f"/fr/salon/{cast.promotion.room_id}/"

    counted = signed_in("referent").get(room).content.decode()
    answer_outing(actor=cast.mentor, event_id=event.pk, coming=False, now=now)
    alone = signed_in("referent").get(room).content.decode()
    answer_consent(actor=neighbour, person=neighbour, purpose="name", given=True, now=now)
    named = signed_in("referent").get(room).content.decode()

    assert "Mentor D. et 1 autre personne viennent." in counted.replace("\xa0", " ")
    assert "1 personne vient." in alone.replace("\xa0", " ")
    assert "Stranger D." not in counted + alone and "Stranger D. vient." in named


def test_what_a_member_of_the_room_does_not_see_is_not_under_its_message(
    propose, clock, cast, neighbour, signed_in, now
):
    event = Event.objects.get(outing__post=propose().target)
    other = Promotion.objects.get(branch=event.branch, number=15)
    Event.objects.filter(pk=event.pk).update(promotion=other)
    cast.people["newcomer"] = person("newcomer")
    with write():
        enrol(actor=None, promotion=cast.promotion, person=cast.people["newcomer"], role="mentor", now=now)
    room, page = f"/fr/salon/{cast.promotion.room_id}/", f'href="/fr/agenda/{event.pk}/"'

    shown = {who: page in signed_in(who).get(room).content.decode() for who in ("mentor", "newcomer")}

    assert shown == {"mentor": True, "newcomer": False}


def test_the_way_from_the_room_to_a_message_with_a_button(signed_in, cast, clock):
    mentor, room = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/"
    page = f"/fr/promotion/{cast.promotion.pk}/cafe/"
    linked = page in mentor.get(room).content.decode()
    form = mentor.get(page).content.decode()

    typed = {"what": "coffee", "begins": "2026-11-26T17:00", "place": "1 rue du Test", "cid": new_cid()}
    shown = mentor.post(page, typed, follow=True).content.decode()
    event = Event.objects.get(outing__isnull=False)
    referent = signed_in("referent")
    answered = referent.post(f"/fr/agenda/{event.pk}/je-viens/", {"come": "1"}, follow=True).content.decode()

    assert linked
    assert 'value="2026-11-26T17:00"' in form
    assert "Café de la promotion Lille 14" in shown
    assert "Je ne viens plus" in shown
    assert "Mentor D. et Referent D. viennent." in answered
    assert f'formaction="/fr/agenda/{event.pk}/antenne/"' in answered
    assert f'formaction="/fr/agenda/{event.pk}/antenne/"' not in shown


def test_a_cancelled_one_says_so_and_takes_nobody(propose, cast, signed_in, now, clock):
    event = Event.objects.get(outing__post=propose().target)
    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)

    page = signed_in("mentor").get(f"/fr/salon/{cast.promotion.room_id}/").content.decode()

    assert "Annulé" in page
    assert "Je ne viens plus" not in page


def test_a_damaged_form_comes_back_in_words(signed_in, cast, clock):
    page = f"/fr/promotion/{cast.promotion.pk}/cafe/"
    typed = {"what": "coffee", "begins": "2026-11-26T17:00", "place": "chez Amina, 06 12 34 56 78", "cid": new_cid()}
    browser = signed_in("mentor")

    empty = browser.post(page, {})
    guarded = browser.post(page, typed)
    past = browser.post(page, {**typed, "begins": "2026-11-20T17:00", "place": "Ici"})

    assert [answer.status_code for answer in (empty, guarded, past)] == [422, 422, 422]
    assert 'name="sure"' in guarded.content.decode()
    assert "06 12 34 56 78" in guarded.content.decode()


def test_the_queries_of_a_room_do_not_grow_with_its_proposals(propose, cast, signed_in, clock):
    browser, room = signed_in("referent"), f"/fr/salon/{cast.promotion.room_id}/"

    def count():
        with CaptureQueriesContext(connection) as asked:
            browser.get(room)
        return len(asked)

    propose(NewOuting("walk", "2026-11-26T17:00", "Parc"))
    browser.get(room)
    one = count()
    for day in (27, 28):
        propose(NewOuting("walk", f"2026-11-{day}T17:00", "Parc"))

    assert count() == one


def test_whoever_was_invited_and_does_not_come_has_answered(propose, cast, now):
    event = Event.objects.get(outing__post=propose().target)
    row = Registration.objects.create(
        event=event,
        person=cast.referent,
        mode="in_person",
        state="withdrawn",
        said="asked",
        created_at=now,
        modified_at=now,
    )

    answer_outing(actor=cast.referent, event_id=event.pk, coming=False, now=now)
    answer_outing(actor=cast.mentor, event_id=event.pk, coming=False, now=now)

    row.refresh_from_db()
    assert (row.state, row.said) == ("withdrawn", "no")
    assert Registration.objects.get(event=event, person=cast.mentor).said == ""
