"""What the community can be searched for: the messages one may read, and no word of any other."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import Announcement, ArchivedAuthor, ArchivedMessage, Poll, Post, Question, Room, Upload
from community.room_owners import Host, hosts_of
from hub.models import Person
from hub.search.ask import Asked, Hit, Matches
from hub.search.excerpt import excerpt
from hub.search.fold import fold

DAY = timedelta(days=1)


def posts(person: Person, asked: Asked, now: datetime) -> Matches | None:
    """`search_sources`: the messages of one's rooms."""
    rows = Post.objects.readable_by(person, now)
    if asked.author:
        rows = rows.filter(author__in=authors_called(asked.author, rows))
    if asked.promotion:
        rows = rows.filter(room__promotion=asked.promotion)
    if asked.discussion:
        rows = rows.filter(discussion=asked.discussion)
    rows = asked.in_words(rows.filter(within(asked, person, now, column="created_at", room="room")))
    return Matches(rows.annotate(at=F("created_at")), partial(show_posts, asked))


def authors_called(name: str, rows: QuerySet[Post]) -> list[int]:
    """Those who wrote one of these and whose name, as peers see it, answers: what is not shown cannot be guessed."""
    wrote = Person.objects.filter(Exists(rows.filter(author=OuterRef("pk"))))
    return [person.pk for person in wrote.only("first_name", "last_name") if answers_to(person.peer_name, name)]


def answers_to(shown: str, name: str) -> bool:
    """Whether each word of the name that is asked for begins one of the words shown."""
    words = fold(shown).split()
    return all(any(word.startswith(one) for word in words) for one in name.split())


def within(asked: Asked, person: Person, now: datetime, *, column: str, room: str) -> Q:
    """Between the two days, each as long as it is where the branch of the room is."""
    if asked.first is None and asked.last is None:
        return Q()
    seen = Room.objects.visible_to(person, now)
    either = Q(pk__in=[])
    for name in seen.order_by("branch__zone").values_list("branch__zone", flat=True).distinct():
        zone, bounds = ZoneInfo(name), {f"{room}__branch__zone": name}
        window: dict[str, Any] = dict(bounds)
        if asked.first is not None:
            window[f"{column}__gte"] = datetime.combine(asked.first, time(), zone)
        if asked.last is not None:
            window[f"{column}__lt"] = datetime.combine(asked.last + DAY, time(), zone)
        either |= Q(**window)
    return either


def show_posts(asked: Asked, keys: Iterable[int]) -> dict[int, Hit]:
    """The hits of a page; two queries, five more where something stands beside one of them."""
    rows = Post.objects.filter(pk__in=list(keys)).select_related("author", "discussion", "room__branch")
    found = list(rows)
    notes, hosts = notes_of([post.pk for post in found if post.more]), hosts_of(post.room_id for post in found)
    return {post.pk: show_post(asked, post, hosts[post.room_id], ", ".join(notes[post.pk])) for post in found}


def notes_of(posts: list[int]) -> dict[int, list[str]]:
    """{post: what it is beside a text}: an announcement, a question, an accepted answer, a poll, photos, files."""
    notes: dict[int, list[str]] = defaultdict(list)
    if not posts:
        return notes
    for words, rows in (
        (_("Announcement"), Announcement.objects.filter(post__in=posts).values_list("post", flat=True)),
        (_("Question"), Question.objects.filter(post__in=posts).values_list("post", flat=True)),
        (_("Accepted answer"), Question.objects.standing().filter(answer__in=posts).values_list("answer", flat=True)),
    ):
        for key in set(rows):
            notes[key or 0].append(words)
    polls = Poll.objects.filter(post__in=posts).annotate(last=Max("options__starts_at"))
    for key, dated in polls.values_list("post", "last"):
        notes[key].append(_("Poll about dates") if dated else _("Poll"))
    for upload in Upload.objects.standing().filter(post__in=posts).in_order():
        notes[upload.post_id or 0].append(
            (upload.alt or _("Photo without description")) if upload.is_photo else upload.name
        )
    return notes


def show_post(asked: Asked, post: Post, host: Host, note: str = "") -> Hit:
    """A message: where it stands, who wrote it, and what of it was asked for."""
    return Hit(
        url=reverse("community:message", args=[post.room_id, post.pk]),
        place=f"{host.title}, {post.discussion}",
        at=post.created_at.astimezone(ZoneInfo(post.room.branch.zone)),
        author=post.author.peer_name if post.author else _("Former member"),
        note=note,
        pieces=excerpt(post.body, asked.words, asked.phrases),
    )


def archived(person: Person, asked: Asked, now: datetime) -> Matches | None:
    """`search_sources`: what was said before, in conversations that were taken over."""
    if asked.discussion:
        return None
    rows = ArchivedMessage.objects.readable_by(person, now)
    if asked.author:
        wrote = ArchivedAuthor.objects.filter(Exists(rows.filter(author=OuterRef("pk")))).select_related("person")
        rows = rows.filter(author__in=[one.pk for one in wrote if answers_to(one.name, asked.author)])
    if asked.promotion:
        rows = rows.filter(archive__room__promotion=asked.promotion)
    rows = asked.in_words(rows.filter(within(asked, person, now, column="at", room="archive__room")))
    return Matches(rows, partial(show_archived, asked))


def show_archived(asked: Asked, keys: Iterable[int]) -> dict[int, Hit]:
    """The hits of a page; one query."""
    rows = ArchivedMessage.objects.filter(pk__in=list(keys))
    rows = rows.select_related("author__person", "archive__room__promotion__branch")
    return {one.pk: show_one_archived(asked, one) for one in rows}


def show_one_archived(asked: Asked, one: ArchivedMessage) -> Hit:
    """A message of before, on the page where it stands."""
    promotion = one.archive.room.promotion
    return Hit(
        url=f"{reverse('community:before', args=[promotion.room_id])}?message={one.pk}#a{one.pk}",
        place=f"{promotion.title}, {_('Before')}",
        at=one.at.astimezone(ZoneInfo(promotion.branch.zone)),
        author=one.author.name,
        note=_("from WhatsApp"),
        pieces=excerpt(one.body, asked.words, asked.phrases),
    )
