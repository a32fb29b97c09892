"""Invitations: the team opens and withdraws them; a code is tried, counted, and says what is the matter with it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from community.actions.invitations import LETTERS, InvitationRefusal, enter_code, open_invitation, revoke_invitation
from community.actions.rooms import archive_room
from community.models import Discussion, Invitation, Post
from hub.limits import TooMany
from hub.live.commands import new_cid
from hub.models import Entry

HERE = "192.0.2.7"


@pytest.fixture
def invite(cast, now):
    """invite() is a code that the référent has made."""

    def make(days=2, cid=None):
        return open_invitation(
            actor=cast.referent, promotion_id=cast.promotion.pk, days=days, cid=cid or new_cid(), now=now
        )

    return make


def refusal_of(code, now, address=HERE):
    with pytest.raises(InvitationRefusal) as caught:
        enter_code(code=code, address=address, now=now)
    return caught.value.code


def test_a_code_is_six_clear_letters_and_lasts_until_midnight(invite, cast):
    invitation = invite()

    assert len(invitation.code) == 6
    assert set(invitation.code) <= set(LETTERS)
    assert not set(LETTERS) & set("AEIOUL0125")
    assert invitation.expires_at.isoformat() == "2026-11-26T00:00:00+01:00"
    assert Entry.objects.filter(verb="invitation.opened", actor=cast.referent).count() == 1


def test_the_first_code_opens_a_discussion_with_three_questions_and_the_next_keeps_it(invite, cast):
    first, second = invite(), invite()

    discussion = Discussion.objects.get(title__startswith="Présentons-nous")
    post = Post.objects.get(discussion=discussion)
    assert (first.discussion, second.discussion) == (discussion, discussion)
    assert post.author == cast.referent
    assert [line[:2] for line in post.body.splitlines()[1:]] == ["1.", "2.", "3."]


def test_a_new_code_withdraws_the_one_before(invite, now):
    first, second = invite(), invite()

    assert refusal_of(first.code, now) == "revoked"
    assert enter_code(code=second.code, address=HERE, now=now) == second


def test_the_same_form_twice_makes_one_code(invite):
    cid = new_cid()

    assert invite(cid=cid) == invite(cid=cid)
    assert Invitation.objects.count() == 1


def test_only_the_team_of_the_branch_and_its_own_referents_invite(cast, now):
    for actor in (cast.mentor, cast.far_coordinator, cast.trainer):
        with pytest.raises(InvitationRefusal) as caught:
            open_invitation(actor=actor, promotion_id=cast.promotion.pk, days=2, cid=new_cid(), now=now)
        assert caught.value.code == "forbidden"


def test_a_code_may_be_written_in_any_way(invite, now):
    invitation = invite()
    spaced = f" {invitation.code[:3].lower()}-{invitation.code[3:]} "

    assert enter_code(code=spaced, address=HERE, now=now) == invitation


def test_what_is_the_matter_with_a_code(invite, cast, now):
    invitation = invite()

    assert refusal_of("BBBBBB" if invitation.code != "BBBBBB" else "CCCCCC", now) == "code"
    assert refusal_of("AB", now) == "code"
    assert refusal_of(invitation.code, now + timedelta(days=2)) == "expired"
    revoke_invitation(actor=cast.referent, promotion_id=cast.promotion.pk, now=now)
    revoke_invitation(actor=cast.referent, promotion_id=cast.promotion.pk, now=now)
    assert refusal_of(invitation.code, now) == "revoked"
    assert Entry.objects.filter(verb="invitation.revoked").count() == 1


def test_nobody_joins_what_has_ended(invite, cast, now):
    invitation = invite()
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)

    assert refusal_of(invitation.code, now) == "archived"


def test_twenty_wrong_tries_from_one_place_are_enough_and_right_ones_do_not_count(invite, now):
    invitation = invite()
    for _ in range(30):
        enter_code(code=invitation.code, address=HERE, now=now)
    for _ in range(20):
        refusal_of("BBBBBC", now)

    with pytest.raises(TooMany):
        enter_code(code=invitation.code, address=HERE, now=now)

    assert enter_code(code=invitation.code, address="192.0.2.8", now=now) == invitation
    assert enter_code(code=invitation.code, address=HERE, now=now + timedelta(minutes=15)) == invitation


def test_six_hundred_wrong_tries_from_anywhere_are_enough(invite, now):
    invitation = invite()
    for number in range(600):
        refusal_of("BBBBBC", now, address=f"192.0.2.{number}")

    with pytest.raises(TooMany):
        enter_code(code=invitation.code, address=HERE, now=now)


def test_parallel_guesses_do_not_slip_through(open_house, together):
    def guess(_number):
        return Client().post("/fr/i/", {"code": "BBBBBC"}).status_code

    statuses = together(guess, 40)

    assert sorted(statuses) == [422] * 20 + [429] * 20


def test_the_team_s_page_shows_the_sheet_the_text_and_who_came(signed_in, cast, clock, settings):
    browser = signed_in("referent")
    page = f"/fr/promotion/{cast.promotion.pk}/invitation/"
    empty = browser.get(page).content.decode()

    browser.post(page, {"days": "2", "cid": new_cid()})
    shown = browser.get(page).content.decode()
    code = Invitation.objects.get().code

    assert "Créer un code" in empty
    assert f"{settings.HUB_URL}/i/{code}/ (code {code})" in shown
    assert re.search(
        "Le code est valable jusqu’au <strong><time [^>]*>mercredi 25\xa0novembre</time></strong> inclus", shown
    )
    assert 'class="qr"' in shown
    browser.post(page, {"act": "revoke"})
    assert code not in browser.get(page).content.decode()


def test_a_promotion_s_page_leads_the_team_there_and_nobody_else(signed_in, cast, clock):
    path = f"/fr/promotion/{cast.promotion.pk}/"

    assert f"{path}invitation/" in signed_in("referent").get(path).content.decode()
    assert f"{path}invitation/" not in signed_in("mentor").get(path).content.decode()


def test_a_damaged_form_makes_no_code(signed_in, cast, clock):
    browser = signed_in("referent")
    page = f"/fr/promotion/{cast.promotion.pk}/invitation/"

    answers = [browser.post(page, {"days": "400", "cid": new_cid()}), browser.post(page, {"days": "2", "cid": "x"})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert Invitation.objects.count() == 0
