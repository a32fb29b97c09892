"""A site to be checked: the demo's association behind Debian's nginx, as visitors of the real one come to it."""

import asyncio
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tests.faults.children import Child, end_all, free_port, python
from tests.production.front import Nginx

PATIENCE = 420


class Staying(HTTPRedirectHandler):
    """Follows nothing: where one is sent is an answer."""

    def redirect_request(self, *_args: Any) -> None:
        """Nowhere."""


OPENER = build_opener(Staying)


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, with plain spaces."""
        return self.body.decode().replace("\xa0", " ")


@dataclass
class Site:
    """One place where the site stands, and how thoroughly it is looked at."""

    base: str
    facts: dict[str, Any]
    short: bool
    # The server behind nginx, and what its process was told.
    port: int = 0
    env: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> Answer:
        """One request; underscores stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = Request(self.base + path, data=data, headers=named)  # noqa: S310  # our own address
        try:
            with OPENER.open(asked, timeout=30) as answer:
                found, status = answer, answer.status
                body = answer.read()
        except HTTPError as error:
            found, status, body = error, error.code, error.read()
        return Answer(status, {name.lower(): value for name, value in found.headers.items()}, body)

    @property
    def pages(self) -> dict[str, str]:
        """The five kinds of page that are looked at most closely."""
        urls = self.facts["urls"]
        return {
            "home": "/fr/",
            "call": urls["call_open"],
            "agenda": "/fr/agenda/",
            "event": urls["event_hybrid"],
            "journey": "/fr/parcours/",
        }

    @property
    def looked_at(self) -> dict[str, str]:
        """Those that a browser opens: these, and where there is time one of photographs, and two whose words are longer."""
        call: str = self.facts["urls"]["call_open"]
        more = {
            "portraits": "/fr/temoignages/",
            "home, Dutch": "/nl/",
            "call, Dutch": f"/nl/{call.removeprefix('/fr/')}",
        }
        return self.pages if self.short else {**self.pages, **more}


@contextmanager
def open_site(*, short: bool) -> Iterator[Site]:
    """The demo in a folder of its own, nginx before it; nothing of either is left behind."""
    folder = Path(tempfile.mkdtemp(prefix="lebanc-site-"))
    folder.chmod(0o755)
    port, door = free_port(), free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    told = {"HUB_DATA_DIR": str(folder), "PORT": str(port), "HUB_URL": f"http://127.0.0.1:{door}", "HUB_DEMO": "1"}
    server = Child("demo", python("-W", "ignore", "-m", "hub", "demo"), folder / "demo.log", env={**kept, **told})
    (folder / "nginx").mkdir()
    front = Nginx(folder / "nginx", folder)
    front.backends = [port]
    try:
        server.start()
        asyncio.run(front.start(door))
        site = Site(f"http://127.0.0.1:{door}", {}, short, port, {**kept, **told})
        wait_until_open(site, server)
        site.facts = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
        yield site
    finally:
        # By its own signal: killed outright, it would leave its workers behind.
        asyncio.run(front.stop())
        end_all()
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_open(site: Site, server: Child) -> None:
    """Until the first page answers; raises RuntimeError with the last words of a server that does not."""
    until = time.monotonic() + PATIENCE
    while site.ask("/sante/").status != 200:
        if not server.alive or time.monotonic() > until:
            raise RuntimeError(server.tail())
        time.sleep(0.3)
