"""An event is changed, cancelled, reinstated by its team: calendars and those registered follow."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from cms.actions.apply import apply
from cms.models import Application
from events.actions.details import Details
from events.actions.lives import LifeRefusal, cancel_event, change_event, reinstate_event
from events.actions.schedule import ScheduleRefusal
from events.actions.seats import register, withdraw
from events.change_forms import ChangeForm
from events.models import Event, Registration
from events.team_forms import EventForm
from hub.actions.deliver import deliver_due
from tests.events.test_feeds import FEED, add, entries


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Apéro")


def details(event, **changed):
    return Details(**{**{name: getattr(event, name) for name in Details.__dataclass_fields__}, **changed})


def change(cast, event, now, **changed):
    return change_event(actor=cast.coordinator, event_id=event.pk, details=details(event, **changed), now=now)


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def attached(message):
    return Calendar.from_ical(message.attachments[0].content).walk("VEVENT")[0]


def seated(cast, event, now, name="mentor"):
    held = register(actor=cast.people[name], event_id=event.pk, mode="in_person", now=now)
    mails()
    return held


def test_a_move_keeps_the_identity_raises_the_sequence_and_is_mailed(cast, event, now):
    seated(cast, event, now)
    before = entries(Client().get(FEED))["Apéro"]

    change(cast, event, now, wall_start="2026-12-04T19:00", wall_end="2026-12-04T21:00")

    after = entries(Client().get(FEED))["Apéro"]
    (message,) = mails()
    assert after["UID"] == before["UID"] == attached(message)["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"], attached(message)["SEQUENCE"]) == (0, 1, 2)
    assert after.decoded("DTSTAMP") == after.decoded("LAST-MODIFIED") > before.decoded("DTSTAMP")
    assert message.subject == "Changé : Apéro"
    assert "vendredi 4 décembre 2026" in message.body.replace("\xa0", " ")


def test_a_promotion_is_trained_when_its_last_day_that_takes_place_is_over(clock, cast, now):
    last, before = cast.promotion.events.filter(kind="training").order_by("-starts_at")[:2]

    def trained_at():
        cast.promotion.refresh_from_db()
        return cast.promotion.trained_at

    opened = trained_at()
    change(cast, last, now, wall_start="2027-02-02T09:30", wall_end="2027-02-02T17:00")
    moved = trained_at()
    cancel_event(actor=cast.coordinator, event_id=last.pk, now=now)

    assert opened == last.ends_at
    assert moved == Event.objects.get(pk=last.pk).ends_at
    assert trained_at() == before.ends_at


def test_another_name_is_in_the_calendars_but_in_no_mail(cast, event, now):
    seated(cast, event, now)

    change(cast, event, now, title="Grand apéro", description="Tous les deux mois.")

    assert entries(Client().get(FEED))["Grand apéro"]["SEQUENCE"] == 0
    assert mails() == []


def test_the_same_again_changes_nothing(cast, event, now):
    stamp = Event.objects.get(pk=event.pk).modified_at

    change(cast, event, now)

    assert Event.objects.get(pk=event.pk).modified_at == stamp


def test_cancelled_and_reinstated_with_the_same_identity_and_rising_numbers(cast, event, now):
    seated(cast, event, now)

    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)
    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)
    (gone,) = mails()
    shown = entries(Client().get(FEED))["Annulé\xa0: Apéro"]
    reinstate_event(actor=cast.coordinator, event_id=event.pk, now=now)
    (back,) = mails()

    assert (gone.subject, back.subject) == ("Annulé : Apéro", "A lieu, finalement : Apéro")
    assert [attached(one)["STATUS"] for one in (gone, back)] == ["CANCELLED", "CONFIRMED"]
    assert [attached(one)["SEQUENCE"] for one in (gone, back)] == [2, 3]
    assert shown["UID"] == attached(gone)["UID"] == attached(back)["UID"]
    assert ["Pour changer" in str(attached(one)["DESCRIPTION"]) for one in (gone, back)] == [False, True]
    assert "cet apéro n’a pas lieu" in gone.body
    assert "Le fichier joint retire cette date de votre agenda." in gone.body
    assert "Le fichier joint met cette date dans votre agenda." in back.body
    assert "Cet apéro a lieu, finalement" in back.body
    assert "Votre place est gardée" in back.body


def test_changes_that_follow_at_once_are_told_once_and_as_they_end(cast, event, now):
    register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    change(cast, event, now, place="Café des Tilleuls")
    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)

    (message,) = mails()

    assert message.subject == "Annulé : Apéro"


def test_whoever_gave_the_seat_back_hears_nothing(cast, event, now):
    held = seated(cast, event, now)
    withdraw(actor=cast.mentor, registration_id=held.pk, now=now)
    mails()

    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)

    assert mails() == []


@pytest.mark.parametrize("who", ["mentor", "editor", "far_coordinator"])
def test_only_the_team_of_the_branch_changes_anything(cast, event, now, who):
    for act in (cancel_event, reinstate_event):
        with pytest.raises(LifeRefusal):
            act(actor=cast.people[who], event_id=event.pk, now=now)
    with pytest.raises(LifeRefusal):
        change_event(actor=cast.people[who], event_id=event.pk, details=details(event, title="X"), now=now)

    assert Event.objects.get(pk=event.pk).title == "Apéro"


@pytest.mark.parametrize(
    ("start", "end"), [("2026-12-04T19:00", "2026-12-04T19:00"), ("2026-11-23T19:00", "2026-12-04T19:00")]
)
def test_hours_that_make_no_sense_are_refused(cast, event, now, start, end):
    with pytest.raises(ScheduleRefusal):
        change(cast, event, now, wall_start=start, wall_end=end)


def test_what_has_begun_stays_as_it_is(cast, event, now):
    with pytest.raises(LifeRefusal):
        cancel_event(actor=cast.coordinator, event_id=event.pk, now=event.starts_at + timedelta(minutes=1))


def test_a_draft_is_not_published_by_the_way(cast, event, now):
    Event.objects.filter(pk=event.pk).update(status="draft")

    for act in (cancel_event, reinstate_event):
        with pytest.raises(LifeRefusal):
            act(actor=cast.coordinator, event_id=event.pk, now=now)

    assert Event.objects.get(pk=event.pk).status == "draft"


def test_a_cancelled_date_says_so_among_one_s_own(cast, event, now, signed_in):
    seated(cast, event, now)
    before = signed_in("mentor").get("/fr/espace/").content.decode()

    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)

    assert "Annulé" not in before
    assert "Annulé" in signed_in("mentor").get("/fr/espace/").content.decode()


@pytest.mark.parametrize("typed", ["2027-03-28T02:30", "2026-10-25T02:30"])
def test_the_gaps_of_the_server_s_zone_are_not_those_of_an_event(typed):
    form = EventForm({"title": "Île", "place": "Port", "begins": typed, "ends": "2027-03-28T05:00"})

    assert form.is_valid()
    assert form.details().wall_start == typed


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59", "2027-02-30T10:00"])
def test_a_date_that_cannot_be_is_refused_in_words(cast, event, signed_in, typed):
    form = {**ChangeForm.values_of(event), "ends": typed}

    assert signed_in("coordinator").post(f"/fr/equipe/agenda/{event.pk}/", form).status_code == 422


def test_an_application_follows_its_session(clock, cast, now, answers):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    mails()

    cancel_event(actor=cast.coordinator, event_id=cast.sessions[0].pk, now=now)
    cancelled, (message,) = Application.objects.get().state, mails()
    reinstate_event(actor=cast.coordinator, event_id=cast.sessions[0].pk, now=now)

    assert (cancelled, Application.objects.get().state) == ("received", "session_chosen")
    assert "/suivi/" in message.body


def test_the_team_s_page_changes_and_cancels(cast, event, now, signed_in):
    browser, page = signed_in("coordinator"), f"/fr/equipe/agenda/{event.pk}/"
    seated(cast, event, now)
    form = {**ChangeForm.values_of(event), "begins": "2026-12-05T19:00", "ends": "2026-12-05T21:00"}

    listed = browser.get("/fr/equipe/agenda/").content.decode()
    shown = browser.get(page).content.decode()
    moved = browser.post(page, form, follow=True).content.decode()
    asked = browser.get(f"{page}annuler/").content.decode()
    gone = browser.post(f"{page}annuler/", {"act": "cancel"}, follow=True).content.decode()
    browser.post(f"{page}annuler/", {"act": "reinstate"})

    assert "Apéro" in listed
    assert "mentor@cast.example" in shown
    assert 'value="2026-12-03T18:30"' in shown
    assert "samedi 5" in moved.lower()
    assert "1 personne" in asked
    assert "Annulé" in gone
    assert Event.objects.get(pk=event.pk).status == "published"
    assert Event.objects.get(pk=event.pk).starts_at.hour == 18


def test_a_wrong_form_keeps_what_was_typed(cast, event, signed_in):
    page = f"/fr/equipe/agenda/{event.pk}/"
    wrong = {**ChangeForm.values_of(event), "title": "", "begins": "demain", "place": "Café <b>"}

    answer = signed_in("coordinator").post(page, wrong)

    assert answer.status_code == 422
    assert 'value="demain"' in answer.content.decode()
    assert "Café &lt;b&gt;" in answer.content.decode()


@pytest.mark.parametrize(("mode", "status"), [("in_person", 422), ("hybrid", 422), ("online", 302)])
def test_nobody_is_sent_to_no_place(cast, event, now, signed_in, mode, status):
    Event.objects.filter(pk=event.pk).update(mode=mode, seats_online=5)
    event.refresh_from_db()
    nowhere = {**ChangeForm.values_of(event), "place": ""}

    answer = signed_in("coordinator").post(f"/fr/equipe/agenda/{event.pk}/", nowhere)

    assert answer.status_code == status
    assert ("Dites où cela se passe" in answer.content.decode()) == (status == 422)


def test_the_list_of_the_team_asks_as_much_for_one_as_for_many(clock, cast, now, signed_in, django_assert_num_queries):
    browser = signed_in("coordinator")

    def count(many):
        for _ in range(many):
            add(cast, now)
        with django_assert_num_queries(14, exact=False) as counted:
            browser.get("/fr/equipe/agenda/")
        return len(counted)

    assert count(1) == count(20)


def test_who_is_offered_a_seat_is_told_a_shorter_time_where_the_event_comes_sooner(cast, now):
    event = add(cast, now, title="Apéro", start="2026-12-18T18:30", end="2026-12-18T20:30", seats_in_person=1)
    held, offered = [
        register(actor=cast.people[name], event_id=event.pk, mode="in_person", now=now, wait=True)
        for name in ("mentor", "other_mentor")
    ]
    withdraw(actor=cast.mentor, registration_id=held.pk, now=now)
    first = Registration.objects.get(pk=offered.pk)
    mails()

    seen = []
    for day in ("2026-12-20", "2026-11-26"):
        event = change(cast, Event.objects.get(pk=event.pk), now, wall_start=f"{day}T18:30", wall_end=f"{day}T20:30")
        seen.append((Registration.objects.get(pk=offered.pk), mails()))

    (later, heard), (sooner, told) = seen
    assert (later.offered_until, later.sequence) == (first.offered_until, first.sequence)
    assert now < sooner.offered_until < event.starts_at and sooner.sequence == first.sequence + 1
    assert [one.to for one in told] == [one.to for one in heard] and len(told) == 1
