"""The rules of the public site that tests prove: one line for each, with the figure the test states, or how many stood."""

from tests.calendars.proving import lines, lines_on_postgres
from tests.faults.report import Line, say

CMS = "tests/cms"
LAST = f"{CMS}/test_places.py::test_two_at_once_for_the_last_place_one_has_it_and_the_other_waits"
LAST_SEAT = (
    f"{CMS}/test_race.py::test_two_for_the_last_seat_one_is_confirmed_and_the_other_on_the_list_with_the_data_kept"
)
TWENTY = f"{CMS}/test_interviews.py::test_twenty_at_once_for_one_hour_exactly_one_has_it"
RACES = (
    ("the last place, taken by eight: one has it", [LAST]),
    ("the last seat, taken by two: one has it, one waits", [LAST_SEAT]),
    ("twenty at once for one interview: one has it", [TWENTY]),
)
WHOLE = (
    "queries of a page of every block, 1, 2 and 3 of each",
    [f"{CMS}/test_whole_page.py::test_a_page_of_every_block_asks_as_often_for_one_of_each_as_for_three"],
)
PROOFS = (
    ("a call's state is one function of time", [f"{CMS}/test_states.py"]),
    ("page, card, feed, tags and form agree", [f"{CMS}/test_call_over_time{one}.py" for one in ("", "_everywhere")]),
    *RACES,
    ("a place free again is offered to the first, for 72 h", [f"{CMS}/test_places.py"]),
    ("illegal moves are refused, each has who, when, why", [f"{CMS}/test_moves.py", f"{CMS}/test_change.py"]),
    ("refused applications are erased in their time", [f"{CMS}/test_retention.py"]),
    ("every mail: name, number, next step, both parts, 3 languages", [f"{CMS}/test_mails.py"]),
    (
        "queries of a page, with 1, 3 and 50 calls",
        [f"{CMS}/test_public_pages.py::test_few_queries_whatever_there_is_to_show"],
    ),
    WHOLE,
    ("queries of the pages behind links, for 1, 3 and 20", [f"{CMS}/test_link_bounds.py"]),
    ("the figures of a page are what plain SQL counts", [f"{CMS}/test_figures_by_sql.py"]),
    ("cacheable with ETag, no cookie, no unsafe-*", [f"{CMS}/test_public_pages.py"]),
    ("tags and JSON-LD as readers understand them", [f"{CMS}/test_head.py"]),
    ("a publication, a seat, a state within 5 s", ["tests/production/test_kept.py"]),
    (
        "a photo of 30 MP is taken",
        [f"{CMS}/test_picture_sizes.py::test_thirty_million_pixels_are_taken_within_five_seconds"],
    ),
    ("a picture on its way says how far it is, in words and as a bar", ["tests/browser/test_uploads.py"]),
    ("AVIF, WebP, JPEG at three widths, focal point kept", [f"{CMS}/test_picture_sizes.py"]),
    (
        "a bomb is refused in words",
        [f"{CMS}/test_editors.py::test_a_picture_far_too_large_is_refused_before_it_is_unpacked"],
    ),
    ("bombs are unpacked by nobody", ["tests/hub/test_pictures.py"]),
    ("from the home page to a seat, by hand", ["tests/browser/test_bounds.py"]),
)


def check_proofs(*, short: bool) -> list[Line]:
    """On SQLite, then on Postgres what many do at once and what is asked; what CI runs anyway, its short form leaves out."""
    if short:
        return []
    say("proofs", f"{len(PROOFS)} promises, by their tests")
    on_sqlite = lines("by tests", PROOFS, {"DATABASE_URL": "", "REDIS_URL": ""})
    return on_sqlite + lines_on_postgres("on Postgres", (*RACES, WHOLE), {})
