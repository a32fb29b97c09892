"""The consumer of the Channels tutorial, as one would write it first: a message is saved, goes to a group, and becomes
JSON for every member.
"""

import asyncio
import json
import os
import time
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

from hub.models import Person
from tests.benchmarks.peers import Answer

GROUP = "chat_room"
REDIS = os.environ.get("REDIS_URL")

settings.CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        # By itself it would lose most of a message to 300 members of one process, and all of them after five idle seconds.
        "CONFIG": {"hosts": [{"address": REDIS, "socket_timeout": None}], "capacity": 4000},
    }
    if REDIS
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}


class Message(models.Model):
    """What one saves first: who wrote what, and when."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "benchmarks"

    def __str__(self) -> str:
        return self.text


with connection.schema_editor() as editor:
    editor.create_model(Message)


class ChatConsumer(AsyncWebsocketConsumer):
    """One member of the room."""

    async def connect(self) -> None:
        """Only who is signed in."""
        if not self.scope["user"].is_authenticated:
            await self.close()
            return
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leaves the group."""
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def chat_message(self, event: dict[str, Any]) -> None:
        """A message from the group."""
        await self.send(text_data=json.dumps(event["message"]))


routes = URLRouter([path("live/", ChatConsumer.as_asgi())])
application = ProtocolTypeRouter({"websocket": AuthMiddlewareStack(routes)})


@cache
def author() -> int:
    """Whoever comes first; the tutorial limits nobody."""
    return Person.objects.order_by("pk").values_list("pk", flat=True)[0]


def save(text: str) -> float:
    """One row; answers the processor time of this thread."""
    start = time.thread_time()
    Message.objects.create(author_id=author(), text=text)
    return time.thread_time() - start


async def chat(text: str) -> float:
    """What the consumer does with a message that it receives; the event is the one that ours sends."""
    wrote = await database_sync_to_async(save)(text)
    await get_channel_layer().group_send(GROUP, {"type": "chat.message", "message": json.loads(text)})
    return wrote


def post(room: int, number: int, text: str) -> Answer:
    """One message, saved and sent."""
    return {"write": asyncio.run_coroutine_threadsafe(chat(text), reactor._asyncioEventloop).result(30)}
