"""A client of the live rooms written from docs/live.md alone: the standard library, `websockets`, and nothing of ours."""

import http.client
import json
import random
import time
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

ACK_EVENTS, ACK_SECONDS = 16, 2.0
AHEAD, SILENCE = 3.0, 45.0
ABOUT_POSTS = {"post", "edit", "delete", "hide", "unhide"}


class Page(HTMLParser):
    """What the element #room says, the messages below it, {target: seq}, and the discussions, {number: address}."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.place: dict[str, str] = {}
        self.shown: dict[int, int] = {}
        self.talks: dict[str, str] = {}
        self.models = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A message in a template is none."""
        named = {name: value or "" for name, value in attrs}
        self.models += tag == "template"
        if named.get("id") == "room":
            self.place = named
        elif "data-post" in named and not self.models:
            self.shown[int(named["data-post"])] = int(named["data-seq"])
        elif tag == "a" and "data-discussion" in named:
            self.talks[named["data-discussion"]] = named["href"]

    def handle_endtag(self, tag: str) -> None:
        """Templates end too."""
        self.models -= tag == "template"


class Refused(Exception):  # noqa: N818  # an answer, not an error
    """The server says no; the first word is the code."""


class Stranger:
    """One person's view of one room; `events` is everything taken so far, in order."""

    def __init__(self, site: str, page: str, session: str) -> None:
        self.site, self.page = site.rstrip("/"), page
        self.cookies = {"sessionid": session}
        self.place: dict[str, str] = {}
        self.shown: dict[int, int] = {}
        self.cursor = "0."
        self.events: list[dict[str, Any]] = []
        self.posts: dict[int, dict[str, Any]] = {}
        self.reactions: dict[int, dict[str, Any]] = {}
        self.members: set[int] = set()
        self.titles: dict[int, str] = {}
        self.told: list[str] = []
        self.state: tuple[int, dict[str, Any]] = (-1, {})
        self.over = False
        self.again = False
        self.ahead_since = 0.0

    # Over HTTP

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One request; keeps the cookies that come with the answer."""
        link = http.client.HTTPConnection(urlsplit(self.site).netloc, timeout=20)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            link.request(method, path, body or None, {"Cookie": cookie, "Origin": self.site, **named})
            answer = link.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, _equals, rest = line.partition("=")
                self.cookies[name.strip()] = rest.split(";")[0]
            return answer.status, dict(answer.headers), answer.read()
        finally:
            link.close()

    def enter(self) -> None:
        """The page: where everything is, the cursor it stands at, and from the first unread message to the last."""
        page = self.look(self.page)
        self.place, self.shown = page.place, page.shown
        self.cursor = self.place["data-live-cursor"]
        here = page.talks[self.place["data-discussion"]]
        while "data-end" not in page.place:
            page = self.look(f"{here}?apres={max(page.shown.values())}")
            self.shown |= page.shown

    def look(self, path: str) -> Page:
        """A page of the room."""
        status, _headers, body = self.ask("GET", path)
        if status != 200:
            raise Refused(str(status))
        return Page(body.decode())

    @property
    def topic(self) -> str:
        """The topic of the room."""
        return self.place["data-live-topic"]

    def read_log(self, start: str | None = None) -> None:
        """Everything after the cursor, or after `start`."""
        self.cursor, more = start or self.cursor, True
        while more:
            path = f"{self.place['data-live-log']}?after={self.cursor}&limit=200"
            status, _headers, body = self.ask("GET", path, Accept="application/json")
            answer = json.loads(body)
            if status != 200:
                raise Refused(answer["refused"])
            if "reset" in answer:
                self.begin_anew(answer["reset"])
                return
            for event in answer["events"]:
                self.take(event)
            more = answer["more"]

    def write(self, text: str, cid: str, **more: Any) -> dict[str, Any]:
        """A message, as often as it takes; raises Refused where trying again is of no use."""
        body = json.dumps({"body": text, **more}).encode()
        for tries in range(20):
            try:
                status, headers, answer = self.ask(
                    "POST", self.place["data-live-post"], body, Content_Type="application/json",
                    Accept="application/json", Idempotency_Key=cid, X_CSRFToken=self.cookies.get("csrftoken", ""),
                )  # fmt: skip
            except (OSError, http.client.HTTPException):
                status, headers, answer = 0, {}, b""
            if status == 201:
                return dict(json.loads(answer))
            if status == 429:
                time.sleep(float(headers["Retry-After"]))
            elif status == 0 or status >= 500:
                time.sleep(random.uniform(0, min(2.0, 0.2 * 2**tries)))  # noqa: S311  # spreads tries
            else:
                raise Refused(json.loads(answer)["refused"])
        message = "no_answer"
        raise Refused(message)

    # What is held

    def take(self, event: dict[str, Any]) -> None:
        """The next event, once; a hole asks for a new hello."""
        at = int(self.cursor.partition(".")[0])
        if event["s"] <= at:
            return
        if event["s"] > at + 1:
            self.again = True
            return
        self.hold(event)
        self.events.append(event)
        self.cursor = f"{event['s']}.{event['h']}"

    def hold(self, event: dict[str, Any]) -> None:
        """What it changes; kinds that are not known are only counted."""
        kind, target = event["k"], event["target"]
        if kind in ABOUT_POSTS:
            if event.get("rev", 0) >= self.posts.get(target, {}).get("rev", 0):
                self.posts[target] = event
        elif kind == "move" and target in self.posts:
            self.posts[target] = {**self.posts[target], "d": event["d"], "rev": event["rev"]}
        elif kind in {"react", "unreact"}:
            self.reactions[target] = event.get("reactions", {})
        elif kind == "member.add":
            self.members.add(target)
        elif kind == "member.del":
            self.members.discard(target)
        elif kind.startswith("discussion."):
            self.titles[target] = event.get("title", "")

    def begin_anew(self, why: str) -> None:
        """What is held is dropped, and fetched again."""
        self.told.append(f"reset {why}")
        for held in (self.events, self.posts, self.reactions, self.titles):
            held.clear()
        self.enter()
        self.again = True

    # The socket

    def listen(self, until: Callable[[], bool], seconds: float = 15.0) -> bool:
        """Follows the room until that is true; comes back after every cut. False when it did not come true in time."""
        by, tries = time.monotonic() + seconds, 0
        while not until() and time.monotonic() < by and not self.over:
            try:
                with self.open() as link:
                    tries = self.converse(link, until, by)
            except (OSError, WebSocketException):
                tries += 1
            if not until() and not self.over:
                time.sleep(random.uniform(0, min(8.0, 0.5 * 2**tries)))  # noqa: S311  # spreads returns
        return until()

    def open(self) -> ClientConnection:
        """The handshake."""
        address = f"ws://{urlsplit(self.site).netloc}{self.place['data-live']}"
        cookie = f"sessionid={self.cookies['sessionid']}"
        origin = Origin(self.site)
        return connect(address, origin=origin, additional_headers={"Cookie": cookie}, open_timeout=5, proxy=None)

    def converse(self, link: ClientConnection, until: Callable[[], bool], by: float) -> int:
        """One connection, until it ends or there is no more need; answers how many tries in a row have failed: 0."""
        self.hello(link)
        heard = acked_at = time.monotonic()
        acked = len(self.events)
        while not until() and time.monotonic() < min(by, heard + SILENCE):
            try:
                frame = json.loads(link.recv(timeout=0.2))
            except TimeoutError:
                frame = {"t": "nothing"}
            else:
                heard = time.monotonic()
            if not self.hear(frame):
                return 0
            now, owed = time.monotonic(), len(self.events) - acked
            if owed >= ACK_EVENTS or (owed and now - acked_at > ACK_SECONDS):
                at = int(self.cursor.partition(".")[0])
                link.send(json.dumps({"t": "ack", "topic": self.topic, "s": at}))
                acked, acked_at = len(self.events), now
            if self.again or (self.ahead_since and now - self.ahead_since > AHEAD):
                self.hello(link)
                acked = len(self.events)
        return 0

    def hello(self, link: ClientConnection) -> None:
        """From the cursor on, and what is said of oneself."""
        self.again, self.ahead_since = False, 0.0
        subs: list[dict[str, str | None]] = [{"topic": self.topic, "after": self.cursor}]
        if "data-state" in self.place:
            subs.append({"topic": self.place["data-state"], "after": None})
        link.send(json.dumps({"t": "hello", "v": 1, "subs": subs}))

    def hear(self, frame: dict[str, Any]) -> bool:
        """One frame; False when the socket is of no more use."""
        kind, ours = frame["t"], frame.get("topic") == self.place["data-live-topic"]
        if kind == "bye":
            self.told.append(f"bye {frame['code']}")
            self.over = frame["code"] == 4401
            time.sleep(frame["after_ms"] / 1000)
            return False
        if kind == "hb":
            self.compare(frame["heads"])
        elif kind == "state" and frame["v"] > self.state[0]:
            self.state = (frame["v"], frame["data"])
        elif kind in {"ev", "evs"} and ours:
            for event in frame.get("items", [frame]):
                self.take(event)
        elif kind == "reset" and ours:
            self.begin_anew(frame["why"])
        elif kind == "gone" and ours:
            self.told.append("gone")
        return True

    def compare(self, heads: dict[str, int]) -> None:
        """Whether one is behind, or in another log."""
        at, head = int(self.cursor.partition(".")[0]), heads.get(self.topic)
        if head is None or head == at:
            self.ahead_since = 0.0
        elif head < at:
            self.again = True
        else:
            self.ahead_since = self.ahead_since or time.monotonic()
