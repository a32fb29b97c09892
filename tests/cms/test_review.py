"""Who reads pages through, and who handed one in, hear of it by our own mails, in their language."""

import pytest
from django.core import mail
from wagtail.models import TaskState

from cms.actions.review import tell_of_reviews
from cms.models import CallPage
from hub.actions.deliver import deliver_due


@pytest.fixture
def page(editor_of_lille, clock):
    """The French page of Lille's call, handed in by the editor of Lille, who reads Dutch."""
    found = CallPage.objects.get(locale__language_code="fr")
    found.save_revision()
    found.get_workflow().start(found, editor_of_lille)
    return found


def mails(now):
    """What leaves of what is told now, and again; Wagtail sends nothing beside it."""
    assert mail.outbox == []
    told = [tell_of_reviews(now=now) for _ in range(2)]
    deliver_due(now=now)
    sent, mail.outbox[:] = list(mail.outbox), []
    return told, {one.to[0].partition("<")[2].strip(">"): one for one in sent}


def finish(person, *, approve, comment=""):
    turn = TaskState.objects.get().specific
    (turn.approve if approve else turn.reject)(user=person, comment=comment)


def test_whoever_reads_pages_through_is_told_once_whose_page_and_what_next(cast, page, now):
    told, sent = mails(now)
    (asked,) = sent.values()

    assert told == [1, 0]
    assert (list(sent), asked.subject) == ([cast.editor.email], "Une page à relire")
    for text in (asked.body, asked.alternatives[0].content):
        assert page.title in text and cast.stranger.full_name in text and f"/admin/pages/{page.pk}/edit/" in text
        assert "03\xa053\xa001\xa000\xa001" in text


def test_who_handed_it_in_is_told_in_their_language_that_it_is_published(cast, page, now):
    mails(now)
    finish(cast.editor, approve=True)

    told, sent = mails(now)

    assert told == [1, 0]
    assert (list(sent), sent[cast.stranger.email].subject) == ([cast.stranger.email], "Uw pagina is gepubliceerd")
    assert page.url_path in sent[cast.stranger.email].body and cast.editor.full_name in sent[cast.stranger.email].body


def test_what_is_to_be_changed_comes_back_with_the_readers_words(cast, page, now):
    mails(now)
    finish(cast.editor, approve=False, comment="Il manque <l’adresse>.")

    _told, sent = mails(now)

    assert "Il manque <l’adresse>." in sent[cast.stranger.email].body
    assert "Il manque &lt;l’adresse&gt;." in sent[cast.stranger.email].alternatives[0].content


def test_a_page_that_was_read_meanwhile_is_not_asked_for(cast, page, now):
    tell_of_reviews(now=now)
    finish(cast.editor, approve=True)
    deliver_due(now=now)

    assert [one.to for one in mail.outbox] == []


def test_where_nobody_else_reads_pages_through_the_administrators_are_told(cast, page, now):
    cast.editor.groups.clear()

    told, sent = mails(now)

    assert (told, list(sent)) == ([1, 0], [cast.admin.email])
