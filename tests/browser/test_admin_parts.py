"""Our own parts of the editor, as editors meet them: axe finds nothing there, light and dark, on a phone and on a computer."""

import pytest

from cms.models import CallPage, HomePage

pytestmark = [pytest.mark.browser, pytest.mark.long]

# Where each part stands; what is around it is Wagtail's own.
PARTS = [
    ("/admin/", "main section.todo"),
    ("/admin/appels/nouveau/", "main .nice-padding"),
    ("/admin/appels/{call}/", "main .nice-padding"),
    ("/admin/appels/{call}/apercus/?moment=soon", "main .nice-padding"),
    ("/admin/toujours-vrai/", "main .nice-padding"),
    ("/admin/pages/{page}/edit/", ".advice"),
    ("/admin/snippets/cms/testimony/add/", ".localised"),
]


@pytest.mark.parametrize(("path", "part"), PARTS)
def test_axe_finds_nothing_in_our_parts_of_the_editor(enter, faults, path, part):
    call_page = CallPage.objects.live().filter(locale__language_code="fr").order_by("pk")[0]
    call_page.lead = "Une phrase " + "très longue " * 13 + "qui ne finit pas."
    call_page.save_revision()
    page = enter("editor", path.format(call=call_page.call_id, page=call_page.pk), width=1280, reduced_motion="reduce")
    page.locator(part).first.wait_for()

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page, part) == []


def test_axe_finds_nothing_in_what_a_block_looks_like(enter, faults):
    page = enter("editor", "/admin/", width=1280, reduced_motion="reduce")

    for block in HomePage._meta.get_field("body").stream_block.child_blocks.values():
        page.goto(f"/admin/block-preview/?id={block.definition_prefix}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page) == [], block.name
