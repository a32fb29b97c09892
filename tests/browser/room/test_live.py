"""What one person does in the room, the others see without loading the page again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.room.acts import act, all_with, article, send

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def three(enter, people, path):
    """The same page before three people: the one who acts, and two who watch."""
    return enter("mentor", path), enter("referent", path), enter(people["mate"], path)


@pytest.fixture(autouse=True)
def nobody_loads_again(three):
    """Whatever the watchers see came over their sockets."""
    watchers = three[1:]
    for page in watchers:
        page.evaluate("window.sameDocument = true")
    yield
    assert [page.evaluate("window.sameDocument") for page in watchers] == [True, True]


def test_a_message_is_seen_by_all_and_stands_once_before_its_author(three):
    author, *watchers = three

    send(author, "Un mot pour tous")
    for page in watchers:
        expect(article(page, "Un mot pour tous")).to_be_visible()
        expect(article(page, "Un mot pour tous")).to_contain_text("Plus sur le message écrit par Hélène M.")
        expect(article(page, "Un mot pour tous").locator("[data-own]")).to_have_count(0)

    expect(author.get_by_label("Votre message")).to_have_value("")
    expect(article(author, "Un mot pour tous").locator("[data-own]")).to_have_text(["Modifier", "Supprimer"])
    expect(all_with(author, "Un mot pour tous")).to_have_count(1)
    author.reload()
    expect(all_with(author, "Un mot pour tous")).to_have_count(1)


def test_a_change_and_a_deletion_arrive(three):
    author, *watchers = three
    send(author, "Rendez-vous à dix heures")
    for page in watchers:
        expect(article(page, "Rendez-vous à dix heures")).to_be_visible()

    act(author, "Rendez-vous à dix heures", "Modifier")
    author.get_by_label("Votre message").fill("Rendez-vous à onze heures")
    author.get_by_role("button", name="Enregistrer").click()
    for page in watchers:
        expect(article(page, "onze heures")).to_contain_text("modifié")
        expect(all_with(page, "Rendez-vous à dix heures")).to_have_count(0)

    number = article(author, "Rendez-vous à onze heures").get_attribute("data-seq")
    act(author, "Rendez-vous à onze heures", "Supprimer")
    author.get_by_role("button", name=re.compile("Supprimer")).click()
    for page in watchers:
        trace = page.locator(f"#posts > li[data-seq='{number}']")
        expect(trace).to_contain_text("supprimé")
        expect(trace).not_to_contain_text("onze heures")
        expect(trace.get_by_role("button")).to_have_count(0)


def test_a_reaction_arrives_with_its_number_and_is_taken_back(three):
    author, referent, mate = three
    send(author, "J’ai trouvé une salle")

    article(referent, "J’ai trouvé une salle").get_by_role("button", name="Merci").click()
    article(mate, "J’ai trouvé une salle").get_by_role("button", name="Merci").click()

    for page in three:
        thanks = article(page, "J’ai trouvé une salle").get_by_role("button", name="Merci")
        expect(thanks).to_contain_text("2")
        expect(thanks).to_have_attribute("aria-pressed", "false" if page is author else "true")
    article(referent, "J’ai trouvé une salle").get_by_role("button", name="Merci").click()
    for page in three:
        expect(article(page, "J’ai trouvé une salle").get_by_role("button", name="Merci")).to_contain_text("1")


def test_an_answer_quotes_and_follows_what_becomes_of_the_quoted_message(three):
    author, referent, mate = three
    send(author, "Qui apporte le café ?")
    question = article(referent, "Qui apporte le café ?")
    number = question.get_attribute("data-seq")

    question.get_by_role("link", name="Répondre").click()
    expect(referent.locator("#quoting")).to_contain_text("Qui apporte le café ?")
    expect(referent.get_by_label("Votre message")).to_be_focused()
    send(referent, "Moi, volontiers")

    for page in three:
        quote = article(page, "Moi, volontiers").locator("blockquote")
        expect(quote).to_contain_text("Qui apporte le café ?")
    expect(article(mate, "Moi, volontiers").locator("blockquote a")).to_have_attribute("href", f"#m{number}")
    act(author, "Qui apporte le café ?", "Supprimer")
    author.get_by_role("button", name=re.compile("Supprimer")).click()
    expect(article(mate, "Moi, volontiers").locator("blockquote")).not_to_contain_text("café")
