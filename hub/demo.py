"""The hub's demo scene: branches, staff, mentors; and its facts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils.translation import override

from hub.demo_content.branches import BRANCHES
from hub.demo_content.people import MENTORS, STAFF
from hub.demo_world import PASSWORDS, World
from hub.models import Branch, Person, Role

SIX_YEARS = timedelta(days=6 * 365)
ADMIN = "admin@lebanc.example"


def add_person(world: World, row: dict[str, Any]) -> Person:
    """One person from the content, without a password."""
    trade = row.get("former_trade", {})
    return Person.objects.create(
        email=row["email"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        language=row["language"],
        city=row.get("city", ""),
        former_trade=trade.get(row["language"], ""),
        password=make_password(None),
        created_at=world.now - SIX_YEARS,
    )


def scene(world: World) -> None:
    """Six branches, their staff, twenty mentors, an administrator."""
    for row in BRANCHES:
        world.branches[row["slug"]] = Branch.objects.create(**row)
    for row in STAFF:
        person = world.people[row["email"]] = add_person(world, row)
        branch = world.branches.get(row["branch"] or "")
        Role.objects.create(person=person, branch=branch, kind=row["role"], starts_on=(world.now - SIX_YEARS).date())
    for row in MENTORS:
        world.people[row["email"]] = add_person(world, row)
    world.people[ADMIN] = Person.objects.create(
        email=ADMIN,
        first_name="Camille",
        last_name="Renard",
        is_superuser=True,
        password=make_password(None),
        created_at=world.now,
    )
    world.say("Hashing the six passwords …")
    people = key_people()
    # Hashing is slow on purpose, and leaves Python to other threads meanwhile.
    with ThreadPoolExecutor(2) as pool:
        hashed = list(pool.map(make_password, [PASSWORDS[name] for name in people]))
    for person, password in zip(people.values(), hashed, strict=True):
        Person.objects.filter(pk=person.pk).update(password=password)


def key_people() -> dict[str, Person]:
    """The six who have a password, by their name in the facts file."""
    emails = {
        name: next(row["email"] for row in STAFF if row["role"] == name)
        for name in ("referent", "coordinator", "editor")
    }
    branch = next(row["branch"] for row in STAFF if row["role"] == "referent")
    emails["mentor"] = next(row["email"] for row in MENTORS if row["branch"] == branch)
    emails["other_mentor"] = next(row["email"] for row in MENTORS if row["branch"] == "paris")
    emails["admin"] = ADMIN
    people = {person.email: person for person in Person.objects.filter(email__in=emails.values())}
    return {name: people[email] for name, email in emails.items()}


def facts() -> dict[str, Any]:
    """The people who can sign in, and the hub's addresses."""
    people = {
        name: {"email": person.email, "password": PASSWORDS[name], "id": person.pk}
        for name, person in key_people().items()
    }
    with override("fr"):
        urls = {
            "home": "/fr/",
            "signin": reverse("account_request_login_code"),
            "team": reverse("hub:team"),
            "account": reverse("hub:space"),
            "admin": "/admin/",
            "outbox": reverse("outbox"),
        }
    return {"people": people, "urls": urls}
