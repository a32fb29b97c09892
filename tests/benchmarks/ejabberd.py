"""ejabberd in a process and a folder of its own: one room, everybody in it anonymously, nothing kept."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from tests.benchmarks.members import XmppMember
from tests.benchmarks.peers import PAGE, Answer, obey, open_many, say
from tests.faults.children import LEASH, free_port

CONFIGURATION = """
hosts: [localhost]
loglevel: 2
listen:
  - port: {port}
    ip: "127.0.0.1"
    module: ejabberd_http
    backlog: 4096
    request_handlers: {{/xmpp: ejabberd_http_ws}}
auth_method: [anonymous]
anonymous_protocol: sasl_anon
allow_multiple_connections: true
modules:
  mod_muc:
    access: all
    history_size: 0
    max_users: 5000
    default_room_options: {{max_users: 5000, presence_broadcast: [], anonymous: false, logging: false}}
"""
OPTIONS = 'ERL_OPTIONS="-kernel inet_dist_use_interface {127,0,0,1}"\n'
TICKS = os.sysconf("SC_CLK_TCK")


class House:
    """The program: started, asked by the kernel what it takes, ended."""

    def __init__(self) -> None:
        self.port, self.folder = free_port(), Path(tempfile.mkdtemp(prefix="lebanc-ejabberd-"))
        (self.folder / "ejabberd.yml").write_text(CONFIGURATION.format(port=self.port), encoding="utf-8")
        (self.folder / "ejabberdctl.cfg").write_text(OPTIONS, encoding="utf-8")
        (self.folder / "inetrc").write_text('{lookup, ["file", "native"]}.\n', encoding="utf-8")
        user = "ejabberd" if os.geteuid() == 0 else None
        if user:
            for path in (self.folder, *self.folder.iterdir()):
                shutil.chown(path, user, user)
        places = ["--config-dir", self.folder, "--logs", self.folder, "--spool", self.folder]
        command = [*LEASH, "ejabberdctl", *places, "--node", f"bench{self.port}@localhost", "foreground"]
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(
                [str(word) for word in command], user=user, env={**os.environ, "HOME": str(self.folder)}, cwd="/",
                stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip

    def pid(self) -> int:
        """Of Erlang's machine, among the processes that we have started."""
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, rest = path.read_text(encoding="utf-8").split("(", 1)[1].rsplit(")", 1)
            except OSError:
                continue
            if name == "beam.smp" and int(rest.split()[3]) == self.process.pid:
                return int(path.parent.name)
        message = "ejabberd does not run"
        raise RuntimeError(message)

    def cpu(self) -> Answer:
        """What it has taken so far."""
        fields = Path(f"/proc/{self.pid()}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        taken = (int(fields[11]) + int(fields[12])) / TICKS
        return {"cpu": taken, "loop": taken}

    def memory(self) -> Answer:
        """What it holds."""
        pages = Path(f"/proc/{self.pid()}/statm").read_text(encoding="ascii").split()[1]
        return {"memory": int(pages) * PAGE}

    def end(self) -> None:
        """The whole of its session, and the folder."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)


async def speaker(port: int) -> XmppMember:
    """The one who writes, once the house is open."""
    for _ in range(300):
        try:
            member = XmppMember(port, "http://127.0.0.1", "", "")
            await asyncio.get_running_loop().create_connection(lambda member=member: member, "127.0.0.1", port)
            await asyncio.wait_for(member.ready, 10)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return member
    message = "ejabberd did not open its door"
    raise RuntimeError(message)


async def main(house: House) -> None:
    """Runs until whoever started us is gone."""
    loop = asyncio.get_running_loop()
    member = await speaker(house.port)

    def post(room: int, number: int, text: str) -> Answer:
        body = f'<message to="{member.room}" type="groupchat"><body>{escape(text)}</body></message>'
        loop.call_soon_threadsafe(member.say, body)
        return {"write": 0.0}

    commands = {"post": post, "cpu": house.cpu, "memory": house.memory}
    say({"port": house.port})
    threading.Thread(target=obey, args=[commands], kwargs={"at_end": house.end}, daemon=True).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    open_many()
    opened = House()
    try:
        asyncio.run(main(opened))
    except (RuntimeError, OSError, TimeoutError) as error:
        say({"error": repr(error)})
        time.sleep(0.1)
        sys.exit(1)
    finally:
        opened.end()
