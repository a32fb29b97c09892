"""What an editor may do in the editor: pages, images, documents, calls and their translations."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from hub.db import write
from hub.models import Person, Role

NAME = "Édition"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
MODEL_RIGHTS = ("add_call", "change_call", "view_call", "access_admin", "submit_translation", "change_organisation")
# Wagtail asks for the rights over its own models, whatever models stand in their place.
FILE_RIGHTS = tuple(f"{right}_{kind}" for kind in ("image", "document") for right in ("add", "change", "choose"))
FILE_APPS = ("wagtailimages", "wagtaildocs")


def editors_group() -> Group:
    """The group of editors with its rights over the whole tree; made when first asked for."""
    group, _created = Group.objects.get_or_create(name=NAME)
    top, files = Page.objects.get(depth=1), Collection.objects.get(depth=1)
    for right in Permission.objects.filter(codename__in=PAGE_RIGHTS, content_type__app_label="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=group, page=top, permission=right)
    for right in Permission.objects.filter(codename__in=FILE_RIGHTS, content_type__app_label__in=FILE_APPS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=right)
    group.permissions.set(Permission.objects.filter(codename__in=MODEL_RIGHTS))
    return group


def seat_editors(*, now: datetime) -> None:
    """Lets everybody who holds the role of editor on that day into the editor, and nobody else; safe to repeat."""
    today = timezone.localdate(now)
    holders = set(Role.objects.current(today).filter(kind=Role.Kind.EDITOR).values_list("person", flat=True))
    if holders == set(Person.objects.filter(groups__name=NAME).values_list("pk", flat=True)):
        return
    with write():
        editors_group().user_set.set(holders)
