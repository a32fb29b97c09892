"""Whoever is deactivated, deleted, or given another password in the editor loses their open sockets within five seconds."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from hub.models import Person

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.race]

SENTENCE = "a word and 1 number, quite long"


def form_of(person: Person, **changed):
    kept = {"email": person.email, "first_name": person.first_name, "last_name": person.last_name, "is_active": "on"}
    return {**kept, **changed}


def bulk(action: str, person: Person) -> str:
    return reverse("wagtail_bulk_action", args=["hub", "person", action]) + f"?id={person.pk}"


ACTS = {
    "deactivated": lambda one: (reverse("wagtailusers_users:edit", args=[one.pk]), form_of(one, is_active="")),
    "another password": lambda one: (
        reverse("wagtailusers_users:edit", args=[one.pk]),
        form_of(one, password1=SENTENCE, password2=SENTENCE),
    ),
    "deleted": lambda one: (reverse("wagtailusers_users:delete", args=[one.pk]), {}),
    "deactivated with others": lambda one: (bulk("set_active_state", one), {"mark_as_active": "False"}),
    "deleted with others": lambda one: (bulk("delete", one), {}),
}


@pytest.mark.parametrize("name", ACTS)
def test_the_editor_ends_somebody_and_their_socket_within_five_seconds(dial, open_house, name):
    _server, cast = open_house
    lone = Person.objects.create(email="lone@mail.example", first_name="Lone", last_name="Wolf")
    cast.people["lone"] = lone
    socket = dial("lone")
    socket.hello()
    browser = Client()
    browser.force_login(cast.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    address, fields = ACTS[name](lone)

    answer = browser.post(address, fields)
    began = time.monotonic()

    assert answer.status_code == 302, answer.content.decode()
    frame, code = socket.end()
    assert (frame["code"], code) == (4401, 4401)
    assert time.monotonic() - began < 5
