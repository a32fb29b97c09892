"""What an editor sends to publish a call: taken, refused in words, or unreadable; never a fault."""

import json

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import CallPage
from events.models import Event

WORDS = json.loads(rich_text("<p>Bonjour.</p>"))


@pytest.fixture
def call_page(cast, clock):
    return CallPage.objects.get(locale__language_code="fr")


@pytest.fixture
def send(call_page, signed_in):
    """send(lead="…") posts the editor's form of the call's page with that changed."""

    def post(*blocks: tuple[str, str], **changed):
        facts = {
            "title": call_page.title,
            "slug": call_page.slug,
            "call": call_page.call_id,
            "lead": call_page.lead,
            "body": streamfield(blocks),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
        sent = {**nested_form_data(facts), **changed}
        return signed_in("editor").post(f"/admin/pages/{call_page.pk}/edit/", sent)

    return post


PUBLISH = {"action-publish": "1"}


def errors(answer):
    return answer.context["form"].errors


def test_a_call_with_a_session_is_published(send, call_page):
    assert send(("text", json.dumps(WORDS)), lead="Une heure et demie.", **PUBLISH).status_code == 302
    call_page.refresh_from_db()
    assert call_page.lead == "Une heure et demie."


def test_a_call_without_a_session_stays_a_draft(send, call_page):
    Event.objects.filter(kind="information").update(status="cancelled")

    refused, draft = send(lead="Plus tard.", **PUBLISH), send(lead="Plus tard.")

    assert "Aucune séance d’information" in errors(refused)["call"][0]
    assert draft.status_code == 302
    call_page.refresh_from_db()
    assert call_page.lead != "Plus tard."


def test_a_call_whose_branch_has_no_phone_stays_a_draft(send, call_page):
    type(call_page.call.branch).objects.update(phone="")

    assert "téléphone" in errors(send(**PUBLISH))["call"][0]


def test_a_closed_call_may_be_corrected(send, call_page, clock):
    clock.shift(60 * 24 * 3600)

    assert send(lead="C’était en novembre.", **PUBLISH).status_code == 302


@pytest.mark.parametrize("key", ["abc", "²", "-1", "9" * 30, "1.5", "\x00"])
def test_a_key_that_no_screen_sends_is_refused_in_words(send, call_page, key):
    answer = send(call=key)

    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        assert "call" in errors(answer)
    call_page.refresh_from_db()
    assert call_page.call is not None


def test_half_a_character_is_refused_in_words(send):
    broken = {**WORDS, "blocks": [{**WORDS["blocks"][0], "text": "\ud83d"}]}

    answer = send(("text", json.dumps(broken)))

    (refusal,) = errors(answer).as_data()["body"]
    assert "Un caractère de ces textes est abîmé" in refusal.non_block_errors[0]


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_publication_in_another_age_is_refused_in_words(send, year):
    assert "go_live_at" in errors(send(go_live_at=f"{year}-01-01 00:00"))


@pytest.mark.parametrize(
    "changed",
    [
        {"body-count": "abc"},
        {"body-count": "9" * 30},
        {"body-0-value": "{"},
        {"body-0-value": "[]"},
        {"body-0-value": "[" * 5000},
    ],
)
def test_what_no_screen_of_ours_sends_cannot_be_read(send, changed):
    assert send(("text", json.dumps(WORDS)), **changed).status_code == 400
