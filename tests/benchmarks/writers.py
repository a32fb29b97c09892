"""Those who write over HTTP, as a browser does."""

import http.client
import json
import threading
import time
import uuid
from itertools import count

from django.conf import settings

from tests.benchmarks.texts import BODY
from tests.benchmarks.world import World


class Writer:
    """One connection that is kept."""

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def post(self, person: int, room_id: int) -> None:
        """One message of that person; raises AssertionError unless it is acknowledged."""
        token = "a" * 32
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Origin": settings.HUB_URL,
            "X-CSRFToken": token,
            "Idempotency-Key": str(uuid.uuid4()),
            "Cookie": f"sessionid={self.world.sessions[person]}; csrftoken={token}",
        }
        self.connection.request("POST", self.world.path(room_id), json.dumps({"body": BODY}).encode(), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status == 201, text[:300]

    def has_posted(self, person: int, room_id: int, *, strict: bool) -> bool:
        """The same; where we are not strict, answers whether it was acknowledged, and goes on by another connection."""
        try:
            self.post(person, room_id)
        except (AssertionError, TimeoutError, http.client.HTTPException):
            if strict:
                raise
            self.connection.close()
            return False
        return True


def write_many(world: World, port: int, seconds: float, together: int, *, strict: bool) -> int:
    """So many write one after the other, each time somebody else in another room; answers how many were acknowledged.

    Where we are not strict, what is answered by an error, or not within a minute, is only not counted.
    """
    numbers, until, made = count(), time.monotonic() + seconds, []
    errors: list[BaseException] = []

    def work() -> None:
        writer = Writer(world, port)
        try:
            while time.monotonic() < until:
                number = next(numbers)
                room = number % len(world.small)
                person = 30 * room + number // len(world.small) % 30
                if writer.has_posted(person, world.small[room], strict=strict):
                    made.append(number)
        except BaseException as error:  # noqa: BLE001  # told below, where somebody hears it
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(together)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return len(made)
