"""A promotion that outlives its training: its members go on as alumni, and once it is archived nobody loses what was said."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.phases import reopen_promotion
from community.models import Promotion
from hub.models import Notice
from tests.browser.room.acts import article

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def trained(people, room):
    """The mentor's promotion, whose training ended two months ago; afterwards it is as it was, and open."""
    promotion = Promotion.objects.get(room=room)
    Promotion.objects.filter(pk=promotion.pk).update(trained_at=timezone.now() - timedelta(days=60))
    yield promotion
    Promotion.objects.filter(pk=promotion.pk).update(trained_at=promotion.trained_at)
    reopen_promotion(actor=people["referent"], room_id=room.pk, now=timezone.now())


def test_alumni_go_on_and_find_everything_once_it_is_archived(walk, demo, people, trained, way, path):
    words = f"Nos retrouvailles au printemps ({way})"
    member = walk("mentor", demo["urls"]["promotion"])
    expect(member.page.locator("main")).to_contain_text("La formation est finie, la promotion continue")
    member.look()
    member.page.goto(path)
    member.write(member.page.get_by_label("Votre message"), words)
    member.press(member.button("Envoyer"))
    expect(article(member.page, words)).to_be_visible()

    keeps = walk("referent", demo["urls"]["promotion"])
    keeps.press(keeps.link("Archiver cette promotion"))
    keeps.press(keeps.button("Archiver cette promotion"))
    expect(keeps.page.locator("main")).to_contain_text("Cette promotion est terminée")
    expect(keeps.page.locator("main")).to_contain_text("Personne n’a perdu l’accès")
    told = Notice.objects.filter(kind="promotion.archived", target_id=trained.room_id)
    assert told.filter(person=people["mentor"]).exists() and not told.filter(person=people["referent"]).exists()

    member.page.goto(path)
    expect(article(member.page, words)).to_be_visible()
    expect(member.page.get_by_label("Votre message")).to_have_count(0)
    member.look()
    member.page.goto(demo["urls"]["promotion"])
    member.write(member.page.get_by_label("Chercher dans les messages"), "retrouvailles printemps")
    member.press(member.button("Chercher"))
    expect(member.page.locator("main")).to_contain_text(words)
    member.look()
    member.page.goto(demo["urls"]["promotion"])
    member.press(member.link("Garder une copie"))
    expect(member.button("Préparer")).to_be_visible()

    keeps.press(keeps.link("La rouvrir"))
    keeps.press(keeps.button("La rouvrir"))
    expect(keeps.link("Archiver cette promotion")).to_be_visible()
    member.page.goto(path)
    expect(member.page.get_by_label("Votre message")).to_be_editable()
