"""Photos and files of a room: sent whole or in pieces, put under a message, shown to its readers, let go."""

import json
import re
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from community.actions.files import Named, NewFiles
from community.actions.posts import delete_post
from community.actions.promotions import remove_from_roster
from community.actions.rooms import archive_room
from community.actions.uploads import UploadRefusal, add_piece, begin_upload, tidy_uploads
from community.models import Membership, Piece, Post, Upload
from hub.live.commands import new_cid
from tests.community.pictures import bomb, picture

TYPE = {"content_type": "application/octet-stream"}


@pytest.fixture
def room(cast):
    return f"/fr/salon/{cast.promotion.room_id}/"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def stored(upload):
    try:
        return default_storage.listdir(upload.folder)[1]
    except FileNotFoundError:
        return []


def body(answer):
    return b"".join(answer.streaming_content)


def begin(browser, room, data, name="IMG_1.heic", uid=None):
    facts = {"uid": str(uid or uuid.uuid4()), "name": name, "size": len(data)}
    return browser.post(room + "fichiers/", json.dumps(facts), content_type="application/json")


@pytest.mark.long
def test_a_photo_of_12_megapixels_in_pieces_is_shown_without_its_place(
    transactional_db, clock, signed_in, room, django_capture_on_commit_callbacks
):
    browser, data = signed_in("mentor"), picture("HEIF", 4032, 3024, quality=30)
    uid = begin(browser, room, data).json()["uid"]
    step = len(data) // 3 + 1

    for start in range(0, len(data), step):
        state = browser.post(f"{room}fichiers/{uid}/?de={start}", data[start : start + step], **TYPE).json()
    answer = browser.post(
        room + "messages/",
        json.dumps({"body": "", "files": uid, f"alt-{uid}": "Le banc du  parc"}),
        content_type="application/json",
        headers={"Idempotency-Key": new_cid()},
    )

    assert state["ready"] and state["name"] == "IMG_1.jpg" and answer.status_code == 201
    upload = Upload.objects.get()
    page = text(browser.get(room))
    assert f'src="/fichiers/{uid}/vignette.webp" alt="Le banc du parc" width="640" height="480" loading="lazy"' in page
    shown = signed_in("referent").get(f"/fichiers/{uid}/photo.jpg")
    data = body(shown)
    image = Image.open(BytesIO(data))
    assert (image.size, dict(image.getexif()), b"Telephone" in data) == ((1600, 1200), {}, False)
    assert shown["Content-Type"] == "image/jpeg" and shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Cache-Control"] == "private, no-cache"
    assert Piece.objects.count() == 0 and len(stored(upload)) == 2


def test_a_form_in_the_place_of_a_piece_is_told_so(signed_in, room):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in("mentor").cookies
    browser.get("/fr/espace/")

    answer = browser.post(
        f"{room}fichiers/{uuid.uuid4()}/",
        {"body": "Bonjour"},
        headers={"X-CSRFToken": browser.cookies["csrftoken"].value},
    )

    assert (answer.status_code, answer.json()["refused"]) == (422, "malformed")


def test_pieces_that_come_twice_or_too_early_change_nothing(clock, signed_in, room):
    browser, data = signed_in("mentor"), picture()
    uid = begin(browser, room, data).json()["uid"]
    at = f"{room}fichiers/{uid}/?de="

    answers = [
        browser.post(at + "0", data[:1000], **TYPE),
        browser.post(at + "0", data[:1000], **TYPE),
        browser.post(at + "5000", data[5000:], **TYPE),
        begin(browser, room, data, uid=uid),
        browser.post(at + "1000", data[1000:], **TYPE),
        browser.post(at + "1000", data[1000:], **TYPE),
        browser.post(at + str(len(data)), b"", **TYPE),
    ]

    assert [answer.json()["received"] for answer in answers[:4]] == [1000] * 4
    assert [answer.json()["ready"] for answer in answers] == [False] * 4 + [True] * 3
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.svg", b"<svg/>", "svg"),
        ("a.jpg", b"", "empty"),
        ("a.mov", b"x", "film"),
        ("a.exe", b"x", "kind"),
        ("a.jpg", b"<svg onload='alert(1)'/>", "unreadable"),
        ("a.png", bomb(), "too_large"),
        ("a.pdf", b"<html>", "unlike"),
    ],
)
def test_what_is_not_taken_is_refused_in_words_and_leaves_nothing(clock, signed_in, room, name, data, code):
    browser = signed_in("mentor")

    answer = begin(browser, room, data, name)
    if answer.status_code == 200:
        answer = browser.post(f"{room}fichiers/{answer.json()['uid']}/?de=0", data, **TYPE)

    assert (answer.status_code, answer.json()["refused"]) == (422, code)
    assert answer.json()["message"].endswith(".")
    assert Upload.objects.loose().count() == Piece.objects.count() == 0


def test_what_is_announced_too_heavy_or_grows_is_refused(clock, signed_in, room, cast, now):
    facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "now": now}
    with pytest.raises(UploadRefusal) as heavy:
        begin_upload(uid=uuid.uuid4(), name="a.jpg", size=25 * 1024 * 1024 + 1, **facts)
    upload = begin_upload(uid=uuid.uuid4(), name="a.jpg", size=10, **facts)
    with pytest.raises(UploadRefusal) as longer:
        add_piece(uid=upload.uid, start=0, data=b"x" * 11, **facts)
    with pytest.raises(UploadRefusal) as unknown:
        add_piece(uid=uuid.uuid4(), start=0, data=b"x", **facts)

    assert [one.value.code for one in (heavy, longer, unknown)] == ["heavy", "longer", "unknown"]


def test_an_archived_room_takes_nothing(clock, signed_in, room, cast, now):
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)

    assert begin(signed_in("mentor"), room, b"xx").status_code == 422


def test_nobody_fills_the_storage(clock, signed_in, room, cast, now):
    browser = signed_in("mentor")
    for _ in range(40):
        Upload.objects.create(
            uid=uuid.uuid4(), room_id=cast.promotion.room_id, owner=cast.mentor, name="a", size=1, created_at=now
        )

    answer = begin(browser, room, b"xx")

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_outsiders_neither_send_nor_see(clock, signed_in, room, send, say_with, cast):
    upload = send()
    say_with(upload)
    loose = send()
    outsider, mate = signed_in("other_mentor"), signed_in("referent")

    assert begin(outsider, room, b"xx").status_code == 404
    assert outsider.post(f"{room}fichiers/{loose.uid}/?de=0", b"x", **TYPE).status_code == 404
    for path in (f"/fichiers/{upload.uid}/photo.jpg", f"{room}photos/", f"{room}photos/{upload.uid}/"):
        assert (outsider.get(path).status_code, mate.get(path).status_code) == (404, 200)
        assert Client().get(path).status_code == 302
    assert mate.get(f"/fichiers/{loose.uid}/vignette.webp").status_code == 404
    assert signed_in("mentor").get(f"/fichiers/{loose.uid}/vignette.webp").status_code == 200
    assert mate.post(f"{room}fichiers/{loose.uid}/?de=0", b"x", **TYPE).status_code == 404
    mate.post(f"{room}fichiers/{loose.uid}/retirer/")
    assert Upload.objects.loose().get() == loose


def test_whoever_leaves_the_room_sees_no_photo_any_more(clock, signed_in, room, send, say_with, cast, now):
    upload = send(who="referent")
    say_with(upload, who="referent")
    browser, path = signed_in("mentor"), f"/fichiers/{upload.uid}/photo.jpg"
    etag = browser.get(path)["ETag"]

    assert browser.get(path, headers={"If-None-Match": etag}).status_code == 304
    clock.shift(60)
    membership = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)
    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=now + timedelta(seconds=60))

    assert browser.get(path, headers={"If-None-Match": etag}).status_code == 404


def test_only_ones_own_whole_and_loose_uploads_stand_under_a_message(clock, send, say_with, cast, now):
    mine, theirs, used = send(), send(who="referent"), send()
    say_with(used)
    facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "now": now}
    half = begin_upload(uid=uuid.uuid4(), name="a.jpg", size=10, **facts)

    for wrong in (theirs, used, half):
        with pytest.raises(UploadRefusal) as refusal:
            say_with(mine, wrong)
        assert refusal.value.code == "file_missing"
    with pytest.raises(UploadRefusal):
        NewFiles([Named(uuid.uuid4()) for _ in range(11)])
    assert Post.objects.count() == 1 and Upload.objects.get(pk=mine.pk).post is None


def test_the_same_message_again_is_the_same_message(clock, send, say_with):
    upload, cid = send(), new_cid()

    first, again = say_with(upload, cid=cid), say_with(upload, cid=cid)

    assert first == again and Post.objects.count() == 1 and first.more


def test_deleting_a_message_deletes_its_files(transactional_db, clock, send, say_with, cast, now, signed_in):
    upload = send()
    post = say_with(upload)
    path = f"/fichiers/{upload.uid}/photo.jpg"
    assert len(stored(upload)) == 2 and signed_in("mentor").get(path).status_code == 200

    delete_post(actor=cast.mentor, post_id=post.pk, now=now)

    assert (Upload.objects.count(), stored(upload)) == (0, [])
    assert signed_in("mentor").get(path).status_code == 404


def test_what_was_never_attached_goes_after_two_days(transactional_db, clock, send, say_with, now):
    kept, loose, fresh = send(), send(), send()
    say_with(kept)
    Upload.objects.filter(pk=loose.pk).update(created_at=now - timedelta(days=2, minutes=1))

    assert [tidy_uploads(now=now), tidy_uploads(now=now)] == [0, 0]

    assert set(Upload.objects.all()) == {kept, fresh}
    assert (stored(loose), len(stored(kept))) == ([], 2)


def test_what_could_not_be_deleted_is_deleted_later(
    clock, send, say_with, cast, now, django_capture_on_commit_callbacks
):
    upload = send()
    delete_post(actor=cast.mentor, post_id=say_with(upload).pk, now=now)  # killed before the commit's own work
    assert len(stored(upload)) == 2 and Upload.objects.get().name == "-"

    assert tidy_uploads(now=now) == 1

    assert (Upload.objects.count(), stored(upload)) == (0, [])
