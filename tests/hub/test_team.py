"""The team's light page: who is registered, who waits for what, and only of one's own branches."""

import pytest

from cms.actions.apply import apply
from hub.models import Notice
from tests.cast import session


@pytest.fixture
def applied(clock, cast, now, answers):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    apply(
        call_id=cast.call.pk,
        answers=answers(email="b@mail.example", first_name="Bruno", event_id=None, mode=""),
        language="fr",
        flagged=False,
        now=now,
    )


def test_a_coordinator_sees_the_next_session_and_who_waits(applied, signed_in):
    text = signed_in("coordinator").get("/fr/equipe/").content.decode()

    assert "1 place prise sur 10" in text
    assert "elodie@mail.example" in text
    assert "Bruno" in text
    assert "jeudi 26\xa0novembre" in text


def test_another_branch_s_coordinator_sees_none_of_it(applied, cast, signed_in):
    session(cast, "2026-12-02", branch="londres")

    text = signed_in("far_coordinator").get("/fr/equipe/").content.decode()

    assert "elodie" not in text
    assert "Bruno" not in text


def test_a_role_that_has_ended_opens_nothing(cast, clock, signed_in):
    cast.coordinator.roles.update(ends_on="2026-11-24")

    assert signed_in("coordinator").get("/fr/equipe/").status_code == 403


def test_who_waited_too_long_is_marked(applied, clock, signed_in):
    clock.shift(7 * 24 * 3600)

    assert "en retard" in signed_in("coordinator").get("/fr/equipe/").content.decode()


def test_mail_that_does_not_leave_is_told(applied, signed_in):
    Notice.objects.update(tries=2)

    text = signed_in("coordinator").get("/fr/equipe/").content.decode()

    assert "2 e-mails ne sont pas partis" in text.replace("\xa0", " ")
    assert "e-mail refusé" not in text


def test_a_refused_address_is_told_beside_the_name(applied, signed_in):
    Notice.objects.filter(person__email="b@mail.example").update(state="failed")

    text = signed_in("coordinator").get("/fr/equipe/").content.decode()

    assert "1 e-mail de cette semaine a été refusé" in text.replace("\xa0", " ")
    assert text.count("e-mail refusé") == 1
    assert "e-mail refusé" in text[text.index("Bruno") :].split("</th>")[0]


def test_the_page_is_light_and_its_queries_do_not_grow(
    applied, cast, now, answers, signed_in, django_assert_max_num_queries
):
    browser = signed_in("coordinator")
    for number in range(8):
        apply(
            call_id=cast.call.pk, answers=answers(email=f"{number}@mail.example"), language="fr", flagged=False, now=now
        )

    with django_assert_max_num_queries(25):
        answer = browser.get("/fr/equipe/")

    assert len(answer.content) < 60_000
