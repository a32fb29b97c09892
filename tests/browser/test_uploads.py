"""A picture sent from the dialog of a page that is being edited: how far it is, in words and as a bar; and without that."""

import os
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from cms.models import HomePage, SiteImage

pytestmark = pytest.mark.browser

SLOW = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 200_000}
OPEN = "() => new ImageChooserModal('/admin/images/chooser/').open({}, () => {})"
# Keeps every sentence that the dialog has said, and how far the bar stood.
LISTEN = """() => { window.said = [];
  new MutationObserver(() => {
    const box = document.querySelector('.modal [role=status]');
    const now = box?.textContent.trim();
    if (now && now !== window.said.at(-1)?.[0]) window.said.push([now, Math.round(box.querySelector('progress').value)]);
  }).observe(document.body, { childList: true, subtree: true, characterData: true }); }"""


def photo() -> bytes:
    """A megabyte of noise, which no format makes small."""
    file = BytesIO()
    Image.frombytes("RGB", (600, 600), os.urandom(3 * 600 * 600)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("helped", [True, False])
def test_the_dialog_says_how_much_is_sent_and_takes_the_picture(enter, demo, helped):
    page = enter("editor", "/fr/", width=1280, height=900)
    if not helped:
        page.route("**/cms/admin/uploads*.js", lambda route: route.abort())
    home = HomePage.objects.live().filter(locale__language_code="fr").order_by("pk").first()
    page.goto(f"{demo['base_url']}/admin/pages/{home.pk}/edit/")
    page.evaluate(LISTEN)
    page.evaluate(OPEN)
    page.locator(".modal #tab-label-upload").click()
    page.locator(".modal [name$='title']").fill(f"Un banc, {helped}")
    file = {"name": "banc.png", "mimeType": "image/png", "buffer": photo()}
    page.locator(".modal input[type=file]").set_input_files(file)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)

    page.locator(".modal form[data-chooser-modal-creation-form] [type=submit]").click()
    expect(page.locator(".modal")).to_have_count(0, timeout=60_000)

    said = page.evaluate("() => window.said")
    assert SiteImage.objects.filter(title=f"Un banc, {helped}").exists()
    if not helped:
        assert said == []
        return
    *under_way, last = said
    assert len(under_way) >= 2
    for words, bar in under_way:
        percent = int(words.partition("\xa0")[0])
        assert words == f"{percent}\xa0% envoyés" and percent <= bar < percent + 10
    assert [percent for _words, percent in said] == sorted(percent for _words, percent in said)
    assert last == ["Tout est envoyé. Vérification et rangement\xa0: encore quelques secondes.", 100]
