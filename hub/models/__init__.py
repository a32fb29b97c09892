"""The hub's nouns: people, branches, roles, notices, the journal and the counters of limits."""

from hub.models.branches import Branch
from hub.models.journal import Entry
from hub.models.limits import Attempt
from hub.models.notices import Notice
from hub.models.people import Person, Role

__all__ = ["Attempt", "Branch", "Entry", "Notice", "Person", "Role"]
