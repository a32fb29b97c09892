"""A sheet for several branches or promotions: list, page, files, search and applicants' links open it to each, and to nobody else."""

import re

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.actions.apply import apply
from cms.links import status_path
from cms.models import Application, ResourcePage
from cms.search import sheets
from community.models import Audience
from hub.search.ask import Asked
from tests.cms.library import add_sheet, library

WHO = ("mentor", "other_mentor", "stranger", "referent", "far_coordinator")
LIBRARY = "/fr/ressources/"


@pytest.fixture
def index(clock, cast):
    return library()


def for_lille(cast, audience):
    return {"audience": audience, "branch": cast.branches["lille"], "promotion": cast.promotion}


def readers(signed_in, shelf):
    """{person: where they meet it}."""
    name = shelf.page.slug

    def ways(browser):
        lists = {"list": LIBRARY, "search": f"/fr/recherche/?mots={name}"}
        found = {way for way, path in lists.items() if f"/ressources/{name}/" in browser.get(path).content.decode()}
        files = {"page": shelf.page.url, "file": shelf.paper.url, "linked": shelf.linked.url}
        return found | {way for way, path in files.items() if browser.get(path).status_code == 200}

    found = {who: ways(signed_in(who)) for who in WHO}
    return {who: ways for who, ways in found.items() if ways}


EVERYWHERE = {"list", "search", "page", "file", "linked"}


def test_a_branch_more_opens_it_to_its_members_and_its_team(index, cast, signed_in):
    own, also = for_lille(cast, Audience.BRANCH), [cast.branches["bruxelles"], cast.branches["londres"]]

    before = readers(signed_in, add_sheet(index, "seule", **own))
    after = readers(signed_in, add_sheet(index, "partagee", also_branches=also, **own))

    assert before == dict.fromkeys(("mentor", "referent"), EVERYWHERE)
    assert after == dict.fromkeys(("mentor", "other_mentor", "referent", "far_coordinator"), EVERYWHERE)


def test_a_promotion_more_opens_it_to_its_members_and_a_branch_that_is_named_alone_to_its_team(index, cast, signed_in):
    own, also = for_lille(cast, Audience.PROMOTION), [cast.branches["bruxelles"], cast.branches["londres"]]

    before = readers(signed_in, add_sheet(index, "seule", also_branches=also, **own))
    both = add_sheet(index, "partagee", also_branches=also, also_promotions=[cast.other_promotion], **own)

    assert before == dict.fromkeys(("mentor", "referent", "far_coordinator"), EVERYWHERE)
    assert readers(signed_in, both) == dict.fromkeys(
        ("mentor", "other_mentor", "referent", "far_coordinator"), EVERYWHERE
    )


def test_a_draft_opens_it_to_nobody_more_until_it_is_published(index, cast, signed_in):
    shelf = add_sheet(index, "partagee", **for_lille(cast, Audience.BRANCH))
    draft = ResourcePage.objects.get(pk=shelf.page.pk)
    draft.also_branches = [cast.branches["bruxelles"]]

    revision = draft.save_revision()
    before = readers(signed_in, shelf)
    revision.publish()
    after = readers(signed_in, shelf)

    assert "other_mentor" not in before
    assert after["other_mentor"] == EVERYWHERE
    assert list(ResourcePage.objects.get(pk=draft.pk).also_branches.values_list("slug", flat=True)) == ["bruxelles"]


def test_its_branches_are_in_the_menu_and_each_finds_it_once(index, cast, signed_in):
    also = [cast.branches[slug] for slug in ("bruxelles", "londres")]
    add_sheet(index, "partagee", also_branches=also, **for_lille(cast, Audience.MENTORS))
    add_sheet(index, "cachee", audience="branch", branch=cast.branches["reunion"], also_branches=also[1:])
    browser = signed_in("mentor")

    def found(query):
        return re.findall(r"Pour (\w+)", browser.get(f"{LIBRARY}?{query}").content.decode())

    menu = re.findall(r'<option value="(\w+)"', browser.get(LIBRARY).content.decode().partition('id="antenne"')[2])
    assert set(menu) & set(cast.branches) == {"lille", "bruxelles", "londres"}
    assert [found(f"antenne={slug}") for slug in ("lille", "bruxelles", "londres")] == [["partagee"]] * 3


def test_a_search_in_one_promotion_finds_what_is_for_it_beside_another(index, cast, now):
    own, also = for_lille(cast, Audience.PROMOTION), [cast.branches["bruxelles"]]
    add_sheet(index, "seule", **own)
    add_sheet(index, "partagee", also_branches=also, also_promotions=[cast.other_promotion], **own)

    def found(promotion):
        matches = sheets(cast.admin, Asked(("fiche",), promotion=promotion.pk), now)
        return sorted(matches.rows.values_list("slug", flat=True))

    assert found(cast.promotion) == ["partagee", "seule"]
    assert found(cast.other_promotion) == ["partagee"]


def test_whoever_applies_reads_those_of_a_branch_more(index, cast, now, answers):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    path = status_path(Application.objects.select_related("call__branch", "person").get())
    far, near = cast.branches["londres"], cast.branches["lille"]
    shelves = {
        name: add_sheet(index, name, audience=audience, branch=far, also_branches=also)
        for name, audience, also in (
            ("ouverte", "applicants", [near]),
            ("fermee", "applicants", [cast.branches["bruxelles"]]),
            ("interne", "branch", [near]),
        )
    }

    listed = set(re.findall(r">Pour (\w+)</a>", Client().get(path).content.decode()))
    pages = {name for name, one in shelves.items() if Client().get(f"{path}fiche/{one.page.pk}/").status_code == 200}

    assert listed == pages == {"ouverte"}


def test_an_editor_of_a_branch_reads_what_is_open_to_it_and_changes_only_their_own(
    index, cast, signed_in, editor_of_lille
):
    facts = {"audience": "branch", "branch": cast.branches["londres"]}
    opened = add_sheet(index, "ouverte", also_branches=[cast.branches["lille"]], **facts)
    add_sheet(index, "fermee", **facts)
    browser = signed_in("stranger")

    listed = re.findall(r"Pour (\w+)", browser.get(LIBRARY).content.decode())

    assert listed == ["ouverte"]
    assert browser.get(f"/admin/pages/{opened.page.pk}/edit/").status_code == 302


def test_the_editor_ticks_them_and_a_promotion_with_its_branch(index, cast, signed_in):
    browser, lille, bruxelles = signed_in("editor"), cast.branches["lille"], cast.branches["bruxelles"]
    facts = {
        "title": "Ensemble",
        "slug": "ensemble",
        "summary": "Une fiche.",
        "theme": "bond",
        "audience": "promotion",
        "branch": lille.pk,
        "promotion": cast.promotion.pk,
        "reviewed_on": "2026-10-01",
        "review_on": "2027-10-01",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "action-publish": "1",
    }
    page, form = f"/admin/pages/add/cms/resourcepage/{index.pk}/", nested_form_data(facts)
    form["also_promotions"] = [cast.other_promotion.pk]

    refused = browser.post(page, form).content.decode()
    nothing = ResourcePage.objects.filter(slug="ensemble").count()
    browser.post(page, {**form, "also_branches": [bruxelles.pk]})

    sheet = ResourcePage.objects.get(slug="ensemble")
    assert nothing == 0 and "Cochez aussi l’antenne de chaque promotion" in refused
    assert [one.pk for one in sheet.also_branches.all()] == [bruxelles.pk]
    assert [one.pk for one in sheet.also_promotions.all()] == [cast.other_promotion.pk]
    assert signed_in("other_mentor").get(sheet.url).status_code == 200


def test_the_editor_narrows_it_to_a_stage_and_reads_for_whom_it_is(index, cast, signed_in):
    browser, lille = signed_in("editor"), cast.branches["lille"]
    shelf = add_sheet(index, "duos", **for_lille(cast, Audience.BRANCH))
    facts = {
        **{name: getattr(shelf.page, name) for name in ("title", "slug", "summary", "theme", "audience")},
        "branch": lille.pk,
        "stage": "duo",
        "reviewed_on": "2026-10-01",
        "review_on": "2027-10-01",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "action-publish": "1",
    }
    page, form = f"/admin/pages/{shelf.page.pk}/edit/", nested_form_data(facts)

    browser.post(page, form)
    narrowed = ResourcePage.objects.get(pk=shelf.page.pk)
    said = browser.get(page).content.decode()
    refused = browser.post(page, {**form, "audience": "public"}).content.decode()
    browser.post(page, {**form, "audience": "mentors"})
    alone = ResourcePage.objects.get(pk=shelf.page.pk)

    assert (narrowed.audience, narrowed.stage) == ("branch", "duo")
    assert "Pour les mentors en duo de l’antenne Lille" in said
    assert "choisissez l’un des deux" in refused
    assert (alone.audience, alone.stage) == ("duo", "")


def test_a_draft_kept_from_before_asks_for_nothing_more(index, cast, signed_in):
    shelf = add_sheet(index, "ancienne", **for_lille(cast, Audience.BRANCH))
    draft = ResourcePage.objects.get(pk=shelf.page.pk).save_revision()
    draft.content.pop("stage")
    draft.save()

    draft.publish()

    assert ResourcePage.objects.get(pk=shelf.page.pk).stage == ""
    assert readers(signed_in, shelf)["mentor"] == EVERYWHERE
