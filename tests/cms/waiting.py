"""Reads what has become of somebody who waits for a seat of a session: their application, their page, their seat."""

from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cms.links import status_path
from cms.models import Application
from events.actions.seats import withdraw


def of(name):
    rows = Application.objects.select_related("registration__event", "person", "call__branch")
    return rows.get(email_key=f"{name}@mail.example")


def words(html):
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").replace("\xa0", " ").split())


def read(application, page="status"):
    return words(Client().get(status_path(application, page)).content.decode())


def give_back(application):
    withdraw(actor=None, registration_id=application.registration_id, now=timezone.now())
