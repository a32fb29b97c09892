"""The worker goes on: a part that fails, or a notice nobody can write, stops nothing else."""

import threading
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail

from hub.actions.deliver import deliver_due
from hub.actions.notify import notify
from hub.db import write
from hub.models import Notice, Person
from hub.worker import run, tick


def break_down(*, now):
    message = "a fault of ours"
    raise LookupError(message)


@pytest.fixture
def broken_part(monkeypatch):
    monkeypatch.setattr(apps.get_app_config("cms"), "ticks", [f"{__name__}.break_down"])


def code(person, now, kind="signin.code"):
    with write():
        notify(person=person, kind=kind, now=now, facts={"code": "000001"})


def test_a_part_that_fails_keeps_no_mail_from_leaving(broken_part, cast, clock, now):
    code(cast.mentor, now)

    assert tick() == 1
    assert len(mail.outbox) == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_thread_outlives_the_fault(broken_part):
    stop = threading.Event()
    thread = threading.Thread(target=run, args=[stop, 0.01])
    thread.start()
    thread.join(0.5)

    assert thread.is_alive()

    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_notice_that_cannot_be_written_waits_and_lets_the_others_pass(cast, now):
    code(cast.referent, now, kind="of.another.version")
    code(cast.mentor, now)

    assert deliver_due(now=now) == 1
    assert Notice.objects.get(person=cast.referent).state == "waiting"
    assert deliver_due(now=now + timedelta(days=3)) == 0
    assert Notice.objects.get(person=cast.referent).state == "failed"


def test_a_domain_with_an_accent_is_spelt_as_servers_do(cast, now):
    Person.objects.filter(pk=cast.mentor.pk).update(email="anne@café.example")
    code(cast.mentor, now)

    assert deliver_due(now=now) == 1
    assert "anne@xn--caf-dma.example" in mail.outbox[0].to[0]
