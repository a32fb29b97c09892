"""What blocks choose among: pages, pictures, files and testimonies, which a page reads all at once."""

from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.shelf import Shelved


class PageChoice(Shelved, PageChooserBlock):
    """A page."""


class PictureChoice(Shelved, ImageChooserBlock):
    """A picture; its sizes are read with it."""


class FileChoice(Shelved, DocumentChooserBlock):
    """A file."""


class SnippetChoice(Shelved, SnippetChooserBlock):
    """A row that is kept once and named from many pages."""
