"""The search: accents and case do not matter, and nothing that one may not read is found, counted or shown."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.actions.announcements import NewAnnouncement
from community.actions.discussions import open_discussion
from community.actions.hiding import hide_post, unhide_post
from community.actions.moves import Move, move_posts
from community.actions.polls import NewPoll
from community.actions.posts import delete_post, edit_post, write_post
from community.actions.promotions import remove_from_roster
from community.actions.questions import NewQuestion, accept_answer
from community.actions.rooms import archive_room
from community.models import HideReason, Membership, Post
from hub.live.commands import new_cid


@pytest.fixture
def say(cast, now):
    def one(body, who="mentor", promotion=None, at=now, **more):
        room = (promotion or cast.promotion).room_id
        written = write_post(actor=cast.people[who], room_id=room, body=body, cid=new_cid(), now=at, **more)
        return Post.objects.get(pk=written.target)

    return one


@pytest.fixture
def search(clock, signed_in):
    def ask(who="mentor", **asked):
        return re.sub(r"\s+", " ", signed_in(who).get("/fr/recherche/", asked).content.decode())

    return ask


def marked(page):
    return re.findall(r"<mark>(.*?)</mark>", page)


def number(page):
    """How many results the page counts, 0 where it says that there are none."""
    found = re.search(r'<h2 id="found">(?:(\d+)|[^<\d]+)', page)
    return int(found[1] or 0) if found else None


def test_accents_case_and_ligatures_do_not_matter(transactional_db, say, search):
    say("La Réunion de l’œuvre, ÉTÉ compris")

    for words in ("reunion", "RÉUNION", "oeuvre ete", "œuvre", "reun comp", "« de l’œuvre »"):
        assert number(search(mots=words)) == 1, words
    for words in ("union", "reunion hiver", "« l’œuvre de »", "« reun »"):
        assert number(search(mots=words)) == 0, words
    assert marked(search(mots="reunion")) == ["Réunion"]


def test_signs_of_the_query_language_are_only_signs(transactional_db, say, search):
    say("Rien de tel ici")

    for words in ("%", "_", "'", "\\", "a' | 'rien", "rien:*", "!rien", "(", "-- ;", "x" * 200):
        assert number(search(mots=words)) in (None, 0, 1), words


def test_what_is_found_is_shown_as_text(transactional_db, say, search):
    say("<script>alert(1)</script> & <b>réunion</b>")

    page = search(mots="alert reunion script")

    assert "<script>alert" not in page and "<b>réunion" not in page
    assert marked(page) == ["script", "alert", "script", "réunion"]


def test_a_result_leads_to_the_message_where_it_stands(transactional_db, signed_in, cast, say, search):
    post = say("Une réunion", who="referent")
    say("Autre chose")

    link = re.search(r'<h3><a href="([^"]+)">(.*?)</a>', search(mots="reunion"))
    answer = signed_in("mentor").get(link[1], follow=True)

    assert link[2] == "Promotion Lille 14, Discussion"
    assert answer.redirect_chain[-1][0].endswith(f"?message={post.seq}#m{post.seq}")
    assert "Referent D., mardi 24 novembre 2026 à 10 h" in re.sub(r"<time[^>]*>|</time>", "", search(mots="reunion"))


def test_only_my_promotion(transactional_db, cast, say, search):
    say("Le mot secret")
    say("Le mot secret", who="other_mentor", promotion=cast.other_promotion)

    assert number(search(mots="secret")) == 1
    assert number(search("other_mentor", mots="secret")) == 1
    assert number(search("stranger", mots="secret")) == 0
    assert number(search("admin", mots="secret")) == 2
    assert number(search(mots="secret", promotion=cast.other_promotion.pk)) == 1
    assert "Bruxelles" not in search(mots="secret", promotion=cast.other_promotion.pk)


def test_nothing_after_leaving_the_roster(transactional_db, cast, now, say, search):
    say("Le mot secret")
    membership = Membership.objects.get(person=cast.mentor)

    remove_from_roster(actor=cast.referent, membership_id=membership.pk, now=now)
    page = search(mots="secret")

    assert number(page) == 0 and "Le mot" not in page


def test_what_is_deleted_or_written_over_is_not_found(transactional_db, cast, now, say, search):
    deleted, changed = say("Un ancien mot"), say("Un ancien mot")

    delete_post(actor=cast.mentor, post_id=deleted.pk, now=now)
    edit_post(actor=cast.mentor, post_id=changed.pk, body="Un nouveau mot", now=now)

    assert number(search(mots="ancien")) == 0
    assert number(search(mots="nouveau")) == 1


def test_what_the_team_has_hidden_is_not_found_until_it_shows_it_again(transactional_db, cast, now, say, search):
    post = say("Un mot malheureux")

    hide_post(actor=cast.referent, post_id=post.pk, reason=HideReason.values[0], now=now)
    hidden = [search(who, mots="malheureux") for who in ("mentor", "referent", "admin")]
    unhide_post(actor=cast.referent, post_id=post.pk, now=now)

    assert [number(page) for page in hidden] == [0, 0, 0]
    assert number(search(mots="malheureux")) == 1


def test_what_was_moved_is_found_where_it_stands_now(transactional_db, cast, now, say, search):
    post = say("@Autre, la clé est chez A. Durand")
    first = post.discussion_id
    move = Move(post.pk, "one", source_id=first, until=post.seq, title="Les clés")
    move_posts(actor=cast.referent, move=move, cid=new_cid(), now=now)
    post.refresh_from_db()

    assert [number(search(mots=words)) for words in ("cle", "@autre", "a. dur", "«la clé»", "c", "?")] == [1] * 5 + [
        None
    ]
    assert number(search(mots="cle", discussion=post.discussion_id)) == 1
    assert number(search(mots="cle", discussion=first)) == 0
    assert "Les clés" in search(mots="cle") and marked(search(mots="a. dur")) == ["Autre", "A", "Durand"]
    stranger = search("stranger", mots="cle", discussion=post.discussion_id)
    assert number(stranger) == 0 and "Les clés" not in stranger


def test_an_archived_room_is_still_searched(transactional_db, cast, now, say, search):
    say("Un souvenir")
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)

    assert number(search(mots="souvenir")) == 1


def test_by_author_as_peers_see_them(transactional_db, cast, say, search):
    say("Bonjour", who="mentor")
    say("Bonjour", who="referent")

    assert number(search(mots="bonjour", auteur="réf")) == 1
    assert number(search(auteur="Mentor")) == 1
    assert number(search(auteur="mentor d")) == 1
    # "Durand" is not shown to peers, so it is not confirmed either.
    assert number(search(auteur="Durand")) == 0
    assert number(search(auteur="Stranger")) == 0


def test_by_discussion(transactional_db, cast, now, say, search):
    say("Un café")
    room = cast.promotion.room_id
    written = open_discussion(
        actor=cast.mentor, room_id=room, title="Cafés", body="Le café de jeudi", cid=new_cid(), now=now
    )
    discussion = Post.objects.get(pk=written.target).discussion_id

    assert number(search(mots="cafe")) == 2
    assert number(search(mots="cafe", discussion=discussion)) == 1
    assert number(search(mots="cafe", discussion="x")) == 2


def test_by_date_where_the_promotion_is(transactional_db, cast, now, say, search):
    # 23:30 in Paris on the 12th, 22:30 in UTC.
    say("Tard", at=now.replace(day=12, hour=22, minute=30))
    # Half past midnight there on the 13th.
    say("Tôt", at=now.replace(day=12, hour=23, minute=30))

    assert number(search(mots="t", du="12/11/2026", au="12/11/2026")) == 1
    assert number(search(du="13 novembre")) == 1
    assert number(search(au="novembre 2026")) == 2
    assert number(search(au="octobre 2026")) == 0


def test_what_is_not_clear_is_said(clock, signed_in, cast):
    answer = signed_in("mentor").get("/fr/recherche/", {"mots": "x", "du": "bientôt"})
    turned = signed_in("mentor").get("/fr/recherche/", {"du": "13/11/2026", "au": "12/11/2026"})

    assert (answer.status_code, turned.status_code) == (422, 422)
    assert "Cette date n’est pas claire" in answer.content.decode()
    assert "avant la première" in turned.content.decode()


def test_nothing_found_proposes_something(transactional_db, say, search):
    say("Bonjour")

    page = search(mots="bonjour hiver", auteur="mentor")

    assert "Rien" in page
    assert "mots=bonjour&amp;auteur=mentor" in page and "?mots=bonjour+hiver" in page


def test_the_newest_first_and_in_pages(transactional_db, say, search, now):
    for day in range(25):
        say(f"Nouvelle {day}", at=now - timedelta(days=25 - day))

    first, second, beyond = (search(mots="nouvelle", page=page) for page in (1, 2, 9))

    assert number(first) == number(second) == 25
    assert re.findall(r"</mark> (\d+)", first) == [str(day) for day in range(24, 4, -1)]
    assert re.findall(r"</mark> (\d+)", second) == re.findall(r"</mark> (\d+)", beyond) == ["4", "3", "2", "1", "0"]
    assert "Page 1 sur 2" in first and 'rel="next"' in first and 'rel="next"' not in second


def test_the_queries_do_not_grow_with_what_is_found(transactional_db, clock, say, signed_in):
    counts = []
    browser: Client = signed_in("mentor")
    for many in (1, 2):
        for _ in range(many):
            say("Réunion")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get("/fr/recherche/", {"mots": "reunion", "auteur": "mentor", "du": "2026"})
        counts.append(len(seen))

    assert counts[0] == counts[1] == 20


def test_what_stands_beside_a_text_is_found_and_named(transactional_db, cast, now, say, send, say_with, search):
    paper, photo = send(b"%PDF-1.4 rien", "Modèle de CV.pdf"), send(name="IMG_2041.jpg")
    post = say_with(paper, photo, body="Voici", alt="Un banc au soleil")
    poll = NewPoll(starts=("2026-12-01T12:00", "2026-12-03T18:30"), title="Déjeuner de Noël")
    say("Quel jour ?", parts=[poll])
    question = say("Qui relit ?", parts=[NewQuestion()])
    reply = say("Moi, avec joie", who="referent", quote_seq=question.seq)
    accept_answer(actor=cast.mentor, question_id=question.pk, answer_id=reply.pk, now=now)
    say("La salle change", who="referent", parts=[NewAnnouncement(asks=False)])

    for words, note in (
        ("modele cv", "Modèle de CV.pdf"),
        ("banc soleil", "Un banc au soleil"),
        ("dejeuner noel", "Sondage sur des dates"),
        ("relit", "Question"),
        ("joie", "Réponse retenue"),
        ("salle", "Annonce"),
    ):
        found = search(mots=words)
        assert number(found) == 1 and note in found.split('id="found"')[1], words
    assert number(search(mots="2041")) == 0, "a camera's figures"
    edit_post(actor=cast.mentor, post_id=post.pk, body="Le voici", now=now)
    hide_post(actor=cast.referent, post_id=post.pk, reason=HideReason.OTHER, now=now)
    assert number(search(mots="modele cv")) == 0
    unhide_post(actor=cast.referent, post_id=post.pk, now=now)
    assert number(search(mots="modele voici")) == 1
