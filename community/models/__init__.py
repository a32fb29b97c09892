"""The community's nouns."""

from community.models.announcements import Acknowledgement, Announcement
from community.models.archives import Archive, ArchivedAuthor, ArchivedMessage
from community.models.audiences import (
    NAMING,
    STAGES,
    Audience,
    Further,
    Reach,
    one_audience,
    reach_of,
    reach_of_each,
    stage_within_named,
)
from community.models.drafts import Draft
from community.models.exports import Export
from community.models.guard import GuardCount, KnownName
from community.models.home import Absence, Offer
from community.models.invitations import Invitation, Knock
from community.models.journeys import Delay, Journey, JourneyMove, Stage
from community.models.ladder import Ladder, Rung, Step, Told
from community.models.mentions import Mention
from community.models.moderation import Hiding, Report
from community.models.owners import RoomOwner, room_owners
from community.models.polls import Poll, PollOption, Stance, Vote
from community.models.promotions import Membership, Promotion
from community.models.questions import Question
from community.models.rooms import Carried, Discussion, HideReason, Post, Reaction, Read, Room
from community.models.themes import Interest, Theme
from community.models.uploads import Piece, Upload

__all__ = [
    "NAMING",
    "STAGES",
    "Absence",
    "Acknowledgement",
    "Announcement",
    "Archive",
    "ArchivedAuthor",
    "ArchivedMessage",
    "Audience",
    "Carried",
    "Delay",
    "Discussion",
    "Draft",
    "Export",
    "Further",
    "GuardCount",
    "HideReason",
    "Hiding",
    "Interest",
    "Invitation",
    "Journey",
    "JourneyMove",
    "Knock",
    "KnownName",
    "Ladder",
    "Membership",
    "Mention",
    "Offer",
    "Piece",
    "Poll",
    "PollOption",
    "Post",
    "Promotion",
    "Question",
    "Reach",
    "Reaction",
    "Read",
    "Report",
    "Room",
    "RoomOwner",
    "Rung",
    "Stage",
    "Stance",
    "Step",
    "Theme",
    "Told",
    "Upload",
    "Vote",
    "one_audience",
    "reach_of",
    "reach_of_each",
    "room_owners",
    "stage_within_named",
]
