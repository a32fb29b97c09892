"""The world of the benchmark: a database of its own, a promotion of thousands, many of thirty, a session for each person."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from community.models import Membership, Promotion
from hub.models import Branch, Person
from tests.conftest import template_database
from workshops.actions.promotions import open_promotion

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class World:
    """Where posts go, and who is signed in."""

    room_id: int
    topic: str
    post_path: str
    sessions: list[str]
    # The rooms of thirty: their keys, each with its thirty of the same people, in their order.
    small: list[int] = field(default_factory=list)
    # What the next promotion is called.
    numbers: Iterator[int] = field(default_factory=lambda: count(2))

    def with_rooms(self, rooms: int) -> "World":
        """The same people in so many rooms of thirty, in which no other side writes."""
        everybody = list(Person.objects.filter(email__startswith="member").order_by("pk")[: 30 * rooms])
        thirties = [everybody[start : start + 30] for start in range(0, len(everybody), 30)]
        return replace(self, small=[self.founded(some).room_id for some in thirties])

    def founded(self, everybody: Sequence[Person]) -> Promotion:
        """One promotion more, of these people."""
        return found(Branch.objects.get(), next(self.numbers), everybody)

    def path(self, room_id: int) -> str:
        """Where one posts."""
        return self.post_path.replace(f"/{self.room_id}/", f"/{room_id}/")

    def twin(self) -> "World":
        """The same people in another room, for a side that must not hear the posts of the first."""
        everybody = list(Person.objects.filter(email__startswith="member").order_by("pk"))
        room = self.founded(everybody).room
        return replace(self, room_id=room.pk, topic=room.key, post_path=self.path(room.pk))


@contextmanager
def world(members: int) -> Iterator[World]:
    """Opened before anything is measured, and gone afterwards: SQLite in a folder, or a database beside DATABASE_URL's."""
    try:
        with database():
            yield people(members)
    finally:
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@contextmanager
def database() -> Iterator[None]:
    """A migrated database; on Postgres as for tests, so that what DATABASE_URL holds is left alone."""
    if connection.vendor != "postgresql":
        if template_database().exists():
            connection.close()
            shutil.copyfile(template_database(), settings.DATABASES["default"]["NAME"])
        call_command("migrate", verbosity=0, interactive=False)
        yield
        return
    url, kept = os.environ["DATABASE_URL"], connection.settings_dict["NAME"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    os.environ["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
    try:
        yield
    finally:
        connection.close_pool()
        connection.creation.destroy_test_db(kept, verbosity=0)


def people(members: int) -> World:
    """One promotion of so many."""
    branch = Branch.objects.create(
        slug="lille", city={"fr": "Lille"}, country="FR", zone="Europe/Paris", languages=["fr"], address="1 rue du Banc"
    )
    rows = [
        Person(
            email=f"member{number:05d}@bench.example", first_name="Hélène", last_name=f"Martin {number}", password="!"
        )
        for number in range(members)
    ]
    Person.objects.bulk_create(rows, batch_size=500)
    everybody = list(Person.objects.filter(email__startswith="member").order_by("pk"))
    promotion = found(branch, 1, everybody)
    with translation.override("fr"):
        path = reverse("community:post", args=[promotion.room_id])
    return World(promotion.room_id, promotion.room.key, path, sign_in(everybody))


def found(branch: Branch, number: int, everybody: Sequence[Person]) -> Promotion:
    """A promotion, opened by the action, whose members are written at once: their coming is not what is measured."""
    now = timezone.now()
    days = [(now + timedelta(days=day)).date() for day in range(1, 5)]
    promotion = open_promotion(actor=None, branch=branch, number=number, days=days, now=now, referent=everybody[0])
    facts = {"promotion": promotion, "role": Membership.Role.MENTOR, "starts_at": now, "in_force": True}
    Membership.objects.bulk_create([Membership(person=one, **facts) for one in everybody[1:]], batch_size=500)
    return promotion


def sign_in(everybody: Sequence[Person]) -> list[str]:
    """A session in the database for each, as signing in would leave it."""
    store, until, rows = SessionStore(), timezone.now() + timedelta(days=1), []
    for person in everybody:
        facts = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        key = f"bench{person.pk:027d}"
        rows.append(Session(session_key=key, session_data=store.encode(facts), expire_date=until))
    Session.objects.bulk_create(rows, batch_size=500)
    return [row.session_key for row in rows]
