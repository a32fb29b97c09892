"""What a full session says in three languages: the form, the answer, one's own page, the mail."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.links import status_path
from events.notices import seat_link
from hub.actions.deliver import deliver_due
from hub.anonymous import stamp
from hub.models import Person
from tests.cms.waiting import give_back, of, read, words

FORM = {
    "fr": ("Complet.", "Liste d’attente de cette séance"),
    "nl": ("Vol.", "Wachtlijst van deze sessie"),
    "en": ("Full.", "Waiting list of this session"),
}
THANKS = {
    "fr": ("liste d’attente de cette séance", "numéro 2", "72 heures", "Nous avons gardé votre candidature"),
    "nl": ("wachtlijst van deze sessie", "plaats 2 van de lijst", "72 uur", "We hebben uw aanmelding bewaard"),
    "en": ("waiting list of this session", "number 2", "72 hours", "We have kept your application"),
}


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_form_offers_the_list_and_the_answer_says_the_place(cast, two, event, language):
    browser, choice = Client(), f"{event.pk}:in_person"
    page = browser.get(f"/{language}/devenir-mentor/lille/").content.decode()
    field = BeautifulSoup(page, "html.parser").select_one(f"input[value='{choice}']")
    facts = {"stamp": stamp(f"apply:{cast.call.pk}"), "session": choice, "over_fifty": "on"}
    names = {"first_name": "Odile", "last_name": "Petit", "email": "odile@mail.example"}

    answer = browser.post(f"/{language}/candidature/{cast.call.pk}/", {**facts, **names}, follow=True)
    text = words(answer.content.decode())

    assert not field.has_attr("disabled")
    assert all(said in words(str(field.parent)) for said in FORM[language])
    assert answer.status_code == 200
    assert all(said in text for said in THANKS[language])
    assert "03 53 01 00 01" in text and cast.referent.last_name in text
    assert browser.cookies == {}
    assert (of("odile").state, of("odile").person.first_name) == ("received", "Odile")


STATUS = {
    "fr": ("Vous êtes numéro 1 sur la liste d’attente de la séance d’information", "Une place s’est libérée"),
    "nl": ("U staat op plaats 1 van de wachtlijst van de infosessie", "Er is een plaats vrij"),
    "en": ("You are number 1 on the waiting list of the information session", "A seat has become free"),
}


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_one_s_own_page_says_the_place_then_the_offer_then_the_seat(two, language):
    Person.objects.filter(pk=two[1].person_id).update(language=language)

    waiting, dates = read(two[1]), read(two[1], "session")
    give_back(two[0])
    offered = Client().get(status_path(two[1])).content.decode()

    assert STATUS[language][0] in waiting and STATUS[language][0] in dates
    assert STATUS[language][1] in words(offered)
    seat = BeautifulSoup(offered, "html.parser").select_one("#next a.btn")["href"]
    Client().post("/" + seat.split("/", 3)[3], {"act": "accept"})
    assert of("second").state == "session_chosen"
    assert STATUS[language][1] not in read(two[1])


MAIL = {
    "fr": ("Vous êtes numéro 1 sur la liste d’attente", "72 heures", "Nous avons gardé votre candidature"),
    "nl": ("U bent nummer 1 op de wachtlijst", "72 uur", "We hebben uw aanmelding bewaard"),
    "en": ("You are number 1 on the waiting list", "72 hours", "We have kept your application"),
}


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_mail_says_the_place_the_hours_what_comes_next_and_whom_to_call(two, language):
    Person.objects.filter(pk=two[1].person_id).update(language=language)
    mail.outbox.clear()

    deliver_due(now=timezone.now())

    (sent,) = [one for one in mail.outbox if "second@" in one.to[0]]
    for body in (sent.body, words(sent.alternatives[0].content)):
        assert all(said in " ".join(body.replace("\xa0", " ").split()) for said in MAIL[language])
        assert "03 53 01 00 01" in body.replace("\xa0", " ").replace("\u202f", " ")
    assert status_path(two[1], "session") in sent.body and seat_link(two[1].registration) in sent.body
    assert sent.attachments == []
