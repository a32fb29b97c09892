"""Messages that the team moves leave one open page and come to their place in the other; nobody loses one."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.moves import Move, move_posts
from community.models import Discussion, Post
from community.passages import Passage
from hub.live.commands import new_cid
from tests.browser.room.acts import act, all_with, article, expect_bodies, say, send

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def other(room, discussion):
    return Discussion.objects.create(room=room, title="Sorties", created_at=timezone.now())


@pytest.fixture
def shift(people, discussion):
    """shift(number, discussion): the référent moves that message and all that follow."""

    def one(seq, target):
        post = Post.objects.get(room=discussion.room_id, seq=seq)
        wanted = Move(post.pk, Passage.FOLLOWING, post.discussion_id, 10**9, target.pk)
        move_posts(actor=people["referent"], move=wanted, cid=new_cid(), now=timezone.now())

    return one


def test_open_pages_follow_and_nothing_is_lost(enter, demo, people, discussion, other, path, shift):
    say(people["mate"], other, "Musée, un")
    first = say(people["mate"], discussion, "Musée, deux")
    say(people["referent"], discussion, "Musée, trois")
    say(people["mate"], other, "Musée, quatre")
    there_path = f"{demo['urls']['room']}{other.pk}/"
    here, there = enter("mentor", path), enter(people["mate"], there_path)
    expect_bodies(here, "Musée", ["Musée, deux", "Musée, trois"])
    for page in (here, there):
        page.evaluate("window.sameDocument = true")
    send(here, "Je reste ici")
    expect(article(here, "Je reste ici")).to_be_visible()
    mine = int(article(here, "Je reste ici").get_attribute("data-seq"))

    shift(first, other)

    expect_bodies(there, "Musée", ["Musée, un", "Musée, deux", "Musée, trois", "Musée, quatre"])
    expect(article(there, "Je reste ici")).to_be_visible()
    expect(all_with(here, "Musée")).to_have_count(0)
    expect(here.locator("#moved")).to_contain_text("vient de déplacer des messages d’ici")
    expect(there.locator("#moved")).to_contain_text("vient de déplacer ici des messages")
    expect(there.locator("#discussions [aria-current]")).to_contain_text("Sorties")
    shift(mine, discussion)
    expect(article(here, "Je reste ici")).to_be_visible()
    expect(all_with(there, "Je reste ici")).to_have_count(0)
    assert [page.evaluate("window.sameDocument") for page in (here, there)] == [True, True]

    plain = enter("mentor", path, java_script_enabled=False)
    left = plain.locator("#moved p", has_text="2 messages d’ici se trouvent maintenant dans «\u00a0Sorties\u00a0».")
    left.get_by_role("link").click()
    expect(plain).to_have_url(re.compile(rf"/{other.pk}/\?message={first}"))
    expect_bodies(plain, "Musée", ["Musée, un", "Musée, deux", "Musée, trois", "Musée, quatre"])
    here.locator("[data-note='moved-out']").get_by_role("link", name="Les voir là-bas").click()
    expect(here).to_have_url(re.compile(rf"/{other.pk}/\?message="))
    expect(article(here, "Musée, deux")).to_be_visible()


def test_the_referent_moves_and_puts_back_with_the_keyboard_alone(enter, faults, people, discussion, path):
    say(people["mate"], discussion, "Qui vient dimanche ?")
    page, reader = enter("referent", path), enter("mentor", path)

    act(page, "Qui vient dimanche ?", "Autres actions")
    page.get_by_role("link", name="Déplacer vers une autre discussion").press("Enter")
    page.get_by_label("Titre de la nouvelle discussion").press_sequentially("Dimanche")
    page.get_by_role("button", name="Continuer").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Déplacer ce message\u00a0?")
    page.get_by_role("button", name="Déplacer ce message").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Dimanche")
    expect(article(page, "Qui vient dimanche ?")).to_be_visible()
    expect(all_with(reader, "Qui vient dimanche ?")).to_have_count(0)
    expect(page.get_by_role("button", name="Annuler")).to_be_in_viewport()
    assert faults(page) == []

    page.get_by_role("button", name="Annuler").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Discussion")
    expect(article(page, "Qui vient dimanche ?")).to_be_visible()
    expect(article(reader, "Qui vient dimanche ?")).to_be_visible()
    expect(page.locator("#discussions")).not_to_contain_text("Dimanche")
