"""The community's nouns."""

from community.models.promotions import Membership, Promotion
from community.models.rooms import Discussion, Post, Reaction, Read, Room

__all__ = ["Discussion", "Membership", "Post", "Promotion", "Reaction", "Read", "Room"]
