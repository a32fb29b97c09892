"""What somebody narrowed the calendar of one device to: themes, languages, what is online; seats and training days stay."""

import pytest
from django.test import Client

from events.actions.links import open_link
from events.actions.seats import register
from events.models import CalendarLink
from tests.events.test_feeds import add, entries
from tests.events.test_own_contents import PAGE, choose, titles


@pytest.fixture
def link(clock, cast, now):
    made, secret = open_link(actor=cast.mentor, name="Téléphone", now=now)
    made.feed = f"/agenda/moi/{secret}.ics"
    return made


@pytest.fixture
def themed(cast, now):
    """Dates that differ by theme, language and way; all from the mentor's branch."""
    add(cast, now, title="Sans thème")
    add(cast, now, title="Emploi", theme="job")
    add(cast, now, title="Droits", theme="rights", mode="online", seats_online=9)
    add(cast, now, title="Werk", theme="job", language="nl", mode="hybrid", seats_online=9)
    add(cast, now, title="Aussi en néerlandais", also_in="en nl")


@pytest.mark.parametrize(
    ("taste", "found"),
    [
        ({"themes": ("job",)}, {"Emploi", "Werk"}),
        ({"themes": ("job", "rights"), "languages": ("fr",)}, {"Emploi", "Droits"}),
        ({"languages": ("nl",)}, {"Werk", "Aussi en néerlandais"}),
        ({"online": True}, {"Droits", "Werk"}),
        ({"themes": ("job",), "online": True, "without_kinds": ("apero",)}, set()),
    ],
)
def test_one_narrows_it_to_themes_languages_and_what_is_online(link, themed, cast, now, taste, found):
    choose(cast, link, now, **taste)

    held = entries(Client().get(link.feed))

    assert titles(link) == found
    assert len(set(held) - found) == 4  # the training days


def test_where_one_has_a_seat_stays_whatever_it_is_narrowed_to(link, themed, cast, now):
    event = add(cast, now, title="Avec une place", theme="rights")
    register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)

    choose(cast, link, now, themes=("job",), languages=("nl",))

    assert titles(link) == {"Werk", "Avec une place"}


def test_what_it_is_narrowed_to_is_looked_at_then_kept_and_asked_for_anew(link, themed, cast, now, clock, signed_in):
    browser, page = signed_in("mentor"), PAGE.format(link.pk)
    had = Client().get(link.feed)
    sent = {
        "promotion": [cast.promotion.pk],
        "antenne": [cast.branches["lille"].pk],
        "genre": ["training", "workshop", "apero", "lunch", "peer_exchange", "celebration", "outing"],
        "maison": "1",
        "rappel": "0",
        "theme": ["job", "opera"],
        "langue": ["nl", "xx"],
        "ligne": "1",
    }

    plain = browser.get(page).content.decode()
    looked = browser.post(page, {**sent, "act": "look"}).content.decode()
    before = CalendarLink.objects.get().choice
    browser.post(page, sent)
    shown = browser.get(page).content.decode()
    answer = Client().get(link.feed, headers={"If-None-Match": had["ETag"]})
    same = Client().get(link.feed, headers={"If-None-Match": answer["ETag"]})

    assert '<details class="more">' in plain and '<details class="more" open>' in looked
    assert "5 dates à venir s’y trouvent." in looked and "Werk" in looked and "Emploi</strong>" not in looked
    assert before == {}
    assert CalendarLink.objects.get().choice == {"themes": ["job"], "languages": ["nl"], "online": True}
    boxes = [("theme", "job"), ("langue", "nl"), ("ligne", "1")]
    assert [f'name="{name}" value="{value}" checked>' in shown for name, value in boxes] == [True] * 3
    assert (answer.status_code, same.status_code) == (200, 304)
