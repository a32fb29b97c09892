"""The public site's demo scene: pages in three languages, calls in every state, applications."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from cms.actions.editors import seat_editors
from cms.demo_scene.applications import add_applications
from cms.demo_scene.branches import add_branch_pages
from cms.demo_scene.calls import add_calls
from cms.demo_scene.needs import add_needs
from cms.demo_scene.newsletter import add_newsletter
from cms.demo_scene.pages import add_pages
from cms.demo_scene.resources import SLUG, add_library
from cms.links import status_path
from cms.models import Application, Call, CallPage, ResourcePage
from cms.models.applications import ApplicationQuerySet, State
from cms.models.states import CallState
from hub.demo_world import World


def scene(world: World) -> None:
    """Pages first, then the calls that stand on them, then the people who apply."""
    world.say("Writing the pages in three languages …")
    add_pages(world)
    add_branch_pages()
    add_library(world)
    calls = add_calls(world)
    add_needs(world)
    world.say("Receiving the first applications …")
    add_applications(world, calls)
    add_newsletter(world)
    seat_editors(now=timezone.now())


def facts() -> dict[str, Any]:
    """An applicant, and one call of each state that a visitor can meet."""
    wanted = {
        "applicant": Application.objects.filter(state=State.SESSION_CHOSEN),
        "offered": Application.objects.filter(Q(offered_until__isnull=False) | Q(place_kept=True)),
        "interviewed": Application.objects.filter(interview__isnull=False),
    }
    people = {name: fact_of(found) for name, rows in wanted.items() if (found := first_of(rows))}
    return {"people": people, "urls": {**call_urls(), **library_urls(), **team_urls()}}


def first_of(rows: ApplicationQuerySet) -> Application | None:
    """The oldest of them; in a demo that has been lived in there may be none left."""
    return rows.select_related("person").order_by("pk").first()


def fact_of(application: Application) -> dict[str, Any]:
    """Somebody who has applied, and their signed page."""
    person = application.person
    return {"email": person.email, "id": person.pk, "status_url": status_path(application)}


def team_urls() -> dict[str, str]:
    """The team's list of the call with most to do, and the files of somebody who waits for a decision, of one who is to be
    interviewed, and of one who is accepted; of somebody who applied twice, both. Only what is left of them.
    """
    urls = {"applications": "/fr/equipe/candidatures/"}
    again = first_of(Application.objects.filter(email_key__contains=".bis@"))
    if again is not None:
        same = Application.objects.filter(person__last_name=again.person.last_name, call=again.call_id)
        if (first := first_of(same.exclude(pk=again.pk))) is not None:
            urls["twins"] = f"/fr/equipe/candidatures/doublons/{first.pk}/{again.pk}/"
    deciding = first_of(Application.objects.filter(state=State.INTERVIEW_DONE)) or first_of(Application.objects.all())
    if deciding is not None:
        urls["application"] = f"/fr/equipe/candidature/{deciding.pk}/"
        urls["pipeline"] = f"/fr/equipe/candidatures/{deciding.call_id}/"
        urls["origins"] = f"/fr/equipe/candidatures/{deciding.call_id}/origines/"
        meeting = first_of(Application.objects.filter(state=State.INTERVIEW_PROPOSED, call=deciding.call_id))
        urls |= {"to_interview": f"/fr/equipe/candidature/{meeting.pk}/"} if meeting is not None else {}
        accepted = first_of(Application.objects.filter(state=State.ACCEPTED, call=deciding.call_id))
        urls |= {"accepted": f"/fr/equipe/candidature/{accepted.pk}/"} if accepted is not None else {}
    return urls


def library_urls() -> dict[str, str]:
    """The library, a sheet for all mentors, and one for everybody."""
    french = ResourcePage.objects.live().filter(locale__language_code="fr").order_by("pk")
    wanted = {"resource": french.filter(audience="mentors"), "resource_public": french.filter(audience="public")}
    sheets = {name: sheet.url_path for name, rows in wanted.items() if (sheet := rows.first()) is not None}
    return {"resources": f"/fr/{SLUG}/", **sheets}


def call_urls() -> dict[str, str]:
    """The French pages of an open, a full and a closed call, of those states that there are."""
    wanted = {"call_open": CallState.OPEN, "call_full": CallState.FULL, "call_closed": CallState.CLOSED}
    pages = CallPage.objects.live().filter(locale__language_code="fr").order_by("pk")
    now = timezone.now()
    with override("fr"):
        urls = {}
        for name, state in wanted.items():
            calls = Call.objects.all().in_state(now, state)
            found = next((page for call in calls if (page := pages.filter(call=call).first())), None)
            urls |= {name: found.url} if found is not None else {}
    return urls
