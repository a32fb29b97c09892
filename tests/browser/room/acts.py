"""What people do in a room's page, and where things stand on it."""

import json
import re
from typing import Any

from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, WebSocket, expect

from community.actions.posts import write_post
from community.actions.reading import mark_read
from community.models import Discussion, Post, Room
from hub.live.commands import new_cid
from hub.models import Person

WAITING = "En attente du réseau"
# Where a field leaves its text for the other devices of whoever writes it.
KEEP = re.compile(r"/brouillon/$")


def send(page: Page, words: str) -> None:
    """Writes and sends."""
    page.get_by_label("Votre message").fill(words)
    page.get_by_role("button", name="Envoyer").click()


def article(page: Page, words: str) -> Locator:
    """The newest message in the list with these words."""
    return page.locator("#posts > li[data-post]").filter(has=page.locator(".tx", has_text=words)).last


def act(page: Page, words: str, name: str) -> None:
    """Opens what is folded away under a message, and presses it."""
    under = article(page, words)
    if under.locator("details[open]").count() == 0:
        under.locator("summary").click()
    under.get_by_role("link", name=name).or_(under.get_by_role("button", name=name)).click()


def all_with(page: Page, words: str) -> Locator:
    """Whatever in the list holds these words, stored or on its way."""
    return page.locator("#posts > li").filter(has=page.locator(".tx", has_text=words))


def pending(page: Page) -> Locator:
    """One's own messages that are not in the log yet."""
    return page.locator("#posts > li.pending")


def say(author: Person, discussion: Discussion, words: str) -> int:
    """Somebody else writes, by the action; the number of the message."""
    written = write_post(
        actor=author,
        room_id=discussion.room_id,
        discussion_id=discussion.pk,
        body=words,
        cid=new_cid(),
        now=timezone.now(),
    )
    return int(written.seq or 0)


def stored(room: Room, words: str) -> list[str]:
    """The bodies in the database that begin so, in the order of the log."""
    return list(Post.objects.filter(room=room, body__startswith=words).order_by("seq").values_list("body", flat=True))


def read_up(person: Person, room: Room) -> None:
    """Everything in the room is read."""
    places = dict(Discussion.objects.filter(room=room).values_list("pk", "last_seq"))
    mark_read(actor=person, room_id=room.pk, places=places, now=timezone.now())


def frames(page: Page) -> list[dict[str, Any]]:
    """Everything that the page's sockets hear from now on, as it comes."""
    heard: list[dict[str, Any]] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda text: heard.append(json.loads(text)))

    page.on("websocket", listen)
    return heard


def cut(context: BrowserContext, pattern: str = r"/messages/$") -> re.Pattern[str]:
    """No message leaves this browser until `context.unroute(…)`, while its pages still load."""
    where = re.compile(pattern)
    context.route(where, lambda route: route.abort("internetdisconnected"))
    return where


def expect_bodies(page: Page, words: str, wanted: list[str]) -> None:
    """They come to be these, in this order."""
    expect(page.locator("#posts > li[data-post] .tx").filter(has_text=words)).to_have_text(wanted)
