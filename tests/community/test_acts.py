"""The page of what one may do with a message, and the message alone."""

import re

import pytest

from community.actions.phases import archive_promotion, reopen_promotion
from community.actions.posts import delete_post, write_post
from community.actions.reactions import react_to_post
from community.actions.rooms import RoomRefusal
from community.models import Post
from community.text import TextRefusal
from hub.db import write as transaction
from hub.live.commands import CommandRefusal, new_cid
from hub.live.log import publish
from hub.models import LogEvent


class Mark:
    """A part that leaves its sign in the text of the post, or refuses."""

    def __init__(self, sign, *, stands_alone=False) -> None:
        self.sign, self.stands_alone = sign, stands_alone

    def facts(self):
        return {"mark": self.sign}

    def attach(self, post, *, actor, now):
        if not self.sign:
            raise RoomRefusal("mark", "No sign.")
        post.html = f"<p>{self.sign}</p>"
        post.save(update_fields=["html"])


@pytest.fixture
def write(cast, now):
    def one(body="Bonjour", cid=None, parts=()):
        room = cast.promotion.room_id
        return write_post(
            actor=cast.people["mentor"], room_id=room, body=body, cid=cid or new_cid(), parts=parts, now=now
        )

    return one


def test_a_part_is_written_with_its_post_or_nothing_is(transactional_db, write):
    cid = new_cid()
    first = write(cid=cid, parts=[Mark("a")])
    again = write(cid=cid, parts=[Mark("a")])
    with pytest.raises(RoomRefusal):
        write(parts=[Mark("")])

    post = Post.objects.get()
    assert (post.html, post.more) == ("<p>a</p>", True)
    assert again.duplicate and again.seq == first.seq
    assert LogEvent.objects.filter(kind="post").count() == 1


def test_another_part_is_another_command_and_only_some_stand_alone(transactional_db, write):
    cid = new_cid()
    write(cid=cid, parts=[Mark("a")])

    with pytest.raises(CommandRefusal) as reused:
        write(cid=cid, parts=[Mark("b")])
    with pytest.raises(TextRefusal) as empty:
        write(body=" ", parts=[Mark("b")])
    write(body="", parts=[Mark("b", stands_alone=True)])

    assert (reused.value.code, empty.value.code) == ("cid_reused", "empty")
    assert Post.objects.get(body="").html == "<p>b</p>"


def test_the_page_lists_what_this_person_may_do(clock, signed_in, cast, write):
    post = Post.objects.get(pk=write().target)
    path = f"/fr/salon/{post.room_id}/messages/{post.pk}/"

    mine = signed_in("mentor").get(path + "actes/").content.decode()
    theirs = signed_in("referent").get(path + "actes/").content.decode()

    assert f'href="{path}modifier/"' in mine and f'href="{path}supprimer/"' in mine
    assert f"repondre={post.seq}" in theirs
    assert f'href="{path}modifier/"' not in theirs


def test_the_page_says_in_words_who_gave_each_reaction(clock, signed_in, cast, now, write):
    post = Post.objects.get(pk=write().target)
    room, path = f"/fr/salon/{post.room_id}/", f"/fr/salon/{post.room_id}/messages/{post.pk}/actes/"
    browser = signed_in("mentor")
    before = browser.get(path).content.decode()
    for who, kind in (("referent", "thanks"), ("mentor", "thanks"), ("referent", "courage")):
        react_to_post(actor=cast.people[who], post_id=post.pk, kind=kind, now=now)

    shown = re.sub(r"\s+", " ", browser.get(path).content.decode())
    archive_promotion(actor=cast.referent, room_id=post.room_id, now=now)
    archived = browser.get(room).content.decode()
    still = re.sub(r"\s+", " ", browser.get(path).content.decode())
    reopen_promotion(actor=cast.referent, room_id=post.room_id, now=now)
    delete_post(actor=cast.mentor, post_id=post.pk, now=now)

    assert "Qui a donné quel mot" not in before
    for page in (shown, still):
        assert re.findall(r"<li><b>(\w+)</b> \((\d)\) ([^<]+)</li>", page) == [
            ("Merci", "2", "Referent D., Mentor D."),
            ("Courage", "1", "Referent D."),
        ]
    assert archived.count(f'href="{path}"') == 2
    assert "Qui a donné quel mot" not in browser.get(path).content.decode()


def test_a_message_alone_is_what_the_page_shows(clock, signed_in, cast, now, write):
    post = Post.objects.get(pk=write(parts=[Mark("a")]).target)
    browser = signed_in("mentor")
    path = f"/fr/salon/{post.room_id}/"

    whole = re.sub(r"\s+", " ", browser.get(path).content.decode())
    alone = re.sub(r"\s+", " ", browser.get(f"{path}messages/{post.pk}/fragment/").content.decode()).strip()
    delete_post(actor=cast.people["mentor"], post_id=post.pk, now=now)
    gone = browser.get(f"{path}messages/{post.pk}/fragment/").content.decode()

    assert alone in whole
    assert 'class="gone"' in gone


def test_a_change_beside_the_text_tells_pages_to_fetch_the_message(
    transactional_db, clock, signed_in, cast, now, write
):
    post = Post.objects.get(pk=write(parts=[Mark("a")]).target)
    from_ = LogEvent.objects.latest("pk")

    with transaction():
        publish(post.room.key, "vote", actor=cast.people["mentor"], target=post.pk, now=now)
    answer = signed_in("mentor").get(f"/live/log/{post.room.key}/?after={from_.seq}.{from_.uuid.hex[:8]}")

    (event,) = answer.json()["events"]
    assert (event["k"], event["target"], event["d"], event["more"]) == ("vote", post.pk, post.discussion_id, True)
    assert "html" not in event
