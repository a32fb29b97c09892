"""A portrait beside somebody's words: said in words, by the same agreement, and gone with it from everywhere."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms import models
from cms.actions.testimonies import remove_ended_sizes, remove_portrait
from cms.dashboard import consents
from cms.models import HomePage, SiteImage
from cms.sizes import SPECS, make_sizes
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


@pytest.fixture
def withdraw(signed_in):
    """withdraw(testimony) is what the editor's screen answers to the day they took their agreement back."""

    def send(said):
        sent = {**QUOTE, "portrait": said.portrait_id, "withdrawn_on": "2026-11-24"}
        return signed_in("editor").post(f"/admin/snippets/cms/testimony/edit/{said.pk}/", sent, follow=True)

    return send


def sized(said):
    """The files of a portrait as anybody could ask for them, once its sizes are made; the original first."""
    make_sizes.func(said.portrait_id)
    files = [said.portrait.file.name, *(one.file.name for one in said.portrait.renditions.all())]
    assert {name.rpartition(".")[2] for name in files} == {"jpg", "avif", "webp"}
    assert all(default_storage.exists(name) for name in files)
    return files


def sweep():
    """The worker does what waits for it."""
    for row in DBTaskResult.objects.filter(task_path__endswith="delete_file_from_storage_task", status="READY"):
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])


def test_a_portrait_that_nothing_else_names_goes_with_all_its_files(
    home, wall, cast, withdraw, django_capture_on_commit_callbacks
):
    said = quoted()
    page = home([("testimony", {"testimony": said})])
    files = sized(said)

    with django_capture_on_commit_callbacks(execute=True):
        answer = withdraw(said)
    sweep()

    assert not SiteImage.objects.exists()
    assert [name for name in files if default_storage.exists(name)] == []
    assert {Client().get(f"/media/{name}").status_code for name in files} == {404}
    assert "utilisée ailleurs" not in answer.content.decode()
    assert Entry.objects.filter(verb="portrait.withdrawn", target_id=said.pk, actor=cast.editor).count() == 1
    remove_portrait(actor=cast.editor, testimony_id=said.pk)
    page.revisions.order_by("pk").first().publish()
    models.Testimony.objects.update(withdrawn_on=None)
    assert [faces(path) for path in ("/fr/", WALL)] == [[], []]
    assert Entry.objects.filter(verb="portrait.withdrawn").count() == 1


def test_one_that_a_page_shows_as_well_stays_in_the_library_without_its_sizes_and_the_editor_hears_of_it(
    home, cast, now, withdraw, django_capture_on_commit_callbacks
):
    said = quoted()
    home([("picture", {"image": said.portrait, "alt_text": "Au travail", "decorative": False})])
    original, *sizes = sized(said)
    assert "Au travail" in Client().get("/fr/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        text = withdraw(said).content.decode()
    sweep()

    assert "« Photo Hélène » est utilisée ailleurs" in text.replace("\xa0", " ")
    assert f"/admin/images/usage/{said.portrait_id}/" in text
    assert "Au travail" not in Client().get("/fr/").content.decode()
    assert [line.text for line in consents(cast.editor, now).lines] == ["Photo Hélène"]
    assert [name for name in (original, *sizes) if default_storage.exists(name)] == [original]
    SiteImage.objects.get().save()
    make_sizes.func(said.portrait_id)
    assert not SiteImage.objects.get().renditions.exists()


def test_two_on_one_picture_who_each_agree_keep_it_in_the_library(cast, now):
    said, other = quoted(), quoted("Paul")
    models.Testimony.objects.filter(pk=other.pk).update(portrait=said.portrait)
    early = now.date() - timedelta(days=30)
    SiteImage.objects.filter(pk=said.portrait_id).update(consent_until=early)
    models.Testimony.objects.filter(pk=said.pk).update(withdrawn_on=now.date())

    left = remove_portrait(actor=cast.editor, testimony_id=said.pk)

    assert left == said.portrait
    assert SiteImage.objects.get(pk=left.pk).consent_until == early
    assert models.Testimony.objects.get(pk=other.pk).portrait == left


def test_nothing_goes_while_they_agree(cast):
    said = quoted()

    remove_portrait(actor=cast.editor, testimony_id=said.pk)

    assert SiteImage.objects.get().consent_until is None
    assert models.Testimony.objects.get().portrait == said.portrait
    assert not Entry.objects.filter(verb="portrait.withdrawn").exists()


def test_once_a_consent_ends_the_sizes_of_its_picture_go_and_another_day_brings_them_back(cast, clock, now):
    said, other = quoted(), quoted("Paul")
    SiteImage.objects.filter(pk=said.portrait_id).update(consent_until=now.date())
    sized(said)
    sized(other)

    assert remove_ended_sizes(now=now) == 0
    clock.shift(24 * 3600)
    assert remove_ended_sizes(now=timezone.now()) == len(SPECS)
    assert remove_ended_sizes(now=timezone.now()) == 0

    assert [one.portrait.renditions.exists() for one in (said, other)] == [False, True]
    picture = SiteImage.objects.get(pk=said.portrait_id)
    picture.consent_until = timezone.localdate()
    picture.save()
    make_sizes.func(picture.pk)
    assert picture.renditions.count() == len(SPECS)


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
