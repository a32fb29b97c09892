"""A call's poster: one sheet of A4 with the square and the number on it, whatever an editor has written."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.long]
A4 = {"width": 794, "height": 1123}
LONG = "Accompagnez un jeune vers l’emploi, à deux pas de chez vous, avec une équipe qui reste à vos côtés. " * 2
BELOW = """() => {
  const poster = document.querySelector(".poster").getBoundingClientRect();
  const box = name => document.querySelector(`.poster ${name}`).getBoundingClientRect();
  return {
    sheet: Math.round(poster.height / 96 * 25.4), wide: innerWidth - poster.width,
    cut: [".qr", ".door", ".door .big a"].filter(name => box(name).bottom > poster.bottom + 1),
  };
}"""


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_one_sheet_with_the_square_and_the_number(visit, demo, language):
    page = visit(demo["urls"]["call_open"], **A4)
    key = re.search(r"/candidature/(\d+)/", page.content())[1]
    page.goto(f"{demo['base_url']}/{language}/affiche/{key}/")
    page.emulate_media(media="print")

    for lead in (None, LONG):
        if lead:
            page.locator(".poster .lead").evaluate("(it, words) => { it.textContent = words; }", lead)
        assert page.evaluate(BELOW) == {"sheet": 296, "wide": 0, "cut": []}
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", sheet)) == 1
