"""What nobody types by hand: each gets an answer in words, never a fault."""

import pytest
from django.test import Client

MULTIPART = "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/fr/candidature/999999999999999999999999999999/", 404),
        ("/admin/pages/9223372036854775808/edit/", 404),
        ("/outbox/?page=1000000000", 302),
        ("/fr/outbox/?page=1000000000", 404),
        (f"/outbox/{'1' * 300}-{'0' * 36}/", 302),
        (f"/media/images/{'a' * 5000}", 302),
        (f"/media/images/{'a' * 300}.png", 404),
        ("/fr/%00", 400),
        ("/nl/?x=%00", 400),
        ("/fr/%ED%A0%80/", 404),
    ],
)
def test_an_address(cast, path, status):
    answer = Client().get(path)

    assert answer.status_code == status
    assert status == 302 or b"<h1" in answer.content


def test_a_refusal_speaks_the_language_of_the_address(cast):
    assert b'lang="nl"' in Client().get("/nl/?x=%00").content


def test_a_path_that_goes_through_a_picture_does_not_exist(cast, settings):
    folder = settings.MEDIA_ROOT / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seen.png").write_bytes(b"x")

    assert Client().get("/media/images/seen.png/more.png").status_code == 404


def test_a_script_is_told_in_its_own_way_what_does_not_exist(cast):
    answer = Client().get("/nl/nulle-part/", HTTP_ACCEPT="application/json")

    assert answer.status_code == 404
    assert answer.json() == {"refused": "not_found", "message": "Deze pagina bestaat niet, of is niet voor u bedoeld."}


@pytest.mark.parametrize("charset", ["hex", "rot13", "idna", "unicode_escape", "utf-7", "utf-16"])
def test_a_form_in_another_writing_than_utf8(cast, charset):
    part = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n\\ud800@x.example\r\n--x--\r\n'

    answer = Client().generic("POST", f"/fr/candidature/{cast.call.pk}/", part, f"{MULTIPART}; charset={charset}")

    assert answer.status_code == 400
    assert "Cela ne peut pas être lu" in answer.content.decode()


def test_a_method_an_address_does_not_take_is_told_in_words(cast):
    answer = Client().get("/fr/connexion/demo/")

    assert answer.status_code == 405
    assert "Il n’y a rien à lire ici" in answer.content.decode()
    assert answer["Content-Length"] == str(len(answer.content))
