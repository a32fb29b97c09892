"""Polls: asked on a page of their own, for dates or for words, answered below their message, closed and reopened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.polls import answer_poll, close_poll, reopen_poll
from community.actions.posts import write_post
from community.actions.rooms import Written
from community.models import Poll, PollOption, Post, Room, Vote
from community.policies import may_close_poll, may_moderate, may_write_in
from community.poll_forms import AskForm, PollForm, ProposalForm
from community.views.listed import open_in
from community.views.posts import answer, answer_act, load_post
from community.views.rooms import load_room, promotion_of, shut
from community.views.shown import Viewer
from hub.answers import INVALID, UNTRIED, attempt, is_sure, keeps_draft, read_input, signed_in
from hub.live.commands import new_cid
from hub.panels import Panel
from hub.words.dates import enumerate_words


@dataclass(frozen=True)
class ShownOption:
    """One date of a poll, or one answer in words, as this person sees it."""

    option: PollOption
    words: str
    mine: bool
    open: bool
    count: int
    best: bool
    chosen: bool


def name_voters(votes: list[Vote], viewer: Viewer, *, dated: bool) -> str:
    """ "3 personnes peuvent : vous, Hélène M. et Paul V.", without “peuvent” for words; those who look come first."""
    if not votes:
        return _("Nobody yet")
    names = [vote.person.peer_name for vote in votes if vote.person_id != viewer.person.pk]
    if len(names) < len(votes):
        names.insert(0, _("you"))
    words = ngettext("%(count)s person: %(names)s", "%(count)s people: %(names)s", len(votes))
    if dated:
        words = ngettext("%(count)s person can: %(names)s", "%(count)s people can: %(names)s", len(votes))
    return words % {"count": len(votes), "names": enumerate_words(names, viewer.lang)}


def show_options(poll: Poll, options: list[PollOption], votes: list[Vote], viewer: Viewer) -> list[ShownOption]:
    """The dates or the answers of one poll in their order, each with who chose it."""
    by_option = {one.pk: [vote for vote in votes if vote.option_id == one.pk] for one in options}
    most = max((len(given) for given in by_option.values()), default=0)
    shown = []
    for one in options:
        one.poll = poll
        given = by_option[one.pk]
        shown.append(
            ShownOption(
                option=one,
                words=name_voters(given, viewer, dated=one.starts_at is not None),
                mine=any(vote.person_id == viewer.person.pk for vote in given),
                open=poll.is_open(viewer.now) and not one.has_passed(viewer.now),
                count=len(given),
                best=bool(given) and len(given) == most,
                chosen=one.pk == poll.chosen_id,
            )
        )
    return shown


def say_result(options: list[ShownOption], people: int, viewer: Viewer) -> str:
    """What came of a poll in words: "Résultat : « Au parc », 5 réponses sur 8."."""
    best = [_("“%(words)s”") % {"words": one.option.label} for one in options if one.best]
    if not best:
        return _("Nobody has answered.")
    if len(best) > 1:
        return _("Result: as many people for %(answers)s.") % {"answers": enumerate_words(best, viewer.lang)}
    most = max(one.count for one in options)
    words = ngettext(
        "Result: %(answer)s, %(count)s answer of %(all)s.", "Result: %(answer)s, %(count)s answers of %(all)s.", most
    )
    return words % {"answer": best[0], "count": most, "all": people}


def of_posts(posts: list[Post], viewer: Viewer) -> dict[int, Panel]:
    """The polls of these posts; at most six queries, one where there is none."""
    polls = list(Poll.objects.filter(post__in=posts).select_related("post"))
    if not polls:
        return {}
    options = list(PollOption.objects.filter(poll__in=polls).order_by("starts_at", "pk"))
    votes = list(Vote.objects.filter(option__in=options).select_related("person").order_by("pk"))
    room = Room.objects.get(pk=posts[0].room_id)
    leads = may_moderate(viewer.person, room.pk, viewer.now)
    panels = {}
    for poll in polls:
        asked = [one for one in options if one.poll_id == poll.pk]
        shown, is_open = show_options(poll, asked, votes, viewer), poll.is_open(viewer.now)
        dated = any(one.starts_at for one in asked)
        people = len({vote.person_id for vote in votes if vote.option_id in {one.pk for one in asked}})
        context = {
            "poll": poll,
            "options": shown,
            "open": is_open,
            "dated": dated,
            "people": people,
            "result": "" if dated or is_open else say_result(shown, people, viewer),
            "may_write": may_write_in(room),
            "may_close": may_close_poll(viewer.person, poll, leads=leads),
        }
        panels[poll.post_id] = Panel("community/parts/poll.html", context)
    return panels


@never_cache
@signed_in
@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, room_id: int, *, in_words: bool = False) -> HttpResponse:
    """GET shows the form, for dates or for words; POST asks, in one of the room's discussions."""
    now = timezone.now()
    room = load_room(request, room_id, now)
    promotion = promotion_of(room)
    if shut(request, room):
        raise Http404
    discussions = list(open_in(room.pk).order_by("-last_seq", "-pk"))
    lists: dict[str, Any] = {"discussions": discussions, "today": timezone.localdate(now)}
    asks = ProposalForm if in_words else PollForm
    form = asks(initial=asks.fresh(new_cid(), request.GET.get("discussion", "")), **lists)
    tried = UNTRIED
    if request.method == "POST":
        form, tried = asks(request.POST, **lists), INVALID
        if form.is_valid():
            tried = attempt(write_poll, request=request, room_id=room_id, form=form, now=now)
            if tried.ok:
                return answer(request, tried.done)
            if tried.code == "cid_reused":
                form.data = {**request.POST.dict(), "cid": new_cid()}  # a form whose key is spent gets a new one
    context = {"room": room, "promotion": promotion, "form": form, "tried": tried, "in_words": in_words}
    return render(request, "community/poll.html", context, status=tried.status)


def write_poll(*, request: HttpRequest, room_id: int, form: AskForm, now: datetime) -> Written:
    """The post with its poll."""
    return write_post(
        actor=request.user,
        room_id=room_id,
        body=form.cleaned_data["question"],
        cid=form.cleaned_data["cid"],
        discussion_id=int(form.cleaned_data["discussion"]),
        parts=[form.part()],
        sure=is_sure(read_input(request)),
        now=now,
    )


@never_cache
@signed_in
@require_POST
def vote(request: HttpRequest, room_id: int, post_id: int, option_id: int, *, yes: bool) -> HttpResponse:
    """One can on this date or chooses these words, or not any more."""
    return act(request, room_id, post_id, answer_poll, option_id=option_id, yes=yes)


@never_cache
@signed_in
@require_POST
def close(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """Nobody votes any more."""
    return act(request, room_id, post_id, close_poll)


@never_cache
@signed_in
@require_POST
def reopen(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """One can vote again."""
    return act(request, room_id, post_id, reopen_poll)


def act(request: HttpRequest, room_id: int, post_id: int, action: Callable[..., Written], **facts: Any) -> HttpResponse:
    """One action on what stands beside a message; a form comes back to the message."""
    post = load_post(request, room_id, post_id)
    return answer_act(request, post, attempt(action, actor=request.user, post_id=post.pk, now=timezone.now(), **facts))
