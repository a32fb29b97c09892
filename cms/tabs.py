"""The tabs of the team's list: which states each holds, and what each is called."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.models.applications import ENDED, State


@dataclass(frozen=True)
class Tab:
    """One tab: its word in the address, its name, its states; `due` where it holds what the team must do today."""

    word: str
    name: Any
    states: frozenset[str] = frozenset()
    due: bool = False

    @property
    def open_to_letters(self) -> bool:
        """Whether one writes to everybody there: not where it has ended."""
        return bool(self.states) and not self.states & ENDED


TODAY = Tab("aujourdhui", _("To do today"), due=True)
TABS = (
    TODAY,
    Tab("seance", _("Session"), frozenset({State.RECEIVED, State.SESSION_CHOSEN, State.ABSENT})),
    Tab("entretien", _("Interview"), frozenset({State.PRESENT, State.INTERVIEW_PROPOSED, State.INTERVIEW_DONE})),
    Tab("acceptes", _("Accepted"), frozenset({State.ACCEPTED})),
    Tab("attente", _("Waiting list"), frozenset({State.WAITING_LIST})),
    Tab("formation", _("Training confirmed"), frozenset({State.TRAINING_CONFIRMED})),
    Tab("termines", _("Ended"), frozenset({State.REDIRECTED, State.WITHDRAWN})),
)
BY_WORD = {tab.word: tab for tab in TABS}
