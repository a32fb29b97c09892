"""The discussion of an event on pages: opened, found, written in, reported, closed; and no mail of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.actions.reports import report_post
from community.actions.rooms import RoomRefusal
from community.models import Report, Room
from events.actions.rooms import archive_talks
from events.models import Event
from hub.live.commands import new_cid
from hub.models import LogEvent, Notice
from tests.events.test_feeds import add


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_only_the_team_opens_it_and_only_once(clock, cast, now, signed_in):
    made = add(cast, now)
    page = f"/fr/equipe/agenda/{made.pk}/"
    codes = [signed_in(who).post(f"{page}discussion/").status_code for who in ("mentor", "far_coordinator")]
    desk = signed_in("coordinator")
    asked = text(desk.get(page))
    answers = [desk.post(f"{page}discussion/") for _ in range(2)]
    room = Event.objects.get(pk=made.pk).room_id

    assert (codes, "Ouvrir une discussion" in asked) == ([404, 404], True)
    assert {answer.url for answer in answers} == {f"/fr/salon/{room}/"}
    assert Room.objects.filter(event=made.pk).count() == 1 and not Notice.objects.exists()
    assert "Ouvrir une discussion" not in text(desk.get(page)) and f"/salon/{room}/" in text(desk.get(page))
    Event.objects.filter(pk=made.pk).update(room=None, kind="training")
    refused = desk.post(f"{page}discussion/")
    assert refused.status_code == 422 and "Aucune discussion" in text(refused)


def test_from_the_event_to_the_message_and_back_in_words(event, cast, sit, say, signed_in):
    sit(cast.mentor)
    sit(cast.other_mentor)
    say(cast.other_mentor)
    page, room, browser = f"/fr/agenda/{event.pk}/", f"/fr/salon/{event.room_id}/", signed_in("mentor")

    shown, home, talk = (text(browser.get(path)) for path in (page, "/fr/espace/", room))
    others = [text(client.get(page)) for client in (Client(), signed_in("stranger"))]
    posted = browser.post(f"{room}messages/", {"body": "Moi, trois places", "cid": new_cid()})

    assert "Discussion : 1 nouveau message" in shown and f"{room}#new" in shown
    assert "Discussions de mes dates" in home and "1 nouveau message" in home and f"{room}#new" in home
    assert "Qui vient en voiture ?" in talk and f'href="{page}"' in talk and "album" in talk
    assert "Proposer des dates" not in talk and "@Paul" not in talk
    assert posted.status_code == 303 and all(room not in one for one in others)
    assert [signed_in("stranger").get(room).status_code, Client().get(room).status_code] == [404, 302]


@pytest.mark.parametrize("path", ["sondages/", "annonces/", "pour/", "avant/"])
def test_what_is_a_promotion_s_alone_is_not_there(event, signed_in, path):
    assert signed_in("coordinator").get(f"/fr/salon/{event.room_id}/{path}").status_code == 404


def test_what_rooms_share_is_there(event, cast, sit, say, signed_in):
    sit(cast.mentor)
    post = say(cast.mentor)
    desk, room = signed_in("coordinator"), f"/fr/salon/{event.room_id}/"
    ways = ["discussions/", "questions/", "autour/", "photos/", f"{post.discussion_id}/ordre/"]
    ways += [f"messages/{post.pk}/{one}" for one in ("actes/", "fragment/", "masquer/", "epingler/", "signaler/")]

    codes = {way: desk.get(room + way).status_code for way in ways}
    found = text(desk.get("/fr/recherche/", {"mots": "voiture", "du": "2026"}))

    assert set(codes.values()) == {200}, codes
    assert event.title in found


def test_nobody_gets_a_mail_of_it(event, cast, sit, say):
    sit(cast.mentor)
    sit(cast.other_mentor)
    before = Notice.objects.count()

    named = say(cast.mentor, body="@Other et @tous, bonjour")
    told = say(cast.coordinator, body="@tous : la salle change")

    assert Notice.objects.count() == before
    assert not named.more and "<b>" not in told.html


def test_a_report_goes_to_who_coordinates_the_branch(event, cast, sit, say, now, signed_in):
    sit(cast.mentor)
    sit(cast.other_mentor)
    report_post(actor=cast.other_mentor, post_id=say(cast.mentor).pk, reason="hurtful", now=now)
    report = Report.objects.get()

    assert (report.level, report.room_id) == ("coordinator", event.room_id)
    assert Notice.objects.filter(kind="report.filed").get().person == cast.coordinator
    assert event.title in text(signed_in("coordinator").get(f"/fr/equipe/signalements/{report.pk}/"))
    assert event.title in text(signed_in("coordinator").get("/fr/equipe/"))


def test_it_is_for_reading_a_month_after_the_end(event, cast, sit, say, clock, signed_in):
    sit(cast.mentor)
    say(cast.mentor)
    clock.move_to(event.ends_at + timedelta(days=29))
    early = archive_talks(now=timezone.now())
    clock.move_to(event.ends_at + timedelta(days=31))

    late = [archive_talks(now=timezone.now()) for _ in range(2)]

    assert (early, late, LogEvent.objects.latest("pk").kind) == (0, [1, 0], "phase")
    with pytest.raises(RoomRefusal) as refused:
        say(cast.mentor)
    assert refused.value.code == "archived"
    page = text(signed_in("mentor").get(f"/fr/salon/{event.room_id}/"))
    assert "Cette discussion est terminée" in page and "Qui vient en voiture ?" in page
    assert "Discussions de mes dates" not in text(signed_in("mentor").get("/fr/espace/"))
