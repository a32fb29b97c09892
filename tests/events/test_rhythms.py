"""How often a series comes back: the days of every rhythm, holidays per country, and the clock on the wall."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from events.actions.schedule import instant, on_day
from events.rhythms import Rhythm, expand, name_holidays, say_rhythm

ZONES = ("Europe/Paris", "Europe/Brussels", "Europe/Amsterdam")
THURSDAY = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("rhythm", "first", "days"),
    [
        ("week", THURSDAY, ["2026-12-03", "2026-12-10", "2026-12-17", "2026-12-24", "2026-12-31", "2027-01-07"]),
        ("fortnight", THURSDAY, ["2026-12-03", "2026-12-17", "2026-12-31"]),
        ("first", THURSDAY, ["2026-12-03", "2027-01-07"]),
        ("second", THURSDAY, ["2026-12-10"]),
        ("third", date(2026, 12, 17), ["2026-12-17"]),
        ("fourth", THURSDAY, ["2026-12-24"]),
        ("last", THURSDAY, ["2026-12-31"]),
        ("day", THURSDAY, ["2026-12-03", "2027-01-03"]),
    ],
)
def test_each_rhythm_gives_the_days_people_expect(rhythm, first, days):
    assert [day.isoformat() for day in expand(rhythm, first, date(2027, 1, 9))] == days


def test_the_thirty_first_is_the_last_day_of_a_shorter_month():
    found = expand("day", date(2027, 1, 31), date(2027, 4, 30))

    assert found == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


@pytest.mark.parametrize(
    ("country", "day", "names"),
    [
        ("FR", date(2027, 5, 6), {"fr": "Ascension", "en": "Ascension Day"}),
        ("BE", date(2027, 7, 21), {"fr": "Fête nationale", "nl": "Nationale feestdag"}),
        ("NL", date(2027, 4, 27), {"nl": "Koningsdag", "fr": "Koningsdag"}),
    ],
)
def test_holidays_are_those_of_the_country_in_a_language_that_is_read_there(country, day, names):
    for language, name in names.items():
        with override(language):
            found = name_holidays([day, day + timedelta(days=1)], country)

        assert [one.holiday for one in found] == [name, ""]


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ("first", ("chaque premier jeudi du mois", "elke eerste donderdag van de maand")),
        ("fortnight", ("un jeudi sur deux", "om de twee weken op donderdag")),
        ("day", ("le 3 de chaque mois", "elke maand op de 3e")),
    ],
)
def test_a_rhythm_is_said_in_words(rhythm, words):
    said = []
    for language in ("fr", "nl"):
        with override(language):
            said.append(say_rhythm(rhythm, THURSDAY).replace("\xa0", " "))

    assert tuple(said) == words


@given(
    rhythm=st.sampled_from(Rhythm.values),
    first=st.dates(date(2025, 1, 1), date(2035, 12, 31)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 26 * 60),
    zone=st.sampled_from(ZONES),
)
def test_the_clock_on_the_wall_stays_the_same_over_every_change_of_clocks(rhythm, first, at, minutes, zone):
    start = datetime.combine(first, at)
    walls = (start.strftime("%Y-%m-%dT%H:%M"), (start + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M"))

    days = expand(rhythm, first, first + timedelta(days=548))

    assert days == sorted(set(days))
    for day in days:
        begins, ends = on_day(day, *walls)
        shown = instant(begins, zone).astimezone(ZoneInfo(zone))
        assert begins == f"{day.isoformat()}T{walls[0][11:]}"
        assert ends[11:] == walls[1][11:]
        # Where clocks skip the hour in March, what is shown is an hour later that one night; else it is what was asked.
        assert shown.strftime("%Y-%m-%dT%H:%M") == begins or (day.month, at.hour, shown.hour) == (3, 2, 3)
        assert datetime.fromisoformat(ends) - datetime.fromisoformat(begins) == timedelta(minutes=minutes)


@given(rhythm=st.sampled_from(Rhythm.values), first=st.dates(date(2025, 1, 1), date(2035, 12, 31)))
def test_a_rhythm_keeps_its_weekday_and_its_place_in_the_month(rhythm, first):
    days = expand(rhythm, first, first + timedelta(days=400))

    if rhythm == "day":
        assert all(day.day == first.day or (day + timedelta(days=1)).day == 1 for day in days)
        assert len(days) >= 13
        return
    assert {day.weekday() for day in days} <= {first.weekday()}
    if rhythm == "last":
        assert all((day + timedelta(days=7)).month != day.month for day in days)
    elif rhythm not in {"week", "fortnight"}:
        place = ["first", "second", "third", "fourth"].index(rhythm)
        assert all((day.day - 1) // 7 == place for day in days)
