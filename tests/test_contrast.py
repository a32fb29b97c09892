"""Texts stand out at 7 to 1, lines of fields at 3 to 1, light and dark, read from the tokens themselves."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parent.parent / "hub/static/hub/css/tokens.css").read_text(encoding="utf-8")
LIGHT_TEXT, DARK_TEXT = CSS.split("prefers-color-scheme: dark", 1)
PAIRS = [
    *[(ink, ground, 7) for ink in ("ink", "ink-2") for ground in ("bg", "surf", "tint", "tint-2")],
    *[("prune", ground, 7) for ground in ("bg", "surf", "tint")],
    *[(name, f"{name}-1", 7) for name in ("vert", "bleu", "brique")],
    ("ink", "saf-1", 7),
    ("on-prune", "prune", 7),
    ("on-saf", "saf", 7),
    ("on-dark", "prune-d", 7),
    ("gold", "prune-d", 7),
    ("brique", "surf", 7),
    *[("line", ground, 3) for ground in ("bg", "surf", "tint")],
]


def colours(text):
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", text))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT = colours(LIGHT_TEXT)
SCHEMES = {"light": LIGHT, "dark": LIGHT | colours(DARK_TEXT)}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_colours_that_meet_stands_out(scheme):
    faint = {}
    for ink, ground, least in PAIRS:
        high, low = sorted((luminance(SCHEMES[scheme][ink]), luminance(SCHEMES[scheme][ground])), reverse=True)
        contrast = (high + 0.05) / (low + 0.05)
        if contrast < least:
            faint[ink, ground] = round(contrast, 2)

    assert faint == {}
