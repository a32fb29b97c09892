"""Photos and files of a room by forms, and where they are shown: under their message, on their page, by month."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.hiding import hide_post, unhide_post
from community.actions.posts import delete_post, write_post
from community.actions.rooms import archive_room
from community.models import HideReason, Post, Upload
from hub.live.commands import new_cid
from tests.community.pictures import picture


@pytest.fixture
def room(cast):
    return f"/fr/salon/{cast.promotion.room_id}/"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_form_takes_photos_and_keeps_them_when_it_is_refused(clock, signed_in, room):
    browser, cid = signed_in("mentor"), new_cid()
    photo, drawing = SimpleUploadedFile("IMG_7.jpg", picture()), SimpleUploadedFile("plan.svg", b"<svg/>")

    refused = browser.post(room + "messages/", {"body": "Bonjour", "cid": cid, "photos": [photo, drawing]})

    page, upload = text(refused), Upload.objects.get()
    assert refused.status_code == 422 and "plan.svg – " in page and "Bonjour</textarea>" in page
    assert f'name="files" value="{upload.uid}" checked' in page and "IMG_7.jpg" in page
    sent = {"body": "Bonjour", "cid": cid, "files": [str(upload.uid)], f"alt-{upload.uid}": "Un banc"}
    answer = browser.post(room + "messages/", sent, follow=True)
    assert 'alt="Un banc"' in text(answer)
    assert Upload.objects.get().post == Post.objects.get()


def test_a_form_sent_twice_posts_once(clock, signed_in, room):
    browser, cid = signed_in("mentor"), new_cid()

    for _ in range(2):
        photos = [SimpleUploadedFile("IMG_7.jpg", picture()), SimpleUploadedFile("Note.txt", b"Rendez-vous")]
        answer = browser.post(room + "messages/", {"body": "", "cid": cid, "photos": photos}, follow=True)

    assert answer.status_code == 200
    assert (Post.objects.count(), Upload.objects.count()) == (1, 2)


def test_a_form_with_more_than_ten_keeps_the_first_ten(clock, signed_in, room):
    notes = [SimpleUploadedFile(f"{n}.txt", f"Note {n}".encode()) for n in range(12)]

    answer = signed_in("mentor").post(room + "messages/", {"body": "x", "cid": new_cid(), "photos": notes})

    assert answer.status_code == 422
    assert text(answer).count('name="files"') == Upload.objects.count() == 10


def test_a_file_is_named_with_its_kind_and_size_and_is_for_keeping(clock, signed_in, room, send, say_with):
    upload = send(b"%PDF-1.7 " + bytes(340_000), "Mon CV.pdf")
    say_with(upload)
    browser = signed_in("referent")

    page = text(browser.get(room))
    answer = browser.get(f"/fichiers/{upload.uid}/document.pdf")

    assert "Mon CV.pdf" in page and "document PDF, 340 ko" in page.replace("\xa0", " ")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Mon CV.pdf"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert browser.get(f"/fichiers/{upload.uid}/photo.jpg").status_code == 404


def test_a_photo_without_description_says_so_and_its_owner_adds_one(clock, signed_in, room, send, say_with, cast, now):
    upload = send()
    say_with(upload)
    mine, theirs, page = signed_in("mentor"), signed_in("referent"), f"{room}photos/{upload.uid}/"

    assert 'alt="Photo sans description"' in text(theirs.get(room))
    assert "#alt" in text(mine.get(room)) and "#alt" not in text(theirs.get(room))
    assert 'name="alt"' not in text(theirs.get(page))
    assert theirs.post(page, {"alt": "Autre"}).status_code == 404
    assert mine.post(page, {"alt": "x" * 301}).status_code == 422
    assert mine.post(page, {"alt": "Trois amis"}).status_code == 302
    assert 'alt="Trois amis"' in text(theirs.get(room)) and "#alt" not in text(mine.get(room))
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)
    assert mine.get(page).status_code == 200 and 'name="alt"' not in text(mine.get(page))


def test_the_photos_of_a_hidden_message_are_hidden_until_it_is_shown_again(
    clock, signed_in, room, send, say_with, cast, now
):
    upload = send()
    post, browser = say_with(upload), signed_in("coordinator")
    paths = [f"/fichiers/{upload.uid}/photo.jpg", f"{room}photos/{upload.uid}/"]

    hide_post(actor=cast.referent, post_id=post.pk, reason=HideReason.values[0], words="Une raison", now=now)

    assert [browser.get(path).status_code for path in paths] == [404, 404]
    assert str(upload.uid) not in text(browser.get(room)) + text(browser.get(room + "photos/"))
    unhide_post(actor=cast.referent, post_id=post.pk, now=now)
    assert [browser.get(path).status_code for path in paths] == [200, 200]
    assert str(upload.uid) in text(browser.get(room))


def test_a_quoted_photo_is_named(clock, signed_in, room, send, say_with, cast, now):
    post = say_with(send(), body="")
    write_post(actor=cast.referent, room_id=post.room_id, body="Belle !", cid=new_cid(), quote_seq=post.seq, now=now)

    assert "Photo ou fichier</span> </blockquote>" in text(signed_in("mentor").get(room))


def test_the_photos_of_a_room_stand_by_month(clock, signed_in, room, send, say_with, cast, now):
    posts = [say_with(send(), send(), body="") for _ in range(3)]
    Post.objects.filter(pk=posts[0].pk).update(created_at=now - timedelta(days=40))
    gone = say_with(send(), body="")
    delete_post(actor=cast.mentor, post_id=gone.pk, now=now)
    browser = signed_in("referent")

    page = text(browser.get(room + "photos/"))

    assert [word for word in re.findall(r"<h2>(.*?)</h2>", page) if "2026" in word] == ["Novembre 2026", "Octobre 2026"]
    assert page.count("<figure>") == 6
    older = text(browser.get(f"{room}photos/?avant={posts[1].pk}"))
    assert older.count("<figure>") == 2 and "Novembre 2026" not in older
    assert browser.get(room + "photos/?avant=x").status_code == 404
    assert f"{room}photos/" in text(browser.get(f"/fr/promotion/{cast.promotion.pk}/"))


def test_the_number_of_queries_does_not_grow_with_photos(clock, signed_in, room, send, say_with):
    browser = signed_in("referent")
    counts = []
    for number in (1, 3):
        for _ in range(number):
            say_with(send(), send(b"Note", "a.txt"))
        counts.append([])
        for path in (room, room + "photos/"):
            with CaptureQueriesContext(connection) as queries:
                browser.get(path)
            counts[-1].append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0][1] <= 12
