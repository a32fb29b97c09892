"""Applications of one person: found, put together with all that both hold, or told apart; and many from a table."""

import time
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from cms.actions.apply import apply
from cms.actions.merge import merge_applications, tell_apart
from cms.actions.pipeline import mark_contact, write_note
from cms.actions.steps import ApplicationRefusal
from cms.alike import pairs_in
from cms.models import Application, Call, Note
from cms.tables import Reader
from events.models import Registration
from hub.models import Entry, Notice, Person
from hub.tables import Row
from hub.words.phones import same_number
from tests.cast import NOW

TWINS = "/fr/equipe/candidatures/doublons/"
HEAD = "Prénom;Nom;E-mail;Téléphone;Langue;Demande reçue le\n"


@pytest.fixture
def both(clock, cast, now, answers) -> list[Application]:
    """Élodie wrote twice, from two addresses; Bruno has her name but for the first letter."""
    for email, first, phone, session in (
        ("elodie@mail.example", "Élodie", "06 39 98 11 22", 0),
        ("e.oconnor@travail.example", "Elodie", "+33 6 39 98 11 22", 1),
        ("bruno@mail.example", "Bruno", "06 39 98 33 44", 0),
    ):
        sent = answers(
            email=email,
            first_name=first,
            phone=phone,
            event_id=cast.sessions[session].pk,
            mode=("in_person", "online")[session],
        )
        apply(call_id=cast.call.pk, answers=sent, language="fr", flagged=False, now=now)
    return list(Application.objects.order_by("pk")[:2])


def found() -> list:
    return pairs_in(Application.objects.select_related("person", "call__branch"))


@pytest.mark.parametrize("written", ["06 39 98 11 22", "+33639981122", "0033 6.39.98.11.22", "+33 (0)6 39 98 11 22"])
def test_one_number_however_it_is_written(written):
    assert same_number(written) == "639981122"
    assert same_number("12") == ""


def test_two_files_become_one_with_all_that_both_hold(cast, both, signed_in, now):
    keep, other = both
    write_note(actor=cast.referent, application_id=other.pk, words="Très motivée", now=now)
    mark_contact(actor=cast.referent, application_id=other.pk, outcome="message", now=now)
    browser, path = signed_in("coordinator"), f"{TWINS}{keep.pk}/{other.pk}/"

    listed = browser.get(TWINS).content.decode()
    shown = browser.get(path).content.decode()
    answer = browser.post(path, {"keep": keep.pk})

    assert [(pair.first, pair.second, len(pair.shared)) for pair in found()] == []
    assert "Le même numéro de téléphone" in listed and "Bruno" not in listed
    assert "1 note" in shown.replace("\xa0", " ")
    assert (answer.status_code, answer.url) == (302, f"/fr/equipe/candidature/{keep.pk}/")
    keep.refresh_from_db()
    assert not Application.objects.filter(pk=other.pk).exists()
    assert not Person.objects.filter(email="e.oconnor@travail.example").exists()
    assert (keep.notes.count(), keep.contacts.count(), keep.transitions.count()) == (1, 1, 5)
    seats = Registration.objects.filter(person=keep.person, state="confirmed")
    assert [seat.event for seat in seats] == [cast.sessions[0]]
    assert Entry.objects.get(verb="application.merged").codes == {"other": other.pk}
    assert "réuni avec" in browser.get(f"/fr/equipe/candidature/{keep.pk}/").content.decode()
    assert browser.post(path, {"keep": keep.pk}).status_code == 404


def test_two_people_are_told_apart_for_good(cast, both, signed_in, now):
    browser, (first, second) = signed_in("coordinator"), both

    answer = browser.post(f"{TWINS}{second.pk}/{first.pk}/", {"apart": "1"})
    tell_apart(actor=cast.referent, keep_id=second.pk, other_id=first.pk, now=now)

    assert answer.status_code == 302 and found() == []
    assert Application.objects.count() == 3


def test_two_calls_keep_their_applications_under_one_person(cast, both, now, answers):
    there = Call.objects.create(
        branch=cast.branches["lille"], opens_at=cast.call.opens_at, deadline=cast.call.deadline, total=5
    )
    Application.objects.filter(pk=both[1].pk).update(call=there)

    merge_applications(actor=cast.coordinator, keep_id=both[1].pk, other_id=both[0].pk, now=now)

    people = set(Application.objects.filter(pk__in=[one.pk for one in both]).values_list("person", flat=True))
    assert people == {both[1].person_id} and found() == []


def test_nothing_is_put_together_from_elsewhere(cast, both, signed_in, now):
    with pytest.raises(ApplicationRefusal) as refused:
        merge_applications(actor=cast.far_coordinator, keep_id=both[0].pk, other_id=both[1].pk, now=now)

    assert refused.value.code == "forbidden"
    assert signed_in("far_coordinator").get(f"{TWINS}{both[0].pk}/{both[1].pk}/").status_code == 404


def send(browser, path, text, **more):
    return browser.post(path, {"table": SimpleUploadedFile("t.csv", text.encode()), **more})


def test_a_table_is_tried_then_made_once_without_a_mail(cast, both, signed_in, now):
    browser, path = signed_in("coordinator"), f"/fr/equipe/candidatures/{cast.call.pk}/tableau/"
    Notice.objects.all().delete()
    text = (
        HEAD
        + "Odile;Martin;odile@mail.example;03 53 01 77 77;;20/11/2026\n"
        + "Bruno;O’Connor;bruno@mail.example;;;\n"
        + "Elodie;O'Connor;autre@mail.example;06 39 98 11 22;Nederlands;\n"
        + "Odile;Martin;ODILE@mail.example;;;\n"
        + "1;;pas une adresse;abc;Klingon;demain\n"
    )

    tried = send(browser, path, text)
    page, counted = tried.content.decode().replace("\xa0", " "), Application.objects.count()
    made = browser.post(path, {"text": text, "make": "1"})
    again = browser.post(path, {"text": text, "make": "1"})

    assert "2 candidatures seraient créées" in page and "1 d’entre elles est peut-être déjà là" in page
    assert (
        "2 lignes" in page
        and page.count("<li>", page.index("Ligne 6"), page.index("</ul>", page.index("Ligne 6"))) == 6
    )
    assert (counted, Application.objects.count(), Notice.objects.count()) == (3, 5, 0)
    assert made.status_code == 302 and again.status_code == 200
    odile = Application.objects.get(email_key="odile@mail.example")
    assert (odile.state, odile.created_at.date(), odile.since) == ("received", date(2026, 11, 20), now)
    assert Person.objects.get(email="autre@mail.example").language == "nl"
    assert Note.objects.count() == 0


@pytest.mark.parametrize(
    ("column", "word", "sentence"),
    [
        ("first_name", "", "prénom : Rien n’est écrit ici."),
        ("first_name", "=1+1", "prénom : « =1+1 » est un calcul du tableur, pas un nom. Écrivez le nom lui-même."),
        ("last_name", "=A1", "nom : « =A1 » est un calcul du tableur, pas un nom. Écrivez le nom lui-même."),
        ("last_name", "#REF!", "nom : « #REF! » est un calcul du tableur, pas un nom. Écrivez le nom lui-même."),
        ("last_name", "12-3", "nom : « 12-3 » n’est pas un nom."),
        ("email", "", "e-mail : Rien n’est écrit ici."),
        ("email", "=1+1", "e-mail : « =1+1 » n’est pas une adresse e-mail."),
        (
            "phone",
            "6,4E+08",
            "téléphone : « 6,4E+08 » n’est pas un numéro de téléphone. Écrivez-le comme 03 53 01 00 00.",
        ),
        (
            "language",
            "=1+1",
            "langue : « =1+1 » n’est pas connu ici. Écrivez l’un de ces mots : Français, Nederlands, English.",
        ),
        ("applied", "=1+1", "demande reçue le : « =1+1 » n’est pas un jour passé. Écrivez-le ainsi : 03/12/2026."),
    ],
)
def test_a_cell_of_nonsense_is_told_to_whoever_mends_the_table(cast, both, column, word, sentence):
    cells = {"first_name": "Odile", "last_name": "Martin", "email": "odile@mail.example", column: word}

    with override("fr"):
        (line,) = Reader(cast.call, NOW).read([Row(2, cells)])

    assert [error.replace("\xa0", " ") for error in line.errors] == [sentence]
    assert not line.fresh


def test_two_thousand_lines_are_tried_in_ten_seconds(cast, both):
    cells = {"first_name": "Odile", "last_name": "Martin", "phone": "06 39 98 55 66", "applied": "3/11/2026"}
    rows = [Row(n, {**cells, "email": f"{n}@mail.example"}) for n in range(2, 2002)]

    begun = time.perf_counter()
    lines = Reader(cast.call, NOW).read(rows)

    assert sum(line.fresh for line in lines) == 2000
    assert time.perf_counter() - begun < 10
