"""Partners: what an editor must say of them, and what a page of many costs."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import AbstractRendition

from cms.blocks.body import BodyBlock
from cms.models import HomePage, SiteImage
from tests.community.pictures import picture


@pytest.fixture
def logos(cast, clock, settings, tmp_path):
    """logos(n) is n partners, each with a logo of their own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path, "base_url": "/media/"}},
    }

    def make(count: int) -> list[dict]:
        data = picture("PNG", 40, 30)
        files = [ImageFile(BytesIO(data), f"{number}.png") for number in range(count)]
        images = [SiteImage.objects.create(title="Logo", file=file) for file in files]
        return [
            {"logo": {"image": image, "decorative": False, "alt_text": "Un pont"}, "name": f"Pont {image.pk}"}
            for image in images
        ]

    return make


def put(partners: list[dict]) -> None:
    page = HomePage.objects.get(locale__language_code="fr")
    page.body = [("partners", {"heading": "Ils marchent avec nous", "items": partners})]
    page.save_revision().publish()


def test_a_logo_has_words_a_partner_a_name_and_the_name_leads_to_their_site(logos):
    (one,) = logos(1)
    put([{**one, "link": "https://pont.example/", "text": "Il prête une salle."}])

    section = BeautifulSoup(Client().get("/fr/").content, "html.parser").select_one("main section")

    assert section.h2.text == "Ils marchent avec nous"
    assert section.img["alt"] == "Un pont"
    assert section.a["href"] == "https://pont.example/"
    assert section.a.text == one["name"]
    assert "Il prête une salle." in section.text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"logo": {"image": None}}, "logo"),
        ({"alt_text": ""}, "logo"),
        ({"name": ""}, "name"),
        ({"link": "pont"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_what_is_missing_is_said_at_its_field(logos, changed, field):
    (one,) = logos(1)
    logo = {**one["logo"], **{key: value for key, value in changed.items() if key in one["logo"]}}
    one = {**one, "logo": logo, **{key: value for key, value in changed.items() if key not in logo}}
    block = BodyBlock().child_blocks["partners"]

    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize({"heading": "Eux", "items": [one]}))

    assert list(refused.value.block_errors["items"].block_errors[0].block_errors) == [field]


def test_many_cost_a_page_as_much_as_few(logos):
    counts = []
    for number in (1, 6):
        put(logos(number))
        Client().get("/fr/")
        AbstractRendition.cache_backend.clear()
        with CaptureQueriesContext(connection) as asked:
            Client().get("/fr/")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12
