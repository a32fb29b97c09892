"""The demo's files: a film of our own drawing, with captions in each language, and the logos of partners."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from cms.demo_content.film import CAPTIONS, TITLES
from cms.demo_content.partners import LOGOS
from cms.models import SiteDocument, SiteImage

FILES = Path(__file__).resolve().parent.parent / "demo_content" / "files"


def document(title: str, name: str, content: bytes) -> SiteDocument:
    """One file of the site."""
    made: SiteDocument = SiteDocument.objects.create(
        title=title, file=ContentFile(content, name), file_size=len(content)
    )
    return made


def drawn(title: str, name: str) -> SiteImage:
    """One picture of the site."""
    file = ImageFile(BytesIO((FILES / name).read_bytes()), name)
    made: SiteImage = SiteImage.objects.create(title=title, file=file, credit="Le Banc")
    return made


def add_logos() -> dict[str, SiteImage]:
    """The logos of partners, by the names that pages give them."""
    return {f"logo-{name}": drawn(f"Logo {name}", f"logo-{name}.png") for name in LOGOS}


def add_film() -> dict[str, Any]:
    """The film, its picture and its captions, by the names that pages give them."""
    still = drawn(TITLES["fr"], "rendez-vous.jpg")
    film = document(TITLES["fr"], "rendez-vous.webm", (FILES / "rendez-vous.webm").read_bytes())
    captions = {
        f"captions-{code}": document(f"{TITLES[code]} ({code})", f"rendez-vous-{code}.vtt", text.encode())
        for code, text in CAPTIONS.items()
    }
    return {"film": film, "film-picture": still, **captions}
