"""Nobody loses a room silently: whoever the team takes off, whose time ends, and who stands in hear of it by mail."""

from datetime import date, timedelta

import pytest

from community.absence_notices import stand_in, stood_in
from community.actions.home import end_absence, note_absence
from community.actions.journeys import move_mentor, undo_stage
from community.actions.leaving import leave_promotion
from community.actions.parting import announce_terms
from community.actions.posts import write_post
from community.actions.promotions import add_to_roster, remove_from_roster
from community.leaving_notices import removed, term
from community.models import Absence, JourneyMove, Membership
from hub.actions.deliver import write_message
from hub.live.commands import new_cid
from hub.models import Notice, Role

AWAY = {"starts_on": date(2026, 11, 23), "back_on": date(2026, 12, 7)}


@pytest.fixture
def remove(cast, now, clock):
    """remove(who): the référent takes them off; the notice, eleven minutes later."""

    def one(who="mentor"):
        membership = Membership.objects.get(person=cast.people[who], promotion=cast.promotion)
        remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=now)
        clock.move_to(now + timedelta(minutes=11))
        return Notice.objects.get(kind="member.removed", target_id=membership.pk)

    return one


@pytest.fixture
def sponsor(cast, now):
    """A godparent of the promotion, who comes from another one."""
    facts = {"promotion_id": cast.promotion.pk, "role": "godparent", "now": now}
    return add_to_roster(actor=cast.coordinator, person=cast.other_mentor, **facts)


def both(notice):
    message = write_message(notice)
    return message.subject, message.body.replace("\u00a0", " "), message.alternatives[0].content.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "words", "call"),
    [
        ("fr", "Vous ne lisez plus ses discussions.", "Coordinator Durand"),
        ("nl", "U leest de gesprekken ervan niet meer.", "Coordinator Durand"),
        ("en", "You no longer read its discussions.", "Coordinator Durand"),
    ],
)
def test_whoever_is_taken_off_reads_what_it_means_and_whom_to_call(cast, remove, language, words, call):
    cast.mentor.language = language
    cast.mentor.save(update_fields=["language"])
    notice = remove()

    subject, text, html = both(notice)

    assert "Lille 14" in subject
    for body in (text, html):
        assert words in body and call in body and str(cast.promotion.branch.phone)[-2:] in body
    assert notice.due_at - notice.created_at == timedelta(minutes=10)


def test_the_mail_leads_to_what_still_bears_one_s_name(cast, now, remove):
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
    write_post(actor=cast.mentor, body="Bonjour", **facts)

    _subject, text, html = both(remove())

    assert all(f"/promotion/{cast.promotion.pk}/quitter/" in body for body in (text, html))
    assert "réservent aux mentors" in text


def test_whoever_moved_to_another_promotion_reads_where_they_are_now(cast, now, remove):
    facts = {"promotion_id": cast.other_promotion.pk, "role": "mentor", "now": now}
    add_to_roster(actor=cast.admin, person=cast.mentor, **facts)

    _subject, text, _html = both(remove())

    assert "Vous faites maintenant partie de la promotion Bruxelles 15" in text
    assert f"/fr/promotion/{cast.other_promotion.pk}/" in text
    assert "réservent aux mentors" not in text and "Votre compte reste." in text


def test_a_role_in_the_branch_goes_on_reading(cast, remove):
    _subject, text, _html = both(remove("referent"))

    assert "vous lisez encore ses discussions" in text and "Vous ne lisez plus" not in text


def test_a_slip_tells_nobody(cast, now, remove, clock):
    move_mentor(actor=cast.coordinator, person_id=cast.mentor.pk, to="left", now=now)
    undo_stage(
        actor=cast.coordinator, move_id=JourneyMove.objects.order_by("-pk")[0].pk, now=now + timedelta(minutes=5)
    )
    clock.move_to(now + timedelta(minutes=11))

    assert removed.build(Notice.objects.get(kind="member.removed")) is None


def test_again_tells_once_and_whoever_leaves_by_themselves_has_read_the_page(cast, now):
    row = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)
    for _time in range(2):
        remove_from_roster(actor=cast.referent, membership_id=row.pk, now=now)
    facts = {"promotion_id": cast.other_promotion.pk, "erase": False, "now": now}
    leave_promotion(actor=cast.other_mentor, **facts)

    assert list(Notice.objects.filter(kind="member.removed").values_list("person", flat=True)) == [cast.mentor.pk]


def test_a_godparent_hears_a_week_before_and_can_keep_a_copy(cast, now, sponsor, clock):
    early, late = sponsor.ends_at - timedelta(days=7, seconds=1), sponsor.ends_at - timedelta(days=7)

    told = [announce_terms(now=at) for at in (early, late, late)]
    clock.move_to(late)
    subject, text, html = both(Notice.objects.get(kind="member.term"))

    assert told == [0, 1, 0]
    assert subject == "Votre parrainage de la promotion Lille 14 se termine le mardi 19 janvier 2027"
    assert all(f"/promotion/{cast.promotion.pk}/export/" in body for body in (text, html))


def test_nothing_where_their_time_is_over_or_they_belong_to_it_otherwise(cast, now, sponsor, clock):
    late = sponsor.ends_at - timedelta(days=7)
    announce_terms(now=late)
    notice = Notice.objects.get(kind="member.term")
    facts = {"promotion_id": cast.promotion.pk, "role": "mentor", "now": late}
    clock.move_to(late)

    add_to_roster(actor=cast.coordinator, person=cast.other_mentor, **facts)
    kept = term.build(notice)
    clock.move_to(sponsor.ends_at)

    assert kept is None and term.build(notice) is None


def test_whoever_stands_in_hears_for_whom_and_until_when(cast, now, clock):
    facts = {"actor": cast.coordinator, "person_id": cast.referent.pk, "stand_in_id": cast.coordinator.pk, "now": now}
    for back_on in (date(2026, 12, 7), date(2026, 12, 7), date(2026, 12, 9)):
        note_absence(**{**AWAY, **facts, "back_on": back_on})
    first, second = Notice.objects.filter(kind="absence.stand_in").order_by("pk")

    subject, text, html = both(second)

    assert stand_in.build(first) is None, "the second one says all"
    assert subject == "Vous remplacez Referent Durand jusqu’au mardi 8 décembre 2026"
    for body in (text, html):
        assert "mercredi 9 décembre 2026" in body and f"/promotion/{cast.promotion.pk}/" in body
    end_absence(actor=cast.coordinator, absence_id=Absence.objects.get().pk, now=now)
    assert stand_in.build(second) is None


@pytest.mark.parametrize("how", ["ended", "another", "nobody"])
def test_whoever_was_told_to_stand_in_hears_that_they_need_not_any_more(cast, now, clock, how):
    facts = {**AWAY, "person_id": cast.referent.pk, "now": now}
    absence = note_absence(actor=cast.referent, stand_in_id=cast.coordinator.pk, **facts)
    other = Role.objects.create(
        person=cast.trainer, branch=cast.branches["lille"], kind="coordinator", starts_on=now.date()
    )
    Notice.objects.update(state=Notice.State.SENT)

    if how == "ended":
        end_absence(actor=cast.referent, absence_id=absence.pk, now=now)
    else:
        note_absence(actor=cast.referent, stand_in_id=other.person_id if how == "another" else None, **facts)

    notice = Notice.objects.get(kind="absence.stood_in")
    subject, text, html = both(notice)
    assert notice.person == cast.coordinator
    assert subject == "Vous ne remplacez plus Referent Durand"
    assert "Vous ne remplacez plus Referent Durand" in text and "Vous ne remplacez plus Referent Durand" in html
    note_absence(actor=cast.referent, stand_in_id=cast.coordinator.pk, **facts)
    assert stood_in.build(notice) is None, "they stand in again"


def test_nobody_hears_the_end_of_what_they_never_heard_of_or_ended_themselves(cast, now, clock):
    facts = {**AWAY, "person_id": cast.referent.pk, "stand_in_id": cast.coordinator.pk, "now": now}
    unheard = note_absence(actor=cast.referent, **facts)
    end_absence(actor=cast.referent, absence_id=unheard.pk, now=now)
    assert list(Notice.objects.values_list("kind", "state")) == [("absence.stand_in", "dropped")]

    own = note_absence(actor=cast.coordinator, **facts)
    Notice.objects.update(state=Notice.State.SENT)
    end_absence(actor=cast.coordinator, absence_id=own.pk, now=now)
    end_absence(actor=cast.coordinator, absence_id=own.pk, now=now)

    assert not Notice.objects.filter(kind="absence.stood_in").exists()
