"""What those who are asked read, in their language; and what is not sent any more."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from community.actions.home import offer_help
from community.actions.ladder import ask_others
from community.actions.posts import delete_post
from community.actions.promotions import remove_from_roster
from community.models import Ladder, Membership, Room
from hub.actions.deliver import deliver_due
from hub.models import Notice, Role
from tests.cast import NOW
from tests.community.asking import ASKED, ask, befriend, reply

HOUR = timedelta(hours=1)


@pytest.fixture
def friends(cast, clock):
    return befriend(cast)


def climb(clock, hours=26):
    """Time goes by and whatever is due is asked; not yet mailed."""
    clock.shift((NOW + hours * HOUR - timezone.now()).total_seconds())
    return ask_others(now=timezone.now())


def sent():
    deliver_due(now=timezone.now())
    return mail.outbox


PEER_MAILS = {
    "fr": (
        "Pouvez-vous aider ? Une question attend dans la promotion Lille 14",
        "Mentor D. a posé une question dans la promotion Lille 14, sans réponse depuis 26\u00a0h\u00a0:",
        "Vous avez dit aux autres sur quoi vous pouvez aider\u00a0: «\u00a0CV et lettres\u00a0».",
    ),
    "nl": (
        "Kunt u helpen? Er wacht een vraag in lichting Lille 14",
        "Mentor D. heeft een vraag gesteld in lichting Lille 14. Al 26 uur heeft niemand geantwoord:",
        "U hebt de anderen laten weten waarmee u kunt helpen: “CV et lettres”.",
    ),
    "en": (
        "Can you help? A question waits in promotion Lille 14",
        "Mentor D. has asked something in promotion Lille 14, and nobody has answered for 26 hours:",
        "You have told the others what you can help with: “CV et lettres”.",
    ),
}


@pytest.mark.parametrize("language", PEER_MAILS)
def test_a_peer_reads_what_was_asked_and_why_it_comes_to_them(friends, clock, language):
    friends.anne.language = language
    friends.anne.save()
    question = ask(friends)

    climb(clock)

    found = next(one for one in sent() if "anne@" in one.to[0])
    subject, asked, why = PEER_MAILS[language]
    assert found.subject == subject
    for words in (asked, ASKED, why, f"/messages/{question.post_id}/", "/espace/aider/"):
        assert words in found.body
    html = found.alternatives[0].content
    assert ASKED in html and f"/messages/{question.post_id}/" in html and asked in html.replace("&nbsp;", "\u00a0")


TEAM_MAILS = {
    "fr": (
        "Promotion Lille 14 : une question reste sans réponse",
        "Vous suivez cette promotion",
        "Ni les membres",
    ),
    "nl": ("Lichting Lille 14: een vraag blijft zonder antwoord", "U begeleidt deze lichting", "Noch de leden"),
    "en": ("Promotion Lille 14: a question has had no answer", "You look after this promotion", "Neither the members"),
}


@pytest.mark.parametrize("language", TEAM_MAILS)
def test_the_referent_and_the_coordinator_read_it_too(friends, clock, language):
    for one in (friends.referent, friends.coordinator):
        one.language = language
        one.save()
    ask(friends)

    for hours in (24, 48, 72):
        climb(clock, hours)

    subject, looks_after, nobody = TEAM_MAILS[language]
    mails = {one.to[0].split("<")[1]: one for one in sent()}
    referent, coordinator = mails["referent@cast.example>"], mails["coordinator@cast.example>"]
    assert referent.subject == coordinator.subject == subject
    assert looks_after in referent.body and nobody not in referent.body and ASKED in referent.body
    assert nobody in coordinator.body and looks_after not in coordinator.body and ASKED in coordinator.body
    assert "/espace/aider/" not in referent.body + coordinator.body


def answer(cast, question):
    reply(cast, question, now=timezone.now())


def delete(cast, question):
    delete_post(actor=cast.mentor, post_id=question.post_id, now=timezone.now())


def take_back_the_offer(cast, question):
    offer_help(actor=cast.anne, words="", now=timezone.now())


def be_taken_off(cast, question):
    row = Membership.objects.get(person=cast.anne, promotion=cast.promotion)
    remove_from_roster(actor=cast.referent, membership_id=row.pk, now=timezone.now())


def switch_off(cast, question):
    Ladder.objects.create(branch=cast.promotion.branch, active=False)


@pytest.mark.parametrize("end", [answer, delete, take_back_the_offer, be_taken_off, switch_off])
def test_a_mail_that_waited_is_not_sent_once_there_is_nothing_to_ask(friends, clock, end):
    question = ask(friends)
    climb(clock)

    end(friends, question)

    assert [
        one for one in sent() if "anne@" in one.to[0] and "Lille 14" in one.subject and "aider" in one.subject
    ] == []
    asked = Notice.objects.get(kind="question.waits", person=friends.anne)
    assert asked.state == Notice.State.DROPPED


OTHER = "Comment reporter un rendez-vous ?"
SEVERAL = {
    "fr": ("2 questions restent sans réponse", "Vous suivez ces mentors", "Ni les membres ni leurs"),
    "nl": ("2 vragen blijven zonder antwoord", "U begeleidt deze mentoren", "Noch de leden, noch wie hen"),
    "en": ("2 questions have had no answer", "You look after the members there", "Neither the members there"),
}


def to(who):
    return [one for one in sent() if f"<{who}@" in one.to[0]]


@pytest.mark.parametrize("language", SEVERAL)
def test_what_is_due_at_the_same_time_is_one_mail(friends, clock, language):
    for one in (friends.referent, friends.coordinator):
        one.language = language
        one.save()
    first, second = ask(friends), ask(friends, OTHER)

    for hours in (24, 48, 72):
        climb(clock, hours)

    subject, looks_after, nobody = SEVERAL[language]
    for who, why in (("referent", looks_after), ("coordinator", nobody)):
        (found,) = to(who)
        html = found.alternatives[0].content
        assert found.subject == subject
        for words in (ASKED, OTHER, why, f"/messages/{first.post_id}/", f"/messages/{second.post_id}/"):
            assert words in found.body and words in html


def test_of_two_questions_in_a_mail_one_is_answered_before_it_leaves(friends, clock):
    first = ask(friends)
    ask(friends, OTHER)
    for hours in (24, 48):
        climb(clock, hours)

    answer(friends, first)

    (found,) = to("referent")
    assert found.subject == "Promotion Lille 14 : une question reste sans réponse"
    assert OTHER in found.body and ASKED not in found.body


ONE = "Promotion Lille 14 : une question reste sans réponse"


@pytest.mark.parametrize(("tries", "subjects"), [(0, ["2 questions restent sans réponse"]), (1, [ONE, ONE])])
def test_a_mail_that_waits_takes_along_what_comes_until_a_worker_has_held_it(friends, clock, tries, subjects):
    ask(friends)
    ask(friends, OTHER, now=NOW + HOUR)
    for hours in (24, 25, 48):
        climb(clock, hours)
    Notice.objects.update(tries=tries)

    climb(clock, 49)

    assert [one.subject for one in to("referent")] == subjects


def test_a_referent_who_looks_after_it_no_more_hears_nothing(friends, clock):
    ask(friends)
    climb(clock, 24)
    climb(clock, 48)
    Membership.objects.filter(person=friends.referent).update(ends_at=timezone.now())
    Role.objects.filter(person=friends.referent).delete()

    assert [one.to[0] for one in sent() if "referent@" in one.to[0]] == []


def test_a_coordinator_who_may_not_read_the_room_reads_no_text(friends, clock, monkeypatch):
    ask(friends)
    for hours in (24, 48, 72):
        climb(clock, hours)
    visible = type(Room.objects.all()).visible_to

    def not_to_them(rooms, person, now):
        return rooms.none() if person == friends.coordinator else visible(rooms, person, now)

    monkeypatch.setattr(type(Room.objects.all()), "visible_to", not_to_them)
    found = next(one for one in sent() if "coordinator@" in one.to[0])

    assert "Quelqu’un a posé une question dans la promotion Lille 14" in found.body
    assert ASKED not in found.body + found.alternatives[0].content and "/messages/" not in found.body
