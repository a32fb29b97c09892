"""Polls about dates: asked on a page of their own, answered date by date below their message, closed and reopened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.polls import close_poll, reopen_poll, say_when
from community.actions.posts import write_post
from community.actions.rooms import Written
from community.models import Discussion, Poll, PollOption, Post, Promotion, Vote
from community.policies import may_close_poll, may_moderate, may_write_in
from community.poll_forms import PollForm
from community.views.posts import answer, load_post, place_of, told
from community.views.rooms import load_room
from community.views.shown import Viewer
from hub.answers import is_sure, read_input, refuse, signed_in, status_of, wants_json
from hub.errors import Refusal
from hub.live.commands import new_cid
from hub.panels import Panel
from hub.words.dates import enumerate_words


@dataclass(frozen=True)
class ShownOption:
    """One date of a poll, as this person sees it."""

    option: PollOption
    words: str
    mine: bool
    open: bool
    best: bool
    chosen: bool


def name_voters(votes: list[Vote], viewer: Viewer) -> str:
    """ "3 personnes peuvent : vous, Hélène M. et Paul V."; those who look come first."""
    if not votes:
        return _("Nobody yet")
    names = [vote.person.peer_name for vote in votes if vote.person_id != viewer.person.pk]
    if len(names) < len(votes):
        names.insert(0, _("you"))
    words = ngettext("%(count)s person can: %(names)s", "%(count)s people can: %(names)s", len(votes))
    return words % {"count": len(votes), "names": enumerate_words(names, viewer.lang)}


def show_options(poll: Poll, options: list[PollOption], votes: list[Vote], viewer: Viewer) -> list[ShownOption]:
    """The dates of one poll in their order, each with who can."""
    by_option = {one.pk: [vote for vote in votes if vote.option_id == one.pk] for one in options}
    most = max((len(given) for given in by_option.values()), default=0)
    shown = []
    for one in options:
        one.poll = poll
        given = by_option[one.pk]
        shown.append(
            ShownOption(
                option=one,
                words=name_voters(given, viewer),
                mine=any(vote.person_id == viewer.person.pk for vote in given),
                open=poll.is_open(viewer.now) and one.starts_at > viewer.now,
                best=bool(given) and len(given) == most,
                chosen=one.pk == poll.chosen_id,
            )
        )
    return shown


def of_posts(posts: list[Post], viewer: Viewer) -> dict[int, Panel]:
    """The polls of these posts; at most six queries, one where there is none."""
    polls = list(Poll.objects.filter(post__in=posts).select_related("post"))
    if not polls:
        return {}
    options = list(PollOption.objects.filter(poll__in=polls).order_by("starts_at", "pk"))
    votes = list(Vote.objects.filter(option__in=options).select_related("person").order_by("pk"))
    promotion = Promotion.objects.select_related("room").get(room=posts[0].room_id)
    leads = may_moderate(viewer.person, promotion.room_id, viewer.now)
    panels = {}
    for poll in polls:
        dates = [one for one in options if one.poll_id == poll.pk]
        context = {
            "poll": poll,
            "options": show_options(poll, dates, votes, viewer),
            "open": poll.is_open(viewer.now),
            "people": len({vote.person_id for vote in votes if vote.option_id in {one.pk for one in dates}}),
            "may_write": may_write_in(promotion.room),
            "may_close": may_close_poll(viewer.person, poll, leads=leads),
        }
        panels[poll.post_id] = Panel("community/parts/poll.html", context)
    return panels


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, room_id: int) -> HttpResponse:
    """GET shows the form; POST asks, in one of the room's discussions."""
    now = timezone.now()
    room = load_room(request, room_id, now)
    if not may_write_in(room):
        raise Http404
    discussions = list(Discussion.objects.filter(room=room, locked_at=None).order_by("-last_seq", "-pk"))
    lists: dict[str, Any] = {"discussions": discussions, "today": timezone.localdate(now)}
    form = PollForm(initial=PollForm.fresh(new_cid(), request.GET.get("discussion", "")), **lists)
    refusal: Refusal | None = None
    status = 200
    if request.method == "POST":
        form, status = PollForm(request.POST, **lists), 422
        if form.is_valid():
            try:
                return answer(request, write_poll(request, room_id, form, now))
            except Refusal as refused:
                refusal, status = refused, status_of(refused)
    context = {"room": room, "promotion": room.promotion, "form": form, "refusal": refusal}
    return render(request, "community/poll.html", context, status=status)


def write_poll(request: HttpRequest, room_id: int, form: PollForm, now: datetime) -> Written:
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
def vote(request: HttpRequest, room_id: int, post_id: int, option_id: int, *, can: bool) -> HttpResponse:
    """One can on this date, or cannot."""
    return act(request, room_id, post_id, say_when, option_id=option_id, can=can)


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
    try:
        written = action(actor=request.user, post_id=post.pk, now=timezone.now(), **facts)
    except Refusal as refusal:
        return refuse(refusal) if wants_json(request) else told(request, post, refusal)
    return answer(request, written) if wants_json(request) else redirect(place_of(post))
