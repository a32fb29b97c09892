"""Which dates one asks for: branches, kinds, themes, languages, online, and a reminder; said in the address of a page or a calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import Interest, Reach, Theme
from events.models import CalendarLink, Event
from events.models.events import EventQuerySet
from hub.models import Branch
from hub.words import dates

NAMES = ("antenne", "genre", "theme", "langue")


def known(values: Iterable[str], among: Iterable[str]) -> tuple[str, ...]:
    """Those that exist, each once, in the order of the list: two who choose the same have the same address."""
    wanted = set(values)
    return tuple(one for one in among if one in wanted)


def alarm_in(data: QueryDict) -> int:
    """The minutes that were chosen; -1, which is none of the list, for anything else."""
    text = data.get("rappel", "")
    return int(text) if text in {str(value) for value in CalendarLink.Alarm.values} else -1


@dataclass(frozen=True)
class Chosen:
    """A choice among the dates one may see; where nothing is named, all of them."""

    branches: tuple[Branch, ...]
    kinds: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    online: bool
    # Whether something was asked for that does not exist.
    astray: bool = False
    # How many minutes before each date its calendar reminds; nought: never.
    alarm: int = 0

    @classmethod
    def read(cls, data: QueryDict, branches: Iterable[Branch]) -> "Chosen":
        """From the query string and all the branches there are; what does not exist is left out, and said."""
        asked = {name: {value for value in data.getlist(name) if value} for name in NAMES}
        found = tuple(one for one in branches if one.slug in asked["antenne"])
        kinds = known(asked["genre"], Event.Kind.values)
        themes = known(asked["theme"], Theme.values)
        languages = known(asked["langue"], dict(settings.LANGUAGES))
        alarm = alarm_in(data) if data.get("rappel") else 0
        astray = sum(map(len, (found, kinds, themes, languages))) != sum(map(len, asked.values())) or alarm < 0
        return cls(found, kinds, themes, languages, data.get("ligne") == "1", astray, max(alarm, 0))

    @classmethod
    def of_interests(cls, reach: Reach) -> "Chosen":
        """What somebody looks for; one query."""
        found = set(reach.interests.values_list("kind", "value"))
        themes = known((one for kind, one in found if kind == Interest.Kind.THEME), Theme.values)
        languages = known((one for kind, one in found if kind == Interest.Kind.LANGUAGE), dict(settings.LANGUAGES))
        return cls((), (), themes, languages, online=False)

    def narrow(self, events: EventQuerySet) -> EventQuerySet:
        """The events that match."""
        if self.branches:
            events = events.of_branches(*(one.pk for one in self.branches))
        if self.kinds:
            events = events.of_kind(*self.kinds)
        if self.themes:
            events = events.filter(theme__in=self.themes)
        if self.languages:
            events = events.spoken(*self.languages)
        return events.exclude(mode=Event.Mode.IN_PERSON) if self.online else events

    @property
    def query(self) -> str:
        """The choice as a query string, empty for everything."""
        wish: list[tuple[str, Any]] = [("antenne", one.slug) for one in self.branches]
        wish += [("genre", one) for one in self.kinds] + [("theme", one) for one in self.themes]
        wish += [("langue", one) for one in self.languages]
        wish += [("ligne", 1)] * self.online
        return urlencode(wish + [("rappel", self.alarm)] * bool(self.alarm))

    def path(self, language: str) -> str:
        """The address of its calendar: the plain one where everything, or one branch, is chosen."""
        if not self.query:
            return reverse("events:feed", args=[language])
        if len(self.branches) == 1 and self.query == urlencode({"antenne": self.branches[0].slug}):
            return reverse("events:branch_feed", args=[language, self.branches[0].slug])
        return f"{reverse('events:chosen_feed', args=[language])}?{self.query}"

    def in_words(self, language: str) -> str:
        """What is chosen, for people, in the active language: "Lille et Paris, apéro, sur « Droits et papiers », en ligne"."""
        labels, tongues = dict(Event.Kind.choices), dict(settings.LANGUAGES)
        themes = [_("“%(quote)s”") % {"quote": Theme(one).label} for one in self.themes]
        about = dates.enumerate_words(themes, language)
        groups = [
            dates.enumerate_words([str(one) for one in self.branches], language),
            dates.enumerate_words([str(labels[Event.Kind(one)]) for one in self.kinds], language),
            _("about %(themes)s") % {"themes": about} if about else "",
            dates.enumerate_words([str(tongues[one]) for one in self.languages], language),
            _("online") if self.online else "",
        ]
        return ", ".join(filter(None, groups))
