"""Calls of the demo: one in every state, with a page per language."""

from datetime import timedelta

from cms.demo_scene.pages import CONTENT, stream
from cms.models import Call, CallIndexPage, CallPage
from hub.demo_world import World

# (name, branch, promotion, days from today it opens, days to the deadline, places, published, cancelled)
CALLS = [
    ("lille", "lille", "lille-14", -30, 45, 16, True, False),
    ("paris", "paris", "paris-22", -40, 6, 16, True, False),
    ("marseille", "marseille", "marseille-9", -40, 14, 12, True, False),
    ("bruxelles", "bruxelles", "bruxelles-31", -30, 38, 18, True, False),
    ("rotterdam", "rotterdam", "rotterdam-6", -30, 30, 14, True, False),
    ("lyon", "lyon", "lyon-3", 12, 70, 16, True, False),
    ("lille-13", "lille", "lille-13", -120, -75, 16, True, False),
    ("paris-21", "paris", "paris-21", -150, -95, 16, True, False),
    ("marseille-annule", "marseille", None, -60, 20, 12, True, True),
    ("lyon-brouillon", "lyon", None, 40, 120, 16, False, False),
]


def add_calls(world: World) -> dict[str, Call]:
    """The calls and their pages."""
    calls = {}
    for name, branch, promotion, opens, closes, total, published, cancelled in CALLS:
        call = calls[name] = Call.objects.create(
            branch=world.branches[branch],
            promotion=world.promotions[promotion] if promotion else None,
            opens_at=world.now + timedelta(days=opens),
            deadline=world.now + timedelta(days=closes),
            total=total,
            cancelled_at=world.now - timedelta(days=3) if cancelled else None,
        )
        add_call_pages(call, name, branch, published=published)
    return calls


def add_call_pages(call: Call, name: str, branch: str, *, published: bool) -> None:
    """One page per language, each the translation of the French one."""
    key = None
    for code, content in CONTENT.items():
        text = content.CALLS[branch]
        index = CallIndexPage.objects.get(locale__language_code=code)
        page = CallPage(
            title=text["title"],
            slug=name,
            lead=text["lead"],
            search_description=text["search_description"],
            call=call,
            locale=index.locale,
            body=stream(text["body"], {}),
            live=published,
        )
        if key is not None:
            page.translation_key = key
        index.add_child(instance=page)
        key = page.translation_key
        revision = page.save_revision()
        if published:
            revision.publish()
