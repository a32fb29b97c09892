"""The short way to the sockets, beside Daphne's own: the same bytes in the same order, and a bound on what waits."""

import asyncio
import json
import socket
import time
from contextlib import closing, suppress
from types import SimpleNamespace

import pytest
from daphne.server import Server
from django.conf import settings
from websockets.sync.client import connect

from hub.live import daphne as ours
from hub.live.frames import MUCH, SHORT, Frame
from hub.live.lanes import GONE, MOST_WAITING
from tests.fixtures.live import session_for
from tests.hub.bare import HANDSHAKE, dial, masked, take, wait_for


class Listener:
    """A script that only hears, by the queue or at once."""

    house = None

    def __init__(self, *, at_once) -> None:
        self.at_once = at_once

    async def __call__(self, short, send) -> None:
        if short and self.at_once:
            short["listen"](lambda text: self.house.heard.append({"type": "websocket.receive", "text": text}))


class House:
    """An application that says what its script says, and keeps what it hears."""

    def __init__(self, script) -> None:
        self.script, self.heard, self.extensions, self.over = script, [], None, False

    async def __call__(self, scope, receive, send) -> None:
        await receive()
        self.extensions = scope.get("extensions", {})
        await send({"type": "websocket.accept"})
        await self.script(self.extensions.get(SHORT), send)
        while (message := await receive())["type"] != "websocket.disconnect":
            self.heard.append(message)
        self.over = True


@pytest.fixture
def open_second(server):
    """open_second(application, kind): another server on the reactor of the first; answers its port."""
    from twisted.internet import reactor  # noqa: PLC0415  # installed by the first

    def open_one(application, *, short=True, endpoint="tcp:0:interface=127.0.0.1"):
        made = ours.make_server(application, endpoint, signal_handlers=False)
        if not short:
            made = Server(application, endpoints=[endpoint], verbosity=0)
        # Daphne then does all but run the reactor, which runs already.
        made.abort_start = True
        reactor.callFromThread(lambda: (made.run(), short and made.shorten()))
        for _ in range(400):
            if made.listeners and made.listeners[0].called:
                break
            time.sleep(0.01)
        return made.listening_addresses[0][1] if made.listening_addresses else 0

    return open_one


TEXTS = [*("é" * (size // 2) + "x" * (size % 2) for size in (1, 124, 125, 126, 127, 65535, 65536, 70001)), "\0", "𝄞"]


def test_frames_are_the_same_as_daphne_s_and_in_the_order_they_were_sent(open_second):
    async def short_and_long(short, send):
        for index, text in enumerate(TEXTS):
            if short and index % 3:
                assert short["lane"].send(Frame(text).octets) >= 0
            else:
                await send({"type": "websocket.send", "text": text})

    houses = [House(short_and_long), House(short_and_long)]
    ports = [open_second(houses[0]), open_second(houses[1], short=False)]
    size = sum(len(Frame(text).octets) for text in TEXTS)

    said = []
    for port in ports:
        with closing(dial(port)) as client:
            said.append(take(client, size))

    assert [bool(house.extensions) for house in houses] == [True, False]
    assert said[0] == said[1] == b"".join(Frame(text).octets for text in TEXTS)


def test_what_the_kernel_does_not_take_at_once_follows_in_order(open_second):
    waiting = []
    texts = [letter * 40_000 for letter in "abcdefgh"]

    async def talk(short, send):
        for index, text in enumerate(texts):
            if index % 4 == 3:
                await send({"type": "websocket.send", "text": text})
            else:
                waiting.append(short["lane"].send(Frame(text).octets))

    whole = b"".join(Frame(text).octets for text in texts)
    with closing(dial(open_second(House(talk)), window=4096)) as client:
        time.sleep(0.3)

        assert take(client, len(whole)) == whole
    assert min(waiting) >= 0


def test_who_never_reads_is_dropped_before_much_waits(open_second):
    waiting = []

    async def talk(short, send):
        frame = Frame("x" * 30_000).octets
        while not waiting or waiting[-1] >= 0:
            waiting.append(short["lane"].send(frame))
            await asyncio.sleep(0)
        waiting.append(short["lane"].send(frame))

    house = House(talk)
    with closing(dial(open_second(house), window=4096)):
        wait_for(lambda: house.over)

    assert waiting[-2:] == [GONE] * 2
    assert MOST_WAITING < max(waiting) <= MOST_WAITING + 31_000


def test_a_goodbye_comes_after_what_waits(open_second):
    answers = []
    frame = Frame("x" * 200_000).octets

    async def talk(short, send):
        answers.append(short["lane"].send(frame))
        await send({"type": "websocket.close", "code": 4408})
        answers.append(short["lane"].send(Frame("late").octets))

    with closing(dial(open_second(House(talk)), window=4096)) as client:
        assert take(client, len(frame) + 4) == frame + b"\x88\x02" + (4408).to_bytes(2)
        client.sendall(masked(0x88, (4408).to_bytes(2)))
        assert take(client, 1) == b""
    assert answers[0] >= 0 and answers[1] == GONE


def test_who_has_left_is_gone(open_second):
    answers = []

    async def talk(short, send):
        while not answers or answers[-1] >= 0:
            answers.append(short["lane"].send(Frame("x" * 1000).octets))
            await asyncio.sleep(0.01)

    house = House(talk)
    dial(open_second(house)).close()

    wait_for(lambda: house.over)
    assert answers[-1] == GONE


BYE = masked(0x88, (1000).to_bytes(2))
SAYINGS = {
    "every small size": b"".join(masked(0x81, b"a" * size) for size in range(130)),
    "alone": masked(0x81, b'{"t":"ack"}'),
    "not of ASCII": masked(0x81, "é".encode()),
    "binary": masked(0x82, b"x"),
    "in pieces": masked(0x01, b"a") + masked(0x80, b"b") + masked(0x81, b"c"),
    "with a ping within": masked(0x01, b"a") + masked(0x89, b"p") + masked(0x80, b"b") + BYE,
    "no UTF-8": masked(0x81, b"\xff"),
    "not masked": b"\x81\x01a",
    "of an extension": masked(0xC1, b"a"),
    "goodbye": masked(0x81, b"a") + BYE,
    "cut short": masked(0x81, b"abc")[:-1],
}


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("cut", [1, 3, 7, 100_000])
def test_what_is_said_is_heard_as_by_daphne(open_second, cut, at_once):
    heard = {}
    for short in (True, False):
        house = House(Listener(at_once=at_once))
        house.script.house = house
        port = open_second(house, short=short)
        for name, data in SAYINGS.items():
            with closing(dial(port)) as client:
                # What is wrong is cut off, perhaps while we still speak.
                with suppress(OSError):
                    for start in range(0, len(data[:400]) if cut < 10 else len(data), cut):
                        client.sendall(data[start : start + cut])
                        time.sleep(0.0005 if cut < 10 else 0)
                    client.shutdown(socket.SHUT_WR)
                answer = take(client, 100)
            wait_for(lambda house=house: house.over)
            heard[short, name] = (house.heard, answer if data.endswith(BYE) else b"")
            house.heard, house.over = [], False

    assert {name: heard[True, name] for name in SAYINGS} == {name: heard[False, name] for name in SAYINGS}
    assert heard[True, "alone"][0] == [{"type": "websocket.receive", "text": '{"t":"ack"}'}]


def test_it_is_not_offered_where_a_socket_is_not_of_tcp(open_second, tmp_path):
    async def listen(short, send):
        await send({"type": "websocket.send", "text": "plain"})

    house = House(listen)
    open_second(house, endpoint=f"unix:{tmp_path}/s")
    client = socket.socket(socket.AF_UNIX)
    with closing(client):
        client.settimeout(10)
        client.connect(f"{tmp_path}/s")
        client.sendall(HANDSHAKE)
        wait_for(lambda: house.extensions is not None)

    assert house.extensions == {}


def test_it_was_made_for_the_versions_that_are_here():
    assert ours.strangers() == []
    assert type(ours.make_server(None, "tcp:0")) is ours.ShortServer


def test_other_versions_are_left_alone_and_that_is_said(monkeypatch, caplog):
    monkeypatch.setitem(ours.MADE_FOR, "autobahn", "25.")

    made = ours.make_server(None, "tcp:0:interface=127.0.0.1")

    assert type(made) is Server
    assert "no short way to the sockets with autobahn" in caplog.text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.race
@pytest.mark.parametrize("short", [True, False])
def test_the_room_is_the_same_by_either_way(open_house, open_second, say, short):
    from hub.asgi import application  # noqa: PLC0415  # opens the database

    base, cast = open_house
    key, port = f"room:{cast.promotion.room_id}", open_second(application, short=short)
    first = say("referent", "Un")
    for n in range(12):
        say(["referent", "coordinator", "trainer", "admin"][n % 4], "é" * 7000)
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session_for(cast.mentor)}"}

    with connect(f"ws://127.0.0.1:{port}/live/", origin=base, additional_headers=cookie, legacy=True) as client:
        client.send(json.dumps({"t": "hello", "v": 1, "subs": [{"topic": key, "after": f"{first.seq}.{first.h}"}]}))
        assert json.loads(client.recv(10))["t"] == "welcome"
        found, sizes = [], []
        while len(found) < 12:
            text = client.recv(10)
            frame = SimpleNamespace(**{"items": None, **json.loads(text)})
            found += [one["s"] for one in frame.items or [vars(frame)]]
            sizes.append(len(text))

    assert found == list(range(first.seq + 1, first.seq + 13))
    assert len(sizes) > 1 and max(sizes) < MUCH + 1000
