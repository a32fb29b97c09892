"""Debian's nginx keeps what every visitor is shown, and shows what changed within five seconds."""

import asyncio
import re
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from cms.actions.apply import Answers, apply
from cms.models import CallPage
from events.models import Event
from tests.cast import Cast, session
from tests.faults.children import free_port
from tests.faults.wire import Answer, request
from tests.fixtures.live import session_for
from tests.production.front import Nginx

pytestmark = [
    pytest.mark.production,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here; on Debian: apt-get install nginx"),
]
LEAD = "Deux heures, chaque semaine."
PAGE = "/fr/devenir-mentor/lille/"
SERVED = re.compile(r'GET "([^"]+)" .* \[([^]]*)\] \[([^]]*)\] "')


class Front:
    """nginx before the server of the test's process, which sees the cast."""

    def __init__(self, folder: Path, server: str, cast: Cast) -> None:
        self.cast = cast
        self.port = free_port()
        self.nginx = Nginx(folder, folder)
        self.nginx.backends = [int(server.rpartition(":")[2])]
        asyncio.run(self.nginx.start(self.port))

    def ask(self, path: str, **headers: str) -> Answer:
        """One request."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return asyncio.run(request(self.port, "GET", path, named, patience=15))

    def shows(self, path: str, words: str) -> bool:
        """Whether the page says so now; spaces are of any kind."""
        return words in self.ask(path).body.decode().replace("\xa0", " ")

    def seconds_until(self, path: str, words: str, change: Callable[[], object]) -> float:
        """How long after a change that is written down visitors are shown it."""
        assert not self.shows(path, words)
        change()
        start = time.monotonic()
        while not self.shows(path, words):
            assert time.monotonic() - start < 15
            time.sleep(0.05)
        return time.monotonic() - start

    def rendered(self, path: str) -> int:
        """How many requests for the page reached the server; all of them are told apart in the log."""
        return sum(
            told == path and server not in {"", "-"} for told, server, _status in SERVED.findall(self.nginx.log())
        )


@pytest.fixture
def front(open_house, tmp_path) -> Iterator[Front]:
    server, cast = open_house
    now = timezone.now()
    cast.call.promotion = None
    cast.call.opens_at, cast.call.deadline, cast.call.total = now - timedelta(days=1), now + timedelta(days=40), 16
    cast.call.save()
    Event.objects.filter(pk__in=[one.pk for one in cast.sessions]).delete()
    cast.sessions = [session(cast, (now + timedelta(days=9)).date().isoformat(), seats=70)]
    front = Front(tmp_path, server, cast)
    yield front
    asyncio.run(front.nginx.stop())


def take_a_seat(cast: Cast, name: str) -> None:
    """Somebody applies."""
    who = Answers(name, "O’Connor", f"{name}@mail.example".lower(), "", True, cast.sessions[0].pk, "in_person")
    apply(call_id=cast.call.pk, answers=who, language="fr", flagged=False, now=timezone.now())


def publish(cast: Cast) -> None:
    """An editor publishes another introduction."""
    page = CallPage.objects.get(locale__language_code="fr")
    page.lead = LEAD
    page.save_revision().publish()


def close(cast: Cast) -> None:
    """The deadline passes: nobody writes anything, the hour changes it."""
    cast.call.deadline = timezone.now()
    cast.call.save()


def test_a_publication_a_seat_and_a_state_show_within_five_seconds(front):
    cast = front.cast
    took = {
        "seat": front.seconds_until(PAGE, "69 places", lambda: take_a_seat(cast, "Elodie")),
        "seat in the agenda": front.seconds_until("/fr/agenda/", "68 places", lambda: take_a_seat(cast, "Paul")),
        "publication": front.seconds_until(PAGE, LEAD, lambda: publish(cast)),
        "state": front.seconds_until(PAGE, "Les candidatures pour cette promotion sont closes", lambda: close(cast)),
    }

    assert {name: seconds for name, seconds in took.items() if seconds > 5} == {}
    assert front.rendered(PAGE) < front.nginx.log().count(f'"{PAGE}"') / 2


def test_a_member_s_page_is_their_own_and_nobody_else_s(front):
    cookie = f"sessionid={session_for(front.cast.mentor)}"
    own = front.ask("/fr/agenda/", Cookie=cookie)
    visitor = front.ask("/fr/agenda/")

    assert "/fr/deconnexion/" in own.body.decode()
    assert "no-store" in own.headers["cache-control"]
    assert "deconnexion" not in visitor.body.decode()
    assert "deconnexion" in front.ask("/fr/agenda/", Cookie=cookie).body.decode()


def test_whoever_has_it_already_is_told_so_by_nginx(front):
    tag = front.ask("/nl/").headers["etag"]
    before = front.rendered("/nl/")
    answers = [front.ask("/nl/", If_None_Match=tag) for _ in range(20)]

    assert {(answer.status, answer.body) for answer in answers} == {(304, b"")}
    assert front.rendered("/nl/") - before <= 2


def test_what_is_no_public_page_is_never_kept(front):
    for path in ("/fr/connexion/", "/fr/rien-ici/", "/sante/", "/"):
        for _ in range(2):
            front.ask(path)
        until = time.monotonic() + 5  # a line of the log may come after its answer
        while front.rendered(path) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        assert front.rendered(path) == 2
