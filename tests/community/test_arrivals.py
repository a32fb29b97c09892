"""Arriving by an invitation: who one is, the six digits, the room; nothing before the address is proven."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from community.actions.arrivals import forget_knocks, join, knock
from community.actions.invitations import InvitationRefusal, open_invitation, revoke_invitation
from community.actions.promotions import remove_from_roster
from community.models import Invitation, Knock, Membership
from hub.actions.deliver import deliver_due
from hub.live.commands import new_cid
from hub.models import Entry, LogEvent, Notice, Person, Topic

ODILE = {"first_name": "Odile", "last_name": "Moreau", "email": "odile@mail.example"}
PAGE, CODE = "/fr/arrivee/", "/fr/connexion/code/"


@pytest.fixture
def invitation(cast, clock, now):
    """A code that the référent has made."""
    return open_invitation(actor=cast.referent, promotion_id=cast.promotion.pk, days=2, cid=new_cid(), now=now)


@pytest.fixture
def at_the_door(invitation):
    """A visitor's browser that has brought the right code."""
    browser = Client()
    browser.post("/fr/i/", {"code": invitation.code.lower()})
    return browser


def six_digits():
    deliver_due(now=timezone.now())
    return re.search(r"\d{6}", mail.outbox[-1].subject)[0]


def head_of(promotion):
    return Topic.objects.get(key=promotion.room.key).head


def roster(promotion):
    return Membership.objects.current(timezone.now()).filter(promotion=promotion)


def test_from_the_code_to_the_room_in_four_pages(at_the_door, invitation, cast):
    asked = at_the_door.post(PAGE, ODILE)
    told = at_the_door.get(asked.url).content.decode()
    room = at_the_door.post(CODE, {"code": six_digits()}, follow=True)

    person = Person.objects.get(email=ODILE["email"])
    membership = roster(cast.promotion).get(person=person)
    page = room.content.decode()
    assert asked.url == CODE
    assert "Un code est en route vers odile@mail.example" in told
    assert (person.is_active, membership.role, membership.invitation) == (True, "mentor", invitation)
    assert room.request["PATH_INFO"] == f"/fr/salon/{cast.promotion.room_id}/{invitation.discussion_id}/"
    assert "Bienvenue, Odile" in page
    assert 'id="ecrire"' in page
    assert Entry.objects.filter(verb="member.add", actor=person).count() == 1
    assert LogEvent.objects.filter(kind="member.add", target=person.pk).count() == 1


def test_the_link_of_the_square_fills_the_code_in_and_tries_nothing(invitation):
    browser = Client()

    sent_on = browser.get(f"/i/{invitation.code}/")
    right = browser.get(sent_on.url)
    wrong = browser.get("/fr/i/BBBBBC/")

    assert (sent_on.status_code, sent_on.url) == (302, f"/fr/i/{invitation.code}/")
    assert f'value="{invitation.code}"' in right.content.decode()
    assert right.status_code == wrong.status_code == 200
    assert not browser.cookies
    assert Client(headers={"Accept-Language": "nl"}).get("/i/").url == "/nl/i/"


def test_nobody_is_a_member_before_their_address_is_proven(at_the_door, cast):
    at_the_door.post(PAGE, ODILE)

    guest = Person.objects.get(email=ODILE["email"])
    assert not guest.is_active
    assert not guest.memberships.exists()
    Client().post("/fr/connexion/", {"email": ODILE["email"]})
    assert Notice.objects.filter(kind="signin.code").count() == 1


def test_an_address_is_answered_the_same_whether_it_is_known_or_not(at_the_door, invitation, cast):
    def ask(**typed):
        browser = Client()
        browser.post("/fr/i/", {"code": invitation.code})
        answer = browser.post(PAGE, typed)
        page = browser.get(answer.url).content.decode()
        return answer.status_code, answer.url, page.replace(typed["email"], "…").split("<main")[1].split("csrf")[0]

    assert ask(**ODILE) == ask(**{**ODILE, "email": cast.stranger.email})
    assert ask(act="known", email="nobody@nowhere.example") == ask(act="known", email=cast.mentor.email)


def test_who_is_on_the_roster_already_comes_in_by_the_address_alone(at_the_door, cast):
    before = roster(cast.promotion).count()
    at_the_door.post(PAGE, {"act": "known", "email": cast.mentor.email.upper()})

    room = at_the_door.post(CODE, {"code": six_digits()}, follow=True)

    assert f"/salon/{cast.promotion.room_id}/" in room.request["PATH_INFO"]
    assert roster(cast.promotion).count() == before


def test_a_member_s_own_name_stays_whatever_is_typed(at_the_door, cast):
    at_the_door.post(PAGE, {**ODILE, "email": cast.stranger.email})
    at_the_door.post(CODE, {"code": six_digits()})

    cast.stranger.refresh_from_db()
    assert cast.stranger.first_name == "Stranger"
    assert roster(cast.promotion).filter(person=cast.stranger).count() == 1


def test_whoever_has_signed_in_presses_one_button(signed_in, invitation, cast):
    browser = signed_in("stranger")
    shown = browser.post("/fr/i/", {"code": invitation.code}, follow=True).content.decode()

    room = browser.post(PAGE, follow=True)

    assert "Stranger Durand" in shown
    assert f"/salon/{cast.promotion.room_id}/" in room.request["PATH_INFO"]


def test_an_applicant_who_arrives_is_the_same_person(at_the_door, cast, now, answers):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    applicant = Person.objects.get(email="elodie@mail.example")
    at_the_door.post(PAGE, {"first_name": "élodie", "last_name": "O’Connor", "email": "Elodie@mail.example"})

    at_the_door.post(CODE, {"code": six_digits()})

    assert roster(cast.promotion).filter(person=applicant).exists()


def test_a_code_withdrawn_meanwhile_takes_nobody_in(at_the_door, cast, now):
    at_the_door.post(PAGE, ODILE)
    revoke_invitation(actor=cast.referent, promotion_id=cast.promotion.pk, now=now)

    page = at_the_door.post(CODE, {"code": six_digits()}, follow=True)

    assert page.status_code == 422
    assert "Ce code a été retiré" in page.content.decode()
    assert not Person.objects.get(email=ODILE["email"]).is_active


def test_whoever_has_begun_may_end_after_midnight(at_the_door, invitation, cast, clock):
    clock.move_to(invitation.expires_at - timedelta(minutes=1))
    at_the_door.post("/fr/i/", {"code": invitation.code})
    at_the_door.post(PAGE, ODILE)
    clock.shift(timedelta(minutes=5))

    at_the_door.post(CODE, {"code": six_digits()})

    assert roster(cast.promotion).filter(person__email=ODILE["email"]).exists()


def test_whoever_was_taken_off_does_not_come_back_by_the_same_code(invitation, cast, now):
    member, _invitation = join(actor=cast.stranger, invitation_id=invitation.pk, entered_at=now, now=now)
    later = now + timedelta(hours=1)
    taken = Membership.objects.get(person=member, promotion=cast.promotion)
    remove_from_roster(actor=cast.referent, membership_id=taken.pk, now=later)

    with pytest.raises(InvitationRefusal) as caught:
        join(actor=member, invitation_id=invitation.pk, entered_at=later, now=later)

    assert caught.value.code == "taken_off"


def test_a_former_member_who_may_not_sign_in_is_not_let_back(invitation, cast, now):
    Person.objects.filter(pk=cast.other_mentor.pk).update(is_active=False)
    names = (cast.other_mentor.first_name, cast.other_mentor.last_name)

    found = knock(
        actor=None, invitation_id=invitation.pk, email=cast.other_mentor.email, names=names, entered_at=now, now=now
    )

    assert found != cast.other_mentor


def test_joining_twice_is_joining_once(invitation, cast, now):
    for _ in range(2):
        join(actor=cast.stranger, invitation_id=invitation.pk, entered_at=now, now=now)

    assert roster(cast.promotion).filter(person=cast.stranger).count() == 1


def test_the_team_sees_who_waits_for_a_code_and_who_came(at_the_door, signed_in, cast):
    page = f"/fr/promotion/{cast.promotion.pk}/invitation/"
    at_the_door.post(PAGE, ODILE)
    waiting = signed_in("referent").get(page).content.decode()

    at_the_door.post(CODE, {"code": six_digits()})
    came = signed_in("referent").get(page).content.decode()

    assert "Odile Moreau" in waiting
    assert ODILE["email"] in waiting
    assert ODILE["email"] not in came
    assert f"/retirer/{Membership.objects.get(person__email=ODILE['email']).pk}/" in came


@pytest.mark.parametrize("people", [1, 3])
def test_the_team_s_page_asks_the_same_for_one_and_for_three(
    people, invitation, cast, now, signed_in, django_assert_num_queries
):
    for number in range(people):
        names = (f"Odile{number}", "Moreau")
        for way in ("wait", "join"):
            email = f"{way}{number}@mail.example"
            guest = knock(actor=None, invitation_id=invitation.pk, email=email, names=names, entered_at=now, now=now)
            if way == "join":
                join(actor=guest, invitation_id=invitation.pk, entered_at=now, now=now)
    browser = signed_in("referent")

    with django_assert_num_queries(12):
        browser.get(f"/fr/promotion/{cast.promotion.pk}/invitation/")


def test_whoever_does_not_come_is_forgotten_after_two_days(at_the_door, cast, now):
    at_the_door.post(PAGE, ODILE)

    early, due = forget_knocks(now=now + timedelta(days=1)), forget_knocks(now=now + timedelta(days=2))

    assert (early, due) == (0, 1)
    assert not Knock.objects.exists()
    assert not Person.objects.filter(email=ODILE["email"]).exists()


def test_without_a_code_one_is_led_to_the_door(cast, clock):
    answer = Client().post(PAGE, ODILE)

    assert (answer.status_code, answer.url) == (302, "/fr/i/")


def test_a_page_of_another_site_cannot_type_a_code(invitation):
    answer = Client(headers={"Origin": "https://elsewhere.example"}).post("/fr/i/", {"code": invitation.code})

    assert answer.status_code == 403


def test_names_are_asked_for_in_words(at_the_door):
    page = at_the_door.post(PAGE, {"email": "odile"})

    assert page.status_code == 422
    assert "Écrivez votre prénom" in page.content.decode()


def test_an_address_that_looks_mistyped_is_asked_about_once(at_the_door, cast):
    mistyped = "odile@gmial.com"
    for facts in ({**ODILE, "email": mistyped}, {"email": mistyped, "act": "known"}):
        asked = at_the_door.post(PAGE, facts)
        page = asked.content.decode()
        again = at_the_door.post(PAGE, {**facts, "address_kept": mistyped})

        assert asked.status_code == 422 and "odile@gmail.com" in page
        assert f'name="address_kept" value="{mistyped}"' in page
        assert again.url == CODE

    right = at_the_door.post(PAGE, {**ODILE, "email": "odile@gmail.com", "address_kept": mistyped})
    assert right.url == CODE


def test_the_same_address_twice_at_once_is_one_member(open_house, together):
    _server, cast = open_house
    now = timezone.now()
    invitation = open_invitation(actor=cast.referent, promotion_id=cast.promotion.pk, days=2, cid=new_cid(), now=now)
    guests = [
        Person.objects.create(email="odile@mail.example", first_name="Odile", last_name=name, is_active=False)
        for name in ("Moreau", "Morel", "Morin", "Mordac")
    ]
    head = head_of(cast.promotion)

    def come(number):
        return join(actor=guests[number], invitation_id=invitation.pk, entered_at=now, now=timezone.now())[0].pk

    answers = together(come, 4)

    assert len(set(answers)) == 1
    assert Person.objects.active().filter(email="odile@mail.example").count() == 1
    assert roster(cast.promotion).filter(person__email="odile@mail.example").count() == 1
    assert head_of(cast.promotion) == head + 1
    assert Invitation.objects.count() == 1
