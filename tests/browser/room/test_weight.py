"""What a room's page costs on a phone's connection, as production sends it."""

import gzip
from pathlib import PurePath
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

# nginx packs the page itself, at the level that its configuration names.
LEVEL = 6


@pytest.fixture
def weigh(demo):
    """weigh(page, path): bytes on the wire by suffix of the file, of everything the page fetches; "" is the page."""

    def load(page, path):
        answers = []
        page.on("requestfinished", lambda request: answers.append(request.response()))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        weights = {}
        for answer in answers:
            address = urlsplit(answer.url)
            assert answer.url.startswith(demo["base_url"]), "a third party"
            kind = PurePath(address.path).suffix
            text = answer.request.resource_type == "document"
            size = len(gzip.compress(answer.body(), LEVEL)) if text else answer.request.sizes()["responseBodySize"]
            weights.setdefault(kind, []).append(size)
        return weights

    return load


def test_the_page_weighs_at_most_70_kb_and_its_script_15(enter, path, weigh):
    page = enter("mentor", "/sante/")  # fetches nothing that the room needs

    weights = weigh(page, path)

    assert page.locator("#posts > [data-post]").count() == 40, "a full page is the heaviest"
    assert len(weights[".js"]) == 12
    assert sum(weights[".js"]) <= 15_000, weights
    assert sum(sum(sizes) for sizes in weights.values()) <= 70_000, weights
