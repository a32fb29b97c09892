"""New pages, in one go: a draft in each language, with words to keep and instructions for the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from cms.actions.editors import branch_group, give_pages
from cms.editing import branches_of_editor, edits_everything
from cms.models import ResourcePage
from cms.starters.pages import KINDS, Kind, page_words
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Branch, Person


class StartingRefusal(Refusal):
    """Pages are begun by editors of the whole site, those of a branch by its editors too; some only once."""


@dataclass(frozen=True)
class NewPages:
    """What an editor chooses: the word of the kind, and what that kind asks for."""

    kind: str
    title: str = ""
    theme: str = ""
    branch_id: int | None = None


def start_pages(*, actor: Person, chosen: NewPages, now: datetime) -> list[Page]:
    """The drafts, French first; raises StartingRefusal for another's branch, or where there is such a page already."""
    kind = KINDS[chosen.kind]
    with write():
        branch = Branch.objects.select_for_update().filter(pk=chosen.branch_id or 0).first()
        own = kind.of_a_branch and branch is not None and branch.pk in branches_of_editor(actor, now)
        if not own and not edits_everything(actor, now):
            raise StartingRefusal("branch", _("You do not look after the pages of this branch."))
        # The page at the top of a language is the one above all others: two who begin at once wait for each other.
        above = list(kind.above.objects.select_for_update(of=("self",)).select_related("locale").order_by("pk"))
        refuse_second(kind, branch)
        pages = add_drafts(above, maker_of(chosen, branch, actor, above, now), actor)
        if not pages:
            raise StartingRefusal("above", _("There is no place for this page yet: make the page above it first."))
        if branch is not None:
            give_pages([branch_group(branch.slug)])
        record(actor, "pages.started", pages[0], kind=chosen.kind)
    return pages


def refuse_second(kind: Kind, branch: Branch | None) -> None:
    """A step: raises StartingRefusal where there is one already of a kind of which there is one."""
    there = kind.model.objects.filter(branch=branch) if kind.of_a_branch else kind.model.objects.all()
    found = there.order_by("pk").first() if kind.lone else None
    if found is not None:
        text = _("There is such a page already, “%(title)s”: change that one, or translate it.")
        raise StartingRefusal("lone", text % {"title": found.title})


def maker_of(
    chosen: NewPages, branch: Branch | None, actor: Person, above: Iterable[Page], now: datetime
) -> Callable[[str], Page]:
    """make(code): the page in this language, which stands nowhere yet."""
    kind, today = KINDS[chosen.kind], timezone.localdate(now)
    place = chosen.title or (branch.slug if branch else chosen.kind)
    facts: dict[str, Any] = {"slug": free_slug(slugify(place) or chosen.kind, above)}
    if kind.of_a_branch:
        facts["branch"] = branch
    if kind.model is ResourcePage:
        facts |= {"theme": chosen.theme, "keeper": actor, "reviewed_on": today}

    def make(code: str) -> Page:
        return kind.model(**page_words(chosen.kind, code, title=chosen.title, city=str(branch or "")), **facts)

    return make


def add_drafts(above: Iterable[Page], make: Callable[[str], Page], actor: Person) -> list[Page]:
    """A step: a draft below each of these pages, one per language, all translations of the French one, which comes first."""
    require_write()
    pages: list[Page] = []
    for parent in sorted(above, key=lambda one: one.locale.language_code != "fr"):
        code = parent.locale.language_code
        with override(code):
            page = make(code)
        page.locale, page.live, page.owner = parent.locale, False, actor
        if pages:
            page.translation_key = pages[0].translation_key
        parent.add_child(instance=page)
        page.save_revision(user=actor)
        pages.append(page)
    return pages


def free_slug(wanted: str, above: Iterable[Page]) -> str:
    """The address, or with a number where another page below one of these has it."""
    taken: set[str] = set()
    for parent in above:
        taken |= set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
