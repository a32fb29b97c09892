"""What nginx lets through, keeps to itself and writes down; before a server that answers with what it was asked."""

import asyncio
import json
import re
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.access.matrix import ROUTES
from tests.faults.children import free_port
from tests.faults.wire import Answer, request
from tests.production.front import DEPLOY, Nginx

pytestmark = [
    pytest.mark.production,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here; on Debian: apt-get install nginx"),
]
HASHED, PLAIN, PICTURE = "static/hub/site.0123456789ab.css", "static/hub/site.css", "static/hub/icon.svg"
TOO_MUCH = b"x" * (3 * 1024 * 1024)
LONG = b"x" * 5000
SECRET = "K3y-0f-somebody"


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers it got; under /type/ with a long text of that type."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.path.removeprefix("/type/") if self.path.startswith("/type/") else "application/json"
        body = LONG if self.path.startswith("/type/") else json.dumps(dict(self.headers.items())).encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"strong"')
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  # the name that http.server looks for

    def log_message(self, *_words: object) -> None:
        """Says nothing."""


class Front:
    """nginx on a port, the echo behind it, and one more server that is not there."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.echo = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
        threading.Thread(target=self.echo.serve_forever, args=[0.02], daemon=True).start()
        root = folder / "root"
        for name in (HASHED, PLAIN, PICTURE):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(LONG)
        self.nginx = Nginx(folder, root)
        self.nginx.backends = [self.echo.server_port, free_port()]
        asyncio.run(self.nginx.start(self.port))

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """One request; underscores stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return asyncio.run(request(self.port, method, path, named, body))

    def close_echo(self) -> None:
        """No server is left."""
        self.echo.shutdown()
        self.echo.server_close()


@pytest.fixture
def front(tmp_path) -> Iterator[Front]:
    front = Front(tmp_path)
    yield front
    front.close_echo()
    asyncio.run(front.nginx.stop())


def test_what_a_stranger_says_of_themselves_does_not_get_through(front):
    lies = {
        "X_Forwarded_For": "6.6.6.6", "X_Forwarded_Proto": "https", "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Port": "1", "X_Forwarded_Prefix": "/evil", "X_Real_IP": "6.6.6.6", "Forwarded": "for=6.6.6.6",
        "Upgrade": "h2c", "Connection": "Upgrade",
    }  # fmt: skip

    seen = front.ask("/fr/", **lies, Host="lebanc.example").json()

    told = {name.lower(): value for name, value in seen.items()}
    forwarded = {name: value for name, value in told.items() if name.startswith(("x-", "forwarded", "upgrade"))}
    assert forwarded == {"x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "http"}
    assert (told["host"], told["connection"]) == ("lebanc.example", "close")


def test_a_socket_is_passed_on_as_one(front):
    told = front.ask("/live/", Upgrade="WebSocket", Connection="Upgrade").json()

    assert (told["Upgrade"], told["Connection"]) == ("websocket", "upgrade")


def test_a_server_that_is_not_there_costs_nobody_an_answer(front):
    assert {front.ask("/fr/", method, b"x").status for method in ["GET", "POST"] * 10} == {200}


def test_hashed_names_are_kept_for_ever_and_others_for_a_minute(front):
    hashed, plain = front.ask(f"/{HASHED}"), front.ask(f"/{PLAIN}")

    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["cache-control"] == "public, max-age=60"
    assert hashed.headers["content-type"] == "text/css; charset=utf-8"
    assert hashed.headers["x-content-type-options"] == "nosniff"
    assert front.ask("/static/only-the-app-has-it.css").json()["Host"]


def test_what_nginx_answers_itself_may_run_and_style_nothing_and_stand_in_no_frame(front):
    own = [front.ask(f"/{HASHED}"), front.ask(f"/{PICTURE}"), front.ask("/fr/", "POST", TOO_MUCH)]
    front.close_echo()
    own.append(front.ask("/fr/"))

    assert [one.status for one in own] == [200, 200, 413, 503]
    assert own[1].headers["content-type"].startswith("image/svg+xml")
    assert {one.headers["content-security-policy"] for one in own} == {"default-src 'none'; frame-ancestors 'none'"}


@pytest.mark.parametrize("path", ["/static/../nginx.conf", "/static/%2e%2e/nginx.conf", "/static/..%2fnginx.conf"])
def test_nothing_beside_static_is_served(front, path):
    assert b"worker_processes" not in front.ask(path).body


@pytest.mark.parametrize(
    ("kind", "encoding"), [("text/html", "gzip"), ("application/json", "gzip"), ("text/calendar", None)]
)
def test_a_calendar_is_not_squeezed_and_keeps_its_strong_tag(front, kind, encoding):
    answer = squeezed(front, f"/type/{kind}")

    assert answer.get("content-encoding") == encoding
    assert answer["etag"] == ('"strong"' if encoding is None else 'W/"strong"')


def squeezed(front: Front, path: str) -> dict[str, str]:
    """The headers alone, by a client that takes squeezed answers."""
    line = ["curl", "-sS", "-D", "-", "-o", "/dev/null", "-H", "Accept-Encoding: gzip"]
    said = subprocess.run([*line, f"http://127.0.0.1:{front.port}{path}"], capture_output=True, text=True, check=True)
    pairs = [one.partition(": ") for one in said.stdout.splitlines()[1:] if one]
    return {name.lower(): value for name, _colon, value in pairs}


def test_how_much_may_be_sent(front):
    assert front.ask("/fr/", "POST", TOO_MUCH).status == 413
    assert front.ask("/admin/images/add/", "POST", TOO_MUCH).status == 200


def keys() -> list[str]:
    """Every address of ours that holds a key."""
    return sorted(
        re.sub(r"<[^>]*>", SECRET, "/" + route) for route in ROUTES if re.search(r"<str:(token|secret)>", route)
    )


def test_no_log_holds_an_address_that_is_a_key(front):
    asked = [*keys(), f"//agenda//moi/{SECRET}.ics", f"/agenda/%6Doi/{SECRET}.ics", f"/fr/?next={SECRET}"]
    for path in asked:
        assert front.ask(path, Referer=f"http://127.0.0.1/suivi/{SECRET}/").status == 200
    front.close_echo()
    for path in asked:
        assert front.ask(path, Referer=f"http://127.0.0.1/suivi/{SECRET}/").status == 503

    log = front.nginx.log()
    assert len(log.splitlines()) >= 2 * len(asked) > 6
    assert '"/agenda/moi/..."' in log
    assert SECRET not in log


def test_when_nobody_is_there_it_says_so_in_words(front):
    front.close_echo()

    answer = front.ask("/nl/")

    assert (answer.status, answer.headers["retry-after"], answer.headers["cache-control"]) == (503, "5", "no-store")
    assert "Le Banc is zo terug" in answer.body.decode()
    assert answer.headers["referrer-policy"] == "same-origin"


def make_certificate(folder: Path) -> None:
    """For 127.0.0.1, signed by itself."""
    line = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=lebanc.example"]
    names = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*line, *names], check=True, capture_output=True)


def test_the_place_of_docker_compose(tmp_path):
    make_certificate(tmp_path)
    place = {
        name: (DEPLOY / "place" / f"{name}.conf").read_text(encoding="utf-8") for name in ("web", "listen", "doors")
    }
    plain, secure = free_port(), free_port()
    # Debian's nginx is older than the image's: HTTP/2 is switched on otherwise there.
    place["listen"] = place["listen"].replace("http2 on;\n", "").replace("listen 443", f"listen 127.0.0.1:{secure}")
    place["listen"] = place["listen"].replace("/etc/letsencrypt/live/lebanc", str(tmp_path))
    place["doors"] = place["doors"].replace("listen 80", f"listen 127.0.0.1:{plain}")

    told, protocol = asyncio.run(knock(Nginx(tmp_path, tmp_path), place, plain, secure))

    assert (told.status, told.headers["location"]) == (301, "https://127.0.0.1/fr/?a=b")
    assert protocol == "TLSv1.3"


async def knock(nginx: Nginx, place: dict[str, str], plain: int, secure: int) -> tuple[Answer, str]:
    """What the door for http:// says, and which TLS the other speaks."""
    await nginx.run(secure, **place)
    try:
        told = await request(plain, "GET", "/fr/?a=b", {})
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        _reader, writer = await asyncio.open_connection("127.0.0.1", secure, ssl=trusting)
        protocol = writer.get_extra_info("ssl_object").version()
        writer.transport.abort()
        return told, protocol
    finally:
        await nginx.stop()
