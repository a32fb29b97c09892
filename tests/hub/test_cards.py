"""The picture that a shared link shows: all of its words stand on it, above the foot."""

from io import BytesIO

import pytest
from PIL import Image, ImageColor

from hub.cards import FOOT, FREE, GROUND, HEIGHT, MARGIN, ROOM, WIDTH, draw_card

DETAILS = ("Rotterdam", "Promotion de janvier 2027", "2 heures par semaine pendant 6\xa0mois")


@pytest.mark.parametrize(
    "words",
    [
        ("Devenez mentor à Rotterdam", *DETAILS),
        ("Un titre bien plus long que ce qu’une image porte " * 3, *DETAILS),
        ("Court",),
    ],
)
def test_no_word_is_drawn_into_the_foot(words):
    image = Image.open(BytesIO(draw_card(*words))).convert("RGB")

    above = image.crop((MARGIN, HEIGHT - FOOT - FREE // 2, MARGIN + ROOM, HEIGHT - FOOT))
    assert image.size == (WIDTH, HEIGHT)
    assert {color for _count, color in above.getcolors()} == {ImageColor.getrgb(GROUND)}
