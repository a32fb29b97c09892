"""The list of discussions: pinned ones, the ten written in last, whatever is unread; and all of them on a page of their own."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.reading import mark_read
from community.models import Discussion

LISTED = re.compile(r'data-discussion="(\d+)" href')


@pytest.fixture
def talks(cast, say, now):
    """talks(number): so many discussions more, each with a message of the référent's, all of it read by the mentor."""

    def open_(number):
        made = []
        for index in range(number):
            made.append(Discussion.objects.create(room=cast.promotion.room, title=f"Sujet {index}", created_at=now))
            # Some time apart: nobody writes many messages at once.
            say(who="referent", discussion_id=made[-1].pk, now=now + timedelta(seconds=index))
        places = dict(Discussion.objects.filter(room=cast.promotion.room).values_list("pk", "last_seq"))
        mark_read(actor=cast.mentor, room_id=cast.promotion.room_id, places=places, now=now)
        return made

    return open_


def listed(answer):
    return [int(key) for key in LISTED.findall(answer.content.decode())]


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\xa0", " "))


@pytest.fixture
def room(cast):
    return f"/fr/salon/{cast.promotion.room_id}/"


@pytest.fixture
def pages(cast, room):
    """Where the list stands beside the rest."""
    return [room, f"/fr/promotion/{cast.promotion.pk}/", f"{room}autour/"]


def test_the_ten_written_in_last_stand_beside_and_a_link_leads_to_all(clock, cast, signed_in, talks, room, pages):
    made = talks(12)
    browser = signed_in("mentor")

    for page in pages:
        answer = browser.get(page)
        assert listed(answer) == [one.pk for one in made[:1:-1]], page
        assert f'href="{room}toutes/"' in answer.content.decode() and "Toutes les discussions (13)" in text(answer)


def test_up_to_eleven_none_is_left_out_and_no_link_needed(clock, cast, signed_in, talks, main, room, pages):
    made = talks(9)
    browser = signed_in("mentor")

    for page in pages:
        answer = browser.get(page)
        assert listed(answer) == [*(one.pk for one in made[::-1]), main.pk], page
        assert "toutes/" not in answer.content.decode()


def test_what_is_pinned_unread_or_open_is_never_left_out(clock, cast, signed_in, talks, say, now, room, main, pages):
    made = talks(14)
    Discussion.objects.filter(pk=made[0].pk).update(pinned=True)
    browser = signed_in("mentor")
    # Written before everything else, and read by all but the mentor: its place in the list is still the last one.
    say(who="coordinator", discussion_id=made[1].pk)
    Discussion.objects.filter(pk=made[1].pk).update(last_seq=1)

    beside = listed(browser.get(pages[1]))
    assert beside == [made[0].pk, *(one.pk for one in made[:3:-1]), made[1].pk]
    here = browser.get(f"{room}{made[2].pk}/")
    assert listed(here) == [*beside[:-1], made[2].pk, made[1].pk]
    around = re.search(r'data-from="([^"]+)"', here.content.decode())[1]
    renewed = browser.get(around)
    assert listed(renewed) == listed(here)
    assert 'aria-current="page"' in renewed.content.decode()
    assert browser.get(f"{room}autour/?discussion=x").status_code == 404


def test_all_of_them_page_by_page(clock, cast, signed_in, talks, room, main):
    made = talks(44)
    browser = signed_in("mentor")

    first, second, beyond = (browser.get(f"{room}toutes/{page}") for page in ("", "?page=2", "?page=99"))

    assert listed(first) == [one.pk for one in made[:3:-1]]
    assert listed(second) == listed(beyond) == [*(one.pk for one in made[3::-1]), main.pk]
    assert "Page 1 sur 2" in text(first) and 'rel="next"' in text(first)
    assert "Sujet 43" in text(first) and "Referent, " in text(first)
    assert signed_in("other_mentor").get(f"{room}toutes/").status_code == 404


def test_many_discussions_ask_no_more_of_the_database_than_one(clock, cast, signed_in, talks, room, pages):
    browser = signed_in("mentor")
    talks(1)
    asked = []
    for number in (0, 20):
        talks(number)
        for page in (*pages, f"{room}toutes/"):
            browser.get(page)
            with CaptureQueriesContext(connection) as queries:
                browser.get(page)
            asked.append(len(queries))

    assert asked[:4] == asked[4:]
