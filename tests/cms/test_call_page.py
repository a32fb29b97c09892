"""The page of a call and its form, as any browser without JavaScript sees them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.models import Application, Call, CallIndexPage, CallPage
from events.models import Event
from hub.anonymous import stamp
from tests.cast import NOW

PAGE = "/fr/devenir-mentor/lille/"


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


def form(cast, **changed):
    facts = {
        "stamp": stamp(f"apply:{cast.call.pk}"),
        "session": f"{cast.sessions[0].pk}:in_person",
        "first_name": "Élodie",
        "last_name": "O’Connor",
        "email": "elodie@mail.example",
        "phone": "",
        "over_fifty": "on",
    }
    return {**facts, **changed}


def send(cast, **changed):
    return Client().post(f"/fr/candidature/{cast.call.pk}/", form(cast, **changed), follow=True)


def test_the_page_says_state_dates_seats_and_phone(cast):
    text = Client().get(PAGE).content.decode()

    assert "Ouvert : 16 places sur 16" in text.replace("\xa0", " ")
    assert "Mardi 1<sup>er</sup>\xa0décembre 2026, 18\xa0h à 19\xa0h\xa030" in text
    assert "10 places." in text
    assert 'href="tel:+33353010001"' in text


def test_a_good_form_leads_to_the_confirmation_and_sets_no_cookie(cast):
    answer = send(cast)

    assert answer.status_code == 200
    assert "Votre place est réservée" in answer.content.decode()
    assert answer.client.cookies == {}
    assert Application.objects.get().registration.event == cast.sessions[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "pas une adresse"),
        ("email", ""),
        ("first_name", "\x00\x01 "),
        ("last_name", "x" * 5000),
        ("phone", "appelez-moi"),
        ("session", ""),
        ("session", "999999:in_person"),
        ("session", "1e9:nulle-part"),
        ("over_fifty", ""),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(cast, field, value):
    answer = send(cast, **{field: value})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert 'role="alert"' in text
    assert "<title>Erreur" in text
    kept = "Élodie" if field != "first_name" else "O’Connor"
    assert f'value="{kept}"' in text
    assert not Application.objects.exists()


def test_a_mistyped_domain_is_asked_about_once(cast):
    first = send(cast, email="elodie@gmial.com")
    second = send(cast, email="elodie@gmial.com", address_kept="elodie@gmial.com")

    assert "elodie@gmail.com" in first.content.decode()
    assert (first.status_code, second.status_code) == (422, 200)
    assert Application.objects.get().person.email == "elodie@gmial.com"


def test_a_session_that_filled_meanwhile_keeps_the_application_on_its_list(cast):
    for number in range(2):
        send(cast, email=f"{number}@mail.example", session=f"{cast.sessions[1].pk}:in_person")

    answer = send(cast, session=f"{cast.sessions[1].pk}:in_person")

    waits = Application.objects.get(email_key="elodie@mail.example")
    assert answer.status_code == 200
    assert "liste d’attente de cette séance" in answer.content.decode()
    assert (waits.state, waits.registration.state) == ("received", "waiting")


def test_a_double_click_is_one_application(cast):
    first, second = send(cast), send(cast)

    assert first.content == second.content
    assert Application.objects.count() == 1


def test_a_robot_is_thanked_and_forgotten(cast):
    answer = send(cast, website="https://spam.example")

    assert answer.status_code == 200
    assert not Application.objects.exists()


def test_an_old_page_is_asked_to_be_sent_once_more(cast, clock):
    stale = stamp(f"apply:{cast.call.pk}")
    clock.shift(timedelta(days=3))

    answer = send(cast, stamp=stale)

    assert answer.status_code == 422
    assert "restée ouverte longtemps" in answer.content.decode()
    assert 'value="elodie@mail.example"' in answer.content.decode()


def test_a_form_filled_in_too_fast_is_taken_and_flagged(cast, clock):
    slow = stamp(f"apply:{cast.call.pk}")
    send(cast, email="vite@mail.example")
    clock.shift(timedelta(seconds=30))
    send(cast, email="lent@mail.example", stamp=slow)

    assert dict(Application.objects.values_list("email_key", "flagged")) == {
        "vite@mail.example": True,
        "lent@mail.example": False,
    }


def test_from_one_address_thirty_forms_an_hour_are_taken_and_the_next_loses_nothing_of_what_was_typed(cast, clock):
    choice = f"{cast.sessions[0].pk}:in_person"
    answers = [send(cast, email=f"{number}@mail.example").status_code for number in range(30)]

    refused = send(cast)
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").post(
        f"/fr/candidature/{cast.call.pk}/", form(cast, email="loin@mail.example")
    )
    kept = Application.objects.count()
    clock.shift(timedelta(hours=1))
    later = send(cast)

    page = BeautifulSoup(refused.content, "html.parser")
    assert (set(answers), elsewhere.status_code, kept) == ({200}, 302, 31)
    assert refused.status_code == 409
    assert "Trop d’essais" in page.select_one("[role=alert]").text
    assert page.select_one("[name=email]")["value"] == "elodie@mail.example"
    assert page.select_one(f"[value='{choice}']").has_attr("checked")
    assert later.status_code == 200


def test_a_closed_call_shows_a_way_on_and_takes_nothing(cast):
    cast.call.deadline = NOW - timedelta(hours=1)
    cast.call.save()

    shown, sent = Client().get(PAGE), send(cast)

    assert "Cet appel est fermé" in shown.content.decode()
    main = shown.content.decode().split("<main")[1]
    assert main.count("<form") == 1
    assert 'action="/fr/me-prevenir/lille/"' in main
    assert "Pas à l’aise avec le formulaire" not in shown.content.decode()
    assert "<p>Vous êtes ici</p>" not in shown.content.decode()
    assert sent.status_code in {409, 422}
    assert not Application.objects.exists()


def another(cast, slug, branch, *, opens=-1, total=16):
    """A second call, with a French page of its own."""
    dates = {"opens_at": NOW + timedelta(days=opens), "deadline": NOW + timedelta(days=60)}
    call = Call.objects.create(branch=cast.branches[branch], promotion=cast.promotion, total=total, **dates)
    index = CallIndexPage.objects.get(locale__language_code="fr")
    page = index.add_child(instance=CallPage(title=slug, slug=slug, lead="…", call=call, locale=index.locale))
    page.save_revision().publish()
    return call


def led_to():
    """The addresses of the cards that a closed call shows, and whether one can ask to be told."""
    main = BeautifulSoup(Client().get(PAGE).content, "html.parser").main
    cards = [link["href"].split("/")[-2] for link in main.select(".card a.btn")]
    return cards, main.select_one('form[action="/fr/me-prevenir/lille/"]') is not None, " ".join(main.text.split())


def test_too_late_leads_to_the_branch_s_own_next_call_before_any_other(cast):
    cast.call.deadline = NOW - timedelta(hours=1)
    cast.call.save()
    found = [led_to()]
    for slug, branch, more in (
        ("ailleurs", "bruxelles", {}),
        ("complet", "lille", {"total": 0}),
        ("plus-tard", "lille", {"opens": 9}),
        ("bientot", "lille", {"opens": 5}),
        ("ouvert", "lille", {}),
    ):
        another(cast, slug, branch, **more)
        found.append(led_to())

    assert [cards for cards, _alert, _text in found] == [
        [],
        ["ailleurs"],
        ["complet"],
        ["plus-tard"],
        ["bientot"],
        ["ouvert"],
    ]
    assert [alert for _cards, alert, _text in found] == [True, True, True, True, True, False]
    assert "Les candidatures ouvrent le dimanche 29 novembre" in found[4][2]


def test_a_full_call_offers_its_waiting_list(cast):
    cast.call.total = 0
    cast.call.save()

    answer = send(cast, session="")

    assert "Vous êtes sur la liste d’attente" in answer.content.decode()
    assert Application.objects.get().state == "waiting_list"


def test_unpublished_pages_take_nothing(cast):
    CallPage.objects.all().update(live=False)

    assert Client().get(PAGE).status_code == 404
    assert send(cast).status_code == 404


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_every_language_has_its_page(cast, language):
    answer = Client().get(f"/{language}/devenir-mentor/lille/")

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/fr/?x=%00", "/fr/?page=%07", "/fr/?page=\x1f", "/outbox/?page=1000000000", "/fr/%00/"]
)
def test_an_odd_address_is_a_sentence_not_a_fault(cast, path):
    answer = Client().get(path, follow=True)

    assert answer.status_code in {400, 404}
    assert "<h1>" in answer.content.decode()


def test_queries_do_not_grow_with_what_is_shown(cast, django_assert_max_num_queries):
    Client().get("/fr/")

    with django_assert_max_num_queries(12):
        Client().get("/fr/devenir-mentor/")


def test_a_date_in_another_language_says_so_in_words(cast, clock):
    Event.objects.filter(pk=cast.sessions[0].pk).update(language="nl")
    places = {
        "event": (f"agenda/{cast.sessions[0].pk}/", "main"),
        "row": ("agenda/", f'li:has(a[href$="/agenda/{cast.sessions[0].pk}/"])'),
        "choice": ("devenir-mentor/lille/", f'label:has([value^="{cast.sessions[0].pk}:"])'),
    }

    for where, (path, part) in places.items():
        for code, said in (("fr", True), ("nl", False), ("en", True)):
            page = BeautifulSoup(Client().get(f"/{code}/{path}").content, "html.parser")
            words = page.select_one(part).get_text(" ").casefold()
            assert any(one in words for one in ("en néerlandais", "in dutch", "in het nederlands")) is said, (
                where,
                code,
            )
