"""An event that was moved: its page and its mail say what it was, and how one gets in where it is now."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.change_forms import ChangeForm
from events.ical import component_of
from events.models import Event
from hub.words.dates import span
from tests.events.test_feeds import add
from tests.events.test_lives import change, mails, seated


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Apéro")


def spaced(text):
    return text.replace("\xa0", " ")


def test_the_mail_of_a_move_says_what_it_was_too(cast, event, now):
    seated(cast, event, now)

    change(cast, event, now, place="Café des Tilleuls")
    (place,) = mails()
    later = {"wall_start": "2026-12-04T19:00", "wall_end": "2026-12-04T21:00"}
    change(cast, event, now, place="Café des Tilleuls", **later)
    (hours,) = mails()

    was = "Café"
    assert f"Avant : {was}\n" in spaced(place.body)
    assert f"<del>{was}</del>" in place.alternatives[0].content
    assert f"Avant : {span(event.start, event.end, 'fr')}, {was}\n".replace("\xa0", " ") in spaced(hours.body)
    assert "\nCafé des Tilleuls\n" in place.body
    assert "Café des Tilleuls<br>" in place.alternatives[0].content


def test_the_way_in_is_that_of_the_place_where_it_is_held(cast, event, now):
    branch = event.branch
    change(cast, event, now, address=branch.address)
    there = str(Event.objects.get(pk=event.pk).access)

    event.refresh_from_db()
    change(cast, event, now, place="Café des Tilleuls", address="12 place du Concert")
    elsewhere = str(Event.objects.get(pk=event.pk).access)

    assert (there, elsewhere) == ("De plain-pied.", "")


def test_the_team_says_how_one_gets_to_another_place_in_the_language_of_the_date(cast, event, now, signed_in):
    page, way = f"/fr/equipe/agenda/{event.pk}/", "Métro Rihour, puis dix minutes à pied."
    form = ChangeForm.values_of(event)

    signed_in("coordinator").post(page, {**form, "address": "12 place du Concert", "directions": way})
    elsewhere = Event.objects.get(pk=event.pk)
    shown = [Client().get(f"/{language}/agenda/{event.pk}/").content.decode() for language in ("fr", "nl")]
    signed_in("coordinator").post(
        page, {**ChangeForm.values_of(elsewhere), "address": event.branch.address, "directions": ""}
    )

    assert elsewhere.access == {"fr": way}
    assert [f'<p lang="fr">{way}</p>' in one for one in shown] == [True, True]
    assert way in str(component_of(elsewhere)["DESCRIPTION"])
    assert str(Event.objects.get(pk=event.pk).access) == "De plain-pied."


def test_list_and_page_say_on_which_day_it_was_moved_and_not_where_that_is_unknown(cast, event, now, clock):
    clock.move_to(now + timedelta(days=1, hours=14, minutes=30))
    change(cast, event, timezone.now(), place="Médiathèque")
    event.refresh_from_db()
    clock.move_to(now + timedelta(days=3))
    change(cast, event, timezone.now(), title="Apéro de Noël")
    pages = [f"/fr/agenda/{event.pk}/", "/fr/agenda/?mois=2026-12"]
    tags = [spaced(Client().get(page).content.decode()) for page in pages]
    Event.objects.filter(pk=event.pk).update(moved_at=None)
    unknown = spaced(Client().get(pages[0]).content.decode())

    for page in tags:
        assert re.search(
            r'<span class="tag w2">Modifié <time datetime="2026-11-26">jeudi 26 novembre</time></span>', page
        )
    assert '<span class="tag w2">Modifié</span>' in unknown


def test_what_nobody_has_seen_yet_was_never_moved(cast, event, now):
    Event.objects.filter(pk=event.pk).update(status="draft")
    event.refresh_from_db()
    change(cast, event, now, place="Médiathèque")

    assert Event.objects.get(pk=event.pk).moved_at is None


def test_the_page_shows_what_it_was_struck_out_until_it_is_over(cast, event, now, clock):
    path = f"/fr/agenda/{event.pk}/"

    def shown():
        page = Client().get(path).content.decode().replace("\xa0", " ")
        return [re.sub(r"<[^>]*>", "", one) for one in re.findall(r"<del>(.*?)</del>", page)], "Modifié" in page

    plain = shown()
    change(cast, event, now, wall_start="2026-12-04T19:00", wall_end="2026-12-04T21:00")
    event.refresh_from_db()
    change(cast, event, now, place="Médiathèque", address="2 rue Neuve")
    moved = shown()
    event.refresh_from_db()
    change(cast, event, now, place="Café", address="")
    event.refresh_from_db()
    change(cast, event, now, title="Apéro de Noël")
    back = shown()
    clock.move_to(event.ends_at + timedelta(minutes=1))

    assert plain == ([], False)
    assert moved == (["Avant : Jeudi 3 décembre 2026, 18 h 30 à 20 h 30", "Avant : Café"], True)
    assert back[0] == ["Avant : Jeudi 3 décembre 2026, 18 h 30 à 20 h 30", "Avant : Médiathèque, 2 rue Neuve"]
    assert shown() == ([], False)
