"""Two people change one event: whoever saves from an older page is told so, loses nothing typed, and undoes nothing."""

import pytest
from django.core import mail
from django.utils import timezone

from events.actions.lives import cancel_event
from events.actions.seats import register
from events.change_forms import ChangeForm
from events.models import Event
from hub.actions.deliver import deliver_due
from tests.events.series import plan_apero
from tests.events.test_feeds import add

LATER = {"begins": "2026-12-05T19:00", "ends": "2026-12-05T21:00"}


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Apéro")


@pytest.fixture
def desk(signed_in):
    return signed_in("coordinator")


def page(event):
    return f"/fr/equipe/agenda/{event.pk}/"


def words_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def hours(event):
    return Event.objects.get(pk=event.pk).wall_start


@pytest.mark.parametrize("confirmed", [{}, {"confirm": "1"}])
def test_an_older_page_does_not_put_the_hour_back(cast, event, desk, now, confirmed):
    register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    older = ChangeForm.values_of(event)
    desk.post(page(event), {**older, **LATER})
    deliver_due(now=timezone.now())
    mail.outbox.clear()

    refused = desk.post(page(event), {**older, "title": "Apéro de Noël", **confirmed})
    deliver_due(now=timezone.now())

    assert refused.status_code == 422
    assert "a été modifié entre-temps" in words_of(refused)
    assert 'value="Apéro de Noël"' in words_of(refused)
    assert dict(refused.context["stands"]) == {
        "Titre": "Apéro",
        "Début": "samedi 5\xa0décembre 2026 à 19\xa0h",
        "Fin": "samedi 5\xa0décembre 2026 à 21\xa0h",
    }
    assert (hours(event), mail.outbox) == ("2026-12-05T19:00", [])


def test_whoever_has_compared_saves(event, desk):
    older = ChangeForm.values_of(event)
    desk.post(page(event), {**older, **LATER})
    refused = desk.post(page(event), {**older, "title": "Apéro de Noël"})
    seen = refused.context["form"]["version"].value()

    saved = desk.post(page(event), {**older, **LATER, "title": "Apéro de Noël", "version": seen})

    assert saved.status_code == 302
    assert (Event.objects.get(pk=event.pk).title, hours(event)) == ("Apéro de Noël", "2026-12-05T19:00")


def test_for_whom_it_is_does_not_go_back_either(event, desk):
    older = ChangeForm.values_of(event)
    desk.post(page(event), {**older, "audience": "branch"})

    refused = desk.post(page(event), {**older, "place": "Au parc"})

    assert refused.status_code == 422
    assert Event.objects.get(pk=event.pk).audience == "branch"


def test_the_same_form_twice_is_saved_once_and_refused_never(event, desk):
    form = {**ChangeForm.values_of(event), **LATER}

    assert [desk.post(page(event), form).status_code for _time in range(2)] == [302, 302]


def test_a_page_of_before_that_says_no_version_is_not_told_of_somebody_else(event, desk):
    form = {**ChangeForm.values_of(event), **LATER}
    del form["version"]

    assert desk.post(page(event), form).status_code == 302
    assert hours(event) == "2026-12-05T19:00"


@pytest.mark.parametrize("step", [{}, {"confirm": "1"}])
def test_several_dates_are_not_changed_from_an_older_page_either(cast, desk, now, step):
    dates = plan_apero(cast, now)
    older = {**ChangeForm.values_of(dates[0]), "scope": "all"}
    cancel_event(actor=cast.coordinator, event_id=dates[0].pk, now=now)

    refused = desk.post(f"{page(dates[0])}serie/", {**older, "place": "Médiathèque", **step})

    assert refused.status_code == 422
    assert 'value="Médiathèque"' in words_of(refused)
    assert {one.place for one in Event.objects.filter(series=dates[0].series)} == {dates[0].place}
