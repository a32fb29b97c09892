"""Everybody at once: some are let in, the others wait for their turn, and nobody is sent away."""

import asyncio
import threading

from asgiref.sync import sync_to_async

from hub.config import database
from hub.line import AT_ONCE, in_line


class Pages:
    """An application whose answers wait for a sign."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.signs: dict[str, asyncio.Event] = {}

    async def __call__(self, scope, receive, send) -> None:
        self.begun.append(scope["path"])
        self.signs[scope["path"]] = asyncio.Event()
        await self.signs[scope["path"]].wait()
        if scope["path"] == "broken":
            raise LookupError


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


async def come(pages, names, at_once):
    door = in_line(pages, at_once)
    people = [asyncio.create_task(door({"type": "http", "path": name}, None, None)) for name in names]
    await settle()
    return people


def test_so_many_are_let_in_and_the_others_in_the_order_in_which_they_came():
    async def tried():
        pages = Pages()
        people = await come(pages, ["a", "b", "c", "d"], 2)
        assert pages.begun == ["a", "b"]

        pages.signs["b"].set()
        await settle()
        assert pages.begun == ["a", "b", "c"]

        for name in ("a", "c"):
            pages.signs[name].set()
        await settle()
        pages.signs["d"].set()
        await asyncio.gather(*people)

    asyncio.run(tried())


def test_nobody_who_comes_as_a_turn_ends_passes_those_who_wait():
    async def tried():
        pages = Pages()
        door = in_line(pages, 1)
        people = [asyncio.create_task(door({"type": "http", "path": name}, None, None)) for name in "abc"]
        await settle()
        pages.signs["a"].set()
        people.append(asyncio.create_task(door({"type": "http", "path": "new"}, None, None)))
        for name in ("b", "c", "new"):
            await settle()
            pages.signs[pages.begun[-1]].set()
            assert pages.begun[-1] == name
        await asyncio.gather(*people)

    asyncio.run(tried())


def test_a_fault_and_somebody_who_leaves_give_their_turns_to_the_next():
    async def tried():
        pages = Pages()
        people = await come(pages, ["broken", "gone", "last"], 1)
        people[1].cancel()
        pages.signs["broken"].set()
        await settle()
        assert pages.begun == ["broken", "last"]

        pages.signs["last"].set()
        told = await asyncio.gather(*people, return_exceptions=True)
        assert [type(one) for one in told] == [LookupError, asyncio.CancelledError, type(None)]

    asyncio.run(tried())


def test_a_request_given_up_keeps_its_thread_until_it_is_done():
    begun, done, names = threading.Event(), threading.Event(), []

    def work(path):
        names.append((path, threading.current_thread().name))
        begun.set()
        if path == "slow":
            done.wait(10)

    async def pages(scope, receive, send):
        await asyncio.shield(asyncio.ensure_future(sync_to_async(work)(scope["path"])))

    async def tried():
        door = in_line(pages, 2)
        slow = asyncio.create_task(door({"type": "http", "path": "slow"}, None, None))
        await asyncio.to_thread(begun.wait, 10)
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)

        for path in ("next", "after"):
            await asyncio.wait_for(door({"type": "http", "path": path}, None, None), 5)
        done.set()

    asyncio.run(tried())
    threads = dict(names)
    assert threads["slow"] != threads["next"] == threads["after"]


def test_whoever_is_let_in_finds_a_connection_and_some_are_left_for_the_live_rooms(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:secret@127.0.0.1/lebanc")

    pool = database(tmp_path)["OPTIONS"]["pool"]

    assert pool["max_size"] - AT_ONCE >= 4
