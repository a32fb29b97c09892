"""The pages of the demo's branches, in three languages."""

from typing import Any

from django.utils.translation import override

from cms.demo_content.branches import LIST, branch_words
from cms.demo_scene.pages import stream
from cms.models import BranchIndexPage, BranchPage, HomePage
from hub.models import Branch

SLUG = "antennes"


def add_branch_pages() -> None:
    """One list per language, and a page per branch; all translations of the French ones."""
    keys: dict[str, Any] = {}
    for code, words in LIST.items():
        home = HomePage.objects.get(locale__language_code=code)
        facts = {"seo_title": words["title"], "search_description": words["description"]}
        index = BranchIndexPage(title=words["title"], slug=SLUG, locale=home.locale, **facts)
        index.body = stream([("text", words["lead"])], {})
        index.translation_key = keys.setdefault("", index.translation_key)
        home.add_child(instance=index)
        index.save_revision().publish()
        with override(code):
            for branch in Branch.objects.in_order():
                add_branch_page(index, branch, code, keys)


def add_branch_page(index: BranchIndexPage, branch: Branch, code: str, keys: dict[str, Any]) -> None:
    """One branch in one language."""
    lead, body = branch_words(code, branch.slug, str(branch))
    page = BranchPage(
        title=str(branch),
        slug=branch.slug,
        branch=branch,
        lead=lead,
        search_description=lead,
        locale=index.locale,
        body=stream(body, {}),
    )
    page.translation_key = keys.setdefault(branch.slug, page.translation_key)
    index.add_child(instance=page)
    page.save_revision().publish()
