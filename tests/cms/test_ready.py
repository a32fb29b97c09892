"""Whichever way a page would be published, it must be ready: a call with a phone and a session, headings in order."""

from datetime import timedelta

import pytest
from django.core import mail
from wagtail.models import TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.actions.review import publish_due
from cms.models import CallPage, HomePage, StandardPage
from events.models import Event
from hub.actions.deliver import deliver_due

BULK = "/admin/bulk/wagtailcore/page/publish/?id={}&next=/admin/"


@pytest.fixture
def page(cast, clock):
    """A draft of a call whose sessions have been cancelled since."""
    found = CallPage.objects.get(locale__language_code="fr")
    found.unpublish()
    found.save_revision(user=cast.editor)
    Event.objects.filter(kind="information").update(status="cancelled")
    return found


@pytest.fixture
def browser(cast, clock, signed_in):
    return signed_in("editor")


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def told(answer):
    return answer.content.decode()


def handed_in(page, cast):
    """Where whoever reads the page through approves it."""
    page.get_workflow().start(page, cast.coordinator)
    return f"/admin/pages/workflow/action/{page.pk}/approve/{TaskState.objects.get().pk}/"


def test_many_at_once_are_published_only_when_each_is_ready(page, browser):
    answer = browser.post(BULK.format(page.pk), {"include_descendants": ""}, follow=True)

    assert not is_live(page)
    assert "Aucune séance d’information" in told(answer)


def test_what_lies_below_counts_as_well(page, browser):
    answer = browser.post(BULK.format(page.get_parent().pk), {"include_descendants": "on"}, follow=True)

    assert not is_live(page)
    assert "Aucune séance d’information" in told(answer)


def test_a_draft_whose_headings_skip_a_level_is_not_among_them(cast, browser):
    home = HomePage.objects.get(locale__language_code="fr")
    body = [("text", "<h2>Un</h2><h4>Deux</h4>")]
    draft = home.add_child(
        instance=StandardPage(title="Un saut", slug="saut", locale=home.locale, body=body, live=False)
    )
    draft.save_revision()

    answer = browser.post(BULK.format(draft.pk), {"include_descendants": ""}, follow=True)
    draft.body = [("text", "<h2>Un</h2><h3>Deux</h3>")]
    draft.save_revision()
    browser.post(BULK.format(draft.pk), {"include_descendants": ""})

    assert "Un saut" in told(answer) and "pas prête" in told(answer)
    assert is_live(draft)


def test_whoever_approves_hears_what_is_missing(page, browser, cast):
    where = handed_in(page, cast)

    answer = browser.post(where, {"comment": ""}, follow=True)
    modal = browser.post(where, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    Event.objects.filter(kind="information").update(status="published")
    refused = is_live(page)
    browser.post(where, {"comment": ""})

    assert "Aucune séance d’information" in told(answer)
    assert modal.json()["step"] == "success"
    assert (refused, is_live(page)) == (False, True)


def test_approving_with_changes_is_refused_at_the_call(page, browser, cast):
    handed_in(page, cast)
    facts = {
        "title": page.title,
        "slug": page.slug,
        "call": page.call_id,
        "lead": "Autrement.",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": '{"comment": ""}',
    }

    answer = browser.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(facts))

    assert "Aucune séance d’information" in answer.context["form"].errors["call"][0]
    assert not is_live(page)


def test_nobody_but_the_team_approves(page, cast, signed_in):
    where = handed_in(page, cast)

    assert signed_in("mentor").post(where, {"comment": ""}).status_code in {302, 403}
    assert not is_live(page)


@pytest.mark.parametrize("ready", [False, True])
def test_at_its_hour_only_what_is_ready_is_published_and_its_editor_is_told(page, cast, now, clock, ready):
    page.go_live_at = now + timedelta(hours=1)
    page.save_revision(user=cast.editor).publish()
    Event.objects.filter(kind="information").update(status="published" if ready else "cancelled")
    clock.shift(2 * 3600)

    for _twice in range(2):
        publish_due(now=now + timedelta(hours=2))
    deliver_due(now=now + timedelta(hours=2))

    assert is_live(page) is ready
    assert [one.to[0].partition("<")[2].strip(">") for one in mail.outbox] == [cast.editor.email] * (not ready)
    for text in [part for one in mail.outbox for part in (one.body, one.alternatives[0].content)]:
        assert page.title in text and "Aucune séance d’information" in text and f"/admin/pages/{page.pk}/edit/" in text
