"""The roll: a training day holds its promotion's roster, who came before is remembered, and the list leaves as a file."""

from datetime import timedelta

import pytest

from community.actions.promotions import enrol, remove_from_roster
from community.models import Membership
from events.actions.desk import Caller, export_roll, note_attendance, register_caller
from events.actions.lives import LifeRefusal
from events.actions.seats import register
from events.models import Event, Registration
from events.models.roll import remember, roll
from hub.db import write
from hub.models import Entry
from hub.spreadsheets import decode, read_table
from tests.cast import person
from tests.events.test_feeds import add

TEAM = "/fr/equipe/agenda/"


@pytest.fixture
def day(cast):
    """The first training day of the mentor's promotion."""
    return Event.objects.of_kind("training").filter(promotion=cast.promotion).soonest_first()[0]


@pytest.fixture
def desk(clock, signed_in):
    return signed_in("coordinator")


def join(cast, name, at):
    with write():
        return enrol(actor=None, promotion=cast.promotion, person=person(name), role="mentor", now=at)


def names(event):
    return [row.person.first_name for row in roll(event)]


def held(cast, now, days, mark, **more):
    """Something that took place some days ago, with what was noted of the mentor."""
    event = add(cast, now, kind="workshop", **more)
    register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    Registration.objects.filter(event=event).update(attendance=mark)
    begun = now - timedelta(days=days)
    Event.objects.filter(pk=event.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    return event


def test_a_training_day_holds_the_mentors_of_that_day_and_nobody_else_of_the_promotion(cast, day, now):
    join(cast, "later", day.ends_at + timedelta(days=1))
    gone = join(cast, "gone", now)
    join(cast, "newcomer", day.starts_at + timedelta(hours=1))
    remove_from_roster(actor=cast.coordinator, membership_id=gone.pk, now=now + timedelta(days=1))

    assert names(day) == ["Mentor", "Newcomer"]
    assert not Registration.objects.filter(event=day).exists()


def test_who_came_is_noted_from_the_roster_and_stays_when_somebody_leaves_it(desk, cast, day, clock):
    clock.move_to(day.starts_at)
    page = f"{TEAM}{day.pk}/presence/"

    shown = desk.get(page).content.decode()
    sheet = desk.get(f"{TEAM}{day.pk}/feuille/").content.decode()
    desk.post(page, {"came": str(cast.mentor.pk)})
    desk.post(page, {"came": str(cast.mentor.pk)})
    Membership.objects.filter(person=cast.mentor).update(ends_at=day.starts_at - timedelta(hours=1))
    kept = [(row.person, row.attendance) for row in roll(day)]
    desk.post(page, {"was": str(cast.mentor.pk), "absent": "1"})

    row = Registration.objects.get(event=day)
    assert "Durand Mentor" in shown
    assert "Durand Mentor" in sheet
    assert kept == [(cast.mentor, "present")]
    assert (row.state, row.sequence, row.mode, row.attendance) == ("confirmed", 0, "in_person", "absent")
    assert "Durand Mentor" in desk.get(f"{TEAM}{day.pk}/").content.decode()


def test_who_had_given_a_seat_back_is_noted_all_the_same(cast, day, now):
    row = register_caller(
        actor=cast.coordinator,
        event_id=day.pk,
        caller=Caller("M", "D", "", "mentor@cast.example"),
        mode="in_person",
        now=now,
    )
    Registration.objects.filter(pk=row.pk).update(state="withdrawn", sequence=1)

    note_attendance(actor=cast.coordinator, event_id=day.pk, marks={cast.mentor.pk: "present"}, now=day.starts_at)

    row.refresh_from_db()
    assert (row.state, row.sequence, row.attendance) == ("confirmed", 2, "present")


def test_a_mark_for_somebody_who_is_not_on_the_roll_changes_nothing(cast, day, now):
    marks = {cast.stranger.pk: "present", 99_999: "absent", cast.mentor.pk: ""}

    assert note_attendance(actor=cast.coordinator, event_id=day.pk, marks=marks, now=day.starts_at) == 0
    assert not Registration.objects.filter(event=day).exists()


def test_the_branch_remembers_who_did_not_come_for_twelve_months(desk, cast, now):
    held(cast, now, 10, "absent")
    held(cast, now, 20, "present")
    held(cast, now, 30, "absent")
    held(cast, now, 40, "")
    held(cast, now, 366, "absent")
    held(cast, now, 15, "absent", branch="londres")
    event = add(cast, now, start="2026-11-24T10:30", end="2026-11-24T12:00")
    row = register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    register(actor=cast.other_mentor, event_id=event.pk, mode="in_person", now=now)

    found = remember([cast.mentor.pk, cast.other_mentor.pk], event, now)
    listed = desk.get(f"{TEAM}{event.pk}/presence/").content.decode().replace("\xa0", " ")
    page = desk.get(f"{TEAM}{event.pk}/inscription/{row.pk}/").content.decode().replace("\xa0", " ")

    assert (found[cast.mentor.pk].absent, found[cast.mentor.pk].noted) == (2, 3)
    assert cast.other_mentor.pk not in found
    assert listed.count("2 absences pour 3 rendez-vous") == 1
    assert "2 absences pour 3 rendez-vous" in page


def test_nobody_outside_the_team_reads_that_memory(cast, now, signed_in, clock):
    held(cast, now, 10, "absent")
    event = add(cast, now, start="2026-11-24T10:30", end="2026-11-24T12:00")
    register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)

    own = signed_in("mentor").get(f"/fr/agenda/{event.pk}/").content.decode()

    assert "absence" not in own
    assert signed_in("far_coordinator").get(f"{TEAM}{event.pk}/presence/").status_code == 404


def test_the_list_leaves_as_a_file_without_live_formulas_and_the_journal_says_so(desk, cast, now):
    event = add(cast, now, seats_in_person=2)
    caller = Caller("=HYPERLINK(1)", "@Évil", "+33353010000", "")
    register_caller(actor=cast.coordinator, event_id=event.pk, caller=caller, mode="in_person", now=now)
    for name in ("mentor", "other_mentor"):
        register(actor=cast.people[name], event_id=event.pk, mode="in_person", now=now, wait=True)

    answer = desk.post(f"{TEAM}{event.pk}/presence.csv")

    rows = read_table(decode(answer.content))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"].endswith(f'filename="2026-12-03-{event.pk}.csv"')
    assert rows[0][:2] == ["Nom", "Prénom"]
    assert rows[2][:2] == ["'@Évil", "'=HYPERLINK(1)"]
    assert [row[6] for row in rows[1:]] == ["place réservée", "place réservée", "sur la liste d’attente"]
    assert not any(cell[:1] in set("=+-@") for row in rows for cell in row if cell)
    assert Entry.objects.get(verb="attendance.exported").codes == {"people": 3}


def test_the_list_of_a_training_day_leaves_with_its_roster(desk, cast, day):
    rows = read_table(decode(desk.post(f"{TEAM}{day.pk}/presence.csv").content))

    assert [row[1] for row in rows[1:]] == ["Mentor"]


@pytest.mark.parametrize("who", ["mentor", "far_coordinator", "editor"])
def test_only_the_team_of_the_branch_notes_and_exports(cast, day, who, signed_in, clock):
    with pytest.raises(LifeRefusal):
        export_roll(actor=cast.people[who], event_id=day.pk, now=day.starts_at)
    with pytest.raises(LifeRefusal):
        note_attendance(actor=cast.people[who], event_id=day.pk, marks={cast.mentor.pk: "present"}, now=day.starts_at)

    assert signed_in(who).post(f"{TEAM}{day.pk}/presence.csv").status_code == 404


def test_the_list_asks_as_much_for_one_as_for_many(desk, cast, day, clock, django_assert_max_num_queries):
    clock.move_to(day.starts_at)

    def count(many):
        for number in range(many):
            join(cast, f"guest_{many}_{number}", day.starts_at - timedelta(days=1))
        with django_assert_max_num_queries(40) as counted:
            desk.get(f"{TEAM}{day.pk}/presence/")
        return len(counted)

    assert count(1) == count(3)
