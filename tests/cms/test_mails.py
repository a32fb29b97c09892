"""Every mail that an applicant can get: a name, a number and what comes next, as text and as HTML, in three languages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.mail.message import EmailMultiAlternatives
from django.db import transaction

from cms.actions.apply import apply
from cms.links import status_url
from cms.models import Alert, Application, Draft, Interview, Letter, Message, Newsletter, Subscription, Transition
from events.models import Event, Registration
from hub.actions.deliver import kinds, write_message
from hub.models import Notice, Person
from tests.cast import NOW, Cast

THEN = {"fr": "Et ensuite\xa0?", "nl": "En daarna?", "en": "And then?"}
HELLO = {"fr": "Bonjour", "nl": "Dag", "en": "Hello"}
# Other kinds go to the team, or to whoever has an account already.
TO_OTHERS = {
    "interview.host_booked", "interview.host_freed", "message.to_team",
    "newsletter.trial", "review.asked", "review.approved", "review.returned", "review.remarks", "review.held", "signin.code", "community.reminder", "community.mention", "report.filed", "report.handled", "export.ready", "member.left", "member.removed", "member.term", "absence.stand_in", "absence.stood_in", "promotion.archived",
    "archive.taken_over", "event.series", "event.proposed", "event.proposal_answered", "event.invited", "event.parted",
    "training.changed", "training.reminder", "training.left", "question.waits",
}  # fmt: skip

# A mail of these leads to where a date or an hour is chosen.
LEAD_ON = {
    "event.registered", "event.reminder", "event.changed", "event.withdrawn", "event.waiting", "event.offered",
    "event.offer_ended", "application.received", "application.change_asked", "application.place_kept",
    "application.missed", "application.interview", "interview.booked", "interview.reminder", "interview.freed",
}  # fmt: skip


@dataclass
class Stage:
    """One applicant with a seat, and what mails about them may speak of."""

    cast: Cast
    one: Application

    def be(self, state: str = "", **fields) -> int:
        """Puts the application into a state; its key."""
        number = {"queue_number": 1} if state == "waiting_list" else {}
        Application.objects.update(**({"state": state} if state else {}), **number, **fields)
        return self.one.pk

    def seat(self, **fields) -> int:
        """Changes the seat; its key."""
        Registration.objects.update(**fields)
        return self.one.registration_id

    def meet(self, state: str = "interview_proposed", *, hold: bool = True) -> tuple[int, dict]:
        """An hour with the référent; what notices say of it."""
        begins, facts = NOW + timedelta(days=6), {"zone": "Europe/Paris", "mode": "phone", "created_at": NOW}
        walls = {"wall_start": "2026-11-30T10:00", "wall_end": "2026-11-30T11:00", "modified_at": NOW}
        hour = Interview.objects.create(
            branch=self.cast.branches["lille"], host=self.cast.referent,
            starts_at=begins, ends_at=begins + timedelta(hours=1), **facts, **walls,
        )  # fmt: skip
        self.be(state, interview=hour if hold else None)
        return hour.pk, {"application": self.one.pk, "sequence": 0}

    def decide(self, state: str) -> tuple[int, dict]:
        """What the team decided."""
        self.be(state)
        move = Transition.objects.create(application=self.one, before="interview_done", after=state, at=NOW, why="test")
        return self.one.pk, {"move": move.pk}


def cancelled(stage: Stage) -> tuple[int, dict]:
    """The session does not take place, and the application waits for the team."""
    Event.objects.filter(pk=stage.cast.sessions[0].pk).update(status="cancelled")
    stage.be("received")
    return stage.seat(), {"sequence": stage.cast.sessions[0].sequence}


def moved(stage: Stage) -> tuple[int, dict]:
    """Another date was chosen: the old seat is given back, the new one stands."""
    old = stage.seat(state="withdrawn")
    new = Registration.objects.create(
        event=stage.cast.sessions[1], person=stage.one.person, mode="online", created_at=NOW, modified_at=NOW
    )
    stage.be(registration=new)
    return old, {}


def called_off(stage: Stage) -> int:
    """The call is cancelled."""
    stage.cast.call.__class__.objects.update(cancelled_at=NOW)
    return stage.be()


def asked(stage: Stage) -> Alert:
    """Wants to be told."""
    return Alert.objects.create(
        branch=stage.cast.branches["lille"], person=stage.one.person, email_key="x", created_at=NOW
    )


def subscribed(stage: Stage, confirmed_at: datetime | None = None) -> Subscription:
    """Wants the newsletter."""
    facts = {"email_key": "x", "created_at": NOW, "confirmed_at": confirmed_at}
    return Subscription.objects.create(branch=stage.cast.branches["lille"], person=stage.one.person, **facts)


def newsletter(stage: Stage) -> tuple[int, dict]:
    """The branch has sent its newsletter."""
    words = {"subject": {"fr": "Des nouvelles"}, "words": {"fr": "Nous déménageons."}, "at": NOW}
    sent = Newsletter.objects.create(branch=stage.cast.branches["lille"], **words)
    return subscribed(stage, NOW).pk, {"newsletter": sent.pk}


def written(stage: Stage) -> int:
    """The team has written."""
    facts = {"from_team": True, "author": stage.cast.coordinator, "words": "Bonne nouvelle.", "at": NOW}
    return Message.objects.create(application=stage.one, **facts).pk


def lettered(stage: Stage) -> tuple[int, dict]:
    """A letter to everybody at a step."""
    words = {"subject": "Une nouvelle", "words": "Nous déménageons.", "at": NOW, "step": "session"}
    return stage.be(), {"letter": Letter.objects.create(call=stage.cast.call, **words).pk}


LATER, WAITS = NOW + timedelta(days=3), {"state": "waiting", "queue_number": 1}
WISHES = {"wish": "online", "queue_number": 1}
# (kind, what has happened): an answer is the key the notice speaks of, with the facts it carries where it has any.
MAILS = [
    ("event.registered", lambda stage: stage.seat()),
    ("event.registered", lambda stage: stage.seat(mode="online")),
    ("event.reminder", lambda stage: (stage.seat(), {"starts_at": stage.cast.sessions[0].starts_at.isoformat()})),
    ("event.changed", lambda stage: (stage.seat(), {"sequence": stage.cast.sessions[0].sequence})),
    ("event.changed", cancelled),
    ("event.withdrawn", lambda stage: (stage.be("received"), {}) and stage.seat(state="withdrawn")),
    ("event.withdrawn", lambda stage: (stage.be("withdrawn"), {}) and stage.seat(state="withdrawn")),
    ("event.withdrawn", moved),
    ("event.waiting", lambda stage: stage.seat(**WAITS)),
    ("event.waiting", lambda stage: stage.be("received") and stage.seat(**WAITS)),
    ("event.waiting", lambda stage: stage.seat(**WISHES)),
    ("event.offered", lambda stage: stage.seat(state="offered", queue_number=1, offered_until=LATER)),
    ("event.offered", lambda stage: stage.be("received") and stage.seat(
        state="offered", queue_number=1, offered_until=LATER)),
    ("event.offered", lambda stage: stage.seat(**WISHES, offered_until=LATER)),
    ("event.offer_ended", lambda stage: (stage.seat(), {"way": "online"})),
    ("event.offer_ended", lambda stage: stage.be("received") and stage.seat(state="withdrawn")),
    ("application.received", lambda stage: stage.be("received")),
    ("application.received", lambda stage: stage.be("waiting_list")),
    ("application.change_asked", lambda stage: stage.be()),
    ("application.change_asked", lambda stage: stage.be("accepted")),
    ("application.offered", lambda stage: stage.be("waiting_list", offered_until=LATER)),
    ("application.offer_ended", lambda stage: stage.be("withdrawn")),
    ("application.place_kept", lambda stage: stage.be("received", place_kept=True)),
    ("application.place_kept", lambda stage: stage.be("accepted", place_kept=True)),
    ("application.missed", lambda stage: stage.be("absent")),
    ("application.call_cancelled", called_off),
    ("application.interview", lambda stage: stage.be("interview_proposed")),
    ("application.interview", lambda stage: stage.meet(hold=False)[0] and stage.be()),
    ("interview.booked", Stage.meet),
    ("interview.reminder", Stage.meet),
    ("interview.freed", lambda stage: stage.meet(hold=False)),
    ("interview.freed", lambda stage: stage.meet("withdrawn", hold=False)),
    ("message.to_applicant", written),
    ("alert.confirm", lambda stage: asked(stage).pk),
    ("newsletter.confirm", lambda stage: subscribed(stage).pk),
    ("newsletter.letter", newsletter),
    ("alert.opened", lambda stage: (asked(stage).pk, {"call": stage.cast.call.pk})),
    ("draft.saved", lambda stage: Draft.objects.create(
        call=stage.cast.call, person=stage.one.person, created_at=NOW).pk),
    ("application.decided", lambda stage: stage.decide("accepted")),
    ("application.decided", lambda stage: stage.decide("waiting_list")),
    ("application.decided", lambda stage: stage.decide("redirected")),
    ("application.confirmed", lambda stage: stage.be("training_confirmed")),
    ("application.letter", lettered),
]  # fmt: skip


def lines_of(message: EmailMultiAlternatives) -> dict[str, list[str]]:
    """{part: its lines} of the two parts that people read."""
    html = BeautifulSoup(message.alternatives[0].content, "html.parser")
    assert html.html["lang"]
    shown = [re.sub(r"\s*\n\s*", " ", line) for line in html.body.get_text("\n", strip=True).splitlines()]
    return {"text": message.body.splitlines(), "html": shown}


@pytest.fixture
def stage(clock, cast, now, answers) -> Stage:
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    return Stage(cast, Application.objects.get())


def tell(
    stage: Stage, kind: str, happens: Callable, *, cancels: bool = False
) -> tuple[EmailMultiAlternatives | None, object]:
    """The mail about what has happened, `cancels` where the call was cancelled since, and what it speaks of."""
    with transaction.atomic():
        found = happens(stage)
        target, facts = found if isinstance(found, tuple) else (found, {})
        if cancels:
            called_off(stage)
        person = Person.objects.get(pk=stage.one.person_id)
        message = write_message(Notice(kind=kind, person=person, target_id=target, facts=facts))
        transaction.set_rollback(True)
    return message, facts or target


def test_no_kind_of_mail_is_forgotten():
    told = {kind for kind, _what in MAILS}

    assert set(kinds()) - told - TO_OTHERS == set()
    assert (told | TO_OTHERS) - set(kinds()) == set()


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_each_mail_has_a_name_a_number_and_what_comes_next(stage, language):
    Person.objects.filter(pk=stage.one.person_id).update(language=language)
    missing = []

    for kind, happens in MAILS:
        message, about = tell(stage, kind, happens)
        missing += [f"{kind} ({about}): {what}" for what in lacks(message, language, kind)]

    assert missing == []


def test_no_mail_leads_to_a_date_or_an_hour_of_a_call_that_was_cancelled_meanwhile(stage):
    ways = [status_url(stage.one, page) for page in ("session", "interview")]

    def leading(*, cancels: bool):
        """The kinds of which a mail leads to where one chooses."""
        for kind, happens in MAILS:
            message, _about = tell(stage, kind, happens, cancels=cancels)
            words = "" if message is None else message.body + message.alternatives[0].content
            if any(way in words for way in ways):
                yield kind

    assert set(leading(cancels=False)) == LEAD_ON
    assert set(leading(cancels=True)) == set()


def lacks(message: EmailMultiAlternatives | None, language: str, kind: str) -> Iterator[str]:
    """What a mail wants, in words; nothing where it is whole."""
    if message is None or message.alternatives[0].mimetype != "text/html":
        yield "is not written, or not in both parts"
        return
    for part, lines in lines_of(message).items():
        whole = " ".join(lines).replace("\xa0", " ")
        after = lines[lines.index(THEN[language]) + 1] if THEN[language] in lines else ""
        rules = {
            "greeting": HELLO[language] in whole,
            "first name": kind != "newsletter.letter" or f"{HELLO[language]} Élodie," in whole,
            "name": re.search(r"(Referent|Coordinator) Durand, Lille, Le Banc", whole),
            "number": "03 53 01 00 01" in whole,
            "next step": len(after) > 12,
            "subject": message.subject,
            "spare lines": "\n\n\n" not in message.body,
        }
        yield from (f"{what} in {part}" for what, holds in rules.items() if not holds)
    if "tel:+33353010001" not in message.alternatives[0].content:
        yield "a number to press"
