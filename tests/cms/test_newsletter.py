"""The newsletter: confirmed by a press, tried on oneself, one mail each in their language, and one press to be gone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.actions.newsletters import erase_old_newsletters
from cms.actions.subscriptions import forget_subscriptions
from cms.links import subscription_path
from cms.models import Newsletter, Subscription
from hub.actions.deliver import deliver_due
from hub.anonymous import stamp
from hub.models import Notice, Person

WHERE, DESK = "/fr/lettre/", "/fr/equipe/lettre/lille/"


@pytest.fixture(autouse=True)
def stopped(cast, clock):
    """Everything here happens at one instant."""


def ask(email="odile@mail.example", language="fr", branch="lille", **more):
    facts = {"stamp": stamp("newsletter:public"), "email": email, "language": language, "branch": branch, **more}
    return Client().post(WHERE, facts, follow=True)


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def reader(email, language="fr"):
    ask(email, language)
    path = subscription_path(Subscription.objects.get(email_key=email))
    Client().post(path, {"act": "confirm"})
    return path


@pytest.fixture
def readers():
    paths = [reader("odile@mail.example"), reader("wim@mail.example", "nl"), reader("ann@mail.example", "en")]
    ask("late@mail.example")
    mails()
    return paths


@pytest.fixture
def desk(signed_in):
    """desk(send="1") posts a newsletter in French and Dutch."""
    browser = signed_in("coordinator")
    key = browser.get(DESK).context["form"]["key"].value()
    texts = {
        "subject_fr": "Novembre",
        "words_fr": "Douze <duos>.",
        "subject_nl": "November",
        "words_nl": "Twaalf duo’s.",
    }

    def post(**more):
        return browser.post(DESK, {"key": key, **texts, **more})

    return post


def test_nothing_is_sent_before_one_press_and_the_words_of_the_consent_are_kept():
    before = Person.objects.count()
    shown = Client().get(f"{WHERE}?antenne=lille")
    answer = ask()
    (asked,) = mails()
    found = Subscription.objects.get()
    path = subscription_path(found)
    looked = Client().get(path).content.decode()
    waiting = Subscription.objects.confirmed().count()
    pressed = [Client().post(path, {"act": "confirm"}).status_code for _ in range(2)]
    kept = Client().get(path).content.decode()
    gone = Client().post(path, {"act": "stop"}, follow=True).content.decode()

    assert (shown.cookies, answer.client.cookies) == ({}, {})
    assert found.consent in shown.content.decode()
    assert found.consent.startswith("Avec cette adresse, j’accepte") and found.created_at == timezone.now()
    assert "Regardez dans vos e-mails" in answer.content.decode()
    assert path in asked.body and path in asked.alternatives[0].content
    assert "03\xa053\xa001\xa000\xa001" in asked.body
    assert "Oui, envoyez-la-moi" in looked
    assert (waiting, pressed) == (0, [302, 302])
    assert "Vous recevez la lettre" in kept
    assert "Votre adresse est effacée" in gone
    assert (Subscription.objects.count(), Person.objects.count()) == (0, before)


def test_a_known_address_gets_the_same_answer_and_no_second_mail(cast):
    first, second, account = ask(), ask(" Odile@MAIL.example "), ask(cast.mentor.email)

    assert first.content == second.content == account.content
    assert (Subscription.objects.count(), Notice.objects.count()) == (2, 2)
    assert not Subscription.objects.filter(person=cast.mentor).exists()


def test_whoever_has_not_confirmed_may_choose_another_language(cast):
    ask()
    ask(language="nl")

    assert (Subscription.objects.get().person.language, len(mails())) == ("nl", 1)


@pytest.mark.parametrize("wrong", [{"email": ""}, {"email": "odile"}, {"branch": "nulle-part"}, {"language": "de"}])
def test_what_is_wrong_is_said_in_a_sentence(wrong):
    answer = ask(**wrong)

    assert (answer.status_code, Subscription.objects.count()) == (422, 0)
    assert 'role="alert"' in answer.content.decode()


def test_robots_old_pages_and_floods_make_nothing():
    assert ask(website="https://spam.example").status_code == 200
    assert ask(stamp="old").status_code == 422
    assert not Subscription.objects.exists()

    assert [ask(f"{number}@mail.example").status_code for number in range(13)] == [200] * 12 + [422]


def test_time_erases_who_never_pressed_and_everybody_after_two_years(readers, clock):
    days = []
    for step in (14, 1, 714, 2):
        clock.shift(timedelta(days=step))
        days.append(forget_subscriptions(now=timezone.now()))

    assert (days, Subscription.objects.count()) == ([0, 1, 0, 3], 0)


def test_it_is_seen_tried_on_oneself_and_sent_once_to_each_in_their_language(readers, desk, cast):
    seen = desk().content.decode()
    tried = desk(trial="1").content.decode()
    (trial,) = mails()
    changed = desk(again="1").content.decode()
    sent = [desk(send="1").content.decode() for _ in range(2)]
    letters = {one.to[0]: one for one in mails()}
    late = desk(send="1", subject_fr="Autre chose")

    assert "Douze &lt;duos&gt;." in seen and "1 personne abonnée" in seen
    assert cast.coordinator.email in tried and trial.subject == "Essai : Novembre"
    assert 'value="Novembre"' in changed
    assert ["3 e-mails sont en route" in one.replace("\xa0", " ") for one in sent] == [True, True]
    assert {to: one.subject for to, one in letters.items()} == {
        "odile@mail.example": "Novembre", "wim@mail.example": "November", "ann@mail.example": "Novembre",
    }  # fmt: skip
    assert "Twaalf duo’s." in letters["wim@mail.example"].body
    assert '<p lang="fr">Douze &lt;duos&gt;.</p>' in letters["ann@mail.example"].alternatives[0].content
    assert (late.status_code, Newsletter.objects.get().subject["fr"], mails()) == (200, "Novembre", [])


def test_hundreds_of_readers_cost_a_few_statements(readers, desk, cast):
    guests = [Person(email=f"{n}@mail.example", first_name="", last_name="", is_active=False) for n in range(300)]
    facts = {"branch": cast.branches["lille"], "created_at": timezone.now(), "confirmed_at": timezone.now()}
    Subscription.objects.bulk_create(
        Subscription(person=one, email_key=one.email, **facts) for one in Person.objects.bulk_create(guests)
    )

    with CaptureQueriesContext(connection) as told:
        desk(send="1")

    # Postgres takes them all at once, SQLite 999 values in a statement.
    assert 1 <= sum('INTO "hub_notice"' in one["sql"] for one in told) <= 4
    assert Notice.objects.filter(kind="newsletter.letter", state="waiting").count() == 303


def test_a_mail_ends_it_with_one_press_of_the_program_that_shows_it(readers, desk):
    desk(send="1")
    letter = next(one for one in mails() if one.to == ["odile@mail.example"])
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    headers = letter.message()

    pressed = Client().post(readers[0], {"List-Unsubscribe": "One-Click"})
    stayed = Person.objects.filter(email="odile@mail.example").exists()
    answer = Client().post(link.removeprefix(settings.HUB_URL), {"List-Unsubscribe": "One-Click"})

    address, _question, _rest = link.partition("?")
    assert address.endswith(readers[0]) and address in letter.body and link not in letter.alternatives[0].content
    assert (pressed.status_code, stayed) == (200, True)  # a program that presses what stands in a mail is no person
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (answer.status_code, answer.cookies) == (200, {})
    assert not Person.objects.filter(email="odile@mail.example").exists()


def test_who_leaves_before_the_worker_comes_gets_nothing(readers, desk):
    desk(send="1")
    Client().post(readers[0], {"act": "stop"})

    assert sorted(one.to[0] for one in mails()) == ["ann@mail.example", "wim@mail.example"]


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(readers, desk):
    half = desk(words_nl="", send="1")
    empty = desk(subject_fr="", words_fr="", subject_nl="", words_nl="", send="1")

    assert [(one.status_code, list(one.context["form"].errors)) for one in (half, empty)] == [
        (422, ["words_nl"]),
        (422, ["words_fr"]),
    ]
    assert "Douze &lt;duos&gt;." in half.content.decode()
    assert not Newsletter.objects.exists()


def test_nobody_reads_it_yet(desk):
    assert desk(send="1").status_code == 422
    assert Notice.objects.count() == 0


def test_the_team_sees_how_many_read_it_and_no_address(readers, desk, signed_in, django_assert_max_num_queries):
    desk(send="1")
    browser = signed_in("coordinator")
    with django_assert_max_num_queries(12):
        page = browser.get("/fr/equipe/lettre/").content.decode()

    assert "3 personnes abonnées" in page and "Novembre" in page
    assert "odile@" not in page
    assert signed_in("coordinator").get("/fr/equipe/lettre/bruxelles/").status_code == 404


def test_its_text_goes_after_a_year(readers, desk, now):
    desk(send="1")

    assert [erase_old_newsletters(now=now + timedelta(days=days)) for days in (365, 366)] == [0, 1]
