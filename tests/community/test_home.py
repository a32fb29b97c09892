"""What a promotion's page says of its people: what each can help with, who stands in, and what comes next."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from community.actions.home import AbsenceRefusal, absences_of, end_absence, note_absence, offer_help
from community.actions.posts import write_post
from community.actions.rooms import archive_room
from community.actions.warn import GuardRefusal
from community.models import Absence, Offer
from community.panels import calm_panel, promotion_panel
from events.actions.lives import cancel_event
from events.models import Event
from hub.live.commands import new_cid

AWAY = {"starts_on": date(2026, 11, 23), "back_on": date(2026, 12, 7)}


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def shown(cast, signed_in, clock):
    """page(who): what that person reads on the promotion's page."""
    return lambda who: text(signed_in(who).get(f"/fr/promotion/{cast.promotion.pk}/"))


@pytest.fixture
def away(cast, now):
    """away(…): the référent is away; the coordinator stands in unless told otherwise."""

    def note(**more):
        facts = {"actor": cast.coordinator, "person_id": cast.referent.pk, "stand_in_id": cast.coordinator.pk, **AWAY}
        return note_absence(**{**facts, "now": now, **more})

    return note


def test_the_page_says_until_when_the_referent_is_away_and_who_stands_in(cast, shown, away):
    assert "remplace" not in shown("mentor")

    away()

    words = shown("mentor")
    assert "de retour le lundi 7 décembre 2026" in words
    assert "Coordinator Durand remplace." in words


def test_so_does_ones_own_space(cast, away, now):
    away(stand_in_id=None)

    context = promotion_panel(cast.mentor, now).context

    assert (context["referent"], context["absence"].stand_in) == (cast.referent, None)


def test_an_absence_is_over_on_the_day_of_return_and_not_begun_before_its_first(cast, away, now):
    away(starts_on=date(2026, 12, 1))

    seen = [bool(absences_of([cast.referent], now + timedelta(days=days))) for days in (0, 7, 12, 13)]

    assert seen == [False, True, True, False]


def test_noted_again_from_the_same_day_it_is_changed(cast, away):
    away()
    away(back_on=date(2026, 12, 9), stand_in_id=None)

    assert list(Absence.objects.values_list("back_on", "stand_in")) == [(date(2026, 12, 9), None)]


def named(cast, name, value):
    """Somebody of the cast, or their key where the fact is one."""
    if not isinstance(value, str):
        return value
    return cast.people[value] if name == "actor" else cast.people[value].pk


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"back_on": date(2026, 11, 23)}, "back_on"),
        ({"starts_on": date(2026, 11, 1), "back_on": date(2026, 11, 24)}, "back_on"),
        ({"stand_in_id": "referent"}, "stand_in"),
        ({"stand_in_id": "mentor"}, "stand_in"),
        ({"stand_in_id": "far_coordinator"}, "stand_in"),
        ({"person_id": "mentor"}, "forbidden"),
        ({"actor": "far_coordinator"}, "forbidden"),
        ({"actor": "mentor"}, "forbidden"),
    ],
)
def test_what_cannot_be_noted(cast, away, more, code):
    facts = {name: named(cast, name, value) for name, value in more.items()}

    with pytest.raises(AbsenceRefusal) as refusal:
        away(**facts)

    assert (refusal.value.code, Absence.objects.count()) == (code, 0)


def test_only_those_who_keep_it_end_it_and_again_is_harmless(cast, away, now):
    absence = away()
    for who in (cast.mentor, cast.far_coordinator):
        end_absence(actor=who, absence_id=absence.pk, now=now)
    assert Absence.objects.count() == 1

    for _time in range(2):
        end_absence(actor=cast.referent, absence_id=absence.pk, now=now)

    assert Absence.objects.count() == 0


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(cast, signed_in, clock):
    browser = signed_in("referent")
    typed = {"person_id": cast.referent.pk, "starts_on": "24.11", "back_on": "23.11.2026", "stand_in_id": ""}

    refused = browser.post("/fr/equipe/absences/", typed)

    assert refused.status_code == 422
    assert 'value="24.11"' in refused.content.decode()
    assert "Le jour du retour vient après" in text(refused)
    done = browser.post("/fr/equipe/absences/", {**typed, "back_on": "7 décembre"}, follow=True)
    assert "de retour le lundi 7 décembre 2026" in text(done)


def test_what_one_can_help_with_stands_beside_ones_name_for_a_year(cast, shown, now, clock):
    offer_help(actor=cast.mentor, words="  CV,   arabe ", now=now)
    assert "Peut aider sur : CV, arabe" in shown("referent").replace("\xa0", " ")

    clock.move_to(now + timedelta(days=366))

    assert "Peut aider sur" not in shown("referent")


def test_so_does_what_a_referent_can_help_with(cast, shown, now, clock):
    offer_help(actor=cast.referent, words="Les lettres", now=now)

    assert "Peut aider sur : Les lettres" in shown("mentor").replace("\xa0", " ")


def test_an_absence_stays_when_who_stood_in_is_there_no_more(cast, away):
    absence = away(stand_in_id=cast.coordinator.pk)

    cast.coordinator.delete()

    absence.refresh_from_db()
    assert absence.stand_in is None


def test_nothing_takes_it_back_and_a_number_is_warned_of(cast, now):
    with pytest.raises(GuardRefusal):
        offer_help(actor=cast.mentor, words="Appelez le 06 39 98 12 34", now=now)
    offer_help(actor=cast.mentor, words="Appelez le 06 39 98 12 34", sure=True, now=now)
    assert Offer.objects.count() == 1

    for _time in range(2):
        assert offer_help(actor=cast.mentor, words=" ", now=now) is None

    assert Offer.objects.count() == 0


def test_town_and_trade_stand_beside_ones_name_until_they_are_emptied(cast, signed_in, shown, clock):
    browser, said = signed_in("mentor"), {"city": " Ville d’Ascq", "former_trade": "infirmière", "words": ""}

    page = text(browser.post("/fr/espace/aider/", said, follow=True))

    assert "C’est maintenant écrit à côté de votre nom." in page
    assert "Mentor D. Ville d’Ascq, infirmière" in shown("referent")
    browser.post("/fr/espace/aider/", {**said, "city": ""})
    assert "Mentor D. infirmière" in shown("referent")
    emptied = text(browser.post("/fr/espace/aider/", {}, follow=True))
    assert "Il n’y a plus rien à côté de votre nom." in emptied
    assert "infirmière" not in shown("referent")


def test_they_can_be_taken_back_once_one_is_in_no_promotion(cast, signed_in, now, clock):
    cast.mentor.memberships.update(ends_at=now)
    browser = signed_in("mentor")
    assert browser.get("/fr/espace/aider/").status_code == 404
    cast.mentor.city = "Lille"
    cast.mentor.save()

    page = browser.get("/fr/espace/aider/")

    assert (page.status_code, 'value="Lille"' in page.content.decode()) == (200, True)
    assert browser.post("/fr/espace/aider/", {}).status_code == 302
    cast.mentor.refresh_from_db()
    assert cast.mentor.about == ""


def test_so_do_those_of_a_referent(cast, signed_in, shown, clock):
    signed_in("referent").post("/fr/espace/aider/", {"city": "Lille", "former_trade": "tourneur"})

    assert "Referent Durand Lille, tourneur" in shown("mentor")


@pytest.mark.parametrize("field", ["city", "former_trade"])
def test_a_number_in_them_is_warned_of(cast, signed_in, clock, field):
    browser, typed = signed_in("mentor"), {field: "chez moi, 06 39 98 12 34"}

    warned = browser.post("/fr/espace/aider/", typed)
    cast.mentor.refresh_from_db()

    assert (warned.status_code, cast.mentor.about) == (422, "")
    assert 'name="sure"' in warned.content.decode()
    assert browser.post("/fr/espace/aider/", {**typed, "sure": "1"}).status_code == 302


def test_its_form(cast, signed_in, clock):
    browser = signed_in("mentor")

    said = browser.post("/fr/espace/aider/", {"words": "Préfecture"}, follow=True)

    assert "C’est maintenant écrit à côté de votre nom." in text(said)
    assert 'value="Préfecture"' in said.content.decode()
    assert browser.post("/fr/espace/aider/", {"words": "x" * 161}).status_code == 422
    assert Client().get("/fr/espace/aider/").status_code == 302


def test_the_next_date_comes_with_its_place_and_seats(cast, shown, now):
    first = Event.objects.filter(promotion=cast.promotion).soonest_first()[0]

    words = shown("mentor")

    assert "Le prochain rendez-vous" in words
    assert "Mardi 12 janvier 2027" in words.split("Le prochain rendez-vous")[-1].split("Tous les rendez-vous")[0]
    for event in Event.objects.filter(promotion=cast.promotion):
        cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)
    assert first.title not in shown("mentor").split("Le prochain rendez-vous")[-1].split("Tous les rendez-vous")[0]
    assert "Aucun rendez-vous n’est prévu" in shown("mentor")


def test_a_calm_room_is_told_to_those_who_lead_it_until_somebody_writes(cast, now):
    later = now + timedelta(days=61)
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "body": "Bonjour"}
    assert calm_panel(cast.referent, now) is None
    assert cast.promotion in calm_panel(cast.referent, later).context["promotions"]
    assert calm_panel(cast.mentor, later) is None

    write_post(actor=cast.mentor, now=later, **facts)

    panel = calm_panel(cast.coordinator, later)
    assert panel is None or cast.promotion not in panel.context["promotions"]


def test_an_archived_room_is_not_calm(cast, now):
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)
    archive_room(actor=None, room_id=cast.other_promotion.room_id, now=now)

    assert calm_panel(cast.referent, now + timedelta(days=90)) is None
