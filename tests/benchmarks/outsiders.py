"""Servers that others wrote, where they can be had: socket.io by npm, ejabberd by Debian."""

import shutil
import subprocess
from pathlib import Path

from tests.benchmarks.peers import Peer
from tests.benchmarks.sides import Side
from tests.benchmarks.world import World

HERE = Path(__file__).resolve().parent


def socket_io(world: World) -> tuple[Side | None, str]:
    """socket.io with its adapter in memory; None and the reason where it cannot be had."""
    if shutil.which("npm") is None:
        return None, "npm is not here; on Debian: apt-get install npm"
    if not (HERE / "node_modules" / "socket.io").is_dir():
        command = ["npm", "ci", "--prefix", str(HERE), "--no-audit", "--no-fund", "--silent"]
        if subprocess.run(command, capture_output=True, timeout=120, check=False).returncode:
            return None, "npm could not install it"
    node = Peer("socket.io", program=["node", "--expose-gc", str(HERE / "socketio.mjs")])
    return Side("socket.io", world, [node], Peer("crowd", "socketio")), ""


def ejabberd(world: World) -> tuple[Side | None, str]:
    """Ejabberd's rooms; None and the reason where it cannot be had."""
    if shutil.which("ejabberdctl") is None:
        return None, "ejabberd is not here; on Debian: apt-get install ejabberd"
    side = Side("ejabberd", world, [Peer("ejabberd")], Peer("crowd", "xmpp"))
    return side, ""
