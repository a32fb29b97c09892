"""The room by keyboard alone, read aloud, and in days."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.discussions import open_discussion
from community.models import Post
from hub.live.commands import new_cid
from tests.browser.room.acts import all_with, article, say
from tests.browser.test_pages import keeps_to_the_rules

pytestmark = [pytest.mark.browser, pytest.mark.long]


def tab_to(page, locator, most=120):
    """Presses Tab until that element has the focus, which shows wherever it is; how often that was."""
    for number in range(1, most + 1):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            assert locator.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            return number
    pytest.fail(f"Tab does not reach {locator}")


def test_the_keyboard_alone_answers_reacts_and_writes(enter, people, discussion, path):
    say(people["referent"], discussion, "À qui n’a pas de souris")
    page = enter("mentor", path + "#new", width=1280)
    message = article(page, "À qui n’a pas de souris")
    page.locator("#new").focus()

    tab_to(page, message.get_by_role("button", name="Merci"))
    page.keyboard.press("Space")
    expect(message.get_by_role("button", name="Merci")).to_have_attribute("aria-pressed", "true")
    expect(message.get_by_role("button", name="Merci")).to_be_focused()
    tab_to(page, message.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, message.get_by_role("button", name="Courage"))
    page.keyboard.press("Enter")
    expect(message.get_by_role("button", name="Courage")).to_have_attribute("aria-pressed", "true")
    tab_to(page, message.get_by_role("link", name="Répondre"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Votre message")).to_be_focused()
    page.keyboard.type("Au clavier")
    page.keyboard.press("Enter")
    page.keyboard.type("sur deux lignes")
    page.keyboard.press("Control+Enter")

    expect(article(page, "Au clavier").locator("blockquote")).to_contain_text("souris")
    expect(article(page, "Au clavier").locator(".tx")).to_have_text(re.compile("Au clavier\\s*sur deux lignes"))
    expect(page.get_by_label("Votre message")).to_be_focused()
    page.keyboard.type("Au bouton")
    tab_to(page, page.get_by_role("button", name="Envoyer"), most=3)
    page.keyboard.press("Enter")
    expect(article(page, "Au bouton")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("who", "width"), [("mentor", 360), ("referent", 360), ("mentor", 1280)])
def test_the_field_is_a_few_stops_from_the_top_and_what_stands_beside_comes_after_it(
    enter, room, path, who, width, scripts
):
    page = enter(who, path, width=width, java_script_enabled=scripts)
    assert page.locator("#posts > li[data-post]").count() > 20

    stops = tab_to(page, page.get_by_role("link", name="Aller au contenu"), most=1)
    page.keyboard.press("Enter")
    stops += tab_to(page, page.get_by_role("link", name="Écrire un message"), most=8)
    page.keyboard.press("Enter")
    expect(page.locator("#ecrire")).to_be_in_viewport()
    stops += tab_to(page, page.get_by_label("Votre message"), most=8)
    tab_to(page, page.locator("#host a"), most=20)

    assert stops <= 8


def test_news_never_takes_the_focus_nor_the_text(enter, people, discussion, path):
    page = enter("mentor", path)
    page.get_by_label("Votre message").press_sequentially("Je suis en train")

    say(people["referent"], discussion, "Une interruption")
    expect(article(page, "Une interruption")).to_be_attached()

    expect(page.get_by_label("Votre message")).to_be_focused()
    expect(page.get_by_label("Votre message")).to_have_value("Je suis en train")
    expect(page.get_by_label("Votre message")).to_be_in_viewport()


def test_one_place_announces_who_says_what_or_how_many(enter, people, discussion, path):
    page = enter("mentor", path)
    announcer = page.locator("#say")
    expect(page.locator("[aria-live], [role=log], #posts [role=status], #posts [role=alert]")).to_have_count(0)

    say(people["referent"], discussion, "Parfait pour mardi")
    expect(announcer).to_have_text("Nadia B. : Parfait pour mardi")
    for number in (1, 2, 3):
        say(people["mate"], discussion, f"Rafale {number}")

    expect(announcer).to_have_text("3 nouveaux messages", timeout=8_000)
    told = page.locator("[role=status]").filter(has_text=re.compile("Parfait|Rafale|nouveaux messages"))
    expect(told).to_have_count(1)


def test_whoever_mutes_the_announcer_hears_nothing_also_after_a_reload(enter, people, discussion, path):
    page = enter("mentor", path)
    page.get_by_label("Ne pas annoncer").check()
    page.reload()
    expect(page.get_by_label("Ne pas annoncer")).to_be_checked()

    say(people["referent"], discussion, "En silence")
    expect(article(page, "En silence")).to_be_attached()
    page.wait_for_timeout(1_000)  # it would speak four tenths of a second after the message

    expect(page.locator("#say")).to_have_text("")


def test_the_days_are_parted_alike_with_and_without_javascript(enter, path, discussion):
    # What the demo has said, whatever other tests have written after it.
    last = Post.objects.filter(discussion=discussion, created_at__lt=timezone.now() - timedelta(days=2)).latest("seq")
    page = enter("mentor", f"{path}?avant={last.seq}")
    plain = enter("mentor", f"{path}?avant={last.seq}", java_script_enabled=False)

    days = page.locator("#posts > .day").all_inner_texts()

    assert days == plain.locator("#posts > .day").all_inner_texts()
    assert len(set(days)) == len(days) > 1
    assert re.fullmatch(r"(?:(?:Lun|Mar|Mercre|Jeu|Vendre|Same)di|Dimanche) \d.+", days[0])


def test_a_message_of_another_day_begins_one_and_the_next_does_not(enter, demo, people, room):
    opened = open_discussion(
        actor=people["referent"],
        room_id=room.pk,
        title="Avant-hier",
        body="Un début",
        cid=new_cid(),
        now=timezone.now(),
    )
    first = Post.objects.get(pk=opened.target)
    Post.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(days=2))
    page = enter("mentor", f"{demo['urls']['room']}{first.discussion_id}/")
    expect(page.locator("#posts > .day")).to_have_count(1)

    for words in ("Aujourd’hui, un", "Aujourd’hui, deux"):
        say(people["referent"], first.discussion, words)

    expect(article(page, "Aujourd’hui, deux")).to_be_attached()
    order = page.locator("#posts > li").evaluate_all("items => items.map(({ className }) => className)")
    days = page.locator("#posts > .day").all_inner_texts()
    page.reload()
    assert [name for name in order if name != "new"] == ["day", "", "day", "", ""]
    assert days == page.locator("#posts > .day").all_inner_texts()


def test_axe_finds_nothing_and_nothing_sticks_out(enter, faults, people, discussion, path):
    say(people["referent"], discussion, "À lire")
    page = enter("mentor", path, width=320, reduced_motion="reduce")
    page.context.set_offline(True)
    page.get_by_label("Votre message").fill("En chemin")
    page.get_by_role("button", name="Envoyer").click()
    expect(all_with(page, "En chemin")).to_contain_text("En attente")
    expect(page.locator("#net")).to_be_visible()
    expect(page.locator("#posts > .new")).to_be_visible()

    keeps_to_the_rules(page, faults)


def test_axe_finds_nothing_without_javascript_either(enter, faults, people, discussion, path):
    say(people["referent"], discussion, "À lire sans script")
    page = enter("mentor", path, width=320, reduced_motion="reduce")
    page.context.route("**/room*.js", lambda route: route.abort())
    page.reload()

    expect(page.get_by_role("button", name="Marquer comme lu jusqu’ici")).to_be_visible()
    keeps_to_the_rules(page, faults)
