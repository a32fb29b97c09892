"""The demo's event that takes place right now, and a date that a member proposes."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse

from community.demo_pictures import as_jpeg, garden, greenhouse, two_on_a_bench
from community.models import Audience
from events.actions.albums import add_photo
from events.actions.consents import keep_answer
from events.actions.desk import note_attendance
from events.actions.proposals import Wish, propose
from events.actions.removals import take_out
from events.actions.schedule import WALL, lock_events, schedule_event
from events.actions.seats import take_seat
from events.demo_content.sessions import PLACES
from events.models import Consent, Event, Proposal, Registration
from hub.db import write
from hub.demo import key_people
from hub.demo_content.people import MENTORS
from hub.demo_world import World
from hub.links import seal
from hub.live.commands import new_cid

TITLE = "Parler de soi en entretien"
WORDS = "On s’entraîne à deux, avec de vraies questions. Venez avec l’annonce qui intéresse votre jeune."
PHOTOS = [
    (
        UUID("3b8d3a0e-6a0a-4b43-9a1e-55b3f6f0c201"),
        two_on_a_bench,
        "Deux personnes sur un banc, une feuille entre elles",
    ),
    (UUID("3b8d3a0e-6a0a-4b43-9a1e-55b3f6f0c202"), garden, "Le jardin derrière l’antenne"),
    (UUID("3b8d3a0e-6a0a-4b43-9a1e-55b3f6f0c203"), greenhouse, "La serre, pendant la pause"),
]
# Who of the eight does not want to be on photos.
REFUSES = 5
# Who asks to be blurred, and where.
ASKS, PLACES_ASKED = 6, (8, 9, 14, 15)
QUARTER, LENGTH = 15, timedelta(hours=2)


def arriving(world: World) -> None:
    """A workshop in Lille that began a moment ago; the mentor has a seat, and three of eight have arrived."""
    branch, place = world.branches["lille"], PLACES["lille"]
    wall = world.now.astimezone(ZoneInfo(branch.zone)) - timedelta(minutes=10)
    begins = wall - timedelta(minutes=wall.minute % QUARTER)
    with write():
        event = schedule_event(
            actor=None,
            branch=branch,
            wall_start=begins.strftime(WALL),
            wall_end=(begins + LENGTH).strftime(WALL),
            now=world.now - timedelta(weeks=3),
            kind=Event.Kind.WORKSHOP,
            title=TITLE,
            description=WORDS,
            audience=Audience.PUBLIC,
            mode=Event.Mode.HYBRID,
            place=place["name"],
            address=place["address"],
            access=place["access"],
            join_url="https://visio.lebanc.example/lille",
            seats_in_person=12,
            seats_online=12,
        )
        event = lock_events(event.pk)[event.pk]
        crowd = [world.people[row["email"]] for row in MENTORS[:8]]
        for number, person in enumerate(crowd):
            way = "online" if number % 4 == 3 else "in_person"  # noqa: PLR2004  # one in four
            before = world.now - timedelta(days=5)
            take_seat(actor=None, event=event, person=person, mode=way, quiet=True, now=before)
            if number:
                keep_answer(
                    actor=person, person=person, purpose=Consent.Purpose.PHOTO, given=number != REFUSES, now=before
                )
            if number % 3:
                keep_answer(actor=person, person=person, purpose=Consent.Purpose.NAME, given=True, now=before)
    marks = {person.pk: Registration.Attendance.PRESENT.value for person in crowd[4:7]}
    note_attendance(actor=key_people()["coordinator"], event_id=event.pk, marks=marks, now=world.now)
    send_photos(world, event)


def send_photos(world: World, event: Event) -> None:
    """Drawn photos by one who has arrived; another asks to be blurred on the last, which waits for the team."""
    person = world.people[MENTORS[4]["email"]]
    for uid, draw, alt in PHOTOS:
        facts = {"data": as_jpeg(draw()), "alt": alt, "sure": True, "now": world.now}
        photo = add_photo(actor=person, event_id=event.pk, uid=uid, **facts)
    other = world.people[MENTORS[ASKS]["email"]]
    take_out(actor=other, photo_id=photo.pk, marks=PLACES_ASKED, now=world.now)


def propose_apero(world: World) -> None:
    """The mentor proposes an apéro to Lille, and waits for the answer."""
    day = world.now.astimezone(ZoneInfo("Europe/Paris")) + timedelta(days=16)
    begins = day.replace(hour=18, minute=30).strftime(WALL)
    wish = Wish(world.branches["lille"].pk, "apero", begins, "Café de la Treille", "On apporte des jeux de société.")
    propose(actor=key_people()["mentor"], wish=wish, cid=new_cid(), now=world.now)


def door_urls() -> dict[str, str]:
    """Its pages, in French: the event, the list at the door, the sheet for the wall, the mentor's own square."""
    event = Event.objects.filter(title=TITLE).order_by("pk").first()
    held = Registration.objects.filter(event=event, person=key_people()["mentor"]).first() if event else None
    if event is None or held is None:
        return {}
    proposal = Proposal.objects.filter(proposer=held.person_id).order_by("pk").first()
    names = {"proposal": "agenda:own_proposal", "team_proposal": "agenda:proposal"} if proposal else {}
    asked = {key: reverse(name, args=[proposal.pk]) for key, name in names.items() if proposal}
    return asked | {
        "event_now": reverse("agenda:event", args=[event.pk]),
        "team_now": reverse("agenda:team_event", args=[event.pk]),
        "square": reverse("events:pass", args=[seal("pass", held.pk)]),
        "album_link": reverse("events:album_link", args=[seal("album", held.pk)]),
        "photo_link": reverse("events:photo_link", args=[seal("album", held.pk), PHOTOS[0][0]]),
        "photo_remove": reverse("agenda:photo_remove", args=[PHOTOS[0][0]]),
        "photo_settle": reverse("agenda:photo_settle", args=[PHOTOS[-1][0]]),
    }
