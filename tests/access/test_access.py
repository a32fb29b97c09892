"""Walks the site's own map: an address that the matrix does not list is a failure."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLResolver

from cms.actions.apply import apply
from cms.links import status_path
from cms.models import Application
from cms.views.calls import THANKS
from community.actions.announcements import NewAnnouncement
from community.actions.archives import lay_out, take_over
from community.actions.discussions import open_discussion
from community.actions.files import Named, NewFiles
from community.actions.polls import NewPoll
from community.actions.posts import write_post
from community.actions.reports import report_post
from community.actions.uploads import take_in
from community.models import Archive, Membership, PollOption, Post
from community.whatsapp.parse import Message
from events.actions.desk import Caller, register_caller
from events.actions.links import open_link
from events.actions.series_seats import register_series
from events.models import Event
from events.notices import seat_link
from hub.live.commands import new_cid
from hub.live.topics import may_read
from hub.parts import parts
from tests.access.matrix import CODES, GROUPS, ROUTES, TOPICS, WHO
from tests.cms.library import fill
from tests.community.pictures import picture
from tests.events.series import plan_apero

# Written by reads on purpose (architecture: sessions' expiry, and the tables of the test itself).
MAY_CHANGE = {"django_session"}


def walk(resolver: Any, prefix: str = "") -> list[str]:
    """Every route below a resolver; a library's group counts once, by its prefix."""
    found = []
    for pattern in resolver.url_patterns:
        part = "fr/" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        route = prefix + part
        if route in GROUPS:
            found.append(route)
        elif isinstance(pattern, URLResolver):
            found += walk(pattern, route)
        else:
            found.append(route)
    return found


def send_photo(cast, now):
    """The mentor's, under a message in the room of their promotion."""
    facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "now": now}
    upload = take_in(uid=uuid4(), name="a.jpg", data=picture(width=40, height=30), **facts)
    write_post(body="", cid=new_cid(), parts=[NewFiles([Named(upload.uid)])], **facts)
    return upload


def said_with_parts(cast, now) -> dict[str, int]:
    """A poll of the mentor's, and an announcement of the référent's."""
    facts = {"room_id": cast.promotion.room_id, "now": now}
    dates = NewPoll(starts=("2026-12-01T12:00", "2026-12-03T18:30"))
    asked = write_post(actor=cast.mentor, body="Quand ?", cid=new_cid(), parts=[dates], **facts)
    told = write_post(actor=cast.referent, body="Avis", cid=new_cid(), parts=[NewAnnouncement(asks=True)], **facts)
    return {"poll": asked.target, "news": told.target, "option": PollOption.objects.order_by("pk")[0].pk}


@pytest.fixture
def places(clock, cast, now, answers) -> dict[str, Any]:
    """What the matrix's paths are filled with."""
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    facts = {"c": cast.call.pk, "e": cast.sessions[0].pk, "m": "in_person", "w": 0}
    room = cast.promotion.room_id
    written = open_discussion(actor=cast.mentor, room_id=room, title="Un sujet", body="Bonjour", cid=new_cid(), now=now)
    post = Post.objects.get(pk=written.target)
    day = Event.objects.filter(promotion=cast.promotion).order_by("pk")[0]
    register_series(actor=cast.mentor, event_id=(series := plan_apero(cast, now)[0].pk), mode="in_person", now=now)
    archive = taken_over(cast, now)
    return {
        "archive": archive.pk,
        "archived_author": archive.authors.get().pk,
        "series": series,
        "link": open_link(actor=cast.mentor, name="Téléphone", now=now)[0].pk,
        "day": day.pk,
        "day_uid": day.uid,
        "paper": fill(cast)["promotion"].paper.url,
        "held": register_caller(
            actor=cast.coordinator, event_id=day.pk, caller=Caller("Odile", "Martin", "", ""), mode="in_person", now=now
        ).pk,
        "report": report_post(actor=cast.trainer, post_id=post.pk, reason="hurtful", now=now).pk,
        "topic": f"room:{room}",
        "mentor": cast.mentor.pk,
        "promotion": f"/fr/promotion/{cast.promotion.pk}/",
        "room": f"/fr/salon/{room}/",
        "discussion": post.discussion_id,
        "post": post.pk,
        **said_with_parts(cast, now),
        "upload": send_photo(cast, now).uid,
        "membership": Membership.objects.get(person=cast.mentor).pk,
        "call": cast.call.pk,
        "status": status_path(Application.objects.get()),
        "seat": "/" + seat_link(Application.objects.get().registration).split("/", 3)[3],
        "thanks": f"/fr/merci/{signing.dumps(facts, salt=THANKS, compress=True)}/",
    }


def taken_over(cast, now) -> Archive:
    """A conversation of before, with one author, whom the mentor is."""
    said = [Message(1, datetime(2026, 10, 12, 8, 0), "Mentor", "Bonjour")]
    archive = lay_out(actor=cast.referent, room_id=cast.promotion.room_id, messages=said, now=now)
    members = {archive.authors.get().pk: cast.mentor.pk}
    how = "Dans le groupe, tous d’accord."
    return take_over(
        actor=cast.referent, archive_id=archive.pk, members=members, told_on=now.date(), told_how=how, now=now
    )


def rows() -> dict[str, int]:
    """How many rows each table holds, and the newest key of each."""
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in MAY_CHANGE:
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own names
                counts[table] = cursor.fetchone()[0]
    return counts


def test_every_address_is_in_the_matrix():
    assert sorted(set(walk(get_resolver()))) == sorted([*ROUTES, *GROUPS])


def test_every_live_topic_is_in_the_matrix():
    assert {topic.__name__ for topic in parts("live_topics")} == set(TOPICS)


@pytest.mark.parametrize("who", WHO[1:])
def test_which_topics_each_person_reads(who, places, cast, clock):
    index = WHO.index(who)

    wrong = {
        name: row[index]
        for name, (key, row) in TOPICS.items()
        if may_read(cast.people[who], key.format(**places)) is not (row[index] == "o")
    }

    assert wrong == {}


@pytest.mark.parametrize("who", WHO)
def test_what_each_person_is_answered(who, places, cast, signed_in):
    browser = Client() if who == "anonymous" else signed_in(who)
    index = WHO.index(who)
    table = {**GROUPS, **ROUTES}

    wrong = {
        route: (status, row[index])
        for route, (path, row) in table.items()
        if (status := browser.get(path.format(**places)).status_code) not in CODES[row[index]]
    }

    assert wrong == {}


def test_no_get_writes_anything(places, signed_in):
    browser = signed_in("admin")
    before = rows()

    for path, _row in ROUTES.values():
        browser.get(path.format(**places))

    assert rows() == before


def test_every_answer_outside_the_admin_carries_the_strict_policy(places, signed_in):
    for path, _row in ROUTES.values():
        answer = signed_in("mentor").get(path.format(**places))
        assert "unsafe" not in answer["Content-Security-Policy"], path
        assert answer["X-Content-Type-Options"] == "nosniff", path


def test_no_cookie_before_sign_in(places):
    with_cookie = {
        route
        for route, (path, _row) in ROUTES.items()
        if Client().get(path.format(**places)).cookies and not route.startswith("fr/connexion")
    }

    assert with_cookie == set()
