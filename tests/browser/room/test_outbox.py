"""What is written without a network waits, in words, and leaves once and in order when the network returns."""

import random

import pytest
from playwright.sync_api import expect

from tests.browser.room.acts import WAITING, all_with, article, cut, expect_bodies, pending, send, stored

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_offline_in_between_the_messages_wait_and_leave_once_in_their_order(enter, room, path):
    page, other = enter("mentor", path), enter("referent", path)
    page.context.set_offline(True)
    words = [f"Hors réseau {number}" for number in ("un", "deux", "trois")]

    for one in words:
        send(page, one)
    for one in words:
        expect(pending(page).filter(has_text=one)).to_contain_text(WAITING)
    expect(page.locator("#net")).to_contain_text("Pas de réseau")
    assert stored(room, "Hors réseau") == []
    page.context.set_offline(False)

    for one in (page, other):
        expect_bodies(one, "Hors réseau", words)
    expect(pending(page)).to_have_count(0)
    expect(page.locator("#net")).to_be_hidden()
    assert stored(room, "Hors réseau") == words


@pytest.mark.parametrize("width", [360, 1280])
def test_the_button_stays_where_it_is_whatever_is_said_beside_it(enter, path, width):
    """A press counts only where finger or mouse go up on what they went down on."""
    page = enter("mentor", path, width=width)
    field, told = page.get_by_label("Votre message"), page.locator("#draft")

    def place():
        """Of the button, from the field."""
        above, button = field.bounding_box(), page.get_by_role("button", name="Envoyer").bounding_box()
        return round(button["x"] - above["x"]), round(button["y"] - above["y"])

    places = [place()]
    cut(page.context)
    send(page, "Sans bouger")
    expect(told).to_contain_text(WAITING)
    # What is tried again says so at its own time.
    for words in (told.text_content(), "Envoi…", "", "Un texte plus long. " * 9):
        told.evaluate("(element, words) => (element.textContent = words)", words)
        places.append(place())

    assert len(set(places)) == 1, places


def test_what_others_wrote_meanwhile_is_there_when_the_network_returns(enter, path):
    page, other = enter("mentor", path), enter("referent", path)
    page.context.set_offline(True)
    send(other, "Pendant votre absence")
    send(page, "Depuis le tunnel")
    expect(article(other, "Pendant votre absence")).to_be_visible()
    expect(pending(page)).to_have_count(1)

    page.context.set_offline(False)

    expect(article(page, "Pendant votre absence")).to_be_visible()
    expect_bodies(other, "Depuis le tunnel", ["Depuis le tunnel"])


def test_what_waits_survives_a_reload_and_is_still_there_in_words(enter, room, path):
    page = enter("mentor", path)
    where = cut(page.context)
    send(page, "Malgré le rechargement")
    expect(pending(page)).to_contain_text(WAITING)

    page.reload()
    expect(pending(page).filter(has_text="Malgré le rechargement")).to_contain_text(WAITING)
    page.context.unroute(where)
    page.reload()

    expect_bodies(page, "Malgré le rechargement", ["Malgré le rechargement"])
    expect(pending(page)).to_have_count(0)
    assert stored(room, "Malgré le rechargement") == ["Malgré le rechargement"]


def test_what_waits_survives_a_closed_tab(enter, room, path):
    page = enter("mentor", path)
    context = page.context
    context.set_offline(True)
    send(page, "Onglet fermé")
    expect(pending(page)).to_contain_text(WAITING)
    page.close()
    context.set_offline(False)

    later = context.new_page()
    later.goto(path)

    expect_bodies(later, "Onglet fermé", ["Onglet fermé"])
    expect(pending(later)).to_have_count(0)
    assert stored(room, "Onglet fermé") == ["Onglet fermé"]


def test_two_tabs_send_each_message_once_and_in_order(enter, room, path):
    first = enter("mentor", path)
    second = first.context.new_page()
    second.goto(path)
    first.context.set_offline(True)
    words = [f"Deux onglets {number}" for number in range(1, 5)]
    for number, one in enumerate(words):
        send((first, second)[number % 2], one)
        for tab in (first, second):
            expect(pending(tab).filter(has_text=one)).to_have_count(1)
    asked = []
    first.context.on("request", lambda it: asked.append(it.headers["idempotency-key"]) if is_message(it) else None)

    first.context.set_offline(False)

    for tab in (first, second):
        expect_bodies(tab, "Deux onglets", words)
        expect(pending(tab)).to_have_count(0)
    assert stored(room, "Deux onglets") == words
    assert len(asked) == len(set(asked)) == 4


def is_message(request):
    return request.method == "POST" and request.url.endswith("/messages/")


def test_an_answer_that_is_lost_doubles_nothing(enter, room, path):
    page, other = enter("mentor", path), enter("referent", path)
    lost = []

    def lose(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort("connectionreset")

    page.context.route("**/messages/", lose)
    send(page, "Réponse perdue")

    expect(pending(page)).to_have_count(0)
    for one in (page, other):
        expect(all_with(one, "Réponse perdue")).to_have_count(1)
    assert lost == [201]
    assert stored(room, "Réponse perdue") == ["Réponse perdue"]


def test_a_hundred_messages_through_a_network_that_loses_a_third_leave_once_and_in_order(enter, room, path):
    first = enter("mentor", path)
    tabs, context = [first, open_tab(first.context, path)], first.context
    dice, met = random.Random(20_260_908), {"before": 0, "after": 0}  # noqa: S311  # weather, not a secret

    def weather(route):
        luck = dice.random()
        if luck < 0.15:
            met["before"] += 1
            route.abort("connectionreset")
        elif luck < 0.3:
            route.fetch()
            met["after"] += 1
            route.abort("connectionreset")
        else:
            route.continue_()

    context.route("**/messages/", weather)
    # Those of a try before this one are in the room for good.
    name = f"Gros temps {len(stored(room, 'Gros temps'))}"
    words = [f"{name} {number:03}" for number in range(100)]
    for number, one in enumerate(words):
        at = dice.randrange(2)
        send(tabs[at], one)
        # It stands there once the browser's disk has it, which on a busy machine is not always within five seconds.
        expect(all_with(tabs[at], one)).to_have_count(1, timeout=20_000)
        if number % 12 == 11:  # whatever is on its way then
            tabs[at].close()
            tabs[at] = open_tab(context, path)

    for tab in tabs:
        expect(pending(tab)).to_have_count(0, timeout=60_000)
        # A tab that was opened late begins with the latest ones.
        expect(all_with(tab, words[-1])).to_have_count(1)
        shown = tab.locator("#posts > li[data-post] .tx").filter(has_text=f"{name} ").all_text_contents()
        assert shown == words[-len(shown) :]
    assert stored(room, f"{name} ") == words
    assert met["before"] > 9 and met["after"] > 9


def open_tab(context, path):
    """Another tab of this browser, in the room."""
    page = context.new_page()
    page.goto(path)
    return page


def test_what_is_refused_is_set_aside_and_its_text_can_be_taken_back(enter, room, path):
    page = enter("mentor", path)
    page.get_by_label("Votre message").evaluate("field => field.removeAttribute('maxlength')")

    send(page, "Beaucoup trop " * 600)
    send(page, "Mais ceci part")

    expect_bodies(page, "Mais ceci part", ["Mais ceci part"])
    expect(pending(page)).to_contain_text("Pas envoyé")
    pending(page).get_by_role("button", name="Modifier").click()
    expect(page.get_by_label("Votre message")).to_have_value("Beaucoup trop " * 600)
    expect(pending(page)).to_have_count(0)
    assert stored(room, "Beaucoup trop") == []
