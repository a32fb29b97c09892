"""All the dates of a series at once: each its own seat or place on the list, one mail, and all given back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from events.actions.lives import cancel_event, reinstate_event
from events.actions.replies import say_answer
from events.actions.seats import SeatRefusal, register
from events.actions.series_seats import register_series, withdraw_series
from events.models import Event, Registration
from hub.actions.deliver import deliver_due
from tests.cast import person
from tests.events.series import apero, plan_apero
from tests.events.test_invitations import parts
from tests.events.test_lives import change as move_event
from tests.events.test_lives import mails
from tests.events.test_seats_race import alone


@pytest.fixture
def dates(clock, cast, now):
    return plan_apero(cast, now, seats_in_person=1)


def states(who):
    rows = Registration.objects.filter(person=who).order_by("event__starts_at")
    return list(rows.values_list("state", flat=True))


def everything(cast, dates, now, **more):
    facts = {"actor": cast.mentor, "event_id": dates[0].pk, "mode": "in_person", **more}
    return register_series(now=now, **facts)


def test_a_seat_at_each_and_a_place_where_it_is_full_in_one_mail_with_one_file(cast, dates, now):
    register(actor=person("first"), event_id=dates[1].pk, mode="in_person", now=now)
    cancel_event(actor=cast.coordinator, event_id=dates[4].pk, now=now)
    mails()

    everything(cast, dates, now)
    everything(cast, dates, now)

    (message,) = mails()
    entries = Calendar.from_ical(message.attachments[0].content).walk("VEVENT")
    assert states(cast.mentor) == ["confirmed", "waiting", "confirmed", "confirmed"]
    assert message.subject == "Vos dates : Apéro"
    assert [str(one["UID"]).partition("@")[0] for one in entries] == [str(dates[at].uid) for at in (0, 2, 3)]
    assert "jeudi 7 janvier 2027" in message.body.partition("liste d’attente")[2].replace("\xa0", " ")


def test_what_one_has_already_stays_as_it_is(cast, dates, now):
    held = register(actor=cast.mentor, event_id=dates[2].pk, mode="in_person", now=now)

    taken = everything(cast, dates, now)

    held.refresh_from_db()
    assert (held.state, held.sequence, len(taken)) == ("confirmed", 1, 4)


def test_the_file_of_several_dates_publishes_them_as_no_request_may_be_of_more_than_one(mailbox, cast, dates, now):
    everything(cast, dates, now)
    deliver_due(now=now)
    withdraw_series(actor=cast.mentor, event_id=dates[0].pk, now=now)
    deliver_due(now=now)

    files = [next(mail.iter_attachments()) for mail in mailbox.messages]
    wholes = [Calendar.from_ical(file.get_content()) for file in files]
    taken, given = (whole.walk("VEVENT") for whole in wholes)
    assert {(file.get_content_type(), file["Content-Type"].params["method"]) for file in files} == {
        ("text/calendar", "PUBLISH")
    }
    assert [str(whole["METHOD"]) for whole in wholes] == ["PUBLISH"] * 2
    assert {str(one["ORGANIZER"]) for one in taken + given} == {"mailto:bonjour@lebanc.example"}
    assert [one for one in taken + given if "ATTENDEE" in one] == []
    assert [str(one["UID"]) for one in taken] == [str(one["UID"]) for one in given]
    assert [(str(one["STATUS"]), one["SEQUENCE"]) for one in taken] == [("CONFIRMED", 1)] * len(dates)
    assert [(str(one["STATUS"]), one["SEQUENCE"]) for one in given] == [("CANCELLED", 2)] * len(dates)


def test_where_only_one_date_is_left_it_is_an_invitation_as_for_a_seat_alone(mailbox, cast, dates, now):
    for gone in dates[1:]:
        cancel_event(actor=cast.coordinator, event_id=gone.pk, now=now)
    everything(cast, dates, now)
    deliver_due(now=now)
    withdraw_series(actor=cast.mentor, event_id=dates[0].pk, now=now)
    deliver_due(now=now)

    inline = [parts(mail)[0] for mail in mailbox.messages]
    entries = [Calendar.from_ical(part.get_content()).walk("VEVENT")[0] for part in inline]
    assert [part["Content-Type"].params["method"] for part in inline] == ["REQUEST", "CANCEL"]
    assert [(one["SEQUENCE"], one["ATTENDEE"].params["PARTSTAT"]) for one in entries] == [
        (1, "ACCEPTED"),
        (2, "DECLINED"),
    ]
    assert "met cette date dans votre agenda" in plain(mailbox.messages[0]) and "retire cette date" in plain(
        mailbox.messages[1]
    )


def test_seats_that_were_invited_to_one_by_one_are_cancelled_one_by_one(mailbox, cast, dates, now):
    for minutes, event in enumerate(dates[:2]):
        register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now + timedelta(minutes=minutes))
    everything(cast, dates, now + timedelta(hours=1))

    told = told_of_all_given_back(mailbox, cast, dates, now)

    assert told == [("CANCEL", dates[:1]), ("CANCEL", dates[1:2]), ("PUBLISH", dates[2:])]
    assert states(cast.mentor) == ["withdrawn"] * 5


def test_and_those_that_an_invitation_of_their_own_has_changed_since(mailbox, cast, dates, now):
    everything(cast, dates, now)
    move_event(cast, dates[1], now + timedelta(minutes=1), place="Café des Halles")
    cancel_event(actor=cast.coordinator, event_id=dates[3].pk, now=now + timedelta(minutes=2))
    reinstate_event(actor=cast.coordinator, event_id=dates[3].pk, now=now + timedelta(minutes=3))
    move_event(cast, dates[4], now + timedelta(minutes=4), description="Chacun apporte quelque chose.")

    told = told_of_all_given_back(mailbox, cast, dates, now)

    assert told == [("CANCEL", dates[1:2]), ("CANCEL", dates[3:4]), ("PUBLISH", [dates[0], dates[2], dates[4]])]


def test_and_one_that_is_taken_another_way_since(mailbox, cast, dates, now):
    Event.objects.update(mode=Event.Mode.HYBRID, seats_online=2)
    everything(cast, dates, now)
    register(actor=cast.mentor, event_id=dates[2].pk, mode="online", now=now + timedelta(minutes=1))

    told = told_of_all_given_back(mailbox, cast, dates, now)

    assert told == [("CANCEL", dates[2:3]), ("PUBLISH", [*dates[:2], *dates[3:]])]


def told_of_all_given_back(mailbox, cast, dates, now):
    """[(method, dates of its file)] of the mails about it."""
    deliver_due(now=now + timedelta(hours=1))
    before = len(mailbox.messages)
    withdraw_series(actor=cast.mentor, event_id=dates[0].pk, now=now + timedelta(hours=2))
    deliver_due(now=now + timedelta(hours=2))
    by_uid, told = {str(one.uid): one for one in dates}, []
    for mail in mailbox.messages[before:]:
        part = next(one for one in mail.walk() if one.get_content_type() == "text/calendar")
        whole = Calendar.from_ical(part.get_content())
        keys = [str(one["UID"]).partition("@")[0] for one in whole.walk("VEVENT")]
        told.append((str(whole["METHOD"]), [by_uid[key] for key in keys]))
    return sorted(told, key=lambda one: (one[0], one[1][0].starts_at))


def plain(mail):
    return mail.get_body(("plain",)).get_content()


def test_all_given_back_at_once_is_one_mail_and_each_seat_goes_to_the_next(cast, dates, now):
    everything(cast, dates, now)
    register(actor=cast.other_mentor, event_id=dates[1].pk, mode="in_person", now=now, wait=True)
    mails()

    withdraw_series(actor=cast.mentor, event_id=dates[3].pk, now=now)
    withdraw_series(actor=cast.mentor, event_id=dates[3].pk, now=now)

    sent = {one.subject: one for one in mails()}
    gone = Calendar.from_ical(sent["Places rendues : Apéro"].attachments[0].content).walk("VEVENT")
    assert states(cast.mentor) == ["withdrawn"] * 5
    assert states(cast.other_mentor) == ["offered"]
    assert set(sent) == {"Places rendues : Apéro", "Une place s’est libérée : Apéro"}
    assert {str(one["STATUS"]) for one in gone} == {"CANCELLED"}


def test_only_what_one_sees_and_what_is_open_is_taken(cast, dates, now):
    Event.objects.filter(pk=dates[1].pk).update(audience="promotion", promotion=cast.other_promotion)
    Event.objects.filter(pk=dates[2].pk).update(status="draft")

    everything(cast, dates, now)

    seats = set(Registration.objects.filter(person=cast.mentor).values_list("event", flat=True))
    assert seats == {dates[0].pk, dates[3].pk, dates[4].pk}


def test_no_series_no_way_of_taking_part_or_nothing_to_come_is_refused_in_words(cast, dates, now):
    for facts in ({"event_id": apero(cast, now).pk}, {"mode": "online"}, {"mode": ""}, {"event_id": 99_999}):
        with pytest.raises(SeatRefusal):
            everything(cast, dates, now, **facts)
    with pytest.raises(SeatRefusal):
        everything(cast, dates, dates[4].starts_at)

    assert not Registration.objects.filter(person=cast.mentor).exists()


def test_a_member_does_it_from_the_page_of_any_date(cast, dates, now, signed_in):
    browser, page = signed_in("mentor"), f"/fr/agenda/{dates[2].pk}/"
    register(actor=person("first"), event_id=dates[1].pk, mode="in_person", now=now)

    offered = browser.get(page).content.decode().replace("\xa0", " ")
    taken = browser.post(f"{page}serie/", {"mode": "in_person"}, follow=True).content.decode().replace("\xa0", " ")
    asked = browser.get(f"{page}serie/annuler/").content.decode().replace("\xa0", " ")
    left = browser.post(f"{page}serie/annuler/", follow=True).content.decode().replace("\xa0", " ")
    refused = browser.post(f"{page}serie/", {"mode": "by_post"})

    assert "Je participe aux 5 dates" in offered
    assert "1 date est complète" in offered
    assert "Vous avez une place à 4 dates, et attendez pour 1" in taken
    assert "jeudi 3 décembre 2026" in asked.lower()
    assert "Vous avez une place à" not in left
    assert refused.status_code == 422
    assert browser.get(f"{page}serie/annuler/").status_code == 404


def test_what_can_no_longer_be_given_back_is_said_and_what_is_cancelled_is_no_seat(cast, dates, now, signed_in):
    everything(cast, dates, now)
    cancel_event(actor=cast.coordinator, event_id=dates[4].pk, now=now)
    Event.objects.filter(pk=dates[0].pk).update(closes_at=now)
    browser, page = signed_in("mentor"), f"/fr/agenda/{dates[2].pk}/"

    shown = browser.get(page).content.decode().replace("\xa0", " ")
    asked = browser.get(f"{page}serie/annuler/").context
    browser.post(f"{page}serie/annuler/")
    last = browser.get(f"{page}serie/annuler/")

    assert "Vous avez une place à 4 dates" in shown
    assert [one.event.pk for one in asked["kept"]] == [dates[0].pk]
    assert [one.event.pk for one in asked["freed"]] == [one.pk for one in dates[1:4]]
    assert "Appelez-nous" in last.content.decode()
    assert "<button" not in last.content.decode().partition("<main")[2].partition("</main")[0]


def test_a_visitor_sees_the_dates_and_no_button(dates, client):
    page = client.get(f"/fr/agenda/{dates[2].pk}/").content.decode()

    assert "premier jeudi du mois" in page
    assert "/serie/" not in page


@pytest.mark.race
def test_two_series_wide_wishes_at_once_give_every_seat_once(open_house, together):
    _base, cast = open_house
    now = timezone.now()
    dates = plan_apero(cast, now, seats_in_person=3)
    people = [person(f"guest_{number}") for number in range(8)]

    together(
        lambda number: alone(
            lambda: register_series(
                actor=people[number], event_id=dates[number % 5].pk, mode="in_person", now=timezone.now()
            )
        ),
        8,
    )

    for one in dates:
        rows = Registration.objects.filter(event=one)
        waiting = list(rows.first_come_first().values_list("queue_number", flat=True))
        assert (rows.coming().count(), waiting) == (3, [1, 2, 3, 4, 5])


@pytest.mark.race
def test_the_same_series_sent_twice_at_once_is_made_once(open_house, together):
    _base, cast = open_house

    together(lambda _number: alone(lambda: plan_apero(cast, timezone.now())), 4)

    assert Event.objects.filter(title="Apéro").count() == 5


def test_a_date_one_said_no_to_is_not_taken_with_the_others(cast, dates, now, signed_in):
    say_answer(actor=cast.mentor, event_id=dates[1].pk, said="no", now=now)
    say_answer(actor=cast.mentor, event_id=dates[2].pk, said="maybe", now=now)
    page = signed_in("mentor").get(f"/fr/agenda/{dates[0].pk}/").content.decode()

    everything(cast, dates, now)

    assert "Je participe aux 4 dates" in page.replace("\xa0", " ") and page.count("je ne peux pas venir") == 1
    assert states(cast.mentor) == ["confirmed", "withdrawn", "confirmed", "confirmed", "confirmed"]
    assert Registration.objects.get(person=cast.mentor, event=dates[1]).said == "no"
