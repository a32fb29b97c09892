"""Names that one is warned of: noted without being kept, one's own alone, a few, and gone when one wants."""

import logging

import pytest
from django.db import IntegrityError, connection

from community.actions.names import MOST, NameRefusal, forget_name, note_name
from community.actions.posts import write_post
from community.actions.warn import GuardRefusal
from community.models import Discussion, GuardCount, KnownName, Post
from hub.limits import TooMany
from hub.live.commands import new_cid
from hub.models import Command, Entry, LogEvent

PAGE = "/fr/espace/mentee/"


@pytest.fixture
def note(cast, now):
    """note("Amina", "Diallo") as the mentor does."""

    def one(first, last, who="mentor", **more):
        return note_name(actor=cast.people[who], first_name=first, last_name=last, **{"now": now, **more})

    return one


@pytest.fixture
def write(cast, now):
    """write("words") is a message of the mentor's."""

    def one(body, who="mentor", **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
        return write_post(actor=cast.people[who], body=body, **{**facts, **more})

    return one


def test_the_name_of_one_s_own_mentee_warns_nobody_else(note, write):
    note("Amina", "Diallo")

    with pytest.raises(GuardRefusal) as caught:
        write("DIALLO Amina a trouvé un stage")
    write("Diallo Amina a trouvé un stage", who="referent")

    assert "DIALLO Amina" in caught.value.message and "mon ou ma mentee" in caught.value.message
    assert list(GuardCount.objects.values_list("warned", "sent_anyway")) == [(1, 0)]


def test_the_name_of_a_photo_is_looked_at_but_not_a_camera_s_figures(note, send, say_with):
    note("Amina", "Diallo")

    say_with(send(name="IMG_0612345678.jpg"))
    with pytest.raises(GuardRefusal) as caught:
        say_with(send(name="Amina Diallo 2026.jpg"))

    assert "Amina Diallo" in caught.value.message


def test_whoever_is_sure_sends_the_name_and_it_is_counted(note, write):
    note("Amina", "Diallo")

    write("Amina Diallo", sure=True)

    assert Post.objects.get().body == "Amina Diallo"
    assert list(GuardCount.objects.values_list("warned", "sent_anyway")) == [(0, 1)]


def test_a_name_that_is_forgotten_warns_no_more(note, write, cast):
    noted = note("Amina", "Diallo")

    for _each in range(2):
        forget_name(actor=cast.mentor, name_id=noted.pk)
    write("Amina Diallo")

    assert Post.objects.count() == 1
    assert list(Entry.objects.filter(verb="known_name.forgotten").values_list("actor")) == [(cast.mentor.pk,)]


def test_nobody_forgets_the_name_of_somebody_else(note, cast, clock, signed_in):
    noted = note("Amina", "Diallo")

    answer = signed_in("other_mentor").post(f"{PAGE}{noted.pk}/oublier/")

    assert answer.status_code == 302
    assert KnownName.objects.get() == noted


def test_a_few_and_each_once(note, cast):
    first, second, third = note("Amina", "Diallo"), note("Noé", "Le Goff"), note("Li", "Na")

    with pytest.raises(NameRefusal) as full:
        note("Jan", "de Vries")
    again = note("AMINA", "diallo")
    forget_name(actor=cast.mentor, name_id=second.pk)
    instead = note("Jan", "de Vries")

    assert (full.value.code, again) == ("full", first)
    assert [one.place for one in (first, second, third, instead)] == [1, 2, 3, 2]


def test_the_database_keeps_a_few_too(note, cast, now):
    note("Amina", "Diallo")

    with pytest.raises(IntegrityError):
        KnownName.objects.create(person=cast.mentor, place=4, marks="0", noted_at=now)


def test_trying_names_ends_after_ten_a_day_whatever_is_noted(note):
    note("Amina", "Diallo")
    for _each in range(MOST - 1):
        note("Amina", "Diallo")

    with pytest.raises(TooMany):
        note("Amina", "Diallo")
    with pytest.raises(TooMany):
        note("Noé", "Le Goff")


def test_the_form_says_when_it_is_too_often(cast, clock, signed_in):
    browser, typed = signed_in("mentor"), {"first_name": "Amina", "last_name": "Diallo"}

    answers = [browser.post(PAGE, typed) for _each in range(MOST + 1)]

    assert [answer.status_code for answer in answers] == [302] * MOST + [429]
    assert "Revenez demain" in answers[-1].content.decode()


def test_no_page_no_table_no_journal_and_no_log_holds_the_name(cast, clock, signed_in, caplog):
    caplog.set_level(logging.DEBUG)
    browser = signed_in("mentor")

    answer = browser.post(PAGE, {"first_name": "Aminatou", "last_name": "Diallobe"})
    pages = [browser.get(page).content.decode() for page in (answer["Location"], "/fr/espace/")]
    warned = browser.post(
        f"/fr/salon/{cast.promotion.room_id}/messages/", {"body": "Aminatou Diallobe", "cid": new_cid()}
    )

    assert warned.status_code == 422 and 'name="sure" value="1"' in warned.content.decode()
    kept = [caplog.text, *pages, *(str(row) for model in (Entry, LogEvent, Command) for row in model.objects.values())]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own names
            kept.append(str(cursor.fetchall()))
    assert not any("aminatou" in text.lower() or "diallobe" in text.lower() for text in kept)
    assert "Empreinte 1" in pages[0] and "un nom" in pages[1]


def test_the_form_notes_shows_and_removes_without_a_script(cast, clock, signed_in):
    browser = signed_in("mentor")

    empty = browser.post(PAGE, {"first_name": " ", "last_name": "Diallo"})
    no_name = browser.post(PAGE, {"first_name": "12", "last_name": "Diallo"})
    browser.post(PAGE, {"first_name": "Amina", "last_name": "Diallo"})
    shown = browser.get(PAGE).content.decode()
    gone = browser.post(f"{PAGE}{KnownName.objects.get().pk}/oublier/")

    assert (empty.status_code, no_name.status_code) == (422, 422)
    assert 'value="12"' in no_name.content.decode() and 'autocomplete="off"' in shown
    assert "/oublier/" in shown and "mardi 24\u00a0novembre" in shown
    assert (gone.status_code, KnownName.objects.count()) == (302, 0)


def test_only_whoever_belongs_to_a_promotion_is_asked_on_their_own_space(clock, cast, signed_in):
    found = {who: PAGE in signed_in(who).get("/fr/espace/").content.decode() for who in ("mentor", "editor")}

    assert found == {"mentor": True, "editor": False}


def test_it_ends_with_the_account(note, cast):
    note("Amina", "Diallo", who="editor")

    cast.editor.delete()

    assert KnownName.objects.count() == 0


FORMS = [
    ("sondages/", {"question": "Qui voit Amina Diallo ?", "day_1": "2026-12-03", "hour_1": "18:30"}),
    ("sondages/", {"question": "Quand ?", "title": "Chez Diallo Amina", "day_1": "2026-12-03", "hour_1": "18:30"}),
    ("propositions/", {"question": "Qui l’accompagne ?", "answer_1": "Amina Diallo", "answer_2": "Moi"}),
    ("discussions/", {"title": "CV de DIALLO Amina", "body": "Bonjour"}),
    ("annonces/", {"title": "Avis", "body": "Amina-Diallo a trouvé un stage"}),
    ("messages/", {"body": "amina   diallo"}),
]


@pytest.mark.parametrize(("form", "typed"), FORMS)
def test_every_form_of_a_room_is_looked_at(form, typed, note, cast, clock, signed_in):
    note("Amina", "Diallo", who="referent")
    main = Discussion.objects.get(room=cast.promotion.room_id)
    more = {"discussion": main.pk, "discussion_id": main.pk, "cid": new_cid()}
    dates = {"day_2": "2026-12-04", "hour_2": "18:30", "last_day": ""}
    path, browser = f"/fr/salon/{cast.promotion.room_id}/{form}", signed_in("referent")

    warned = browser.post(path, {**dates, **more, **typed})
    sent = browser.post(path, {**dates, **more, **typed, "sure": "1"})

    assert 'name="sure" value="1"' in warned.content.decode()
    assert (warned.status_code, sent.status_code) == (422, 303)


def test_the_name_of_a_file_and_what_a_photo_shows_are_looked_at(note, send, say_with):
    note("Amina", "Diallo")

    with pytest.raises(GuardRefusal):
        say_with(send(b"%PDF-1.4 rien", "CV_AminaDiallo.pdf"))
    with pytest.raises(GuardRefusal):
        say_with(send(), alt="Amina Diallo devant la gare")
