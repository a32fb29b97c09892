"""The hub's nouns: people, branches, roles, notices, the journal, the counters of limits and the live log."""

from hub.models.branches import Branch
from hub.models.journal import Entry
from hub.models.limits import Attempt
from hub.models.live import Command, LogEvent, Topic
from hub.models.notices import Notice
from hub.models.people import Person, Role

__all__ = ["Attempt", "Branch", "Command", "Entry", "LogEvent", "Notice", "Person", "Role", "Topic"]
