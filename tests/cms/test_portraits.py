"""A portrait beside somebody's words: said in words, by the same agreement, and gone with it from everywhere."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms import models
from cms.actions.testimonies import hide_portrait
from cms.dashboard import consents
from cms.models import HomePage, SiteImage
from hub.models import Entry
from tests.community.pictures import picture

QUOTE = {"name": "Hélène", "quote_fr": "Il fallait écouter.", "consent_on": "2026-03-14"}
WALL = "/fr/temoignages/"


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


def photo(name="p"):
    return SiteImage.objects.create(title=f"Photo {name}", file=ContentFile(picture(width=500), f"{name}.jpg"))


def quoted(name="Hélène", **more):
    facts = {"quote": {"fr": "Il fallait écouter."}, "consent_on": "2026-03-14", "portrait": photo(name)}
    return models.Testimony.objects.create(name=name, **{**facts, **more})


@pytest.fixture
def home(cast):
    """The French home page, with a body."""

    def put(body):
        page = HomePage.objects.get(locale__language_code="fr")
        page.body = body
        page.save_revision().publish()
        return page

    return put


@pytest.fixture
def wall(cast):
    """The page of all testimonies."""
    above = HomePage.objects.get(locale__language_code="fr")
    page = above.add_child(
        instance=models.TestimoniesPage(title="Témoignages", slug="temoignages", locale=above.locale)
    )
    page.save_revision().publish()
    return page


def faces(path="/fr/", browser=None):
    """(what is read aloud, in which language) of each portrait of a page."""
    found = BeautifulSoup((browser or Client()).get(path).content, "html.parser").select("main .quote img")
    return [(one["alt"], one["lang"]) for one in found]


def test_it_stands_beside_the_words_in_three_formats_and_says_what_it_shows(home):
    said = quoted(portrait_alt={"fr": "Une femme avec des lunettes", "nl": ""})
    home([("testimony", {"testimony": said}), ("columns", {"left": [("testimony", {"testimony": quoted("Paul")})]})])

    assert faces() == [("Une femme avec des lunettes", "fr"), ("Portrait de Paul", "fr")]
    kinds = BeautifulSoup(Client().get("/fr/").content, "html.parser").select(".quote picture source")
    assert [one["type"] for one in kinds] == ["image/avif", "image/webp"] * 2


def test_its_words_are_said_in_the_readers_language_or_in_the_one_they_are_written_in(wall):
    quoted(portrait_alt={"fr": "Une femme"})
    quoted("Paul", portrait_alt={"fr": "Un homme", "nl": "Een man"}, consent_on="2026-03-10")
    quoted("Zoé", consent_on="2026-03-01")
    dutch = HomePage.objects.get(locale__language_code="nl")
    own = models.TestimoniesPage(title="Getuigenissen", slug="temoignages", locale=dutch.locale)
    dutch.add_child(instance=own).save_revision().publish()

    assert faces("/nl/temoignages/") == [("Une femme", "fr"), ("Een man", "nl"), ("Portret van Zoé", "nl")]


def test_withdrawal_takes_words_and_portrait_from_every_page_draft_and_list(home, wall, signed_in):
    said = quoted()
    page = home([("testimony", {"testimony": said})])
    page.save_revision()
    places = ["/fr/", WALL, f"/admin/pages/{page.pk}/view_draft/"]
    editor = signed_in("editor")
    assert [len(faces(path, editor)) for path in places] == [1, 1, 1]

    answer = editor.post(
        f"/admin/snippets/cms/testimony/edit/{said.pk}/",
        {**QUOTE, "portrait": said.portrait_id, "withdrawn_on": "2026-11-24"},
    )

    assert answer.status_code == 302
    assert [len(faces(path, editor)) for path in places] == [0, 0, 0]
    assert "Il fallait écouter" not in "".join(editor.get(path).content.decode() for path in places)


def test_the_picture_itself_is_shown_nowhere_any_more_and_listed_for_removal(home, cast, now, signed_in):
    said = quoted()
    value = {"image": said.portrait, "alt_text": "Au travail", "decorative": False}
    home([("picture", value)])
    assert "Au travail" in Client().get("/fr/").content.decode()
    sent = {**QUOTE, "portrait": said.portrait_id, "withdrawn_on": "2026-11-24"}

    signed_in("editor").post(f"/admin/snippets/cms/testimony/edit/{said.pk}/", sent)

    assert "Au travail" not in Client().get("/fr/").content.decode()
    assert [line.text for line in consents(cast.editor, now).lines] == ["Photo Hélène"]
    assert Entry.objects.filter(verb="portrait.withdrawn", target_id=said.pk, actor=cast.editor).count() == 1
    hide_portrait(actor=cast.editor, testimony_id=said.pk)
    assert Entry.objects.filter(verb="portrait.withdrawn").count() == 1


def test_an_earlier_end_of_consent_stays_and_nothing_happens_while_they_agree(cast, now):
    said = quoted()
    hide_portrait(actor=cast.editor, testimony_id=said.pk)
    assert SiteImage.objects.get().consent_until is None
    early = now.date() - timedelta(days=30)
    SiteImage.objects.update(consent_until=early)
    models.Testimony.objects.update(withdrawn_on=now.date())

    hide_portrait(actor=cast.editor, testimony_id=said.pk)

    assert SiteImage.objects.get().consent_until == early
    assert not Entry.objects.filter(verb="portrait.withdrawn").exists()


def test_once_the_consent_on_the_picture_ends_the_words_stand_alone(home, now, clock):
    said = quoted()
    SiteImage.objects.update(consent_until=now.date())
    home([("testimony", {"testimony": said})])

    last_day = faces()
    clock.shift(24 * 3600)

    assert (len(last_day), faces()) == (1, [])
    assert "Il fallait écouter." in Client().get("/fr/").content.decode()


def test_a_picture_that_is_deleted_leaves_the_words(home):
    home([("testimony", {"testimony": quoted()})])

    SiteImage.objects.get().delete()

    assert faces() == []
    assert "Il fallait écouter." in Client().get("/fr/").content.decode()


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"portrait_alt_fr": "IMG_1234.jpg"}, "portrait_alt", "est le nom d’un fichier"),
        ({"ended": True}, "portrait", "jusqu’à une date passée"),
    ],
)
def test_an_editor_is_refused_a_file_name_and_a_picture_whose_consent_has_ended(
    cast, signed_in, now, facts, field, words
):
    chosen = photo()
    if facts.pop("ended", False):
        SiteImage.objects.update(consent_until=now.date() - timedelta(days=1))

    answer = signed_in("editor").post("/admin/snippets/cms/testimony/add/", {**QUOTE, "portrait": chosen.pk, **facts})

    assert answer.status_code == 200
    (sentence,) = answer.context["form"].errors[field]
    assert words in sentence


def test_an_editor_of_a_branch_gives_no_other_branch_s_picture_a_name(cast, signed_in, editor_of_lille):
    branch = cast.branches["lille"].pk

    answer = signed_in("stranger").post(
        "/admin/snippets/cms/testimony/add/", {**QUOTE, "branch": branch, "portrait": photo().pk}
    )

    assert answer.status_code == 200
    assert "andere afdeling" in str(answer.context["form"].errors["portrait"])


@pytest.mark.parametrize("place", ["block", "wall"])
def test_more_portraits_ask_no_more(home, wall, place):
    found = []
    for number in (1, 3):
        rows = [quoted(f"Une {number}{letter}") for letter in "abc"[:number]]
        page = home([("testimony", {"testimony": row}) for row in rows])
        path = page.url_path if place == "block" else WALL
        Client().get(path)
        with CaptureQueriesContext(connection) as queries:
            assert len(faces(path)) >= number
        found.append(len(queries))

    assert found[0] == found[1] <= 12
