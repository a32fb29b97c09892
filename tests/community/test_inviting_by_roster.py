"""Inviting by a référent who is on the roster alone: as the team does, while they are on it, and no longer."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from community.actions.arrivals import join, knock
from community.actions.invitations import InvitationRefusal, open_invitation, revoke_invitation
from community.actions.promotions import add_to_roster, remove_from_roster, take_off
from community.actions.rooms import archive_room
from community.models import Invitation, Membership, Post, Promotion
from hub.live.commands import new_cid
from hub.models import Entry
from tests.held import carry_out_while_held


@pytest.fixture
def invite(cast, now):
    """invite("stranger") is a code that they make for the mentor's promotion."""

    def make(who="stranger", at=now, **more):
        facts = {"promotion_id": cast.promotion.pk, "days": 2, "cid": new_cid(), **more}
        return open_invitation(actor=cast.people[who], now=at, **facts)

    return make


@pytest.fixture
def page(cast):
    return f"/fr/promotion/{cast.promotion.pk}/invitation/"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def place_of(person, promotion):
    return Membership.objects.get(person=person, promotion=promotion)


def refusal_of(act, **facts):
    with pytest.raises(InvitationRefusal) as caught:
        act(**facts)
    return caught.value.code


def test_they_make_a_code_and_withdraw_it(by_roster, invite, cast, now):
    before = invite("referent")
    mine = invite()

    assert Post.objects.get(discussion=mine.discussion).author == cast.referent, "the discussion of the code before"
    assert set(Invitation.objects.filter(revoked_at=None)) == {mine}, "theirs takes the place of the team's"
    assert before.discussion == mine.discussion
    for _ in range(2):
        revoke_invitation(actor=by_roster, promotion_id=cast.promotion.pk, now=now)
    assert not Invitation.objects.open(now).exists()
    lines = Entry.objects.filter(verb__startswith="invitation.", actor=by_roster).order_by("pk")
    assert list(lines.values_list("verb", flat=True)) == ["invitation.opened", "invitation.revoked"]


def test_the_first_code_opens_the_discussion_in_their_name(by_roster, invite):
    assert Post.objects.get(discussion=invite().discussion).author == by_roster


def test_whoever_is_on_it_no_longer_or_not_yet_or_elsewhere_is_refused_in_words(by_roster, invite, cast, now):
    elsewhere = {"promotion_id": cast.other_promotion.pk}
    assert refusal_of(invite, **elsewhere) == "forbidden"

    Membership.objects.filter(person=by_roster).update(starts_at=now + timedelta(days=1))
    assert refusal_of(invite) == "forbidden"
    Membership.objects.filter(person=by_roster).update(starts_at=now - timedelta(days=1), ends_at=now)
    assert refusal_of(invite) == "forbidden"
    assert refusal_of(revoke_invitation, actor=by_roster, promotion_id=cast.promotion.pk, now=now) == "forbidden"
    with override("fr"), pytest.raises(InvitationRefusal) as caught:
        invite()
    assert caught.value.message.startswith("Seules les personnes référentes et l’équipe de l’antenne")
    assert not Invitation.objects.exists()


def test_nobody_invites_into_what_has_ended(by_roster, invite, cast, now, signed_in, page):
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)

    assert [refusal_of(invite, who=who) for who in ("stranger", "referent")] == ["archived", "archived"]
    assert signed_in("stranger").get(page).status_code == 404


def test_their_page_shows_the_sheet_who_came_and_who_waits_and_takes_nobody_off(
    by_roster, cast, clock, now, signed_in, page, settings
):
    browser = signed_in("stranger")
    browser.post(page, {"days": "2", "cid": new_cid()})
    code = Invitation.objects.get()
    names = {"Odile": "odile@mail.example", "Marc": "marc@mail.example"}
    facts = {"invitation_id": code.pk, "entered_at": now, "now": now}
    guests = [knock(actor=None, email=email, names=(name, "Moreau"), **facts) for name, email in names.items()]
    join(actor=guests[0], **facts)

    theirs, team = text(browser.get(page)), text(signed_in("referent").get(page))

    off = f"/retirer/{place_of(guests[0], cast.promotion).pk}/"
    for shown in (theirs, team):
        assert f"{settings.HUB_URL}/i/{code.code}/ (code {code.code})" in shown
        assert "Odile Moreau" in shown and "marc@mail.example" in shown and "odile@mail.example" not in shown
    assert [off in theirs, off in team] == [False, True]
    tells = "L’équipe de l’antenne retire cette personne de la promotion"
    assert [tells in theirs, tells in team] == [True, False]
    assert 'href="tel:+33353010001"' in theirs
    browser.post(page, {"act": "revoke"})
    assert not Invitation.objects.open(now).exists()


def test_a_code_lets_nobody_back_whose_place_has_ended_since(by_roster, invite, cast, now):
    """Those who made it, those whom the team had put there, and those who came by it (test_arrivals.py)."""
    code, later = invite(), now + timedelta(hours=1)
    for person in (by_roster, cast.mentor):
        remove_from_roster(actor=cast.coordinator, membership_id=place_of(person, cast.promotion).pk, now=later)
    facts = {"invitation_id": code.pk, "entered_at": later, "now": later}

    assert [refusal_of(join, actor=person, **facts) for person in (by_roster, cast.mentor)] == ["taken_off"] * 2
    assert not Membership.objects.current(later).filter(person__in=[by_roster, cast.mentor]).exists()

    fresh = invite("referent", at=later + timedelta(minutes=1))
    join(actor=cast.mentor, invitation_id=fresh.pk, entered_at=fresh.created_at, now=fresh.created_at)
    assert Membership.objects.current(fresh.created_at).filter(person=cast.mentor).exists()


def test_whoever_was_put_back_is_let_through(by_roster, invite, cast, now):
    code, later = invite(), now + timedelta(hours=1)
    remove_from_roster(actor=cast.coordinator, membership_id=place_of(cast.mentor, cast.promotion).pk, now=later)
    facts = {"actor": cast.coordinator, "promotion_id": cast.promotion.pk, "person": cast.mentor, "now": later}
    again = add_to_roster(role="mentor", **facts)

    member, _code = join(actor=cast.mentor, invitation_id=code.pk, entered_at=later, now=later)

    assert list(Membership.objects.current(later).filter(person=member)) == [again]


@pytest.mark.race
def test_whoever_is_taken_off_while_their_form_waits_makes_no_code_and_reads_nothing_more(open_house):
    _base, cast = open_house
    now, browser, answers = timezone.now(), Client(), []
    facts = {"actor": cast.coordinator, "promotion_id": cast.promotion.pk, "now": now}
    held = add_to_roster(person=cast.stranger, role="referent", **facts)
    standing = open_invitation(days=2, cid=new_cid(), **facts)
    browser.force_login(cast.stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = f"/fr/promotion/{cast.promotion.pk}/invitation/"

    def hold():
        Promotion.objects.select_for_update().get(pk=cast.promotion.pk)
        take_off([held], actor=cast.coordinator, now=timezone.now())

    done = carry_out_while_held(
        hold,
        {"posts": lambda: answers.append(browser.post(page, {"days": "2", "cid": new_cid()}))},
    )

    assert done == ["posts"]
    assert [answer.status_code for answer in answers] == [403]
    assert standing.code not in text(answers[0])
    assert list(Invitation.objects.filter(revoked_at=None)) == [standing]
