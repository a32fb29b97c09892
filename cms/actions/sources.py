"""Where applications come from: the team keeps a call's list, pages are counted by day, erased files as numbers."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.actions.steps import ApplicationRefusal, lock_call
from cms.funnel import APPLICATION_STEPS, reached
from cms.models import Application, Call, Erased, PageDay, Source
from cms.models.sources import GIVEN, LONGEST_WORD, known_source
from cms.policies import looks_after
from hub.db import require_write, write
from hub.journal import record
from hub.models import Person

# A call is heard of in so many ways at most; a page is counted so often in a day, whoever presses for more.
MOST = 20
MOST_A_DAY = 50_000


def lock_call_of(actor: Person, call_id: int, now: datetime) -> Call:
    """A step: locks the call; raises ApplicationRefusal for who does not look after its branch."""
    call = lock_call(call_id)
    if call.branch_id not in looks_after(actor, now):
        raise ApplicationRefusal("forbidden", _("Only the team of this branch handles this call."))
    return call


def word_of(name: str) -> str:
    """What an address carries of a name: as many of its words as there is room for."""
    word = slugify(name)
    if len(word) > LONGEST_WORD:
        word = word[: LONGEST_WORD + 1].rpartition("-")[0] or word[:LONGEST_WORD]
    return word.strip("-_")


def keep_source(*, actor: Person, call_id: int, name: str, now: datetime) -> Source:
    """A source by its name in plain words; one of before by the same word is open again. Raises ApplicationRefusal."""
    word = word_of(name)
    with write():
        call = lock_call_of(actor, call_id, now)
        if not word:
            raise ApplicationRefusal("name", _("Please write a name with letters or figures."))
        if word in GIVEN:
            raise ApplicationRefusal("name", _("Every call has this source already."))
        known = call.sources.filter(word=word).first()
        if known is None and call.sources.count() >= MOST:
            message = _("A call has %(most)s sources at most.") % {"most": MOST}
            raise ApplicationRefusal("many", message)
        source, _made = Source.objects.update_or_create(
            call=call, word=word, defaults={"name": name, "ended_at": None}, create_defaults={"name": name}
        )
        record(actor, "source.kept", source)
    return source


def end_source(*, actor: Person, call_id: int, source_id: int, now: datetime) -> None:
    """Its links count as none; what it has brought stays. Harmless when repeated. Raises ApplicationRefusal."""
    with write():
        call = lock_call_of(actor, call_id, now)
        for source in call.sources.open().filter(pk=source_id):
            source.ended_at = now
            source.save(update_fields=["ended_at"])
            record(actor, "source.ended", source)


def count_page(*, call_id: int, source: str, begun: bool, now: datetime) -> None:
    """One more in the number of the day; nothing where there is no such call."""
    field = "begun" if begun else "seen"
    with write():
        if not Call.objects.filter(pk=call_id).exists():
            return
        day, _made = PageDay.objects.get_or_create(
            call_id=call_id, source=known_source(call_id, source), day=timezone.localdate(now)
        )
        PageDay.objects.filter(pk=day.pk, **{f"{field}__lt": MOST_A_DAY}).update(**{field: F(field) + 1})


def count_erased(application: Application) -> None:
    """A step, before an application is erased: how far it came, as numbers that name nobody."""
    require_write()
    steps = {"applied", *reached(application.transitions.effective())}
    row, _made = Erased.objects.get_or_create(call_id=application.call_id, source=application.source)
    more = {step: F(step) + 1 for step in APPLICATION_STEPS if step in steps}
    Erased.objects.filter(pk=row.pk).update(**more)
