"""The team's desk: plan and duplicate, somebody phoned, somebody's seat, who came, the sheet on paper."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cms.actions.apply import apply
from cms.models import Application
from events.actions.seats import register
from events.models import Event, Registration
from hub.actions.deliver import deliver_due
from hub.models import Notice, Person
from tests.cast import person
from tests.events.test_feeds import add

TEAM = "/fr/equipe/agenda/"


@pytest.fixture
def desk(clock, signed_in):
    return signed_in("coordinator")


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Atelier CV", seats_in_person=2)


def filled(desk, address=f"{TEAM}nouveau/", **changed):
    """What the form holds as it is shown, with some fields typed over."""
    form = desk.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    typed = {"title": "Atelier CV", "begins": "2026-12-10T18:00", "ends": "2026-12-10T20:00"}
    return {name: value for name, value in {**shown, **typed, **changed}.items() if value is not None}


def caller(**changed):
    facts = {"first_name": "Odile", "last_name": "Martin", "phone": "03 53 01 00 00", "email": "", "mode": "in_person"}
    return {**facts, **changed}


def test_a_new_event_is_on_the_agenda_at_once_and_the_same_form_twice_makes_one(desk, cast, clock):
    form = filled(desk, audience="public")

    first = desk.post(f"{TEAM}nouveau/", {**form, "publish": "1"}, follow=True)
    desk.post(f"{TEAM}nouveau/", {**form, "publish": "1"})

    event = Event.objects.get(title="Atelier CV")
    assert "Atelier CV" in first.content.decode()
    assert (event.status, event.branch, event.zone) == ("published", cast.branches["lille"], "Europe/Paris")
    assert str(event.access) == "De plain-pied."
    assert "Atelier CV" in desk.get("/fr/agenda/?mois=2026-12").content.decode()


def test_a_draft_is_the_team_s_until_it_is_published(desk, cast, signed_in, clock):
    desk.post(f"{TEAM}nouveau/", filled(desk, audience="public"))
    event = Event.objects.get(title="Atelier CV")
    page = f"/fr/agenda/{event.pk}/"

    hidden = signed_in("mentor").get(page).status_code
    asked = desk.get(f"{TEAM}{event.pk}/annuler/").content.decode()
    desk.post(f"{TEAM}{event.pk}/annuler/", {"act": "publish"})

    assert hidden == 404
    assert "Jeter le brouillon" in asked
    assert signed_in("mentor").get(page).status_code == 200


def test_a_draft_can_be_thrown_away_and_what_was_published_cannot(desk, event, clock):
    desk.post(f"{TEAM}nouveau/", filled(desk, title="Brouillon"))
    draft = Event.objects.get(title="Brouillon")

    gone = desk.post(f"{TEAM}{draft.pk}/annuler/", {"act": "discard"})
    refused = desk.post(f"{TEAM}{event.pk}/annuler/", {"act": "discard"})

    assert gone.status_code == 302
    assert refused.status_code == 422
    assert list(Event.objects.filter(title__in=["Brouillon", "Atelier CV"])) == [event]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "Donnez-lui un titre"),
        ({"ends": "2026-12-10T17:00"}, "doit finir après"),
        ({"begins": "2026-11-20T18:00", "ends": "2026-11-20T19:00"}, "est déjà passée"),
        ({"place": ""}, "Dites où cela se passe"),
        ({"seats_in_person": ""}, "combien de personnes peuvent venir"),
        ({"mode": "online"}, "combien de personnes peuvent participer en ligne"),
        ({"audience": "promotion"}, "Choisissez la promotion"),
        ({"kind": "training"}, "Choisissez la promotion dont c’est une journée"),
        ({"branch": "999"}, "Sélectionnez un choix valide"),
    ],
)
def test_a_wrong_plan_says_what_is_wrong_and_loses_nothing(desk, cast, changed, words):
    answer = desk.post(f"{TEAM}nouveau/", filled(desk, description="Venez nombreux", **changed))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Venez nombreux" in answer.content.decode()
    assert not Event.objects.filter(title="Atelier CV").exists()


def test_another_branch_s_event_is_not_planned_by_a_hand_made_form(desk, cast):
    answer = desk.post(f"{TEAM}nouveau/", filled(desk, branch=str(cast.branches["londres"].pk)))

    assert answer.status_code == 422
    assert not Event.objects.filter(branch=cast.branches["londres"], title="Atelier CV").exists()


def test_a_copy_is_a_week_later_on_the_same_clock(desk, cast, now):
    facts = {"title": "Lunch", "kind": "lunch", "led_by": "Claire Moreau"}
    source = add(cast, now, start="2027-03-22T12:30", end="2027-03-22T14:00", **facts)

    form = desk.get(f"{TEAM}nouveau/?copie={source.pk}").context["form"]
    desk.post(
        f"{TEAM}nouveau/",
        {
            **filled(desk, f"{TEAM}nouveau/?copie={source.pk}", title="Lunch"),
            "begins": form["begins"].value(),
            "ends": form["ends"].value(),
            "publish": "1",
        },
    )

    copied = Event.objects.exclude(pk=source.pk).get(title="Lunch")
    assert (copied.wall_start, copied.kind, copied.place) == ("2027-03-29T12:30", "lunch", "Café")
    assert copied.uid != source.uid
    # They agreed to be named at that one.
    assert (source.led_by, copied.led_by) == ("Claire Moreau", "")
    assert copied.starts_at - source.starts_at == timedelta(days=7) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("days", "begins"), [(3, "2026-11-28T18:30"), (7, "2026-11-24T18:30"), (30, "2026-11-29T18:30")]
)
def test_a_copy_of_what_is_over_is_on_the_next_such_day(desk, cast, now, days, begins):
    day = f"{now - timedelta(days=days):%Y-%m-%d}"
    source = add(cast, now, start=f"{day}T18:30", end=f"{day}T20:30", deadline=f"{day}T12:00")

    form = desk.get(f"{TEAM}nouveau/?copie={source.pk}").context["form"]

    assert form["begins"].value() == begins
    assert form["deadline"].value() == f"{begins[:10]}T12:00"


@pytest.mark.parametrize("copied", ["999", "abc", "9" * 40, "²"])
def test_a_copy_of_nothing_is_an_honest_answer(desk, copied):
    assert desk.get(f"{TEAM}nouveau/?copie={copied}").status_code in {200, 404}


def test_who_phones_has_a_seat_without_an_account_or_an_address(desk, event):
    page = desk.post(f"{TEAM}{event.pk}/inscrire/", caller()).content.decode()
    desk.post(f"{TEAM}{event.pk}/inscrire/", caller())

    held = Registration.objects.get(event=event)
    assert "dites-leur le jour et le lieu" in page.replace("\xa0", " ")
    assert (held.state, held.person.full_name, held.person.is_active) == ("confirmed", "Odile Martin", False)
    assert not Notice.objects.exists()


def test_an_address_brings_the_confirmation_and_a_member_is_recognised(desk, event, cast):
    desk.post(f"{TEAM}{event.pk}/inscrire/", caller(email="odile@mail.example"))
    desk.post(f"{TEAM}{event.pk}/inscrire/", caller(first_name="X", email="Mentor@cast.example"))
    deliver_due(now=timezone.now())

    assert [one.to[0].split("<")[-1] for one in mail.outbox] == ["odile@mail.example>", "mentor@cast.example>"]
    assert Registration.objects.filter(event=event, person=cast.mentor).exists()
    assert Person.objects.filter(first_name="Odile").count() == 1


def test_where_all_is_taken_the_caller_waits_and_the_team_takes_the_seat_for_them(desk, event, cast):
    desk.post(f"{TEAM}{event.pk}/inscrire/", caller(first_name="Ann"))
    desk.post(f"{TEAM}{event.pk}/inscrire/", caller(first_name="Bob"))
    page = desk.post(f"{TEAM}{event.pk}/inscrire/", caller()).content.decode()
    ann, odile = (Registration.objects.get(person__first_name=name) for name in ("Ann", "Odile"))

    desk.post(f"{TEAM}{event.pk}/inscription/{ann.pk}/", {"act": "withdraw"})
    pressed_twice = desk.post(f"{TEAM}{event.pk}/inscription/{ann.pk}/", {"act": "withdraw"})
    shown = desk.get(f"{TEAM}{event.pk}/").content.decode()
    desk.post(f"{TEAM}{event.pk}/inscription/{odile.pk}/", {"act": "accept"})

    odile.refresh_from_db()
    assert "liste d’attente" in page
    assert pressed_twice.headers["Location"] == f"{TEAM}{event.pk}/"
    assert "Une place est proposée à" in shown
    assert odile.state == "confirmed"


def test_a_wrong_caller_is_told_and_nothing_typed_is_lost(desk, event):
    answer = desk.post(f"{TEAM}{event.pk}/inscrire/", caller(first_name="", phone="zéro trois"))

    assert answer.status_code == 422
    assert "zéro trois" in answer.content.decode()
    assert not Registration.objects.exists()


def test_who_came_is_noted_mended_and_told_to_the_application(desk, cast, answers, clock, now):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    application = Application.objects.get()
    held = application.registration
    page = f"{TEAM}{held.event_id}/presence/"
    early = desk.post(page, {"came": str(held.person_id)}).status_code
    clock.move_to(held.event.starts_at)

    def note(**data):
        desk.post(page, data)
        application.refresh_from_db()
        return application.state

    assert early == 422
    assert note(came=str(held.person_id)) == "present"
    assert note(came=str(held.person_id)) == "present"
    assert note(was=str(held.person_id), absent="1") == "absent"
    assert note(came=str(held.person_id)) == "present"
    assert note(was=str(held.person_id)) == "session_chosen"
    assert "Élodie" in desk.get(page).content.decode()


def test_two_who_note_at_once_do_not_undo_one_another(desk, cast, event, clock, now):
    first, second = (
        register(actor=person(f"guest_{number}"), event_id=event.pk, mode="in_person", now=now) for number in range(2)
    )
    clock.move_to(event.starts_at)
    page = f"{TEAM}{event.pk}/presence/"

    desk.post(page, {"came": str(first.person_id)})
    desk.post(page, {"came": str(second.person_id), "absent": "1"})

    assert set(Registration.objects.values_list("attendance", flat=True)) == {"present"}


def test_who_walks_in_is_let_in_although_all_is_taken(desk, event, clock, now):
    for number in range(2):
        register(actor=person(f"guest_{number}"), event_id=event.pk, mode="in_person", now=now)
    clock.move_to(event.starts_at + timedelta(minutes=5))

    page = desk.post(f"{TEAM}{event.pk}/inscrire/", caller()).content.decode()

    assert "présence notée" in page.replace("\xa0", " ")
    assert Registration.objects.get(person__first_name="Odile").attendance == "present"


def test_a_number_of_the_sheet_stays_that_person_s_whoever_walks_in(desk, event, clock, now):
    durand, petit = (person(name) for name in ("durand", "petit"))
    for one in (petit, durand):
        register(actor=one, event_id=event.pk, mode="in_person", now=now)
    clock.move_to(event.starts_at - timedelta(minutes=30))
    printed = re.findall(
        r"<td>(\d+)</td><th scope=\"row\">([^<]+)</th>", desk.get(f"{TEAM}{event.pk}/feuille/").content.decode()
    )
    clock.move_to(event.starts_at + timedelta(minutes=5))
    desk.post(f"{TEAM}{event.pk}/inscrire/", caller(last_name="Aubert"))

    ticked = desk.get(f"{TEAM}{event.pk}/presence/?numeros=2").context["ticked"]
    expected = [row.person.last_name for row in desk.get(f"{TEAM}{event.pk}/presence/").context["registrations"]]

    assert printed == [("1", "Durand Durand"), ("2", "Durand Petit")]
    assert ticked == {petit.pk}
    assert expected == ["Durand", "Durand", "Aubert"]


def test_the_sheet_holds_names_in_order_and_no_address(desk, event, clock, now):
    for name in ("zoe", "ann"):
        register(actor=person(name), event_id=event.pk, mode="in_person", now=now)

    page = desk.get(f"{TEAM}{event.pk}/feuille/").content.decode()

    names = re.findall(r'<th scope="row">Durand (\w+)</th>', page)
    assert names == ["Ann", "Zoe"]
    assert "@cast.example" not in page.partition("<table")[2].partition("</table>")[0]


@pytest.mark.parametrize("path", ["", "inscrire/", "presence/", "feuille/", "annuler/", "inscription/{held}/"])
def test_another_branch_s_team_has_no_desk_here(event, cast, signed_in, path, now):
    held = register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    address = f"{TEAM}{event.pk}/{path.format(held=held.pk)}"

    for method in ("get",) if path == "feuille/" else ("get", "post"):
        assert getattr(signed_in("far_coordinator"), method)(address).status_code == 404
    held.refresh_from_db()
    assert held.state == "confirmed"
