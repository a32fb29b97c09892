"""A topic that is first read while its first listener is greeted: what was seen to have come is fetched at once."""

import pytest

from hub.live.reader import Reader
from hub.live.readings import Reading
from hub.live.rights import Place


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_a_reading_begun_before_the_greeting_is_not_the_last(cast):
    key = cast.promotion.room.key
    reader = Reader()
    feed = reader.feed(key)
    begun_before = Reading(Place(6, "bbbbbbbb"))
    feed.begin(5, "aaaaaaaa", 0)

    reader.take(feed, begun_before)

    assert key in reader.dirty
    await reader.close()


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_a_reading_that_found_nothing_new_is(cast):
    key = cast.promotion.room.key
    reader = Reader()
    feed = reader.feed(key)
    feed.begin(6, "bbbbbbbb", 0)

    reader.take(feed, Reading(Place(6, "bbbbbbbb")))

    assert key not in reader.dirty
    await reader.close()
