"""A client of bare sockets, which sees every byte that a server sends."""

import socket
import time
from contextlib import suppress

HANDSHAKE = (
    b"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://127.0.0.1\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
)


def dial(port, *, window=0):
    """A client that has shaken hands and read the answer; `window` is how little it takes at once."""
    client = socket.socket()
    if window:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    client.settimeout(10)
    client.connect(("127.0.0.1", port))
    client.sendall(HANDSHAKE)
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        answer += client.recv(1)
    assert answer.startswith(b"HTTP/1.1 101") and b"permessage" not in answer.lower()
    return client


def take(client, size):
    """So many bytes, or all that come before the end."""
    data = b""
    with suppress(ConnectionResetError):
        while len(data) < size and (more := client.recv(min(65536, size - len(data)))):
            data += more
    return data


def masked(first, payload):
    """A frame as a browser sends it."""
    mask = b"\x01\xf2\x83\x74"
    body = bytes(one ^ mask[index % 4] for index, one in enumerate(payload))
    size = len(payload)
    return bytes([first]) + (bytes([128 + size]) if size < 126 else b"\xfe" + size.to_bytes(2)) + mask + body


def wait_for(true):
    until = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)
