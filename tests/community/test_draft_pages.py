"""A draft on the pages: in the field of whoever wrote it and nowhere else, by a button where there is no script."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from community.models import Draft, Post
from community.views.posts import place_of
from hub.live.commands import new_cid

WORDS = "Trois phrases que personne ne lit encore"


@pytest.fixture
def place(cast, main):
    return f"/fr/salon/{cast.promotion.room_id}/{main.pk}/"


@pytest.fixture
def keep(signed_in, place):
    """keep(WORDS, by="mentor", …): what the button answers."""

    def one(body, *, by="mentor", **more):
        return signed_in(by).post(f"{place}brouillon/", {"body": body, "cid": new_cid(), "draft": "", **more})

    return one


def form_of(page):
    """The fields of the form that is there, by name."""
    html = page.content.decode()
    found = page.context["composer"]
    assert f'name="draft" value="{found["draft"]}"' in html
    return {name: found[name] for name in ("body", "cid", "draft")}


def test_the_button_keeps_the_text_and_comes_back_to_it(keep, signed_in, place):
    answer = keep(WORDS)
    page = signed_in("mentor").get(place)

    assert (answer.status_code, answer.url) == (303, f"{place}#ecrire")
    assert form_of(page)["body"] == WORDS
    assert f">{WORDS}</textarea>" in page.content.decode()
    assert "Votre brouillon a été gardé" in page.content.decode()


def test_texts_of_two_devices_stand_in_one_field_and_leave_as_one_message(keep, signed_in, place, cast, main):
    keep(WORDS)
    keep("Et du téléphone")
    browser = signed_in("mentor")
    fields = form_of(browser.get(place))

    browser.post(f"/fr/salon/{cast.promotion.room_id}/messages/", {**fields, "discussion": main.pk})

    assert fields["body"] == Post.objects.get().body == f"{WORDS}\n\nEt du téléphone"
    assert not Draft.objects.exists()


def test_sent_from_there_it_is_a_message_and_no_draft(keep, signed_in, place, cast, main):
    keep(WORDS)
    browser = signed_in("mentor")
    fields = form_of(browser.get(place))

    answer = browser.post(f"/fr/salon/{cast.promotion.room_id}/messages/", {**fields, "discussion": main.pk})

    post = Post.objects.get()
    assert (answer.status_code, answer.url) == (303, place_of(post))
    assert (post.body, Draft.objects.count()) == (WORDS, 0)
    assert form_of(browser.get(place))["body"] == ""


def test_in_a_discussion_that_was_closed_it_is_there_to_be_read_and_copied(keep, signed_in, place, main, now):
    keep(WORDS)
    main.locked_at = now
    main.save()

    form = BeautifulSoup(signed_in("mentor").get(place).content, "html.parser").find(id="ecrire")
    field, send = form.find(id="body"), form.select_one("#draft + button")

    assert "hidden" not in form.attrs
    assert field.text.strip() == WORDS and "readonly" in field.attrs
    assert "disabled" in send.attrs


@pytest.mark.parametrize("ended", ["discussion", "room"])
def test_and_to_be_thrown_away_by_a_button(keep, signed_in, place, cast, main, now, ended):
    def button(page):
        return BeautifulSoup(page.content, "html.parser").find("button", string="Jeter le brouillon")

    browser = signed_in("mentor")
    keep(WORDS)
    assert button(browser.get(place)) is None
    main.locked_at = now if ended == "discussion" else None
    main.save()
    cast.promotion.room.archived_at = now if ended == "room" else None
    cast.promotion.room.save()
    form = button(browser.get(place)).find_parent("form")
    fields = {field["name"]: field["value"] for field in form.find_all("input")}

    answer = browser.post(form["action"], fields)

    assert (answer.status_code, answer.url) == (303, f"{place}#ecrire")
    assert not Draft.objects.exists()
    assert button(browser.get(place)) is None


@pytest.mark.parametrize("act", ["brouillon", "messages"])
def test_where_the_room_ends_meanwhile_what_was_typed_can_still_be_copied(keep, signed_in, place, cast, main, now, act):
    keep(WORDS)
    cast.promotion.room.archived_at = now
    cast.promotion.room.save()
    browser, typed = signed_in("mentor"), {"body": "La suite, tapée quand même", "cid": new_cid()}
    path = {"brouillon": f"{place}brouillon/", "messages": f"/fr/salon/{cast.promotion.room_id}/messages/"}[act]

    def shown(page):
        field = BeautifulSoup(page.content, "html.parser").find(id="body")
        return field.text.strip() if "readonly" in field.attrs else ""

    assert shown(browser.post(path, {**typed, "discussion": main.pk})) == typed["body"]
    assert shown(browser.get(place)) == WORDS


def test_a_request_by_hand_that_no_page_could_show_is_refused_in_json(signed_in, place):
    text = json.dumps({"body": "a\ud800", "cid": new_cid(), "draft": ""})

    answer = signed_in("mentor").post(f"{place}brouillon/", text, "application/json", headers={"X-Form": "1"})

    assert (answer.status_code, answer.json()["refused"]) == (422, "text")


def test_a_script_hears_which_version_is_kept(signed_in, place):
    browser = signed_in("mentor")

    def say(**facts):
        text = json.dumps({"cid": new_cid(), "draft": "", **facts})
        headers = {"Accept": "application/json"}
        return browser.post(f"{place}brouillon/", text, content_type="application/json", headers=headers)

    kept = say(body=WORDS)
    unseen = say(body="")
    assert Draft.objects.get().version == kept.json()["draft"]
    gone = say(body="", draft=kept.json()["draft"])

    assert (kept.status_code, unseen.json(), gone.json()) == (200, {"draft": ""}, {"draft": ""})
    assert say(body=WORDS, cid="x").json()["refused"] == "cid"


def test_a_refusal_shows_the_text_and_the_sentence(keep):
    answer = keep("a" * 8001)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "a" * 8001 in page
    assert 'id="refusal"' in page


def test_a_refused_message_stands_in_the_field_before_any_draft(keep, signed_in, place, cast, main):
    keep(WORDS)
    browser = signed_in("mentor")
    fields = form_of(browser.get(place)) | {"body": f"{WORDS}, au 06 12 34 56 78"}

    page = browser.post(f"/fr/salon/{cast.promotion.room_id}/messages/", {**fields, "discussion": main.pk})

    assert (page.status_code, page.context["composer"]["body"]) == (422, fields["body"])
    assert form_of(page)["draft"] == fields["draft"]
    assert Draft.objects.get().body == WORDS


@pytest.mark.parametrize("who", ["referent", "coordinator", "trainer", "admin"])
def test_nobody_else_who_reads_the_room_ever_meets_it(keep, signed_in, place, cast, main, who):
    keep(WORDS)
    browser = signed_in(who)
    room, promotion = f"/fr/salon/{cast.promotion.room_id}/", f"/fr/promotion/{cast.promotion.pk}/"
    pages = [
        place,
        room,
        f"{room}toutes/",
        promotion,
        "/fr/recherche/?q=phrases",
        f"/live/log/room:{cast.promotion.room_id}/?after=0.",
        "/fr/espace/",
    ]

    told = {page: browser.get(page, follow=True) for page in pages}

    assert {page: answer.status_code for page, answer in told.items() if answer.status_code != 200} == {}
    assert [page for page, answer in told.items() if WORDS in answer.content.decode()] == []
    assert WORDS not in signed_in("mentor").get("/fr/recherche/?q=phrases").content.decode()


def test_whose_session_has_ended_is_told_so(place):
    headers = {"Accept": "application/json"}

    assert Client().post(f"{place}brouillon/", {"body": WORDS}, headers=headers).status_code == 401
    assert "/connexion/" in Client().post(f"{place}brouillon/", {"body": WORDS}).url
