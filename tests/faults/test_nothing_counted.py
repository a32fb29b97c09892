"""What counted nothing has promised nothing."""

from collections import Counter
from dataclasses import replace

from tests.faults.ledger import Ledger
from tests.faults.mirror import Held
from tests.faults.outcome import Outcome
from tests.faults.report import none_of
from tests.faults.writer import Stored

STORED = Stored("m1-1", 1, "9f3c01ab", 0.0, 0.1, duplicate=False)
LEDGER = Ledger(1, [Held(1, "9f3c01ab", "post", 1, "m1-1")], [(1, 1, "m1-1")])
WHOLE = Outcome(LEDGER, [STORED], [], Counter(), faults=5, swallowed=6)


def faults(outcome):
    return outcome.lines("here", at_least=5)[0].kept


def test_none_of_nothing_is_not_kept():
    assert [none_of("here", "harm", *of).kept for of in ((0, "5 clients"), (0, "0"), (0, "0 pages"), (1, "5"))] == [
        True, False, False, False,
    ]  # fmt: skip


def test_faults_that_hit_nothing_do_not_count():
    assert faults(WHOLE)
    assert not faults(replace(WHOLE, swallowed=0))
    assert not faults(replace(WHOLE, idle=1))
    assert not faults(replace(WHOLE, faults=4))


def test_a_small_scenario_in_which_nothing_was_stored_is_not_kept():
    assert WHOLE.brief("here", "all").kept
    assert not replace(WHOLE, stored=[]).brief("here", "all").kept
