"""The mail that asks whether one comes: whose it is, when it leaves, how a mail program ends it."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from community.models import Audience, Membership
from events.actions.replies import invite
from events.models import MailedEntries
from hub.models import Notice
from tests.events.test_answers import Said, mailed, mine
from tests.events.test_feeds import add


@pytest.fixture
def evening(clock, cast, now):
    return add(cast, now, audience=Audience.BRANCH)


def test_a_mail_program_ends_invitations_with_one_press(evening, cast, now):
    link = mailed(cast, now, evening)
    (sent,) = [one for one in mail.outbox if "Viendrez-vous" in one.subject]
    address = sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.HUB_URL)
    body = {"List-Unsubscribe": "One-Click"}

    Client().get(address)
    Client().post(link, body)
    untouched = MailedEntries.objects.filter(person=cast.mentor, invited=False).exists()
    Membership.objects.filter(person=cast.mentor).delete()
    answer = Client().post(address, body)

    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith(link) and address not in sent.body + sent.alternatives[0].content
    assert (untouched, answer.status_code, answer.cookies) == (False, 200, {})
    assert MailedEntries.objects.get(person=cast.mentor).invited is False
    assert mine(cast, evening).said == Said.ASKED


def test_the_page_of_an_invitation_says_whose_it_is(evening, cast, now):
    link = mailed(cast, now, evening)

    assert "Pour Mentor<" in Client().get(link).content.decode()


def test_invitations_leave_by_day_unless_that_is_too_late(evening, cast, now):
    late = now.replace(hour=22)
    tight = add(cast, now, start="2026-11-26T20:00", end="2026-11-26T22:00", deadline="2026-11-25T07:00")
    for event in (evening, tight):
        invite(actor=cast.coordinator, event_id=event.pk, now=late)

    due = {notice.target_id: notice.due_at for notice in Notice.objects.filter(kind="event.invited")}

    assert due[mine(cast, evening).pk] == datetime.fromisoformat("2026-11-25T08:00+01:00")
    assert due[mine(cast, tight).pk] == late


def test_after_the_deadline_perhaps_and_no_say_whom_to_call(clock, cast, now, signed_in):
    event = add(cast, now, deadline="2026-11-25T12:00", audience=Audience.BRANCH)
    link = mailed(cast, now, event)
    clock.move_to(now + timedelta(days=2))

    answer = signed_in("mentor").post(f"/fr/agenda/{event.pk}/reponse/", {"said": "no"})
    page = Client().get(link).content.decode()

    assert answer.status_code == 422 and "closes depuis" in answer.content.decode()
    assert "Vous aimeriez encore venir" in page and 'value="no"' not in page


def test_who_is_of_the_team_is_asked_as_a_member_alone(clock, cast, now):
    Membership.objects.create(promotion=cast.promotion, person=cast.coordinator, role="mentor", starts_at=now)
    trained, near = (add(cast, now, audience=audience) for audience in (Audience.TRAINED, Audience.BRANCH))

    numbers = [invite(actor=cast.coordinator, event_id=event.pk, now=now) for event in (trained, near)]

    assert numbers == [0, 2]


def test_the_link_that_ends_invitations_says_so_and_leaves_the_seat(evening, cast, now):
    link = mailed(cast, now, evening)
    Client().post(link, {"come": "in_person"})

    page = Client().get(link + "?dire=stop").content.decode()
    untouched = MailedEntries.objects.filter(person=cast.mentor, invited=False).exists()
    pressed = Client().post(link + "?dire=stop", {"act": "hush"}, follow=True).content.decode()
    stopped = MailedEntries.objects.get(person=cast.mentor).invited
    again = Client().post(link + "?dire=stop", {"act": "invite"}, follow=True).content.decode()

    assert (
        'value="hush" autofocus' in page and "vos places restent les vôtres" in page and 'value="withdraw"' not in page
    )
    assert f'href="{link}">Ma place</a>' in page
    assert (untouched, stopped, MailedEntries.objects.get(person=cast.mentor).invited) == (False, False, True)
    assert "Vous ne recevez plus d’invitations" in pressed and 'value="hush"' in again
    assert mine(cast, evening).state == "confirmed"


def test_it_works_where_the_date_is_not_shown_any_more_and_shows_nothing_of_it(evening, cast, now):
    link = mailed(cast, now, evening)
    Membership.objects.filter(person=cast.mentor).delete()

    gone = Client().get(link)
    page = Client().get(link + "?dire=stop").content.decode()
    Client().post(link + "?dire=stop", {"act": "maybe"})
    Client().post(link + "?dire=stop", {"act": "hush"})

    assert gone.status_code == 404 and evening.title not in page
    assert MailedEntries.objects.get(person=cast.mentor).invited is False
    assert mine(cast, evening).said == Said.ASKED
