"""The life of a promotion: what it is called when, archived and opened again by its team, and that nobody is shut out."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.phases import archive_promotion, reopen_promotion
from community.actions.posts import write_post
from community.actions.promotions import add_to_roster, carry_out_memberships, enrol
from community.actions.reading import mark_read
from community.actions.rooms import RoomRefusal
from community.models import Discussion, Membership, Post, Promotion, Room
from community.phases import Phase, last_word, phase_of
from community.topics import RoomTopic
from hub.db import write
from hub.live.commands import new_cid
from hub.models import Entry, LogEvent
from tests.cast import person


@pytest.fixture
def say(cast, now):
    def one(who="mentor", body="Bonjour", at=now):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": at}
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, **facts).target)

    return one


@pytest.fixture
def page(cast):
    return f"/fr/promotion/{cast.promotion.pk}/"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def phase(cast, now):
    promotion = Promotion.objects.select_related("room").get(pk=cast.promotion.pk)
    return phase_of(promotion, last_word(promotion), now)


def test_a_promotion_goes_from_training_to_alumni_to_calm_and_back(cast, say, now):
    trained = Promotion.objects.get(pk=cast.promotion.pk).trained_at
    assert phase(cast, now) == Phase.TRAINING
    assert phase(cast, now + timedelta(days=30)) == Phase.CALM, "founded 30 days ago, and silent"

    say(at=trained)
    assert phase(cast, trained) == Phase.ALUMNI
    assert phase(cast, trained + timedelta(days=60)) == Phase.CALM
    say(at=trained + timedelta(days=60))
    assert phase(cast, trained + timedelta(days=61)) == Phase.ALUMNI


def test_archived_and_opened_again_nobody_loses_access(clock, cast, signed_in, say, page, now):
    say(body="À garder")
    room = f"/fr/salon/{cast.promotion.room_id}/"
    before = Membership.objects.count()
    team = signed_in("referent")

    assert "Personne ne perd l’accès" in text(team.get(page + "archive/"))
    for _ in range(2):
        team.post(page + "archive/", {"act": "archive"})
    assert phase(cast, now) == Phase.ARCHIVED
    assert "À garder" in text(signed_in("mentor").get(room)) and "n’a perdu l’accès" in text(
        signed_in("mentor").get(page)
    )
    with pytest.raises(RoomRefusal):
        say()
    for _ in range(2):
        team.post(page + "archive/", {"act": "reopen"})
    say()

    assert Membership.objects.count() == before
    events = list(LogEvent.objects.filter(kind="phase").order_by("seq"))
    assert [one.actor_id for one in events] == [cast.referent.pk] * 2
    assert [one.data["archived"] for one in RoomTopic().payloads(events)] == [False, False], "as it is now"
    verbs = Entry.objects.filter(target_type="community.room").order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["room.archived", "room.opened"]


def test_messages_of_an_archived_room_can_still_be_reported_and_hidden(clock, cast, signed_in, say, page, now):
    own, other = say(), say("referent")
    signed_in("referent").post(page + "archive/", {"act": "archive"})
    room = f"/fr/salon/{cast.promotion.room_id}/"
    ways = {post.pk: f"{room}messages/{post.pk}/actes/" for post in (own, other)}

    shown = {who: text(signed_in(who).get(room)) for who in ("mentor", "referent")}

    assert [ways[own.pk] in shown["mentor"], ways[other.pk] in shown["mentor"]] == [False, True]
    assert "Signaler ce message" in text(signed_in("mentor").get(ways[other.pk]))
    assert all(way in shown["referent"] for way in ways.values())
    assert "Masquer ce message" in text(signed_in("referent").get(ways[own.pk]))
    assert signed_in("mentor").get(f"{page}cafe/").status_code == 404


@pytest.mark.parametrize(
    ("who", "code"), [("mentor", "forbidden"), ("trainer", "forbidden"), ("other_mentor", "not_found")]
)
def test_only_the_team_archives(cast, now, who, code):
    for act in (archive_promotion, reopen_promotion):
        with pytest.raises(RoomRefusal) as refusal:
            act(actor=cast.people[who], room_id=cast.promotion.room_id, now=now)
        assert refusal.value.code == code

    assert Room.objects.get(pk=cast.promotion.room_id).archived_at is None


def test_a_calm_promotion_gives_its_team_ideas_and_its_members_none(clock, cast, signed_in, page):
    clock.shift(40 * 86400)

    assert "depuis 60 jours" in text(signed_in("referent").get(page))
    assert "depuis 60 jours" not in text(signed_in("mentor").get(page))


def test_silence_is_told_by_dates_and_never_by_words(clock, cast, signed_in, say, page, now):
    for name in ("stranger", "other_mentor"):
        with write():
            enrol(actor=None, promotion=cast.promotion, person=cast.people[name], role="mentor", now=now)
    say("mentor", "Tournesol")
    discussion = Discussion.objects.get(room=cast.promotion.room_id, title="")
    clock.shift(31 * 86400)
    late = now + timedelta(days=31)
    mark_read(actor=cast.stranger, room_id=discussion.room_id, places={discussion.pk: 10**6}, now=late)
    say("mentor", "Tournesol", late - timedelta(days=29))
    with write():
        new = person("newcomer")
        enrol(actor=None, promotion=cast.promotion, person=new, role="mentor", now=late - timedelta(days=1))
    team = signed_in("coordinator")

    month, two = text(team.get(page + "nouvelles/")), text(team.get(page + "nouvelles/?jours=60"))

    assert month.index("Other Mentor Durand") < month.index("Stranger Durand"), "who gave no sign comes first"
    assert "n’a pas encore écrit" in month and "aujourd’hui" in month and "n’a pas encore lu" in month
    assert "Mentor Durand" not in month.replace("Other Mentor Durand", "") and "Tournesol" not in month
    assert "2 autres personnes ont écrit depuis, ou viennent d’arriver." in month
    assert "Personne à appeler" in two
    assert signed_in("mentor").get(page + "nouvelles/").status_code == 404


def test_the_list_of_silent_ones_asks_no_more_for_more(clock, cast, signed_in, page, now):
    team, counts = signed_in("referent"), []
    for names in (["stranger"], ["other_mentor", "trainer", "editor"]):
        for name in names:
            with write():
                enrol(actor=None, promotion=cast.promotion, person=cast.people[name], role="mentor", now=now)
        clock.shift(86400 * 31)
        with CaptureQueriesContext(connection) as queries:
            team.get(page + "nouvelles/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_a_godparent_is_asked_for_a_first_word_shown_and_gone_after_eight_weeks(clock, cast, signed_in, now, page):
    facts = {"actor": cast.coordinator, "promotion_id": cast.promotion.pk, "person": cast.stranger, "now": now}
    first, again = add_to_roster(role="godparent", **facts), add_to_roster(role="godparent", **facts)
    room = f"/fr/salon/{cast.promotion.room_id}/"
    browser = signed_in("stranger")
    assert first.pk == again.pk and first.ends_at == now + timedelta(weeks=8)
    assert "Écrire le premier mot" in text(browser.get("/fr/espace/"))

    browser.post(room + "messages/", {"body": "Bienvenue", "cid": new_cid()})

    assert "Écrire le premier mot" not in text(browser.get("/fr/espace/"))
    assert "marraine ou parrain" in text(browser.get("/fr/espace/")).lower()
    assert "Marraine ou parrain</span>" in text(signed_in("mentor").get(room)).split("<template")[0]
    assert "marraine ou parrain" in text(signed_in("mentor").get(page))
    event = signed_in("mentor").get(f"/live/log/{cast.promotion.room.key}/?after=0.").json()["events"][-1]
    assert event["by"]["role"] == "godparent"
    clock.shift(8 * 7 * 86400)
    carry_out_memberships(now=now + timedelta(weeks=8))
    assert browser.get(room).status_code == 404
    assert LogEvent.objects.filter(kind="member.del", target=cast.stranger.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_race_two_of_the_team_archive_at_once(cast, now, together):
    team = (cast.referent, cast.coordinator)

    together(lambda number: archive_promotion(actor=team[number], room_id=cast.promotion.room_id, now=now), 2)

    assert LogEvent.objects.filter(kind="phase").count() == 1
