"""Comments on a page in the editor are told by our own mails: to whom, of what, once, and never by Wagtail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Comment, CommentReply, PageSubscription
from wagtail.users.models import UserProfile

from cms.actions.editors import seat_editors
from cms.actions.remarks import tell_of_remarks
from cms.models import CallPage
from hub.actions.deliver import deliver_due
from hub.models import Role


@pytest.fixture
def page(editor_of_lille, clock):
    """The French page of Lille's call; the editor of Lille, who reads Dutch, follows its comments."""
    found = CallPage.objects.get(locale__language_code="fr")
    PageSubscription.objects.create(page=found, user=editor_of_lille, comment_notifications=True)
    return found


@pytest.fixture
def write(page):
    """write(person, words) is a comment, as the editor's page keeps it."""

    def written(person, words):
        comment = Comment.objects.create(page=page, user=person, text=words, contentpath="lead")
        comment.log_create(user=person)
        return comment

    return written


def answer(comment, person, words):
    CommentReply.objects.create(comment=comment, user=person, text=words).log_create(user=person)


def mails(clock):
    """What is told once everybody has come to rest, and nothing the second time."""
    clock.shift(timedelta(minutes=3))
    tell_of_remarks(now=timezone.now())
    assert tell_of_remarks(now=timezone.now()) == 0
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return {one.to[0].partition("<")[2].strip(">"): one for one in sent}


def test_who_follows_a_page_reads_all_that_was_said_in_one_mail_in_their_language(cast, page, write, clock):
    write(cast.editor, "Trop <long>.")
    write(cast.editor, "Quelle année ?")
    assert tell_of_remarks(now=timezone.now()) == 0

    sent = mails(clock)

    (told,) = sent.values()
    assert (list(sent), told.subject) == ([cast.stranger.email], "Opmerkingen bij een pagina")
    assert "Trop <long>." in told.body and "Trop &lt;long&gt;." in told.alternatives[0].content
    for text in (told.body, told.alternatives[0].content):
        assert "Quelle année ?" in text and page.title in text and cast.editor.full_name in text
        assert f"/admin/pages/{page.pk}/edit/" in text and "03\xa053\xa001\xa000\xa001" in text


def test_who_wrote_a_comment_hears_of_its_answer_and_its_end_and_of_no_other(cast, page, write, clock):
    PageSubscription.objects.all().delete()
    comment, other = write(cast.editor, "Trop long."), write(cast.admin, "Quelle année ?")
    nothing = mails(clock)
    answer(comment, cast.stranger, "C’est raccourci.")
    answer(other, cast.stranger, "2026.")
    comment.log_resolve(user=cast.stranger)

    sent = mails(clock)
    answer(comment, cast.editor, "Merci.")
    last = mails(clock)

    assert nothing == {}
    assert sorted(sent) == sorted([cast.editor.email, cast.admin.email])
    told = sent[cast.editor.email].body.replace("\xa0", " ")
    assert "répond à « Trop long. »" in told and "C’est raccourci." in told and "a réglé" in told
    assert "2026." not in told and "2026." in sent[cast.admin.email].body
    assert (list(last), "Merci." in last[cast.stranger.email].body) == ([cast.stranger.email], True)


def test_nobody_is_told_who_wants_no_such_mail_or_does_not_edit_the_page_any_more(cast, page, write, clock, now):
    first = write(cast.editor, "Trop long.")
    UserProfile.objects.update_or_create(user=cast.stranger, defaults={"updated_comments_notifications": False})
    unwanted = mails(clock)
    UserProfile.objects.update(updated_comments_notifications=True)
    first.delete()
    gone = mails(clock)
    write(cast.editor, "Et le lieu ?")
    Role.objects.filter(person=cast.stranger).delete()
    seat_editors(now=now)

    assert (unwanted, gone, mails(clock)) == ({}, {}, {})


def test_wagtail_itself_mails_nothing(cast, page, write):
    view = EditView()

    view.send_commenting_notifications({"new_comments": [write(cast.editor, "Trop long.")]})

    assert mail.outbox == []
