"""Out of a photo, or blurred on it: by one's account or by a link without one, gone at once, and settled by the team."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from community.actions.promotions import enrol
from events.actions.albums import AlbumRefusal, add_photo
from events.actions.consents import answer_consent
from events.actions.desk import Caller, let_in, register_caller
from events.actions.removals import blur_photo, settle_photo, take_out
from events.actions.schedule import lock_events
from events.actions.seats import register
from events.grids import Grid
from events.models import EventPhoto
from hub.db import write
from hub.links import seal
from hub.models import Entry
from hub.pictures import veil
from tests.cast import person
from tests.community.pictures import picture
from tests.events.test_albums import page_of
from tests.events.test_feeds import add
from tests.events.test_photos_asked import path_of

PHOTO = "5e2f0a54-9f0e-4a53-8a55-0f5b0a2f7c{:02}"
CALLER = Caller("Odile", "Martin", "", "odile@mail.example")


@pytest.fixture
def event(clock, cast, now):
    event = add(cast, now, title="Apéro", guests=2)
    register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    register(actor=cast.other_mentor, event_id=event.pk, mode="in_person", guests=1, now=now)
    return event


@pytest.fixture
def caller(cast, event, now):
    return register_caller(actor=cast.coordinator, event_id=event.pk, caller=CALLER, mode="in_person", now=now)


@pytest.fixture
def photo(event, caller, cast, clock):
    clock.move_to(event.starts_at + timedelta(minutes=5))
    return sent(cast, event)


def sent(cast, event, number=1, who="mentor"):
    facts = {"data": picture(width=320, height=160), "alt": "Trois verres", "sure": True}
    now = event.starts_at + timedelta(minutes=5)
    return add_photo(actor=cast.people[who], event_id=event.pk, uid=UUID(PHOTO.format(number)), now=now, **facts)


def link_of(registration, uid=None, which=""):
    rest = [one for one in (uid, which) if one]
    name = ("events:album_link", "events:photo_link", "events:linked_photo")[len(rest)]
    return reverse(name, args=[seal("album", registration.pk), *rest])


def test_who_has_no_account_sees_the_photos_by_a_link_and_takes_themselves_out(photo, caller, signed_in, cast):
    browser = Client()
    album, page = link_of(caller), link_of(caller, photo.uid)
    file = link_of(caller, photo.uid, "small.webp")

    seat = page_of(browser.get(path_of(caller)))
    listed, asked = page_of(browser.get(album)), page_of(browser.get(page))
    shown, nothing = browser.get(file), browser.post(page)
    untouched = EventPhoto.objects.shown().count()
    out = browser.post(page, {"out": "1"})

    assert album in seat and page in listed and "Me retirer" in asked
    assert shown["Content-Type"] == "image/webp" and "no-store" in shown["Cache-Control"]
    assert nothing.status_code == 302 and untouched == 1 and browser.cookies == {}
    assert (out.status_code, out["Location"]) == (302, album)
    assert [browser.get(one).status_code for one in (album, page, file)] == [200, 404, 404]
    assert EventPhoto.objects.get().removed_by is None and photo.file.name == EventPhoto.objects.get().file.name
    assert Entry.objects.filter(verb="photo.taken_out", actor=None, codes__registration=caller.pk).count() == 1
    assert f"/fr/agenda/{photo.event_id}/photos/" in page_of(signed_in("coordinator").get("/fr/equipe/"))


def test_the_link_opens_nothing_before_nor_to_whoever_was_not_there_nor_of_another_date(
    photo, caller, event, cast, clock, now
):
    other = add(cast, now, title="Autre")
    register(actor=cast.mentor, event_id=other.pk, mode="in_person", now=now)
    foreign = sent(cast, other, number=2)
    paths = [link_of(caller), link_of(caller, photo.uid), link_of(caller, photo.uid, "photo.jpg")]

    def answers():
        return [Client().get(path).status_code for path in paths]

    open_now = answers()
    crossed = [
        Client().get(path).status_code
        for path in (link_of(caller, foreign.uid), f"/retrait/{seal('seat', caller.pk)}/")
    ]
    clock.move_to(event.starts_at - timedelta(minutes=5))
    early = answers()
    clock.move_to(event.starts_at + timedelta(minutes=5))
    event.registrations.filter(pk=caller.pk).update(attendance="absent")
    absent = answers()
    event.registrations.filter(pk=caller.pk).update(attendance="", mode="online")
    away = answers()

    assert open_now == [200, 200, 200] and crossed == [404, 404]
    assert early == absent == away == [404, 404, 404]
    with pytest.raises(AlbumRefusal):
        take_out(actor=None, link=caller, photo_id=foreign.pk, now=now)


def test_whoever_brought_somebody_finds_the_link_to_send_them_and_the_team_too(photo, event, caller, signed_in):
    held = event.registrations.get(guests=1)
    team = signed_in("coordinator").get(f"/fr/equipe/agenda/{event.pk}/inscription/{caller.pk}/")

    with_guest = page_of(signed_in("other_mentor").get(f"/fr/agenda/{event.pk}/photos/"))
    alone = page_of(signed_in("mentor").get(f"/fr/agenda/{event.pk}/photos/"))

    assert link_of(held) in with_guest and "/retrait/" not in alone and link_of(caller) in page_of(team)


def test_somebody_who_walks_in_without_an_address_gets_the_link_from_the_team(photo, event, cast, signed_in):
    caller = Caller("Zoé", "Petit", "", "")
    now = event.starts_at + timedelta(minutes=6)
    held = register_caller(actor=cast.coordinator, event_id=event.pk, caller=caller, mode="in_person", now=now)

    page = page_of(signed_in("coordinator").get(f"/fr/equipe/agenda/{event.pk}/inscription/{held.pk}/"))

    assert link_of(held) in page and Client().get(link_of(held)).status_code == 200


def test_one_asks_to_be_blurred_and_the_team_blurs_for_good(
    photo, signed_in, event, django_capture_on_commit_callbacks
):
    out, settle = f"/fr/agenda/photos/{photo.uid}/retirer/", f"/fr/equipe/photos/{photo.uid}/"
    other, desk = signed_in("other_mentor"), signed_in("coordinator")
    old = [photo.file.name, photo.small.name]

    nowhere = other.post(out, {"blur": "1", "marks": ["999", "x"]})
    other.post(out, {"blur": "1", "marks": ["3", "4", "999"]})
    asked, album = page_of(desk.get(settle)), page_of(desk.get(f"/fr/agenda/{event.pk}/photos/"))
    hidden = [signed_in(who).get(f"/photos/{photo.uid}/small.webp").status_code for who in ("mentor", "other_mentor")]
    missing = desk.post(settle, {"blur": "1"})
    with django_capture_on_commit_callbacks(execute=True):
        done = desk.post(settle, {"blur": "1", "marks": ["3", "4"], "asked": EventPhoto.objects.get().asked})

    fresh = EventPhoto.objects.get()
    assert nowhere.status_code == missing.status_code == 422 and "Cochez" in page_of(nowhere)
    assert hidden == [404, 404] and settle in album and asked.count(" checked") == 2
    assert done.status_code == 302 and (fresh.removed_at, fresh.marks) == (None, [])
    assert fresh.file.name != old[0] and not any(default_storage.exists(name) for name in old)
    assert other.get(f"/photos/{photo.uid}/small.webp").status_code == 200
    with fresh.file.open("rb") as file:
        image = Image.open(BytesIO(file.read()))
    assert (image.width, image.height) == (fresh.width, fresh.height) == (320, 160)


def test_a_blurred_place_keeps_four_colours_and_the_rest_stays():
    speckled = Image.effect_noise((800, 400), 90).convert("RGB")
    file = BytesIO()
    speckled.save(file, "JPEG", quality=95)

    full, small = veil(file.getvalue(), [(0.25, 0.5, 0.5, 1.0)])

    image = Image.open(BytesIO(full.data)).convert("L")
    low, high = image.crop((210, 210, 390, 390)).getextrema()
    kept_low, kept_high = image.crop((410, 10, 790, 390)).getextrema()
    assert high - low < 40 and kept_high - kept_low > 150
    assert (full.width, full.height, small.width, small.height) == (800, 400, 640, 320)


@pytest.mark.parametrize(("width", "height", "shape"), [(320, 160, (6, 3)), (160, 320, (3, 6)), (900, 90, (6, 1))])
def test_places_are_nearly_square_and_none_lies_outside(width, height, shape):
    grid = Grid.over(EventPhoto(width=width, height=height))
    last = shape[0] * shape[1] - 1

    assert (grid.columns, grid.rows) == shape
    assert grid.read(["0", 0, last, last + 1, "-1", "a", None]) == [0, last]
    assert grid.boxes([last])[0][2:] == (1.0, 1.0) and len(grid.places([1])) == last + 1


def test_the_team_alone_settles_and_two_at_once_settle_it_once(photo, cast, now):
    with pytest.raises(AlbumRefusal):
        blur_photo(actor=cast.mentor, photo_id=photo.pk, marks=[1], asked="", now=now)
    with pytest.raises(AlbumRefusal):
        settle_photo(actor=cast.far_coordinator, photo_id=photo.pk, back=False, asked="", now=now)
    settle_photo(actor=cast.coordinator, photo_id=photo.pk, back=False, asked="", now=now)
    settle_photo(actor=cast.coordinator, photo_id=photo.pk, back=False, asked="", now=now)
    with pytest.raises(AlbumRefusal):
        blur_photo(actor=cast.coordinator, photo_id=photo.pk, marks=[1], asked="", now=now)
    assert not EventPhoto.objects.exists()


def test_what_somebody_asks_after_the_page_was_read_is_not_undone(photo, cast, signed_in, event):
    desk, settle = signed_in("coordinator"), f"/fr/equipe/photos/{photo.uid}/"
    at = [event.starts_at + timedelta(minutes=minute) for minute in range(6, 9)]
    take_out(actor=cast.other_mentor, photo_id=photo.pk, marks=[3], now=at[0])
    old = EventPhoto.objects.get().asked
    assert f'name="asked" value="{old}"' in page_of(desk.get(settle))
    settle_photo(actor=cast.coordinator, photo_id=photo.pk, back=True, asked=old, now=at[1])
    settle_photo(actor=cast.coordinator, photo_id=photo.pk, back=True, asked=old, now=at[1])
    take_out(actor=cast.other_mentor, photo_id=photo.pk, marks=[7], now=at[2])

    back, gone = (desk.post(settle, {act: "1", "asked": old}) for act in ("back", "gone"))
    blurred = desk.post(settle, {"blur": "1", "marks": ["3"], "asked": old})

    fresh, page = EventPhoto.objects.get(), page_of(blurred)
    assert [one.status_code for one in (back, gone, blurred)] == [422, 422, 422]
    assert (fresh.removed_at, fresh.marks, fresh.file.name) == (at[2], [7], photo.file.name)
    assert f'name="asked" value="{fresh.asked}"' in page and page.count(" checked") == 2
    assert "Entre-temps" in page


def test_two_who_ask_at_once_are_both_heard(photo, cast, event):
    def ask(minute, **more):
        now = event.starts_at + timedelta(minutes=minute)
        take_out(actor=cast.other_mentor, photo_id=photo.pk, now=now, **more)
        fresh = EventPhoto.objects.get()
        return fresh.marks, fresh.removed_at == now

    assert ask(6, marks=[3]) == ([3], True)
    assert ask(7, marks=[7]) == ([3, 7], True)
    assert ask(8, marks=[3]) == ([3, 7], False)
    assert ask(9) == ([], True)
    assert ask(10, marks=[3]) == ([], False)


def test_a_photo_whose_file_is_gone_is_not_blurred_and_says_so(photo, signed_in):
    default_storage.delete(photo.file.name)

    answer = signed_in("coordinator").post(f"/fr/equipe/photos/{photo.uid}/", {"blur": "1", "marks": ["3"]})

    assert answer.status_code == 422 and "fichier de cette photo" in page_of(answer)


def test_photos_of_a_training_day_are_its_promotion_s_by_the_same_consent(cast, clock, signed_in):
    day = cast.promotion.events.filter(kind="training").order_by("starts_at")[0]
    ann = person("ann")
    with write():
        enrol(actor=None, promotion=cast.promotion, person=ann, role="mentor", now=day.starts_at - timedelta(days=9))
    answer_consent(actor=ann, person=ann, purpose="photo", given=False, now=day.starts_at)
    clock.move_to(day.starts_at + timedelta(minutes=5))
    promotion, album = f"/fr/promotion/{cast.promotion.pk}/", f"/fr/agenda/{day.pk}/photos/"

    empty = page_of(signed_in("mentor").get(promotion))
    form = page_of(signed_in("mentor").get(album))
    photo = sent(cast, day)
    filled = page_of(signed_in("mentor").get(promotion))
    codes = {
        who: signed_in(who).get(album).status_code for who in ("mentor", "coordinator", "other_mentor", "stranger")
    }

    assert album in empty and "1 photo" in filled and "Ann D." in form.partition("N’ont pas répondu")[0]
    assert codes == {"mentor": 200, "coordinator": 200, "other_mentor": 404, "stranger": 404}
    assert signed_in("other_mentor").get(f"/photos/{photo.uid}/photo.jpg").status_code == 404
    with write():
        locked = lock_events(day.pk)[day.pk]
        let_in(actor=cast.coordinator, event=locked, person=cast.stranger, mode="in_person", now=day.starts_at)
    assert signed_in("stranger").get(album).status_code == 200
