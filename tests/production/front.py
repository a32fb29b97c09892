"""nginx, as Debian has it, with the repository's configuration byte for byte, in a place of its own."""

import os
import shutil
import signal
from collections import Counter
from pathlib import Path

from tests.faults.children import ROOT, Child, wait_for_port

DEPLOY = ROOT / "hub" / "deploy"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Nginx:
    """Stands where the check's balancer stands; `folder` is where it lives, below `root` there is static/."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.backends: list[int] = []
        self.counts: Counter[str] = Counter()
        self.folder, self.root = folder, root
        self.child: Child | None = None

    def settle(self, **place: str) -> None:
        """The configuration, and a place as `place` says it, whose temporary files are ours whoever we are."""
        temporary = [f"{name}_temp_path {self.folder}/{name};" for name in TEMPORARY]
        place["doors"] = "\n".join([*temporary, place.get("doors", "")])
        place.setdefault("kept", (DEPLOY / "place" / "kept.conf").read_text(encoding="utf-8"))
        place["kept"] = place["kept"].replace("/var/cache/pages", f"{self.folder}/pages")
        shutil.copyfile(DEPLOY / "nginx.conf", self.folder / "nginx.conf")
        (self.folder / "place").mkdir()
        for name, text in place.items():
            (self.folder / "place" / f"{name}.conf").write_text(text, encoding="utf-8")

    def command(self, *more: str) -> list[str]:
        """In the foreground, in its own folder, as whoever we are."""
        user = "user root; " if os.geteuid() == 0 else ""
        own = f"daemon off; pid {self.folder}/pid; {user}"
        return [
            "nginx",
            "-p",
            str(self.folder),
            "-c",
            str(self.folder / "nginx.conf"),
            "-e",
            "stderr",
            "-g",
            own,
            *more,
        ]

    async def start(self, port: int) -> None:
        """Listens on 127.0.0.1 before the servers of `backends`."""
        servers = [f"server 127.0.0.1:{backend} max_fails=1 fail_timeout=5s;" for backend in self.backends]
        listen = f"listen 127.0.0.1:{port};\nroot {self.root};\n"
        await self.run(port, web="\n".join(servers), listen=listen)

    async def run(self, port: int, **place: str) -> None:
        """In this place, until somebody answers on this port."""
        self.settle(**place)
        self.child = Child("nginx", self.command(), self.folder / "nginx.log")
        self.child.start()
        await wait_for_port(self.child, port)

    async def stop(self) -> None:
        """Ends it and its workers."""
        if self.child is not None:
            await self.child.kill(signal.SIGTERM)

    def log(self) -> str:
        """All that it wrote down, of either kind."""
        return (self.folder / "nginx.log").read_text(encoding="utf-8")
