"""Which words of a text are mentions: whom they name, and what they become."""

import pytest

from community.mentions import find_mentions
from community.text import clean, render
from hub.models import Person

MEMBERS = [
    Person(pk=number, first_name=first, last_name=last)
    for number, (first, last) in enumerate(
        [("Hélène", "Martin"), ("Paul", "Vidal"), ("Paul", "Durand"), ("Jean-Pierre", "Roux"), ("Marie Ange", "Le")], 1
    )
]


def found(text, *, may_call_all=False):
    return find_mentions(clean(text), MEMBERS, may_call_all=may_call_all)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@Hélène tu viens ?", [1]),
        ("Merci @helene, et @HÉLÈNE.", [1]),
        ("(@Paul V.) et «\u00a0@paul d\u00a0»", [2, 3]),
        ("@Jean-Pierre et @marie ange", [4, 5]),
        ("@Hélène\u2019s idea", [1]),
        ("@Paul", []),
        ("@Paula @Hélènes @Helene-Louise", []),
        ("x@Hélène moi@helene.fr https://x.fr/@helene @helene.fr", []),
        ("@", []),
        ("@inconnue", []),
    ],
)
def test_a_name_of_a_member_is_a_mention(text, people):
    assert sorted(found(text).people) == people


def test_a_name_that_several_bear_and_a_call_to_all_are_told():
    text = "@Paul, @tous et @iedereen"

    mine, theirs = found(text, may_call_all=True), found(text)

    assert (mine.vague, mine.everybody, mine.refused) == (("@Paul",), True, False)
    assert (theirs.vague, theirs.everybody, theirs.refused) == (("@Paul",), False, True)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Merci @Paula, et @Helene-Louise !", ("@Paula", "@Helene-Louise")),
        ("@Zoé’s idea, @Zoé", ("@Zoé",)),
        ("@inconnue. @inconnue", ("@inconnue",)),
        ("@Hélène, @Paul V. et @Paul, @tous", ()),
        ("x@Hélène @helene.fr @10h @ @_x https://x.fr/@nom", ()),
    ],
)
def test_a_name_that_nobody_bears_is_told(text, unknown):
    assert found(text).unknown == unknown
    assert found(text, may_call_all=True).failed == bool(unknown or found(text).vague)


def test_what_is_shown_is_the_peer_name_and_everything_else_is_escaped():
    text = clean("<b>@helene</b> @helene & https://x.fr\n@Paul V. <script>")

    html = render(text, found(text).places)

    assert html == (
        '<p>&lt;b&gt;@helene&lt;/b&gt; <span class="at-name">@Hélène M.</span> &amp; '
        '<a href="https://x.fr" rel="nofollow">https://x.fr</a><br>'
        '<span class="at-name">@Paul V.</span> &lt;script&gt;</p>'
    )


def test_a_name_with_markup_in_it_stays_a_name():
    evil = Person(pk=9, first_name="<img src=x>", last_name="O'<b>")
    text = clean("@<img src=x> bonjour")

    html = render(text, find_mentions(text, [evil], may_call_all=False).places)

    assert "<img" not in html and "&lt;img" in html
