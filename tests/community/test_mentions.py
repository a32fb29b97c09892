"""Mentions: who is told by mail, when, and once; what an edit changes; what the author hears."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from community.actions.posts import edit_post, write_post
from community.actions.promotions import remove_from_roster
from community.actions.reading import mark_read
from community.actions.without_address import add_without_address
from community.models import Membership, Mention, Post
from hub.actions.deliver import deliver_due
from hub.live.commands import new_cid
from hub.models import LogEvent, Notice
from tests.community.test_announcements import befriend


@pytest.fixture
def say(cast, now):
    befriend(cast, now)

    def one(body, who="mentor", **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, **facts).target)

    return one


def told():
    rows = Notice.objects.filter(kind="community.mention").order_by("pk")
    return list(rows.values_list("person__first_name", flat=True))


def test_who_is_named_is_told_at_once_and_oneself_never(cast, say, now):
    cid = new_cid()

    post, _again = say("@Anne et @Mentor, venez @stranger", cid=cid), say("@Anne et @Mentor, venez @stranger", cid=cid)

    assert told() == ["Anne"]
    assert list(Mention.objects.values_list("post", "person")) == [(post.pk, cast.anne.pk)]
    assert '<span class="at-name">@Anne D.</span>' in post.html and "@stranger" in post.html
    assert Notice.objects.get(kind="community.mention").due_at == now


def test_at_night_it_waits_until_eight(say, now):
    say("@Anne", now=now.replace(hour=21))

    assert Notice.objects.get(kind="community.mention").due_at == (now + timedelta(days=1)).replace(hour=7)


def test_only_those_who_lead_call_everybody(say):
    mine, theirs = say("@tous venez"), say("@tous venez", "referent")

    assert told() == ["Mentor", "Anne", "Bruno"]
    assert "at-name" not in mine.html and "at-name" in theirs.html
    assert (mine.more, theirs.more) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_race_edits_from_two_devices_name_the_same_person(cast, say, now, together):
    post = say("Bonjour")

    together(lambda number: edit_post(actor=cast.mentor, post_id=post.pk, body=f"@Anne {number}", now=now), 4)

    assert (told(), Mention.objects.count()) == (["Anne"], 1)


@pytest.mark.django_db(transaction=True)
def test_race_who_leaves_and_who_is_named(cast, say, now, together):
    membership = Membership.objects.get(person=cast.anne)

    def act(number):
        if number:
            return say("@Anne, tu viens ?")
        return remove_from_roster(actor=cast.referent, membership_id=membership.pk, now=now)

    together(act, 2)

    post, gone = Post.objects.get(), LogEvent.objects.get(kind="member.del", target=cast.anne.pk)
    assert (told() == ["Anne"]) is (post.seq < gone.seq)


def test_an_edit_tells_the_new_ones_alone_and_forgets_who_is_not_named_any_more(cast, say, now):
    post = say("@Anne")

    edit_post(actor=cast.mentor, post_id=post.pk, body="@Bruno", now=now)
    edit_post(actor=cast.mentor, post_id=post.pk, body="@Bruno et @Anne", now=now)

    assert told() == ["Anne", "Bruno"]
    assert Mention.objects.filter(post=post).count() == 2
    assert Post.objects.get().html.count("at-name") == 2


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_mail_speaks_one_s_own_language(clock, cast, say, now, language):
    cast.anne.language = language
    cast.anne.save()
    post = say("@Anne, <b>viens</b>")

    deliver_due(now=now)

    (message,) = mail.outbox
    assert "Mentor D." in message.subject
    assert f"/{language}/salon/{post.room_id}/messages/{post.pk}/" in message.body and "<b>viens</b>" in message.body
    assert "&lt;b&gt;viens" in message.alternatives[0][0]


def test_no_mail_for_what_was_read_or_changed_meanwhile(clock, cast, say, now):
    read, changed = say("@Anne"), say("@Bruno")
    edit_post(actor=cast.mentor, post_id=changed.pk, body="Rien", now=now)
    mark_read(actor=cast.anne, room_id=read.room_id, places={read.discussion_id: read.seq}, now=now)

    deliver_due(now=now)

    assert list(Notice.objects.filter(kind="community.mention").values_list("state", flat=True)) == ["dropped"] * 2


def test_the_author_alone_hears_whom_a_mention_did_not_reach(clock, signed_in, cast, say, now):
    cast.bruno.first_name = "Anne"
    cast.bruno.save()
    say("@Anne, @Zoé et @tous")
    path = f"/fr/salon/{cast.promotion.room_id}/"

    mine, theirs = (re.sub(r"\s+", " ", signed_in(who).get(path).content.decode()) for who in ("mentor", "referent"))

    assert "Plusieurs personnes s’appellent @Anne" in mine and "Seules la personne référente" in mine
    assert "Personne dans cette promotion ne s’appelle @Zoé : aucun e-mail n’est parti." in mine
    assert "Plusieurs personnes s’appellent" not in theirs and "ne s’appelle" not in theirs
    assert told() == []


def test_the_author_hears_who_can_get_no_mail(clock, signed_in, cast, say, now):
    facts = {"promotion_id": cast.promotion.pk, "first_name": "Marcel", "last_name": "Dupont", "phone": ""}
    add_without_address(actor=cast.referent, cid=new_cid(), now=now, **facts)
    post, path = say("@Marcel et @Anne, à demain"), f"/fr/salon/{cast.promotion.room_id}/"

    mine, theirs = (re.sub(r"\s+", " ", signed_in(who).get(path).content.decode()) for who in ("mentor", "referent"))

    assert told() == ["Anne"]
    assert "Aucun e-mail n’est parti pour Marcel D., faute d’adresse" in mine
    assert "faute d’adresse" not in theirs
    say("@tous, à demain", "referent")
    called = re.sub(r"\s+", " ", signed_in("referent").get(path).content.decode())
    assert "Aucun e-mail n’est parti pour Marcel D., faute d’adresse" in called
    assert '<span class="at-name">@Marcel D.</span>' in post.html
