"""The consumer of the Channels tutorial, as one would write it first: a message is saved, goes to a group, and becomes
JSON for every member.
"""

import asyncio
import json
import os
import time
from collections import Counter
from functools import cache
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.db import connection, models
from django.urls import path
from twisted.internet import reactor

from hub.asgi import application as site
from hub.live import bell
from hub.models import Person
from tests.benchmarks.peers import Answer
from tests.benchmarks.texts import EVENT

HOSTS = [{"address": os.environ.get("BENCH_REDIS", ""), "socket_timeout": None}]
LAYERS: dict[str, dict[str, Any]] = {
    "memory": {"BACKEND": "channels.layers.InMemoryChannelLayer"},
    # By itself it would lose most of a message to 300 members of one process, and all of them after five idle seconds.
    "core": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": HOSTS, "capacity": 4000}},
    "pubsub": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": HOSTS}},
}
settings.CHANNEL_LAYERS = {"default": LAYERS[os.environ.get("BENCH_LAYER") or "memory"]}


class Message(models.Model):
    """What one saves first: who wrote what, and when."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "benchmarks"

    def __str__(self) -> str:
        return self.text


if Message._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Message)


def group_of(topic: str) -> str:
    """Names of groups have no colon."""
    return topic.replace(":", "_")


class ChatConsumer(AsyncWebsocketConsumer):
    """One member of the room."""

    async def connect(self) -> None:
        """Only who is signed in."""
        if not self.scope["user"].is_authenticated:
            await self.close()
            return
        self.group = group_of(self.scope["query_string"].decode().removeprefix("room=").replace("%3A", ":"))
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leaves the group."""
        if hasattr(self, "group"):
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def chat_message(self, event: dict[str, Any]) -> None:
        """A message from the group."""
        await self.send(text_data=json.dumps(event["message"]))


routes = URLRouter([path("live/", ChatConsumer.as_asgi())])
application = ProtocolTypeRouter({"http": site, "websocket": AuthMiddlewareStack(routes)})


@cache
def author() -> int:
    """Whoever comes first; the tutorial limits nobody."""
    return Person.objects.order_by("pk").values_list("pk", flat=True)[0]


def save(text: str) -> float:
    """One row; answers the processor time of this thread."""
    start = time.thread_time()
    Message.objects.create(author_id=author(), text=text)
    return time.thread_time() - start


async def tell(topic: str, text: str) -> None:
    """A message to the group, as JSON that is made anew for each of its members."""
    await get_channel_layer().group_send(group_of(topic), {"type": "chat.message", "message": json.loads(text)})


async def chat(room: int, text: str) -> float:
    """What the consumer does with a message that it receives; the event is the one that ours sends."""
    wrote = await database_sync_to_async(save)(text)
    await tell(f"room:{room}", text)
    return wrote


def on_loop(work: Any) -> Any:
    """Waits for a coroutine on the reactor's loop."""
    return asyncio.run_coroutine_threadsafe(work, reactor._asyncioEventloop).result(60)


def post(room: int, number: int, text: str) -> Answer:
    """One message, saved and sent."""
    return {"write": on_loop(chat(room, text))}


def burst(room: int, texts: list[str]) -> Answer:
    """Many, one upon the other."""

    async def all_of_them() -> None:
        for text in texts:
            await chat(room, text)

    on_loop(all_of_them())
    return {}


def follow() -> Answer:
    """From now on, what the site's own view writes is told by the tutorial's way: on commit, to the group."""
    numbers: Counter[str] = Counter()

    def hear(key: str, _news: object) -> None:
        if key.startswith("room:"):
            numbers[key] += 1
            text = json.dumps({**json.loads(EVENT), "s": numbers[key]})
            asyncio.run_coroutine_threadsafe(tell(key, text), reactor._asyncioEventloop)

    bell.listen(hear)
    return {}


COMMANDS = {"post": post, "burst": burst, "follow": follow}
