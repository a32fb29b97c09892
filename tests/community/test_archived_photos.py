"""The photos of a WhatsApp conversation: counted first, made anew, shown to the promotion, and gone with their author."""

import re
from datetime import date
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from community.actions.archived_photos import make_photos
from community.actions.archives import ArchiveRefusal, forget_drafts, remove_archive, take_over, withdraw_author
from community.actions.leaving import leave_promotion
from community.actions.uploads import take_in, tidy_uploads
from community.export.pack import pack
from community.models import Archive, ArchivedMessage, Upload
from tests.community.pictures import bomb, picture

TALK = """13/10/2026, 08:02 - Referent: Bonjour
13/10/2026, 08:10 - Mentor: IMG-1.jpg (fichier joint)
Le parc
13/10/2026, 08:11 - Referent: IMG-2.png (fichier joint)
13/10/2026, 08:12 - Referent: IMG-3.jpg (fichier joint)"""
HOW = "Un message dans le groupe, tout le monde est d’accord."


def box(talk=TALK, **files: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as zipped:
        zipped.writestr("Discussion WhatsApp.txt", talk)
        for name, data in {"IMG-1.jpg": picture(), "IMG-2.png": bomb(), **files}.items():
            zipped.writestr(name, data)
    return made.getvalue()


@pytest.fixture
def sent(transactional_db, clock, cast, signed_in):
    """sent(data) is the draft that the référent's form made of it."""

    def post(data):
        path = f"/fr/promotion/{cast.promotion.pk}/whatsapp/"
        answer = signed_in("referent").post(path, {"file": SimpleUploadedFile("chat.zip", data)})
        return Archive.objects.get(pk=int(answer.url.rstrip("/").rpartition("/")[2]))

    return post


@pytest.fixture
def take(cast, now):
    def over(archive):
        members = {archive.authors.get(label="Mentor").pk: cast.mentor.pk}
        facts = {"members": members, "told_on": date(2026, 11, 1), "told_how": HOW, "now": now}
        return take_over(actor=cast.referent, archive_id=archive.pk, **facts)

    return over


@pytest.fixture
def read(signed_in):
    def one(path, who="mentor"):
        answer = signed_in(who).get(path)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer.status_code, text if answer.streaming else re.sub(r"\s+", " ", text.decode())

    return one


def shown(page):
    return re.findall(r'<img src="(/fichiers/[^"]+)" alt="([^"]*)"', page)


def test_the_dry_run_counts_them_and_nobody_else_sees_one(sent, take, cast, read):
    archive = sent(box())
    path = f"/fr/promotion/{cast.promotion.pk}/whatsapp/{archive.pk}/"

    waits = read(path, "referent")[1]
    with pytest.raises(ArchiveRefusal) as refusal:
        take(archive)
    make_photos.func(archive.pk)
    ready = read(path, "referent")[1]

    assert "3 photos, en préparation" in waits and refusal.value.code == "photos"
    assert ("elle est en préparation" in waits, "elle est en préparation" in ready) == (True, False)
    assert ("une photo. Le fichier n’a pas" in waits, "une photo. Le fichier n’a pas" in ready) == (False, True)
    assert "1 photo, réduite" in ready and "2 photos absentes du fichier" in ready
    kept = archive.box
    archive.refresh_from_db()
    assert (bool(kept), archive.box, default_storage.exists(kept)) == (True, "", False)
    ((address, words),) = shown(ready)
    assert words == "Photo envoyée par Mentor, sans description"
    assert [read(address, who)[0] for who in ("referent", "coordinator", "mentor", "other_mentor")] == [
        200,
        404,
        404,
        404,
    ]


def test_taken_over_they_are_made_anew_and_go_into_the_copy(sent, take, cast, now, read):
    archive = sent(box())
    make_photos.func(archive.pk)
    take(archive)
    upload = Upload.objects.get()

    text = read(f"/fr/salon/{cast.promotion.room_id}/avant/")[1]
    status, data = read(f"/fichiers/{upload.uid}/photo.jpg")
    copy = BytesIO()
    pack(copy, cast.promotion, cast.mentor, now)

    listed = read(f"/fr/salon/{cast.promotion.room_id}/")[1]

    assert f'href="/fr/salon/{cast.promotion.room_id}/avant/"' in listed
    assert "Le parc" in text and "Photo envoyée par Mentor D., sans description" in text
    assert text.count("n’a pas été repris") == 2, "the others are mentioned"
    image = Image.open(BytesIO(data))
    assert (status, image.size, dict(image.getexif())) == (200, (800, 600), {})
    assert read(f"/fichiers/{upload.uid}/photo.jpg", "other_mentor")[0] == 404
    name = f"photos/avant-{ArchivedMessage.objects.get(photo=upload).pk:06}.jpg"
    assert ZipFile(copy).read(name) == data
    assert f'<img src="{name}"' in ZipFile(copy).read("index.html").decode()


def test_they_count_for_no_limit_and_are_not_tidied_away(sent, take, cast, now, clock):
    archive = sent(box())
    make_photos.func(archive.pk)
    take(archive)
    clock.shift(3 * 86_400)

    assert tidy_uploads(now=now.replace(day=28)) == 0
    assert not Upload.objects.loose().exists()
    facts = {"actor": cast.referent, "room_id": cast.promotion.room_id, "now": now.replace(day=28)}
    take_in(uid=uuid4(), name="a.jpg", data=picture(width=40, height=30), **facts)


@pytest.mark.parametrize("way", ["author", "archive", "draft", "again"])
def test_they_leave_the_storage_with_whoever_takes_them_out(sent, take, cast, now, way):
    archive = sent(box())
    make_photos.func(archive.pk)
    upload = Upload.objects.get()
    folder = upload.folder
    assert default_storage.listdir(folder)[1]

    if way in {"author", "archive"}:
        take(archive)
    if way == "author":
        author = archive.authors.get(person=cast.mentor)
        withdraw_author(actor=cast.mentor, author_id=author.pk, now=now)
    elif way == "archive":
        remove_archive(actor=cast.coordinator, archive_id=archive.pk, now=now)
    elif way == "draft":
        forget_drafts(now=now.replace(day=26))
    else:
        sent(box())

    assert not Upload.objects.filter(pk=upload.pk).exists()
    assert not default_storage.exists(folder) or default_storage.listdir(folder) == ([], [])


def test_a_second_export_brings_the_photo_that_the_first_one_lacked(sent, take, cast):
    first = sent(box(**{"IMG-1.jpg": b"no picture"}))
    make_photos.func(first.pk)
    take(first)
    second = sent(box(TALK + "\n14/10/2026, 08:00 - Mentor: Merci"))
    make_photos.func(second.pk)
    take(second)

    message = ArchivedMessage.objects.get(body="Le parc")
    assert (message.archive_id, message.photo.archive_id) == (first.pk, first.pk)
    assert list(second.messages.values_list("body", flat=True)) == ["Merci"]


def test_whoever_leaves_takes_no_photo_of_others_along(sent, take, cast, now):
    archive = sent(box())
    make_photos.func(archive.pk)
    take(archive)
    Upload.objects.update(owner=cast.mentor)

    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=False, now=now)

    kept = Upload.objects.get()
    assert (kept.dropped_at, kept.owner) == (None, None)
    assert ArchivedMessage.objects.filter(photo=kept).count() == 1
