"""What somebody chose for the calendar of one device: what is in it, what is not, when it reminds; and that it opens nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.actions.promotions import remove_from_roster
from community.models import Audience, Membership
from events.actions.links import choose_contents, open_link
from events.actions.lives import cancel_event
from events.actions.seats import register, withdraw
from events.calendars import KEPT_EVENTS, KEPT_FEEDS
from events.models import CalendarLink, Registration
from events.models.tastes import Taste
from hub.models import Role
from tests.events.readers import READERS, alarms_of
from tests.events.test_feeds import add, entries

PAGE = "/fr/agenda/mes-liens/{}/contenu/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def link(clock, cast, now):
    made, secret = open_link(actor=cast.mentor, name="Téléphone", now=now)
    made.feed = f"/agenda/moi/{secret}.ics"
    return made


@pytest.fixture
def dates(cast, now):
    """By title, in and around what the mentor sees."""
    return {
        "De ma promotion": add(
            cast, now, title="De ma promotion", audience=Audience.PROMOTION, promotion=cast.promotion, kind="lunch"
        ),
        "De mon antenne": add(cast, now, title="De mon antenne", audience=Audience.BRANCH),
        "Atelier": add(cast, now, title="Atelier", kind="workshop"),
        "À Londres": add(cast, now, title="À Londres", branch="londres"),
        "Entre Londoniens": add(cast, now, title="Entre Londoniens", branch="londres", audience=Audience.BRANCH),
        "D’une autre promotion": add(
            cast,
            now,
            title="D’une autre promotion",
            branch="bruxelles",
            audience=Audience.PROMOTION,
            promotion=cast.other_promotion,
        ),
    }


def choose(cast, link, now, alarm=0, **taste):
    choose_contents(actor=cast.mentor, link_id=link.pk, taste=Taste(**taste), alarm=alarm, now=now)


def titles(link):
    return {title for title in entries(Client().get(link.feed)) if not title.startswith("Jour")}


def test_without_a_choice_it_is_what_it_was(link, dates):
    assert titles(link) == {"De ma promotion", "De mon antenne", "Atelier"}


@pytest.mark.parametrize(
    ("taste", "found"),
    [
        ({"without_kinds": ("workshop",)}, {"De ma promotion", "De mon antenne"}),
        ({"without_promotions": "promotion"}, {"De mon antenne", "Atelier"}),
        ({"without_branches": "lille"}, {"De ma promotion"}),
        ({"branches": "londres"}, {"De ma promotion", "De mon antenne", "Atelier", "À Londres"}),
        ({"without_dates": "Atelier"}, {"De ma promotion", "De mon antenne"}),
    ],
)
def test_what_is_left_out_and_what_is_added(link, dates, cast, now, taste, found):
    keys = {"promotion": cast.promotion.pk, **{slug: one.pk for slug, one in cast.branches.items()}}
    keys |= {title: event.pk for title, event in dates.items()}
    plain = {name: (keys[value],) if isinstance(value, str) else value for name, value in taste.items()}

    choose(cast, link, now, **plain)

    assert titles(link) == found


def test_nothing_of_a_promotion_or_a_branch_that_one_does_not_see_comes_in(link, dates, cast, now, signed_in):
    forged = {"promotion": [cast.other_promotion.pk], "antenne": [one.pk for one in cast.branches.values()]}
    signed_in("mentor").post(PAGE.format(link.pk), {**forged, "genre": ["apero", "lunch"], "rappel": "0"})
    kept = CalendarLink.objects.get().choice
    # As if it had been kept before its person left that promotion.
    CalendarLink.objects.update(choice={**kept, "promotions": [cast.other_promotion.pk]})

    assert "promotions" not in kept
    assert titles(link) == {"De mon antenne", "À Londres"}


def test_the_team_takes_one_promotion_of_a_branch_without_the_rest(dates, cast, now, clock):
    made, secret = open_link(actor=cast.coordinator, name="Ordinateur", now=now)
    made.feed = f"/agenda/moi/{secret}.ics"
    taste = Taste(promotions=(cast.promotion.pk,), without_branches=(cast.branches["lille"].pk,))

    choose_contents(actor=cast.coordinator, link_id=made.pk, taste=taste, alarm=0, now=now)
    with_role = titles(made)
    Role.objects.filter(person=cast.coordinator).delete()

    assert with_role == {"De ma promotion"}
    assert titles(made) == set()


def test_where_one_has_a_seat_or_waits_for_one_stays_in_it(link, dates, cast, now):
    full = add(cast, now, title="Complet", kind="workshop", seats_in_person=1)
    register(actor=cast.other_mentor, event_id=full.pk, mode="in_person", now=now)
    register(actor=cast.mentor, event_id=full.pk, mode="in_person", now=now, wait=True)
    register(actor=cast.mentor, event_id=dates["Atelier"].pk, mode="in_person", now=now)

    choose(cast, link, now, without_kinds=("workshop",), without_dates=(dates["Atelier"].pk,))

    assert titles(link) == {"De ma promotion", "De mon antenne", "Atelier", "[liste d’attente] Complet"}


def test_the_page_shows_what_a_choice_gives_before_it_is_kept(link, dates, cast, signed_in):
    browser, page = signed_in("mentor"), PAGE.format(link.pk)
    sent = {
        "promotion": [cast.promotion.pk],
        "antenne": [cast.branches["lille"].pk],
        "genre": ["lunch", "workshop"],
        "maison": "1",
        "rappel": "120",
        "montre": [dates["Atelier"].pk, dates["De ma promotion"].pk],
        "date": [dates["De ma promotion"].pk],
    }

    looked = browser.post(page, {**sent, "act": "look"}).content.decode()
    before = CalendarLink.objects.get()
    saved = browser.post(page, sent)
    after = CalendarLink.objects.get()
    shown = browser.get(page).content.decode()

    assert "1 date à venir s’y trouve." in looked
    assert (before.choice, before.alarm, before.chosen_at) == ({}, 0, None)
    assert saved.status_code == 302
    assert after.alarm == 120
    assert after.taste == Taste(
        without_kinds=tuple(sorted({"training", "apero", "peer_exchange", "celebration", "outing"})),
        without_dates=(dates["Atelier"].pk,),
    )
    assert f'name="date" value="{dates["Atelier"].pk}">' in shown
    assert f'name="date" value="{dates["De ma promotion"].pk}" checked>' in shown
    assert titles(link) == {"De ma promotion"}


def test_a_reminder_that_is_not_of_the_list_is_refused_and_nothing_ticked_is_lost(link, dates, signed_in):
    refused = signed_in("mentor").post(PAGE.format(link.pk), {"genre": ["lunch"], "rappel": "7"})

    assert refused.status_code == 422
    assert "un des rappels de la liste" in refused.content.decode()
    assert 'value="lunch" checked' in refused.content.decode()
    assert 'value="apero" checked' not in refused.content.decode()
    assert CalendarLink.objects.get().choice == {}


def test_the_list_of_links_says_what_each_is(link, cast, now, signed_in):
    plain = signed_in("mentor").get("/fr/agenda/mes-liens/").content.decode()
    choose(cast, link, now, alarm=60, without_kinds=("lunch",))
    chosen = signed_in("mentor").get("/fr/agenda/mes-liens/").content.decode()

    assert "Avec tout ce qui vous concerne." in plain
    assert "Avec ce que vous avez choisi." in chosen
    assert "1 heure avant" in chosen


def test_whoever_has_another_link_does_not_choose_for_this_one(link, cast, now, signed_in):
    browser = signed_in("other_mentor")

    assert browser.get(PAGE.format(link.pk)).status_code == 404
    assert browser.post(PAGE.format(link.pk), {"rappel": "60"}).status_code == 404
    assert CalendarLink.objects.get().chosen_at is None


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("minutes", "before"), [(60, -HOUR), (1440, -DAY)])
def test_all_readers_read_the_reminder_of_what_one_is_expected_at(
    link, dates, cast, now, tmp_path, reader, minutes, before
):
    register(actor=cast.mentor, event_id=dates["Atelier"].pk, mode="in_person", now=now)
    choose(cast, link, now, alarm=minutes)

    found = alarms_of(reader, Client().get(link.feed).content, tmp_path)

    days = {title: alarms for title, alarms in found.items() if title.startswith("Jour")}
    assert len(days) == 4
    assert set(map(tuple, days.values())) == {(before,)}
    assert {title: alarms for title, alarms in found.items() if title not in days} == {
        "Atelier": [before],
        "De ma promotion": [],
        "De mon antenne": [],
    }


def test_it_reminds_of_no_line_no_seat_given_back_and_nothing_cancelled(link, cast, now):
    choose(cast, link, now, alarm=30)
    event = add(cast, now, seats_in_person=1)
    other = register(actor=cast.other_mentor, event_id=event.pk, mode="in_person", now=now)
    mine = register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now, wait=True)
    counts = [Client().get(link.feed).content.count(b"TRIGGER:-PT30M")]
    for act in (
        lambda: withdraw(actor=None, registration_id=other.pk, now=now),
        lambda: register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now),
        lambda: cancel_event(actor=cast.coordinator, event_id=event.pk, now=now),
    ):
        act()
        counts.append(Client().get(link.feed).content.count(b"TRIGGER:-PT30M"))

    assert Registration.objects.get(pk=mine.pk).state == "confirmed"
    assert counts == [4, 4, 5, 4]


def test_whoever_leaves_a_promotion_is_not_reminded_of_its_days(link, cast, now, clock):
    choose(cast, link, now, alarm=60)
    rang = Client().get(link.feed).content.count(b"BEGIN:VALARM")
    clock.shift(60)
    membership = Membership.objects.get(person=cast.mentor)
    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=timezone.now())

    assert rang == 4
    assert b"VALARM" not in Client().get(link.feed).content


def test_the_bytes_are_steady_and_each_device_has_its_own(link, cast, now, clock, django_assert_max_num_queries):
    _other, secret = open_link(actor=cast.mentor, name="Ordinateur", now=now)
    plain = Client().get(f"/agenda/moi/{secret}.ics")
    had = Client().get(link.feed)
    choose(cast, link, now, alarm=60)
    clock.shift(90)

    first = Client().get(link.feed, headers={"If-None-Match": had["ETag"]})
    second = Client().get(link.feed)
    KEPT_EVENTS.clear()
    KEPT_FEEDS.clear()
    rebuilt = Client().get(link.feed)
    with django_assert_max_num_queries(2):
        by_tag = Client().get(link.feed, headers={"If-None-Match": first["ETag"]})

    assert (had.status_code, first.status_code, by_tag.status_code) == (200, 200, 304)
    assert first.content == second.content == rebuilt.content
    assert first.content != had.content
    assert Client().get(f"/agenda/moi/{secret}.ics").content == plain.content
    assert b"VALARM" not in plain.content


def test_the_same_choice_again_moves_nothing(link, cast, now):
    choose(cast, link, now, alarm=60)
    choose(cast, link, now + HOUR, alarm=60)

    assert CalendarLink.objects.get().chosen_at == now


def test_the_team_sees_the_promotions_of_its_branch_ticked_and_can_leave_one_out(dates, cast, now, clock, signed_in):
    made, secret = open_link(actor=cast.coordinator, name="Ordinateur", now=now)
    made.feed = f"/agenda/moi/{secret}.ics"
    desk, page, box = signed_in("coordinator"), PAGE.format(made.pk), f'name="promotion" value="{cast.promotion.pk}"'
    kinds = {
        "genre": ["training", "workshop", "apero", "lunch", "peer_exchange", "celebration", "outing"],
        "maison": "1",
        "rappel": "0",
    }
    lille = {**kinds, "antenne": [cast.branches["lille"].pk]}

    fresh = desk.get(page).content.decode()
    desk.post(page, {**lille, "promotion": [cast.promotion.pk]})
    untouched = CalendarLink.objects.get().choice
    desk.post(page, lille)
    without = titles(made)
    left_out = desk.get(page).content.decode()
    desk.post(page, kinds)
    desk.post(page, lille)

    assert f"{box} checked" in fresh and box in left_out and f"{box} checked" not in left_out
    assert untouched == {} and without == {"De mon antenne", "Atelier"}
    assert titles(made) == {"De mon antenne", "Atelier", "De ma promotion"}
