"""What stands in the form under a discussion: what a refused message had, or what its author has left there before."""

from typing import Any

from django.http import HttpRequest

from community.models import Discussion, Draft, Post, Room, Upload
from community.models.drafts import joined
from hub.answers import Tried, read_number
from hub.errors import Refusal
from hub.live.commands import new_cid


def show_composer(
    request: HttpRequest, room: Room, discussion: Discussion, typed: dict[str, str], tried: Tried
) -> dict[str, Any]:
    """Its fields by name; `found` says that the text was kept before."""
    rows = Draft.objects.visible_to(request.user).filter(discussion=discussion).order_by("pk")
    drafts = [] if typed else list(rows)
    kept = {"body": joined(drafts), "draft": " ".join(one.version for one in drafts)}
    fields = {name: typed.get(name, kept.get(name, "")) for name in ("body", "draft", "question")}
    return {
        **fields,
        "cid": typed.get("cid") or new_cid(),
        "found": bool(drafts),
        "tried": tried,
        "quoted": quoted_post(request, room, typed),
        "kept": kept_files(request, room, typed),
    }


def kept_files(request: HttpRequest, room: Room, typed: dict[str, str]) -> list[tuple[Upload, str]]:
    """What a refused form has brought already, each with its description."""
    keys = [key for key in typed.get("files", "").split(",") if key]
    rows = Upload.objects.standing().loose().filter(owner=request.user, room=room, uid__in=keys) if keys else []
    found = {str(row.uid): row for row in rows}
    return [(found[key], typed.get(f"alt-{key}", "")) for key in keys if key in found]


def quoted_post(request: HttpRequest, room: Room, typed: dict[str, str]) -> Post | None:
    """The post that one is answering, if any."""
    try:
        seq = read_number(typed, "quote") or read_number(dict(request.GET.items()), "repondre")
    except Refusal:
        return None
    rows = Post.objects.standing().filter(room=room, seq=seq).select_related("author")
    return rows.first() if seq else None
