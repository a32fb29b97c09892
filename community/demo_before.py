"""The demo's conversation of before: what Lille 13 said on WhatsApp, taken over."""

from datetime import timedelta

from community.actions.archives import lay_out, take_over
from community.demo_content import before
from community.models import Promotion
from community.whatsapp.parse import parse
from hub.demo_world import World


def remember(world: World, name: str, promotion: Promotion) -> None:
    """What they said on WhatsApp before, taken over as the référent does it."""
    if name != before.ROOM:
        return
    today, referent = world.now.date(), world.people[before.BY]
    lines = [
        f"{today - timedelta(days=days):%d/%m/%Y}, {clock} - {who}: {text}" for days, clock, who, text in before.LINES
    ]
    messages = parse("\n".join(lines)).messages
    archive = lay_out(actor=referent, room_id=promotion.room_id, messages=messages, now=world.now)
    members = {
        author.pk: world.people[before.MEMBERS[author.label]].pk
        for author in archive.authors.filter(label__in=before.MEMBERS)
    }
    take_over(
        actor=referent,
        archive_id=archive.pk,
        members=members,
        told_on=today - timedelta(days=before.TOLD_DAYS_AGO),
        told_how=before.TOLD_HOW,
        now=world.now,
    )
