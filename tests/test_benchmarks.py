"""A benchmark is held to the bound that it prints."""

from tests.benchmarks.feeds import says_ratio


def test_a_ratio_under_its_printed_bound_fails_the_run():
    told = []

    held = [says_ratio("plain/joined", figure, 200.0, told.append) for figure in (267.4, 200.0, 199.9, 134.0)]

    assert held == [True, True, False, False]
    assert told[0] == "  plain/joined 267.4   holds: the run fails under 200"
    assert told[2] == "  plain/joined 199.9   BROKEN: the run fails under 200"
