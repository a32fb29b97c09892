"""`python -m tests.benchmarks.search`: what a search among 50,000 readable messages takes (DATABASE_URL: on Postgres)."""

import random
import sys
import time
from datetime import timedelta
from statistics import median

import django

django.setup()

from django.db import connection  # noqa: E402  # Django must be set up first
from django.utils import timezone  # noqa: E402  # the same

from community.models import Discussion, Membership, Post  # noqa: E402  # the same
from community.views.search import find  # noqa: E402  # the same
from hub.models import Person  # noqa: E402  # the same
from hub.search.ask import Asked, read_words  # noqa: E402  # the same
from hub.search.fold import fold  # noqa: E402  # the same
from tests.benchmarks.world import world  # noqa: E402  # the same

POSTS, VOCABULARY, TIMES, MOST = 50_000, 8_000, 9, 100
LETTERS = "aàbcdeéèfghilmnoœprstuv"
QUERIES = ("rare reunion", "reunion", "a", "« premier rendez-vous »", "introuvable", "")


def text_of(random_: random.Random, words: list[str], number: int) -> str:
    """A message of five to sixty words; one in ten speaks of the meeting, one in a thousand of something rare."""
    chosen = random_.choices(words, k=random_.randint(5, 60))
    chosen += ["la", "Réunion"] if number % 10 == 0 else []
    chosen += ["rare"] if number % 1000 == 0 else []
    return " ".join([*chosen, "premier rendez-vous"] if number % 100 == 0 else chosen)


def fill(room_id: int) -> Person:
    """Fills the room; answers one of those who read it."""
    random_ = random.Random(7)  # noqa: S311  # the same texts each time
    words = ["".join(random_.choices(LETTERS, k=random_.randint(2, 10))) for _ in range(VOCABULARY)]
    discussion, now = Discussion.objects.get(room=room_id, title=""), timezone.now()
    people = list(Person.objects.filter(pk__in=Membership.objects.values("person")).order_by("pk"))
    for start in range(0, POSTS, 5000):
        rows = []
        for number in range(start, start + 5000):
            body = text_of(random_, words, number)
            rows.append(
                Post(
                    room_id=room_id,
                    discussion=discussion,
                    seq=number + 1_000_000,
                    author=people[number % len(people)],
                    body=body,
                    html=f"<p>{body}</p>",
                    words=fold(body),
                    created_at=now - timedelta(minutes=POSTS - number),
                )
            )
        Post.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people[0]


def main() -> int:
    """Prints a line for each kind of query; fails where even the best of one takes longer than 100 ms."""
    slow = 0
    # SQLite works in this process, so its processor time says more on a busy machine.
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    with world(30) as place:
        person = fill(place.room_id)
        sys.stdout.write(f"{POSTS} messages on {connection.vendor}, {TIMES} searches each: median and best\n")
        for typed in QUERIES:
            words, phrases = read_words(typed)
            asked = Asked(words=words, phrases=phrases, author="" if typed else fold(person.peer_name))
            took = []
            for _ in range(TIMES):
                before = clock()
                found = find(person, asked, timezone.now(), 1)
                took.append((clock() - before) * 1000)
            slow += min(took) > MOST
            line = f"{typed or 'by author alone':<28}{found.total:>8} found {median(took):>8.1f} {min(took):>8.1f} ms\n"
            sys.stdout.write(line)
    sys.stdout.write("" if slow else f"each at best within {MOST} ms\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
