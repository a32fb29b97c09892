"""An editor changes the home page and a call, looks at the preview, and publishes, in three languages."""

import re

import pytest
from playwright.sync_api import expect

from cms.models import CallPage, HomePage

pytestmark = pytest.mark.browser


def publish(page):
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    page.locator("[name='action-publish']").first.click()
    expect(page.locator(".messages .success")).to_be_visible()


@pytest.mark.parametrize("language", ["fr", *(pytest.param(one, marks=pytest.mark.long) for one in ("nl", "en"))])
@pytest.mark.parametrize("kind", [HomePage, CallPage])
def test_an_editor_previews_and_publishes(enter, kind, language):
    edited = kind.objects.live().filter(locale__language_code=language).order_by("pk").first()
    page = enter("editor", f"/admin/pages/{edited.pk}/edit/", width=1280, height=900)
    first = "[id$='-body-section'] textarea" if kind is HomePage else "#id_lead"
    words = f"Des mots tout neufs {language}"
    page.locator(first).first.fill(words)

    with page.expect_response(re.compile("preview")):
        page.locator("[data-side-panel-toggle='preview']").first.click()
    # While a fresh preview loads, a second frame stands beside the one that is shown; the id moves when it is ready.
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.get_by_text(words).first).to_be_visible()
    expect(shown.locator("html")).to_have_attribute("lang", language)

    publish(page)
    page.goto(edited.get_url())
    expect(page.get_by_text(words).first).to_be_visible()
