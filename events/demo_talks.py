"""The demo's discussion of an event: what those who come to the next workshop of Lille write to one another."""

from datetime import timedelta

from django.urls import reverse

from community.actions.posts import write_post
from events.actions.rooms import open_room
from events.models import Event
from hub.demo import key_people
from hub.demo_content.people import MENTORS
from hub.demo_world import World
from hub.live.commands import new_cid

# (whose of the mentors, hours ago, which message it answers, the words); they have the first seats there.
SAID = [
    (
        1,
        27,
        None,
        "Je viens de Roubaix en voiture et j’ai trois places. Départ à 8 h 30, devant la gare. Qui en veut une ?",
    ),
    (3, 26, 0, "Une pour moi, merci Paul ! J’apporte des croissants."),
    (
        2,
        3,
        None,
        "Bonjour à tous, je serai derrière mon écran. Quelqu’un peut-il tourner la caméra vers le tableau de temps en temps ?",
    ),
]


def talk_it_over(world: World, event: Event) -> None:
    """The team opens it, and three people with a seat write; the mentor, who has one too, has not read it yet."""
    room = open_room(actor=key_people()["coordinator"], event_id=event.pk, now=world.now - timedelta(days=2))
    numbers: list[int | None] = []
    for who, hours, answers, words in SAID:
        written = write_post(
            actor=world.people[MENTORS[who]["email"]],
            room_id=room.pk,
            body=words,
            quote_seq=None if answers is None else numbers[answers],
            cid=new_cid(),
            now=world.now - timedelta(hours=hours),
        )
        numbers.append(written.seq)


def talk_urls() -> dict[str, str]:
    """The discussion, and the page of its event."""
    event = Event.objects.exclude(room=None).order_by("pk").first()
    if event is None:
        return {}
    return {
        "talk": reverse("community:room", args=[event.room_id]),
        "event_talk": reverse("agenda:event", args=[event.pk]),
    }
