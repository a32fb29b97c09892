"""Back after a while: what is new, since when and where, and one step to each of it."""

from datetime import timedelta

import pytest

from community.actions.discussions import open_discussion
from community.actions.posts import write_post
from community.actions.reading import mark_read
from community.models import Discussion, Post
from hub.live.commands import new_cid
from hub.models import Topic


@pytest.fixture
def missed(cast, now):
    """Two messages in one discussion and one in another, the oldest of yesterday; the last one answers the first."""
    facts = {"actor": cast.referent, "room_id": cast.promotion.room_id}
    then = now - timedelta(days=1)
    first = write_post(**facts, body="Une question", cid=new_cid(), now=then)
    open_discussion(**facts, title="Un CV", body="Qui relit ?", cid=new_cid(), now=now)
    write_post(**facts, body="Sa réponse", cid=new_cid(), quote_seq=first.seq, now=now)
    return first


def page_of(browser, cast):
    return browser.get(f"/fr/promotion/{cast.promotion.pk}/").content.decode()


def test_the_promotion_says_what_is_new_since_when_and_where(missed, cast, signed_in, clock):
    page = page_of(signed_in("mentor"), cast)

    assert "Depuis votre dernière visite (le plus ancien\xa0: hier)" in page
    assert "2 nouveaux messages dans «\xa0Discussion\xa0»" in page
    assert "1 nouveau message dans «\xa0Un CV\xa0»" in page


def test_each_line_leads_to_the_first_new_message_and_the_answer_stands_in_the_flow(missed, cast, signed_in, clock):
    browser, first = signed_in("mentor"), Discussion.objects.get(room=cast.promotion.room_id, title="")
    path = f"/fr/salon/{cast.promotion.room_id}/{first.pk}/"

    assert f'href="{path}#new"' in page_of(browser, cast)
    page = browser.get(path).content.decode()
    assert page.index('id="new"') < page.index("Une question") < page.index("Sa réponse")
    assert f'data-quote="{missed.target}"' in page


def test_what_has_been_read_stays_read_and_whoever_has_read_everything_is_told_nothing(
    missed, cast, signed_in, now, clock
):
    browser, room = signed_in("mentor"), cast.promotion.room_id
    places = dict(Discussion.objects.filter(room=room, title="").values_list("pk", "last_seq"))
    mark_read(actor=cast.mentor, room_id=room, places=places, now=now)
    clock.shift(timedelta(days=14))

    partly = page_of(browser, cast)
    browser.post(f"/fr/salon/{room}/lu/", {"seq": Topic.objects.get(key=f"room:{room}").head})
    nothing = page_of(browser, cast)

    assert "nouveaux messages dans" not in partly
    assert "1 nouveau message dans «\xa0Un CV\xa0»" in partly
    assert "Depuis votre dernière visite" not in nothing
    assert not Post.objects.unread_by(cast.mentor.pk).exists()


def test_the_address_of_a_message_in_a_mail_is_one_step_from_it_also_when_signed_out(
    missed, cast, signed_in, client, clock
):
    address = f"/fr/salon/{cast.promotion.room_id}/messages/{missed.target}/"

    straight = signed_in("mentor").get(address)
    asked = client.get(address)

    assert straight.url.endswith(f"?message={missed.seq}#m{missed.seq}")
    assert asked.url == f"/fr/connexion/?next={address}"


def test_the_line_costs_one_query_and_only_where_something_is_new(
    missed, cast, signed_in, clock, now, django_assert_max_num_queries
):
    browser = signed_in("mentor")
    browser.get(f"/fr/promotion/{cast.promotion.pk}/")

    with django_assert_max_num_queries(29):
        page_of(browser, cast)
