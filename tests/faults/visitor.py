"""A person of the room, as a browser knows one: a session, a page that says where things are, a token to write with."""

import asyncio
import html
import json
import re
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from tests.faults.wire import Answer, NoAnswerError, request

# Trials of one mode share a Postgres, and one of them kills it; the page that says so asks to come back.
COME_BACK = 30.0
ATTRIBUTE = re.compile(r'\b(data-live[a-z-]*)="([^"]*)"')


@dataclass
class Visitor:
    """Signed in at `home`, asking at the door `port`; `place` holds what #room says once `enter` has read the page."""

    home: int
    port: int
    pk: int
    session: str
    page: str
    email: str = ""
    token: str = ""
    place: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """The site's address."""
        return f"http://127.0.0.1:{self.home}"

    @property
    def cookies(self) -> str:
        """What a browser sends along."""
        return f"sessionid={self.session}" + (f"; csrftoken={self.token}" if self.token else "")

    async def enter(self) -> None:
        """Reads the room's page, as often as it takes."""
        until = time.monotonic() + COME_BACK
        while True:
            try:
                answer = await self.get(self.page, patience=15)
            except NoAnswerError:
                continue
            if answer.status != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > until:
                break
            await asyncio.sleep(1)
        if answer.status != HTTPStatus.OK:
            message = f"{self.page} answers {answer.status}"
            raise AssertionError(message)
        text = answer.body.decode()
        self.place = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(text)}
        self.token = answer.cookies.get("csrftoken", self.token)

    @property
    def topic(self) -> str:
        """The topic of the room."""
        return self.place["data-live-topic"]

    async def get(self, path: str, *, patience: float = 4.0) -> Answer:
        """A page, or the log."""
        return await request(self.port, "GET", path, {"Cookie": self.cookies}, patience=patience)

    async def post(self, data: dict[str, Any], cid: str, *, patience: float = 4.0) -> Answer:
        """A message."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Idempotency-Key": cid}
        return await self.send(self.place["data-live-post"], headers, json.dumps(data).encode(), patience=patience)

    async def submit(self, path: str, fields: dict[str, str]) -> Answer:
        """A form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.send(path, headers, urlencode(fields).encode(), patience=20)

    async def send(self, path: str, headers: dict[str, str], body: bytes, *, patience: float = 4.0) -> Answer:
        """A write of either kind, with what the protection against forgery wants."""
        ours = {"Cookie": self.cookies, "X-CSRFToken": self.token, "Origin": self.origin}
        return await request(self.port, "POST", path, {**ours, **headers}, body, patience=patience)
