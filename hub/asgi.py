"""The door daphne knocks at: plain HTTP for now."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup()

from channels.routing import ProtocolTypeRouter  # noqa: E402  # Django must be set up first
from django.core.asgi import get_asgi_application  # noqa: E402  # Django must be set up first

from hub.startup import verify  # noqa: E402  # Django must be set up first

verify()
application = ProtocolTypeRouter({"http": get_asgi_application()})
