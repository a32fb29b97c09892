"""The room's pages by forms alone: read, write, answer, react, edit, delete, mark as read; nothing typed is lost."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.actions.discussions import open_discussion
from community.actions.posts import write_post
from community.actions.rooms import archive_room
from community.models import Discussion, Membership, Post, Reaction, Read
from hub.live.commands import new_cid


@pytest.fixture
def room(cast):
    return f"/fr/salon/{cast.promotion.room_id}/"


@pytest.fixture
def say(cast, now):
    def one(who="referent", body="Bonjour", **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, **facts).target)

    return one


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_form_post_leads_to_the_message(clock, signed_in, room, cast):
    browser = signed_in("mentor")
    page = text(browser.get(room))
    cid = re.search(r'name="cid" value="([^"]+)"', page)[1]

    for _ in range(2):
        answer = browser.post(room + "messages/", {"body": "Bonjour !", "cid": cid, "quote": ""}, follow=True)

    post = Post.objects.get()
    assert answer.redirect_chain[-1][0].endswith(f"?message={post.seq}#m{post.seq}")
    assert f'id="m{post.seq}"' in text(answer)


@pytest.mark.parametrize(("body", "status"), [("", 422), ("x" * 8001, 422)])
def test_a_refused_form_keeps_what_was_typed(clock, signed_in, room, say, body, status):
    quoted = say()
    answer = signed_in("mentor").post(room + "messages/", {"body": body, "cid": new_cid(), "quote": quoted.seq})

    page = text(answer)
    assert answer.status_code == status
    assert 'role="alert"' in page and "<title> Erreur" in page.replace("<title>", "<title> ").replace("  ", " ")
    assert f'name="quote" value="{quoted.seq}"' in page
    assert body[:50] in page


def test_a_spent_key_gives_a_new_one_with_the_text(clock, signed_in, room):
    browser, cid = signed_in("mentor"), new_cid()
    browser.post(room + "messages/", {"body": "Un", "cid": cid})

    answer = browser.post(room + "messages/", {"body": "Deux", "cid": cid})

    assert answer.status_code == 409
    assert "Deux</textarea>" in text(answer)
    assert cid not in text(answer)


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        ({"body": ""}, 422, "empty"),
        ({"body": "a\x00"}, 422, "text"),
        ({"body": "\ud800x"}, 422, "text"),
        ({"body": "x", "discussion": "x"}, 422, "malformed"),
        ({"body": "x", "discussion": 10**30}, 422, "malformed"),
        ({"body": "x", "discussion": 999999}, 422, "no_discussion"),
    ],
)
def test_a_script_is_refused_in_words(clock, signed_in, room, data, status, code):
    answer = signed_in("mentor").post(
        room + "messages/", json.dumps(data), content_type="application/json", headers={"Idempotency-Key": new_cid()}
    )

    assert (answer.status_code, answer.json()["refused"]) == (status, code)
    assert answer.json()["message"]


def test_a_script_that_is_signed_out_is_told_so(clock, cast, room):
    answer = Client().post(room + "messages/", "{}", content_type="application/json")

    assert (answer.status_code, answer.json()["refused"]) == (401, "signed_out")


def test_too_many_at_once_says_when_to_come_back(clock, signed_in, room):
    browser = signed_in("mentor")
    facts = {"content_type": "application/json"}
    for _ in range(20):
        browser.post(room + "messages/", '{"body":"x"}', headers={"Idempotency-Key": new_cid()}, **facts)

    answer = browser.post(room + "messages/", '{"body":"x"}', headers={"Idempotency-Key": new_cid()}, **facts)

    assert (answer.status_code, answer["Retry-After"]) == (429, "1")


def test_outsiders_cannot_post_anywhere(clock, signed_in, room, say, cast):
    post = say("mentor")
    browser = signed_in("other_mentor")
    paths = ["messages/", "lu/", "discussions/", f"{post.discussion_id}/lu/", f"{post.discussion_id}/titre/"]
    paths += [f"messages/{post.pk}/{act}/" for act in ("reaction", "modifier", "supprimer")]
    membership = Membership.objects.get(person=cast.mentor)

    answers = {path: browser.post(room + path, {"body": "x", "cid": new_cid()}).status_code for path in paths}
    removal = browser.post(f"/fr/promotion/{cast.promotion.pk}/retirer/{membership.pk}/").status_code

    assert set(answers.values()) | {removal} == {404}
    assert (Post.objects.count(), Read.objects.count()) == (1, 0)


def test_the_page_begins_at_what_is_new(clock, signed_in, room, say):
    posts = [say(["referent", "coordinator", "trainer"][n % 3], f"Numéro {n}") for n in range(50)]
    browser = signed_in("mentor")
    discussion = posts[0].discussion_id
    browser.post(f"{room}{discussion}/lu/", {"seq": posts[5].seq})

    page = text(browser.get(room))

    assert 'id="new"' in page and page.index("Numéro 5<") < page.index('id="new"') < page.index("Numéro 6<")
    assert "Numéro 3<" not in page and "Numéro 45<" in page and "Numéro 46<" not in page
    assert "data-end" not in page
    later = text(browser.get(f"{room}{discussion}/?apres={posts[45].seq}"))
    assert "Numéro 46<" in later and "data-end" in later
    earlier = text(browser.get(f"{room}{discussion}/?avant={posts[4].seq}"))
    assert "Numéro 3<" in earlier and "Numéro 4<" not in earlier
    # What is new stands on another page: the button leads there.
    way = f'href="{room}{discussion}/#new"'
    assert 'href="#new"' in page and [way in one for one in (page, later, earlier)] == [False, True, True]


def test_a_discussion_with_something_new_opens_at_it(clock, signed_in, room, say, cast):
    post = say()

    page = text(signed_in("mentor").get(f"/fr/promotion/{cast.promotion.pk}/"))

    assert f'href="{room}{post.discussion_id}/#new"' in page


@pytest.mark.parametrize("query", ["?apres=x", "?avant=99999999999999999999", "?message=-1"])
def test_a_damaged_address_is_no_page(clock, signed_in, room, query, cast):
    discussion = Discussion.objects.get(room=cast.promotion.room_id)

    assert signed_in("mentor").get(f"{room}{discussion.pk}/{query}").status_code == 404


def test_everything_by_forms(clock, signed_in, room, say):
    post = say("mentor", "Une faute")
    mine, theirs = signed_in("mentor"), signed_in("referent")
    at = f"{room}messages/{post.pk}/"

    theirs.post(at + "reaction/", {"give": "bravo"})
    assert Reaction.objects.count() == 1
    theirs.post(at + "reaction/", {"take": "bravo"})
    assert Reaction.objects.count() == 0
    assert "Une faute</textarea>" in text(mine.get(at + "modifier/"))
    assert mine.post(at + "modifier/", {"body": " "}).status_code == 422
    mine.post(at + "modifier/", {"body": "Corrigé"})
    assert "Corrigé" in text(theirs.get(room)) and "modifié" in text(theirs.get(room))
    assert theirs.get(at + "supprimer/").status_code == 404
    mine.post(at + "supprimer/")
    page = text(theirs.get(room))
    assert "Corrigé" not in page and "Message supprimé" in page
    assert theirs.get(at)["Location"].endswith(f"#m{post.seq}")


def test_answering_without_a_script_quotes(clock, signed_in, room, say):
    post = say("referent", "Qui vient mardi ?")
    browser = signed_in("mentor")

    page = text(browser.get(f"{room}{post.discussion_id}/?repondre={post.seq}"))
    assert f'name="quote" value="{post.seq}"' in page and "Referent D." in page
    browser.post(room + "messages/", {"body": "Moi", "cid": new_cid(), "quote": post.seq})

    assert Post.objects.in_order().last().quote == post


def test_a_new_discussion_keeps_what_was_typed(clock, signed_in, room):
    browser = signed_in("mentor")

    wrong = browser.post(room + "discussions/", {"title": "", "body": "Un long texte", "cid": new_cid()})
    right = browser.post(room + "discussions/", {"title": "Un sujet", "body": "Un long texte", "cid": new_cid()})

    assert wrong.status_code == 422 and "Un long texte</textarea>" in text(wrong)
    assert "Un sujet" in text(browser.get(right["Location"]))


def test_marking_everything_as_read_leaves_what_came_after_the_page(clock, signed_in, room, say, cast, now):
    facts = {"actor": cast.referent, "room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
    open_discussion(title="Un sujet", body="Là", **facts)
    say()
    browser = signed_in("mentor")
    page = text(browser.get(room))
    assert 'id="new"' in page
    late = say("trainer", "Arrivé depuis")

    browser.post(room + "lu/", {"seq": re.search(r'name="seq" value="(\d+)"><button[^>]*>Tout marquer', page)[1]})

    assert list(Post.objects.unread_by(cast.mentor.pk)) == [late]


def test_an_archived_room_is_for_reading(clock, signed_in, room, say, cast, now):
    post = say("mentor")
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)
    browser = signed_in("mentor")

    page = text(browser.get(room))

    assert "Bonjour" in page and "data-react" not in page
    # The one field there is shows what this browser could not send, to be copied.
    assert re.findall(r"<textarea[^>]*>", page) == ['<textarea class="in wide" rows="4" readonly>']
    # The way to give a seat back at a date that was arranged there goes through this form.
    assert '<form id="act"' in page
    assert browser.get(f"{room}messages/{post.pk}/modifier/").status_code == 404
    assert browser.post(room + "messages/", {"body": "x", "cid": new_cid()}).status_code == 422


@pytest.mark.parametrize("path", ["", "../../promotion/{promotion}/"])
def test_the_number_of_queries_does_not_grow(clock, signed_in, room, say, cast, path):
    browser = signed_in("mentor")
    address = room + path.format(promotion=cast.promotion.pk)
    address = address.replace(f"/fr/salon/{cast.promotion.room_id}/../..", "/fr")
    counts = []
    for number in (1, 12):
        for n in range(number):
            say(["referent", "coordinator", "trainer"][n % 3], f"Un {n}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 29


def test_the_team_changes_the_roster_by_forms(clock, signed_in, cast):
    page = f"/fr/promotion/{cast.promotion.pk}/"
    team, mentor = signed_in("coordinator"), signed_in("mentor")

    assert "inscrire/" in text(team.get(page)) and "inscrire/" not in text(mentor.get(page))
    unknown = team.post(page + "inscrire/", {"email": "nobody@cast.example", "role": "mentor"})
    assert unknown.status_code == 422 and "nobody@cast.example" in text(unknown)
    for email in ("stranger@cast.example", "nobody@cast.example", "no address"):
        refused = mentor.post(page + "inscrire/", {"email": email, "role": "mentor"})
        assert refused.status_code == 403, "and nobody but the team learns whether an address signs in"
    team.post(page + "inscrire/", {"email": "Stranger@cast.example", "role": "mentor"})
    membership = Membership.objects.get(person=cast.stranger)
    assert signed_in("stranger").get(page).status_code == 200

    clock.shift(60)
    assert cast.stranger.full_name in text(team.get(f"{page}retirer/{membership.pk}/"))
    team.post(f"{page}retirer/{membership.pk}/")
    assert signed_in("stranger").get(page).status_code == 404
