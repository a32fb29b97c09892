"""The role of editor opens the editor, and its end closes it."""

from datetime import timedelta

from cms.actions.editors import seat_editors
from hub.models import Role


def test_a_new_editor_enters_and_one_whose_role_ended_leaves(cast, signed_in, clock, now):
    Role.objects.create(person=cast.stranger, kind="editor", starts_on=now.date())
    Role.objects.filter(person=cast.editor).update(ends_on=now.date())

    seat_editors(now=now)

    assert signed_in("stranger").get("/admin/").status_code == 200
    assert signed_in("editor").get("/admin/").status_code == 302


def test_nothing_is_written_when_nothing_changed(cast, now, django_assert_num_queries):
    seat_editors(now=now)

    with django_assert_num_queries(2):
        seat_editors(now=now + timedelta(hours=1))
