"""A benchmark is held to the bound that it prints, and the table in docs/live.md is the one that a run has printed."""

from tests.benchmarks.feeds import says_ratio
from tests.benchmarks.table import KEPT, Row, with_table


def test_a_ratio_under_its_printed_bound_fails_the_run():
    told = []

    held = [says_ratio("plain/joined", figure, 200.0, told.append) for figure in (267.4, 200.0, 199.9, 134.0)]

    assert held == [True, True, False, False]
    assert told[0] == "  plain/joined 267.4   holds: the run fails under 200"
    assert told[2] == "  plain/joined 199.9   BROKEN: the run fails under 200"


def test_a_table_takes_the_place_of_the_one_before_on_the_same_database():
    rows = [Row("a room", 1.14, "≤", 1.1, note="6.8 µs"), Row("  apart", 2.5, unit="ms"), Row("nobody", None, "≥", 2)]
    text = KEPT.read_text(encoding="utf-8")

    once = with_table(text, rows, database="Postgres", told="On two cores.")
    twice = with_table(once, rows, database="Postgres", told="On two cores.")

    before, _mark, after = text.partition("<!-- measured on Postgres -->\n")
    assert once.startswith(before) and once.endswith(after.partition("<!-- /measured -->")[2]) and once == twice
    table = once.removeprefix(before).partition("<!-- /measured -->")[0].splitlines()[1:]
    assert table == [
        "On two cores.",
        "",
        "| work | goal | measured | holds | beside it |",
        "|---|---|---|---|---|",
        "| a room | ≤ 1.1 × | 1.14 × | NO | 6.8 µs |",
        "| apart |  | 2.50 ms |  |  |",
        "| nobody | ≥ 2 × | absent |  |  |",
    ]
