"""The editor's pages: each of our own is in a matrix, and answers each person as it says."""

import pytest
from django.test import Client

from cms.wagtail_hooks import our_urls
from tests.access.matrix import CODES, WHO
from tests.access.office import OURS, WAGTAIL_S

EVERYBODY = (*WHO, "stranger")


def test_every_address_of_ours_in_the_editor_is_in_the_matrix():
    assert [pattern.name for pattern in our_urls()] == list(OURS)


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_each_person_is_answered(who, places, signed_in, editor_of_lille):
    browser = Client() if who == "anonymous" else signed_in(who)
    index = EVERYBODY.index(who)

    wrong = {}
    for name, (path, row) in {**OURS, **WAGTAIL_S}.items():
        status = browser.get(path.format(**places)).status_code
        if status not in CODES[row[index]]:
            wrong[name] = (status, row[index])

    assert wrong == {}


def test_the_editor_of_one_branch_opens_no_call_of_another(cast, now, signed_in, editor_of_lille):
    cast.call.branch = cast.branches["londres"]
    cast.call.save(update_fields=["branch"])
    browser = signed_in("stranger")

    answers = [browser.get(f"/admin/appels/{cast.call.pk}/{rest}", follow=True) for rest in ("", "apercus/")]

    assert [one.status_code for one in answers] == [404, 404]
