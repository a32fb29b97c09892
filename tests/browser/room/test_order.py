"""What the team pins or closes shows on open pages, and what somebody is writing is never lost by it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.discussions import open_discussion, rename_discussion
from community.actions.order import lock_discussion, pin_post, unlock_discussion, unpin_post
from community.actions.reactions import react_to_post
from community.models import Post
from hub.live.commands import new_cid
from tests.browser.room.acts import KEEP, article, cut, pending, say, send

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_pinned_message_shows_on_top_without_a_reload(enter, people, room, discussion, path):
    page = enter("mentor", path)
    number = say(people["mate"], discussion, "Le plan de la salle")
    post = Post.objects.get(room=room, seq=number)
    expect(article(page, "Le plan de la salle")).to_be_visible()

    pin_post(actor=people["referent"], post_id=post.pk, now=timezone.now())
    expect(page.locator("#pins")).to_contain_text("Le plan de la salle")
    expect(article(page, "Le plan de la salle").locator("header")).to_contain_text("Épinglé")

    unpin_post(actor=people["referent"], post_id=post.pk, now=timezone.now())
    expect(page.locator("#pins")).not_to_contain_text("Le plan de la salle")


def test_a_word_of_thanks_heard_while_a_message_is_fetched_anew_stays(enter, people, room, discussion, path):
    page, answers = enter("mentor", path), []
    number = say(people["mate"], discussion, "Le code du portail")
    post = Post.objects.get(room=room, seq=number)
    thanks = article(page, "Le code du portail").get_by_role("button", name="Merci")
    expect(thanks).to_be_visible()

    def hold_the_first(route):
        answer = route.fetch()
        if answers:
            route.fulfill(response=answer)
        answers.append((route, answer))

    page.context.route("**/fragment/", hold_the_first)

    pin_post(actor=people["referent"], post_id=post.pk, now=timezone.now())
    for _turn in range(200):
        page.wait_for_timeout(50)
        if answers:
            break
    react_to_post(actor=people["referent"], post_id=post.pk, kind="thanks", now=timezone.now())
    expect(thanks).to_contain_text("1")
    route, before = answers[0]
    route.fulfill(response=before)

    expect(article(page, "Le code du portail").locator("header")).to_contain_text("Épinglé")
    expect(thanks).to_contain_text("1")
    assert len(answers) == 2
    unpin_post(actor=people["referent"], post_id=post.pk, now=timezone.now())


def test_a_lock_gives_the_form_way_to_a_sentence_and_keeps_what_is_written(enter, people, room, discussion, path):
    page = enter("mentor", path)
    where = cut(page.context)
    send(page, "Parti trop tard")
    expect(pending(page)).to_contain_text("En attente du réseau")
    with page.expect_response(KEEP):
        page.get_by_label("Votre message").fill("Encore une chose")

    lock_discussion(actor=people["referent"], discussion_id=discussion.pk, now=timezone.now())
    try:
        expect(page.locator("#lock")).to_contain_text("Nadia B. a fermé cette discussion")
        expect(page.get_by_label("Votre message")).to_have_value("Encore une chose")
        expect(page.get_by_label("Votre message")).not_to_be_editable()
        page.context.unroute(where)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(pending(page)).to_contain_text("fermée par l’équipe")
        page.reload()
        expect(page.get_by_label("Votre message")).to_have_value("Encore une chose")
        expect(page.get_by_label("Votre message")).not_to_be_editable()
        late = enter(people["mate"], path)
        expect(late.locator("#lock")).to_be_visible()
        expect(late.get_by_role("link", name="Écrire un message")).to_be_hidden()
    finally:
        unlock_discussion(actor=people["referent"], discussion_id=discussion.pk, now=timezone.now())

    expect(late.get_by_role("link", name="Écrire un message")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_be_editable()
    expect(page.locator("#lock")).to_be_empty()
    expect(page.get_by_label("Votre message")).to_have_value("Encore une chose")


def test_a_title_that_the_team_mends_is_gone_from_open_pages(enter, demo, people, room):
    facts = {"room_id": room.pk, "title": "Pour Aïcha Benali", "body": "Un début", "cid": new_cid()}
    first = Post.objects.get(pk=open_discussion(actor=people["mate"], now=timezone.now(), **facts).target)
    page = enter("mentor", f"{demo['urls']['room']}{first.discussion_id}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pour Aïcha Benali")

    facts = {"discussion_id": first.discussion_id, "title": "Pour un jeune"}
    rename_discussion(actor=people["referent"], now=timezone.now(), **facts)

    expect(page.get_by_role("heading", level=1)).to_have_text("Pour un jeune")
    expect(page.locator("#discussions [aria-current]")).to_contain_text("Pour un jeune")
    assert "Benali" not in page.title() + page.inner_text("body")
