"""The role of editor opens the editor, and its end closes it; what an editor may do there."""

import time
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.actions.editors import seat_editors
from cms.models import SiteDocument, SiteImage
from hub.models import Role


def picture(width, height, mode="RGB"):
    file = BytesIO()
    Image.new(mode, (width, height)).save(file, "PNG")
    return file.getvalue()


def test_a_new_editor_enters_and_one_whose_role_ended_leaves(cast, signed_in, clock, now):
    Role.objects.create(person=cast.stranger, kind="editor", starts_on=now.date())
    Role.objects.filter(person=cast.editor).update(ends_on=now.date())

    seat_editors(now=now)

    assert signed_in("stranger").get("/admin/").status_code == 200
    assert signed_in("editor").get("/admin/").status_code == 302


def test_nothing_is_written_when_nothing_changed(cast, now, django_assert_num_queries):
    seat_editors(now=now)

    with django_assert_num_queries(2):
        seat_editors(now=now + timedelta(hours=1))


@pytest.mark.parametrize(
    "path", ["/admin/images/", "/admin/images/add/", "/admin/documents/", "/admin/images/chooser/"]
)
def test_an_editor_reaches_pictures_and_documents(cast, signed_in, path):
    assert signed_in("editor").get(path).status_code == 200


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.png", b"no picture at all"),
        ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("photo.exe", b"MZ"),
        ("photo.png", b""),
        ("photo.png", picture(40, 30)[:60]),
        ("photo.png", picture(40, 30).replace(b"IDAT", b"IDAU")),
    ],
)
def test_a_file_that_is_no_picture_is_refused_in_words(cast, signed_in, name, content):
    sent = {"title": "Photo", "file": SimpleUploadedFile(name, content), "collection": "1"}

    answer = signed_in("editor").post("/admin/images/add/", sent)

    assert answer.context["form"].errors["file"]
    assert SiteImage.objects.count() == 0


def test_a_picture_far_too_large_is_refused_before_it_is_unpacked(cast, signed_in):
    sent = {"title": "Bombe", "file": SimpleUploadedFile("b.png", picture(9_000, 9_000, "1")), "collection": "1"}
    browser, began = signed_in("editor"), time.monotonic()

    answer = browser.post("/admin/images/add/", sent)

    assert "pixels" in answer.context["form"].errors["file"][0]
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("name", ["tool.exe", "page.html", "drawing.svg", "no-extension"])
def test_a_document_of_another_kind_is_refused_in_words(cast, signed_in, name):
    sent = {"title": "Papier", "file": SimpleUploadedFile(name, b"<script>"), "collection": "1"}

    answer = signed_in("editor").post("/admin/documents/add/", sent)

    assert answer.context["form"].errors["file"]
    assert SiteDocument.objects.count() == 0


def test_a_picture_is_taken(cast, signed_in):
    sent = {"title": "Banc", "file": SimpleUploadedFile("banc.png", picture(40, 30)), "collection": "1"}

    answer = signed_in("editor").post("/admin/images/add/", sent)

    assert (answer.status_code, SiteImage.objects.get().title) == (302, "Banc")


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_call_of_another_age_is_refused_in_words(cast, signed_in, year):
    dates = {"opens_at": f"{year}-01-01 00:00", "deadline": f"{year}-12-31 23:59", "cancelled_at": ""}
    sent = {**dates, "branch": cast.call.branch_id, "promotion": "", "total": "16"}

    answer = signed_in("editor").post("/admin/snippets/cms/call/add/", sent)

    assert set(answer.context["form"].errors) == {"opens_at", "deadline"}


@pytest.mark.parametrize(
    ("path", "name", "content"),
    [("/admin/images/add/", "banc.png", picture(40, 30)), ("/admin/documents/add/", "banc.pdf", b"%PDF-1.7")],
)
def test_a_storage_that_fails_keeps_what_was_typed(cast, signed_in, settings, tmp_path, path, name, content):
    (tmp_path / "full").touch()
    lost = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "full"}}
    settings.STORAGES = {**settings.STORAGES, "default": lost}

    answer = signed_in("editor").post(path, {"title": "Un banc", "file": SimpleUploadedFile(name, content)})

    assert "n’a pas pu être rangé" in answer.content.decode()
    assert 'value="Un banc"' in answer.content.decode()
    assert SiteImage.objects.count() + SiteDocument.objects.count() == 0
