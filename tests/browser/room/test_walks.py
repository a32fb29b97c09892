"""What a promotion asks and answers, walked through twice: by forms without scripts, and by the keyboard alone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.models import Post, Question
from events.models import Event, Registration
from tests.browser.room.acts import article, say

pytestmark = [pytest.mark.browser, pytest.mark.long]


def fill_dates(one, days):
    """Day and hour of the first rows."""
    for number, day in enumerate(days, start=1):
        row = one.page.get_by_role("group", name=f"Date {number}")
        type_into(one, row.locator("input").first, day.isoformat(), f"{day:%m%d%Y}")
        type_into(one, row.locator("input").last, "18:30", "0630PM")


def type_into(one, field, value, keys):
    """A field that the browser parts in pieces takes digits one by one."""
    if one.way == "forms":
        field.fill(value)
        return
    one.tab_to(field)
    one.page.keyboard.type(keys)
    expect(field).to_have_value(value)


def test_dates_are_proposed_answered_and_become_an_event(walk, people, way, path):
    asks, words = walk("mentor", path), f"Qui vient goûter ? ({way})"
    asks.press(asks.link("Proposer des dates"))
    asks.press(asks.button("Poser la question"))
    expect(asks.page.get_by_role("alert").first).to_be_visible()
    first = timezone.localdate() + timedelta(days=20)
    asks.write(asks.page.get_by_label("Votre question"), words)
    asks.write(asks.page.get_by_label("Pour quel rendez-vous"), f"Goûter ({way})")
    fill_dates(asks, [first, first + timedelta(days=2)])
    asks.press(asks.button("Poser la question"))
    asks.press(article(asks.page, words).get_by_role("button", name="Je peux").first)
    expect(article(asks.page, words).get_by_role("button", name="Je peux").first).to_have_attribute(
        "aria-pressed", "true"
    )

    post = Post.objects.get(body=words)
    there = f"/fr/salon/{post.room_id}/messages/{post.pk}/"
    can = walk("mate", there)
    can.press(article(can.page, words).get_by_role("button", name="Je peux").first)
    expect(article(can.page, words)).to_contain_text("2 personnes ont répondu")
    leads = walk("referent", there)
    leads.press(article(leads.page, words).get_by_role("button", name="Clore le sondage"))
    leads.press(article(leads.page, words).get_by_role("button", name="Créer le rendez-vous"))

    expect(leads.page.get_by_role("heading", level=1)).to_have_text(f"Goûter ({way})")
    leads.look()
    event = Event.objects.get(title=f"Goûter ({way})")
    seats = Registration.objects.filter(event=event, state="confirmed").values_list("person", flat=True)
    assert set(seats) == {people["mentor"].pk, people["mate"].pk}
    can.page.reload()
    expect(article(can.page, words)).to_contain_text("Devenu un rendez-vous")
    can.look()


def test_a_question_waits_is_answered_and_its_answer_is_accepted(walk, demo, room, way, path):
    asks, words, reply = walk("mentor", path), f"Où se garer ? ({way})", f"Derrière la gare ({way})"
    asks.write(asks.page.get_by_label("Votre message"), words)
    asks.tick(asks.page.get_by_label("C’est une question"))
    asks.press(asks.button("Envoyer"))
    expect(article(asks.page, words)).to_contain_text("Question")
    expect(article(asks.page, words)).to_contain_text("Personne n’a encore répondu")

    helps = walk("mate", demo["urls"]["promotion"])
    helps.press(helps.link(re.compile("questions? sans réponse", re.IGNORECASE)))
    waiting = helps.page.locator("main li").filter(has_text=words).first
    helps.press(waiting.get_by_role("link", name="Répondre"))
    expect(helps.page.locator("#quoting")).to_contain_text(words)
    helps.write(helps.page.get_by_label("Votre message"), reply)
    helps.press(helps.button("Envoyer"))
    expect(article(helps.page, reply).locator("blockquote")).to_contain_text(words)

    asked = Question.objects.get(post__body=words).post
    asks.page.goto(f"/fr/salon/{room.pk}/messages/{asked.pk}/")
    asks.press(article(asks.page, words).get_by_text("Choisir la réponse qui a aidé"))
    asks.press(article(asks.page, words).get_by_role("button", name="Celle-ci"))
    expect(article(asks.page, words)).to_contain_text("Réponse retenue")
    asks.press(article(asks.page, words).get_by_role("button", name="Ce n’est pas celle-ci"))
    expect(article(asks.page, words)).not_to_contain_text("Réponse retenue")

    # And the other way round: from the answer, by its own page.
    asks.press(article(asks.page, reply).get_by_role("link", name="Autres actions"))
    asks.press(asks.link(re.compile("Retenir comme réponse")))
    asks.press(asks.button("Retenir"))
    expect(article(asks.page, words)).to_contain_text("Réponse retenue")
    helps.page.goto(f"{demo['urls']['room']}questions/")
    helps.look()
    expect(helps.page.locator("main")).not_to_contain_text(words)


def test_an_announcement_is_read_and_said_to_be(walk, demo, people, way):
    tells, words = walk("referent", demo["urls"]["promotion"]), f"Changement de salle ({way})"
    tells.press(tells.link("Faire une annonce"))
    tells.press(tells.button("Annoncer"))
    expect(tells.page.get_by_role("alert").first).to_be_visible()
    tells.write(tells.page.get_by_label("Titre"), words)
    tells.write(tells.page.get_by_label("Votre message"), "Nous serons au premier étage.")
    tells.tick(tells.page.get_by_label("Demander à chaque personne"))
    tells.press(tells.button("Annoncer"))
    expect(article(tells.page, words)).to_contain_text("Annonce")

    post = Post.objects.get(body__startswith=words)
    reads = walk("mentor", f"/fr/salon/{post.room_id}/messages/{post.pk}/")
    reads.press(article(reads.page, words).get_by_role("button", name="J’ai lu"))
    expect(article(reads.page, words)).to_contain_text("Vous avez dit que vous l’avez lue")

    tells.page.reload()
    tells.press(article(tells.page, words).get_by_role("link", name="Qui l’a vue"))
    expect(tells.page.locator("main")).to_contain_text("Ont dit l’avoir lue : 1")
    expect(tells.page.locator("main")).to_contain_text(people["mentor"].full_name)
    tells.look()


def test_a_coffee_is_proposed_in_two_presses_and_answered_in_one(walk, people, way, path):
    asks = walk("mentor", path)
    asks.press(asks.link("Proposer un café"))
    place = f"Le café du coin ({way})"
    asks.write(asks.page.get_by_label("Où ?"), place)
    asks.press(asks.button("Proposer à la promotion"))
    expect(asks.page.locator("#posts")).to_contain_text(place)
    event = Event.objects.get(place=place)
    post = event.outing.post
    mine = asks.page.locator(f"#posts > li[data-post='{post.pk}']")
    expect(mine.get_by_role("button", name="Je ne viens plus")).to_be_visible()

    comes = walk("mate", f"/fr/salon/{post.room_id}/messages/{post.pk}/")
    hers = comes.page.locator(f"#posts > li[data-post='{post.pk}']")
    comes.press(hers.get_by_role("button", name="Je viens"))
    expect(hers).to_contain_text(people["mate"].peer_name)
    comes.press(hers.get_by_role("link", name=event.title))
    expect(comes.page.get_by_role("heading", level=1)).to_have_text(event.title)
    comes.look()
    seats = Registration.objects.filter(event=event, state="confirmed").values_list("person", flat=True)
    assert set(seats) == {people["mentor"].pk, people["mate"].pk}


def test_what_is_answered_in_words(walk, people, way, path):
    asks, words = walk("mentor", path), f"Un parc ou un musée ? ({way})"
    asks.press(asks.link("Demander un avis"))
    asks.write(asks.page.get_by_label("Votre proposition, ou votre question"), words)
    asks.write(asks.page.get_by_label("Réponse 1"), "Le parc")
    asks.press(asks.button("Poser la question"))
    expect(asks.page.get_by_role("alert").first).to_be_visible()
    asks.write(asks.page.get_by_label("Réponse 2"), "Le musée")
    asks.press(asks.button("Poser la question"))
    asks.press(article(asks.page, words).get_by_role("button", name="Je choisis").last)

    expect(article(asks.page, words).get_by_role("button", name="Je choisis").last).to_have_attribute(
        "aria-pressed", "true"
    )
    say(people["mate"], Post.objects.get(body=words).discussion, f"Le parc, s’il fait beau ({way})")
    asks.look()
