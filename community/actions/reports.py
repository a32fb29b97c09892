"""Reports: a member tells the team about a message or a person, and the team says what it did."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from community.models import Membership, Post, Promotion, Report, Room
from community.policies import route_report
from community.text import LONGEST_NOTE, clean
from hub.actions.notify import notify, notify_all
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.limits import spend
from hub.models import Person

MOST, PER = 10, timedelta(hours=24)


class ReportRefusal(Refusal):
    """This cannot be reported, or not be handled by this person."""


def report_post(*, actor: Person, post_id: int, reason: str, words: str = "", now: datetime) -> Report:
    """Tells the team about somebody's message; while the first report is open, the same again changes nothing.

    Raises ReportRefusal, TextRefusal, or TooMany.
    """
    words = checked(reason, words)
    pace(actor, now)
    with write():
        room = lock_room(actor, Post.objects.filter(pk=post_id).values_list("room", flat=True).first(), now)
        post = Post.objects.get(pk=post_id)
        if post.deleted_at is not None:
            raise ReportRefusal("deleted", _("This message has been deleted."))
        if actor.pk in {post.author_id, post.written_by_id}:
            raise ReportRefusal("own", _("This message is your own: you can edit or delete it."))
        known = Report.objects.open().filter(reporter=actor, post=post).first()
        about = {"post": post, "person": post.author, "reason": reason, "words": words}
        return known or file_report(actor, room, {post.author_id, post.written_by_id}, about, now)


def report_person(
    *, actor: Person, promotion_id: int, person_id: int, reason: str, words: str = "", now: datetime
) -> Report:
    """Tells the team about somebody of one's promotion; as above."""
    words = checked(reason, words)
    pace(actor, now)
    with write():
        room_id = Promotion.objects.filter(pk=promotion_id).values_list("room", flat=True).first()
        room = lock_room(actor, room_id, now)
        if actor.pk == person_id:
            raise ReportRefusal("own", _("Please choose somebody else than yourself."))
        roster = (
            Membership.objects.current(now).filter(promotion=promotion_id, person=person_id).select_related("person")
        )
        membership = roster.order_by("pk").first()
        if membership is None:
            raise ReportRefusal("nobody", _("Please choose somebody of this promotion."))
        person = membership.person
        known = Report.objects.open().filter(reporter=actor, person=person, room=room, post=None).first()
        about = {"post": None, "person": person, "reason": reason, "words": words}
        return known or file_report(actor, room, {person.pk}, about, now)


def checked(reason: str, words: str) -> str:
    """The words as they are kept; raises ReportRefusal or TextRefusal."""
    if reason not in Report.Reason:
        raise ReportRefusal("reason", _("Please choose what it is about."))
    return clean(words, longest=LONGEST_NOTE) if words.strip() else ""


def pace(actor: Person, now: datetime) -> None:
    """Ten a day are more than anybody needs; raises TooMany."""
    message = _("You have told the team a lot today. Please call it, or come back tomorrow.")
    spend(f"report:{actor.pk}", limit=MOST, per=PER, now=now, message=message)


def lock_room(actor: Person, room_id: int | None, now: datetime) -> Room:
    """A step: a room that this person reads, locked; its posts go on meanwhile. Raises ReportRefusal."""
    require_write()
    rooms = Room.objects.visible_to(actor, now).filter(pk=room_id or 0)
    room = rooms.select_for_update(no_key=True).first()
    if room is None:
        raise ReportRefusal("not_found", _("This page does not exist, or is not open to you."))
    return room


def file_report(actor: Person, room: Room, concerned: set[int | None], about: dict[str, Any], now: datetime) -> Report:
    """A step, under the room's lock: keeps it, and tells the first level of the team that is not concerned."""
    require_write()
    without = {pk for pk in concerned if pk is not None}
    level, receivers = route_report(room, without | {actor.pk}, now)
    report = Report.objects.create(room=room, reporter=actor, level=level, created_at=now, **about)
    record(actor, "report.filed", report, reason=report.reason, level=level)
    to = [(person, report.pk, f"report.filed:{report.pk}:{person.pk}") for person in receivers]
    notify_all(to=to, kind="report.filed", now=now)
    return report


def handle_report(*, actor: Person, report_id: int, outcome: str, note: str = "", now: datetime) -> Report:
    """Says what was done, and tells the reporter that it was; handled already, it stays as it was.

    Raises ReportRefusal or TextRefusal.
    """
    if outcome not in Report.Outcome:
        raise ReportRefusal("outcome", _("Please choose what was done."))
    note = clean(note, longest=LONGEST_NOTE) if note.strip() else ""
    with write():
        room_id = Report.objects.filter(pk=report_id).values_list("room", flat=True).first()
        Room.objects.select_for_update(no_key=True).filter(pk=room_id or 0).first()
        report = Report.objects.visible_to(actor, now).select_related("reporter").filter(pk=report_id).first()
        if report is None:
            raise ReportRefusal("not_found", _("This page does not exist, or is not open to you."))
        if report.handled_at is not None:
            return report
        report.handled_at, report.handled_by, report.outcome, report.note = now, actor, outcome, note
        report.save(update_fields=["handled_at", "handled_by", "outcome", "note"])
        record(actor, "report.handled", report, outcome=outcome)
        if report.reporter is not None:
            key = f"report.handled:{report.pk}"
            notify(person=report.reporter, kind="report.handled", target_id=report.pk, key=key, now=now)
    return report
