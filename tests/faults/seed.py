"""Prepares the database once: its tables, and in them one promotion, its team and its members, and a crowd in many more,
all of them signed in.
"""

import json
import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup()

from django.apps import apps  # noqa: E402  # Django must be set up first
from django.conf import settings  # noqa: E402  # the same
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402  # the same
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402  # the same
from django.contrib.sessions.models import Session  # noqa: E402  # the same
from django.core.management import call_command  # noqa: E402  # the same
from django.db import connection  # noqa: E402  # the same
from django.urls import reverse  # noqa: E402  # the same
from django.utils import timezone  # noqa: E402  # the same
from django.utils.translation import override  # noqa: E402  # the same

from community.actions.promotions import enrol, found_promotion  # noqa: E402  # the same
from community.models import Membership  # noqa: E402  # the same
from hub.db import write  # noqa: E402  # the same
from hub.models import Branch, Person, Role, Topic  # noqa: E402  # the same
from hub.person_topic import PersonTopic  # noqa: E402  # the same
from workshops.actions.promotions import open_promotion  # noqa: E402  # the same

ROOM = 30


def make_tables() -> None:
    """The tables as the models have them, in a second or two; the migrations have tests of their own."""
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)


def make_person(name: str) -> Person:
    """Somebody who can sign in, with no password to hash."""
    return Person.objects.create(email=f"{name}@check.example", first_name=name.title(), last_name="D", password="!")


def session_of(person: Person) -> dict[str, str]:
    """What a session holds, as the sign-in page would make it."""
    return {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }


def sign_in(person: Person) -> str:
    """A session, and its key."""
    store = SessionStore()
    store.update(session_of(person))
    store.create()
    return str(store.session_key)


def describe(person: Person, membership: int = 0) -> dict[str, Any]:
    """What a client needs to be this person."""
    return {"pk": person.pk, "session": sign_in(person), "email": person.email, "membership": membership}


def long_ago() -> datetime:
    """When all of them came, so that a clock may be set back without sending anybody away."""
    return timezone.now() - timedelta(days=400)


def settle(members: int) -> dict[str, Any]:
    """A branch, its référent, a promotion and so many mentors."""
    now = long_ago()
    branch = Branch.objects.create(
        slug="essai", city={"fr": "Essai", "nl": "Essai", "en": "Essai"}, country="FR", zone="Europe/Paris",
        languages=["fr"], address="1 rue de l’Essai", email="essai@check.example", phone="+33353010001",
        hours={"fr": "Le matin."},
    )  # fmt: skip
    referent = make_person("referent")
    Role.objects.create(person=referent, branch=branch, kind=Role.Kind.REFERENT, starts_on=date(2020, 1, 1))
    days = [timezone.localdate() + timedelta(days=30 + number) for number in range(4)]
    promotion = open_promotion(actor=None, branch=branch, number=1, days=days, now=now, referent=referent)
    people = [make_person(f"mentor{number}") for number in range(members)]
    with write():
        roster = [enrol(actor=None, promotion=promotion, person=one, role="mentor", now=now).pk for one in people]
    with override("fr"):
        return {
            "room": promotion.room_id,
            "page": reverse("community:room", args=[promotion.room_id]),
            "add": reverse("community:roster_add", args=[promotion.pk]),
            "remove": reverse("community:roster_remove", args=[promotion.pk, 0]).replace("/0/", "/%d/"),
            "referent": describe(referent),
            "members": [describe(one, pk) for one, pk in zip(people, roster, strict=True)],
        }


def settle_crowd(number: int) -> list[dict[str, Any]]:
    """So many mentors more, thirty to a promotion, written in a few queries; the actions have tests of their own."""
    branch, rooms, now = Branch.objects.get(), [], long_ago()
    for count in range(-(-number // ROOM)):
        with write():
            rooms.append(found_promotion(actor=None, branch=branch, number=count + 2, language="fr", now=now))
    people = Person.objects.bulk_create(
        [
            Person(email=f"crowd{at}@check.example", first_name="Foule", last_name=f"{at}", password="!")
            for at in range(number)
        ]
    )
    Membership.objects.bulk_create(
        Membership(promotion=rooms[at // ROOM], person=one, role="mentor", starts_at=now, in_force=True)
        for at, one in enumerate(people)
    )
    Topic.objects.bulk_create(Topic(key=PersonTopic.key(one.pk), head=1) for one in people)
    store, until = SessionStore(), timezone.now() + timedelta(days=60)
    Session.objects.bulk_create(
        Session(session_key=f"crowd{one.pk:027}", session_data=store.encode(session_of(one)), expire_date=until)
        for one in people
    )
    with override("fr"):
        pages = [reverse("community:room", args=[promotion.room_id]) for promotion in rooms]
    return [
        {"pk": one.pk, "session": f"crowd{one.pk:027}", "email": one.email, "page": pages[at // ROOM]}
        for at, one in enumerate(people)
    ]


def main() -> None:
    """Run as `python -m tests.faults.seed MEMBERS CROWD FILE`."""
    members, crowd, file = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    make_tables()
    facts = settle(members)
    facts["crowd"] = settle_crowd(crowd)
    file.write_text(json.dumps(facts), encoding="utf-8")
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


if __name__ == "__main__":
    main()
