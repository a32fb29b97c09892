"""A call to a mentor is put off for some days without a move: who, when, why; taken back for ten minutes, gone later."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from community.actions.delays import KEEP, erase_old_delays, put_off, undo_delay
from community.actions.journeys import move_mentor, undo_stage
from community.actions.stages import JourneyRefusal
from community.models import Delay, Journey, JourneyMove, Stage
from community.stage_due import due_day, is_due
from hub.models import Entry

LIST = "/fr/equipe/mentors/"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def waits(clock, cast, now):
    """The journey of a mentor who has waited for two months: to be called."""
    Journey.objects.filter(person=cast.mentor).update(stage=Stage.TRAINED, since=now - timedelta(days=60))
    return lambda: Journey.objects.get(person=cast.mentor)


def later(cast, now, days=5, **more):
    put_off(**{"actor": cast.referent, "person_id": cast.mentor.pk, "days": days, "now": now, **more})


def is_called(now):
    return Journey.objects.filter(is_due(now)).exists()


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\xa0", " ").split())


def test_a_call_is_put_off_until_its_day_and_not_longer(cast, now, waits):
    later(cast, now, why="En voyage")

    assert (waits().stage, due_day(waits())) == (Stage.TRAINED, date(2026, 12, 1))
    assert [is_called(now + DAY * number) for number in range(9)] == [False] * 7 + [True] * 2
    delay = Delay.objects.get()
    assert (delay.actor, delay.at, delay.until, delay.why) == (cast.referent, now, date(2026, 12, 1), "En voyage")
    assert Entry.objects.filter(verb="journey.put_off", actor=cast.referent).count() == 1
    assert not JourneyMove.objects.filter(journey=waits(), at=now).exists()


def test_the_same_twice_is_harmless_and_what_is_not_offered_is_refused(cast, now, waits):
    for days in (0, 16):
        with pytest.raises(JourneyRefusal) as far:
            later(cast, now, days)
        assert far.value.code == "day"
    with pytest.raises(JourneyRefusal) as other:
        later(cast, now, actor=cast.far_coordinator)
    later(cast, now)
    later(cast, now + MINUTE)
    with pytest.raises(JourneyRefusal) as meanwhile:
        later(cast, now + MINUTE, 15)
    assert (other.value.code, meanwhile.value.code) == ("forbidden", "later")
    assert Delay.objects.count() == 1

    Journey.objects.update(stage=Stage.DUO, call_on=None)
    with pytest.raises(JourneyRefusal) as early:
        later(cast, now)

    assert early.value.code == "early"


def test_it_is_taken_back_for_ten_minutes_by_whoever_did_it(cast, now, waits):
    later(cast, now)
    key = Delay.objects.get().pk
    for actor, at in ((cast.coordinator, now), (cast.referent, now + 10 * MINUTE)):
        with pytest.raises(JourneyRefusal):
            undo_delay(actor=actor, delay_id=key, now=at)
    assert not is_called(now)

    undo_delay(actor=cast.referent, delay_id=key, now=now + MINUTE)

    assert is_called(now) and waits().call_on is None and not Delay.objects.exists()
    with pytest.raises(JourneyRefusal):
        undo_delay(actor=cast.referent, delay_id=key, now=now + MINUTE)


def test_the_second_taken_back_leads_to_the_first(cast, now, waits):
    later(cast, now)
    later(cast, now + 7 * DAY)
    assert waits().call_on == date(2026, 12, 8)

    undo_delay(actor=cast.referent, delay_id=Delay.objects.latest("pk").pk, now=now + 7 * DAY)

    assert waits().call_on == date(2026, 12, 1)


def test_a_move_ends_it_and_one_that_is_taken_back_brings_it_back(cast, now, waits):
    later(cast, now)
    key = Delay.objects.get().pk
    move_mentor(actor=cast.referent, person_id=cast.mentor.pk, to=Stage.DUO, now=now + MINUTE)
    assert waits().call_on is None
    with pytest.raises(JourneyRefusal):
        undo_delay(actor=cast.referent, delay_id=key, now=now + 2 * MINUTE)

    undo_stage(actor=cast.referent, move_id=JourneyMove.objects.latest("pk").pk, now=now + 3 * MINUTE)

    assert (waits().stage, waits().call_on) == (Stage.TRAINED, date(2026, 12, 1))


def test_why_goes_after_three_months(cast, now, waits):
    later(cast, now, why="En voyage")

    assert erase_old_delays(now=now + KEEP) == 0
    assert erase_old_delays(now=now + KEEP + DAY) == 1
    assert erase_old_delays(now=now + KEEP + DAY) == 0


def test_one_press_in_the_list_is_said_and_taken_back_there(cast, now, waits, signed_in):
    browser, path = signed_in("referent"), f"{LIST}{cast.mentor.pk}/plus-tard/"
    listed = browser.get(f"{LIST}?etape=aujourdhui").content.decode()

    pressed = browser.post(path, {"days": "5", "etape": "aujourdhui"})
    told = browser.get(pressed["Location"])
    undone = browser.post(f"{LIST}{cast.mentor.pk}/appel/{Delay.objects.get().pk}/", {"etape": "aujourdhui"})

    assert f'formaction="{path}"' in listed
    assert (pressed.status_code, pressed["Location"]) == (303, f"{LIST}?etape=aujourdhui")
    assert "Mentor Durand : à appeler le mardi 1" in text_of(told)
    assert "Il n’y a personne à appeler" in text_of(told)
    assert undone.status_code == 303 and is_called(timezone.now())


def test_a_mentor_s_page_asks_until_when_and_why_and_shows_it_afterwards(cast, now, waits, signed_in):
    browser, page = signed_in("referent"), f"{LIST}{cast.mentor.pk}/"
    offered = text_of(browser.get(page))

    none, wrong = (browser.post(f"{page}plus-tard/", {"days": days, "reason": "En voyage"}) for days in ("", "7"))
    done = browser.post(f"{page}plus-tard/", {"days": "10", "reason": "En voyage"})
    after = text_of(browser.get(page))

    assert "mardi 8 décembre" in offered
    assert [none.status_code, wrong.status_code, done.status_code] == [422, 422, 303]
    assert 'value="En voyage"' in none.content.decode() and "Erreur : " in text_of(none)
    assert "mardi 8 décembre" in after and "En voyage" in after
    assert f'{page}plus-tard/"' not in browser.get(page).content.decode()
    assert 'role="alert"' in none.content.decode() and 'href="#id_days"' in none.content.decode()
    gone = browser.post(f"{page}appel/9999/")
    assert gone.status_code == 422 and "déjà" in text_of(gone)
    assert signed_in("far_coordinator").post(f"{page}plus-tard/", {"days": "5"}).status_code == 404
