"""The community's nouns."""

from community.models.promotions import Membership, Promotion

__all__ = ["Membership", "Promotion"]
