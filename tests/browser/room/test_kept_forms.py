"""What is typed in the forms beside the room's own field: kept, sent once, and told in words when there is no network."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.posts import edit_post
from community.models import Discussion, Post
from tests.browser.room.acts import say
from tests.browser.room.test_draft import kill
from tests.fixtures.live import session_for
from tests.hub.bare import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.long]
KEPT = "Votre brouillon a été gardé"
NO_NETWORK = "Pas de réseau"


def forms_of(demo, path):
    """Where each form stands, and one of its fields by its label."""
    room = demo["urls"]["room"]
    return {
        "discussion": (f"{room}discussions/", "Votre message"),
        "poll": (f"{room}sondages/", "Pour quel rendez-vous"),
        "proposal": (f"{room}propositions/", "Votre proposition, ou votre question"),
        "announcement": (f"{room}annonces/", "Votre message"),
        "coffee": (f"{demo['urls']['promotion']}cafe/", "Où ?"),
        "date": ("/fr/agenda/proposer/", "Où ?"),
    }


def kept(page):
    """How many drafts this browser keeps."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft/')).length")


@pytest.mark.parametrize("which", ["discussion", "poll", "proposal", "announcement", "coffee", "date"])
def test_what_is_typed_survives_a_killed_tab(enter, demo, path, which):
    where, label = forms_of(demo, path)[which]
    page = enter("referent" if which == "announcement" else "mentor", where)
    page.get_by_label(label).fill("Quelques mots à ne pas perdre")
    kill(page)

    again = page.context.new_page()
    again.goto(where)

    expect(again.get_by_label(label)).to_have_value("Quelques mots à ne pas perdre")
    expect(again.locator("[data-draft]")).to_contain_text(KEPT)


def test_without_network_the_text_stays_and_leaves_once_when_it_is_back(enter, demo, room, path):
    page = enter("mentor", forms_of(demo, path)["discussion"][0])
    page.get_by_label("Titre").fill("Le réseau du métro")
    page.get_by_label("Votre message").fill("Écrit sous terre")
    page.context.set_offline(True)
    page.get_by_role("button", name="Ouvrir cette discussion").click()
    expect(page.locator("[data-draft]")).to_contain_text(NO_NETWORK)
    expect(page.get_by_label("Votre message")).to_have_value("Écrit sous terre")

    page.context.set_offline(False)

    expect(page.get_by_role("heading", level=1)).to_have_text("Le réseau du métro")
    expect(page).to_have_url(re.compile(r"#m\d+$"))
    assert Discussion.objects.filter(room=room, title="Le réseau du métro").count() == 1
    assert kept(page) == 0


def test_an_answer_that_is_lost_does_not_double_what_was_stored(enter, demo, room, path):
    where = forms_of(demo, path)["discussion"][0]
    page = enter("mentor", where)
    page.get_by_label("Titre").fill("Une réponse perdue")
    page.get_by_label("Votre message").fill("Gardée une fois")
    form = re.compile(r"/discussions/$")

    def lose(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.context.route(form, lose)
    page.get_by_role("button", name="Ouvrir cette discussion").click()
    expect(page.locator("[data-draft]")).to_contain_text(NO_NETWORK)
    page.context.unroute(form)

    page.goto(where)
    expect(page.get_by_label("Titre")).to_have_value("Une réponse perdue")
    page.get_by_role("button", name="Ouvrir cette discussion").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Une réponse perdue")
    assert Post.objects.filter(room=room, body="Gardée une fois").count() == 1


def test_a_refusal_shows_its_sentence_and_the_text(enter, demo, path):
    page = enter("mentor", forms_of(demo, path)["discussion"][0])
    page.get_by_label("Votre message").fill("Sans titre, mais pas sans texte")
    page.get_by_role("button", name="Ouvrir cette discussion").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value("Sans titre, mais pas sans texte")
    page.get_by_label("Titre").fill("Maintenant avec un titre")
    page.get_by_role("button", name="Ouvrir cette discussion").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Maintenant avec un titre")
    assert kept(page) == 0


def test_an_edit_is_kept_until_it_is_saved(enter, people, room, discussion, path):
    seq = say(people["mentor"], discussion, "Un texte à reprendre")
    post = Post.objects.get(room=room, discussion=discussion, seq=seq)
    where = f"/fr/salon/{room.pk}/messages/{post.pk}/modifier/"
    page = enter("mentor", where)
    page.get_by_label("Votre message").fill("Un texte repris à moitié")

    page.goto(where)
    expect(page.get_by_label("Votre message")).to_have_value("Un texte repris à moitié")
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.locator(f"#m{seq}")).to_contain_text("Un texte repris à moitié")
    assert kept(page) == 0


def test_a_change_that_was_left_does_not_come_back_over_a_newer_text(enter, people, room, discussion, path):
    seq = say(people["mentor"], discussion, "Rendez-vous à dix heures")
    post = Post.objects.get(room=room, discussion=discussion, seq=seq)
    where = f"/fr/salon/{room.pk}/messages/{post.pk}/modifier/"
    page = enter("mentor", where)
    page.get_by_label("Votre message").fill("Rendez-vous à onze heures, je crois")
    edit_post(actor=people["mentor"], post_id=post.pk, body="Rendez-vous à midi", now=timezone.now())  # on the phone

    page.goto(where)

    expect(page.get_by_label("Votre message")).to_have_value("Rendez-vous à midi")
    expect(page.locator("[data-draft]")).to_be_empty()


def test_a_session_that_has_ended_keeps_the_text_and_signing_out_drops_it(enter, demo, people, path):
    where = forms_of(demo, path)["discussion"][0]
    page = enter("mentor", where)
    page.get_by_label("Titre").fill("Entre deux sessions")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Ouvrir cette discussion").click()
    expect(page).to_have_url(re.compile("/connexion/"))
    key = session_for(people["mentor"])
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": demo["base_url"]}])
    page.goto(where)
    expect(page.get_by_label("Titre")).to_have_value("Entre deux sessions")
    page.goto(path)
    page.get_by_label("Votre message").fill("Le champ du salon aussi")
    assert kept(page) == 2

    page.get_by_role("button", name="Quitter mon espace").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Vous avez quitté votre espace")
    # The page's script runs once it is there; `wait_for_function` would need the `eval` that our pages forbid.
    wait_for(lambda: kept(page) == 0)


def test_a_draft_is_its_persons(enter, demo, people, path):
    where = forms_of(demo, path)["discussion"][0]
    page = enter("mentor", where)
    page.get_by_label("Titre").fill("Pour moi seulement")
    key = session_for(people["referent"])  # the next person at the same computer
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": demo["base_url"]}])

    page.goto(where)

    expect(page.get_by_label("Titre")).to_have_value("")
