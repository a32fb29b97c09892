"""What keeps a room in order, and what is taken along from it, walked through by forms and by the keyboard alone."""

import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.discussions import open_discussion
from community.actions.exports import make_export
from community.models import Archive, Discussion, Export, Post, Report
from hub.live.commands import new_cid
from tests.browser.room.acts import article, say

pytestmark = [pytest.mark.browser, pytest.mark.long]


def act(one, words, name):
    """From a message by its own page of actions."""
    one.press(article(one.page, words).get_by_role("link", name="Autres actions"))
    one.press(one.link(name))


def message_of(author, discussion, words):
    say(author, discussion, words)
    return Post.objects.get(discussion=discussion, body=words)


def test_a_message_is_pinned_and_hidden_with_a_reason_that_all_see(walk, people, room, discussion, way):
    words = f"Le numéro de la banque ({way})"
    post = message_of(people["mate"], discussion, words)
    there = f"/fr/salon/{room.pk}/messages/{post.pk}/"
    keeps = walk("referent", there)
    act(keeps, words, "Épingler en haut des discussions")
    keeps.press(keeps.button("Épingler"))
    expect(keeps.page.locator("#pins")).to_contain_text(words)
    act(keeps, words, "Ne plus épingler")
    keeps.press(keeps.button("Ne plus épingler"))
    expect(keeps.page.locator("#pins")).not_to_contain_text(words)

    act(keeps, words, "Masquer ce message")
    keeps.press(keeps.button("Masquer ce message"))
    expect(keeps.page.get_by_role("alert").first).to_be_visible()
    expect(keeps.page).to_have_title(re.compile("Erreur"))
    keeps.choose(keeps.page.get_by_label("Raison"), "private")
    keeps.write(keeps.page.get_by_label("Un mot pour l’auteur"), "Parlons-en demain.")
    keeps.press(keeps.button("Masquer ce message"))

    reads = walk("mentor", there)
    hidden = reads.page.locator(f"#posts > li[data-post='{post.pk}']")
    expect(hidden).to_contain_text("Message masqué par l’équipe : il en dit trop sur quelqu’un.")
    expect(hidden).not_to_contain_text(words)
    reads.look()
    wrote = walk("mate", there)
    wrote.press(wrote.page.locator(f"#posts > li[data-post='{post.pk}'] a[href$='/actes/']").first)
    expect(wrote.page.locator("main")).to_contain_text("Parlons-en demain.")
    wrote.look()


def test_a_discussion_is_closed_and_opened(walk, demo, people, room, way):
    title = f"Le covoiturage ({way})"
    facts = {"room_id": room.pk, "title": title, "body": "Qui a une voiture ?", "cid": new_cid()}
    open_discussion(actor=people["mate"], now=timezone.now(), **facts)
    talk = Discussion.objects.get(room=room, title=title)
    there = f"{demo['urls']['room']}{talk.pk}/"
    keeps = walk("referent", there)
    keeps.press(keeps.link("Épingler ou fermer cette discussion"))
    keeps.press(keeps.button("Fermer cette discussion"))
    expect(keeps.page.locator("#lock")).to_contain_text("a fermé cette discussion")

    reads = walk("mentor", there)
    expect(reads.page.locator("#lock")).to_contain_text("Nadia B. a fermé cette discussion")
    expect(reads.page.get_by_label("Votre message")).to_be_hidden()
    reads.look()
    keeps.press(keeps.link("Épingler ou fermer cette discussion"))
    keeps.press(keeps.button("La rouvrir"))
    reads.page.reload()
    reads.write(reads.page.get_by_label("Votre message"), "Moi, le mardi")
    reads.press(reads.button("Envoyer"))
    expect(article(reads.page, "Moi, le mardi")).to_be_visible()


def test_a_message_is_reported_and_the_report_handled(walk, people, room, discussion, way):
    words = f"Un placement sans risque ({way})"
    post = message_of(people["mate"], discussion, words)
    tells = walk("mentor", f"/fr/salon/{room.pk}/messages/{post.pk}/")
    act(tells, words, "Signaler ce message à l’équipe")
    tells.press(tells.button("Envoyer à l’équipe"))
    expect(tells.page.get_by_role("alert").first).to_be_visible()
    tells.choose(tells.page.get_by_label("De quoi s’agit-il ?"), "advert")
    tells.write(tells.page.get_by_label("Avec vos mots"), f"On dirait une arnaque ({way})")
    tells.press(tells.button("Envoyer à l’équipe"))
    expect(tells.page.locator(".note")).to_contain_text("L’équipe a reçu votre signalement")
    tells.look()

    report = Report.objects.get(post=post)
    handles = walk("referent", "/fr/equipe/signalements/")
    handles.press(handles.page.locator(f"a[href$='/signalements/{report.pk}/']"))
    expect(handles.page.locator("main")).to_contain_text(f"On dirait une arnaque ({way})")
    handles.press(handles.button("Marquer comme traité"))
    expect(handles.page.get_by_role("alert").first).to_be_visible()
    handles.choose(handles.page.get_by_label("Qu’est-ce qui a été fait ?"), "nothing")
    handles.press(handles.button("Marquer comme traité"))
    expect(handles.page.locator("main")).to_contain_text("il n’y avait rien à faire")
    handles.look()
    tells.page.reload()
    expect(tells.page.locator(".note").first).to_contain_text("L’équipe a traité votre signalement")


def test_a_conversation_is_seen_declared_taken_over_and_removed(walk, demo, room, way, tmp_path):
    file = tmp_path / "Discussion WhatsApp.txt"
    day = timezone.localdate() - timedelta(days=40)
    lines = [f"{day:%d/%m/%Y}, 08:02 - Nadia: Bonjour, la réunion est à 9 h ({way})"]
    lines += [f"{day:%d/%m/%Y}, 08:{number} - Odile: Message {number} ({way})" for number in range(10, 14)]
    file.write_text("\n".join(lines), encoding="utf-8")
    takes = walk("referent", demo["urls"]["promotion"])
    takes.press(takes.link("Reprendre une conversation WhatsApp"))
    takes.press(takes.button("Voir ce qu’il contient"))
    expect(takes.page.get_by_role("alert").first).to_be_visible()
    takes.attach(takes.page.get_by_label("La conversation exportée"), file)
    takes.press(takes.button("Voir ce qu’il contient"))
    expect(takes.page.locator("main")).to_contain_text("5 messages")
    archive = Archive.objects.filter(room=room, imported_at=None).latest("pk")

    takes.press(takes.button("Reprendre la conversation"))
    expect(takes.page.get_by_role("alert").first).to_be_visible()
    assert Archive.objects.filter(pk=archive.pk, imported_at=None).exists()
    takes.write(takes.page.get_by_label("Le groupe a été prévenu le"), f"{timezone.localdate():%d/%m/%Y}")
    takes.write(takes.page.get_by_label("Comment a-t-il été prévenu"), "Un message lundi, tout le monde est d’accord.")
    takes.tick(takes.page.get_by_label("Je déclare que le groupe"))
    takes.press(takes.button("Reprendre la conversation"))
    expect(takes.page.get_by_role("heading", level=1)).to_contain_text("Avant")
    reads = walk("mentor", f"{demo['urls']['room']}avant/")
    expect(reads.page.locator("main")).to_contain_text(f"la réunion est à 9 h ({way})")
    reads.look()

    takes.page.goto(f"{demo['urls']['promotion']}whatsapp/{archive.pk}/")
    takes.press(takes.link("Retirer cette archive"))
    takes.press(takes.button("Retirer"))
    expect(takes.page.get_by_role("heading", level=1)).to_have_text("Reprendre une conversation WhatsApp")
    assert not Archive.objects.filter(pk=archive.pk).exists()
    takes.look()


def test_a_copy_of_the_discussions_is_made_and_fetched(walk, demo, people, room, way, tmp_path):
    keeps = walk("mentor", demo["urls"]["promotion"])
    keeps.press(keeps.link("Garder une copie"))
    keeps.press(keeps.button(re.compile("Préparer (ma|une nouvelle) copie")))
    expect(keeps.page.locator("main")).to_contain_text("Votre copie est en préparation")
    make_export.func(Export.objects.filter(room=room, person=people["mentor"]).latest("pk").pk)
    keeps.press(keeps.link("Voir si elle est prête"))
    expect(keeps.page.locator("main")).to_contain_text("Votre copie est prête")
    with keeps.page.expect_download() as fetched:
        keeps.press(keeps.button("Prendre ma copie"))
    fetched.value.save_as(tmp_path / "copie.zip")

    names = ZipFile(tmp_path / "copie.zip").namelist()
    assert any(name.endswith(".html") for name in names) and any(name.endswith(".json") for name in names)
    keeps.look()
