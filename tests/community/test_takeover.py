"""A WhatsApp conversation taken over: seen first, declared, read and searched, given back by whoever wrote it, undone."""

import json
import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from community.actions.archives import (
    ArchiveRefusal,
    forget_drafts,
    lay_out,
    remove_archive,
    take_over,
    withdraw_author,
)
from community.actions.leaving import leave_promotion
from community.actions.promotions import remove_from_roster
from community.export.pack import pack
from community.models import Archive, ArchivedAuthor, ArchivedMessage, Membership, Post
from community.unread import count_unread
from community.whatsapp.parse import parse
from hub.actions.deliver import deliver_due
from hub.models import LogEvent

TALK = """12/10/2026, 08:02 - Les messages et les appels sont chiffrés de bout en bout.
13/10/2026, 08:02 - Referent: Bonjour, la réunion est à 9 h
13/10/2026, 08:10 - Mentor: J’apporte le café
13/10/2026, 08:10 - Mentor: <Médias omis>
13/10/2026, 08:31 - +33 6 12 34 56 78: Et moi les croissants, appelez @33612345679"""
HOW = "Un message dans le groupe, tout le monde est d’accord."


@pytest.fixture
def draft(cast, now):
    def lay(text=TALK, at=now):
        return lay_out(actor=cast.referent, room_id=cast.promotion.room_id, messages=parse(text).messages, now=at)

    return lay


@pytest.fixture
def take(cast, now):
    def over(archive, who="referent", **members):
        keys = {archive.authors.get(label=label).pk: cast.people[name].pk for label, name in members.items()}
        return take_over(
            actor=cast.people[who],
            archive_id=archive.pk,
            members=keys,
            told_on=date(2026, 11, 1),
            told_how=HOW,
            now=now,
        )

    return over


@pytest.fixture
def page(clock, signed_in):
    def read(path, who="mentor", **asked):
        answer = signed_in(who).get(path, asked)
        return re.sub(r"\s+", " ", answer.content.decode()) if answer.status_code == 200 else answer.status_code

    return read


def before(cast):
    return f"/fr/salon/{cast.promotion.room_id}/avant/"


def test_a_draft_is_seen_by_whoever_uploaded_it_alone(transactional_db, cast, draft, page):
    path = f"/fr/promotion/{cast.promotion.pk}/whatsapp/{draft().pk}/"

    seen = page(path, "referent")

    assert "4 messages, le mardi 13 octobre 2026" in seen
    assert "J’apporte le café" in seen and "12 34 56" not in seen and "… 78" in seen
    assert [page(path, who) for who in ("coordinator", "mentor", "other_mentor")] == [404, 404, 404]
    assert page(before(cast)) == 404
    assert "Rien trouvé" in page("/fr/recherche/", mots="croissants")


def test_taken_over_it_is_read_searched_and_neither_live_nor_new(transactional_db, cast, draft, take, page):
    events = LogEvent.objects.count()

    take(draft(), Mentor="mentor")

    read = page(before(cast))
    assert "Mentor D." in read and "la réunion est à 9 h" in read and "… 78" in read and "une photo" not in read
    assert "@…79" in read and "612345" not in read
    found = page("/fr/recherche/", mots="reunion")
    assert "<mark>réunion</mark>" in found
    link = re.search(r'<h3><a href="([^"]+)">', found)[1]
    assert f'id="{link.split("#")[1]}"' in page(link)
    assert "1 résultat" in page("/fr/recherche/", mots="croissants", auteur="78")
    assert "2 résultats" in page("/fr/recherche/", auteur="mentor d")
    assert (LogEvent.objects.count(), Post.objects.count(), count_unread(cast.mentor, [cast.promotion.room_id])) == (
        events,
        0,
        {},
    )


def test_only_the_promotion_reads_it(transactional_db, cast, now, draft, take, page):
    take(draft())
    others = [page(before(cast), who) for who in ("other_mentor", "stranger")]
    searched = page("/fr/recherche/", "other_mentor", mots="croissants")
    remove_from_roster(actor=cast.referent, membership_id=Membership.objects.get(person=cast.mentor).pk, now=now)

    assert others == [404, 404] and "Rien trouvé" in searched
    assert page(before(cast)) == 404
    assert "Rien trouvé" in page("/fr/recherche/", mots="croissants")


def test_only_the_team_takes_over_and_only_with_a_declaration(transactional_db, cast, now, draft, take):
    archive = draft()

    for who, how in (("mentor", HOW), ("far_coordinator", HOW), ("coordinator", HOW), ("referent", " ")):
        with pytest.raises(ArchiveRefusal):
            take_over(
                actor=cast.people[who],
                archive_id=archive.pk,
                members={},
                told_on=date(2026, 11, 1),
                told_how=how,
                now=now,
            )
    with pytest.raises(ArchiveRefusal):
        lay_out(actor=cast.mentor, room_id=cast.promotion.room_id, messages=parse(TALK).messages, now=now)

    assert not Archive.objects.open().exists()


def test_the_same_conversation_twice_is_there_once(transactional_db, cast, draft, take):
    take(draft())
    take(draft(TALK + "\n14/10/2026, 08:00 - Mentor: Merci !"))

    with pytest.raises(ArchiveRefusal) as known:
        take(draft())

    bodies = list(
        ArchivedMessage.objects.filter(archive__in=Archive.objects.open()).in_order().values_list("body", flat=True)
    )
    assert known.value.code == "known"
    assert (len(bodies), bodies[-1]) == (5, "Merci !")


def test_taking_over_again_changes_nothing(transactional_db, cast, draft, take):
    archive = draft()

    first, again = take(archive), take(archive)

    assert first.pk == again.pk and archive.messages.count() == 4


def test_members_are_told_and_take_their_words_out(
    transactional_db, cast, now, clock, draft, take, page, mailoutbox, signed_in
):
    archive = take(draft(), Mentor="mentor", Referent="referent")
    deliver_due(now=now)
    author = archive.authors.get(person=cast.mentor)
    path = f"/fr/archive/auteur/{author.pk}/"

    asked = page(path)
    refused = page(path, "other_mentor")
    for _ in range(2):
        signed_in("mentor").post(path)

    assert [(mail.to, path in mail.body) for mail in mailoutbox] == [(["Mentor Durand <mentor@cast.example>"], True)]
    assert "2 messages" in asked and refused == 404
    assert "café" not in page(before(cast)) and "Message retiré par la personne qui l’a écrit" in page(before(cast))
    assert "Rien trouvé" in page("/fr/recherche/", mots="cafe")
    assert not ArchivedMessage.objects.exclude(body="", words="").filter(author=author).exists()


def test_of_two_conversations_each_says_since_when_one_s_words_stand_there(transactional_db, cast, draft, take, page):
    take(draft(), Mentor="mentor")
    once = page(before(cast)).count("Retirer mes messages de l’archive</a>")
    take(draft("14/10/2026, 08:00 - Mentor: Merci !"), Mentor="mentor")

    twice = page(before(cast))

    assert once == 1
    assert re.findall("Retirer mes messages de l’archive, ceux à partir du ([^<]+)</a>", twice) == [
        "mardi 13 octobre 2026",
        "mercredi 14 octobre 2026",
    ]


def test_who_has_left_still_takes_their_words_out_and_the_team_may_for_others(transactional_db, cast, now, draft, take):
    archive = take(draft(), Mentor="mentor")
    unknown = archive.authors.get(label="… 78")
    remove_from_roster(actor=cast.referent, membership_id=Membership.objects.get(person=cast.mentor).pk, now=now)

    withdraw_author(actor=cast.mentor, author_id=archive.authors.get(person=cast.mentor).pk, now=now)
    withdraw_author(actor=cast.referent, author_id=unknown.pk, now=now)
    with pytest.raises(ArchiveRefusal):
        withdraw_author(actor=cast.mentor, author_id=archive.authors.get(label="Referent").pk, now=now)

    assert archive.messages.filter(withdrawn=True).count() == 3


def test_what_was_withdrawn_does_not_come_back_with_another_export(transactional_db, cast, now, draft, take):
    archive = take(draft(), Mentor="mentor")
    withdraw_author(actor=cast.mentor, author_id=archive.authors.get(person=cast.mentor).pk, now=now)

    take(draft(TALK + "\n14/10/2026, 08:00 - Referent: Suite"))

    assert list(ArchivedMessage.objects.filter(body__contains="café")) == []


def test_it_can_be_undone(transactional_db, cast, now, draft, take, page, signed_in):
    archive = take(draft())
    path = f"/fr/promotion/{cast.promotion.pk}/whatsapp/{archive.pk}/supprimer/"

    with pytest.raises(ArchiveRefusal):
        remove_archive(actor=cast.mentor, archive_id=archive.pk, now=now)
    asked = page(path, "coordinator")
    for _ in range(2):
        signed_in("coordinator").post(path)

    assert "4 messages disparaissent" in asked
    assert not ArchivedMessage.objects.exists() and not ArchivedAuthor.objects.exists()
    assert page(before(cast)) == 404


def test_a_copy_of_the_room_holds_it_but_for_what_was_taken_out(transactional_db, cast, now, draft, take):
    archive = take(draft(), Mentor="mentor")
    withdraw_author(actor=cast.mentor, author_id=archive.authors.get(person=cast.mentor).pk, now=now)

    file = BytesIO()
    pack(file, cast.promotion, cast.mentor, now)
    data = json.loads(ZipFile(file).read("room.json"))

    assert [one["author"] for one in data["before"]] == ["Referent", "… 78"]
    assert "croissants" in ZipFile(file).read("index.html").decode()


def test_what_nobody_declares_is_thrown_away_after_a_day(transactional_db, cast, now, draft, take):
    take(draft())
    draft(at=now)

    assert forget_drafts(now=now + timedelta(hours=23)) == 0
    assert forget_drafts(now=now + timedelta(hours=25)) == 1
    assert Archive.objects.count() == 1


def test_by_the_forms_alone(transactional_db, cast, clock, signed_in):
    browser = signed_in("referent")
    path = f"/fr/promotion/{cast.promotion.pk}/whatsapp/"

    wrong = browser.post(path, {"file": SimpleUploadedFile("notes.txt", b"Bonjour")})
    seen = browser.post(path, {"file": SimpleUploadedFile("chat.txt", TALK.encode())}, follow=True)
    archive = Archive.objects.get()
    members = {
        f"author{one.pk}": str(cast.people[one.label.lower()].pk) if one.label != "… 78" else ""
        for one in archive.authors.all()
    }
    there = f"{path}{archive.pk}/"
    undeclared = browser.post(there, {**members, "told_on": "bientôt", "told_how": ""})
    early = browser.post(there, {**members, "told_on": "25/11/2026", "told_how": HOW, "declared": "on"})
    done = browser.post(there, {**members, "told_on": "1/11/2026", "told_how": HOW, "declared": "on"}, follow=True)

    assert (wrong.status_code, undeclared.status_code) == (422, 422)
    assert "ligne 1" in wrong.content.decode()
    assert f'value="{cast.mentor.pk}" selected' in seen.content.decode()
    assert "Sans cette déclaration" in undeclared.content.decode()
    assert "Ce jour n’est pas encore venu" in early.content.decode()
    assert re.search("4 messages\\s*, le mardi 13\xa0octobre 2026", seen.content.decode())
    assert "J’apporte le café" in done.content.decode()
    assert Archive.objects.open().get().told_on == date(2026, 11, 1)


@pytest.mark.parametrize("erase", [False, True])
def test_whoever_leaves_is_named_there_no_more_and_their_words_go_if_they_say_so(
    draft, take, cast, now, signed_in, erase, clock
):
    take(draft(), Mentor="mentor", Referent="referent")
    page = f"/fr/salon/{cast.promotion.room_id}/avant/"
    before = signed_in("referent").get(page).content.decode()
    assert "<b>Mentor D.</b>" in before and "apporte le café" in before

    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=erase, now=now)

    after = signed_in("referent").get(page).content.decode()
    assert "Mentor" not in re.sub(r"<a [^>]*>", "", after[after.index("<article") :]) and "Ex-membre" in after
    assert ("apporte le café" in after) is not erase
    assert "la réunion est à 9 h" in after.replace("\u202f", " ").replace("\u00a0", " ")
    assert not ArchivedAuthor.objects.filter(person=cast.mentor).exists()
