"""Reports: to whom they go, who never sees them, and that the mails say nothing."""

import itertools
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.posts import write_post
from community.actions.promotions import enrol
from community.actions.reports import ReportRefusal, handle_report, report_person, report_post
from community.models import Membership, Post, Report
from hub.actions.deliver import deliver_due
from hub.db import write
from hub.limits import TooMany
from hub.live.commands import new_cid
from hub.models import Attempt, Entry, Notice, Person, Role

WORDS = "Tournesol"
EVERYBODY = ("mentor", "referent", "coordinator", "trainer", "admin")


@pytest.fixture
def say(cast, now):
    def one(who="mentor", body=f"Voici {WORDS}"):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, **facts).target)

    return one


@pytest.fixture
def second(cast, now):
    """Another mentor of the promotion, who reports."""
    with write():
        enrol(actor=None, promotion=cast.promotion, person=cast.stranger, role="mentor", now=now)
    return cast.stranger


@pytest.fixture
def report(second, now):
    def one(post, who=None, reason="hurtful", words=f"Je trouve {WORDS} dur"):
        return report_post(actor=who or second, post_id=post.pk, reason=reason, words=words, now=now)

    return one


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def told(kind="report.filed"):
    return sorted(Notice.objects.filter(kind=kind).values_list("person__first_name", flat=True))


@pytest.mark.parametrize(
    ("about", "expected"),
    [("mentor", ["Referent"]), ("referent", ["Coordinator"]), ("coordinator", ["Referent"]), ("trainer", ["Referent"])],
)
def test_it_goes_to_the_referent_or_above(cast, say, report, about, expected):
    report(say(about))

    assert told() == expected


def test_where_all_are_concerned_it_goes_to_the_administrators(cast, say, report, second, now):
    post = say("referent")
    Post.objects.filter(pk=post.pk).update(written_by=cast.coordinator)

    report(post)
    report_person(actor=cast.referent, promotion_id=cast.promotion.pk, person_id=second.pk, reason="danger", now=now)

    assert told() == ["Admin", "Coordinator"]


def test_without_an_administrator_those_who_are_left_below_hear_it(clock, cast, say, report, second, signed_in, now):
    Person.objects.filter(is_superuser=True).update(is_active=False)
    post = say("referent")
    Post.objects.filter(pk=post.pk).update(written_by=cast.coordinator)
    with write():
        enrol(actor=None, promotion=cast.promotion, person=cast.trainer, role="referent", now=now)

    filed = report(post)

    assert (told(), filed.level) == (["Trainer"], "referent")
    assert signed_in("trainer").get(f"/fr/equipe/signalements/{filed.pk}/").status_code == 200
    for who in ("referent", "coordinator"):
        assert signed_in(who).get(f"/fr/equipe/signalements/{filed.pk}/").status_code == 404


def test_what_nobody_can_hear_waits_for_the_administrators(clock, cast, say, report, signed_in):
    Person.objects.filter(is_superuser=True).update(is_active=False)
    post = say("referent")
    Post.objects.filter(pk=post.pk).update(written_by=cast.coordinator)

    filed = report(post)
    Person.objects.filter(pk=cast.admin.pk).update(is_active=True)

    assert (told(), filed.level) == ([], "admin")
    assert f"/fr/equipe/signalements/{filed.pk}/" in text(signed_in("admin").get("/fr/equipe/signalements/"))


@pytest.mark.long
def test_whoever_is_reported_never_hears_of_it(clock, cast, signed_in, second, now):
    """Every person × every set of roles they may hold meanwhile."""
    kinds = [Role.Kind.REFERENT, Role.Kind.COORDINATOR]
    for roles in itertools.chain.from_iterable(itertools.combinations(kinds, size) for size in range(3)):
        for in_roster, superuser in itertools.product(("mentor", "referent"), (False, True)):
            Notice.objects.all().delete()
            Report.objects.all().delete()
            Attempt.objects.all().delete()
            person = cast.mentor
            Person.objects.filter(pk=person.pk).update(is_superuser=superuser)
            Role.objects.filter(person=person).delete()
            for kind in roles:
                Role.objects.create(person=person, branch=cast.branches["lille"], kind=kind, starts_on=now.date())
            Membership.objects.filter(person=person).update(role=in_roster)

            found = Report.objects.get(
                pk=report_person(
                    actor=second, promotion_id=cast.promotion.pk, person_id=person.pk, reason="hurtful", now=now
                ).pk
            )

            person = Person.objects.get(pk=person.pk)
            assert Notice.objects.exclude(person=person).count() >= 1
            assert Notice.objects.filter(person=person).count() == 0
            assert list(Report.objects.visible_to(person, now)) == []
            assert signed_in("mentor").get(f"/fr/equipe/signalements/{found.pk}/").status_code == 404
            page = text(signed_in("mentor").get("/fr/equipe/")) + text(
                signed_in("mentor").get("/fr/equipe/signalements/")
            )
            assert f"signalements/{found.pk}/" not in page
            with pytest.raises(ReportRefusal):
                handle_report(actor=person, report_id=found.pk, outcome="nothing", now=now)


def test_referents_of_the_branch_do_not_see_what_is_about_their_colleague(cast, say, report, now):
    Role.objects.create(person=cast.trainer, branch=cast.branches["lille"], kind="referent", starts_on=now.date())

    found = report(say("referent"))

    seen = {who for who in EVERYBODY if Report.objects.visible_to(cast.people[who], now).filter(pk=found.pk).exists()}
    assert seen == {"coordinator", "admin"}


def test_repeating_is_harmless_and_a_second_person_is_a_second_report(cast, say, report, now):
    post = say()
    first, again, other = report(post), report(post, words="Encore"), report(post, who=cast.trainer)

    assert (first.pk == again.pk, first.pk != other.pk, len(told())) == (True, True, 2)
    handle_report(actor=cast.referent, report_id=first.pk, outcome="talked", now=now)
    assert report(post).pk != first.pk


def test_neither_ones_own_nor_what_one_does_not_read(cast, say, report, now):
    post = say()

    for who in (cast.mentor, cast.other_mentor):
        with pytest.raises(ReportRefusal):
            report(post, who=who)
    for person in (cast.mentor.pk, cast.other_mentor.pk, 10**6):
        with pytest.raises(ReportRefusal):
            report_person(
                actor=cast.mentor, promotion_id=cast.promotion.pk, person_id=person, reason="hurtful", now=now
            )

    assert Report.objects.count() == 0


def test_ten_a_day_are_enough(cast, say, report):
    post = say()
    for _ in range(10):
        report(post)

    with pytest.raises(TooMany):
        report(post)


@pytest.mark.django_db(transaction=True)
def test_the_mails_say_neither_what_nor_whom(clock, cast, say, report, now):
    found = report(say())
    deliver_due(now=now)
    handle_report(actor=cast.referent, report_id=found.pk, outcome="talked", note=f"Vu {WORDS}", now=now)
    deliver_due(now=now)

    first, second = mail.outbox
    assert (first.to, second.to) == (
        ["Referent Durand <referent@cast.example>"],
        ["Stranger Durand <stranger@cast.example>"],
    )
    for one in (first, second):
        whole = one.subject + one.body + str(one.alternatives)
        assert WORDS not in whole and "Mentor D" not in whole and "hurtful" not in whole and "dur" not in whole.split()
    assert f"/fr/equipe/signalements/{found.pk}/" in first.body
    codes = str(list(Entry.objects.filter(target_type="community.report").values_list("verb", "codes")))
    assert WORDS not in codes and "report.handled" in codes


def test_by_forms_from_the_message_to_handled(clock, cast, signed_in, second, say):
    post = say()
    acts = f"/fr/salon/{post.room_id}/messages/{post.pk}/"
    member, team = signed_in("stranger"), signed_in("referent")
    assert "signaler/" in text(member.get(acts + "actes/")) and "signaler/" not in text(
        signed_in("mentor").get(acts + "actes/")
    )

    wrong = member.post(acts + "signaler/", {"reason": "", "words": "Gardé"})
    assert wrong.status_code == 422 and "Gardé</textarea>" in text(wrong)
    answer = member.post(acts + "signaler/", {"reason": "hurtful", "words": "Trop dur"}, follow=True)
    assert "depuis le" in text(answer) and '<form class="f"' not in text(answer)

    found = Report.objects.get()
    assert "1 signalement attend" in text(team.get("/fr/equipe/"))
    page = text(team.get(f"/fr/equipe/signalements/{found.pk}/"))
    assert "Trop dur" in page and WORDS in page and "Stranger Durand" in page
    assert team.post(f"/fr/equipe/signalements/{found.pk}/", {"outcome": "", "note": ""}).status_code == 422
    team.post(f"/fr/equipe/signalements/{found.pk}/", {"outcome": "talked", "note": "Vu"})
    assert "Vu" in text(team.get(f"/fr/equipe/signalements/{found.pk}/"))
    state = text(member.get(acts + "signaler/"))
    assert "a traité votre signalement" in state and "Vu" not in state


def test_a_person_by_the_form(clock, cast, signed_in, second):
    page = f"/fr/promotion/{cast.promotion.pk}/signaler/"
    member = signed_in("stranger")

    assert "Mentor D." in text(member.get(page)) and "Stranger D." not in text(member.get(page)).split("</select>")[0]
    assert member.post(page, {"person_id": cast.other_mentor.pk, "reason": "hurtful"}).status_code == 422
    member.post(page, {"person_id": cast.mentor.pk, "reason": "danger", "words": ""})

    assert Report.objects.get().person == cast.mentor
    assert "(Mentor D.)" in text(member.get(page))


def test_a_referent_on_the_roster_alone_is_not_led_to_the_teams_list(clock, cast, signed_in, second, say, report, now):
    Membership.objects.filter(person=second).update(role="referent")
    found = report(say(), who=cast.trainer)
    page, every = f"/fr/equipe/signalements/{found.pk}/", "/fr/equipe/signalements/"

    led = {who: f'href="{every}"' in text(signed_in(who).get(page)) for who in ("referent", "stranger")}

    assert led == {"referent": True, "stranger": False}
    assert {who: signed_in(who).get(every).status_code for who in led} == {"referent": 200, "stranger": 404}


def test_the_lists_ask_no_more_for_more(clock, cast, signed_in, say, report, second, now):
    counts, browser = [], signed_in("referent")
    for number in (1, 3):
        for _ in range(number):
            report(say())
        with CaptureQueriesContext(connection) as queries:
            browser.get("/fr/equipe/signalements/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


@pytest.mark.django_db(transaction=True)
def test_race_one_report_handled_by_two(cast, say, report, now, together):
    post = say()
    keys = together(lambda _number: report(post).pk, 2)
    key = Report.objects.get().pk
    works = [
        lambda: handle_report(actor=cast.referent, report_id=key, outcome="talked", now=now),
        lambda: handle_report(actor=cast.coordinator, report_id=key, outcome="nothing", now=now),
    ]
    together(lambda number: works[number](), 2)

    assert keys == [key, key]
    assert Entry.objects.filter(verb="report.handled").count() == 1
    assert told("report.handled") == ["Stranger"]
