"""From the mail that welcomes a new mentor to their first message: one press leads to the field, one sends."""

import re
from secrets import token_hex

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cms.actions.apply import Answers, apply
from cms.actions.decide import Decision, decide
from cms.actions.roster import confirm_training
from cms.models import Application, Call
from cms.models.applications import State
from cms.models.states import CallState
from community.models import Post
from hub.actions.deliver import write_message
from hub.models import Notice, Person
from tests.browser.room.acts import article, send
from tests.browser.test_arrival import digits

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def welcome(demo, room):
    """welcome(name): a new mentor of a promotion that trains, who is nobody else's namesake, and the link in their mail."""

    def one(name):
        first_name = f"{name}{token_hex(3)}"
        now, admin = timezone.now(), Person.objects.get(pk=demo["people"]["admin"]["id"])
        call = next(one for one in Call.objects.in_state(now, CallState.OPEN) if one.promotion_id)
        Call.objects.filter(pk=call.pk).update(total=call.total + 1)
        email = f"{first_name.lower()}@nouvelles.example"
        facts = {"first_name": first_name, "last_name": "Moreau", "email": email, "phone": "", "over_fifty": True}
        apply(call_id=call.pk, answers=Answers(**facts), language="fr", flagged=False, now=now)
        application = Application.objects.get(person__email=email)
        Application.objects.filter(pk=application.pk).update(state=State.INTERVIEW_DONE)
        decide(actor=admin, application_id=application.pk, decision=Decision(State.ACCEPTED), now=now)
        confirm_training(actor=admin, application_id=application.pk, now=now)
        mail = write_message(Notice.objects.get(kind="application.confirmed", target_id=application.pk))
        (link,) = re.findall(r"https?://[^/]+(/fr/connexion/\S+)", mail.body)
        return Application.objects.get(pk=application.pk).person, link

    return one


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_has_signed_in_writes_in_two_presses(enter, welcome, scripts):
    person, link = welcome("Aline")

    page = enter(person, link, java_script_enabled=scripts)
    expect(page.get_by_label("Votre message")).to_be_in_viewport()
    words = f"Bonjour, je suis {person.first_name}"
    send(page, words)

    expect(article(page, words)).to_be_visible()
    assert Post.objects.filter(author=person, body=words).count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_signs_in_first_is_led_on_to_the_field(visit, faults, welcome, scripts):
    person, link = welcome("Berthe")

    page = visit(link, java_script_enabled=scripts)
    page.get_by_label("Votre adresse e-mail").fill(person.email)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code de six chiffres").fill(digits())
    page.get_by_role("button", name="Accéder à mon espace").click()

    expect(page).to_have_url(re.compile(r"/fr/salon/\d+/(\d+/)?#ecrire$"))
    expect(page.get_by_label("Votre message")).to_be_in_viewport()
    words = f"Me voici, {person.first_name}"
    send(page, words)
    expect(article(page, words)).to_be_visible()
    assert not scripts or faults(page) == []
