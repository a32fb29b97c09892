"""Perhaps, no, and a first yes from a mail: what each takes, where it shows, and who may be asked."""

import re
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.actions.promotions import remove_from_roster
from community.models import Audience, Membership
from events.actions.links import choose_invitations, open_link
from events.actions.lives import cancel_event
from events.actions.replies import invite, say_answer
from events.actions.seats import SeatRefusal, register, withdraw
from events.models import Event, MailedEntries, Registration
from events.models.seats import count_seats
from events.notices import seat_link
from hub.actions.deliver import deliver_due
from hub.journal import Entry
from hub.models import Notice
from tests.cast import person
from tests.events.readers import READERS, entries_of
from tests.events.test_feeds import add, entries

State, Said = Registration.State, Registration.Said


@pytest.fixture
def evening(clock, cast, now):
    return add(cast, now, audience=Audience.BRANCH, seats_in_person=2, guests=1)


def mailed(cast, now, event):
    """The link in the only invitation that leaves."""
    invite(actor=cast.coordinator, event_id=event.pk, now=now)
    deliver_due(now=now)
    (sent,) = [one for one in mail.outbox if "Viendrez-vous" in one.subject]
    return re.search(rf"{settings.HUB_URL}(/place/[^\s?]+)", sent.body)[1]


def mine(cast, event):
    return Registration.objects.get(person=cast.mentor, event=event)


def test_the_invitation_goes_once_to_those_it_is_meant_for_and_who_have_not_answered(evening, cast, now):
    seated, gone, silent = (person(name) for name in ("seated", "gone", "silent"))
    for one in (seated, gone, silent):
        Membership.objects.create(promotion=cast.promotion, person=one, role="mentor", starts_at=now)
    register(actor=seated, event_id=evening.pk, mode="in_person", now=now)
    withdraw(
        actor=gone,
        registration_id=register(actor=gone, event_id=evening.pk, mode="in_person", now=now).pk,
        now=now,
    )
    choose_invitations(actor=silent, wanted=False)

    first = invite(actor=cast.coordinator, event_id=evening.pk, now=now)
    again = invite(actor=cast.coordinator, event_id=evening.pk, now=now)

    assert (first, again) == (1, 0)
    assert list(Notice.objects.filter(kind="event.invited").values_list("person", flat=True)) == [cast.mentor.pk]
    assert mine(cast, evening).said == Said.ASKED


@pytest.mark.parametrize(
    ("audience", "asked"),
    [
        ("promotion", {"mentor"}),
        ("branch", {"mentor"}),
        ("mentors", {"mentor"}),
        ("trained", set()),
        ("duo", set()),
        ("public", {"mentor"}),
    ],
)
def test_nobody_is_asked_for_what_is_not_meant_for_them(clock, cast, now, audience, asked):
    event = add(cast, now, audience=audience, promotion=cast.promotion if audience == "promotion" else None)

    invite(actor=cast.coordinator, event_id=event.pk, now=now)

    rows = Registration.objects.filter(event=event).select_related("person")
    assert {row.person.email.partition("@")[0] for row in rows} == asked


def test_a_first_yes_from_the_mail_takes_a_seat_with_guests_and_no_account_is_asked_for(evening, cast, now):
    link = mailed(cast, now, evening)

    shown = Client().get(link + "?dire=oui").content.decode()
    untouched = mine(cast, evening).state
    Client().post(link, {"come": "in_person", "guests": "1"})
    Client().post(link, {"come": "in_person", "guests": "1"})

    assert re.search(r'name="come" value="in_person"\s+autofocus', shown)
    assert untouched == State.WITHDRAWN
    seat = mine(cast, evening)
    assert (seat.state, seat.guests, seat.said) == (State.CONFIRMED, 1, "")
    assert Notice.objects.filter(kind="event.registered", person=cast.mentor).count() == 1
    assert 'value="withdraw"' in Client().get(link).content.decode()


def test_perhaps_from_the_mail_takes_no_seat_and_keeps_none(evening, cast, now):
    link = mailed(cast, now, evening)

    Client().post(link, {"act": "maybe"})

    seats = count_seats([evening], now)[evening.pk, "in_person"]
    assert (mine(cast, evening).said, seats.taken, seats.waiting, seats.left) == (Said.MAYBE, 0, 0, 2)
    assert "Vous avez répondu\u00a0: peut-être" in Client().get(link).content.decode()
    assert set(Notice.objects.filter(person=cast.mentor).values_list("kind", flat=True)) == {"event.invited"}


def test_no_from_the_mail_is_an_answer_that_can_be_changed(evening, cast, now):
    link = mailed(cast, now, evening)

    answers = []
    for fields in ({"act": "no"}, {"act": "maybe"}, {"come": "in_person"}):
        Client().post(link, fields)
        row = mine(cast, evening)
        answers.append((row.state, row.said))

    assert answers == [(State.WITHDRAWN, "no"), (State.WITHDRAWN, "maybe"), (State.CONFIRMED, "")]


def test_where_it_is_full_the_link_joins_the_line_and_perhaps_does_not(evening, cast, now):
    for name in ("first", "second"):
        one = person(name)
        Membership.objects.create(promotion=cast.promotion, person=one, role="mentor", starts_at=now)
        register(actor=one, event_id=evening.pk, mode="in_person", now=now)
    link = mailed(cast, now, evening)

    Client().post(link, {"act": "maybe"})
    held = mine(cast, evening)
    refused = Client().post(link, {"come": "in_person"})
    Client().post(link, {"come": "in_person", "wait": "1"})

    assert held.queue_number is None
    assert refused.status_code == 409
    assert mine(cast, evening).state == State.WAITING


def test_a_link_of_somebody_who_gave_a_seat_back_takes_none_by_itself(evening, cast, now):
    held = register(actor=cast.mentor, event_id=evening.pk, mode="in_person", now=now)
    withdraw(actor=None, registration_id=held.pk, now=now)
    link = seat_link(held).removeprefix(settings.HUB_URL)

    answer = Client().post(link, {"come": "in_person"})

    assert answer.status_code == 409
    assert mine(cast, evening).state == State.WITHDRAWN


def test_the_link_shows_and_takes_nothing_once_one_does_not_see_the_event(evening, cast, now, clock):
    link = mailed(cast, now, evening)
    clock.shift(60)
    membership = Membership.objects.get(person=cast.mentor)
    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=timezone.now())

    assert Client().get(link).status_code == 404
    assert Client().post(link, {"come": "in_person"}).status_code == 404
    assert mine(cast, evening).state == State.WITHDRAWN


def test_no_invitation_leaves_once_it_has_nothing_to_ask(evening, cast, now):
    other = add(cast, now, title="Un jeu")
    for event in (evening, other):
        invite(actor=cast.coordinator, event_id=event.pk, now=now)
    say_answer(actor=cast.mentor, event_id=evening.pk, said="no", now=now)
    cancel_event(actor=cast.coordinator, event_id=other.pk, now=now)

    deliver_due(now=now)

    assert mail.outbox == []


def test_whoever_wants_no_more_says_so_from_the_mail_and_can_take_it_back(evening, cast, now, signed_in):
    link = mailed(cast, now, evening)

    Client().post(link, {"act": "hush"})
    hushed = MailedEntries.objects.get(person=cast.mentor)
    other = invite(actor=cast.coordinator, event_id=add(cast, now).pk, now=now)
    signed_in("mentor").post("/fr/agenda/mes-liens/courriels/", {"wanted": "1"})

    assert (hushed.invited, hushed.choice, other) == (False, "suiting", 0)
    assert MailedEntries.objects.get(person=cast.mentor).invited is True


def test_from_the_page_of_the_event_perhaps_and_no_as_well(evening, cast, now, signed_in):
    browser, page = signed_in("mentor"), f"/fr/agenda/{evening.pk}/"

    browser.post(page + "reponse/", {"said": "maybe"})
    shown = browser.get(page).content.decode()
    listed = browser.get("/fr/agenda/").content.decode()
    browser.post(page + "place/", {"mode": "in_person"})
    refused = browser.post(page + "reponse/", {"said": "no"})
    wrong = browser.post(page + "reponse/", {"said": "peut-être"})

    assert "Vous avez répondu\u00a0: peut-être" in shown
    assert "Vous avez répondu\u00a0: peut-être" in listed
    assert mine(cast, evening).state == State.CONFIRMED
    assert (refused.status_code, wrong.status_code) == (422, 422)
    assert "rendez-la d’abord" in refused.content.decode()


def test_the_same_answer_again_moves_nothing(evening, cast, now):
    first = say_answer(actor=cast.mentor, event_id=evening.pk, said="maybe", now=now)
    again = say_answer(actor=cast.mentor, event_id=evening.pk, said="maybe", now=now + timedelta(hours=1))

    assert (again.sequence, again.modified_at) == (first.sequence, first.modified_at)
    assert Entry.objects.filter(verb="registration.said").count() == 1


@pytest.mark.parametrize("who", ["stranger", "other_mentor"])
def test_whoever_does_not_see_the_event_answers_nothing(evening, cast, now, who):
    with pytest.raises(SeatRefusal):
        say_answer(actor=cast.people[who], event_id=evening.pk, said="maybe", now=now)

    assert Registration.objects.filter(event=evening).count() == 0


def test_only_the_team_of_its_branch_invites(evening, cast, now):
    for who in (cast.mentor, cast.far_coordinator):
        with pytest.raises(SeatRefusal):
            invite(actor=who, event_id=evening.pk, now=now)

    assert Notice.objects.filter(kind="event.invited").count() == 0


def test_the_team_sees_who_said_what_and_how_many_are_silent(evening, cast, now, signed_in):
    other = person("silent")
    Membership.objects.create(promotion=cast.promotion, person=other, role="mentor", starts_at=now)
    page = f"/fr/equipe/agenda/{evening.pk}/"

    asked = signed_in("coordinator").get(page + "inviter/").content.decode()
    signed_in("coordinator").post(page + "inviter/")
    say_answer(actor=cast.mentor, event_id=evening.pk, said="maybe", now=now)
    shown = signed_in("coordinator").get(page).content.decode()

    assert "2 mentors et mentores de l’antenne Lille" in asked
    assert re.search(r"Peut-être\u00a0:</strong>\s*Mentor Durand", shown)
    assert "1 personne a reçu l’invitation" in shown
    assert "Silent Durand" not in shown


@pytest.mark.parametrize("reader", READERS)
def test_eight_readers_read_perhaps_as_not_yet_sure_and_then_as_sure(evening, cast, now, tmp_path, reader):
    _link, secret = open_link(actor=cast.mentor, name="Téléphone", now=now)
    found = []
    for act in (
        lambda: say_answer(actor=cast.mentor, event_id=evening.pk, said="maybe", now=now),
        lambda: register(actor=cast.mentor, event_id=evening.pk, mode="in_person", now=now),
    ):
        act()
        read = entries_of(reader, Client().get(f"/agenda/moi/{secret}.ics").content, tmp_path)
        found += [(one.title, one.start, one.status, one.sequence, one.free) for one in read if "Apéro" in one.title]

    begins = datetime.fromisoformat("2026-12-03T17:30+00:00")
    assert found == [
        ("[peut-être] Apéro", begins, "TENTATIVE", 1, True),
        ("Apéro", begins, "CONFIRMED", 2, False),
    ]


def test_perhaps_brings_a_far_date_into_one_s_calendar_only_while_one_sees_it(clock, cast, now):
    far = add(cast, now, title="À Londres", branch="londres")
    _link, secret = open_link(actor=cast.mentor, name="Téléphone", now=now)
    say_answer(actor=cast.mentor, event_id=far.pk, said="maybe", now=now)
    before = entries(Client().get(f"/agenda/moi/{secret}.ics"))
    Event.objects.filter(pk=far.pk).update(audience=Audience.BRANCH)

    assert "[peut-être] À Londres" in before
    assert "[peut-être] À Londres" not in entries(Client().get(f"/agenda/moi/{secret}.ics"))


def test_a_change_is_not_mailed_to_whoever_said_perhaps(evening, cast, now):
    say_answer(actor=cast.mentor, event_id=evening.pk, said="maybe", now=now)

    cancel_event(actor=cast.coordinator, event_id=evening.pk, now=now)

    assert Notice.objects.filter(person=cast.mentor).count() == 0
