"""Files of another branch: not opened, and not set into a page by hand; a sheet is its branch's editors' at once."""

import pytest
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.actions.editors import branch_group, seat_editors
from cms.models import CallPage, ResourcePage
from hub.models import Role
from tests.cms.library import library
from tests.cms.test_files_of_branches import bring


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def seats(cast, now):
    """An editor of Lille, and one of Brussels."""
    for person, slug in ((cast.stranger, "lille"), (cast.mentor, "bruxelles")):
        Role.objects.create(person=person, branch=cast.branches[slug], kind="editor", starts_on=now.date())
    seat_editors(now=now)


@pytest.fixture
def files(seats, signed_in):
    """{branch: its picture and its paper}."""
    return {name: bring(signed_in(who), name) for name, who in (("lille", "stranger"), ("bruxelles", "mentor"))}


def picture_of(image):
    value = {"image": image.pk, "alt_text": "Deux personnes sur un banc", "decorative": ""}
    return ("picture", value)


def send(browser, page, *blocks: tuple, **more):
    facts = {
        "title": page.title,
        "slug": page.slug,
        "call": page.call_id,
        "lead": page.lead,
        "body": streamfield(blocks),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    return browser.post(f"/admin/pages/{page.pk}/edit/", {**nested_form_data(facts), **more})


def said(answer):
    return str(answer.context["form"].errors.get("body", "")) if answer.status_code == 200 else ""


def test_a_picture_as_it_was_brought_opens_to_whoever_may_change_it(cast, files, signed_in):
    urls = {name: image.file.url for name, (image, _paper) in files.items()}

    opened = {who: [signed_in(who).get(url).status_code for url in urls.values()] for who in ("stranger", "mentor")}

    assert opened == {"stranger": [200, 404], "mentor": [404, 200]}
    assert [signed_in("editor").get(url).status_code for url in urls.values()] == [200, 200]
    assert signed_in("stranger").get("/media/original_images/rien.png").status_code == 404


@pytest.mark.parametrize("kind", ["picture", "file", "text"])
def test_a_file_of_another_branch_is_refused_in_a_page_and_ones_own_is_taken(cast, files, signed_in, kind):
    page = CallPage.objects.get(locale__language_code="fr")

    def block(name):
        image, paper = files[name]
        link = f'<p>Voir <a linktype="document" id="{paper.pk}">la fiche de la séance</a></p>'
        return {
            "picture": picture_of(image),
            "file": ("file", paper.pk),
            "text": ("text", rich_text(link)),
        }[kind]

    refused, taken = (send(signed_in("stranger"), page, block(name)) for name in ("bruxelles", "lille"))

    assert "à une autre antenne" in said(refused) and "Fichier bruxelles" not in said(refused)
    assert taken.status_code == 302, said(taken)


def test_what_a_page_has_shown_already_stays(cast, files, signed_in):
    page = CallPage.objects.get(locale__language_code="fr")
    send(signed_in("editor"), page, ("file", files["bruxelles"][1].pk))

    again = send(signed_in("stranger"), page, ("file", files["bruxelles"][1].pk))

    assert again.status_code == 302, said(again)


def test_what_is_for_the_whole_site_is_taken(cast, seats, now, signed_in):
    image, paper = bring(signed_in("editor"), "site")
    seat_editors(now=now)
    page = CallPage.objects.get(locale__language_code="fr")

    taken = send(signed_in("stranger"), page, ("file", paper.pk), picture_of(image))

    assert taken.status_code == 302, said(taken)


def test_a_new_sheet_of_a_branch_is_its_editors_at_once_and_goes_with_its_branch(cast, seats, signed_in):
    index, browser = library(), signed_in("editor")
    facts = {
        "title": "Préparer un entretien",
        "slug": "preparer",
        "summary": "Une fiche.",
        "theme": "bond",
        "audience": "mentors",
        "branch": cast.branches["lille"].pk,
        "reviewed_on": "2026-10-01",
        "review_on": "2027-10-01",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }

    browser.post(f"/admin/pages/add/cms/resourcepage/{index.pk}/", nested_form_data(facts))
    sheet = ResourcePage.objects.get(slug="preparer")
    first = rights_over(sheet)
    moved = nested_form_data({**facts, "branch": cast.branches["bruxelles"].pk})
    browser.post(f"/admin/pages/{sheet.pk}/edit/", {**moved, "action-publish": "1"})

    assert first == {branch_group("lille")}
    assert rights_over(sheet) == {branch_group("bruxelles")}
    assert signed_in("mentor").get(f"/admin/pages/{sheet.pk}/edit/").status_code == 200
    assert signed_in("stranger").get(f"/admin/pages/{sheet.pk}/edit/").status_code == 302


def rights_over(page):
    return set(GroupPagePermission.objects.filter(page=page).values_list("group__name", flat=True))
