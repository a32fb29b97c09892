"""Applications whose time is over: gone to the last word, by the day, and nobody else with them."""

from datetime import timedelta

import pytest
from django.db import connection

from cms.actions.apply import apply
from cms.actions.decide import Decision, decide
from cms.actions.pipeline import mark_contact, write_note
from cms.actions.retention import erase_old_applications
from cms.models import Application
from cms.models.applications import State
from hub.models import Entry, Person
from hub.worker import tick

DAY = timedelta(days=1)


@pytest.fixture
def applications(clock, cast, now, answers) -> list[Application]:
    """Élodie, who is shown another way; Bruno, who goes on."""
    for email, first, last in (("elodie@mail.example", "Élodie", "O’Connor"), ("b@mail.example", "Bruno", "Petit")):
        sent = answers(email=email, first_name=first, last_name=last)
        apply(call_id=cast.call.pk, answers=sent, language="fr", flagged=False, now=now)
    elodie, bruno = Application.objects.order_by("pk")
    facts = {"actor": cast.coordinator, "application_id": elodie.pk, "now": now}
    mark_contact(outcome="message", **facts)
    write_note(words="Élodie O’Connor préfère le soir", **facts)
    decide(decision=Decision(State.REDIRECTED, "O’Connor part en mai", "Chère Élodie"), **facts)
    return [elodie, bruno]


def found(word: str) -> list[str]:
    """The tables in which a word stands."""
    tables = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own names
            if word in str(cursor.fetchall()):
                tables.append(table)
    return tables


def test_six_months_after_another_way_nothing_names_them(applications, clock, now):
    elodie, bruno = applications
    seat = elodie.registration

    assert erase_old_applications(now=now + 182 * DAY) == 0
    assert {"hub_person", "cms_note", "cms_transition"} <= set(found("Connor") + found("Élodie"))
    clock.move_to(now + 183 * DAY)
    tick()

    assert (found("elodie@mail.example"), found("Connor"), found("Élodie")) == ([], [], [])
    assert list(Application.objects.all()) == [bruno]
    assert Entry.objects.get(verb="application.erased").target_id == elodie.pk
    assert seat is not None and erase_old_applications(now=now + 183 * DAY) == 0


def test_prospects_go_after_two_years_and_members_stay(applications, cast, now):
    _elodie, bruno = applications
    Person.objects.filter(pk=bruno.person_id).update(is_active=True)

    kept = [erase_old_applications(now=now + days * DAY) for days in (183, 730, 731)]

    assert kept == [1, 0, 1]
    assert Person.objects.filter(pk=bruno.person_id).exists()
