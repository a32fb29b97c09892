"""What an editor finds first, for their own branches, in few queries; sheets that are still true."""

from datetime import timedelta

import pytest

from cms.actions.sheets import SheetRefusal, confirm_sheet
from cms.dashboard import empty_sessions, ending, to_review, untranslated
from cms.models import Call, CallPage, ResourcePage
from hub.models import Role
from tests.cms.library import open_library


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def shelves(cast, now):
    """One sheet is overdue by a day; the branch's is due in a week."""
    shelves = open_library(cast, now)
    ResourcePage.objects.filter(pk=shelves["mentors"].page.pk).update(
        review_on=now.date() - timedelta(days=1), branch=None
    )
    ResourcePage.objects.filter(pk=shelves["branch"].page.pk).update(review_on=now.date() + timedelta(days=7))
    return shelves


def test_each_list_asks_twice_at_most_and_keeps_to_ones_branches(cast, now, shelves, django_assert_max_num_queries):
    lille, london = cast.branches["lille"].pk, cast.branches["londres"].pk
    Call.objects.update(deadline=now + timedelta(days=3))
    nl = CallPage.objects.get(locale__language_code="nl")
    nl.unpublish()
    lists = {
        "ending": lambda own, _whole: ending(own, now),
        "sessions": lambda own, _whole: empty_sessions(own, now),
        "review": lambda own, whole: to_review(own, now, everything=whole),
        "untranslated": lambda own, whole: untranslated(own, everything=whole),
    }
    expected = {"ending": (1, 0, 1), "sessions": (1, 0, 1), "review": (0, 0, 1), "untranslated": (2, 0, 2)}

    for name, make in lists.items():
        counts = []
        for own, whole in (([lille], False), ([london], False), ([lille, london], True)):
            with django_assert_max_num_queries(2):
                counts.append(len([line for line in make(own, whole).lines if "Ressources" not in line.text]))
        assert tuple(counts) == expected[name], name
    assert "Nederlands" in untranslated([lille], everything=False).lines[0].note
    assert {line.text for line in untranslated([lille], everything=False).lines} >= {"Pour public"}


def test_the_home_page_of_the_editor_lists_them(cast, now, shelves, signed_in):
    Call.objects.update(deadline=now + timedelta(days=3))

    text = signed_in("editor").get("/admin/").content.decode()

    assert "Appels qui se terminent cette semaine" in text and f"/admin/appels/{cast.call.pk}/" in text
    assert "Pour mentors" in text


def test_a_sheet_that_is_still_true_comes_back_in_a_year(cast, now, shelves, signed_in):
    page = shelves["mentors"].page
    browser = signed_in("editor")
    assert browser.get("/admin/toujours-vrai/").content.decode().count("Toujours vraie<") == 2

    browser.post(f"/admin/toujours-vrai/{page.pk}/")

    page.refresh_from_db()
    assert (page.reviewed_on, page.review_on) == (now.date(), now.date() + timedelta(days=365))
    assert page.get_latest_revision_as_object().review_on == page.review_on
    assert browser.get("/admin/toujours-vrai/").content.decode().count("Toujours vraie<") == 1


def test_only_keepers_and_editors_say_so(cast, now, shelves):
    general, local = shelves["mentors"].page, shelves["branch"].page
    for who, branch in (("stranger", "lille"), ("other_mentor", "londres")):
        Role.objects.create(person=cast.people[who], branch=cast.branches[branch], kind="editor", starts_on=now.date())
    ResourcePage.objects.filter(pk=general.pk).update(keeper=cast.trainer)

    allowed = []
    for who in ("stranger", "other_mentor", "trainer", "mentor"):
        for page in (general, local):
            try:
                confirm_sheet(actor=cast.people[who], page_id=page.pk, now=now)
            except SheetRefusal:
                continue
            allowed.append((who, page.pk))

    assert allowed == [("stranger", local.pk), ("trainer", general.pk)]


def test_an_editor_of_a_branch_changes_its_sheets_and_no_others(cast, now, shelves, signed_in, editor_of_lille):
    own, general = shelves["branch"].page, shelves["mentors"].page
    ResourcePage.objects.filter(pk=general.pk).update(keeper=cast.stranger)
    browser = signed_in("stranger")

    text = browser.get("/admin/toujours-vrai/").content.decode()
    status = {page: browser.get(f"/admin/pages/{page.pk}/edit/").status_code for page in (own, general)}

    assert status == {own: 200, general: 302}
    assert f"/admin/toujours-vrai/{general.pk}/" in text and f"/admin/pages/{general.pk}/edit/" not in text
    assert f"/admin/pages/{own.pk}/edit/" in text


@pytest.mark.parametrize("field", ["branch", "promotion"])
def test_a_sheet_is_not_given_to_a_branch_one_does_not_look_after(cast, shelves, editor_of_lille, field):
    page = shelves["branch"].page
    facts = {"branch": cast.branches["lille"].pk, "promotion": cast.promotion.pk, "body-count": "0"}
    other = {"branch": cast.branches["londres"].pk, "promotion": cast.other_promotion.pk}
    kind = ResourcePage.get_edit_handler().get_form_class()

    errors = [
        set(kind(data, instance=page, for_user=cast.stranger).errors) & {"branch", "promotion"}
        for data in (facts, {**facts, field: other[field]})
    ]

    assert errors == [set(), {field}]
