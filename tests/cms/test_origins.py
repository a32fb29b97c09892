"""Where applications come from: the source stays with them, pages are counted without a trace, numbers follow the moves."""

import csv
import io
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from cms.actions.apply import apply
from cms.actions.change import withdraw_application
from cms.actions.merge import merge_applications
from cms.actions.pipeline import move_on
from cms.actions.retention import erase_old_applications
from cms.actions.sources import MOST, end_source, keep_source, word_of
from cms.actions.steps import ApplicationRefusal
from cms.actions.undo import undo_move
from cms.funnel import count_calls, reached
from cms.links import draft_path
from cms.models import Application, Call, CallIndexPage, CallPage, Draft, Erased, PageDay, Source
from hub.anonymous import stamp
from hub.models import Entry
from tests.cms.test_call_page import form
from tests.cms.test_drafts import later

PAGE = "/fr/devenir-mentor/lille/"


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def radio(cast, now) -> Source:
    return keep_source(actor=cast.coordinator, call_id=cast.call.pk, name="Radio Été", now=now)


def send(cast, now, answers, source="", **changed):
    apply(call_id=cast.call.pk, answers=answers(source=source, **changed), language="fr", flagged=False, now=now)
    return Application.objects.order_by("-pk")[0]


def counts(cast, source=""):
    return {step: number for step, number in count_calls([cast.call.pk])[cast.call.pk, source].items() if number}


def tell(cast, **changed):
    facts = {"what": "seen", "stamp": stamp(f"apply:{cast.call.pk}"), "source": "radio-ete"}
    return Client().post(f"/vu/{cast.call.pk}/", {**facts, **changed})


def test_the_address_the_form_and_the_application_carry_a_known_source_and_no_other(cast, radio):
    known, strange = (Client().get(f"{PAGE}?source={word}") for word in ("radio-ete", "x'\"><b"))
    hidden = '<input type="hidden" name="source" value="radio-ete">'
    sent = [Client().post(f"/fr/candidature/{cast.call.pk}/", form(cast, source="radio-ete"))]
    sent += [Client().post(f"/fr/candidature/{cast.call.pk}/", form(cast, source="a\0b", email="b@mail.example"))]

    assert (
        hidden in known.content.decode(),
        'href="/nl/devenir-mentor/lille/?source=radio-ete"' in known.content.decode(),
    ) == (True, True)
    assert 'name="source"' not in strange.content.decode() and "x&#x27;" not in strange.content.decode()
    assert [one.status_code for one in sent] == [302, 302]
    assert list(Application.objects.order_by("pk").values_list("source", flat=True)) == ["radio-ete", ""]
    assert (known.cookies, "s-maxage" in known["Cache-Control"]) == ({}, True)


def test_an_error_a_draft_and_the_short_address_keep_it(cast, radio):
    wrong = Client().post(f"/fr/candidature/{cast.call.pk}/", form(cast, source="radio-ete", first_name=""))
    later(cast, source="radio-ete")
    draft = Draft.objects.get()
    again = Client().get(draft_path(draft)).content.decode()

    assert (wrong.status_code, 'value="radio-ete"' in wrong.content.decode()) == (422, True)
    assert (draft.source, 'name="source" value="radio-ete"' in again) == ("radio-ete", True)
    assert Client().get(f"/a/{cast.call.pk}/radio-ete/")["Location"] == f"{PAGE}?source=radio-ete"
    assert Client().get(f"/a/{cast.call.pk}/other/")["Location"] == PAGE
    assert Client().get(f"/fr/candidature/{cast.call.pk}/?source=radio-ete")["Location"] == f"{PAGE}?source=radio-ete"


def test_a_page_is_counted_by_day_and_source_and_nothing_else_is_kept(cast, radio, signed_in):
    page = Client().get(PAGE).content.decode()
    answers = [tell(cast), tell(cast), tell(cast, what="begun"), tell(cast, source="nobody")]
    left = [tell(cast, stamp="x"), tell(cast, what="all"), Client().get(f"/vu/{cast.call.pk}/")]

    assert (
        f'data-counted="/vu/{cast.call.pk}/?stamp={quote(stamp(f"apply:{cast.call.pk}"))}&amp;source=&amp;what="'
        in page
    )
    assert "data-counted" not in signed_in("coordinator").get(PAGE).content.decode()
    assert [one.status_code for one in answers + left] == [204] * 6 + [405]
    assert all(not one.cookies for one in answers)
    assert sorted(PageDay.objects.values_list("source", "seen", "begun")) == [("", 1, 0), ("radio-ete", 2, 1)]
    assert Client().post("/vu/999999/", {"what": "seen", "stamp": stamp("apply:999999")}).status_code == 204
    assert PageDay.objects.count() == 2


def test_numbers_follow_the_moves_and_what_is_taken_back_is_not_counted(cast, now, answers, radio):
    one = send(cast, now, answers, "radio-ete", event_id=None, mode="")
    send(cast, now, answers, email="b@mail.example")
    for state in ("interview_proposed", "interview_done"):
        move_on(actor=cast.coordinator, application_id=one.pk, to=state, now=now)
    done = counts(cast, "radio-ete")
    undo_move(actor=cast.coordinator, transition_id=one.transitions.order_by("-pk")[0].pk, now=now)

    assert (done, counts(cast, "radio-ete")) == ({"applied": 1, "interviewed": 1}, {"applied": 1})
    assert counts(cast) == {"applied": 1}
    came, mended = ("session_chosen", "present"), ("present", "absent")
    assert (reached([came]), reached([came, mended]), reached([came, mended, ("absent", "present")])) == (
        {"attended"},
        set(),
        {"attended"},
    )


def test_the_erased_stay_in_the_numbers_without_a_name_or_a_day(cast, now, answers, radio):
    one = send(cast, now, answers, "radio-ete", event_id=None, mode="")
    for state in ("interview_proposed", "interview_done"):
        move_on(actor=cast.coordinator, application_id=one.pk, to=state, now=now)
    withdraw_application(actor=None, application_id=one.pk, why="by link", now=now)
    before = counts(cast, "radio-ete")

    erase_old_applications(now=now + timedelta(days=183))

    assert not Application.objects.exists()
    assert counts(cast, "radio-ete") == before == {"applied": 1, "interviewed": 1}
    assert {field.name for field in Erased._meta.fields} == {
        *("id", "call", "source", "applied", "attended", "interviewed", "accepted", "trained")
    }


def test_two_that_are_put_together_keep_the_source_that_is_known(cast, now, answers, radio):
    first = send(cast, now, answers)
    second = send(cast, now, answers, "radio-ete", email="b@mail.example")

    merge_applications(actor=cast.coordinator, keep_id=first.pk, other_id=second.pk, now=now)

    assert Application.objects.get().source == "radio-ete"
    assert counts(cast, "radio-ete") == {"applied": 1}


def test_the_team_keeps_a_list_and_others_may_not(cast, now, radio):
    facts = {"actor": cast.coordinator, "call_id": cast.call.pk, "now": now}
    refused = []
    for changed in ({"name": "…"}, {"name": "Affiche"}, {"name": "X", "actor": cast.far_coordinator}):
        with pytest.raises(ApplicationRefusal) as error:
            keep_source(**{**facts, **changed})
        refused.append(error.value.code)
    for number in range(MOST - 1):
        keep_source(**facts, name=f"Flyer {number}")
    with pytest.raises(ApplicationRefusal) as many:
        keep_source(**facts, name="Trop")
    for _ in range(2):
        end_source(**facts, source_id=radio.pk)
    ended = Client().get(f"{PAGE}?source=radio-ete").content.decode()
    again = keep_source(**facts, name="Radio été")

    assert (refused, many.value.code) == (["name", "name", "forbidden"], "many")
    assert 'name="source"' not in ended
    assert word_of("Le marché de Noël de la Grand-Place") == "le-marche-de-noel-de-la-grand"
    assert (again.pk, again.name, again.ended_at) == (radio.pk, "Radio été", None)
    assert Entry.objects.filter(verb="source.ended").count() == 1


def test_the_page_says_the_numbers_takes_a_source_and_keeps_what_was_typed(cast, now, answers, signed_in, radio):
    send(cast, now, answers, "radio-ete")
    tell(cast)
    browser, path = signed_in("coordinator"), f"/fr/equipe/candidatures/{cast.call.pk}/origines/"

    page = browser.get(path)
    wrong = browser.post(path, {"name": "Affiche"})
    added = browser.post(path, {"name": "Marché\u200b de Noël"})
    ended = browser.post(path, {"end": str(radio.pk)})

    assert [(str(line.name), line.counts["seen"], line.counts["applied"]) for line in page.context["lines"]] == [
        ("Affiche", 0, 0),
        ("Radio Été", 1, 1),
        ("Source inconnue", 0, 0),
    ]
    assert f"/a/{cast.call.pk}/radio-ete/" in page.content.decode()
    assert f"/fr/affiche/{cast.call.pk}/?source=radio-ete" in page.content.decode()
    assert (wrong.status_code, 'value="Affiche"' in wrong.content.decode()) == (422, True)
    assert (added.status_code, ended.status_code) == (302, 302)
    assert sorted(Source.objects.open().values_list("word", "name")) == [("marche-de-noel", "Marché de Noël")]


def test_a_spreadsheet_opens_the_numbers_and_calculates_nothing(cast, now, answers, signed_in):
    keep_source(actor=cast.coordinator, call_id=cast.call.pk, name="=1+1", now=now)
    send(cast, now, answers, "11")

    answer = signed_in("coordinator").get(f"/fr/equipe/candidatures/{cast.call.pk}/origines/tableau.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert [row[2:] for row in rows[1:]] == [
        ["Affiche", "affiche", *"0000000"],
        ["'=1+1", "11", *"0010000"],
        ["Source inconnue", "", *"0000000"],
    ]
    assert signed_in("coordinator").get("/fr/equipe/candidatures/origines/tableau.csv").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_as_often_whatever_there_is(cast, now, answers, signed_in, django_assert_num_queries, number):
    for one in range(number):
        keep_source(actor=cast.coordinator, call_id=cast.call.pk, name=f"Radio {one}", now=now)
        send(cast, now, answers, f"radio-{one}", email=f"{one}@mail.example", event_id=None, mode="")
    browser = signed_in("coordinator")

    with django_assert_num_queries(13):
        browser.get("/fr/equipe/candidatures/origines/")
    with django_assert_num_queries(16):
        browser.get(f"/fr/equipe/candidatures/{cast.call.pk}/origines/")


def test_a_poster_that_outlives_its_call_leads_on_as_a_poster(cast, now):
    index = CallIndexPage.objects.get(locale__language_code="fr")
    cast.call.deadline = now - timedelta(hours=1)
    cast.call.save()
    facts = {"opens_at": now - timedelta(days=1), "deadline": now + timedelta(days=90), "total": 9}
    call = Call.objects.create(branch=cast.branches["lille"], **facts)
    index.add_child(instance=CallPage(title="Lille 15", slug="lille-15", lead="…", call=call, locale=index.locale))

    pages = {word: Client().get(f"{PAGE}{word}").content.decode() for word in ("?source=affiche", "")}

    assert 'href="/fr/devenir-mentor/lille-15/?source=affiche"' in pages["?source=affiche"]
    assert 'href="/fr/devenir-mentor/lille-15/"' in pages[""]
