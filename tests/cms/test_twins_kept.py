"""Of two applications of one person to one call, one that has ended, or has not come as far, is never the one that stays."""

import pytest
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.merge import merge_applications
from cms.actions.steps import ApplicationRefusal, advance, lock_application
from cms.models import Application
from hub.db import write

WAYS = {
    "withdrawn": ("withdrawn",),
    "redirected": ("redirected",),
    "received": (),
    "accepted": ("interview_proposed", "interview_done", "accepted"),
    "training_confirmed": ("interview_proposed", "interview_done", "accepted", "training_confirmed"),
}
WRONG = [
    ("withdrawn", "received"),
    ("redirected", "received"),
    ("withdrawn", "accepted"),
    ("received", "accepted"),
    ("accepted", "training_confirmed"),
]


@pytest.fixture
def pair(clock, cast, now, answers):
    """pair("withdrawn", "received"): one person with two addresses, and what has become of each."""

    def made(*states: str):
        for number, state in enumerate(states):
            one = answers(email=f"{number}@mail.example", phone="06 39 98 11 22", event_id=None, mode="")
            apply(call_id=cast.call.pk, answers=one, language="fr", flagged=False, now=now)
            key = Application.objects.get(email_key=one.email).pk
            for step in WAYS[state]:
                with write():
                    advance(lock_application(key), step, actor=cast.coordinator, why="test", now=timezone.now())
        return list(Application.objects.order_by("pk"))

    return made


def join(cast, keep, other):
    return merge_applications(actor=cast.coordinator, keep_id=keep.pk, other_id=other.pk, now=timezone.now())


@pytest.mark.parametrize("states", WRONG)
def test_what_goes_on_is_not_given_up_for_what_has_ended(pair, cast, states):
    keep, other = pair(*states)

    with pytest.raises(ApplicationRefusal) as refused:
        join(cast, keep, other)
    kept = join(cast, other, keep)

    assert (refused.value.code, kept.pk, kept.state) == ("further", other.pk, states[1])
    assert Application.objects.count() == 1


@pytest.mark.parametrize("states", [("withdrawn", "redirected"), ("received", "received")])
def test_of_two_that_have_come_as_far_either_stays(pair, cast, states):
    keep, other = pair(*states)

    assert join(cast, keep, other).pk == keep.pk


def test_the_page_offers_to_keep_the_one_that_goes_on_and_refuses_the_other(pair, signed_in):
    ended, going = pair("withdrawn", "received")
    browser, path = signed_in("coordinator"), f"/fr/equipe/candidatures/doublons/{ended.pk}/{going.pk}/"

    shown = browser.get(path).content.decode()
    refused = browser.post(path, {"keep": ended.pk})

    assert f'name="keep" value="{going.pk}"' in shown and f'name="keep" value="{ended.pk}"' not in shown
    assert "gardez l’autre" in shown
    assert refused.status_code == 422 and Application.objects.count() == 2
    assert browser.post(path, {"keep": going.pk}).status_code == 302
    assert Application.objects.get().pk == going.pk
