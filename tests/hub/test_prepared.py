"""Queries composed once: they find and write what the same words find and write."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.actions.rooms import find_room
from community.models import Membership, Post, Room
from hub.inserts import insert
from hub.models import Command, LogEvent, Person, Topic
from hub.policies import branches_of_team, team_branches
from hub.prepared import Blank, Prepared

EVENTS = Prepared(
    lambda: LogEvent.objects.select_related("topic", "actor").filter(topic__key=Blank("key"), at__gt=Blank("at"))
)


@pytest.fixture
def topic(db):
    return Topic.objects.create(key="x:1")


def test_what_it_finds_is_what_django_finds(cast, topic, now, django_assert_num_queries):
    for seq, actor in ((1, cast.mentor), (2, None), (3, cast.referent)):
        insert(LogEvent, topic=topic, seq=seq, kind="post", actor=actor, target=seq, at=now + timedelta(hours=seq))
    after = now + timedelta(hours=1)

    for _ in range(2):
        with django_assert_num_queries(1):
            found = EVENTS.all(key="x:1", at=after)
            beside = [(event.topic.key, event.actor and event.actor.email) for event in found]

    same = LogEvent.objects.filter(at__gt=after).order_by("pk")
    assert [event.__dict__.keys() for event in found] == [found[0].__dict__.keys()] * 2
    assert [(one.pk, one.uuid, one.at) for one in found] == [(one.pk, one.uuid, one.at) for one in same]
    assert beside == [("x:1", None), ("x:1", cast.referent.email)]
    assert EVENTS.all(key="x:2", at=after) == [] and EVENTS.first(key="x:2", at=after) is None


def test_lists_of_values_and_updates(topic):
    heads = Prepared(lambda: Topic.objects.filter(pk=Blank("pk")).values_list("head", "key"))
    moved = Prepared(lambda: Topic.objects.filter(pk=Blank("pk")), head=Blank("head"))

    moved.run(pk=topic.pk, head=7)
    moved.run(pk=topic.pk + 1, head=9)

    assert [tuple(row) for row in heads.rows(pk=topic.pk)] == [(7, "x:1")]


def test_a_new_row_is_the_same_as_by_create(cast, now):
    row = insert(Command, scope=cast.mentor, cid=str(uuid.uuid4()), digest="d" * 64, result={"é": [1, None]})

    stored = Command.objects.get(pk=row.pk)
    assert (stored.result, stored.scope, stored.at) == ({"é": [1, None]}, cast.mentor, row.at)
    assert not row._state.adding and row in Command.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Command, scope=cast.mentor, cid=row.cid, digest="", result={})


def test_the_branches_of_the_team_are_those_of_the_rule(cast):
    on = timezone.localdate()
    everybody = Person.objects.all()

    assert any(branches_of_team(person, on=on) for person in everybody)
    for person in everybody:
        assert branches_of_team(person, on=on) == list(
            team_branches(person, on=on).order_by("pk").values_list("pk", flat=True)
        )


def test_who_writes_in_a_room_is_who_sees_it(cast, now):
    for membership in Membership.objects.order_by("pk")[:1]:
        membership.ends_at = timezone.now() - timedelta(seconds=1)
        membership.save()
    moment = timezone.now()

    for person in Person.objects.all():
        for room in Room.objects.all():
            seen = Room.objects.visible_to(person, moment).filter(pk=room.pk).first()
            assert find_room(person, room.pk, moment) == seen


def test_it_is_composed_once(cast, topic, now):
    composed = []
    words = Prepared(lambda: composed.append(1) or Post.objects.filter(pk=Blank("pk")))

    with CaptureQueriesContext(transaction.get_connection()) as queries:
        for pk in range(3):
            words.all(pk=pk)

    assert (len(composed), len(queries)) == (1, 3)


@pytest.mark.django_db(transaction=True)
def test_the_first_statement_of_a_transaction_is_undone_with_it():
    topic = Topic.objects.create(key="x:1")
    moved = Prepared(lambda: Topic.objects.filter(pk=Blank("pk")), head=Blank("head"))

    with transaction.atomic():
        moved.run(pk=topic.pk, head=5)
        transaction.set_rollback(True)

    topic.refresh_from_db()
    assert topic.head == 0


def ended_here():
    connection.connection.pgconn.finish()


def ended_there():
    """As when Postgres is killed: by somebody else, in the middle of a transaction, so that nobody looks before."""
    pid = connection.connection.info.backend_pid
    thread = threading.Thread(target=end, args=[pid])
    thread.start()
    thread.join()


def end(pid):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("end", [ended_here, ended_there])
def test_a_lost_connection_is_djangos_error_and_the_next_statement_finds_another(end, known):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is a file: nothing is lost on the way")
    by_key = Prepared(lambda: Topic.objects.filter(key=Blank("key")))
    Topic.objects.create(key="x:1")
    if known:
        assert by_key.first(key="x:1") is not None
    connection.ensure_connection()
    end()

    with pytest.raises(OperationalError):
        by_key.first(key="x:1")
    connection.close()

    assert by_key.first(key="x:1") is not None


def test_values_small_and_large_absent_and_of_every_kind(topic, now):
    for seq, actor in ((1, None), (2**40, None)):
        made = insert(LogEvent, topic=topic, seq=seq, kind="é ' %", actor=actor, target=-seq, at=now)
        assert LogEvent.objects.get(pk=made.pk).uuid == made.uuid
    at = Prepared(lambda: LogEvent.objects.filter(seq=Blank("seq"), actor=None))

    found = [at.first(seq=seq) for seq in (1, 2**40, 2)]

    assert [one and (one.seq, one.kind, one.target, one.actor_id, one.at) for one in found] == [
        (1, "é ' %", -1, None, now),
        (2**40, "é ' %", -(2**40), None, now),
        None,
    ]


def test_a_new_row_has_defaults_and_no_name_that_its_model_lacks(topic):
    row = insert(Topic, key="x:2")

    assert (row.head, row.min) == (0, 0) == tuple(Topic.objects.values_list("head", "min").get(pk=row.pk))
    with pytest.raises(TypeError, match="keys"):
        insert(Topic, keys="x:3")
