"""Who comes: first names of those who agreed, for those who come themselves; a number for the others."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from events.actions.albums import answers_at
from events.actions.consents import answer_consent
from events.actions.desk import Caller, register_caller
from events.actions.links import open_link
from events.actions.lives import cancel_event
from events.actions.seats import register, withdraw
from events.models import Consent
from hub.actions.deliver import deliver_due
from tests.cast import person
from tests.events.test_feeds import add

NAMED = "Les autres participants peuvent voir mon prénom."


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Atelier CV", seats_in_person=4, guests=2)


def page_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def seat(event, who, now, **more):
    return register(actor=who, event_id=event.pk, mode="in_person", now=now, **more)


def test_only_those_who_come_see_who_agreed_and_nothing_leaks(event, cast, now, signed_in, clock):
    secret, path = open_link(actor=cast.mentor, name="x", now=now)[1], f"/fr/agenda/{event.pk}/"
    zoe, ann, gone, waits = (person(name, language="fr") for name in ("zoe", "ann", "gone", "waits"))
    seat(event, zoe, now, answers={"name": True})
    seat(event, ann, now, answers={"name": False})
    seat(event, cast.mentor, now, answers={"name": True})
    withdraw(actor=gone, registration_id=seat(event, gone, now, answers={"name": True}).pk, now=now)
    register_caller(
        actor=cast.coordinator, event_id=event.pk, caller=Caller("Odile", "Martin", "", ""), mode="in_person", now=now
    )
    seat(event, waits, now, answers={"name": True}, wait=True)
    cast.people["waits"] = waits
    deliver_due(now=timezone.now())

    shown = page_of(signed_in("mentor").get(path))
    others = [signed_in(who).get(path) for who in ("other_mentor", "waits", "stranger", "coordinator")]
    public = [Client().get(one) for one in (path, "/fr/agenda/", "/agenda/fr/le-banc.ics", f"/agenda/moi/{secret}.ics")]

    assert "Zoe et 2 autres personnes." in shown and "Les autres voient votre prénom." in shown
    assert not any(name in shown for name in ("Ann", "Gone", "Waits", "Odile"))
    assert all(one.status_code == 200 for one in [*others, *public])
    assert not any("Zoe" in one.content.decode() for one in [*others, *public])
    assert not any("Zoe" in one.body for one in mail.outbox if "zoe@" not in one.to[0])


def test_nobody_comes_to_what_does_not_take_place(event, cast, now, signed_in):
    seat(event, cast.mentor, now)
    before = page_of(signed_in("mentor").get(f"/fr/agenda/{event.pk}/"))

    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)
    after = page_of(signed_in("mentor").get(f"/fr/agenda/{event.pk}/"))

    desk = page_of(signed_in("coordinator").get(f"/fr/equipe/agenda/{event.pk}/"))
    for words in ("Avec vous", "Mettre cette date dans mon calendrier"):
        assert (words in before, words in after) == (True, False)
    assert "Quelqu’un a téléphoné" not in desk


def test_the_choice_is_asked_at_the_registration_remembered_and_changed_at_any_time(event, cast, now, signed_in):
    member, other = signed_in("mentor"), add(cast, now, title="Apéro")
    path = f"/fr/agenda/{event.pk}/"
    blank = page_of(member.get(path))
    member.post(f"{path}place/", {"mode": "in_person", "asked": "1", "named": "1"})
    again = page_of(member.get(f"/fr/agenda/{other.pk}/"))
    member.post(f"{path}place/", {"mode": "in_person"})
    page = page_of(member.get("/fr/espace/accords/"))
    member.post("/fr/espace/accords/", {"purpose": "name", "given": "0"})
    member.post("/fr/espace/accords/", {"purpose": "name", "given": "0"})
    damaged = member.post("/fr/espace/accords/", {"purpose": "all", "given": "1"})

    assert NAMED in blank and 'name="named" value="1">' in blank
    assert 'name="named" value="1" checked' in again
    assert "Vous avez dit oui" in page
    assert [(one.given, one.version) for one in Consent.objects.order_by("pk")] == [(True, 1), (False, 1)]
    assert "Les autres ne voient pas votre prénom." in page_of(member.get(path))
    assert damaged.status_code == 422


def test_photos_are_asked_once_at_the_registration_and_the_album_reads_that_answer(event, cast, now, signed_in):
    member, online = signed_in("mentor"), add(cast, now, title="En ligne", mode="online", seats_online=3)
    path, question = f"/fr/agenda/{event.pk}/", 'name="photos"'
    blank, from_home = page_of(member.get(path)), page_of(member.get(f"/fr/agenda/{online.pk}/"))

    refused = page_of(member.post(f"{path}place/", {"mode": "online", "photos": "0"}))
    unanswered = page_of(member.post(f"{path}place/", {"mode": "in_person", "asked": "1"}, follow=True))
    open_answers = Consent.objects.filter(purpose="photo").count()
    signed_in("other_mentor").post(f"{path}place/", {"mode": "in_person", "photos": "0"})
    signed_in("stranger").post(f"{path}place/", {"mode": "in_person", "photos": "2"})
    said_no = page_of(signed_in("other_mentor").get(path))
    elsewhere = page_of(signed_in("other_mentor").get(f"/fr/agenda/{add(cast, now, title='Apéro').pk}/"))

    assert question in blank and question not in from_home and " checked" not in blank
    assert 'name="photos" value="0" checked' in refused and not open_answers
    assert "Vous n’avez pas dit si" in unanswered
    assert "Vous ne voulez pas être sur les photos" in said_no and question not in elsewhere
    said = answers_at(event)
    assert [one.pk for one in said.no] == [cast.other_mentor.pk]
    assert {one.pk for one in said.unanswered} == {cast.mentor.pk, cast.stranger.pk}


def test_queries_of_a_page_do_not_grow_with_those_who_come(event, cast, now, signed_in, django_assert_max_num_queries):
    seat(event, cast.mentor, now)
    member, path = signed_in("mentor"), f"/fr/agenda/{event.pk}/"
    member.get(path)
    with django_assert_max_num_queries(40) as first:
        member.get(path)
    for name in ("ann", "bob", "zoe"):
        one = person(name)
        seat(event, one, now)
        answer_consent(actor=one, person=one, purpose="name", given=True, now=now)
    with django_assert_max_num_queries(len(first)):
        assert "Ann, Bob, Zoe." in page_of(member.get(path))
