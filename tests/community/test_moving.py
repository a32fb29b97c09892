"""Messages that the team moves: by whom, which ones, what they take along, and what pages say."""

import re

import pytest

from community.actions.hiding import hide_post
from community.actions.moves import Move, move_posts
from community.actions.order import lock_discussion, pin_post
from community.actions.posts import delete_post, edit_post
from community.actions.questions import NewQuestion
from community.actions.rooms import RoomRefusal, archive_room
from community.actions.warn import GuardRefusal
from community.models import Discussion, Post
from community.passages import Passage, read_passage
from community.text import TextRefusal
from community.topics import RoomTopic
from hub.live.commands import new_cid
from hub.models import Entry, LogEvent, Topic
from tests.community.moving import where


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode()).replace("\xa0", " ")


def test_a_passage_is_one_its_answers_or_all_that_follow(cast, say):
    asked, beside = say("Qui vient ?"), say("Autre chose")
    answer = say("Moi", quote_seq=asked.seq)
    deep, late = say("Moi aussi", quote_seq=answer.seq), say("Et voilà")

    found = {kind: read_passage(asked, kind, until=deep.seq) for kind in Passage}

    assert found[Passage.ONE] == [asked]
    assert found[Passage.ANSWERS] == [asked, answer, deep]
    assert found[Passage.FOLLOWING] == [asked, beside, answer, deep]
    assert read_passage(asked, Passage.FOLLOWING)[-1] == late


def test_a_new_discussion_holds_them_in_their_order_with_all_they_have(cast, main, say, shift, now):
    before, first = say("Avant"), say("Qui vient au musée ?", parts=[NewQuestion()])
    answer = say("Moi", who="referent", quote_seq=first.seq)
    pin_post(actor=cast.referent, post_id=first.pk, now=now)
    head = Topic.objects.get(key=cast.promotion.room.key).head

    written = shift(first, which=Passage.FOLLOWING, title="Le musée", who="coordinator")

    target = Discussion.objects.get(room=main.room_id, title="Le musée")
    assert (written.target, where(before, first, answer)) == (first.pk, [main.pk, target.pk, target.pk])
    assert [post.seq for post in target.posts.in_order()] == [first.seq, answer.seq]
    main.refresh_from_db()
    assert (main.last_seq, target.last_seq, target.opened_by) == (before.seq, answer.seq, cast.coordinator)
    moved = Post.objects.get(pk=first.pk)
    assert (moved.rev, moved.moved_from, moved.pinned_at, moved.question.pk > 0) == (2, main, now, True)
    assert Post.objects.get(pk=answer.pk).quote == first
    events = list(LogEvent.objects.filter(topic__key=cast.promotion.room.key, seq__gt=head).order_by("seq"))
    assert [(one.kind, one.target) for one in events] == [
        ("discussion.add", target.pk),
        ("move", first.pk),
        ("move", answer.pk),
    ]
    said = [payload.data for payload in RoomTopic().payloads(events)]
    assert said[0]["title"] == "Le musée"
    assert [(one["d"], one["seq"], one["rev"], one["more"], one["page"]) for one in said[1:]] == [
        (target.pk, first.seq, 2, True, True),
        (target.pk, answer.seq, 2, True, True),
    ]
    line = Entry.objects.get(verb="post.move")
    assert (line.actor, line.target_id) == (cast.coordinator, first.pk)
    assert line.codes == {"left": main.pk, "joined": target.pk, "number": 2}


def test_moving_back_is_the_same_act_and_the_same_key_moves_once(cast, main, say, shift):
    post, cid = say(), new_cid()

    first = shift(post, title="Le musée", cid=cid)
    target = Discussion.objects.get(title="Le musée")
    move = Move(post.pk, Passage.ONE, main.pk, 10**9, None, "Le musée")
    again = move_posts(actor=cast.referent, move=move, cid=cid, now=post.created_at)
    nothing = shift(post, to=target)
    shift(post, to=main)

    assert (again.duplicate, again.seq, nothing.seq) == (True, first.seq, None)
    assert Discussion.objects.filter(title="Le musée").count() == 1
    main.refresh_from_db()
    target.refresh_from_db()
    assert (where(post), main.last_seq, target.last_seq) == ([main.pk], post.seq, 0)


@pytest.mark.parametrize(
    ("who", "code"), [("mentor", "forbidden"), ("trainer", "forbidden"), ("other_mentor", "not_found")]
)
def test_only_those_who_keep_order_move(cast, main, other, say, shift, who, code):
    post = say()

    with pytest.raises(RoomRefusal) as refusal:
        shift(post, to=other, who=who)

    assert (refusal.value.code, where(post)) == (code, [main.pk])


def test_what_cannot_be_moved_says_why(cast, main, other, say, shift, now):
    post = say()
    elsewhere = Discussion.objects.get(room=cast.other_promotion.room_id)
    stale = Move(post.pk, Passage.ONE, other.pk, post.seq, elsewhere.pk)

    for code, act in (
        ("no_discussion", lambda: shift(post, to=elsewhere)),
        ("moved", lambda: move_posts(actor=cast.referent, move=stale, cid=new_cid(), now=now)),
        ("empty", lambda: shift(post, title="  ")),
        ("guard", lambda: shift(post, title="Appelez 06 12 34 56 78")),
    ):
        with pytest.raises((RoomRefusal, TextRefusal, GuardRefusal)) as refusal:
            act()
        assert refusal.value.code == code
    archive_room(actor=None, room_id=main.room_id, now=now)
    with pytest.raises(RoomRefusal) as refusal:
        shift(post, to=other)
    assert (refusal.value.code, where(post)) == ("archived", [main.pk])


def test_a_title_that_says_too_much_goes_when_one_is_sure(cast, say, shift):
    post = say()

    shift(post, title="Appelez 06 12 34 56 78", sure=True)

    assert Post.objects.get(pk=post.pk).discussion.title == "Appelez 06 12 34 56 78"


def test_what_is_closed_deleted_or_hidden_moves_as_it_is(cast, main, other, say, shift, now):
    gone, hidden, last = say("Un"), say("Deux"), say("Trois")
    delete_post(actor=cast.mentor, post_id=gone.pk, now=now)
    hide_post(actor=cast.referent, post_id=hidden.pk, reason="advert", now=now)
    lock_discussion(actor=cast.referent, discussion_id=main.pk, now=now)

    shift(gone, which=Passage.FOLLOWING, to=other)

    assert where(gone, hidden, last) == [other.pk] * 3
    edit_post(actor=cast.mentor, post_id=last.pk, body="Trois, enfin", now=now)


def test_only_what_was_shown_before_goes_along(cast, main, other, say, shift):
    first, last = say("Un"), say("Deux")
    late = say("Entre-temps")

    shift(first, which=Passage.FOLLOWING, to=other, until=last.seq)

    assert where(first, last, late) == [other.pk, other.pk, main.pk]


def test_the_pages_ask_say_it_in_words_and_do_it(clock, cast, signed_in, main, other, say):
    first = say("Qui vient au musée dimanche ?")
    answer = say("Moi, avec plaisir", who="referent", quote_seq=first.seq)
    browser, room = signed_in("referent"), f"/fr/salon/{main.room_id}/"
    path = f"{room}messages/{first.pk}/deplacer/"

    assert path in text(browser.get(f"{room}messages/{first.pk}/actes/"))
    assert "deplacer" not in text(signed_in("mentor").get(f"{room}messages/{first.pk}/actes/"))
    asked = text(browser.get(path))
    assert "Ce message et ses réponses (2)" in asked and "et tous les suivants" not in asked, "which would be the same"
    fields = {"which": "answers", "target": "new", "source": main.pk, "until": answer.seq, "cid": new_cid()}
    untitled = browser.post(path, fields)
    assert (untitled.status_code, "Donnez un titre" in text(untitled)) == (422, True)
    shown = browser.post(path, {**fields, "title": "Dimanche au musée"})
    words = "De « Discussion » vers une nouvelle discussion, « Dimanche au musée »."
    assert shown.status_code == 200 and words in text(shown) and "Moi, avec plaisir" in text(shown)
    again = text(browser.post(path, {**fields, "title": "Dimanche au musée", "back": "1"}))
    assert 'value="Dimanche au musée"' in again and "Vers où ?" in again
    assert where(first, answer) == [main.pk] * 2, "nothing has moved yet"

    done = browser.post(path, {**fields, "title": "Dimanche au musée", "confirm": "1"}, follow=True)

    target = Discussion.objects.get(title="Dimanche au musée")
    assert done.redirect_chain[-1] == (f"{room}{target.pk}/?message={first.seq}#moved", 303)
    assert "Vous avez déplacé 2 messages" in text(done)
    assert where(first, answer) == [target.pk] * 2
    left = text(signed_in("mentor").get(f"{room}{main.pk}/"))
    assert "2 messages d’ici se trouvent maintenant dans « Dimanche au musée »." in left
    say("Le musée ouvre à dix heures", discussion_id=other.pk)
    late = browser.post(path, {**fields, "target": str(other.pk), "cid": new_cid(), "confirm": "1"})
    assert (late.status_code, "ont été déplacés entre-temps" in text(late)) == (422, True)


def test_old_addresses_lead_to_the_new_place_and_search_names_it(clock, cast, signed_in, main, other, say, shift):
    post, browser, room = say("Le rendez-vous au musée"), signed_in("mentor"), f"/fr/salon/{main.room_id}/"
    shift(post, to=other)
    here = f"{room}{other.pk}/?message={post.seq}#m{post.seq}"

    old = browser.get(f"{room}{main.pk}/?message={post.seq}", follow=True)
    mailed = browser.get(f"{room}messages/{post.pk}/")
    found = text(browser.get(f"/fr/recherche/?mots=musee&promotion={cast.promotion.pk}&discussion={other.pk}"))

    assert (old.redirect_chain[-1][0], mailed.url) == (here, here)
    assert "Le rendez-vous au" in found and "Le musée" in found
    assert browser.get(f"{room}{main.pk}/?message=99").status_code == 200
    assert signed_in("other_mentor").get(f"{room}{main.pk}/?message={post.seq}").status_code == 404
