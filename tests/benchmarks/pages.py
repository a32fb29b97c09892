"""What the home page costs: kept by Debian's nginx against rendered, a 304 against a 200, daphne beside gunicorn."""

import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Row, murmur
from tests.faults.children import Child, free_port
from tests.site.place import Site, open_site

PATH = "/fr/"
ROUNDS, SECONDS, ABREAST = 5, 0.6, 4
KEPT_AT_LEAST = 50.0


class Visitor:
    """One connection that is kept, as far as the server lets it; only what comes back is read, nothing is understood."""

    def __init__(self, port: int, *headers: str) -> None:
        lines = [f"GET {PATH} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers]
        self.port, self.message = port, ("\r\n".join(lines) + "\r\n\r\n").encode()
        self.socket: socket.socket | None = None

    def ask(self) -> tuple[int, bytes]:
        """(status, head) of one answer, read to its end."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.socket.sendall(self.message)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self.read()
        head, _end, body = got.partition(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        while len(body) < length:
            body += self.read()
        if b"connection: close" in head.lower():
            self.leave()
        return int(head[9:12]), head

    def read(self) -> bytes:
        """What has come; raises RuntimeError where the server has hung up."""
        found = self.socket.recv(262_144) if self.socket is not None else b""
        if not found:
            message = f"port {self.port} hung up"
            raise RuntimeError(message)
        return found

    def leave(self) -> None:
        """Hangs up."""
        if self.socket is not None:
            self.socket.close()
        self.socket = None


def pace(port: int, status: int, *headers: str, abreast: int = 1) -> float:
    """Answers per second to so many visitors who ask one after the other; every one has this status."""

    def visit(_number: int) -> int:
        visitor, count, until = Visitor(port, *headers), 0, time.monotonic() + SECONDS
        while time.monotonic() < until:
            found = visitor.ask()[0]
            if found != status:
                message = f"{found} instead of {status}"
                raise RuntimeError(message)
            count += 1
        visitor.leave()
        return count

    with ThreadPoolExecutor(abreast) as pool:
        return sum(pool.map(visit, range(abreast))) / SECONDS


def gunicorn(site: Site) -> int:
    """One worker of four threads over the same database; the port it listens on."""
    port = free_port()
    line = [
        sys.executable,
        "-m",
        "gunicorn",
        "-w",
        "1",
        "--threads",
        str(ABREAST),
        "-b",
        f"127.0.0.1:{port}",
        "--log-level",
        "error",
        "tests.benchmarks.wsgi",
    ]
    Child(
        "gunicorn", line, Path(site.env["HUB_DATA_DIR"]) / "gunicorn.log", env={**site.env, "LEBANC_BENCH": "1"}
    ).start()
    for _each in range(200):
        try:
            Visitor(port).ask()
        except (OSError, RuntimeError):
            time.sleep(0.1)
        else:
            break
    return port


def home(stage: Stage) -> Iterator[Row]:
    """The demo's home page in Debian's nginx, in one daphne, in one gunicorn; medians of interleaved rounds."""
    work = "the home page, kept by nginx / rendered"
    if shutil.which("nginx") is None:
        yield Row(work, None, "≥", KEPT_AT_LEAST)
        return
    rounds = rounds_of(2 if stage.short else ROUNDS)
    found = {name: median(one[name] for one in rounds) for name in rounds[0]}

    def ratio(name: str, other: str) -> float:
        return median(one[name] / one[other] for one in rounds)

    note = f"{found['kept']:,.0f} against {found['rendered']:.0f} answers a second"
    yield Row(work, ratio("kept", "rendered"), "≥", KEPT_AT_LEAST, note=note, bound=KEPT_AT_LEAST)
    note = f"{found['kept 304']:,.0f} answers a second"
    yield Row("  a 304 / its 200, kept by nginx", ratio("kept 304", "kept"), note=note)
    note = f"{found['rendered 304']:.0f} answers a second"
    yield Row("  a 304 / its 200, rendered", ratio("rendered 304", "rendered"), note=note)
    note = f"{found['daphne']:.0f} against {found['gunicorn']:.0f} answers a second"
    work = f"  rendered for {ABREAST} at once, one daphne / one gunicorn of {ABREAST} threads"
    yield Row(work, ratio("daphne", "gunicorn"), note=note)


def rounds_of(count: int) -> list[dict[str, float]]:
    """[{side: answers per second}], the sides in turn."""
    murmur(f"the home page of a demo: {count} rounds of {SECONDS} s for each of six sides")
    with open_site(short=True) as site:
        front, daphne, other = int(site.base.rpartition(":")[2]), site.port, gunicorn(site)
        tag = next(line for line in Visitor(daphne).ask()[1].split(b"\r\n") if line.lower().startswith(b"etag:"))
        known = f"If-None-Match: {tag[6:].decode()}"
        sides: dict[str, Callable[[], float]] = {
            "kept": lambda: pace(front, 200),
            "kept 304": lambda: pace(front, 304, known),
            "rendered": lambda: pace(daphne, 200),
            "rendered 304": lambda: pace(daphne, 304, known),
            "daphne": lambda: pace(daphne, 200, abreast=ABREAST),
            "gunicorn": lambda: pace(other, 200, abreast=ABREAST),
        }
        return [{name: side() for name, side in sides.items()} for _ in range(count)]
