"""What was committed in this process is handed to its reader: the same words as the log has, and never out of its order."""

import pytest
from django.utils import timezone

from community.actions.posts import delete_post, edit_post, write_post
from community.models import Membership, Post
from hub.live import bell
from hub.live.commands import new_cid
from hub.live.encode import News, Said, encode
from hub.live.feeds import Feed
from hub.live.reader import Reader
from hub.live.readings import read
from hub.live.topics import Payload, find
from hub.models import LogEvent


@pytest.fixture
def room(transactional_db, cast):
    """The cast's room: its topic as a feed that holds all, and the news that its commits bring."""
    key = cast.promotion.room.key
    feed, heard = Feed(key, *find(key), list), []
    place = read([feed])[key].place
    feed.begin(place.head, place.h, place.min)

    def listen(_key, news=None):
        heard.append(news)

    def post(author, body="Bonjour @tous <b>", **more):
        now = timezone.now()
        return write_post(actor=author, room_id=cast.promotion.room_id, body=body, cid=new_cid(), now=now, **more)

    bell.listen(listen)
    yield feed, heard, post
    bell.leave(listen)


def test_it_says_what_the_log_says(cast, room):
    feed, heard, post = room
    now = timezone.now()
    for role in (Membership.Role.GODPARENT, Membership.Role.REFERENT):
        Membership.objects.create(promotion=cast.promotion, person=cast.mentor, role=role, starts_at=now, in_force=True)

    for author in (cast.mentor, cast.referent, cast.mentor):
        post(author)
    fresh = read([feed])[feed.key].fresh

    assert len(fresh) == len(heard) == 3
    assert [news.entry.frame.text for news in heard] == [entry.frame.text for entry in fresh]
    assert '"role":"referent"' in fresh[0].frame.text
    assert [news.entry.about for news in heard] == [entry.about for entry in fresh]
    assert [news.said.before for news in heard] == [feed.h, *(entry.event.h for entry in fresh[:2])]


def test_an_event_holds_neither_its_author_nor_what_they_came_with(cast, room):
    _feed, heard, post = room

    post(cast.mentor)

    (news,) = heard
    assert news.event.actor_id == cast.mentor.pk
    assert not news.event._state.fields_cache  # Django's name for the objects a row holds


def test_what_quotes_others_or_changes_something_is_read_from_the_log(cast, room):
    _feed, heard, post = room

    first = post(cast.mentor)
    post(cast.referent, quote_seq=first.seq)
    delete_post(actor=cast.mentor, post_id=first.target, now=timezone.now())

    assert heard[0] is not None
    assert not any(heard[1:])


def test_one_event_read_alone_says_what_it_says_among_others(cast, room):
    feed, _heard, post = room
    first = post(cast.referent, "Vendredi ?")
    quoting = post(cast.mentor, "Oui", quote_seq=first.seq)
    edit_post(actor=cast.mentor, post_id=quoting.target, body="Non", now=timezone.now())
    delete_post(actor=cast.referent, post_id=first.target, now=timezone.now())
    post(cast.mentor, "À lundi", quote_seq=quoting.seq)
    Post.objects.filter(pk=quoting.target).update(author=None)
    events = list(LogEvent.objects.filter(topic__key=feed.key).order_by("seq"))

    together = [entry.frame.text for entry in encode(feed.topic, feed.key, events)]

    assert [encode(feed.topic, feed.key, [event])[0].frame.text for event in events] == together
    assert {"post", "edit", "delete"} <= {event.kind for event in events}


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("why", ["", "gap", "other", "erased", "reading", "dirty"])
async def test_it_is_taken_only_where_it_follows(cast, why):
    key = cast.promotion.room.key
    reader = Reader()
    feed = reader.feed(key)
    feed.begin(5, "aaaaaaaa", 0)
    news = news_of(cast, seq=7 if why == "gap" else 6, before="b" * 8 if why == "other" else "a" * 8)
    if why == "erased":
        feed.min = -1
    if why in {"reading", "dirty"}:
        getattr(reader, why).add(key)

    reader.take_in(news, news.entry)

    assert (feed.head, feed.h) == ((5, "aaaaaaaa") if why else (6, news.event.h))
    assert (key in reader.dirty) == bool(why)
    await reader.close()


def news_of(cast, *, seq, before):
    """A post's event as the action hands it over."""
    event = LogEvent(seq=seq, kind="post", target=1, at=timezone.now())
    return News(cast.promotion.room.key, event, Said(Payload({"html": "<p>Bonjour</p>"}), before), 0)
