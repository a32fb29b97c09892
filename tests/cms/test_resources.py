"""The library: one rule decides list, sheet and files; nothing of it leaks by another address."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupCollectionPermission, PageViewRestriction

from cms.actions.files import SHARED
from cms.models import HomePage, ResourcePage, SiteDocument, StandardPage
from tests.cms.library import READ, add_sheet, library, open_library, paper

LIBRARY = "/fr/ressources/"


@pytest.fixture
def shelves(clock, cast, now):
    return open_library(cast, now)


def opens(browser, url):
    return browser.get(url).status_code == 200


@pytest.mark.parametrize("who", sorted(READ))
def test_one_rule_decides_list_and_sheet_and_files(shelves, signed_in, who):
    browser = signed_in(who)
    # An editor reads in the editor whatever they have written there.
    expected = set(shelves) if who == "editor" else READ[who]

    listed = set(re.findall(r"Pour (\w+)", browser.get(LIBRARY).content.decode()))
    pages = {name for name, shelf in shelves.items() if opens(browser, f"{LIBRARY}{name}/")}
    files = {name for name, shelf in shelves.items() if opens(browser, shelf.paper.url)}
    linked = {name for name, shelf in shelves.items() if opens(browser, shelf.linked.url)}

    assert listed == pages == files == linked == expected


def test_an_editor_of_a_branch_reads_its_sheets_and_those_of_its_promotions(shelves, signed_in, cast, editor_of_lille):
    index, lille, far = shelves["public"].page.get_parent().specific, cast.promotion, cast.other_promotion
    more = {
        "promotion-lille": add_sheet(index, "promotion-lille", audience="promotion", promotion=lille),
        "promotion-autre": add_sheet(index, "promotion-autre", audience="promotion", promotion=far),
        "antenne-autre": add_sheet(index, "antenne-autre", audience="branch", branch=far.branch),
        "mentors-partout": add_sheet(index, "mentors-partout", audience="mentors"),
    }
    browser, all_of_them = signed_in("stranger"), {**shelves, **more}

    listed = set(re.findall(r"Pour ([\w-]+)", browser.get(LIBRARY).content.decode()))
    pages = {name for name, shelf in all_of_them.items() if opens(browser, f"{LIBRARY}{name}/")}
    files = {name for name, shelf in all_of_them.items() if opens(browser, shelf.paper.url)}

    assert listed == pages == files == {*shelves, "promotion-lille"}
    assert {name for name in all_of_them if opens(signed_in("editor"), f"{LIBRARY}{name}/")} == set(all_of_them)


def test_an_editor_of_a_branch_reads_the_files_they_may_choose(shelves, signed_in, cast, editor_of_lille):
    top = Collection.objects.get(depth=1)
    own = GroupCollectionPermission.objects.filter(group__name="Édition lille", permission__codename="add_document")
    files = {}
    for name, collection in (
        ("lille", own.get().collection),
        ("tous", Collection.objects.get(name=SHARED)),
        ("autre", top.add_child(instance=Collection(name="Autre"))),
    ):
        files[name] = paper(name)
        SiteDocument.objects.filter(pk=files[name].pk).update(collection=collection)

    assert [name for name, file in files.items() if opens(signed_in("stranger"), file.url)] == ["lille", "tous"]
    assert [name for name, file in files.items() if opens(signed_in("mentor"), file.url)] == []


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_a_file_of_a_page_that_the_editor_keeps_for_some_is_kept_as_well(shelves, signed_in, cast, kind):
    home, file = HomePage.objects.get(locale__language_code="fr"), paper("privé")
    page = home.add_child(instance=StandardPage(title="Privé", slug="prive", locale=home.locale, body=[("file", file)]))
    page.save_revision().publish()
    assert opens(Client(), file.url)
    kept = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    PageViewRestriction.objects.create(page=shelves["public"].page, restriction_type=kind)
    group = Group.objects.create(name="Amis")
    kept.groups.add(group)
    cast.mentor.groups.add(group)

    opened = {who for who in ("mentor", "stranger") if opens(signed_in(who), file.url)}

    assert not opens(Client(), file.url) and not opens(Client(), shelves["public"].paper.url)
    assert opened == ({"mentor", "stranger"} if kind == "login" else {"mentor"})


def test_the_list_reads_no_bodies(shelves, signed_in):
    with CaptureQueriesContext(connection) as counted:
        signed_in("mentor").get(LIBRARY)

    columns = [
        column
        for row in counted.captured_queries
        for column in re.findall(r'"cms_resourcepage"\."(body|words)"', row["sql"])
    ]
    assert columns == []


def test_a_visitor_reads_what_is_public_and_is_asked_to_sign_in_for_the_rest(shelves):
    visitor = Client()

    for url in (f"{LIBRARY}mentors/", shelves["mentors"].paper.url, "/documents/999/nothing.txt"):
        answer = visitor.get(url)
        assert answer.status_code == 302, url
        assert "/connexion/" in answer["Location"]
    for url in (LIBRARY, f"{LIBRARY}public/", shelves["public"].paper.url):
        assert opens(visitor, url)


def test_a_file_is_sent_as_what_it_is_and_kept_by_nobody(shelves, signed_in):
    answer = signed_in("mentor").get(shelves["mentors"].paper.url)

    assert answer["Content-Type"] == "text/plain"
    assert "mentors-bloc" in answer["Content-Disposition"]
    assert "Content-Encoding" not in answer
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"Secret mentors-bloc"


def test_no_other_address_gives_the_file(shelves, signed_in):
    shelf = shelves["mentors"]

    for browser in (Client(), signed_in("stranger")):
        assert not opens(browser, f"/media/{shelf.paper.file.name}")
        assert not opens(browser, f"/documents/{shelf.paper.pk}/another-name.txt")
        assert not opens(browser, f"/documents//{shelf.paper.pk}/{shelf.paper.filename}")
    assert not opens(signed_in("mentor"), f"/documents/{shelf.paper.pk}/another-name.txt")


@pytest.mark.parametrize("zero", ["٠", "०", "０"])
def test_other_digits_are_no_other_way_in(shelves, signed_in, zero):
    shelf = shelves["trained"]
    key = "".join(chr(ord(zero) + int(digit)) for digit in str(shelf.paper.pk))

    for browser in (Client(), signed_in("stranger"), signed_in("admin")):
        assert browser.get(f"/documents/{key}/{shelf.paper.filename}").status_code == 404


def test_the_draft_of_a_published_sheet_changes_nobody_s_files(shelves):
    draft, fresh = ResourcePage.objects.get(pk=shelves["public"].page.pk), paper("nouveau")
    draft.body = [("file", fresh)]

    revision = draft.save_revision()
    before = [opens(Client(), file.url) for file in (fresh, shelves["public"].paper)]
    revision.publish()
    after = [opens(Client(), file.url) for file in (fresh, shelves["public"].paper)]

    assert (before, after) == ([False, True], [True, False])


def test_a_file_that_no_published_page_offers_is_the_editors_alone(shelves, signed_in, cast):
    alone = paper("seul")
    drafted = add_sheet(shelves["public"].page.get_parent().specific, "brouillon", audience="public")
    drafted.page.unpublish()

    for file in (alone, drafted.paper, drafted.linked):
        assert not opens(signed_in("mentor"), file.url)
        assert opens(signed_in("editor"), file.url)
    assert signed_in("mentor").get(f"{LIBRARY}brouillon/").status_code == 404
    assert "brouillon" not in signed_in("mentor").get(LIBRARY).content.decode()


def test_the_library_is_searched_by_theme_and_word(shelves, signed_in):
    add_sheet(shelves["public"].page.get_parent().specific, "cv", audience="mentors", theme="job")
    mentor = signed_in("mentor")

    def found(query):
        return set(re.findall(r"Pour (\w+)", mentor.get(f"{LIBRARY}?{query}").content.decode()))

    assert found("theme=job") == {"cv"}
    assert found("mot=sur%20CV") == {"cv"}
    assert found("theme=nothing") == {*shelves, "cv"}
    assert found("mot=zzz") == set()
    assert found("mot=%20%20") == found("")
    assert "Rien dans la bibliothèque" in mentor.get(f"{LIBRARY}?mot=zzz").content.decode()


def test_members_narrow_it_to_a_step_and_a_branch(shelves, signed_in, cast):
    index, far = shelves["public"].page.get_parent().specific, cast.branches["londres"]
    ResourcePage.objects.filter(pk=shelves["promotion"].page.pk).update(branch=None)
    ResourcePage.objects.filter(audience__in=["public", "mentors"]).update(branch=None, promotion=None)
    add_sheet(index, "londres", audience="mentors", branch=far)
    add_sheet(index, "cachée", audience="branch", branch=cast.branches["bruxelles"])
    mentor = signed_in("mentor")

    def found(query, browser=mentor):
        return set(re.findall(r"Pour (\w+)", browser.get(f"{LIBRARY}?{query}").content.decode()))

    menu = BeautifulSoup(mentor.get(f"{LIBRARY}?antenne=lille").content, "html.parser").select("#antenne option")
    assert [(one["value"], one.has_attr("selected")) for one in menu] == [
        ("", False),
        ("lille", True),
        ("londres", False),
    ]
    assert found("etape=trained") == {"trained"}
    assert found("etape=duo") == {"duo"}
    assert found("etape=mentors") == {"mentors", "londres"}
    assert found("antenne=lille") == {"applicants", "trained", "duo", "branch", "promotion"}
    assert found("antenne=londres&etape=mentors") == {"londres"}
    assert found("antenne=bruxelles") == found("etape=branch") == found("") == {*shelves, "londres"}
    assert found("antenne=lille&etape=trained", Client()) == {"public"}
    assert 'name="antenne"' not in Client().get(LIBRARY).content.decode()


def test_the_menu_leads_to_it_and_says_where_it_is_not_translated(shelves, signed_in):
    menus = [BeautifulSoup(signed_in("mentor").get(f"/{code}/espace/").content, "html.parser") for code in ("fr", "nl")]

    links = [menu.select("nav.menu a[href$='/ressources/']") for menu in menus]
    assert [[(one["href"], one.get("hreflang")) for one in found] for found in links] == [
        [("/fr/ressources/", None)],
        [("/nl/ressources/", "fr")],
    ]


def test_an_empty_library_says_so(clock, cast, signed_in):
    library()

    assert "Il n’y a encore rien pour vous" in signed_in("stranger").get(LIBRARY).content.decode()


@pytest.mark.parametrize(("audience", "field"), [("branch", "branch"), ("promotion", "promotion")])
def test_a_sheet_for_some_says_for_whom(clock, cast, audience, field):
    page = ResourcePage(
        title="Fiche", slug="fiche", theme="job", summary="…", audience=audience, reviewed_on="2026-10-01"
    )

    with pytest.raises(ValidationError) as refused:
        page.clean()

    assert list(refused.value.message_dict) == [field]


def test_the_number_of_queries_does_not_depend_on_the_number_of_sheets(shelves, signed_in, django_assert_num_queries):
    mentor, index = signed_in("mentor"), shelves["public"].page.get_parent().specific

    def count():
        with django_assert_num_queries(20, exact=False) as counted:
            mentor.get(LIBRARY)
        return len(counted)

    count()
    before = count()
    for number in range(10):
        add_sheet(index, f"fiche-{number}", audience="mentors")

    assert count() == before
