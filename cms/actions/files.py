"""Where editors' files lie: a branch's in a collection of its own, all others in one that every editor chooses from."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from cms.models import SiteDocument, SiteImage
from hub.db import require_write

SHARED = "Tout le site"
KINDS = ("image", "document")
CHOICES = tuple(f"choose_{kind}" for kind in KINDS)
RIGHTS = (*CHOICES, *(f"{right}_{kind}" for right in ("add", "change") for kind in KINDS))
# Wagtail asks for the rights over its own models, whatever models stand in their place.
APPS = ("wagtailimages", "wagtaildocs")
FILES = (SiteImage, SiteDocument)


def give_rights(group: Group, files: Collection, names: Iterable[str] = RIGHTS) -> None:
    """A step: lets a group do this with the files of a collection and of those in it; safe to repeat."""
    for right in Permission.objects.filter(codename__in=names, content_type__app_label__in=APPS).order_by("pk"):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=right)


def own_files(groups: Iterable[str]) -> dict[str, Collection]:
    """{group: its collection}, whatever an editor has renamed it to; one query."""
    rows = GroupCollectionPermission.objects.filter(group__name__in=groups, permission__codename="add_image")
    found = rows.filter(collection__depth__gt=1).select_related("group", "collection").order_by("-pk")
    return {row.group.name: row.collection for row in found}


def are_parted(groups: Iterable[str]) -> bool:
    """Whether each of these groups has files of its own, and none reaches all of them; two queries."""
    groups = set(groups)
    reach = GroupCollectionPermission.objects.filter(group__name__in=groups, collection__depth=1)
    return own_files(groups).keys() == groups and not reach.exists()


def shared_files(top: Collection, groups: Iterable[str]) -> Collection:
    """The collection of what all may choose: whatever it is called by now, it is the one that branches only choose from.

    `groups` are those of all branches: what others only choose from is theirs.
    """
    rights = GroupCollectionPermission.objects.filter(group__name__in=groups)
    chosen = rights.filter(permission__codename="choose_image", collection__depth=2)
    adds = GroupCollectionPermission.objects.filter(permission__codename="add_image").values("collection")
    row = chosen.exclude(collection__in=adds).select_related("collection").order_by("pk").first()
    if row is not None:
        return row.collection
    named = Collection.objects.filter(depth=2, name=SHARED).order_by("pk").first()
    return named or add_below(top, SHARED)


def add_below(top: Collection, name: str) -> Collection:
    """A new collection."""
    made: Collection = top.add_child(instance=Collection(name=name))
    return made


def part_files(branches: dict[str, str], groups: Iterable[str]) -> None:
    """A step: each of these groups adds and changes its branch's files alone, and chooses from the shared ones as well.

    `branches` says what each group's branch is called. What lay at the top, where only editors of the whole site would
    find it, goes to whoever brought it, or to all.
    """
    require_write()
    top = Collection.objects.get(depth=1)
    shared, own = shared_files(top, branches), own_files(groups)
    for group in Group.objects.filter(name__in=groups).order_by("name"):
        files: Any = own.get(group.name) or add_below(Collection.objects.get(pk=top.pk), branches[group.name])
        GroupCollectionPermission.objects.filter(group=group, collection=top).delete()
        give_rights(group, files)
        give_rights(group, shared, CHOICES)
        for model in FILES:
            model.objects.filter(collection=top, uploaded_by_user__in=group.user_set.all()).update(collection=files)
    for model in FILES:
        model.objects.filter(collection=top).update(collection=shared)


def lies_on_top() -> bool:
    """Whether somebody has put a file where no editor of a branch finds it; two queries."""
    return any(model.objects.filter(collection__depth=1).exists() for model in FILES)
