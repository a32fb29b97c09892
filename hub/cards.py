"""The picture that a shared link shows: a few words beside our bench, drawn in our colours and fonts."""

from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

STATIC = Path(__file__).resolve().parent / "static" / "hub"
WIDTH, HEIGHT, MARGIN, FOOT = 1200, 630, 72, 20
ROOM = 560  # what the words have: the bench stands to the right of them
GROUND, WHITE, GOLD, SAFRAN = "#3f0f36", "#ffffff", "#ffd98a", "#f7b52c"
TITLE_SIZES = (76, 66, 56, 48)
MOST_LINES = 4
# Where the title begins, what stands between it and the details, a line of those, and what stays free above the foot.
TOP, GAP, SMALL, FREE = 168, 28, 46, 20


@cache
def letters(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of our fonts at a size."""
    return ImageFont.truetype(STATIC / "fonts" / f"{name}.woff2", size)


@cache
def bench() -> Image.Image:
    """Our illustration (templates/art/bench.html), as pixels."""
    with Image.open(STATIC / "img" / "bench.png") as image:
        return image.convert("RGBA")


def broken(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text in lines that fit beside the bench; a word that is longer stands alone."""
    lines: list[str] = []
    for word in text.split(" "):  # a no-break space keeps words together
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def step(font: ImageFont.FreeTypeFont) -> int:
    """From one line of the title to the next."""
    return int(font.size * 1.16)


def fitting(text: str, height: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The largest title that fits into these pixels; the smallest is cut."""
    for size in TITLE_SIZES:
        font = letters("bricolage-grotesque", size)
        lines, most = broken(text, font), min(MOST_LINES, height // step(font))
        if len(lines) <= most and all(font.getlength(line) <= ROOM for line in lines):
            return lines, font
    return lines[:most], font


@lru_cache(maxsize=64)
def draw_card(title: str, *details: str) -> bytes:
    """A PNG of 1200 × 630 (what OpenGraph's readers show whole); the same words are drawn once per process."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    picture = bench()
    image.paste(picture, (WIDTH - picture.width - 20, HEIGHT - picture.height - FOOT), picture)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT), fill=SAFRAN)
    draw.text((MARGIN, MARGIN - 16), "Le Banc", font=letters("bricolage-grotesque", 44), fill=GOLD)
    small = letters("bricolage-grotesque", 34)
    below = [line for detail in details for line in broken(detail, small)]
    lines, font = fitting(title, HEIGHT - FOOT - FREE - TOP - GAP - SMALL * len(below))
    for number, line in enumerate(lines):
        draw.text((MARGIN, TOP + number * step(font)), line, font=font, fill=WHITE)
    for number, line in enumerate(below):
        place = TOP + len(lines) * step(font) + GAP + number * SMALL
        draw.text((MARGIN, place), line, font=small, fill=GOLD)
    file = BytesIO()
    image.quantize(128).save(file, "PNG", optimize=True)
    return file.getvalue()
