"""Nobody waits for a duo, or rests, longer than a step lasts without the team being asked to call."""

import re
from datetime import timedelta

import pytest

from community.models import Journey, Stage
from community.stage_due import LONGEST, due_day, is_due
from hub.words.working_days import working_days_after

LIST = "/fr/equipe/mentors/"
SAID = {Stage.TRAINED: "formation terminée, sans duo", Stage.PAUSE: "en pause"}


def stand(person, stage, since) -> Journey:
    """Wherever they came from."""
    Journey.objects.filter(person=person).update(stage=stage, since=since)
    return Journey.objects.get(person=person)


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\xa0", " ").split())


@pytest.mark.parametrize("stage", Stage)
def test_the_query_finds_those_whose_day_has_come_and_no_others(clock, cast, now, stage):
    found, by = [], []
    for hours in range(0, 24 * 95, 21):
        journey = stand(cast.mentor, stage, now - timedelta(hours=hours))
        found.append(Journey.objects.filter(is_due(now), pk=journey.pk).exists())
        by.append(due_day(journey))

    assert found == [day is not None and day <= now.date() for day in by]
    assert any(found) is (stage in LONGEST) and not found[0]


@pytest.mark.parametrize("stage", LONGEST)
def test_nobody_stays_longer_without_being_in_the_team_s_list_and_panel(clock, cast, now, signed_in, stage):
    browser, since = signed_in("coordinator"), now - timedelta(days=130)
    stand(cast.mentor, stage, now)
    before = [text_of(browser.get(path)) for path in ("/fr/equipe/", f"{LIST}?etape=aujourdhui")]
    stand(cast.mentor, stage, since)

    after = [text_of(browser.get(path)) for path in ("/fr/equipe/", f"{LIST}?etape=aujourdhui")]
    alone = text_of(browser.get(f"{LIST}{cast.mentor.pk}/"))

    assert working_days_after(since.date(), LONGEST[stage] + 1) < now.date()
    assert "à appeler aujourd’hui" not in before[0] and "Il n’y a personne à appeler aujourd’hui." in before[1]
    assert "1 mentor ou mentore à appeler aujourd’hui" in after[0]
    assert "Mentor Durand" in after[1] and "en retard" in after[1] and "en retard" in alone
    assert f"Lille 14 {SAID[stage]}" in after[1]


def test_one_press_there_notes_the_next_step_and_leads_back(clock, cast, now, signed_in):
    stand(cast.mentor, Stage.TRAINED, now - timedelta(days=60))
    browser, path = signed_in("referent"), f"{LIST}{cast.mentor.pk}/"

    pressed = browser.post(path, {"to": "duo", "etape": "aujourdhui"})
    told = browser.get(pressed["Location"])

    assert pressed["Location"] == f"{LIST}?etape=aujourdhui"
    assert "Mentor Durand : en duo" in text_of(told) and "Il n’y a personne à appeler" in text_of(told)
    assert due_day(Journey.objects.get(person=cast.mentor)) is None


def test_another_branch_is_told_nothing(clock, cast, now, signed_in):
    stand(cast.mentor, Stage.TRAINED, now - timedelta(days=60))

    text = text_of(signed_in("far_coordinator").get(f"{LIST}?etape=aujourdhui"))

    assert "Mentor Durand" not in text and "Il n’y a personne à appeler" in text
