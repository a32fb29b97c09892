"""The doorbell between processes, over a Redis of the test's own that dies, freezes and forgets who listens."""

import asyncio
import shutil
import signal
import socketserver
import threading
from collections import Counter
from contextlib import suppress
from socket import create_connection

import pytest

from hub.live import bus
from hub.live.bus import Bus
from tests.faults.services import Redis
from tests.hub.bare import wait_for

pytestmark = pytest.mark.skipif(not shutil.which("redis-server"), reason="needs Debian's redis-server")
TROUBLE = "REDIS_URL: no doorbell (%s); the poll stands in for it"
AGAIN = "REDIS_URL: the doorbell works again"


class House(Bus):
    """A process: what its bus has heard. It looks for Redis again and again until the test is over."""

    over = threading.Event()

    def __init__(self, url) -> None:
        self.heard = Counter()
        super().__init__(url, lambda key: self.heard.update([key]))

    def ring(self):
        with suppress(SystemExit):
            super().ring()

    def listen(self):
        with suppress(SystemExit):
            super().listen()

    @property
    def pause(self):
        if self.over.wait(0.02):
            raise SystemExit
        return 0


class Forgetful(socketserver.ThreadingTCPServer):
    """A way to Redis that can keep from those who listen now all that they should hear, without a word."""

    daemon_threads = True

    def __init__(self, port) -> None:
        self.port, self.listeners, self.forgotten = port, set(), set()
        super().__init__(("127.0.0.1", 0), None)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def finish_request(self, near, _address):
        with suppress(OSError), create_connection(("127.0.0.1", self.port)) as far:
            threading.Thread(target=self.answer, args=(near, far), daemon=True).start()
            while data := near.recv(65536):
                if b"SUBSCRIBE" in data:
                    self.listeners.add(near)
                far.sendall(data)

    def answer(self, near, far):
        with suppress(OSError):
            while data := far.recv(65536):
                if near not in self.forgotten:
                    near.sendall(data)

    def forget(self):
        self.forgotten |= self.listeners


@pytest.fixture
def redis(tmp_path, monkeypatch):
    for name, value in (("PATIENCE", 0.3), ("CALL_EVERY", 0.1), ("DEAF_AFTER", 0.5)):
        monkeypatch.setattr(bus, name, value)
    monkeypatch.setattr(House, "over", threading.Event())
    before = set(threading.enumerate())
    redis = Redis(tmp_path)
    asyncio.run(redis.start())
    yield redis
    House.over.set()
    redis.child.end()
    wait_for(lambda: not any("live-bus" in thread.name for thread in set(threading.enumerate()) - before))


@pytest.fixture
def houses(redis):
    """Two processes that hear each other."""
    houses = [House(redis.url), House(redis.url)]
    wait_until_they_hear(houses)
    return houses


def wait_until_they_hear(houses):
    """Calls until each hears the other."""
    for here, there in (houses, houses[::-1]):
        wait_until_heard(here, there)


def wait_until_heard(here, there):
    """A ring is lost while a listener is not there yet."""
    before = there.heard["are you there?"]
    wait_for(lambda: here.spread("are you there?") or there.heard["are you there?"] > before)


def said(caplog):
    """What the buses told the log."""
    return Counter(record.msg for record in caplog.records if record.name == "hub.live.bus")


def test_a_ring_reaches_the_others_and_not_oneself(houses):
    one, other = houses

    one.spread("room:1")
    other.spread("room:2")
    wait_for(lambda: other.heard["room:1"] and one.heard["room:2"])

    assert (one.heard["room:1"], other.heard["room:1"]) == (0, 1)
    assert (one.heard["room:2"], other.heard["room:2"]) == (1, 0)
    assert one.heard[""] == other.heard[""] == 0


def test_nobody_waits_for_a_redis_that_is_frozen_and_close_rings_are_one(houses, redis):
    one, other = houses
    one.redis.connection_pool.connection_kwargs["socket_timeout"] = 60
    one.redis.connection_pool.disconnect()
    redis.child.send(signal.SIGSTOP)

    for number in range(3000):
        one.spread(f"room:{number % 3}")
    heard_meanwhile = other.heard["room:1"]
    redis.child.send(signal.SIGCONT)
    one.spread("the last")
    wait_for(lambda: other.heard["the last"])

    assert heard_meanwhile == 0
    assert all(1 <= other.heard[f"room:{number}"] <= 4 for number in range(3))


def test_redis_dies_and_comes_back(houses, redis, caplog):
    asyncio.run(redis.child.kill())
    wait_for(lambda: all(house.troubles > 3 for house in houses))
    said_meanwhile = said(caplog)
    houses[0].spread("lost")
    asyncio.run(redis.start())
    wait_for(lambda: not any(house.troubles for house in houses))
    wait_until_they_hear(houses)

    assert said_meanwhile == {TROUBLE: 2}
    assert said(caplog) == {TROUBLE: 2, AGAIN: 2}


def test_a_listener_whom_redis_has_forgotten_starts_anew(redis, caplog):
    way = Forgetful(redis.port)
    houses = [House(f"redis://127.0.0.1:{way.server_address[1]}/0"), House(redis.url)]
    wait_until_they_hear(houses)

    way.forget()
    wait_for(lambda: said(caplog)[AGAIN])
    wait_until_they_hear(houses)
    # The end of the way between is one more trouble.
    said_meanwhile = said(caplog)
    way.shutdown()
    way.server_close()

    assert said_meanwhile == {TROUBLE: 1, AGAIN: 1}


@pytest.mark.parametrize(("troubles", "seconds"), [(0, 0.5), (1, 1.0), (3, 4.0), (4, 5.0), (400, 5.0)])
def test_redis_is_left_alone_for_longer_while_it_stays_away(troubles, seconds):
    away = object.__new__(Bus)
    away.troubles = troubles

    assert away.pause == seconds
