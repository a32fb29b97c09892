"""A calendar's address, as each program wants to be told."""

from urllib.parse import quote, urlsplit

from django.conf import settings

from hub.links import absolute


def addresses(path: str) -> dict[str, str]:
    """{"address", "webcal", "google"}: whole addresses of the same calendar."""
    webcal = f"webcal://{urlsplit(settings.HUB_URL).netloc}{path}"
    google = f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"
    return {"address": absolute(path), "webcal": webcal, "google": google}
