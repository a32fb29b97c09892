"""Pages begin as drafts in three languages, with instructions that keep them from being published as they are."""

import pytest
from django.test import Client
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.actions.editors import branch_group, seat_editors
from cms.actions.starting import NewPages, StartingRefusal, start_pages
from cms.models import BranchIndexPage, HomePage, ResourceIndexPage, ResourcePage
from cms.ready import unready
from cms.starters.pages import KINDS, WORDS
from cms.wording import left_to_write, long_sentences, texts_of
from hub.models import Role


@pytest.fixture(autouse=True)
def site(cast, clock):
    """One instant, and in each language a list of branches and a library."""
    for home in HomePage.objects.select_related("locale").order_by("pk"):
        for kind, slug in ((BranchIndexPage, "antennes"), (ResourceIndexPage, "ressources")):
            home.add_child(instance=kind(title=slug, slug=slug, locale=home.locale))


@pytest.fixture
def lille(cast, now):
    """The editor of one branch."""
    Role.objects.create(person=cast.stranger, branch=cast.branches["lille"], kind="editor", starts_on=now.date())
    seat_editors(now=now)
    return cast.stranger


def chosen(cast, word, branch="lille"):
    kind = KINDS[word]
    return NewPages(
        word,
        title="Préparer un entretien" if "title" in kind.asks else "",
        theme="bond" if "theme" in kind.asks else "",
        branch_id=cast.branches[branch].pk if kind.of_a_branch else None,
    )


@pytest.mark.parametrize("word", KINDS)
def test_each_kind_begins_in_three_languages_and_is_not_published_as_it_is(cast, now, word):
    pages = start_pages(actor=cast.editor, chosen=chosen(cast, word), now=now)

    assert [page.locale.language_code for page in pages] == ["fr", "nl", "en"]
    assert len({page.translation_key for page in pages}) == len({page.slug for page in pages}) == 1
    assert all("[[" not in pages[0].title and unready([page], now) for page in pages)
    assert 200 not in {Client().get(page.url_path).status_code for page in pages}


@pytest.mark.parametrize("word", KINDS)
def test_each_kind_is_ready_once_its_instructions_are_followed(cast, now, word):
    def written(value):
        if isinstance(value, dict):
            return {name: written(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [written(inner) for inner in value]
        while isinstance(value, str) and (found := left_to_write(value)):
            value = value.replace(found, "Écrit par nous.")
        return value

    for page in start_pages(actor=cast.editor, chosen=chosen(cast, word), now=now):
        draft = page.get_latest_revision_as_object()
        for name in ("title", "lead", "summary"):
            if isinstance(vars(draft).get(name), str):
                setattr(draft, name, written(vars(draft)[name]))
        draft.body = draft.body.stream_block.to_python(written(draft.body.stream_block.get_prep_value(draft.body)))
        draft.save_revision()
        assert unready([draft], now) == []


def test_the_same_kinds_in_every_language_and_no_long_sentence():
    assert {code: [*words] for code, words in WORDS.items()} == {code: [*WORDS["fr"]] for code in ("fr", "nl", "en")}
    assert {*WORDS["fr"]} == {*KINDS}
    bodies = [page["body"] for words in WORDS.values() for page in words.values()]
    assert [found for text in texts_of(bodies) for found in long_sentences(text)] == []


@pytest.mark.parametrize(("word", "branch"), [("fiche", "bruxelles"), ("antenne", "bruxelles"), ("page", "lille")])
def test_an_editor_of_a_branch_begins_nothing_elsewhere(cast, lille, now, word, branch):
    before = Page.objects.count()

    with pytest.raises(StartingRefusal):
        start_pages(actor=lille, chosen=chosen(cast, word, branch), now=now)

    assert Page.objects.count() == before


def test_what_there_is_one_of_begins_once_and_other_addresses_get_a_number(cast, now):
    for word in ("antenne", "temoignages"):
        start_pages(actor=cast.editor, chosen=chosen(cast, word), now=now)
        with pytest.raises(StartingRefusal):
            start_pages(actor=cast.editor, chosen=chosen(cast, word), now=now)
    again = [start_pages(actor=cast.editor, chosen=chosen(cast, "page"), now=now)[0].slug for _number in range(2)]

    assert again == ["preparer-un-entretien", "preparer-un-entretien-2"]


def test_the_form_leads_an_editor_of_a_branch_to_a_sheet_of_hers(cast, lille, signed_in):
    browser = signed_in("stranger")
    offered = browser.get("/admin/commencer/").content.decode()
    sent = {"title": "Préparer un entretien", "theme": "bond", "branch": cast.branches["lille"].pk}

    refused = browser.post("/admin/commencer/fiche/", {**sent, "branch": ""})
    answer = browser.post("/admin/commencer/fiche/", sent)
    sheet = ResourcePage.objects.get(locale__language_code="fr")

    assert "/admin/commencer/fiche/" in offered and "/admin/commencer/page/" not in offered
    assert browser.get("/admin/commencer/page/", follow=True).status_code == 404
    assert "branch" in refused.context["form"].errors and 'value="Préparer' in refused.content.decode()
    assert answer["Location"] == f"/admin/pages/{sheet.pk}/edit/"
    assert browser.get(answer["Location"]).status_code == 200
    assert GroupPagePermission.objects.filter(group__name=branch_group("lille"), page=sheet).exists()


def test_what_is_left_to_write_is_said_at_its_field_and_a_draft_is_kept(cast, now, signed_in):
    sheet = start_pages(actor=cast.editor, chosen=chosen(cast, "fiche"), now=now)[0]
    facts = nested_form_data(
        {
            "title": sheet.title,
            "slug": sheet.slug,
            "summary": "[[À écrire]]",
            "theme": "bond",
            "audience": "mentors",
            "reviewed_on": "2026-10-01",
            "review_on": "2027-10-01",
            "body": streamfield([("callout", {"title": "[[Un titre]]", "text": "null"})]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )

    refused = signed_in("editor").post(f"/admin/pages/{sheet.pk}/edit/", {**facts, "action-publish": "1"})
    kept = signed_in("editor").post(f"/admin/pages/{sheet.pk}/edit/", facts)

    assert {"summary", "body"} <= {*refused.context["form"].errors}
    assert "[[À écrire]]" in refused.context["form"].errors["summary"][0]
    assert kept.status_code == 302
