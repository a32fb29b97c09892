"""The consumer of the Channels tutorial, as one would write it first: a group, and JSON made for every member."""

import asyncio
import json
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import path
from twisted.internet import reactor

from tests.benchmarks.peers import Answer

GROUP = "chat_room"

settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}


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


def post(room: int, number: int, text: str) -> Answer:
    """The same event to the group; nothing is written to a database, which is to its advantage."""
    message = {"type": "chat.message", "message": json.loads(text)}
    sending = get_channel_layer().group_send(GROUP, message)
    asyncio.run_coroutine_threadsafe(sending, reactor._asyncioEventloop).result(30)
    return {"write": 0.0}
