"""A promotion's room in real browsers: live between two, offline in between, and by forms without JavaScript."""

import gzip
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.promotions import add_to_roster, remove_from_roster
from community.actions.reading import mark_read
from community.models import Discussion, Membership, Post, Promotion
from hub.models import LogEvent, Person
from tests.browser.test_pages import keeps_to_the_rules

pytestmark = pytest.mark.browser


@pytest.fixture
def room(demo):
    """The default discussion of the mentor's room; everything in it is read by the mentor."""
    room_id = int(demo["topics"]["room"].removeprefix("room:"))
    read_up(demo["people"]["mentor"]["id"], room_id)
    return f"{demo['urls']['room']}{Discussion.objects.get(room=room_id, title='').pk}/"


def read_up(person_id, room_id):
    places = dict(Discussion.objects.filter(room=room_id).values_list("pk", "last_seq"))
    mark_read(actor=Person.objects.get(pk=person_id), room_id=room_id, places=places, now=timezone.now())


def send(page, words):
    page.get_by_label("Votre message").fill(words)
    page.get_by_role("button", name="Envoyer").click()


def article(page, words):
    return page.locator("#posts > li[data-post]").filter(has_text=words).last


def listening(page):
    """The page, once its socket has been welcomed."""
    with page.expect_websocket() as opened:
        page.reload()
    opened.value.wait_for_event("framereceived", lambda frame: '"welcome"' in str(frame))
    return page


def test_two_browsers_talk_without_reloading(enter, room):
    one, two = listening(enter("mentor", room)), listening(enter("referent", room, width=1280))

    send(one, "Le premier mot\n\nhttps://lebanc.example/")

    expect(article(two, "Le premier mot")).to_be_visible()
    expect(article(two, "Le premier mot").get_by_role("link", name="https://lebanc.example/")).to_be_visible()
    article(two, "Le premier mot").get_by_role("button", name="Merci").click()
    expect(article(one, "Le premier mot").get_by_role("button", name="Merci")).to_contain_text("1")
    article(two, "Le premier mot").get_by_role("link", name="Répondre").click()
    expect(two.get_by_label("Votre message")).to_be_focused()
    send(two, "Bien répondu")
    expect(article(one, "Bien répondu").locator("blockquote")).to_contain_text("Le premier mot")


def test_an_edit_and_a_deletion_arrive_and_leave_their_trace(enter, room):
    one, two = listening(enter("mentor", room)), listening(enter("referent", room))
    send(one, "Une fotte")
    expect(article(two, "Une fotte")).to_be_visible()
    seq = article(two, "Une fotte").get_attribute("data-seq")

    article(one, "Une fotte").locator("summary").click()
    article(one, "Une fotte").get_by_role("link", name="Modifier").click()
    one.get_by_label("Votre message").fill("Une faute")
    one.get_by_role("button", name="Enregistrer").click()
    expect(article(two, "Une faute")).to_contain_text("modifié")

    article(one, "Une faute").locator("summary").click()
    article(one, "Une faute").get_by_role("link", name="Supprimer").click()
    one.get_by_role("button", name="Supprimer").click()
    expect(two.locator(f"[data-seq='{seq}']")).to_contain_text("Message supprimé")
    expect(two.locator(f"[data-seq='{seq}']")).not_to_contain_text("faute")


def test_what_is_written_offline_leaves_once_when_the_network_returns(enter, room):
    one, two = listening(enter("mentor", room)), listening(enter("referent", room))

    one.context.set_offline(True)
    for words in ("Hors ligne, un", "Hors ligne, deux"):
        send(one, words)
        expect(one.locator(".pending").filter(has_text=words)).to_contain_text("En attente")
    one.context.set_offline(False)

    expect(article(two, "Hors ligne, deux")).to_be_visible(timeout=20_000)
    expect(one.locator(".pending")).to_have_count(0)
    seqs = [int(article(two, words).get_attribute("data-seq")) for words in ("Hors ligne, un", "Hors ligne, deux")]
    assert seqs == sorted(seqs)
    assert Post.objects.filter(body__startswith="Hors ligne").count() == 2


def test_a_closed_tab_loses_neither_draft_nor_message(enter, room):
    one = listening(enter("mentor", room))
    one.context.set_offline(True)
    send(one, "Écrit avant de fermer")
    expect(one.locator(".pending")).to_contain_text("En attente")
    one.get_by_label("Votre message").fill("Un brouillon")
    one.evaluate("dispatchEvent(new Event('pagehide'))")
    context = one.context
    one.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(room)

    expect(again.get_by_label("Votre message")).to_have_value("Un brouillon")
    expect(article(again, "Écrit avant de fermer")).to_be_visible(timeout=20_000)
    assert Post.objects.filter(body="Écrit avant de fermer").count() == 1


def test_what_is_new_stands_under_its_line_and_is_read_on_every_device(enter, room, demo):
    send(enter("referent", room, java_script_enabled=False), "Une nouvelle pour Hélène")
    phone, laptop = (
        enter("mentor", "/fr/espace/"),
        listening(enter("mentor", demo["urls"]["room"] + "discussions/", width=1280)),
    )

    expect(phone.get_by_role("link", name=re.compile("Lire le nouveau message"))).to_be_visible()
    laptop.goto(demo["urls"]["promotion"])
    expect(laptop.locator("[data-count]:visible")).to_have_text("1 nouveau")
    phone.get_by_role("link", name=re.compile("Lire le nouveau message")).click()
    expect(phone.locator("#new")).to_have_text("1 nouveau message")
    expect(phone.locator("#new ~ li[data-post]")).to_contain_text("Une nouvelle pour Hélène")
    phone.locator("#ecrire").scroll_into_view_if_needed()

    expect(phone.locator("#discussions [data-count]:visible")).to_have_count(0)
    laptop.reload()
    expect(laptop.locator("[data-count]:visible")).to_have_count(0)


def test_whoever_is_taken_off_the_roster_sees_nothing_more(enter, room, demo):
    room_id = int(demo["topics"]["room"].removeprefix("room:"))
    promotion = Promotion.objects.get(room=room_id)
    boss = Person.objects.get(pk=demo["people"]["referent"]["id"])
    guest = Person.objects.get(pk=demo["people"]["other_mentor"]["id"])
    facts = {"actor": boss, "promotion_id": promotion.pk, "person": guest, "role": "mentor"}
    membership = add_to_roster(now=timezone.now(), **facts)
    page = listening(enter("other_mentor", room))
    page.get_by_label("Votre message").fill("Ce que j’écrivais")

    remove_from_roster(actor=boss, membership_id=membership.pk, now=timezone.now())
    end = LogEvent.objects.filter(topic__key=demo["topics"]["room"], kind="member.del").latest("seq")
    send(enter("mentor", room), "Entre nous seulement")

    expect(page.locator("#net")).to_contain_text("Vous n’êtes plus membre")
    expect(page.get_by_label("Votre message")).to_have_value("Ce que j’écrivais")
    expect(page.locator("#posts")).not_to_contain_text("Entre nous seulement")
    assert not Membership.objects.current(timezone.now()).filter(promotion=promotion, person=guest).exists()
    assert end.target == guest.pk
    assert page.goto(room).status == 404


def test_everything_by_forms_without_javascript(enter, room):
    page = enter("mentor", room, java_script_enabled=False)

    page.get_by_label("Votre message").fill(" ")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    send(page, "Par formulaire")
    article(page, "Par formulaire").get_by_role("button", name="Merci").click()
    expect(article(page, "Par formulaire").get_by_role("button", name="Merci")).to_have_attribute(
        "aria-pressed", "true"
    )
    article(page, "Par formulaire").locator("summary").click()
    article(page, "Par formulaire").get_by_role("button", name="Courage").click()
    expect(article(page, "Par formulaire").get_by_role("button", name="Courage")).to_contain_text("1")
    article(page, "Par formulaire").get_by_role("link", name="Répondre").click()
    send(page, "Je me réponds")
    expect(article(page, "Je me réponds").locator("blockquote")).to_contain_text("Par formulaire")
    page.get_by_role("link", name="Nouvelle discussion").click()
    page.get_by_label("Titre").fill("Un sujet tout neuf")
    page.get_by_label("Votre message").fill("Voilà")
    page.get_by_role("button", name="Ouvrir cette discussion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un sujet tout neuf")
    page.get_by_role("link", name="Renommer").click()
    page.get_by_label("Titre").fill("Un sujet renommé")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un sujet renommé")


def test_the_keyboard_alone_writes_and_reacts(enter, room):
    page = listening(enter("mentor", room, width=1280))
    page.get_by_label("Votre message").focus()
    page.keyboard.type("Au clavier")
    page.keyboard.press("Control+Enter")
    expect(article(page, "Au clavier")).to_be_visible()

    article(page, "Au clavier").get_by_role("button", name="Merci").focus()
    page.keyboard.press("Space")

    expect(article(page, "Au clavier").get_by_role("button", name="Merci")).to_have_attribute("aria-pressed", "true")


def test_the_page_is_light_and_asks_nobody_else(enter, room, demo):
    page = enter("mentor", "/fr/espace/")
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # Playwright looks into it
    page.goto(room)
    page.wait_for_load_state("load")

    bodies = {answer.url: answer.body() for answer in answers if answer.status == 200}
    weight = sum(len(body) if url.endswith(".woff2") else len(gzip.compress(body)) for url, body in bodies.items())
    assert all(url.startswith(demo["base_url"]) for url in bodies)
    assert weight <= 70_000
    assert page.locator("ol#posts[role]").count() == 0


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("page_name", ["room", "promotion", "new", "edit"])
def test_axe_finds_nothing_and_nothing_sticks_out(enter, room, demo, faults, language, page_name):
    if page_name == "edit":
        send(enter("mentor", room, java_script_enabled=False), f"À modifier {language}")
    post = Post.objects.filter(author=demo["people"]["mentor"]["id"]).standing().latest("seq")
    path = {
        "room": room,
        "promotion": demo["urls"]["promotion"],
        "new": demo["urls"]["room"] + "discussions/",
        "edit": f"{demo['urls']['room']}messages/{post.pk}/modifier/",
    }[page_name].replace("/fr/", f"/{language}/")

    page = enter("referent" if page_name == "promotion" else "mentor", path, width=320, reduced_motion="reduce")

    keeps_to_the_rules(page, faults)
