"""The figures that a page shows are those of the ledger: each beside plain SQL, on an association that has lived a year."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.utils import timezone

from cms.figures import FIGURES
from cms.models import HomePage
from community.actions.promotions import enrol
from community.models import Membership
from events.models import Event, Registration
from hub.db import write
from tests.cast import person

SQL = {
    "active_mentors": """
        SELECT count(DISTINCT person_id) FROM community_membership
        WHERE role = 'mentor' AND starts_at <= %(now)s AND (ends_at IS NULL OR ends_at > %(now)s)""",
    "trained_mentors": """
        SELECT count(DISTINCT one.person_id) FROM community_membership AS one
        JOIN community_promotion AS promotion ON promotion.id = one.promotion_id
        WHERE one.role = 'mentor' AND promotion.trained_at <= %(now)s AND one.starts_at <= %(now)s""",
    "promotions": "SELECT count(*) FROM community_promotion WHERE trained_at <= %(now)s",
    "branches": "SELECT count(*) FROM hub_branch",
    "countries": "SELECT count(DISTINCT country) FROM hub_branch",
    "events_held": """
        SELECT count(*) FROM events_event
        WHERE status = 'published' AND ends_at <= %(now)s AND ends_at > %(year_ago)s""",
    "attendances": """
        SELECT count(*) FROM events_registration AS one JOIN events_event AS event ON event.id = one.event_id
        WHERE one.attendance = 'present' AND event.ends_at <= %(now)s AND event.ends_at > %(year_ago)s""",
}


@pytest.fixture
def lived(cast, now, clock):
    """Half a year later: a trained promotion of nine, one of whom has left; sessions held, one cancelled, one too old."""
    for number in range(8):
        with write():
            enrol(actor=None, promotion=cast.promotion, person=person(f"une_{number}"), role="mentor", now=now)
    Membership.objects.filter(person__email__startswith="une_0").update(ends_at=now + timedelta(days=90))
    mentors = [one.person for one in Membership.objects.mentors().filter(promotion=cast.promotion).order_by("pk")]
    came, absent = mentors[:6], mentors[6:]
    first, cancelled, *_others = cast.sessions
    for marked, people in (("present", came), ("absent", absent)):
        for who in people:
            facts = {
                "mode": "in_person",
                "state": "confirmed",
                "attendance": marked,
                "created_at": now,
                "modified_at": now,
            }
            Registration.objects.create(event=first, person=who, **facts)
    Event.objects.filter(pk=cancelled.pk).update(status="cancelled")
    clock.shift(timedelta(days=180))
    return timezone.now()


def asked(key, at):
    """What the database answers to plain SQL."""
    with connection.cursor() as cursor:
        stored = connection.ops.adapt_datetimefield_value
        cursor.execute(SQL[key], {"now": stored(at), "year_ago": stored(at - timedelta(days=365))})
        return cursor.fetchone()[0]


def shown():
    """[number] of the block, in its order."""
    page = BeautifulSoup(Client().get("/fr/").content, "html.parser")
    return [int(re.sub(r"\D", "", one.text)) for one in page.select("main .nums dt")]


def test_each_figure_of_the_block_is_what_plain_sql_counts(lived):
    home = HomePage.objects.get(locale__language_code="fr")
    home.body = [("figures", {"counted": [{"figure": key} for key in FIGURES]})]
    home.save_revision().publish()
    counted = {key: asked(key, lived) for key in FIGURES}

    assert shown() == list(counted.values())
    assert all(counted.values())
    assert (counted["trained_mentors"] - counted["active_mentors"], counted["attendances"]) == (1, 6)


def test_a_year_later_what_is_over_is_counted_no_more(lived, clock):
    before = asked("events_held", lived), asked("attendances", lived)
    clock.shift(timedelta(days=366))
    later = timezone.now()

    assert min(before) > 0
    assert (asked("events_held", later), asked("attendances", later)) == (0, 0)
    counts = {key: FIGURES[key].count(later) for key in ("events_held", "attendances")}
    assert counts == {"events_held": 0, "attendances": 0}
