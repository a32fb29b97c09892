"""Announcements: who makes them, who has seen them, and the reminder that leaves once a day."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.db import close_old_connections, connection
from django.utils import timezone

from community.actions.announcements import NewAnnouncement, acknowledge, remind
from community.actions.posts import delete_post, write_post
from community.actions.promotions import enrol
from community.actions.reading import mark_read
from community.actions.rooms import RoomRefusal
from community.actions.without_address import add_without_address
from community.audience import who_has_seen
from community.models import Acknowledgement, Announcement, Post
from hub.actions.deliver import deliver_due
from hub.db import write
from hub.live.commands import new_cid
from hub.models import Entry, LogEvent, Notice
from tests.cast import person


@pytest.fixture
def friends(cast, now):
    return befriend(cast, now)


def befriend(cast, now):
    with write():
        for name in ("anne", "bruno"):
            cast.people[name] = person(name)
            before = now - timedelta(days=1)
            enrol(actor=None, promotion=cast.promotion, person=cast.people[name], role="mentor", now=before)
    return cast


@pytest.fixture
def announce(cast, friends, now):
    def one(who="referent", *, asks=True):
        return make(cast, who, now, asks=asks)

    return one


def make(cast, who, now, *, asks=True):
    facts = {"actor": cast.people[who], "room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
    written = write_post(body="La salle change\n\nRendez-vous au 12.", parts=[NewAnnouncement(asks=asks)], **facts)
    return Announcement.objects.select_related("post").get(post=written.target)


def read(cast, name, post, now):
    mark_read(actor=cast.people[name], room_id=post.room_id, places={post.discussion_id: post.seq}, now=now)


def names(seen):
    return [[one.first_name for one in people] for people in (seen.acknowledged, seen.seen, seen.unseen)]


def test_one_has_seen_it_who_has_read_on_to_it_or_says_so(cast, announce, now):
    news = announce()
    read(cast, "anne", news.post, now)

    steps = [acknowledge(actor=cast.mentor, post_id=news.post_id, now=now) for _ in range(2)]

    assert [step.seq is not None for step in steps] == [True, False]
    seen = who_has_seen([news], now)[news.pk]
    assert names(seen) == [["Mentor"], ["Anne"], ["Bruno"]]
    assert (seen.by, seen.all) == (2, 3)
    assert list(LogEvent.objects.filter(kind="acknowledge").values_list("target", flat=True)) == [news.post_id]


@pytest.mark.parametrize("who", ["mentor", "trainer"])
def test_only_those_who_lead_announce_and_remind(announce, cast, now, who):
    with pytest.raises(RoomRefusal) as made:
        announce(who)
    news = announce("coordinator")
    with pytest.raises(RoomRefusal) as reminded:
        remind(actor=cast.people[who], post_id=news.post_id, now=now)

    assert (made.value.code, reminded.value.code) == ("forbidden", "forbidden")
    assert (Announcement.objects.count(), Notice.objects.filter(kind="community.reminder").count()) == (1, 0)


def test_what_cannot_be_acknowledged_is_refused(cast, announce, now):
    silent, gone = announce(asks=False), announce()
    delete_post(actor=cast.referent, post_id=gone.post_id, now=now)

    for actor, news, code in [
        (cast.mentor, silent, "not_asked"),
        (cast.mentor, gone, "not_found"),
        (cast.other_mentor, announce(), "not_found"),
    ]:
        with pytest.raises(RoomRefusal) as refusal:
            acknowledge(actor=actor, post_id=news.post_id, now=now)
        assert refusal.value.code == code
    assert Acknowledgement.objects.count() == 0


def test_the_others_are_reminded_once_a_day(cast, announce, now):
    news = announce()
    acknowledge(actor=cast.mentor, post_id=news.post_id, now=now)
    read(cast, "anne", news.post, now)
    facts = {"actor": cast.referent, "post_id": news.post_id}

    first = remind(now=now, **facts)
    with pytest.raises(RoomRefusal) as soon:
        remind(now=now + timedelta(hours=23), **facts)
    again = remind(now=now + timedelta(days=1), **facts)

    assert (first, again, soon.value.code) == (2, 2, "too_soon")
    told = Notice.objects.filter(kind="community.reminder").order_by("pk").values_list("person__first_name", flat=True)
    assert list(told) == ["Bruno", "Anne"] * 2


def test_where_nothing_is_asked_whoever_has_seen_it_is_left_in_peace(cast, announce, now):
    news = announce(asks=False)
    read(cast, "anne", news.post, now)
    read(cast, "mentor", news.post, now)

    assert remind(actor=cast.coordinator, post_id=news.post_id, now=now.replace(hour=22)) == 1

    notice = Notice.objects.get(kind="community.reminder")
    assert (notice.person, notice.due_at) == (cast.bruno, (now + timedelta(days=1)).replace(hour=7))


@pytest.fixture
def marcel(cast, now):
    facts = {"promotion_id": cast.promotion.pk, "first_name": "Marcel", "last_name": "Dupont", "phone": "+33353010009"}
    return add_without_address(actor=cast.referent, cid=new_cid(), now=now, **facts).person


@pytest.mark.parametrize("asks", [True, False])
def test_who_has_no_address_is_neither_counted_nor_reminded(cast, announce, marcel, now, asks):
    news = announce(asks=asks)
    for name in ("mentor", "anne"):
        read(cast, name, news.post, now)

    seen = who_has_seen([news], now)[news.pk]
    reminded = remind(actor=cast.referent, post_id=news.post_id, now=now)

    assert names(seen)[1:] == [["Anne", "Mentor"], ["Bruno"]]
    assert (seen.by, seen.all, seen.apart) == (2, 3, [marcel])
    assert reminded == (3 if asks else 1)
    assert Notice.objects.filter(kind="community.reminder").count() == reminded
    assert Entry.objects.get(verb="announcement.reminded").codes == {"people": reminded}


def test_whoever_can_only_be_told_by_telephone_costs_no_reminder(cast, announce, marcel, now):
    news = announce(asks=False)
    for name in ("mentor", "anne", "bruno"):
        read(cast, name, news.post, now)

    assert remind(actor=cast.referent, post_id=news.post_id, now=now) == 0

    news.refresh_from_db()
    assert news.reminded_at is None


def test_those_who_lead_read_whom_to_telephone(clock, signed_in, cast, announce, marcel):
    news = announce()
    room = f"/fr/salon/{news.post.room_id}/"

    page = text(signed_in("referent").get(f"{room}messages/{news.post_id}/vu/"))
    theirs, mine = (text(signed_in(who).get(room)) for who in ("referent", "mentor"))

    assert "Vu par 0 sur 3." in page and "Envoyer un rappel par e-mail à 3 personnes" in page
    assert "Marcel Dupont" in page.split("à prévenir par téléphone : 1")[1] and 'href="tel:+33353010009"' in page
    assert "Sans adresse e-mail, par téléphone : 1." in theirs
    assert "Sans adresse e-mail" not in mine


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_mail_says_what_it_is_about_in_one_s_own_language(clock, cast, announce, now, language):
    cast.bruno.language = language
    cast.bruno.save()
    news = announce()
    for name in ("mentor", "anne"):
        acknowledge(actor=cast.people[name], post_id=news.post_id, now=now)
    remind(actor=cast.referent, post_id=news.post_id, now=now)

    deliver_due(now=now)

    (message,) = [one for one in mail.outbox if "La salle change" in one.subject]
    link = f"/{language}/salon/{news.post.room_id}/messages/{news.post_id}/"
    for text in (message.body, message.alternatives[0][0]):
        assert "Rendez-vous au 12." in text and link in text and "Referent D." in text


def test_no_mail_leaves_for_who_has_read_it_meanwhile_or_was_taken_off(clock, cast, announce, now):
    news = announce()
    remind(actor=cast.referent, post_id=news.post_id, now=now)
    acknowledge(actor=cast.mentor, post_id=news.post_id, now=now)
    cast.anne.memberships.update(ends_at=now)

    deliver_due(now=now)

    states = Notice.objects.filter(kind="community.reminder").order_by("person__first_name")
    assert list(states.values_list("state", flat=True)) == ["dropped", "sent", "dropped"]


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def button_on(page):
    return unescape(re.search(r'formaction="([^"]+/lu/[^"]*)"', page)[1])


def test_by_forms_alone_one_announces_reads_and_reminds(clock, signed_in, cast, friends):
    room, browser = f"/fr/salon/{cast.promotion.room_id}/", signed_in("referent")
    tools = text(browser.get(f"/fr/promotion/{cast.promotion.pk}/"))
    cid = re.search(r'name="cid" value="([^"]+)"', text(browser.get(room + "annonces/")))[1]
    typed = {"cid": cid, "title": "La salle change", "body": "Au 12.", "asks": "1"}

    refused = browser.post(room + "annonces/", {**typed, "title": ""})
    browser.post(room + "annonces/", typed)
    post = Post.objects.get()
    page = text(signed_in("mentor").get(room))
    said = text(signed_in("mentor").post(button_on(page), follow=True))
    before = text(browser.get(f"{room}messages/{post.pk}/vu/"))
    after = text(browser.post(f"{room}messages/{post.pk}/vu/", follow=True))
    theirs = signed_in("mentor").get(f"{room}messages/{post.pk}/vu/")

    assert room + "annonces/" in tools
    assert refused.status_code == 422 and "Au 12." in text(refused)
    assert post.body == "La salle change\n\nAu 12."
    assert ("Annonce" in page, re.findall(r"Vu par [^<]*", page), "/vu/" in page) == (
        True,
        ["Vu par 0 sur 3, dont 0 avec « J’ai lu ». "],
        False,
    )
    assert "Vous avez dit que vous l’avez lue." in said
    assert "Envoyer un rappel par e-mail à 2 personnes" in before
    assert "Dernier rappel demandé le mardi 24 novembre 2026" in after and "Envoyer un rappel" not in after
    assert theirs.status_code == 404


def test_queries_do_not_grow_with_the_announcements(clock, signed_in, cast, announce, django_assert_max_num_queries):
    browser, room = signed_in("referent"), f"/fr/salon/{cast.promotion.room_id}/"

    def count(number):
        for _ in range(number):
            announce()
        with django_assert_max_num_queries(60) as queries:
            browser.get(room)
        return len(queries)

    assert count(1) == count(2)


@pytest.mark.race
def test_pressed_at_once_everybody_is_counted_once_and_reminded_once(open_house, together):
    _base, cast = open_house
    now = timezone.now()
    befriend(cast, now)
    news = make(cast, "referent", now)

    def press(number):
        close_old_connections()
        try:
            if number % 2:
                return acknowledge(actor=cast.mentor, post_id=news.post_id, now=timezone.now()).target
            return remind(
                actor=cast.people[("referent", "coordinator")[number // 2 % 2]], post_id=news.post_id, now=now
            )
        except RoomRefusal as refusal:
            return refusal.code
        finally:
            connection.close()

    answers = together(press, 12)

    assert answers[1::2] == [news.post_id] * 6
    assert sorted(map(str, answers[0::2]))[1:] == ["too_soon"] * 5
    assert Acknowledgement.objects.count() == 1
    assert Notice.objects.filter(kind="community.reminder").count() in {2, 3}
