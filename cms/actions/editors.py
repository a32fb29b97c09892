"""Who may do what in the editor, as roles say: editors of the whole site publish, those of a branch hand in its pages."""

from collections import defaultdict
from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import Collection, GroupPagePermission, Page
from wagtail.users.models import UserProfile

from cms.actions.files import are_parted, give_rights, lies_on_top, part_files
from cms.actions.review import prepare_review
from cms.models import BranchPage, CallPage, ResourcePage
from hub.db import require_write, write
from hub.models import Branch, Person, Role

NAME = "Édition"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
BRANCH_RIGHTS = (
    *(f"{right}_{kind}" for kind in ("call", "testimony") for right in ("change", "view")),
    "add_testimony",
    "access_admin",
    "submit_translation",
)
MODEL_RIGHTS = (*BRANCH_RIGHTS, "add_call", "delete_testimony", "change_organisation")
People = dict[str, set[int]]


def group_of(name: str, rights: tuple[str, ...]) -> Group:
    """A group with its rights over models; made when first asked for."""
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set(Permission.objects.filter(codename__in=rights))
    return group


def editors_group() -> Group:
    """The editors of the whole site, who also read through what others hand in."""
    group = group_of(NAME, MODEL_RIGHTS)
    give_rights(group, Collection.objects.get(depth=1))
    top = Page.objects.get(depth=1)
    for right in Permission.objects.filter(codename__in=PAGE_RIGHTS, content_type__app_label="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=group, page=top, permission=right)
    prepare_review(group, top)
    return group


def branch_group(slug: str) -> str:
    """The name of the group of a branch's editors."""
    return f"{NAME} {slug}"


def wanted_people(now: datetime) -> People:
    """{group: keys} as the roles of that day say; one query."""
    found: People = defaultdict(set)
    roles = Role.objects.current(timezone.localdate(now)).filter(kind=Role.Kind.EDITOR)
    for person, slug in roles.values_list("person", "branch__slug"):
        found[branch_group(slug) if slug else NAME].add(person)
    return found


def seated_people() -> People:
    """{group: keys} as Wagtail knows them; one query."""
    found: People = defaultdict(set)
    for name, person in Person.groups.through.objects.filter(group__name__startswith=NAME).values_list(
        "group__name", "person_id"
    ):
        found[name].add(person)
    return found


def seat_editors(*, now: datetime) -> None:
    """Lets everybody who holds the role of editor on that day into the editor, each to their pages; safe to repeat."""
    wanted, seated = wanted_people(now), seated_people()
    if wanted != seated:
        with write():
            editors_group()
            for name in {*wanted, *seated}:
                group = Group.objects.filter(name=name).first() or group_of(name, BRANCH_RIGHTS)
                group.user_set.set(wanted.get(name, set()))
            speak_their_language(set().union(*wanted.values()))
    branches = [name for name in wanted if name != NAME]
    seat_pages(branches)
    if branches and (lies_on_top() or not are_parted(branches)):
        with write():
            part_files({branch_group(one.slug): str(one) for one in Branch.objects.in_order()}, branches)


def branch_groups() -> list[str]:
    """The names of the groups of all branches that have had an editor."""
    return list(Group.objects.filter(name__startswith=branch_group("")).order_by("pk").values_list("name", flat=True))


def seat_pages(groups: list[str]) -> None:
    """Gives these groups their branches' pages, where one has come or become another's; safe to repeat."""
    if groups and wanted_pages(groups) != given_pages(groups):
        with write():
            give_pages(groups)


def speak_their_language(people: set[int]) -> None:
    """A step: the editor speaks each person's language, until they choose another there."""
    require_write()
    for person in Person.objects.filter(pk__in=people, wagtail_userprofile=None).order_by("pk"):
        UserProfile.objects.create(user=person, preferred_language=person.language)


def wanted_pages(names: list[str]) -> set[tuple[str, int]]:
    """(group, page) for the calls, the page and the sheets of each of these groups' branches; three queries."""
    calls = CallPage.objects.values_list("call__branch__slug", "pk")
    places = BranchPage.objects.order_by("pk").values_list("branch__slug", "pk")
    sheets = ResourcePage.objects.exclude(branch=None).order_by("pk").values_list("branch__slug", "pk")
    return {(branch_group(slug), page) for slug, page in [*calls, *places, *sheets] if branch_group(slug) in names}


def given_pages(names: list[str]) -> set[tuple[str, int]]:
    """(group, page) that these groups may change; one query."""
    return set(GroupPagePermission.objects.filter(group__name__in=names).values_list("group__name", "page_id"))


def give_pages(names: list[str]) -> None:
    """A step: gives those of these groups that exist their branches' pages, and takes what has become another's."""
    require_write()
    groups = {group.name: group for group in Group.objects.filter(name__in=names)}
    wanted, given = wanted_pages(list(groups)), given_pages(list(groups))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    for name, page in given - wanted:
        GroupPagePermission.objects.filter(group__name=name, page=page).delete()
    for name, page in wanted - given:
        GroupPagePermission.objects.create(group=groups[name], page_id=page, permission=change)
