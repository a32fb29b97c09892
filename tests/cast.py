"""The fixed cast of people and places that every test may meet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from wagtail.models import Collection, Locale, Page, Site

from cms.actions.editors import editors_group
from cms.models import Call, CallIndexPage, CallPage, HomePage, Organisation
from community.actions.promotions import enrol
from community.models import Promotion
from events.actions.schedule import schedule_event
from events.models import Event
from hub.db import write
from hub.models import Branch, Person, Role
from workshops.actions.promotions import open_promotion

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ZONES = {
    "lille": "Europe/Paris",
    "bruxelles": "Europe/Brussels",
    "londres": "Europe/London",
    "reunion": "Indian/Reunion",
}
STAFF = {"referent": "lille", "coordinator": "lille", "trainer": "lille", "editor": None, "far_coordinator": "londres"}


@dataclass
class Cast:
    """Everybody and everything, by name."""

    branches: dict[str, Branch] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    promotion: Promotion | None = None
    other_promotion: Promotion | None = None
    call: Call | None = None
    sessions: list[Event] = field(default_factory=list)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError as error:
            raise AttributeError(name) from error


def person(name: str, **more: Any) -> Person:
    """One person, named after their part."""
    return Person.objects.create(
        email=f"{name}@cast.example",
        first_name=name.replace("_", " ").title(),
        last_name="Durand",
        password="!",
        created_at=NOW - timedelta(days=900),
        **more,
    )


def add_branches(cast: Cast) -> None:
    """Four branches whose zones differ, so that a wrong one shows."""
    for slug, zone in ZONES.items():
        cast.branches[slug] = Branch.objects.create(
            slug=slug,
            city={"fr": slug.title(), "nl": slug.title(), "en": slug.title()},
            country="FR",
            zone=zone,
            languages=["fr"],
            address="1 rue du Test",
            access={"fr": "De plain-pied."},
            email=f"{slug}@cast.example",
            phone="+33353010001",
            hours={"fr": "Le matin."},
        )


def add_people(cast: Cast) -> None:
    """Mentors, staff, an administrator and a stranger."""
    for name in ("mentor", "other_mentor", "stranger"):
        cast.people[name] = person(name)
    for name, branch in STAFF.items():
        cast.people[name] = person(name)
        kind = name.removeprefix("far_")
        where = cast.branches[branch] if branch else None
        Role.objects.create(person=cast.people[name], branch=where, kind=kind, starts_on=date(2020, 1, 1))
    cast.people["admin"] = person("admin", is_superuser=True)


def add_promotions(cast: Cast) -> None:
    """Two promotions in two branches, through the one action that opens them."""
    days = [date(2027, 1, day) for day in (12, 14, 19, 21)]
    for number, (slug, mentor) in enumerate((("lille", "mentor"), ("bruxelles", "other_mentor")), start=14):
        promotion = open_promotion(
            actor=None,
            branch=cast.branches[slug],
            number=number,
            days=days,
            now=NOW - timedelta(days=30),
            referent=cast.referent,
        )
        with write():
            enrol(
                actor=None, promotion=promotion, person=cast.people[mentor], role="mentor", now=NOW - timedelta(days=20)
            )
        if slug == "lille":
            cast.promotion = promotion
        else:
            cast.other_promotion = promotion


def session(
    cast: Cast, day: str, *, seats: int = 10, online: int = 0, branch: str = "lille", hour: str = "18:00"
) -> Event:
    """One information session."""
    end = f"{int(hour[:2]) + 1:02}:30"
    mode = Event.Mode.HYBRID if seats and online else Event.Mode.ONLINE if online else Event.Mode.IN_PERSON
    with write():
        return schedule_event(
            actor=None,
            branch=cast.branches[branch],
            wall_start=f"{day}T{hour}",
            wall_end=f"{day}T{end}",
            now=NOW - timedelta(days=20),
            kind=Event.Kind.INFORMATION,
            title="Découvrir le mentorat",
            mode=mode,
            place="Antenne",
            address="1 rue du Test",
            access={"fr": "De plain-pied."},
            join_url="https://visio.cast.example/x" if online else "",
            seats_in_person=seats,
            seats_online=online,
        )


def plant_roots() -> Page:
    """The roots of pages and collections that migrations made, and that a test with real transactions emptied."""
    Site.objects.all().delete()
    Page.objects.all().delete()
    locale = Locale.objects.get_or_create(language_code="fr")[0]
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    return Page.add_root(instance=Page(title="Root", slug="root", locale=locale))


def add_pages(cast: Cast) -> None:
    """A home, a list of calls and one call, in three languages."""
    root = plant_roots()
    keys: list[Any] = []
    for code in ("fr", "nl", "en"):
        locale = Locale.objects.get_or_create(language_code=code)[0]
        home = root.add_child(instance=HomePage(title="Accueil", slug=code, locale=locale, **key(keys, 0)))
        index = home.add_child(
            instance=CallIndexPage(title="Appels", slug="devenir-mentor", locale=locale, **key(keys, 1))
        )
        page = CallPage(
            title="Devenez mentor", slug="lille", lead="Deux heures.", call=cast.call, locale=locale, **key(keys, 2)
        )
        page = index.add_child(instance=page)
        page.save_revision().publish()
        keys = keys or [home.translation_key, index.translation_key, page.translation_key]
    first = HomePage.objects.get(locale__language_code="fr")
    site = Site.objects.create(
        hostname="localhost", port=80, root_page=first, is_default_site=True, site_name="Le Banc"
    )
    Organisation.objects.create(site=site, hours={"fr": "Le matin."})


def key(keys: list[Any], index: int) -> dict[str, Any]:
    """The translation key of the French page, for its sisters."""
    return {"translation_key": keys[index]} if keys else {}


def assemble(pages: Callable[[Cast], None] = add_pages) -> Cast:
    """Everybody takes their place; `pages` makes those of the site."""
    cast = Cast()
    add_branches(cast)
    add_people(cast)
    add_promotions(cast)
    cast.call = Call.objects.create(
        branch=cast.branches["lille"],
        promotion=cast.promotion,
        opens_at=NOW - timedelta(days=10),
        deadline=NOW + timedelta(days=40),
        total=16,
    )
    cast.sessions = [session(cast, "2026-12-01"), session(cast, "2026-12-10", seats=2, online=3, hour="12:30")]
    pages(cast)
    with write():
        editors_group().user_set.set([cast.editor])
    return cast
