"""What calendars and seats promise, and which tests prove it: the points of the project's specification, in its order."""

EVENTS, HERE = "tests/events", "tests/calendars/test_points.py"
# (promise, the tests that prove it: a file, or a test of it)
POINTS = (
    ("1 eight readers, literal instants", [f"{EVENTS}/test_parsers.py"]),
    (
        "2 the embedded zone is the tz database’s",
        [f"{EVENTS}/test_vtimezone.py", f"{EVENTS}/test_ical.py::test_wall_time_with_its_zone_and_stamps_of_the_data"],
    ),
    (
        "3 one entry a date, siblings linked",
        [
            f"{HERE}::test_each_date_is_an_entry_of_its_own_and_nothing_recurs",
            f"{EVENTS}/test_own_calendar.py::test_the_days_of_one_training_are_siblings_of_the_first",
            f"{EVENTS}/test_series.py::test_the_feed_ties_the_dates_together",
        ],
    ),
    (
        "4 hours that clocks show twice or never",
        [
            f"{EVENTS}/test_ical.py::test_an_hour_that_clocks_show_twice_goes_out_in_utc",
            f"{HERE}::test_an_hour_that_clocks_leave_out_is_never_written",
        ],
    ),
    (
        "5 one UID everywhere and for ever",
        [
            f"{HERE}::test_one_uid_in_every_feed_file_and_mail_on_every_host",
            f"{EVENTS}/test_lives.py::test_a_move_keeps_the_identity_raises_the_sequence_and_is_mailed",
        ],
    ),
    (
        "6 stamps of the data, SEQUENCE never falls",
        [
            f"{EVENTS}/test_ical.py::test_the_same_bytes_twice",
            f"{EVENTS}/test_own_calendar.py::test_its_sequence_never_falls",
            f"{EVENTS}/test_lives.py::test_cancelled_and_reinstated_with_the_same_identity_and_rising_numbers",
            f"{EVENTS}/test_lives.py::test_another_name_is_in_the_calendars_but_in_no_mail",
        ],
    ),
    (
        "7 a cancelled date stays ninety days, a draft is absent",
        [
            f"{EVENTS}/test_feeds.py::test_a_cancelled_one_stays_for_ninety_days_and_says_so_in_the_feed_s_language",
            f"{EVENTS}/test_feeds.py::test_it_holds_what_everybody_may_see_and_nothing_else",
        ],
    ),
    (
        "8 what has changed is never called unchanged",
        [
            f"{EVENTS}/test_revalidation.py",
            f"{HERE}::test_head_and_304_say_the_same_without_a_body_and_nothing_leads_elsewhere",
        ],
    ),
    (
        "9 name, refresh, source, no METHOD, no cookie",
        [
            f"{HERE}::test_each_says_its_name_its_source_and_how_often_to_ask",
            f"{EVENTS}/test_feeds.py::test_the_answer_is_steady_has_no_cookie_and_says_what_it_is",
        ],
    ),
    (
        "10 a secret per device, dead at once when revoked",
        [f"{EVENTS}/test_own_calendar.py", "tests/hub/test_logs.py"],
    ),
    (
        "11 nobody and no link in a shared feed",
        [
            f"{HERE}::test_no_calendar_holds_a_person_an_address_or_somebody_else_s_link",
            f"{EVENTS}/test_feeds.py::test_the_link_of_an_online_event_is_in_no_shared_feed",
            f"{EVENTS}/test_queue.py::test_the_online_link_is_for_who_has_a_seat_and_not_for_who_waits",
        ],
    ),
    (
        "12 waiting is TENTATIVE, a seat CONFIRMED",
        [
            f"{EVENTS}/test_queue.py::test_one_s_own_calendar_shows_it_as_not_yet_sure",
            f"{EVENTS}/test_own_calendar.py::test_other_people_s_seats_change_no_byte",
        ],
    ),
    (
        "13 no text breaks a feed",
        [
            f"{EVENTS}/test_ical.py::test_no_text_breaks_a_calendar",
            f"{EVENTS}/test_ical.py::test_no_line_is_folded_inside_an_escape",
            f"{EVENTS}/test_ical.py::test_nor_is_the_name_of_whom_a_mail_invites",
            f"{EVENTS}/test_feeds.py::test_a_poisoned_text_harms_nobody_else",
        ],
    ),
    (
        "14 the window, 2,000 dates, few queries",
        [
            f"{HERE}::test_the_window_is_ninety_days_back_and_eighteen_months_ahead",
            f"{EVENTS}/test_feeds.py::test_two_thousand_events_warm_in_a_tenth_of_a_second_with_few_queries",
        ],
    ),
    (
        "15 an empty feed is a calendar, shown in place",
        [
            f"{EVENTS}/test_feeds.py::test_an_empty_feed_is_a_calendar_with_its_zone",
            f"{HERE}::test_they_are_shown_in_place_and_machines_may_ask_for_them",
        ],
    ),
    (
        "16 how to subscribe, a choice of dates, mails at once",
        [
            f"{HERE}::test_the_page_says_how_for_each_program_and_that_it_may_take_a_day",
            f"{HERE}::test_a_change_at_night_shortly_before_is_mailed_at_once",
            f"{EVENTS}/test_choices.py",
        ],
    ),
    (
        "17 mails that calendars read, over SMTP",
        [
            f"{EVENTS}/test_invitations.py",
            f"{EVENTS}/test_lives.py::test_changes_that_follow_at_once_are_told_once_and_as_they_end",
        ],
    ),
    (
        "one rule decides list, page, feed, search, mail, library",
        [
            f"{EVENTS}/test_agenda.py::test_one_rule_decides_list_and_page_and_file",
            f"{EVENTS}/test_themes.py",
            f"{EVENTS}/test_answers.py::test_nobody_is_asked_for_what_is_not_meant_for_them",
            f"{EVENTS}/test_stages_open.py::test_what_is_for_duos_is_shown_to_mentors_in_a_duo_and_nowhere_to_others",
            "tests/cms/test_resources.py::test_one_rule_decides_list_and_sheet_and_files",
        ],
    ),
    (
        "a page asks as much for many dates as for one",
        [
            f"{EVENTS}/test_agenda.py::test_the_number_of_queries_does_not_depend_on_the_number_of_events",
            f"{EVENTS}/test_choices.py::test_a_page_asks_as_much_for_three_dates_as_for_one",
            f"{EVENTS}/test_visits.py::test_as_many_queries_for_one_date_as_for_many",
        ],
    ),
    ("S1 every address and topic, for each role", ["tests/access/test_access.py"]),
    ("R12 each reminder once, by day, whatever clocks do", [f"{EVENTS}/test_reminders.py"]),
)
# Those that carry a figure of their own.
FIGURES = (
    (
        "17 mailed links followed, pressed, and opened by a browser",
        [f"{EVENTS}/test_scanners.py", "tests/browser/test_followed.py"],
    ),
    ("any text in any field", ["tests/calendars/test_texts.py"]),
    ("any hour of any zone", ["tests/calendars/test_zones.py"]),
    ("lives of events against their feeds", ["tests/calendars/test_feed_lives.py"]),
    (
        "2,000 dates: cold, warm, unchanged",
        ["tests/calendars/test_costs.py::test_two_thousand_dates_cold_warm_and_unchanged"],
    ),
    (
        "one’s own calendar of 2,000 dates: warm, unchanged",
        ["tests/calendars/test_costs.py::test_one_s_own_calendar_of_two_thousand_dates_of_several_branches"],
    ),
    (
        "the cost grows with the dates",
        ["tests/calendars/test_costs.py::test_four_times_the_dates_are_about_four_times_the_work"],
    ),
)
SEATS = (
    ("seats, guests, wishes, turns, deadline: the model", [f"{EVENTS}/test_seats_model.py"]),
    ("a deadline of its own, and whom to call afterwards", [f"{EVENTS}/test_deadline.py"]),
    ("everybody at once, in threads", [f"{EVENTS}/test_seats_race.py"]),
)
