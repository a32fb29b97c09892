"""The door daphne knocks at: pages over HTTP, the live socket beside them."""

import gc
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup()

from channels.routing import ProtocolTypeRouter  # noqa: E402  # Django must be set up first

from hub.door import guard  # noqa: E402  # Django must be set up first
from hub.line import in_line  # noqa: E402  # Django must be set up first
from hub.live.consumer import live  # noqa: E402  # Django must be set up first
from hub.pages import Pages  # noqa: E402  # Django must be set up first
from hub.startup import verify  # noqa: E402  # Django must be set up first

verify()
application = guard(ProtocolTypeRouter({"http": in_line(Pages()), "websocket": live}))

# What is loaded by now stays for good. Left to itself, Python's collector walks through all of it every twenty posts to
# a thousand members, and for 100 ms nobody hears anything.
gc.collect()
gc.freeze()
