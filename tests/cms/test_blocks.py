"""The blocks: each explains itself and shows what it will look like; what is withdrawn or counted follows the facts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from cms import models
from cms.blocks.body import BodyBlock
from cms.figures import FIGURES, count_all, counted
from cms.models import HomePage
from community.models import Membership
from hub.models import Branch

BODY = BodyBlock()
TWELVE = {
    "intro", "text", "picture", "testimony", "figures", "steps", "accordion", "callout", "calls", "sessions",
    "button", "video",
}  # fmt: skip


@pytest.fixture
def said(db):
    return models.Testimony.objects.create(
        name="Hélène", age=64, quote={"fr": "Il fallait écouter.", "en": "I had to listen."}, consent_on="2026-03-14"
    )


def put(body, language="fr"):
    page = HomePage.objects.get(locale__language_code=language)
    page.body = body
    page.save_revision().publish()
    return page


def test_there_are_the_blocks_that_editors_were_promised():
    assert set(BODY.child_blocks) >= TWELVE


def test_a_block_explains_itself_in_the_editors_language():
    for name, block in BODY.child_blocks.items():
        with override("en"):
            english = str(block.get_description())
        with override("fr"):
            french = str(block.meta.description)

        assert block.meta.icon not in {"", "placeholder"}, name
        assert english and french != english, name


def help_of(block):
    """Every help text of a block and of what it is made of."""
    inner = [*getattr(block, "child_blocks", {}).values(), *filter(None, [getattr(block, "child_block", None)])]
    own = getattr(block.meta, "help_text", "") or getattr(getattr(block, "field", None), "help_text", "")
    return [str(own)] * bool(own) + [text for one in inner for text in help_of(one)]


def test_a_block_helps_in_the_editors_language():
    for name, block in BODY.child_blocks.items():
        said = []
        for language in ("en", "fr", "nl"):
            with override(language):
                said.append(help_of(block))

        assert said[0] and not set(said[0]) & {*said[1], *said[2]}, name


def test_a_block_shows_what_it_looks_like(cast, clock, signed_in):
    browser = signed_in("editor")

    for name, block in BODY.child_blocks.items():
        answer = browser.get("/admin/block-preview/", {"id": block.definition_prefix})

        assert block.is_previewable, name
        assert answer.status_code == 200, name
        assert "wagtailcore/shared/block_preview.html" in {one.name for one in answer.templates}, name
        assert len(answer.content.partition(b"<main>")[2]) > 80, name


def test_what_was_said_is_gone_everywhere_at_once_when_it_is_taken_back(cast, clock, signed_in, said):
    page = put([("testimony", {"testimony": said}), ("columns", {"left": [("testimony", {"testimony": said})]})])
    page.save_revision()
    draft = f"/admin/pages/{page.pk}/view_draft/"
    assert Client().get("/fr/").content.decode().count("Il fallait écouter.") == 2

    models.Testimony.objects.update(withdrawn_on="2026-11-20")

    assert "Il fallait écouter." not in Client().get("/fr/").content.decode()
    assert "Il fallait écouter." not in signed_in("editor").get(draft).content.decode()
    with pytest.raises(ValidationError):
        BODY.clean(BODY.normalize([("testimony", {"testimony": models.Testimony.objects.get()})]))


def test_what_was_said_shows_in_the_readers_language_or_says_which_one_it_is(cast, clock, said):
    put([("testimony", {"testimony": said})], "en")
    put([("testimony", {"testimony": said})], "nl")

    assert 'lang="en">“I had to listen.”' in Client().get("/en/").content.decode()
    assert 'lang="fr">“Il fallait écouter.”' in Client().get("/nl/").content.decode()


def test_days_of_an_agreement_lie_behind_and_in_order(clock, said):
    said.refresh_from_db()
    wrong = [("consent_on", "2026-12-24"), ("withdrawn_on", "2026-12-24"), ("withdrawn_on", "2026-01-01")]

    for field, value in wrong:
        said.consent_on, said.withdrawn_on = date(2026, 3, 14), None
        setattr(said, field, date.fromisoformat(value))
        with pytest.raises(ValidationError) as refused:
            said.full_clean()

        assert list(refused.value.message_dict) == [field]


def test_a_figure_says_what_it_counts_and_counts_it(cast, now):
    expected = {
        "active_mentors": Membership.objects.current(now).filter(role="mentor").values("person").distinct().count(),
        "branches": Branch.objects.count(),
        "countries": len(set(Branch.objects.values_list("country", flat=True))),
    }

    for key, figure in FIGURES.items():
        assert str(figure.definition).endswith("."), key
        assert figure.count(now) == count_all(now).get(key, 0) == expected.get(key, 0), key


def test_few_people_are_not_counted_aloud(cast, now):
    assert FIGURES["active_mentors"].count(now) == 2
    assert counted("active_mentors", count_all(now), now) is None
    assert counted("no such figure", count_all(now), now) is None


def test_counted_figures_follow_the_clock(cast, now):
    later = now + timedelta(days=200)

    assert FIGURES["promotions"].count(later) == 2
    assert FIGURES["events_held"].count(later) == len(cast.sessions) + 8


def test_what_is_missing_is_said_at_its_field(db):
    for block, value, field in [
        ("button", {"label": "Cliquez ici", "page": None}, "label"),
        ("figures", {"items": [], "counted": []}, "items"),
        ("intro", {"title": "Un", "lead": "Deux", "primary_label": "Choisir une date"}, "primary_page"),
    ]:
        one = BODY.child_blocks[block]
        with pytest.raises(ValidationError) as refused:
            one.clean(one.normalize(value))

        assert field in refused.value.block_errors


def test_lists_keep_to_a_branch_and_a_kind(cast, clock):
    put([
        ("sessions", {"heading": "Lille", "limit": 1, "branch": "lille", "kind": "information"}),
        ("sessions", {"heading": "Londres", "limit": 3, "branch": "londres", "kind": "information"}),
        ("calls", {"heading": "Appels", "limit": 3, "branch": "londres"}),
    ])  # fmt: skip

    text = Client().get("/fr/").content.decode()

    assert text.count("Découvrir le mentorat") == 1
    assert "Aucune date n’est prévue" in text
    assert "Aucun appel n’est ouvert" in text
