"""Other words of an announcement ask its readers anew, whatever page they have open."""

from datetime import timedelta

import pytest

from community.actions.announcements import acknowledge
from community.actions.moves import Move, move_posts
from community.actions.posts import edit_post, write_post
from community.audience import who_has_seen
from community.models import Acknowledgement, Post
from hub.live.commands import new_cid
from hub.models import Entry
from tests.community.test_announcements import befriend, button_on, make, names, read, text


@pytest.fixture
def friends(cast, now):
    return befriend(cast, now)


@pytest.fixture
def news(cast, friends, now):
    return make(cast, "referent", now)


def test_other_words_ask_everybody_anew(clock, signed_in, cast, friends, now):
    news, other = make(cast, "referent", now), make(cast, "referent", now)
    for name, one in (("mentor", news), ("anne", news), ("mentor", other)):
        acknowledge(actor=cast.people[name], post_id=one.post_id, now=now)
    page, browser = f"/fr/salon/{news.post.room_id}/messages/{news.post_id}/modifier/", signed_in("referent")

    before = text(browser.get(page))
    browser.post(page, {"body": news.post.body})
    assert Acknowledgement.objects.filter(announcement=news).count() == 2
    browser.post(page, {"body": "La salle change\n\nRendez-vous au 14."})

    assert "2 personnes ont dit l’avoir lue" in before
    assert list(Acknowledgement.objects.values_list("announcement", flat=True)) == [other.pk]
    assert Entry.objects.get(verb="announcement.asked_anew").codes == {"people": 2}
    assert "ont dit l’avoir lue" not in text(browser.get(page))
    acknowledge(actor=cast.mentor, post_id=news.post_id, now=now)
    assert names(who_has_seen([news], now)[news.pk])[0] == ["Mentor"]


def test_a_page_from_before_other_words_says_nothing_of_them(clock, signed_in, cast, news, now):
    reader, facts = signed_in("mentor"), {"actor": cast.referent, "now": now}
    for number in range(60):
        at = now + timedelta(seconds=number)
        last = write_post(
            actor=cast.anne, room_id=news.post.room_id, body=f"Suite {number}", cid=new_cid(), now=at
        ).target
    place = f"/fr/salon/{news.post.room_id}/{news.post.discussion_id}/"
    old = button_on(text(reader.get(f"{place}?message={news.post.seq}")))
    edit_post(post_id=news.post_id, body="La salle change\n\nRendez-vous au 14.", **facts)
    read(cast, "mentor", Post.objects.get(pk=last), now)

    refused, by_script = reader.post(old), reader.post(old, headers={"Accept": "application/json"})
    said, page = Acknowledgement.objects.count(), text(refused)
    again = text(reader.post(button_on(page), follow=True))

    assert (refused.status_code, by_script.json()["refused"], said) == (422, "changed", 0)
    assert "Le texte a changé entre-temps : relisez-le." in page and "Rendez-vous au 14." in page
    assert "Vous avez dit que vous l’avez lue." in again


def test_a_button_holds_where_the_words_are_the_same(clock, signed_in, cast, news, now):
    reader, facts = signed_in("mentor"), {"actor": cast.referent, "now": now}
    old = button_on(text(reader.get(f"/fr/salon/{news.post.room_id}/")))
    edit_post(post_id=news.post_id, body=news.post.body, **facts)
    there = {"source_id": news.post.discussion_id, "until": news.post.seq}
    move_posts(move=Move(news.post_id, "one", title="Les salles", **there), cid=new_cid(), **facts)

    answer = reader.post(old)

    assert answer.status_code == 303
    assert names(who_has_seen([news], now)[news.pk])[0] == ["Mentor"]


def test_a_button_from_before_it_said_which_words_is_taken(clock, signed_in, news):
    assert signed_in("anne").post(f"/fr/salon/{news.post.room_id}/messages/{news.post_id}/lu/").status_code == 303
    assert Acknowledgement.objects.get().person.first_name == "Anne"
