"""The photos and the paper of the demo's messages: drawn and written here, so that nobody is shown without consent."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from uuid import uuid4

from PIL import Image, ImageDraw

from community.actions.words import keep_words
from community.models import Post, Upload
from community.stored import store

SIZE = (1600, 1200)
Draw = ImageDraw.ImageDraw


def sky(top: str, bottom: str) -> tuple[Image.Image, Draw]:
    """A ground that goes from one colour to the other."""
    blend = Image.linear_gradient("L").resize(SIZE)
    image = Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), blend)
    return image, ImageDraw.Draw(image)


def tree(draw: Draw, x: int, foot: int, size: int, green: str) -> None:
    """A trunk and three round crowns."""
    draw.rectangle((x - size // 12, foot - size, x + size // 12, foot), fill="#5b4636")
    for dx, dy in ((-0.28, -1.0), (0.28, -1.05), (0, -1.4)):
        left, top = x + dx * size - size * 0.42, foot + dy * size - size * 0.42
        draw.ellipse((left, top, left + size * 0.84, top + size * 0.84), fill=green)


def person(draw: Draw, x: int, seat: int, coat: str, skin: str) -> None:
    """Somebody who sits, from behind."""
    draw.rounded_rectangle((x - 70, seat - 210, x + 70, seat + 20), 60, fill=coat)
    draw.ellipse((x - 48, seat - 310, x + 48, seat - 205), fill=skin)


def bench(draw: Draw, left: int, seat: int, width: int) -> None:
    """A bench, from behind."""
    for y in (seat - 120, seat - 70, seat):
        draw.rounded_rectangle((left, y, left + width, y + 34), 10, fill="#8a5a2b")
    for x in (left + 40, left + width - 60):
        draw.rectangle((x, seat - 120, x + 22, seat + 150), fill="#3b2c20")


def garden() -> Image.Image:
    """A path between trees."""
    image, draw = sky("#bfe0f5", "#fdf3dc")
    draw.ellipse((-400, 640, 2000, 1900), fill="#86b36b")
    draw.polygon([(700, 690), (860, 690), (1280, 1200), (340, 1200)], fill="#e6d3ac")
    for x, foot, size in ((180, 860, 330), (470, 760, 220), (1120, 770, 240), (1420, 880, 360)):
        tree(draw, x, foot, size, "#3f7d4f")
    return image


def two_on_a_bench() -> Image.Image:
    """Two people on a bench before the evening sun."""
    image, draw = sky("#5e1a50", "#f7b52c")
    draw.ellipse((640, 480, 960, 800), fill="#fff1d0")
    draw.rectangle((0, 800, *SIZE), fill="#3f0f36")
    person(draw, 700, 830, "#174a75", "#e8b98f")
    person(draw, 900, 830, "#2f7a66", "#7a4b2f")
    bench(draw, 500, 830, 600)
    return image


def greenhouse() -> Image.Image:
    """A greenhouse with tall plants."""
    image, draw = sky("#d9ecf7", "#f4f9ee")
    draw.pieslice((250, 240, 1350, 1340), 180, 360, fill="#eef7f4", outline="#6c8f86", width=12)
    for x in range(330, 1300, 120):
        draw.line((800, 250, x, 790), fill="#9db9b1", width=6)
    draw.rectangle((0, 790, *SIZE), fill="#a9c48c")
    for x, size in ((520, 190), (800, 260), (1060, 200)):
        tree(draw, x, 900, size, "#2f7a66")
    return image


def harbour() -> Image.Image:
    """Ships at a quay."""
    image, draw = sky("#9cc4e4", "#eaf3f8")
    draw.rectangle((0, 760, *SIZE), fill="#2f5f86")
    for left, width, colour in ((120, 620, "#8f2412"), (860, 560, "#174a75")):
        hull = [(left, 660), (left + width, 660), (left + width - 90, 800), (left + 70, 800)]
        draw.polygon(hull, fill=colour)
        draw.rectangle((left + 90, 540, left + 230, 660), fill="#ffffff")
        for x in range(left + 270, left + width - 120, 80):
            draw.rectangle((x, 590, x + 70, 660), fill="#d277ad" if x % 160 else "#f7b52c")
    draw.rectangle((0, 1040, *SIZE), fill="#8d8791")
    return image


def one_page(title: str, lines: list[str]) -> bytes:
    """A PDF of one page in large letters."""
    shown = "\n".join(f"({line}) Tj T*" for line in lines)
    text = f"BT /F1 24 Tf 30 TL 60 770 Td ({title}) Tj T* /F1 15 Tf T*\n{shown}\nET".encode("cp1252")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def pattern_of_a_cv() -> bytes:
    """Paul's page for a manual trade."""
    lines = [
        "Prénom, ville, téléphone",
        "",
        "Ce que je sais faire",
        "- souder (semi-automatique, TIG)",
        "- lire un plan",
    ]
    return one_page("Modèle de CV", [*lines, "", "Où je l'ai fait", "- atelier, trois ans", "- intérim, six semaines"])


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "jardin": garden,
    "banc": two_on_a_bench,
    "serre": greenhouse,
    "port": harbour,
}


def put_beside(post: Post, files: list[tuple[str, str, str]], now: datetime) -> None:
    """(what, its name, its description) under a message, in this order."""
    for place, (what, name, alt) in enumerate(files):
        data = pattern_of_a_cv() if what == "cv" else as_jpeg(PICTURES[what]())
        upload = Upload(uid=uuid4(), room=post.room, post=post, owner=post.author, name=name, created_at=now, alt=alt)
        for field, value in {**store(Upload(uid=upload.uid, name=name), data), "place": place, "ready_at": now}.items():
            setattr(upload, field, value)
        upload.received = upload.size
        upload.save()
    if files:
        post.more = True
        post.save(update_fields=["more"])
        keep_words(post)


def as_jpeg(image: Image.Image) -> bytes:
    """As a phone sends it."""
    file = BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()
