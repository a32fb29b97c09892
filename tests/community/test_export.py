"""A copy of a room: what one may read, whole, without a script, for whoever asked and nobody else."""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

import pytest
from asgiref.sync import async_to_sync
from django.core.files.storage import default_storage
from django.test import AsyncClient
from PIL import Image

from community.actions.announcements import NewAnnouncement
from community.actions.discussions import open_discussion
from community.actions.exports import ExportRefusal, ask_for_export, forget_exports, make_export
from community.actions.hiding import hide_post
from community.actions.polls import NewPoll, NewProposal, answer_poll
from community.actions.posts import delete_post, edit_post, write_post
from community.actions.promotions import remove_from_roster
from community.actions.questions import NewQuestion, accept_answer
from community.actions.reactions import react_to_post
from community.actions.rooms import archive_room
from community.actions.without_address import add_without_address, write_for
from community.models import Export, Membership, PollOption, Post, Upload
from hub.actions.deliver import deliver_due
from hub.live.commands import new_cid
from tests.community.pictures import picture


@pytest.fixture
def say(cast, now):
    def one(body, who="mentor", promotion=None, **more):
        room = (promotion or cast.promotion).room_id
        written = write_post(actor=cast.people[who], room_id=room, body=body, cid=new_cid(), now=now, **more)
        return Post.objects.get(pk=written.target)

    return one


@pytest.fixture
def made(clock, cast, now):
    """made("mentor") is the copy that this person asked for, ready."""

    def make(who="mentor", at=now):
        export = ask_for_export(actor=cast.people[who], promotion_id=cast.promotion.pk, now=at)
        make_export.func(export.pk)
        export.refresh_from_db()
        return export

    return make


def opened(export):
    with default_storage.open(export.file) as file:
        zipped = ZipFile(BytesIO(file.read()))
    texts = {".html", ".css", ".json"}
    return {
        name: zipped.read(name).decode() if PurePath(name).suffix in texts else zipped.read(name)
        for name in zipped.namelist()
    }


def test_a_copy_holds_what_one_reads_and_nothing_else(transactional_db, cast, now, say, made):
    first = say("Bonjour <b>à tous</b>")
    gone, changed = say("Un mot de trop"), say("Un vieux mot")
    say("Oui !", who="referent", quote_seq=first.seq)
    say("Comment ?", who="referent", quote_seq=gone.seq)
    say("Ailleurs", who="other_mentor", promotion=cast.other_promotion)
    open_discussion(
        actor=cast.mentor, room_id=cast.promotion.room_id, title="Cafés", body="Jeudi ?", cid=new_cid(), now=now
    )
    delete_post(actor=cast.mentor, post_id=gone.pk, now=now)
    edit_post(actor=cast.mentor, post_id=changed.pk, body="Un mot neuf", now=now)
    react_to_post(actor=cast.referent, post_id=first.pk, kind="thanks", now=now)

    files = opened(made())
    page, data = re.sub(r"\s+", " ", files["index.html"]), json.loads(files["room.json"])

    assert set(files) == {"index.html", "style.css", "room.json"}
    for secret in ("mot de trop", "vieux mot", "Ailleurs", "Durand", "@cast.example"):
        assert secret not in page + files["room.json"], secret
    assert "&lt;b&gt;à tous&lt;/b&gt;" in page and "Mardi 24 novembre 2026" in page and "Merci (Referent D.)" in page
    assert not re.search(r"<script|\son\w+=|https?:|<style|\sstyle=", page)
    talks = {talk["title"]: talk["messages"] for talk in data["discussions"]}
    assert [one["text"] for one in talks["Discussion"]] == [
        "Bonjour <b>à tous</b>",
        "Un mot neuf",
        "Oui !",
        "Comment ?",
    ]
    assert [one["answers"] for one in talks["Discussion"]] == [None, None, first.seq, None]
    assert talks["Discussion"][0]["reactions"] == {"thanks": ["Referent D."]}
    assert (data["format"], data["version"]) == ("le-banc/room", 1)


def pages(files):
    """The page on one line, and the messages of its first discussion by their number."""
    page = re.sub(r"\s+", " ", files["index.html"])
    return page, {one["seq"]: one for one in json.loads(files["room.json"])["discussions"][0]["messages"]}


def test_photos_and_files_go_along_from_an_archived_room_too(transactional_db, cast, now, say_with, send, made):
    shown, paper = send(name="Au parc/ÉTÉ.JPG"), send(b"%PDF-1.4 rien", "Modèle de CV.pdf")
    post = say_with(shown, paper, body="", alt="Un banc sous un arbre")
    lost = say_with(send(picture(width=60, height=60), "perdue.jpg"))
    hidden = say_with(send(picture(width=50, height=50), "cachée.jpg"), body="Caché")
    hide_post(actor=cast.referent, post_id=hidden.pk, reason="private", now=now)
    default_storage.delete(Upload.objects.get(post=lost).file.name)
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)

    files = opened(made())

    photo, cv = f"photos/{post.seq:05}-1-ete.jpg", f"files/{post.seq:05}-2-modele-de-cv.pdf"
    assert set(files) == {"index.html", "style.css", "room.json", photo, cv}
    assert Image.open(BytesIO(files[photo])).size == (80, 60) and files[cv] == b"%PDF-1.4 rien"
    page, said = pages(files)
    assert f'<img src="{photo}" alt="Un banc sous un arbre" width="80"' in page
    assert f'<a href="{cv}">Modèle de CV.pdf</a>' in page and "n’a pas pu être copiée" in page
    assert "cachée" not in page + files["room.json"] and "Caché" not in page
    assert [(one["path"], one["kind"], one["alt"]) for one in said[post.seq]["files"]] == [
        (photo, "photo", "Un banc sous un arbre"),
        (cv, "file", "Un banc sous un arbre"),
    ]
    assert said[lost.seq]["files"][0]["path"] is None


def test_polls_questions_and_announcements_go_along(transactional_db, cast, now, say, made):
    asked = say("Quel jour ?", parts=[NewPoll(starts=("2026-12-01T12:00", "2026-12-03T18:30"))])
    soonest = PollOption.objects.order_by("starts_at")[0]
    answer_poll(actor=cast.referent, post_id=asked.pk, option_id=soonest.pk, yes=True, now=now)
    where = say("Où ?", parts=[NewProposal(answers=("Au parc", "En ligne"))])
    question = say("Qui a un modèle ?", parts=[NewQuestion()])
    reply = say("Moi", who="referent", quote_seq=question.seq)
    accept_answer(actor=cast.mentor, question_id=question.pk, answer_id=reply.pk, now=now)
    say("La salle change", who="referent", parts=[NewAnnouncement(asks=False)])

    page, said = pages(opened(made()))

    assert "mardi 1<sup>er</sup> décembre 2026 à 12 h" in page and "Referent D." in page and "Annonce" in page
    assert f'Question – <a href="#m{reply.seq}">Réponse retenue</a>' in page
    assert f'Réponse retenue – <a href="#m{question.seq}">Question</a>' in page
    assert [(one["start"], one["people"]) for one in said[asked.seq]["poll"]] == [
        ("2026-12-01T12:00:00+01:00", ["Referent D."]),
        ("2026-12-03T18:30:00+01:00", []),
    ]
    assert "<b>Au parc</b> Personne pour l’instant" in page
    assert [(one["start"], one["text"], one["people"]) for one in said[where.seq]["poll"]] == [
        (None, "Au parc", []),
        (None, "En ligne", []),
    ]
    assert (said[question.seq]["question"], said[reply.seq]["question"]) == ({"answer": reply.seq}, None)
    assert [one["announcement"] for one in said.values()].count(True) == 1


def test_what_was_written_for_somebody_says_by_whom(transactional_db, cast, now, say, made):
    facts = {"promotion_id": cast.promotion.pk, "first_name": "Marcel", "last_name": "Dupont", "phone": "", "now": now}
    marcel = add_without_address(actor=cast.referent, cid=new_cid(), **facts).person
    facts = {"room_id": cast.promotion.room_id, "person_id": marcel.pk, "discussion_id": None, "cid": new_cid()}
    theirs = write_for(actor=cast.referent, body="Je serai là mardi", now=now, **facts)
    own = say("Moi aussi")

    page, said = pages(opened(made()))

    assert "<b>Marcel D.</b>, écrit par Referent D., <time" in page and page.count("écrit par") == 1
    assert (said[theirs.seq]["author"], said[theirs.seq]["written_by"]) == ("Marcel D.", "Referent D.")
    assert said[own.seq]["written_by"] is None


def test_asked_twice_is_made_once(transactional_db, cast, clock, now):
    first, second = (ask_for_export(actor=cast.mentor, promotion_id=cast.promotion.pk, now=now) for _ in range(2))

    assert first == second
    assert Export.objects.count() == 1


def test_a_stranger_gets_none(transactional_db, cast, clock, now):
    with pytest.raises(ExportRefusal):
        ask_for_export(actor=cast.stranger, promotion_id=cast.promotion.pk, now=now)

    assert not Export.objects.exists()


def test_the_page_says_where_it_stands(transactional_db, cast, clock, signed_in, say, settings):
    say("Bonjour")
    browser = signed_in("mentor")
    path = f"/fr/promotion/{cast.promotion.pk}/export/"

    before = browser.get(path).content.decode()
    during = browser.post(path, follow=True).content.decode()
    export = Export.objects.get()
    make_export.func(export.pk)
    after = browser.get(path).content.decode()
    file = browser.post(f"{path}{export.pk}/")

    assert "Préparer ma copie" in before
    assert "Votre copie est en préparation" in during
    assert f'action="{path}{export.pk}/"' in after
    assert file.headers["Content-Disposition"] == 'attachment; filename="le-banc-lille-14.zip"'
    assert "index.html" in ZipFile(BytesIO(b"".join(file.streaming_content))).namelist()


def test_under_asgi_it_comes_in_pieces(transactional_db, cast, clock, say, made):
    say("Bonjour")
    export = made()

    async def fetch():
        client = AsyncClient()
        await client.aforce_login(cast.mentor, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = await client.post(f"/fr/promotion/{cast.promotion.pk}/export/{export.pk}/")
        return b"".join([piece async for piece in answer.streaming_content])

    assert len(async_to_sync(fetch)()) == export.size


def test_only_whoever_asked_fetches_it_and_only_while_they_read_the_room(
    transactional_db, cast, clock, now, signed_in, say, made
):
    say("Bonjour")
    path = f"/fr/promotion/{cast.promotion.pk}/export/{made().pk}/"

    others = [signed_in(who).post(path).status_code for who in ("referent", "admin", "other_mentor")]
    remove_from_roster(actor=cast.referent, membership_id=Membership.objects.get(person=cast.mentor).pk, now=now)
    mine = signed_in("mentor").post(path).status_code

    assert (others, mine) == ([404, 404, 404], 404)


def test_whoever_has_left_meanwhile_gets_no_copy(transactional_db, cast, clock, now, say):
    say("Bonjour")
    export = ask_for_export(actor=cast.mentor, promotion_id=cast.promotion.pk, now=now)
    remove_from_roster(actor=cast.referent, membership_id=Membership.objects.get(person=cast.mentor).pk, now=now)

    make_export.func(export.pk)

    assert not Export.objects.exists()


def test_a_mail_tells_whoever_has_not_fetched_it(transactional_db, cast, clock, now, say, made, mailoutbox, signed_in):
    say("Bonjour")
    made()
    clock.shift(timedelta(minutes=6))
    deliver_due(now=now + timedelta(minutes=6))
    told = [mail.subject for mail in mailoutbox]
    second = made(at=now + timedelta(minutes=7))
    signed_in("mentor").post(f"/fr/promotion/{cast.promotion.pk}/export/{second.pk}/")
    clock.shift(timedelta(minutes=10))
    deliver_due(now=now + timedelta(minutes=16))

    assert told == ["Votre copie de « Promotion Lille 14 » est prête"]
    page = signed_in("mentor").get(f"/fr/promotion/{cast.promotion.pk}/export/").content.decode()
    assert re.search(r"\(\d+ ko\)", page.replace("\u00a0", " "))
    assert len(mailoutbox) == 1


def test_after_two_days_it_is_gone_and_a_newer_one_takes_its_place(transactional_db, clock, now, say, made):
    say("Bonjour")
    first = made()
    second = made(at=now + timedelta(hours=1))

    assert not default_storage.exists(first.file) and default_storage.exists(second.file)
    assert forget_exports(now=now + timedelta(days=1)) == 0
    assert forget_exports(now=now + timedelta(days=3)) == 1
    assert not default_storage.exists(second.file) and not Export.objects.exists()
