"""Uploads in an S3-compatible bucket, over HTTP, as MEDIA_URL asks for it; and what happens when it is gone."""

import uuid
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import boto3
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from moto.server import ThreadedMotoServer
from PIL import Image

from cms.models import SiteDocument, SiteImage
from cms.sizes import make_sizes
from community.actions.files import Named, NewFiles
from community.actions.posts import delete_post, write_post
from community.actions.uploads import take_in
from community.models import Upload
from community.stored import StorageRefusal
from hub.config import media_storage
from hub.live.commands import new_cid

KEY, SECRET = "cle", "secret-long"


@dataclass
class Bucket:
    """One bucket, and a client of its own to look into it."""

    name: str
    client: Any

    def held(self) -> set[str]:
        """What it holds."""
        return {row["Key"] for row in self.client.list_objects_v2(Bucket=self.name).get("Contents", [])}

    def body(self, key: str) -> bytes:
        """One object."""
        return self.client.get_object(Bucket=self.name, Key=key)["Body"].read()


@pytest.fixture
def bucket(settings, monkeypatch, tmp_path):
    """A server that speaks S3, and the site keeping its uploads there."""
    name = f"le-banc-{uuid.uuid4().hex}"
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("MEDIA_URL", f"s3+http://{KEY}:{SECRET}@{host}:{port}/{name}")
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=name)
    settings.STORAGES = {**settings.STORAGES, "default": media_storage(tmp_path)}
    yield Bucket(name, client)
    server.stop()


def picture():
    file = BytesIO()
    Image.new("RGB", (40, 30), "purple").save(file, "PNG")
    return file.getvalue()


def upload(browser, kind, name, content):
    sent = {"title": "Banc public", "file": SimpleUploadedFile(name, content), "collection": "1"}
    return browser.post(f"/admin/{kind}/add/", sent)


def test_a_picture_goes_to_the_bucket_and_is_shown_from_it(cast, signed_in, bucket):
    answer = upload(signed_in("editor"), "images", "banc.png", picture())
    rendition = SiteImage.objects.get().get_rendition("width-20")

    assert answer.status_code == 302
    assert bucket.held() == {SiteImage.objects.get().file.name, rendition.file.name}
    shown = Client().get(f"/media/{rendition.file.name}")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert b"".join(shown.streaming_content)[:4] == b"\x89PNG"


def test_a_document_goes_to_the_bucket_and_only_our_view_gives_it(cast, signed_in, bucket):
    upload(signed_in("editor"), "documents", "fiche.pdf", b"%PDF-1.7 secret")
    document = SiteDocument.objects.get()

    read = signed_in("editor").get(document.url)

    assert bucket.held() == {document.file.name}
    assert document.url.startswith("/documents/")
    assert b"".join(read.streaming_content) == b"%PDF-1.7 secret"
    assert read["Content-Type"] == "application/pdf"
    assert signed_in("mentor").get(document.url).status_code == 404


def test_a_picture_that_is_deleted_leaves_the_bucket_and_no_task_carries_its_secret(
    cast, signed_in, bucket, django_capture_on_commit_callbacks
):
    image = SiteImage.objects.create(title="Photo", file=SimpleUploadedFile("p.jpg", picture()))
    make_sizes.func(image.pk)
    assert len(bucket.held()) > 1

    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in("editor").post(f"/admin/images/{image.pk}/delete/")
    tasks = list(DBTaskResult.objects.filter(task_path__endswith="delete_file_from_storage_task"))
    for row in tasks:
        row.task.call(*row.args_kwargs["args"])

    assert (answer.status_code, bucket.held()) == (302, set())
    assert tasks and not any(SECRET in str(row.args_kwargs) for row in tasks)


def test_a_photo_of_a_room_goes_to_the_bucket_and_leaves_it_with_its_message(
    cast, signed_in, bucket, now, clock, django_capture_on_commit_callbacks
):
    facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "now": now}
    upload = take_in(uid=uuid.uuid4(), name="banc.png", data=picture(), **facts)
    written = write_post(body="", cid=new_cid(), parts=[NewFiles([Named(upload.uid)])], **facts)

    read = signed_in("referent").get(f"/fichiers/{upload.uid}/photo.jpg")
    held = bucket.held()
    with django_capture_on_commit_callbacks(execute=True):
        delete_post(actor=cast.mentor, post_id=written.target, now=now)

    assert held == {upload.file.name, upload.small.name}
    assert (read["Content-Type"], b"".join(read.streaming_content)[:2]) == ("image/jpeg", b"\xff\xd8")
    assert (bucket.held(), Upload.objects.count()) == (set(), 0)


def test_a_photo_that_the_bucket_does_not_take_can_be_sent_again(cast, bucket, now, clock):
    facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "now": now, "uid": uuid.uuid4()}
    bucket.client.delete_bucket(Bucket=bucket.name)

    with pytest.raises(StorageRefusal):
        take_in(name="banc.png", data=picture(), **facts)
    bucket.client.create_bucket(Bucket=bucket.name)

    assert take_in(name="banc.png", data=picture(), **facts).ready_at == now
    assert Upload.objects.count() == 1


def test_two_files_of_one_name_both_stay(cast, signed_in, bucket):
    for content in (b"%PDF-1.7 one", b"%PDF-1.7 two"):
        upload(signed_in("editor"), "documents", "fiche.pdf", content)

    bodies = {bucket.body(key) for key in bucket.held()}
    assert bodies == {b"%PDF-1.7 one", b"%PDF-1.7 two"}


def test_a_bucket_that_is_gone_keeps_what_was_typed(cast, signed_in, bucket):
    bucket.client.delete_bucket(Bucket=bucket.name)

    answer = upload(signed_in("editor"), "documents", "fiche.pdf", b"%PDF-1.7")

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert answer.context["form"]["title"].value() == "Banc public"
    assert SiteDocument.objects.count() == 0
