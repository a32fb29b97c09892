"""The album of an event: for who took part, without places, with those who said no named before, and out at once."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from events.actions.consents import answer_consent
from events.actions.seats import register
from events.models import EventPhoto
from tests.cast import person
from tests.community.pictures import picture
from tests.events.test_feeds import add


@pytest.fixture
def event(clock, cast, now):
    event = add(cast, now, title="Apéro")
    for who in (cast.mentor, cast.other_mentor):
        register(actor=who, event_id=event.pk, mode="in_person", now=now)
    clock.move_to(event.starts_at + timedelta(minutes=5))
    return event


@pytest.fixture
def send(event, signed_in):
    def post(who="mentor", color=1, **data):
        file = SimpleUploadedFile("a.jpg", picture(width=60 + color, height=40), content_type="image/jpeg")
        return signed_in(who).post(f"/fr/agenda/{event.pk}/photos/", {"photos": file, "sure": "1", **data})

    return post


def page_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_only_who_took_part_and_the_team_see_it_and_only_once_it_has_begun(event, send, signed_in, clock):
    path, listed = f"/fr/agenda/{event.pk}/", f"/fr/agenda/{event.pk}/photos/"
    sent = send(alt="Trois verres")
    photo = EventPhoto.objects.get()
    address = f"/photos/{photo.uid}/photo.jpg"
    seen = [signed_in(who).get(address).status_code for who in ("mentor", "other_mentor", "coordinator")]
    unseen = [
        signed_in(who).get(one).status_code for who in ("stranger", "far_coordinator") for one in (address, listed)
    ]
    data = b"".join(signed_in("mentor").get(address).streaming_content)
    clock.move_to(event.starts_at - timedelta(minutes=5))
    early = signed_in("mentor").get(listed).status_code

    assert sent.status_code == 302 and photo.alt == "Trois verres"
    assert seen == [200, 200, 200] and unseen == [404, 404, 404, 404] and early == 404
    assert not Image.open(BytesIO(data)).getexif()
    assert Client().get(address).status_code == 302
    assert listed not in page_of(signed_in("stranger").get(path))


def test_before_sending_one_reads_who_said_no(event, send, signed_in, cast, now):
    answer_consent(actor=cast.other_mentor, person=cast.other_mentor, purpose="photo", given=False, now=now)
    register(actor=person("ann"), event_id=event.pk, mode="in_person", now=now)
    page = page_of(signed_in("mentor").get(f"/fr/agenda/{event.pk}/photos/"))

    unsure = signed_in("mentor").post(
        f"/fr/agenda/{event.pk}/photos/",
        {"photos": SimpleUploadedFile("a.jpg", picture(width=60, height=40)), "alt": "Un jeu"},
    )
    nothing = signed_in("mentor").post(f"/fr/agenda/{event.pk}/photos/", {"sure": "1"})
    text = signed_in("mentor").post(
        f"/fr/agenda/{event.pk}/photos/", {"photos": SimpleUploadedFile("a.jpg", b"no"), "sure": "1"}
    )

    no, _text, unanswered = page.partition("N’ont pas répondu")
    assert "Other Mentor D." in no and "Ann D." in unanswered and "Mentor D." not in unanswered
    assert unsure.status_code == nothing.status_code == text.status_code == 422
    assert "Un jeu" in page_of(unsure) and not EventPhoto.objects.exists()
    send()
    send()
    assert EventPhoto.objects.count() == 1


def test_whoever_is_on_it_takes_it_out_at_once_and_the_team_settles_it(
    event, send, signed_in, django_capture_on_commit_callbacks
):
    send()
    photo = EventPhoto.objects.get()
    address, out = f"/photos/{photo.uid}/photo.jpg", f"/fr/agenda/photos/{photo.uid}/retirer/"
    settle = f"/fr/equipe/photos/{photo.uid}/"
    other, desk = signed_in("other_mentor"), signed_in("coordinator")

    asked = page_of(other.get(out))
    other.post(out)
    hidden = [signed_in(who).get(address).status_code for who in ("mentor", "other_mentor", "coordinator")]
    home, listed = page_of(desk.get("/fr/equipe/")), page_of(desk.get(f"/fr/agenda/{event.pk}/photos/"))
    forbidden = other.post(settle).status_code
    desk.post(settle, {"back": "1", "asked": EventPhoto.objects.get().asked})
    back = other.get(address).status_code
    other.post(out)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(settle, {"gone": "1", "asked": EventPhoto.objects.get().asked})

    assert "disparaît de l’album tout de suite" in asked
    assert hidden == [404, 404, 200] and forbidden == 404 and back == 200
    assert f"/fr/agenda/{event.pk}/photos/" in home and settle in listed
    assert not EventPhoto.objects.exists()
    assert not default_storage.exists(photo.file.name) and not default_storage.exists(photo.small.name)


def test_one_s_own_is_deleted_for_good_and_whoever_was_not_there_sees_nothing(event, send, signed_in, cast):
    send()
    photo = EventPhoto.objects.get()
    event.registrations.filter(person=cast.other_mentor).update(attendance="absent")
    absent = signed_in("other_mentor").get(f"/fr/agenda/{event.pk}/photos/").status_code

    signed_in("mentor").post(f"/fr/agenda/photos/{photo.uid}/retirer/")

    assert absent == 404 and not EventPhoto.objects.exists()


def test_queries_do_not_grow_with_photos(event, send, signed_in, django_assert_max_num_queries, cast, now):
    member, path = signed_in("mentor"), f"/fr/agenda/{event.pk}/photos/"
    send(color=1)
    with django_assert_max_num_queries(40) as first:
        member.get(path)
    number = len(first)
    for color in (2, 3):
        send(color=color)
    for name in ("ann", "bob"):
        answer_consent(actor=None, person=person(name), purpose="photo", given=False, now=now)
    with django_assert_max_num_queries(number):
        assert page_of(member.get(path)).count("small.webp") == 3
