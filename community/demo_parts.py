"""What stands beside some of the demo's messages, and what came of it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from community.actions.announcements import NewAnnouncement, confirm
from community.actions.polls import WALL, NewPoll, NewProposal, give, tell
from community.actions.posts import NewPart
from community.actions.questions import NewQuestion, settle
from community.models import Announcement, Poll, Post, Question
from hub.demo_world import World


def parts_for(extra: dict[str, Any], today: date) -> Sequence[NewPart]:
    """The parts of a message, as its content says."""
    found: list[NewPart] = []
    if "poll" in extra:
        title, dates, _votes = extra["poll"]
        walls = [datetime.combine(today + timedelta(days=days), time.fromisoformat(at)) for days, at in dates]
        found.append(NewPoll(starts=tuple(wall.strftime(WALL) for wall in walls), title=title))
    if "proposal" in extra:
        answers, _votes = extra["proposal"]
        found.append(NewProposal(answers=tuple(answers)))
    if "question" in extra:
        found.append(NewQuestion())
    if "announcement" in extra:
        found.append(NewAnnouncement(asks=True))
    return found


def follow_up(world: World, post: Post, extra: dict[str, Any], at: datetime) -> None:
    """A step: what others did with it."""
    if "poll" in extra or "proposal" in extra:
        poll = Poll.objects.select_related("post__room").get(post=post)
        votes = extra["poll"][2] if "poll" in extra else extra["proposal"][1]
        for option, emails in zip(poll.options.order_by("starts_at", "pk"), votes, strict=True):
            for email in emails:
                give(option, world.people[email], at)
                tell(poll, actor=world.people[email], now=at)
    if "announcement" in extra:
        announcement = Announcement.objects.select_related("post__room").get(post=post)
        for email in extra["announcement"]:
            confirm(announcement, world.people[email], at)
    if "answers" in extra and post.quote is not None:
        question = Question.objects.select_related("post__room", "post__author", "answer").get(post=post.quote)
        settle(question, post, actor=question.post.author, now=at)
