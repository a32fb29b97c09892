"""What editors write: empty words of links and skipped headings are refused where they stand, long sentences advised."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import models
from cms.blocks.body import BodyBlock
from cms.demo_content import en, fr, nl
from cms.models import HomePage, SiteImage
from cms.wording import headings_of, is_file_name, is_vague, long_sentences, texts_of

BODY = BodyBlock()
STEPS = {"heading": "", "items": [{"title": "a", "text": "b"}, {"title": "c", "text": "d"}]}
TWENTY_SIX = " ".join(["mot"] * 26)


@pytest.mark.parametrize(
    "words",
    ["Cliquez ici", "cliquez  ICI !", "ici", "En savoir plus", "klik hier", "Lees meer…", "Click here.", "here", "»",
     "Read more", "https://lebanc.example/fr/", "www.lebanc.example"],
)  # fmt: skip
def test_words_that_say_nothing_are_known_in_three_languages(words):
    assert is_vague(words)


@pytest.mark.parametrize(
    "words", ["Choisir une séance", "Ici, à Lille", "Meer over de opleiding", "More about the duo"]
)
def test_words_that_say_where_they_lead_are_taken(words):
    assert not is_vague(words)


def test_a_sentence_is_long_from_twenty_six_words_on():
    text = f"{TWENTY_SIX}. {TWENTY_SIX[4:]}. L’été d’Hélène ? Oui !"

    assert long_sentences(text) == [(f"{TWENTY_SIX}.", 26)]


def refused(blocks):
    with pytest.raises(ValidationError) as found:
        BODY.clean(BODY.normalize(blocks))
    return found.value.block_errors


@pytest.mark.parametrize(
    ("blocks", "index"),
    [
        ([("text", "<h3>Sans titre au-dessus</h3>")], 0),
        ([("text", "<h2>Un</h2><h3>Deux</h3><h2>Trois</h2>"), ("steps", STEPS), ("intro", {"title": "b", "lead": "c"})], 2),
        ([("steps", STEPS)], 0),
        ([("callout", {"title": "a", "text": "<p>b</p>"}), ("text", "<p><a href='/x/'>ici</a></p>")], 1),
        ([("text", "<h2> </h2>")], 0),
        ([("text", "<p><a href='/fr/'></a></p>")], 0),
        ([("columns", {"left": [("text", "<h3>a</h3>")], "right": []})], 0),
    ],
)  # fmt: skip
def test_a_fault_is_said_at_its_block(db, blocks, index):
    assert list(refused(blocks)) == [index]


def test_headings_that_follow_one_another_are_taken(db):
    blocks = [
        ("intro", {"title": "a", "lead": "b"}),
        ("text", "<h2>a</h2><h3>b</h3>"),
        ("columns", {"left": [("steps", STEPS)], "right": [("text", "<h3>c</h3>")]}),
    ]

    assert BODY.clean(BODY.normalize(blocks))


def test_the_demo_keeps_to_what_it_asks_of_editors():
    bodies = [page["body"] for content in (fr, nl, en) for page in [*content.PAGES.values(), *content.CALLS.values()]]
    long = [found for text in texts_of(bodies) for found in long_sentences(text)]

    assert long == []
    assert headings_of(fr.CALLS["lille"]["body"][0][1]) == [(2, "Être mentor à Lille")]


def test_a_draft_may_skip_and_its_page_advises(cast, clock, signed_in):
    page = HomePage.objects.get(locale__language_code="fr")
    sent = {
        "title": page.title,
        "slug": page.slug,
        "body": streamfield([("text", rich_text(f"<h3>Un</h3><p>{TWENTY_SIX}.</p>"))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    browser, address = signed_in("editor"), f"/admin/pages/{page.pk}/edit/"

    draft = browser.post(address, nested_form_data(sent))
    published = browser.post(address, {**nested_form_data(sent), "action-publish": "1"})

    assert draft.status_code == 302
    assert "saute un niveau" in str(published.context["form"].errors.as_data()["body"][0].block_errors[0])
    shown = browser.get(address).content.decode()
    assert f"{TWENTY_SIX}. (26 mots)" in shown


def test_somebody_s_words_are_advised_where_they_are_kept(cast, now, signed_in):
    facts = {"name": "Hélène", "age": 64, "consent_on": now.date()}
    short = models.Testimony.objects.create(quote={"fr": "Il faut écouter."}, **facts)
    long = models.Testimony.objects.create(quote={"fr": "Il faut écouter.", "nl": f"{TWENTY_SIX}."}, **facts)

    shown = [
        signed_in("editor").get(f"/admin/snippets/cms/testimony/edit/{one.pk}/").content.decode()
        for one in (short, long)
    ]

    assert [f"{TWENTY_SIX}. (26 mots)" in page for page in shown] == [False, True]
    assert ["plus de 25 mots" in page for page in shown] == [False, True]


@pytest.mark.parametrize(
    "words", ["IMG_1234.jpg", "img-1234", "DSC01234", "photo_2", "Logo Lille.PNG", "20261124_093000.heic", "a.webp"]
)
def test_the_name_of_a_file_is_no_description_of_a_picture(cast, words):
    def put(**said):
        return BODY.child_blocks["picture"].clean(BODY.child_blocks["picture"].normalize({"image": picture, **said}))

    (picture,) = SiteImage.objects.bulk_create([SiteImage(title=words, width=40, height=30, file="a.png")])

    with pytest.raises(ValidationError) as refused:
        put(alt_text=words, decorative=False)

    (error,) = refused.value.block_errors["alt_text"].messages
    assert words in error and is_file_name(words)
    assert put(alt_text=words, decorative=True).decorative


@pytest.mark.parametrize(
    "words", ["Deux personnes sur un banc", "Logo", "Le Banc, 2026", "Lille-Fives", "Covid-19", ""]
)
def test_what_a_picture_shows_is_taken(words):
    assert not is_file_name(words)
