"""What stands beside the words of messages in a copy: photos and files, polls, questions, announcements."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.text import slugify

from community.models import Announcement, Poll, PollOption, Post, Question, Upload, Vote
from hub.models import Person
from hub.papers import ending

LONGEST_STEM = 40


@dataclass
class Kept:
    """A photo or file: where it lies in the zip, empty where the storage has lost it."""

    upload: Upload
    path: str

    @property
    def as_json(self) -> dict[str, Any]:
        """For programs."""
        one = self.upload
        size = {"width": one.width, "height": one.height} if one.is_photo else {}
        facts = {"kind": one.kind, "name": one.name, "alt": one.alt, "media_type": one.media_type, "size": one.size}
        return {"path": self.path or None, **facts, **size}


@dataclass(frozen=True)
class Asked:
    """One date of a poll, on the wall where it takes place, or one answer in words, and who chose it, as peers see them."""

    option: PollOption
    at: datetime | None
    names: list[str]
    chosen: bool

    @property
    def as_json(self) -> dict[str, Any]:
        """For programs."""
        facts = {"start": self.at.isoformat()} if self.at else {"start": None, "text": self.option.label}
        return {**facts, "people": self.names, "chosen": self.chosen}


@dataclass
class Beside:
    """All that stands beside one message."""

    files: list[Kept] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    is_question: bool = False
    # The numbers of the message that was accepted as its answer, and of the questions that it answers itself.
    answer: int = 0
    answered: list[int] = field(default_factory=list)
    is_announcement: bool = False

    @property
    def photos(self) -> list[Kept]:
        """Those that are shown as pictures."""
        return [one for one in self.files if one.upload.is_photo]

    @property
    def papers(self) -> list[Kept]:
        """All others."""
        return [one for one in self.files if not one.upload.is_photo]


def path_in(upload: Upload, seq: int) -> str:
    """A name that every system takes: the message's number, its place there, and the letters of its own name."""
    folder, suffix = ("photos", "jpg") if upload.is_photo else ("files", ending(upload.name) or "bin")
    stem = slugify(upload.name.rpartition(".")[0] or upload.name)[:LONGEST_STEM].strip("-_")
    return f"{folder}/{seq:05}-{upload.place + 1}{'-' if stem else ''}{stem}.{suffix}"


def read_beside(posts: Sequence[Post], person: Person, readable: set[int], now: datetime) -> dict[int, Beside]:
    """{post: what stands beside it} of these, as this person may read it; six queries at most, none where nothing does."""
    with_more = {post.pk: post for post in posts if post.more}
    found: dict[int, Beside] = defaultdict(Beside)
    if not with_more:
        return found
    for upload in Upload.objects.visible_to(person, now).filter(post__in=with_more).in_order():
        key = upload.post_id or 0
        found[key].files.append(Kept(upload, path_in(upload, with_more[key].seq)))
    add_questions(found, with_more, readable)
    for key in Announcement.objects.filter(post__in=with_more).values_list("post", flat=True):
        found[key].is_announcement = True
    for key, asked in read_polls(list(with_more)).items():
        found[key].asked = asked
    return found


def add_questions(found: dict[int, Beside], posts: Collection[int], readable: set[int]) -> None:
    """Which of these ask, and which answer; one query."""
    asked = Q(post__in=posts) | Q(answer__in=posts)
    for question in Question.objects.filter(asked).select_related("post", "answer").order_by("pk"):
        post, answer = question.post, question.answer if question.answer_id in readable else None
        if post.pk in posts:
            found[post.pk].is_question, found[post.pk].answer = True, answer.seq if answer else 0
        if answer is not None and answer.pk in posts and post.pk in readable:
            found[answer.pk].answered.append(post.seq)


def read_polls(posts: list[int]) -> dict[int, list[Asked]]:
    """{post: its dates, the soonest first, or its answers in their order}; three queries, one where there is no poll."""
    polls = Poll.objects.filter(post__in=posts).in_bulk()
    options = list(PollOption.objects.filter(poll__in=polls).order_by("starts_at", "pk")) if polls else []
    names = defaultdict(list)
    for vote in Vote.objects.filter(option__in=options).select_related("person").order_by("pk") if options else []:
        names[vote.option_id].append(vote.person.peer_name)
    found: dict[int, list[Asked]] = defaultdict(list)
    for option in options:
        poll = option.poll = polls[option.poll_id]
        at = option.start if option.starts_at else None
        found[poll.post_id].append(Asked(option, at, names[option.pk], chosen=option.pk == poll.chosen_id))
    return found
