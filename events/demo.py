"""The events' demo scene: information sessions of every branch, and every other kind of date around today."""

import uuid
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.models import Audience, Poll, Promotion, Theme
from events.actions.desk import let_in, note_attendance
from events.actions.details import Details
from events.actions.links import choose_contents, open_link
from events.actions.lives import cancel_event, change_event
from events.actions.outings import NewOuting, answer_outing, propose_outing
from events.actions.plan import Plan
from events.actions.replies import invite, say_answer
from events.actions.schedule import WALL, lock_events, open_further, schedule_event, wall
from events.actions.seats import free_seat, register, take_seat
from events.actions.series import SeriesPlan, plan_series
from events.actions.series_seats import register_series
from events.demo_content import dutch
from events.demo_content.dates import APERO, BRANCHES, DUOS, LEADERS, RHYTHMS, THEMES
from events.demo_content.sessions import PLACES
from events.demo_door import arriving, door_urls
from events.demo_talks import talk_it_over, talk_urls
from events.models import CalendarLink, Event, Registration
from events.models.tastes import Taste
from events.outing_forms import OutingForm
from events.rhythms import Rhythm
from hub.db import write
from hub.demo import key_people
from hub.demo_content.people import MENTORS
from hub.demo_facts import earlier_address
from hub.demo_world import World
from hub.live.commands import new_cid
from hub.models import Branch

# Who proposes a coffee, and who comes.
COFFEE = ("mentor01@mentors.example", "mentor02@mentors.example", "mentor05@mentors.example")
WEEKS = 10
HALF_YEAR, THURSDAY = 200, 3
BEHIND, AHEAD = 63, 120
# How many people one may bring along.
GUESTS = {"apero": 1, "celebration": 2}
# A meal is ordered the day before.
NOON_BEFORE = time(12, 0)
EVENING, LATE, NOON, MORNING = time(18, 0), time(20, 0), time(12, 30), time(10, 0)
# (weeks between two, weekday, hour, way of taking part)
RHYTHM = [(2, 1, EVENING, "in_person"), (3, 3, NOON, "online"), (4, 5, MORNING, "hybrid")]


def scene(world: World) -> None:
    """In person every other week, online every third, both every fourth; an exchange that Brussels may come to as well."""
    monday = timezone.localdate(world.now) - timedelta(days=timezone.localdate(world.now).weekday())
    with write():
        for index, (slug, branch) in enumerate(world.branches.items()):
            for every, weekday, hour, mode in RHYTHM:
                for week in range(1 + index % 2, WEEKS, every):
                    day = monday + timedelta(weeks=week, days=weekday)
                    add_session(world, branch, slug, wall(day, hour), mode)
        for number, slug in enumerate(BRANCHES):
            for kind in RHYTHMS:
                add_dates(world, slug, kind, monday - timedelta(days=BEHIND - 7 * number))
        seat_people(world)
        cafe_of_duos(world)
        neighbours = [world.branches["bruxelles"].pk]
        open_further(coming(world, Event.Kind.PEER_EXCHANGE), neighbours, [])
    first_thursdays(world)
    arriving(world)
    talk_it_over(world, coming(world, Event.Kind.WORKSHOP))
    note_attendance(
        actor=key_people()["coordinator"], event_id=last_workshop(world).pk, marks=absences(world), now=world.now
    )


def first_thursdays(world: World) -> None:
    """A series planned by the coordinator: somebody has a seat at every date, the mentor says perhaps to one, one has a place
    of its own, one is cancelled.
    """
    coordinator, tomorrow = key_people()["coordinator"], timezone.localdate(world.now) + timedelta(days=1)
    thursday = tomorrow + timedelta(days=(THURSDAY - tomorrow.weekday()) % 7)
    details = Details(**APERO, wall_start=wall(thursday, EVENING), wall_end=wall(thursday, LATE))
    plan = Plan(
        uid=uuid.uuid4(),
        details=details,
        kind=Event.Kind.APERO,
        branch_id=world.branches["lille"].pk,
        promotion_id=None,
        audience=Audience.PUBLIC,
        mode=Event.Mode.IN_PERSON,
        language="fr",
        published=True,
    )
    wish = SeriesPlan(plan=plan, rhythm=Rhythm.FIRST, until=thursday + timedelta(days=HALF_YEAR), skip_holidays=True)
    dates = plan_series(actor=coordinator, wish=wish, now=world.now)
    facts = {"actor": world.people[MENTORS[3]["email"]], "event_id": dates[0].pk, "mode": Event.Mode.IN_PERSON}
    register(**facts, guests=1, now=world.now)
    register_series(**facts, now=world.now)
    say_answer(actor=key_people()["mentor"], event_id=dates[3].pk, said=Registration.Said.MAYBE, now=world.now)
    moved = Details(
        **{**APERO, "place": "Médiathèque", "directions": ""},
        wall_start=dates[2].wall_start,
        wall_end=dates[2].wall_end,
    )
    change_event(actor=coordinator, event_id=dates[2].pk, details=moved, now=world.now)
    cancel_event(actor=coordinator, event_id=dates[1].pk, now=world.now)


def cafe_of_duos(world: World) -> None:
    """A step: a peer exchange in three weeks that mentors in a duo alone are shown."""
    day = timezone.localdate(world.now) + timedelta(weeks=3)
    schedule_event(
        actor=None,
        branch=world.branches["lille"],
        wall_start=wall(day, EVENING),
        wall_end=wall(day, LATE),
        now=world.now - timedelta(weeks=2),
        kind=Event.Kind.PEER_EXCHANGE,
        audience=Audience.DUO,
        mode=Event.Mode.IN_PERSON,
        theme="bond",
        **DUOS,
    )


def coming(world: World, kind: str) -> Event:
    """The next date of a kind in Lille."""
    events = Event.objects.of_kind(kind).filter(branch=world.branches["lille"])
    return events.upcoming(world.now + timedelta(days=2)).soonest_first()[0]


def last_workshop(world: World) -> Event:
    """The last workshop that has been held in Lille."""
    events = Event.objects.of_kind(Event.Kind.WORKSHOP).filter(branch=world.branches["lille"], ends_at__lt=world.now)
    return events.order_by("-starts_at")[0]


def absences(world: World) -> dict[int, str]:
    """The last one on the list of the last workshop did not come after all."""
    return {Registration.objects.filter(event=last_workshop(world)).order_by("-pk")[0].person_id: "absent"}


def seat_people(world: World) -> None:
    """A step: a full lunch whose seat the mentor is offered, an exchange they wait for, a workshop with room.

    And the last workshop, with those who came.
    """
    mentor, others = key_people()["mentor"], [world.people[row["email"]] for row in MENTORS[1:]]
    for kind, ways in (
        (Event.Kind.LUNCH, ["in_person"] * 12),
        (Event.Kind.PEER_EXCHANGE, ["in_person"] * 9),
        (Event.Kind.WORKSHOP, ["in_person", "online", "in_person"]),
    ):
        event = lock_events(coming(world, kind).pk).popitem()[1]
        crowd = [*zip(others, ways, strict=False), (mentor, "in_person")]
        for person, way in crowd:
            take_seat(actor=None, event=event, person=person, mode=way, wait=True, now=world.now)
        if kind == Event.Kind.LUNCH:
            first = Registration.objects.filter(event=event, state="confirmed").order_by("pk")[0]
            free_seat(actor=None, event=event, registration=first, now=world.now)
    held = last_workshop(world)
    for person in others[4:11]:
        let_in(actor=key_people()["coordinator"], event=held, person=person, mode="in_person", now=held.starts_at)


def held(slug: str, mode: str) -> dict[str, Any]:
    """How and where a branch holds an event."""
    link = {"mode": mode, "join_url": "" if mode == Event.Mode.IN_PERSON else f"https://visio.lebanc.example/{slug}"}
    if mode == Event.Mode.ONLINE:
        return link
    place = PLACES[slug]
    return {**link, "place": place["name"], "address": place["address"], "access": place["access"]}


def add_session(world: World, branch: Branch, slug: str, start: str, mode: str) -> Event:
    """One session of an hour and a half, titled in the branch's first language."""
    hour, minute = int(start[11:13]), int(start[14:16])
    end = f"{start[:11]}{hour + 1 + (minute + 30) // 60:02}:{(minute + 30) % 60:02}"
    online = mode == Event.Mode.ONLINE
    language = branch.languages[0]
    with override(language):
        title = _("Discover mentoring")
    return schedule_event(
        actor=None,
        branch=branch,
        wall_start=start,
        wall_end=end,
        now=world.now - timedelta(weeks=4),
        kind=Event.Kind.INFORMATION,
        title=title,
        language=language,
        **held(slug, mode),
        seats_in_person=0 if online else 16,
        seats_online=0 if mode == Event.Mode.IN_PERSON else 30,
    )


def add_dates(world: World, slug: str, kind: str, first: date) -> None:
    """The dates of one kind in one branch, from `first` to four months ahead."""
    every, weekday, hour, minutes, audience, mode, seats, online, texts = RHYTHMS[kind]
    language = world.branches[slug].languages[0]
    turn = cycle(dutch.TEXTS[kind] if language == "nl" else texts)
    day = first + timedelta(days=weekday)
    while day < timezone.localdate(world.now) + timedelta(days=AHEAD):
        title, words = next(turn)
        start = datetime.combine(day, time.fromisoformat(hour))
        ordered = datetime.combine(day - timedelta(days=1), NOON_BEFORE)
        schedule_event(
            actor=None,
            branch=world.branches[slug],
            wall_start=start.strftime(WALL),
            wall_end=(start + timedelta(minutes=minutes)).strftime(WALL),
            now=world.now - timedelta(weeks=12),
            kind=kind,
            title=title,
            description=words,
            led_by=(LEADERS | dutch.LEADERS).get(title, ""),
            theme=(THEMES | dutch.THEMES).get(title, ""),
            language=language,
            audience=audience,
            **held(slug, mode),
            seats_in_person=seats,
            seats_online=online,
            deadline=ordered.strftime(WALL) if kind == Event.Kind.LUNCH else "",
            guests=GUESTS.get(kind, 0),
            turns=Event.Turns.FAIR if kind == Event.Kind.PEER_EXCHANGE else Event.Turns.FIRST,
        )
        day += timedelta(days=every)


def own_feed() -> str:
    """The mentor's own calendar: the last start's address while it works, else a new one."""
    path = earlier_address("feed_personal")
    if CalendarLink.objects.opened_by(path.rpartition("/")[2].removesuffix(".ics")).exists():
        return path
    mentor, now = key_people()["mentor"], timezone.now()
    about = Taste(themes=(Theme.JOB, Theme.RIGHTS), languages=("fr",))
    desk, _secret = open_link(actor=mentor, name=_("Computer"), now=now)
    choose_contents(actor=mentor, link_id=desk.pk, taste=about, alarm=CalendarLink.Alarm.NEVER, now=now)
    link, secret = open_link(actor=mentor, name=_("Phone"), now=now)
    choose_contents(actor=mentor, link_id=link.pk, taste=Taste(), alarm=CalendarLink.Alarm.HOUR, now=now)
    return reverse("events:own_feed", args=[secret])


def own_link() -> CalendarLink:
    """The device of the mentor's own calendar."""
    return CalendarLink.objects.working().filter(person=key_people()["mentor"]).newest_first()[0]


def facts() -> dict[str, Any]:
    """The agenda and its calendars, in French; the mentor's own among them."""
    hybrid = Event.objects.published().filter(mode=Event.Mode.HYBRID, kind=Event.Kind.INFORMATION)
    shown = hybrid.upcoming(timezone.now()).soonest_first().first()
    with override("fr"):
        urls = {
            "feed_personal": own_feed(),
            "feed_contents": reverse("agenda:contents", args=[own_link().pk]),
            "agenda": reverse("agenda:agenda"),
            "feed_public": reverse("events:feed", args=["fr"]),
            "feed_branch": reverse("events:branch_feed", args=["fr", BRANCHES[0]]),
        }
        if shown is not None:
            urls["event_hybrid"] = reverse("agenda:event", args=[shown.pk])
        for registration in Registration.objects.concerned().filter(person=key_people()["mentor"]).order_by("-pk"):
            urls[f"event_{registration.state}"] = reverse("agenda:event", args=[registration.event_id])
            if registration.state == Registration.State.WAITING:
                urls["team_event"] = reverse("agenda:team_event", args=[registration.event_id])
        dates = Event.objects.filter(title=APERO["title"]).upcoming(timezone.now()).soonest_first()
        if dates:
            urls["event_series"] = reverse("agenda:event", args=[dates[0].pk])
            urls["team_series"] = reverse("agenda:team_event", args=[dates[0].pk])
        asked = Poll.objects.about_dates().filter(post__room__promotion__memberships__person=key_people()["mentor"])
        if poll := asked.order_by("pk").first():
            urls["poll_event"] = reverse("agenda:of_poll", args=[poll.post_id])
        urls |= door_urls() | talk_urls()
    return {"urls": urls}


def propose_coffee(world: World, promotion: Promotion) -> None:
    """A coffee on Thursday, proposed by the mentor who has a password, and two who come; the team asks the others by mail."""
    facts = OutingForm.filled(promotion, world.now).initial
    new = NewOuting(facts["what"], facts["begins"], "Café de la Gare")
    mentor, *others = (world.people[email] for email in COFFEE)
    propose_outing(actor=mentor, promotion=promotion, new=new, cid=new_cid(), now=world.now)
    event = Event.objects.get(outing__isnull=False, promotion=promotion)
    for person in others:
        answer_outing(actor=person, event_id=event.pk, coming=True, now=world.now)
    invite(actor=key_people()["coordinator"], event_id=event.pk, now=world.now)
