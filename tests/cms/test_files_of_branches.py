"""Pictures and papers of editors: each branch changes and chooses its own, and chooses what is for the whole site."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, GroupCollectionPermission

from cms.actions.editors import NAME, branch_group, seat_editors
from cms.actions.files import CHOICES, SHARED, give_rights
from cms.dashboard import consents
from cms.models import SiteDocument, SiteImage
from hub.models import Role


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def seats(cast, now):
    """An editor of Lille, and one of Brussels."""
    for person, slug in ((cast.stranger, "lille"), (cast.mentor, "bruxelles")):
        Role.objects.create(person=person, branch=cast.branches[slug], kind="editor", starts_on=now.date())
    seat_editors(now=now)
    return {"lille": cast.stranger, "bruxelles": cast.mentor, "site": cast.editor}


def shot():
    file = BytesIO()
    Image.new("RGB", (40, 30)).save(file, "PNG")
    return file.getvalue()


def bring(browser, name):
    """Sends a picture and a paper as the forms of the editor do, into the collection that the form begins with."""
    for path, file in (("images", (f"{name}.png", shot())), ("documents", (f"{name}.pdf", b"%PDF-1.7"))):
        answer = browser.post(
            f"/admin/{path}/add/",
            {
                "title": f"Fichier {name}",
                "file": SimpleUploadedFile(*file),
                "collection": Collection.objects.first().pk,
            },
        )
        assert answer.status_code == 302, answer.content.decode()
    return SiteImage.objects.get(title=f"Fichier {name}"), SiteDocument.objects.get(title=f"Fichier {name}")


def offered(browser):
    """{title} of what the choosers and the lists offer: the same for pictures and papers."""
    paths = ("/admin/images/chooser/results/", "/admin/documents/chooser/results/", "/admin/images/results/")
    pages = [browser.get(path).content.decode() for path in paths]
    names = ("site", "lille", "bruxelles", "ancien")
    found = [{name for name in names if f"Fichier {name}" in page} for page in pages]
    assert found[0] == found[1]
    return found[0]


def changes(browser, file):
    kind = "images" if isinstance(file, SiteImage) else "documents"
    path = f"/admin/images/{file.pk}/" if kind == "images" else f"/admin/documents/edit/{file.pk}/"
    return browser.get(path).status_code == 200


def test_a_branch_changes_its_own_files_and_chooses_those_of_the_whole_site(seats, signed_in, now):
    lille, bruxelles, site = signed_in("stranger"), signed_in("mentor"), signed_in("editor")
    files = {"lille": bring(lille, "lille"), "bruxelles": bring(bruxelles, "bruxelles"), "site": bring(site, "site")}
    seat_editors(now=now)

    assert offered(lille) == {"lille", "site"}
    assert offered(bruxelles) == {"bruxelles", "site"}
    assert offered(site) == {"lille", "bruxelles", "site"}
    may = {name: [changes(browser, file) for pair in files.values() for file in pair] for name, browser in
           (("lille", lille), ("bruxelles", bruxelles), ("site", site))}  # fmt: skip
    assert may == {
        "lille": [True, True, False, False, False, False],
        "bruxelles": [False, False, True, True, False, False],
        "site": [True] * 6,
    }


def test_a_file_of_another_branch_is_not_chosen_by_its_number_either(seats, signed_in):
    image, paper = bring(signed_in("mentor"), "bruxelles")

    for path in (
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[paper.pk]),
    ):
        refused = signed_in("stranger").get(path)
        assert (refused.status_code, refused.content) == (302, b"")
        assert b"Fichier bruxelles" in signed_in("mentor").get(path).content


def test_what_was_there_before_goes_to_whoever_brought_it_or_to_all(cast, seats, signed_in, now):
    top = Collection.objects.get(depth=1)
    for name, person in (("lille", cast.stranger), ("ancien", cast.editor)):
        facts = {"title": f"Fichier {name}", "collection": top, "uploaded_by_user": person}
        SiteImage.objects.create(file=ContentFile(shot(), f"{name}.png"), **facts)
        SiteDocument.objects.create(file=ContentFile(b"x", f"{name}.pdf"), **facts)
    group = GroupCollectionPermission.objects.filter(group__name=branch_group("lille"))
    group.delete()

    seat_editors(now=now)

    assert offered(signed_in("stranger")) == {"ancien"} | {"lille"}
    assert offered(signed_in("mentor")) == {"ancien"}
    assert not SiteImage.objects.filter(collection=top).exists()


def test_rights_of_before_over_all_files_are_taken_back(seats, now):
    rights = GroupCollectionPermission.objects.filter(group__name=branch_group("lille"))
    one = rights.order_by("pk")[0]
    GroupCollectionPermission.objects.create(
        group=one.group, collection=Collection.objects.get(depth=1), permission=one.permission
    )

    seat_editors(now=now)

    assert not rights.filter(collection__depth=1).exists()
    assert GroupCollectionPermission.objects.filter(group__name=NAME, collection__depth=1).count() == 6


def test_a_collection_keeps_its_branch_under_another_name(seats, now, django_assert_num_queries):
    assert set(Collection.objects.filter(depth=2).values_list("name", flat=True)) == {"Lille", "Bruxelles", SHARED}
    for number, collection in enumerate(Collection.objects.filter(depth=2).order_by("pk")):
        Collection.objects.filter(pk=collection.pk).update(name=f"Autre nom {number}")

    seat_editors(now=now)

    assert Collection.objects.filter(depth=2).count() == 3
    with django_assert_num_queries(10):
        seat_editors(now=now)


def test_what_others_only_choose_from_stays_theirs(cast, now):
    top = Collection.objects.get(depth=1)
    theirs = top.add_child(instance=Collection(name="Presse"))
    give_rights(Group.objects.create(name="Presse"), theirs, CHOICES)
    Role.objects.create(person=cast.stranger, branch=cast.branches["lille"], kind="editor", starts_on=now.date())

    seat_editors(now=now)

    rights = GroupCollectionPermission.objects.filter(group__name=branch_group("lille"))
    assert set(rights.values_list("collection__name", flat=True)) == {"Lille", SHARED}


def test_a_branch_is_told_of_the_pictures_it_may_change(seats, signed_in, now):
    for name, who in (("lille", "stranger"), ("bruxelles", "mentor")):
        bring(signed_in(who), name)
    SiteImage.objects.update(consent_until=now.date())

    found = {name: {line.text for line in consents(person, now).lines} for name, person in seats.items()}

    assert found == {
        "lille": {"Fichier lille"},
        "bruxelles": {"Fichier bruxelles"},
        "site": {"Fichier lille", "Fichier bruxelles"},
    }
