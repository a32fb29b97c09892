"""The demo's newsletter: readers of Lille in two languages, one who has not pressed the button, and one that was sent."""

import uuid
from datetime import timedelta

from cms.actions.newsletters import Written, send_newsletter
from cms.actions.subscriptions import confirm_subscription, subscribe
from cms.models import Subscription
from hub.demo_world import World
from hub.models import Person, Role

READERS = (
    ("andree@lettre.example", "fr"),
    ("gerard@lettre.example", "fr"),
    ("malika@lettre.example", "fr"),
    ("wim@lettre.example", "nl"),
)
LATE = "bernard@lettre.example"
SUBJECT = {"fr": "Novembre au Banc de Lille", "nl": "November bij Le Banc in Rijsel"}
WORDS = {
    "fr": "Seize mentors ont commencé leur formation, et douze duos se voient chaque semaine.\n\n"
    "Vous connaissez quelqu’un de plus de 50 ans qui aime écouter ? Une séance d’information ne l’engage à rien.\n\n"
    "À bientôt sur un banc !",
    "nl": "Zestien mentoren zijn aan hun opleiding begonnen, en twaalf duo’s zien elkaar elke week.\n\n"
    "Kent u iemand boven de 50 die graag luistert? Een infosessie verplicht tot niets.\n\nTot gauw op een bank!",
}


def add_newsletter(world: World) -> None:
    """By the actions that the site itself uses."""
    branch, asked = world.branches["lille"], world.now - timedelta(days=30)
    for email, language in (*READERS, (LATE, "fr")):
        late = email == LATE
        subscribe(branch=branch, email=email, language=language, now=world.now - timedelta(days=1) if late else asked)
    for key in Subscription.objects.exclude(email_key=LATE).order_by("pk").values_list("pk", flat=True):
        confirm_subscription(subscription_id=key, now=asked + timedelta(hours=1))
    writer = Person.objects.filter(roles__branch=branch, roles__kind=Role.Kind.COORDINATOR).order_by("pk")[0]
    written = Written(SUBJECT, WORDS, uuid.uuid4())
    send_newsletter(actor=writer, branch_id=branch.pk, written=written, now=world.now - timedelta(days=9))
