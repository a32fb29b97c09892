"""The sizes that pages show of a picture: three widths, each in three formats, made when it arrives."""

from itertools import product

from django_tasks import task
from wagtail.images import get_image_model

# As templates/blocks/picture.html asks for them.
FORMATS, WIDTHS = ("avif", "webp", "jpeg"), (480, 960, 1600)
SPECS = [f"format-{kind}|width-{width}" for kind, width in product(FORMATS, WIDTHS)]


@task()
def make_sizes(image_id: int) -> None:
    """In the background: those that are missing; none for a picture that has gone meanwhile, or is shown no more."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is not None and image.shown:
        image.get_renditions(*SPECS)
