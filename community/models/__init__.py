"""The community's nouns."""

from community.models.audiences import Audience, Reach, reach_of
from community.models.invitations import Invitation, Knock
from community.models.moderation import Hiding
from community.models.promotions import Membership, Promotion
from community.models.rooms import Discussion, HideReason, Post, Reaction, Read, Room

__all__ = [
    "Audience",
    "Discussion",
    "HideReason",
    "Hiding",
    "Invitation",
    "Knock",
    "Membership",
    "Post",
    "Promotion",
    "Reach",
    "Reaction",
    "Read",
    "Room",
    "reach_of",
]
