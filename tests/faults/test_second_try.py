"""What was only late, or never held, is held once more where that is asked for; what is worse is broken at once."""

import argparse
import asyncio
from types import SimpleNamespace

import pytest

from tests.faults import __main__ as check
from tests.faults.report import Line, conclude
from tests.faults.sizes import SHORT

LATE = Line("embedded health", "R2", "9 s", "1 s", kept=False, again=True)
LOST = Line("embedded health", "R1", "1 of 9", "0", kept=False)
KEPT = Line("embedded health", "R2", "0.1 s", "1 s", kept=True, again=True)


def play(monkeypatch: pytest.MonkeyPatch, *heard: list[Line], second_try: bool) -> tuple[list[Line], list[Line]]:
    """What counts, and what was held again, where the trial is heard to say this at each try."""
    tries = iter(heard)

    async def trial(_context: object, _where: str) -> list[Line]:
        return next(tries)

    monkeypatch.setattr(check, "ALONE", {"health": trial})
    monkeypatch.setattr(check, "ABREAST", {})
    args = argparse.Namespace(seed=1, second_try=second_try)
    return asyncio.run(check.play([SimpleNamespace(mode="embedded")], SHORT, args, {"health"}))


def test_what_was_only_late_is_tried_once_more_and_told(monkeypatch, capsys):
    lines, first_tries = play(monkeypatch, [LATE], [KEPT], second_try=True)

    assert (lines, first_tries) == ([KEPT], [LATE])
    assert conclude("check-live", lines, first_tries) == 0
    assert "AGAIN   embedded health: R2: at first 9 s, not 1 s" in capsys.readouterr().out


def test_a_trial_that_cannot_be_held_is_held_once_more_and_told(monkeypatch, capsys):
    fallen = []

    async def trial(_context: object, _where: str) -> list[Line]:
        if not fallen:
            fallen.append(True)
            raise AssertionError
        return [KEPT]

    monkeypatch.setattr(check, "ALONE", {"health": trial})
    monkeypatch.setattr(check, "ABREAST", {})
    ground = [SimpleNamespace(mode="embedded")]
    args = argparse.Namespace(seed=1, second_try=True)
    lines, first_tries = asyncio.run(check.play(ground, SHORT, args, {"health"}))
    assert (lines, len(first_tries)) == ([KEPT], 1)

    fallen.clear()
    args = argparse.Namespace(seed=1, second_try=False)
    lines, first_tries = asyncio.run(check.play(ground, SHORT, args, {"health"}))
    assert first_tries == [] and conclude("check-live", lines, first_tries) == 1
    assert "BROKEN  embedded health: the trial can be held: AssertionError" in capsys.readouterr().out


def test_what_is_late_twice_is_broken(monkeypatch, capsys):
    lines, first_tries = play(monkeypatch, [LATE], [LATE], second_try=True)

    assert conclude("check-live", lines, first_tries) == 1
    assert "check-live: 0 kept, 1 broken, 1 held again" in capsys.readouterr().out


@pytest.mark.parametrize(("heard", "second_try"), [([LATE, LOST], True), ([LOST], True), ([LATE], False)])
def test_what_is_lost_or_late_by_hand_is_broken_at_once(monkeypatch, heard, second_try):
    lines, first_tries = play(monkeypatch, heard, second_try=second_try)

    assert (lines, first_tries) == (heard, [])
    assert conclude("check-live", lines, first_tries) == 1
