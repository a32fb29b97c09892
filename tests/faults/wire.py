"""A small HTTP client: one request per connection, and no answer is an answer to be reckoned with."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

LARGEST = 4 * 1024 * 1024


class NoAnswerError(Exception):
    """Refused, cut, or silent for too long: whether it was carried out is unknown."""


@dataclass(frozen=True)
class Answer:
    """A whole answer; header names in lower case, cookies by name."""

    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def parse_head(head: bytes) -> tuple[int, dict[str, str], dict[str, str]]:
    """Status, headers and cookies."""
    first, *lines = head.decode("latin-1").split("\r\n")
    headers, cookies = {}, {}
    for line in filter(None, lines):
        name, _colon, value = line.partition(":")
        headers[name.lower()] = value.strip()
        if name.lower() == "set-cookie":
            cookie, _equals, content = value.strip().partition("=")
            cookies[cookie] = content.split(";")[0]
    return int(first.split()[1]), headers, cookies


async def exchange(port: int, message: bytes) -> Answer:
    """Sends a request and reads its whole answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=LARGEST)
    try:
        writer.write(message)
        await writer.drain()
        status, headers, cookies = parse_head(await reader.readuntil(b"\r\n\r\n"))
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return Answer(status, headers, cookies, body)
    finally:
        writer.transport.abort()


async def request(
    port: int, method: str, path: str, headers: dict[str, str], body: bytes = b"", *, patience: float = 4.0
) -> Answer:
    """One request on 127.0.0.1; raises NoAnswerError after `patience` seconds, or when the answer is cut."""
    lines = {"Host": f"127.0.0.1:{port}", "Connection": "close", "Content-Length": str(len(body)), **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    message = f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body
    try:
        async with asyncio.timeout(patience):
            return await exchange(port, message)
    except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError) as error:
        raise NoAnswerError(type(error).__name__) from error
