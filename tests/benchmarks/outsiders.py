"""Servers that others wrote, where they can be had: socket.io by npm and Node, ejabberd by Debian."""

import shutil
import subprocess
from pathlib import Path

from tests.benchmarks.peers import Peer
from tests.benchmarks.sides import Side
from tests.benchmarks.world import World

HERE = Path(__file__).resolve().parent


def socket_io(world: World) -> tuple[Side | None, str]:
    """socket.io with its adapter in memory; None and the reason where it cannot be had."""
    missing = [program for program in ("node", "npm") if shutil.which(program) is None]
    if missing:
        return None, f"{missing[0]} is not here; on Debian: apt-get install npm"
    if not (HERE / "node_modules" / "socket.io").is_dir():
        command = ["npm", "ci", "--prefix", str(HERE), "--no-audit", "--no-fund", "--silent"]
        try:
            subprocess.run(command, capture_output=True, timeout=120, check=True)
        except subprocess.SubprocessError as error:
            return None, f"npm could not install it: {type(error).__name__}"
    node = Peer("socket.io", program=["node", "--expose-gc", str(HERE / "socketio.mjs")])
    return Side("socket.io", world, [node], Peer("crowd", "socketio")), ""


def ejabberd(world: World) -> tuple[Side | None, str]:
    """Ejabberd's rooms; None and the reason where it cannot be had."""
    if shutil.which("ejabberdctl") is None:
        return None, "ejabberd is not here; on Debian: apt-get install ejabberd"
    side = Side("ejabberd", world, [Peer("ejabberd")], Peer("crowd", "xmpp"))
    return side, ""
