"""Who may do what in a promotion and its room: pure predicates on rows read under the lock."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from community.models import Discussion, Post, Promotion, Room
from hub.models import Role
from hub.policies import branches_of_team

ROSTER_ROLES = (Role.Kind.REFERENT, Role.Kind.COORDINATOR)


def may_change_roster(person: Any, promotion: Promotion, now: datetime) -> bool:
    """Référents and coordinators of the branch, and administrators."""
    return promotion.branch_id in branches_of_team(person, on=timezone.localdate(now), kinds=ROSTER_ROLES)


def may_write_in(room: Room) -> bool:
    """Whoever reads a room may write in it, until it is archived."""
    return not room.is_archived


def may_change_post(person: Any, post: Post) -> bool:
    """One's own words, while they stand."""
    return post.author_id == person.pk and post.deleted_at is None


def may_rename(person: Any, discussion: Discussion) -> bool:
    """Whoever opened it; the room's first one keeps its name."""
    return bool(discussion.title) and discussion.opened_by_id == person.pk
