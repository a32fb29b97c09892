"""The rarer works of the team, by the keyboard alone and without JavaScript: a table, one person twice, hours, the phone, who came."""

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cms.actions.interviews import Hours, publish_interviews
from cms.models import Application, Interview
from hub.models import Person
from tests.browser.test_desk import pick, press, tab_to, type_into

pytestmark = pytest.mark.browser
HEAD = "Prénom;Nom;E-mail;Téléphone;Langue;Demande reçue le\n"
TWICE = (
    "Solveig;Kappert;solveig@clavier.example;01 99 00 47 11;fr;\n"
    "Solveig;Kappert;s.kappert@clavier.example;01 99 00 47 11;fr;\n"
)


def choose_file(page, label, text):
    """Opens the browser's own dialog from the field that has the focus, as Enter does."""
    # The browser is told to hand its window over while one is still on the way: it may be slow to hear of it.
    with page.expect_file_chooser() as chosen:
        tab_to(page, page.get_by_label(label))
        page.keyboard.press("Enter")
    chosen.value.set_files({"name": "salon.csv", "mimeType": "text/csv", "buffer": (HEAD + text).encode()})


def test_a_table_is_read_confirmed_and_the_one_person_on_it_put_together(enter, demo):
    page = enter("coordinator", demo["urls"]["pipeline"], java_script_enabled=False)
    rows = Application.objects.filter(person__last_name="Kappert")

    press(page, "link", "Candidatures d’après un tableau")
    choose_file(page, "Votre tableau (CSV)", TWICE)
    press(page, "button", "Voir ce qui serait créé")
    expect(page.get_by_text("s.kappert@clavier.example").first).to_be_visible()
    assert not rows.exists(), "nothing is written before it is confirmed"
    press(page, "button", re.compile("^Créer"))
    expect(page).to_have_url(re.compile("etape=seance"))
    assert rows.count() == 2

    page.goto("/fr/equipe/candidatures/")
    press(page, "link", re.compile("seule personne"))
    press(page, "link", re.compile("Comparer les deux.*Kappert"))
    expect(page.get_by_text("s.kappert@clavier.example")).to_be_visible()
    press(page, "button", "Même personne : garder ce dossier")

    expect(page).to_have_url(re.compile(r"/equipe/candidature/\d+/"))
    assert rows.count() == 1


def test_hours_for_interviews_are_kept_and_one_is_taken_back(enter, demo):
    page = enter("coordinator", "/fr/equipe/candidatures/", java_script_enabled=False)
    before = set(Interview.objects.values_list("pk", flat=True))

    press(page, "link", "Horaires d’entretien")
    press(page, "button", "Proposer ces horaires")
    expect(page.get_by_role("alert")).to_be_visible()
    for label, words in (("Jour", "17/12"), ("De", "7 h"), ("À", "9 h")):
        type_into(page, label, words)
    pick(page, "Durée de chacun", "1 h")
    pick(page, "Comment on se rencontre", "par t")
    press(page, "button", "Proposer ces horaires")

    made = Interview.objects.exclude(pk__in=before)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert made.filter(closed_at=None).count() == 2
    press(page, "button", re.compile("^Le retirer.*17.décembre.*7.h"))
    expect(page.get_by_role("button", name=re.compile("17.décembre"))).to_have_count(1)
    assert made.filter(closed_at=None).count() == 1


def test_an_hour_is_chosen_with_whoever_is_on_the_phone_and_their_number_written_down(enter, demo):
    application = Application.objects.filter(interview__isnull=False, state="interview_proposed").order_by("pk")[0]
    person, host = application.person, application.interview.host
    Person.objects.filter(pk=person.pk).update(phone="")
    day = application.interview.start.date() + timedelta(days=20)
    facts = {"minutes": 60, "mode": "phone", "where": ""}
    hours = Hours(branch=application.call.branch, host=host, day=day, first=time(6, 15), last=time(7, 15), **facts)
    publish_interviews(actor=host, hours=hours, now=timezone.now())
    page = enter("coordinator", f"/fr/equipe/candidature/{application.pk}/", java_script_enabled=False)

    press(page, "link", "Choisir un autre horaire")
    by_phone = page.get_by_role("listitem").filter(has_text=re.compile("6.h.15"))
    expect(by_phone).to_have_count(1)
    chosen = by_phone.get_by_role("button")
    tab_to(page, chosen)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("écrivez le numéro où appeler")
    type_into(page, "Téléphone (facultatif)", "03 20 00 00 47")
    tab_to(page, chosen)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/equipe/candidature/\d+/$"))
    expect(page.get_by_text("horaire choisi avec l’équipe")).to_be_visible()
    person.refresh_from_db()
    application.refresh_from_db()
    assert (person.phone, application.interview.mode) == ("03 20 00 00 47", "phone")


def test_a_call_is_noted_from_the_sheet_for_the_phone_and_taken_back(enter, demo):
    page = enter("coordinator", "/fr/equipe/candidatures/", java_script_enabled=False)
    press(page, "link", "Feuille pour le téléphone")
    expect(page.get_by_role("heading", level=1)).to_contain_text("aujourd’hui")
    name = page.locator(".callsheet ol.past > li strong").first.inner_text()

    press(page, "button", "Joint")
    expect(page.get_by_role("status")).to_contain_text(name)
    press(page, "button", "Annuler")

    expect(page.get_by_role("status")).to_have_count(0)
    expect(page.locator(".callsheet ol.past > li strong").first).to_have_text(name)


def test_who_came_is_ticked_and_corrected_from_the_team_s_page(enter, demo):
    page = enter("coordinator", demo["urls"]["team_now"], java_script_enabled=False)
    press(page, "link", "Qui est venu")
    expect(page.get_by_role("heading", level=1)).to_have_text("Qui est venu")
    boxes = page.locator("ol.roll input[type=checkbox]")
    came = boxes.evaluate_all("boxes => boxes.filter((one) => one.checked).length")
    number = next(n for n in range(boxes.count()) if not boxes.nth(n).is_checked())

    for checked in (True, False):
        tab_to(page, boxes.nth(number))
        page.keyboard.press("Space")
        press(page, "button", re.compile("^Enregistrer$"))
        expect(page.get_by_text(f"{came + checked} personne")).to_be_visible()
        expect(boxes.nth(number)).to_be_checked(checked=checked)
