"""What stands around every page: menus, languages, and the phone number in its one place."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub.parts import parts
from hub.policies import may_see_team

Link = dict[str, Any]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; everything in it is computed only where a template asks."""
    return {
        "nav_items": SimpleLazyObject(lambda: mark_current(request, collect("nav_items"))),
        "footer_links": SimpleLazyObject(lambda: collect("footer_links")),
        "menu_tongues": SimpleLazyObject(menu_tongues),
        "languages": SimpleLazyObject(lambda: languages(request)),
        "contact": SimpleLazyObject(organisation),
        "space_nav": SimpleLazyObject(lambda: mark_current(request, space_links(request))),
        "asked_language": getattr(request, "asked_language", ""),
        "demo": settings.DEMO,
        "hub_url": settings.HUB_URL,
    }


def collect(kind: str) -> list[Link]:
    """The links every app lists under a kind, in order."""
    return [link for part in parts(kind) for link in part()]


def menu_tongues() -> dict[str, str]:
    """{path: language} of the links whose pages are read in another language than the reader's, as an app above says."""
    return next(iter(parts("menu_tongues")))()


def mark_current(request: HttpRequest, links: list[Link]) -> list[Link]:
    """Adds `current` to the link whose page is open, or the nearest above it; a home page stands above nothing."""
    homes = {f"/{code}/" for code, _name in settings.LANGUAGES}
    inside = [
        link
        for link in links
        if request.path == link["url"] or (link["url"] not in homes and request.path.startswith(link["url"]))
    ]
    nearest = max((len(link["url"]) for link in inside), default=0)
    return [{**link, "current": link in inside and len(link["url"]) == nearest} for link in links]


def languages(request: HttpRequest) -> list[Link]:
    """This page in the three languages; paths are the same but for the prefix."""
    active = (get_language() or "fr")[:2]
    head, _slash, tail = request.path.lstrip("/").partition("/")
    rest = tail if head in dict(settings.LANGUAGES) else ""
    carried = getattr(request, "carried", "")
    return [
        {
            "code": code,
            "short": code.upper(),
            "name": name,
            "url": f"/{code}/{rest}{carried}",
            "absolute": f"{settings.HUB_URL}/{code}/{rest}",
            "current": code == active,
        }
        for code, name in settings.LANGUAGES
    ]


def organisation() -> dict[str, Any]:
    """The association's name, phone and hours, as the app that keeps them says."""
    return next(iter(parts("organisation")))()


def space_links(request: HttpRequest) -> list[Link]:
    """The menu behind sign-in."""
    links = [{"url": reverse("hub:space"), "label": _("My space")}]
    links += [link for part in parts("space_nav_items") for link in part(request.user)]
    if may_see_team(request.user, on=timezone.localdate()):
        links.append({"url": reverse("hub:team"), "label": _("Team")})
    return links
