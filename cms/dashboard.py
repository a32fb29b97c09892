"""What an editor finds first: what ends, what nobody comes to, what must be read again, what is not translated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import BranchPage, Call, CallPage, Need, ResourcePage, SiteImage
from cms.policies import looks_after
from cms.written import LANGUAGES, WRITTEN
from community.models import Audience
from events.models import Event, Registration
from hub.models import Person
from hub.words.dates import in_words

WEEK, FORTNIGHT, MONTH = timedelta(days=7), timedelta(days=14), timedelta(days=31)
MOST = 8


@dataclass(frozen=True)
class Line:
    """One thing to look at."""

    text: str
    url: str
    note: str = ""


@dataclass
class Todo(Component):
    """A heading, at most eight things to look at, and a sentence where there is none."""

    heading: str
    none: str
    lines: list[Line]
    more: tuple[str, str] | None = None
    order: ClassVar = 50
    template_name = "cms/admin/todo.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """What the template lists."""
        return {"todo": self, "lines": self.lines[:MOST], "left": max(0, len(self.lines) - MOST)}


def said(moment: datetime) -> str:
    """A day in the editor's language."""
    return in_words(timezone.localtime(moment).date(), (get_language() or "fr")[:2])


def ending(own: Iterable[int], now: datetime) -> Todo:
    """Calls that close within a week; one query."""
    calls = Call.objects.filter(branch__in=own, cancelled_at=None, deadline__gt=now, deadline__lte=now + WEEK)
    rows = calls.select_related("branch", "promotion__branch").order_by("deadline", "pk")
    lines = [
        Line(str(call.promotion or call.branch), reverse("call_desk", args=[call.pk]), said(call.deadline))
        for call in rows
    ]
    return Todo(_("Calls that end this week"), _("No call ends this week."), lines)


def empty_sessions(own: Iterable[int], now: datetime) -> Todo:
    """Information sessions of the next fortnight that nobody has chosen; one query."""
    seats = Registration.objects.concerned().filter(event=OuterRef("pk"))
    coming = Event.objects.published().of_kind(Event.Kind.INFORMATION).upcoming(now)
    rows = coming.filter(~Exists(seats), branch__in=own, starts_at__lte=now + FORTNIGHT)
    lines = [
        Line(str(event.branch), reverse("agenda:event", args=[event.pk]), said(event.starts_at))
        for event in rows.select_related("branch").soonest_first()
    ]
    return Todo(
        _("Sessions that nobody has chosen yet"), _("Somebody comes to every session of the next two weeks."), lines
    )


def to_review(own: Iterable[int], now: datetime, *, everything: bool) -> Todo:
    """Sheets of the library that are due to be read again; those of no branch are the whole site's. One query."""
    rows = ResourcePage.objects.due(timezone.localdate(now)).select_related("keeper")
    rows = rows if everything else rows.filter(branch__in=own)
    lines = [
        Line(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]), page.due_words)
        for page in rows.order_by("review_on", "pk")
    ]
    more = (_("Say that they are still true"), reverse("still_true"))
    return Todo(_("Sheets to read again"), _("Every sheet has been read again in time."), lines, more)


def consents(person: Person, now: datetime) -> Todo:
    """Pictures that they may change whose people agree for a month at most, or no more."""
    today = timezone.localdate(now)
    own = policy_registry.get_by_type(SiteImage).instances_user_has_any_permission_for(person, ["change"])
    rows = own.filter(consent_until__lt=today + MONTH).order_by("consent_until", "pk")
    lines = [
        Line(one.title, reverse("wagtailimages:edit", args=[one.pk]), until(one.consent_until, today)) for one in rows
    ]
    return Todo(_("Pictures whose consent ends"), _("No consent ends within a month."), lines)


def old_figures(own: Iterable[int], person: Person, now: datetime) -> Todo:
    """Needs that were counted too long ago for the public; whoever may not type them writes to the branch."""
    typed_by = looks_after(person, now)
    rows = Need.objects.stale(timezone.localdate(now)).filter(branch__in=own).select_related("branch")
    lines = [
        Line(
            f"{one.branch}, {one.spoken}",
            reverse("cms:needs") if one.branch_id in typed_by else f"mailto:{one.branch.email}",
            _("counted on %(day)s") % {"day": in_words(one.counted_on, (get_language() or "fr")[:2])},
        )
        for one in rows.order_by("counted_on", "pk")
    ]
    none = _("Every figure is less than five weeks old.")
    return Todo(_("Who waits for a mentor: figures to count anew"), none, lines)


def until(last: date | None, today: date) -> str:
    """The day, and whether pages still show it."""
    day = in_words(last, (get_language() or "fr")[:2]) if last else ""
    return _("agreed until %(day)s: not shown any more") % {"day": day} if last and last < today else day


def untranslated(own: Iterable[int], *, everything: bool) -> Todo:
    """Pages that lack a published sister in another language, and sheets for everybody, each by its French one where
    there is one; two queries at most.
    """
    if everything:
        keys = None
    else:
        calls = CallPage.objects.filter(call__branch__in=own).order_by().values("translation_key")
        places = BranchPage.objects.filter(branch__in=own).order_by().values("translation_key")
        sheets = ResourcePage.objects.filter(branch__in=own).order_by().values("translation_key")
        keys = {row["translation_key"] for row in calls.union(places, sheets)}
    for_everybody = Q(resourcepage=None) | Q(resourcepage__audience=Audience.PUBLIC)
    pages = Page.objects.live().filter(WRITTEN, for_everybody, depth__gt=1, locale__language_code__in=LANGUAGES)
    rows = pages.order_by("path").values_list("translation_key", "locale__language_code", "title", "pk")
    found: dict[Any, dict[str, tuple[str, int]]] = {}
    for key, code, title, pk in rows:
        if keys is None or key in keys:
            found.setdefault(key, {})[code] = (title, pk)
    lines = []
    for sisters in found.values():
        title, pk = next(sisters[code] for code in LANGUAGES if code in sisters)
        if set(sisters) != set(LANGUAGES):
            lines.append(Line(title, reverse("wagtailadmin_pages:edit", args=[pk]), missing(sisters)))
    return Todo(_("Pages that are not translated"), _("Every page exists in every language."), lines)


def missing(sisters: Iterable[str]) -> str:
    """The languages that lack, by their own names."""
    there = set(sisters)
    return ", ".join(name for code, name in LANGUAGES.items() if code not in there)
