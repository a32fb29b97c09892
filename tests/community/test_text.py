"""Member text becomes safe HTML, whatever it holds."""

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text import TextRefusal, clean, clean_title, render

ALLOWED = {"p", "br", "a"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags, self.links = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "a":
            self.links.append(dict(attrs))


@given(st.text(max_size=300) | st.text(alphabet="<>&\"'javscriptonerr:=/ \n", max_size=120))
def test_no_text_makes_more_than_paragraphs_breaks_and_links(text):
    try:
        text = clean(text)
    except TextRefusal:
        return

    parser = Tags()
    parser.feed(render(text))

    assert parser.tags <= ALLOWED
    assert all(link["href"].startswith(("http://", "https://", "mailto:")) for link in parser.links)
    assert text == unicodedata.normalize("NFC", text)


def test_links_are_made_and_markup_is_shown():
    html = render("Voir https://lebanc.example/a?b=1&c=2 <script>alert(1)</script>")

    assert 'href="https://lebanc.example/a?b=1&amp;c=2" rel="nofollow"' in html
    assert "&lt;script&gt;" in html and "<script" not in html


def test_a_title_is_one_line():
    assert clean_title("  Déjeuner\n du   12 ") == "Déjeuner du 12"
    with pytest.raises(TextRefusal):
        clean_title("x" * 81)


def test_decomposed_accents_are_composed():
    assert clean("re\u0301union") == "réunion"
