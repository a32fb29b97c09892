"""The team's day in a real browser, by the keyboard alone and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.long]
MOST_TABS = 150


def tab_to(page, target):
    """Presses Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("it => it === document.activeElement"):
            return
    pytest.fail(f"{target} is not reached by the keyboard")


def type_into(page, label, words):
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def press(page, role, name):
    tab_to(page, page.get_by_role(role, name=name).first)
    page.keyboard.press("Enter")


def pick(page, label, choice):
    """Types the first letters of a choice, as a closed list takes them."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(choice)


def test_plan_phone_and_print_by_keyboard_alone(enter):
    page = enter("coordinator", "/fr/equipe/agenda/", java_script_enabled=False)
    day = timezone.localdate() + timedelta(days=20)

    press(page, "link", "Planifier un événement")
    pick(page, "Quoi", "Ap")
    type_into(page, "Titre", "Apéro au clavier")
    for label, hour in (("Début", "0630PM"), ("Fin", "0830PM")):
        tab_to(page, page.get_by_label(label, exact=True))
        page.keyboard.type(f"{day:%m%d%Y}")
        page.keyboard.press("ArrowRight")
        page.keyboard.type(hour)
    tab_to(page, page.get_by_label("Places sur place (facultatif)", exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type("1")
    press(page, "button", "Publier")
    expect(page.get_by_role("heading", level=1)).to_have_text("Apéro au clavier")

    for name in ("Odile", "Marcel"):
        press(page, "link", re.compile("Quelqu’un a téléphoné"))
        type_into(page, "Prénom", name)
        type_into(page, "Nom", "Martin")
        press(page, "button", "Inscrire")
        expect(page.get_by_role("status")).to_contain_text(name)
        press(page, "link", "Retour à l’événement")
    expect(page.get_by_role("heading", name="Liste d’attente")).to_be_visible()

    press(page, "link", "Martin Odile")
    press(page, "button", "La personne ne vient pas")
    expect(page.get_by_role("heading", name="Une place est proposée à")).to_be_visible()
    press(page, "link", "Martin Marcel")
    press(page, "button", "La personne prend la place")
    press(page, "link", "Feuille à signer")
    expect(page.get_by_role("rowheader", name="Martin Marcel")).to_be_visible()


def test_a_mentor_takes_the_seat_they_are_offered(enter, demo):
    page = enter("mentor", demo["urls"]["event_offered"], java_script_enabled=False)

    expect(page.get_by_text("Une place s’est libérée")).to_be_visible()
    press(page, "button", "Prendre cette place")

    expect(page.get_by_text("Vous participez sur place.")).to_be_visible()
    page.goto("/fr/espace/")
    expect(page.get_by_role("heading", name="Mes dates", exact=True)).to_be_visible()
    expect(page.get_by_text("Place à confirmer")).to_have_count(0)


def test_a_mentor_comes_with_somebody_and_then_changes_over(enter, demo):
    page = enter("mentor", demo["urls"]["event_series"], java_script_enabled=False)

    pick(page, "Je viens avec", "1 personne")
    press(page, "button", "Je participe")
    expect(page.get_by_text("Pour 2 personnes")).to_be_visible()
    pick(page, "Je viens avec", "personne d")
    press(page, "button", "Changer combien nous sommes")
    expect(page.get_by_text("Pour 2 personnes")).to_have_count(0)

    page.goto(demo["urls"]["event_confirmed"])
    press(page, "button", "Je participe plutôt en ligne")
    expect(page.get_by_text("Vous participez en ligne.")).to_be_visible()
    press(page, "button", "Je participe plutôt sur place")
    expect(page.get_by_text("Vous participez sur place.")).to_be_visible()


def test_from_the_list_of_applications_to_a_decision_back_and_to_a_mail_for_all_by_keyboard_alone(enter, demo):
    page = enter("coordinator", demo["urls"]["applications"], java_script_enabled=False)

    press(page, "link", "Décider")
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    type_into(page, "Quelques mots à vous dans l’e-mail (facultatif)", "À très vite")
    press(page, "button", "Décider ainsi")
    expect(page.get_by_role("status")).to_contain_text("acceptée")
    press(page, "button", "Annuler")
    expect(page.get_by_role("button", name="Annuler")).to_have_count(0)
    expect(page.locator(".past").last).to_contain_text("étape annulée")

    tab_to(page, page.locator("main a[href*='/equipe/candidatures/'], nav a[href$='/']").get_by_text("Lille").first)
    page.keyboard.press("Enter")
    press(page, "link", re.compile("^Candidature acceptée"))
    press(page, "link", re.compile("^Écrire aux? "))
    press(page, "button", "Voir ce qui sera lu")
    expect(page.get_by_role("alert")).to_be_visible()
    type_into(page, "Objet", "Les jours de formation")
    type_into(page, "Votre message", "Voici les quatre jours.")
    press(page, "button", "Voir ce qui sera lu")
    expect(page.get_by_text("Voici les quatre jours.")).to_be_visible()
    press(page, "button", re.compile("^Envoyer aux? "))
    expect(page.get_by_role("status")).to_contain_text("en route")
