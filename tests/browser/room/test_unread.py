"""What is new: where the page opens, the line above it, and what another device has read."""

import re

import pytest
from playwright.sync_api import expect

from community.models import Discussion
from tests.browser.room.acts import article, say, send

pytestmark = [pytest.mark.browser, pytest.mark.long]

# Stands in for another tab in front, which a browser without a window does not know.
HIDE = """hidden => {
  Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
ABOVE = "li => li.previousElementSibling.matches('.new')"
READ = r"/lu/$"


@pytest.fixture
def several(people, discussion):
    """Three messages that the mentor has not read, each as long as a screen."""
    return [
        say(people["referent"], discussion, f"Nouveau {number}\n\n" + "et plus long\n" * 20) for number in (1, 2, 3)
    ]


def test_the_room_opens_at_the_line_above_what_is_new(enter, several):
    page = enter("mentor", "/fr/espace/")

    page.get_by_role("link", name=re.compile("nouveaux messages")).click()

    line = page.locator("#posts > .new")
    expect(line).to_have_text("3 nouveaux messages")
    expect(line).to_be_in_viewport()
    expect(page.locator(f"li[data-seq='{several[0]}']")).to_be_in_viewport()
    assert page.locator(f"li[data-seq='{several[0]}']").evaluate(ABOVE)
    expect(page.get_by_role("link", name="Aller aux 3 nouveaux messages")).to_have_attribute("href", "#new")


def test_the_line_stays_when_what_is_new_has_been_read(enter, several, path):
    page = enter("mentor", path + "#new")
    expect(page.locator("#posts > .new")).to_have_text("3 nouveaux messages")

    with page.expect_response(re.compile(READ)) as told:
        page.get_by_label("Votre message").scroll_into_view_if_needed()
    assert told.value.ok

    expect(page.locator("#posts > .new")).to_have_text("3 nouveaux messages")
    expect(page.locator(".jump")).to_be_hidden()
    assert page.locator(f"li[data-seq='{several[0]}']").evaluate(ABOVE)
    page.reload()
    expect(page.locator("#posts > .new")).to_have_count(0)


def test_a_line_is_drawn_above_what_came_while_one_was_elsewhere(enter, people, discussion, path):
    page = enter("mentor", path)
    page.get_by_label("Votre message").scroll_into_view_if_needed()
    page.evaluate(HIDE, True)
    first = say(people["referent"], discussion, "Pendant le café, un")
    say(people["mate"], discussion, "Pendant le café, deux")
    expect(article(page, "Pendant le café, deux")).to_be_visible()

    expect(page.locator("#posts > .new")).to_have_text("2 nouveaux messages")
    assert page.locator(f"li[data-seq='{first}']").evaluate(ABOVE)
    with page.expect_response(re.compile(READ)):
        page.evaluate(HIDE, False)
        page.get_by_label("Votre message").scroll_into_view_if_needed()

    expect(page.locator("#posts > .new")).to_have_text("2 nouveaux messages")
    say(people["referent"], discussion, "Sous les yeux")
    expect(article(page, "Sous les yeux")).to_be_visible()
    expect(page.locator("#posts > .new")).to_have_text("2 nouveaux messages")


def test_whoever_reads_further_up_is_not_moved_and_finds_a_line(enter, people, discussion, path):
    page = enter("mentor", path)
    page.evaluate("scrollTo(0, 0)")

    say(people["referent"], discussion, "Tout en bas")
    expect(article(page, "Tout en bas")).to_be_attached()

    expect(page.locator("#posts > .new")).to_have_text("1 nouveau message")
    assert page.evaluate("scrollY") == 0


def test_reading_on_one_device_is_seen_on_the_other_within_two_seconds(enter, demo, people, room, discussion, path):
    other = Discussion.objects.filter(room=room).exclude(pk=discussion.pk).order_by("pk")[0]
    phone = enter("mentor", f"{demo['urls']['room']}{other.pk}/")
    count = phone.locator(f"#discussions a[data-discussion='{discussion.pk}'] [data-count]")
    expect(count).to_be_hidden()
    say(people["referent"], discussion, "À lire sur un des deux")
    expect(count).to_have_text("1 nouveau")

    laptop = enter("mentor", path, width=1280)
    laptop.get_by_label("Votre message").scroll_into_view_if_needed()
    expect(article(laptop, "À lire sur un des deux")).to_be_visible()

    expect(count).to_be_hidden(timeout=2_000)


def test_a_discussion_open_on_both_is_read_on_both(enter, several, path):
    phone, laptop = enter("mentor", path + "#new"), enter("mentor", path, width=1280)
    expect(phone.locator(".jump")).to_be_visible()

    laptop.get_by_label("Votre message").scroll_into_view_if_needed()

    expect(laptop.locator(".jump")).to_be_hidden()
    expect(phone.locator(".jump")).to_be_hidden(timeout=2_000)
    expect(phone.locator("#read")).to_be_hidden()


@pytest.mark.parametrize(("scripts", "left"), [(True, []), (False, ["1 nouveau message"])])
def test_everything_is_read_that_the_page_has_shown(enter, people, discussion, path, scripts, left):
    say(people["referent"], discussion, "Avant la page")
    page = enter("mentor", path, java_script_enabled=scripts)
    expect(page.locator("#posts > .new")).to_have_text("1 nouveau message")
    say(people["referent"], discussion, "Après la page")
    if scripts:
        expect(article(page, "Après la page")).to_be_attached()

    page.get_by_role("button", name="Tout marquer comme lu").click()

    expect(article(page, "Après la page")).to_be_attached()
    expect(page.locator("#posts > .new")).to_have_text(left)


def test_without_javascript_the_line_stands_until_one_says_that_one_has_read(enter, several, path):
    page = enter("mentor", path, java_script_enabled=False)
    expect(page.locator("#posts > .new")).to_have_text("3 nouveaux messages")
    expect(page.locator("#discussions [aria-current] [data-count]")).to_have_text("3 nouveaux")
    page.reload()
    expect(page.locator("#posts > .new")).to_have_text("3 nouveaux messages")

    page.get_by_role("button", name="Marquer comme lu jusqu’ici").click()

    expect(page.locator("#posts > .new")).to_have_count(0)
    expect(page.locator("#discussions [aria-current] [data-count]")).to_be_hidden()


def test_ones_own_messages_are_never_new(enter, path):
    page = enter("mentor", path)
    send(page, "De ma main")
    expect(article(page, "De ma main")).to_be_visible()

    again = enter("mentor", path)

    expect(article(again, "De ma main")).to_be_visible()
    expect(again.locator("#posts > .new")).to_have_count(0)
