"""Opening and renaming a discussion."""

import pytest
from django.db import IntegrityError, transaction

from community.actions.discussions import open_discussion, rename_discussion
from community.actions.rooms import RoomRefusal, archive_room
from community.models import Discussion, Post
from community.text import TextRefusal
from hub.live.commands import new_cid
from hub.models import Entry, LogEvent


@pytest.fixture
def start(cast, now):
    def one(who="mentor", title="Déjeuner du 12", body="Qui vient ?", **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
        return open_discussion(actor=cast.people[who], title=title, body=body, **facts)

    return one


def test_a_discussion_opens_with_its_first_message(cast, start):
    written = start()

    discussion = Discussion.objects.get(title="Déjeuner du 12")
    kinds = LogEvent.objects.filter(topic__key=written.topic).order_by("seq").values_list("kind", "target")
    assert list(kinds)[-2:] == [("discussion.add", discussion.pk), ("post", written.target)]
    assert (discussion.opened_by, discussion.last_seq) == (cast.mentor, written.seq)


def test_a_double_click_opens_one(start):
    cid = new_cid()

    first, again = start(cid=cid), start(cid=cid)

    assert (first.target, again.duplicate) == (again.target, True)
    assert Discussion.objects.filter(title="Déjeuner du 12").count() == Post.objects.count() == 1


@pytest.mark.parametrize(("title", "body"), [("", "x"), ("x" * 81, "x"), ("Sujet", "  ")])
def test_half_a_discussion_is_none(start, title, body):
    with pytest.raises(TextRefusal):
        start(title=title, body=body)

    assert Discussion.objects.filter(title=title).exclude(title="").count() == 0


def test_strangers_open_none(start):
    with pytest.raises(RoomRefusal):
        start("other_mentor")


def test_whoever_opened_it_renames_it(cast, start, now):
    start()
    discussion = Discussion.objects.get(title="Déjeuner du 12")

    renamed = rename_discussion(actor=cast.mentor, discussion_id=discussion.pk, title="Déjeuner du 13", now=now)
    again = rename_discussion(actor=cast.mentor, discussion_id=discussion.pk, title="Déjeuner du 13", now=now)

    assert Discussion.objects.get(pk=discussion.pk).title == "Déjeuner du 13"
    assert (LogEvent.objects.get(kind="discussion.edit").seq, again.seq) == (renamed.seq, None)


def test_those_who_keep_order_rename_it_also_once_the_room_is_archived_and_whoever_opened_it_has_left(
    clock, cast, start, now, signed_in
):
    """A title may name a young person, and cannot be hidden as a message can."""
    start(title="Pour Aïcha Benali")
    discussion = Discussion.objects.get(title="Pour Aïcha Benali")
    Discussion.objects.filter(pk=discussion.pk).update(opened_by=None)
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)
    talk = f"/fr/salon/{cast.promotion.room_id}/{discussion.pk}/"
    page, browser = f"{talk}titre/", signed_in("referent")

    way = f'href="{page}"'
    ways = [way in signed_in(who).get(talk).content.decode() for who in ("referent", "mentor", "trainer")]
    answer = browser.post(page, {"title": "Pour un jeune"})

    assert (ways, answer.status_code) == ([True, False, False], 303)
    assert Discussion.objects.get(pk=discussion.pk).title == "Pour un jeune"
    line = Entry.objects.get(verb="discussion.rename")
    assert (line.actor, line.target_id, line.codes) == (cast.referent, discussion.pk, {})


def test_in_an_archived_room_whoever_opened_it_renames_it_no_more(cast, start, now):
    start()
    discussion = Discussion.objects.get(title="Déjeuner du 12")
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)

    with pytest.raises(RoomRefusal) as refusal:
        rename_discussion(actor=cast.mentor, discussion_id=discussion.pk, title="Autre", now=now)

    assert refusal.value.code == "archived"


def test_others_do_not_nor_does_the_first_one_get_a_name(cast, start, now):
    start()
    opened = Discussion.objects.get(title="Déjeuner du 12")
    first = Discussion.objects.get(room=cast.promotion.room_id, title="")

    for who, discussion in ((cast.trainer, opened), (cast.mentor, first), (cast.referent, first)):
        with pytest.raises(RoomRefusal):
            rename_discussion(actor=who, discussion_id=discussion.pk, title="Autre", now=now)


def test_a_room_has_one_discussion_without_a_title(cast, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Discussion.objects.create(room=cast.promotion.room, title="", created_at=now)
