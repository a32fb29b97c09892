"""What somebody has just moved can be put back for ten minutes, and nobody's reading changes."""

import re
from datetime import timedelta

import pytest

from community.actions.moves import move_back
from community.actions.rooms import RoomRefusal
from community.models import Discussion
from community.passages import Passage
from hub.models import Entry, LogEvent
from tests.community.moving import read_up, unread_of, where

PEOPLE = ("mentor", "referent", "coordinator", "trainer")


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode()).replace("\xa0", " ")


@pytest.fixture
def back(cast, main, now):
    """back(written, minutes=1, who="referent"): puts back what was moved then."""

    def one(written, minutes=1, who="referent"):
        at = now + timedelta(minutes=minutes)
        return move_back(actor=cast.people[who], room_id=main.room_id, number=written.seq, now=at)

    return one


def test_it_stands_where_it_stood_and_what_was_read_meanwhile_stays_read(cast, main, other, say, shift, back, now):
    first, last = say("Un"), say("Deux")
    late = say("Tard", discussion_id=other.pk)
    read_up(cast, "coordinator", other, late.seq, now)
    moved = shift(first, which=Passage.FOLLOWING, to=other)
    read_up(cast, "trainer", other, late.seq, now)
    before = {name: unread_of(cast, name) for name in PEOPLE}

    written = back(moved)

    assert where(first, last, late) == [main.pk, main.pk, other.pk]
    assert {name: unread_of(cast, name) for name in PEOPLE} == before
    assert (unread_of(cast, "trainer"), unread_of(cast, "coordinator")) == (set(), {first.pk, last.pk})
    main.refresh_from_db()
    other.refresh_from_db()
    assert (main.last_seq, other.last_seq) == (last.seq, late.seq)
    events = LogEvent.objects.filter(topic__key=cast.promotion.room.key, seq__gte=written.seq).order_by("seq")
    assert [(one.kind, one.target) for one in events] == [("move", first.pk), ("move", last.pk)]
    codes = {"left": other.pk, "joined": main.pk, "number": 2}
    assert Entry.objects.get(verb="post.move_back").codes == codes


def test_again_changes_nothing(main, other, say, shift, back):
    post = say()
    moved = shift(post, to=other)
    back(moved)

    again = back(moved, 2)

    assert (again.seq, again.target, where(post)) == (None, post.pk, [main.pk])


@pytest.mark.parametrize(("minutes", "who"), [(10, "referent"), (1, "coordinator")])
def test_too_late_or_by_somebody_else_it_stays(other, say, shift, back, minutes, who):
    post = say()
    moved = shift(post, to=other)

    with pytest.raises(RoomRefusal) as refusal:
        back(moved, minutes, who)

    assert (refusal.value.code, where(post)) == ("late", [other.pk])


def test_what_was_moved_again_stays(main, other, say, shift, back, now):
    first, last = say("Un"), say("Deux")
    moved = shift(first, which=Passage.FOLLOWING, to=other)
    shift(last, title="Plus loin", who="coordinator", now=now + timedelta(seconds=5))

    with pytest.raises(RoomRefusal) as refusal:
        back(moved)

    assert refusal.value.code == "late"
    assert where(first) == [other.pk]


def test_only_those_who_keep_order_put_back(other, say, shift, back):
    moved = shift(say(), to=other)

    with pytest.raises(RoomRefusal) as refusal:
        back(moved, who="mentor")

    assert refusal.value.code == "forbidden"


def test_both_pages_offer_it_to_whoever_moved_and_it_goes_without_a_script(clock, cast, signed_in, main, say, shift):
    first, last = say("Au musée ?"), say("Volontiers")
    browser, room = signed_in("referent"), f"/fr/salon/{main.room_id}/"
    moved = shift(first, which=Passage.FOLLOWING, title="Dimanche")
    target = Discussion.objects.get(title="Dimanche")
    path, told = (
        f"{room}deplacements/{moved.seq}/annuler/",
        "Vous avez déplacé 2 messages de « Discussion » vers « Dimanche ».",
    )

    here, there = (text(browser.get(f"{room}{one.pk}/")) for one in (main, target))
    assert told in here and told in there and path in here and path in there
    assert "annuler" not in text(signed_in("coordinator").get(f"{room}{target.pk}/")).split('id="ecrire"')[0]

    done = browser.post(path, follow=True)

    assert done.redirect_chain[-1][0] == f"{room}{main.pk}/?message={first.seq}#m{first.seq}"
    assert where(first, last) == [main.pk] * 2
    page = text(done)
    assert path not in page and "Au musée ?" in page
    assert "Dimanche" not in page, "what is empty is not listed, nor pointed to"
    assert "Dimanche" in text(browser.get(f"{room}{target.pk}/")), "but its address stays"
    for form in ("sondages/", "pour/", f"messages/{first.pk}/deplacer/"):
        assert "Dimanche" not in text(browser.get(room + form)), "nor offered to be written in"


def test_after_ten_minutes_no_page_offers_it_and_the_button_says_why(clock, signed_in, main, other, say, shift):
    browser, moved = signed_in("referent"), shift(say("Au musée ?"), to=other)
    clock.shift(601)
    page = text(browser.get(f"/fr/salon/{main.room_id}/{other.pk}/"))
    late = browser.post(f"/fr/salon/{main.room_id}/deplacements/{moved.seq}/annuler/")

    assert "Au musée ?" in page and "deplacements" not in page
    assert (late.status_code, "pendant dix minutes" in text(late)) == (422, True)
