"""The public site's demo scene: pages in three languages, calls in every state, applications."""

from typing import Any

from django.utils import timezone
from django.utils.translation import override

from cms.actions.editors import seat_editors
from cms.demo_scene.applications import add_applications
from cms.demo_scene.calls import add_calls
from cms.demo_scene.pages import add_pages
from cms.demo_scene.resources import SLUG, add_library
from cms.links import status_path
from cms.models import Application, Call, CallPage, ResourcePage
from cms.models.applications import State
from cms.models.states import CallState
from hub.demo_world import World


def scene(world: World) -> None:
    """Pages first, then the calls that stand on them, then the people who apply."""
    world.say("Writing the pages in three languages …")
    add_pages()
    add_library(world)
    calls = add_calls(world)
    world.say("Receiving the first applications …")
    add_applications(world, calls)
    seat_editors(now=timezone.now())


def facts() -> dict[str, Any]:
    """An applicant, and one call of each state that a visitor can meet."""
    rows = Application.objects.filter(state=State.SESSION_CHOSEN).select_related("person").order_by("pk")
    application = rows[0]
    applicant = {
        "email": application.person.email,
        "id": application.person.pk,
        "status_url": status_path(application),
    }
    return {"people": {"applicant": applicant}, "urls": {**call_urls(), **library_urls()}}


def library_urls() -> dict[str, str]:
    """The library, and a sheet for all mentors."""
    sheet = ResourcePage.objects.live().filter(locale__language_code="fr", audience="mentors").order_by("pk")[0]
    return {"resources": f"/fr/{SLUG}/", "resource": f"/fr/{SLUG}/{sheet.slug}/"}


def call_urls() -> dict[str, str]:
    """The French pages of an open, a full and a closed call."""
    wanted = {"call_open": CallState.OPEN, "call_full": CallState.FULL, "call_closed": CallState.CLOSED}
    pages = CallPage.objects.live().filter(locale__language_code="fr").order_by("pk")
    now = timezone.now()
    with override("fr"):
        urls = {}
        for name, state in wanted.items():
            call = Call.objects.all().in_state(now, state)[0]
            urls[name] = pages.get(call=call).url
    return urls
