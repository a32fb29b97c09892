"""Films of our own: sent part by part, to whoever may read a page that shows them; something else inside is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.blocks.body import BodyBlock
from cms.models import HomePage, SiteDocument

FILM = b"\x1aE\xdf\xa3" + bytes(range(200))


def paper(name, content=FILM):
    return SiteDocument.objects.create(title=name, file=ContentFile(content, name))


@pytest.fixture
def film(cast, clock):
    film = paper("film.webm")
    page = HomePage.objects.get(locale__language_code="fr")
    words = {"title": "Un rendez-vous", "video": film, "transcript": "<p>Ils se parlent.</p>"}
    page.body = [("video", {**words, "captions": paper("film.vtt", b"WEBVTT\n")})]
    page.save_revision().publish()
    return film


def body_of(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("asked", "status", "content", "said"),
    [
        ("", 200, FILM, None),
        ("bytes=0-1", 206, FILM[:2], "bytes 0-1/204"),
        ("bytes=200-", 206, FILM[200:], "bytes 200-203/204"),
        ("bytes=-3", 206, FILM[-3:], "bytes 201-203/204"),
        ("bytes=0-9999", 206, FILM, "bytes 0-203/204"),
        ("bytes=0-1,5-6", 200, FILM, None),
        ("nonsense", 200, FILM, None),
    ],
)
def test_a_player_gets_the_part_it_asks_for(film, asked, status, content, said):
    answer = Client().get(film.url, headers={"Range": asked} if asked else {})

    assert (answer.status_code, body_of(answer), answer.get("Content-Range")) == (status, content, said)
    assert answer["Content-Type"] == "video/webm"
    assert int(answer["Content-Length"]) == len(content)


def test_a_part_beyond_the_end_is_refused(film):
    answer = Client().get(film.url, headers={"Range": "bytes=900-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */204")


def test_the_page_loads_nothing_before_play_and_tells_the_film_in_words(film):
    text = Client().get("/fr/").content.decode()

    assert 'preload="none"' in text and "Ils se parlent." in text
    assert f'src="{film.url}" type="video/webm"' in text
    assert '<track kind="captions"' in text and 'srclang="fr"' in text


def test_a_film_that_no_page_shows_is_nobodys(film):
    assert Client().get(paper("autre.webm").url).status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        ("film.webm", FILM, True),
        ("film.mp4", b"\x00\x00\x00\x20ftypisom", True),
        ("mots.vtt", b"\xef\xbb\xbfWEBVTT\n", True),
        ("film.mp4", b"<script>alert(1)</script>", False),
        ("film.webm", b"\x00\x00\x00\x20ftypisom", False),
        ("mots.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nBonjour", False),
    ],
)
def test_a_film_is_what_its_name_says(cast, signed_in, name, content, taken):
    sent = {"title": "Film", "file": SimpleUploadedFile(name, content), "collection": "1"}

    answer = signed_in("editor").post("/admin/documents/add/", sent)

    assert (answer.status_code == 302) is taken
    assert SiteDocument.objects.exists() is taken


def test_files_of_another_kind_are_refused_at_their_field(cast):
    block = BodyBlock().child_blocks["video"]
    value = {"title": "Un", "video": paper("a.pdf"), "captions": paper("a.webm"), "transcript": "<p>Deux.</p>"}

    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize(value))

    assert set(refused.value.block_errors) == {"video", "captions"}
