"""A copy of a room: what one may read, whole, without a script, for whoever asked and nobody else."""

import json
import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from asgiref.sync import async_to_sync
from django.core.files.storage import default_storage
from django.test import AsyncClient

from community.actions.discussions import open_discussion
from community.actions.exports import ExportRefusal, ask_for_export, forget_exports, make_export
from community.actions.posts import delete_post, edit_post, write_post
from community.actions.promotions import remove_from_roster
from community.actions.reactions import react_to_post
from community.models import Export, Membership, Post
from hub.actions.deliver import deliver_due
from hub.live.commands import new_cid


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
    return {name: zipped.read(name).decode() for name in zipped.namelist()}


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

    assert told == ["Votre copie de Promotion Lille 14 est prête"]
    assert len(mailoutbox) == 1


def test_after_two_days_it_is_gone_and_a_newer_one_takes_its_place(transactional_db, clock, now, say, made):
    say("Bonjour")
    first = made()
    second = made(at=now + timedelta(hours=1))

    assert not default_storage.exists(first.file) and default_storage.exists(second.file)
    assert forget_exports(now=now + timedelta(days=1)) == 0
    assert forget_exports(now=now + timedelta(days=3)) == 1
    assert not default_storage.exists(second.file) and not Export.objects.exists()
