"""Takes a conversation over in two steps, gives it back when asked, and lets each author take back their own words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import IO
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from community.actions.archived_photos import hand_over, keep_box, photos_named, throw_away
from community.actions.uploads import let_go
from community.models import Archive, ArchivedAuthor, ArchivedMessage, Membership, Promotion, Upload
from community.policies import may_change_roster
from community.whatsapp.parse import Message, shown_name
from hub.actions.notify import notify
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.limits import digest_of
from hub.models import Person
from hub.search.fold import fold

BATCH = 2_000
DRAFTS_KEPT = timedelta(days=1)
SHORTEST_ANSWER = 10


class ArchiveRefusal(Refusal):
    """This archive is not taken over, changed or removed so."""


def lock_promotion(actor: Person, room_id: int, now: datetime) -> Promotion:
    """A step: locks the promotion whose room it is, and checks the right under the lock; raises ArchiveRefusal."""
    require_write()
    promotion = Promotion.objects.select_for_update().filter(room=room_id).first()
    if promotion is None or not may_change_roster(actor, promotion, now):
        raise ArchiveRefusal("forbidden", _("Only the team of this branch can take over a conversation."))
    return Promotion.objects.select_related("branch", "room").get(pk=promotion.pk)


def lay_out(
    *, actor: Person, room_id: int, messages: Sequence[Message], now: datetime, box: IO[bytes] | None = None
) -> Archive:
    """The dry run: a draft that only its author sees, in place of an older one. Raises ArchiveRefusal.

    `box` is a zip that holds photos: they come in the background. Messages are written in batches, each its own transaction, so that nobody else waits long.
    """
    with write():
        promotion = lock_promotion(actor, room_id, now)
        throw_away(Archive.objects.drafts().filter(room=room_id, by=actor), now=now)
        archive = Archive.objects.create(room_id=room_id, by=actor, uploaded_at=now)
        authors = add_authors(archive, messages)
    rows = rows_of(archive, authors, messages, ZoneInfo(promotion.branch.zone))
    for start in range(0, len(rows), BATCH):
        with write():
            ArchivedMessage.objects.bulk_create(rows[start : start + BATCH])
    photos = photos_named(messages) if box is not None else []
    if box is not None and photos:
        keep_box(archive, box, len(photos))
    return archive


def add_authors(archive: Archive, messages: Sequence[Message]) -> dict[str, ArchivedAuthor]:
    """A step: each author once, by the name in the file; two hidden numbers that end alike are told apart."""
    require_write()
    authors: dict[str, ArchivedAuthor] = {}
    taken: Counter[str] = Counter()
    for raw in dict.fromkeys(message.author for message in messages):
        label = shown_name(raw)
        taken[label] += 1
        label = f"{label} ({taken[label]})" if taken[label] > 1 else label
        authors[raw] = ArchivedAuthor.objects.create(archive=archive, label=label[:80])
    return authors


def rows_of(
    archive: Archive, authors: dict[str, ArchivedAuthor], messages: Iterable[Message], zone: ZoneInfo
) -> list[ArchivedMessage]:
    """The rows of a conversation, each with its mark: minute, author and text, and which one of several alike."""
    seen: Counter[str] = Counter()
    rows = []
    for message in messages:
        key = f"{message.at:%Y-%m-%dT%H:%M}|{message.author}|{message.media}|{message.text}"
        seen[key] += 1
        rows.append(
            ArchivedMessage(
                archive=archive,
                author=authors[message.author],
                at=message.at.replace(tzinfo=zone),
                body=message.text,
                words=fold(message.text),
                media=message.media,
                edited=message.edited,
                deleted=message.deleted,
                mark=digest_of(f"archived:{key}|{seen[key]}"),
            )
        )
    return rows


def known_in(archive: Archive) -> list[int]:
    """The messages of a draft that the room's archive holds already."""
    marks = ArchivedMessage.objects.filter(archive__in=Archive.objects.open().filter(room=archive.room_id))
    return list(archive.messages.filter(mark__in=marks.values("mark")).values_list("pk", flat=True))


def take_over(
    *, actor: Person, archive_id: int, members: dict[int, int], told_on: date, told_how: str, now: datetime
) -> Archive:
    """The draft becomes the room's to read, on a declared consent; {author: person}; each of them is told.

    What is there already is not taken twice. Harmless when repeated. Raises ArchiveRefusal.
    """
    if len(told_how.strip()) < SHORTEST_ANSWER:
        raise ArchiveRefusal("consent", _("Please write in a few words how the group was told."))
    with write():
        archive, promotion = enter(actor, archive_id, now)
        if archive.imported_at is not None:
            return archive
        if archive.by_id != actor.pk or told_on > now.date():
            raise ArchiveRefusal(
                "consent", _("Only whoever uploaded the conversation declares that the group was told.")
            )
        if archive.box:
            raise ArchiveRefusal("photos", _("The photos are still being prepared. Please try again in a minute."))
        known = known_in(archive)
        hand_over(known, archive, now=now)
        ArchivedMessage.objects.filter(pk__in=known).delete()
        archive.authors.filter(messages__isnull=True).delete()
        if not archive.messages.exists():
            raise ArchiveRefusal("known", _("All of this conversation is in the archive already."))
        archive.told_on, archive.told_how, archive.imported_at = told_on, told_how.strip()[:500], now
        archive.save(update_fields=["told_on", "told_how", "imported_at"])
        record(actor, "archive.taken_over", archive, messages=archive.messages.count())
        tell_members(actor, archive, promotion, members, now)
    return archive


def enter(actor: Person, archive_id: int, now: datetime) -> tuple[Archive, Promotion]:
    """A step: the archive, read again under its promotion's lock; raises ArchiveRefusal."""
    require_write()
    room_id = Archive.objects.filter(pk=archive_id).values_list("room", flat=True).first()
    promotion = lock_promotion(actor, room_id or 0, now)
    archive = Archive.objects.filter(pk=archive_id).first()
    if archive is None:
        raise ArchiveRefusal("not_found", _("This page does not exist, or is not open to you."))
    return archive, promotion


def tell_members(actor: Person, archive: Archive, promotion: Promotion, members: dict[int, int], now: datetime) -> None:
    """A step: who is who among the promotion's people, past ones too; each hears that their words are there."""
    require_write()
    people = Membership.objects.filter(promotion=promotion).values("person")
    known = Person.objects.filter(pk__in=people).in_bulk()
    for author in archive.authors.order_by("pk"):
        person = known.get(members.get(author.pk, 0))
        if person is None:
            continue
        author.person = person
        author.save(update_fields=["person"])
        if person.pk != actor.pk and person.is_active:
            key = f"archive.taken_over:{archive.pk}:{person.pk}"
            notify(person=person, kind="archive.taken_over", target_id=archive.pk, key=key, now=now)


def withdraw_author(*, actor: Person, author_id: int, now: datetime) -> None:
    """Takes back all that one author wrote in an archive: by the member themselves, or by the team for somebody.

    The text is gone from the database; the line stays, without it. Harmless when repeated. Raises ArchiveRefusal.
    """
    with write():
        author = ArchivedAuthor.objects.select_related("archive").filter(pk=author_id).first()
        if author is None:
            raise ArchiveRefusal("not_found", _("This page does not exist, or is not open to you."))
        if author.person_id != actor.pk:
            lock_promotion(actor, author.archive.room_id, now)
        take_words_out(author, actor=actor, now=now)


def take_words_out(author: ArchivedAuthor, *, actor: Person, now: datetime) -> None:
    """A step: nothing that this author wrote is left. Harmless when repeated."""
    require_write()
    if author.withdrawn_at is not None:
        return
    author.withdrawn_at = now
    author.save(update_fields=["withdrawn_at"])
    let_go(Upload.objects.filter(archived__author=author), now=now)
    author.messages.update(photo=None, body="", words="", media="", edited=False, deleted=False, withdrawn=True)
    record(actor, "archive.withdrawn", author.archive, author=author.pk)


def forget_author(room_id: int, person: Person, *, erase: bool, now: datetime) -> None:
    """A step: in the archives of a room nobody is told any more which words are theirs, or these go as well (`erase`)."""
    require_write()
    theirs = ArchivedAuthor.objects.filter(archive__room=room_id, person=person).select_related("archive")
    for author in theirs.order_by("pk"):
        if erase:
            take_words_out(author, actor=person, now=now)
        author.person, author.label = None, ""
        author.save(update_fields=["person", "label"])


def remove_archive(*, actor: Person, archive_id: int, now: datetime) -> None:
    """Undoes it all: a draft that is not wanted, or an archive that the room reads. Harmless when repeated."""
    with write():
        if not Archive.objects.filter(pk=archive_id).exists():
            return
        archive, _promotion = enter(actor, archive_id, now)
        record(actor, "archive.removed", archive)
        throw_away(Archive.objects.filter(pk=archive.pk), now=now)


def forget_drafts(*, now: datetime) -> int:
    """Throws away conversations that nobody declared a consent for within a day; answers how many."""
    old = Archive.objects.drafts().filter(uploaded_at__lt=now - DRAFTS_KEPT)
    keys = list(old.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with write():
            throw_away(Archive.objects.drafts().filter(pk=key), now=now)
    return len(keys)
