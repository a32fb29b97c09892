"""What the paths of the matrix are filled with: something of every kind, made with the cast."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing

from cms.actions.apply import apply
from cms.links import status_path
from cms.models import Application, CallPage, ResourcePage
from cms.views.calls import THANKS
from community.actions.announcements import NewAnnouncement
from community.actions.archives import lay_out, take_over
from community.actions.discussions import open_discussion
from community.actions.files import Named, NewFiles
from community.actions.home import note_absence
from community.actions.names import note_name
from community.actions.polls import NewPoll
from community.actions.posts import write_post
from community.actions.reports import report_post
from community.actions.uploads import take_in
from community.models import Archive, Membership, PollOption, Post
from community.whatsapp.parse import Message
from events.actions.desk import Caller, register_caller
from events.actions.links import open_link
from events.actions.proposals import Wish, propose
from events.actions.series_seats import register_series
from events.models import Event
from events.notices import seat_link, square_link
from hub.links import seal
from hub.live.commands import new_cid
from hub.models import Notice
from tests.cms.library import fill
from tests.cms.places import mailed
from tests.community.pictures import picture
from tests.events.series import plan_apero
from tests.stage import recall


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


def away(cast, now) -> int:
    """The référent is, for two weeks."""
    day = now.date()
    facts = {"person_id": cast.referent.pk, "starts_on": day, "back_on": day + timedelta(days=14), "stand_in_id": None}
    return note_absence(actor=cast.coordinator, now=now, **facts).pk


def two_alike(cast, now, answers) -> dict[str, Any]:
    """Two applications that may be of one person, and the links that the first got."""
    for email in ("elodie@mail.example", "elodie.o@mail.example"):
        apply(call_id=cast.call.pk, answers=answers(email=email), language="fr", flagged=False, now=now)
    application, twin = Application.objects.order_by("pk")
    return {
        "application": application.pk,
        "twin": twin.pk,
        "status": status_path(application),
        "seat": "/" + seat_link(application.registration).split("/", 3)[3],
        "square": "/" + square_link(application.registration).split("/", 3)[3],
    }


@pytest.fixture
def places(clock, cast, now, answers) -> dict[str, Any]:
    """What the matrix's paths are filled with."""
    return recall("places", lambda: lay_out_places(cast, now, answers))


def lay_out_places(cast, now, answers) -> dict[str, Any]:
    """Something of every kind, by the actions."""
    applied = two_alike(cast, now, answers)
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
        "absence": away(cast, now),
        "known_name": note_name(actor=cast.mentor, first_name="Yanis", last_name="Benali", now=now).pk,
        "day": day.pk,
        "day_uid": day.uid,
        **shelved(cast),
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
        "call_page": CallPage.objects.get(locale__language_code="fr").pk,
        **applied,
        **proposed(cast, now),
        **mailed(cast, now),
        "thanks": f"/fr/merci/{signing.dumps(facts, salt=THANKS, compress=True)}/",
    }


def shelved(cast) -> dict[str, Any]:
    """A paper and a sheet of the library, and those that an application's link opens."""
    shelves = fill(cast)
    ResourcePage.objects.filter(pk=shelves["trained"].page.pk).update(keeper=cast.other_mentor)
    return {
        "paper": shelves["promotion"].paper.url,
        "kept": shelves["trained"].page.pk,
        "sheet": shelves["branch"].page.pk,
        "prepared": shelves["applicants"].page.pk,
        "prepared_paper": shelves["applicants"].paper.url.removeprefix("/documents/"),
    }


def proposed(cast, now) -> dict[str, Any]:
    """A date that the mentor proposes, and the link in the mail to who coordinates."""
    wish = Wish(cast.branches["lille"].pk, "apero", "2026-12-10T18:30", "Café", "")
    made = propose(actor=cast.mentor, wish=wish, cid=new_cid(), now=now)
    notice = Notice.objects.get(kind="event.proposed", target_id=made.pk)
    return {"proposal": made.pk, "agree": f"/accord/{seal('proposal', notice.pk)}/"}


def taken_over(cast, now) -> Archive:
    """A conversation of before, with one author, whom the mentor is."""
    said = [Message(1, datetime(2026, 10, 12, 8, 0), "Mentor", "Bonjour")]
    archive = lay_out(actor=cast.referent, room_id=cast.promotion.room_id, messages=said, now=now)
    members = {archive.authors.get().pk: cast.mentor.pk}
    how = "Dans le groupe, tous d’accord."
    return take_over(
        actor=cast.referent, archive_id=archive.pk, members=members, told_on=now.date(), told_how=how, now=now
    )
