"""The outbox against a real SMTP server: nothing lost, nothing twice, one bad address stops nobody."""

from datetime import timedelta

import pytest
from django.conf import settings

from cms.actions.apply import apply
from events.actions.seats import withdraw
from events.models import Registration
from hub.actions.deliver import deliver_due
from hub.actions.notify import notify, notify_all
from hub.db import write
from hub.models import Notice, Person


@pytest.fixture
def applied(cast, now, answers) -> Registration:
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    return Registration.objects.get()


def code(person, now, number):
    with write():
        notify(person=person, kind="signin.code", now=now, facts={"code": f"{number:06}"})


def test_the_confirmation_in_french_text_html_and_calendar(mailbox, applied, now):
    assert deliver_due(now=now) == 1

    (mail,) = mailbox.messages
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "Inscription confirmée : Découvrir le mentorat"
    assert "mardi 1er\u00a0décembre 2026, 18\u00a0h à 19\u00a0h\u00a030" in text
    assert "O’Connor" in mail["To"]
    assert "&#" not in text
    assert 'lang="fr"' in mail.get_body(("html",)).get_content()
    assert [part.get_filename() for part in mail.iter_attachments()] == ["invite.ics"]
    assert "03\u00a053\u00a001\u00a000\u00a001" in text


def test_where_nobody_of_a_branch_answers_the_name_stands_once(mailbox, cast, now):
    code(cast.stranger, now, 1)

    deliver_due(now=now)

    parts = [mailbox.messages[0].get_body((kind,)).get_content() for kind in ("plain", "html")]
    assert all("Le Banc" in part and "Le Banc, Le Banc" not in part for part in parts)


@pytest.mark.parametrize(("language", "word"), [("nl", "Uw plaats is gereserveerd"), ("en", "Your seat is reserved")])
def test_a_mail_speaks_its_reader_s_language(mailbox, applied, now, language, word):
    Person.objects.filter(pk=applied.person_id).update(language=language)

    deliver_due(now=now)

    assert word in mailbox.messages[0].get_body(("plain",)).get_content()


def test_many_are_told_at_once_each_key_once_and_nobody_without_an_address(cast, now, django_assert_num_queries):
    Person.objects.filter(pk=cast.stranger.pk).update(email="", is_active=False)
    cast.stranger.refresh_from_db()
    people = [cast.mentor, cast.editor, cast.stranger, cast.mentor]
    to = [(person, person.pk, f"test:{person.pk}") for person in people]

    with write():
        with django_assert_num_queries(1):
            notify_all(to=to, kind="event.reminder", now=now)
        with django_assert_num_queries(0):
            notify_all(to=to[2:3], kind="event.reminder", now=now)
        notify_all(to=to, kind="event.reminder", now=now)

    kept = Notice.objects.filter(kind="event.reminder").order_by("person")
    assert sorted(one.person_id for one in kept) == sorted([cast.mentor.pk, cast.editor.pk])
    assert {(one.due_at, one.state) for one in kept} == {(now, "waiting")}


def test_cancelling_sends_the_same_uid_cancelled(mailbox, applied, now):
    deliver_due(now=now)
    withdraw(actor=None, registration_id=applied.pk, now=now)
    deliver_due(now=now)

    files = [next(mail.iter_attachments()).get_content() for mail in mailbox.messages]
    files = [file if isinstance(file, str) else file.decode() for file in files]
    uids = {line for file in files for line in file.splitlines() if line.startswith("UID")}
    assert len(uids) == 1
    assert "STATUS:CANCELLED" in files[1]


def test_a_seat_given_back_before_the_mail_left_is_not_confirmed(mailbox, applied, now):
    withdraw(actor=None, registration_id=applied.pk, now=now)

    deliver_due(now=now)

    assert [mail["Subject"] for mail in mailbox.messages] == ["Place rendue : Découvrir le mentorat"]


def test_a_server_that_is_down_loses_nothing(mailbox, applied, now, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(settings, "EMAIL_PORT", 1)
        assert deliver_due(now=now) == 0
        assert deliver_due(now=now + timedelta(minutes=5)) == 0
    first = Notice.objects.get()

    assert deliver_due(now=now + timedelta(hours=2)) == 1
    assert deliver_due(now=now + timedelta(hours=3)) == 0
    assert (first.state, first.tries) == ("waiting", 2)
    assert mailbox.messages[0]["Message-ID"].startswith(f"<{first.message_id}@")


def test_one_refused_address_stops_nobody_else(mailbox, cast, now):
    mailbox.answer = ("mentor@", "550 no such person")
    code(cast.mentor, now, 1)
    code(cast.referent, now, 2)

    assert deliver_due(now=now) == 1
    assert dict(Notice.objects.values_list("person__email", "state")) == {
        "mentor@cast.example": "failed",
        "referent@cast.example": "sent",
    }
    assert Notice.objects.stuck().count() == 1


def test_a_greylisted_address_is_tried_again_later_with_the_same_id(mailbox, cast, now):
    mailbox.answer = ("*", "451 later")
    code(cast.mentor, now, 1)
    deliver_due(now=now)
    mailbox.answer = None

    assert deliver_due(now=now + timedelta(seconds=10)) == 0
    assert deliver_due(now=now + timedelta(minutes=2)) == 1


def test_a_sent_code_is_forgotten(mailbox, cast, now):
    code(cast.mentor, now, 123456)

    deliver_due(now=now)

    assert "123456" in mailbox.messages[0]["Subject"]
    assert Notice.objects.get().facts == {}


def test_a_name_cannot_add_a_header(mailbox, cast, now):
    Person.objects.filter(pk=cast.mentor.pk).update(first_name="A\r\nBcc: spy@evil.example", last_name='"<x@y>')
    code(Person.objects.get(pk=cast.mentor.pk), now, 1)

    assert deliver_due(now=now) == 1
    assert mailbox.messages[0]["Bcc"] is None
    assert mailbox.messages[0]["To"].addresses[0].addr_spec == "mentor@cast.example"


def test_a_notice_claimed_by_a_worker_that_died_is_taken_up_again(mailbox, cast, now):
    code(cast.mentor, now, 1)
    Notice.objects.update(claimed_until=now + timedelta(minutes=2))

    assert deliver_due(now=now) == 0
    assert deliver_due(now=now + timedelta(minutes=3)) == 1
