"""A call is opened with its pages, by an editor of its branch; what is handed in is read by somebody else, then published."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from wagtail.models import GroupPagePermission

from cms import models
from cms.actions.editors import branch_group, seat_editors
from cms.actions.openings import NewCall, OpeningRefusal, hand_in, open_call
from cms.actions.review import publish_due
from cms.models import BranchIndexPage, BranchPage, Call, CallPage, HomePage
from events.models import Event
from hub.models import Role

CLOSES = datetime(2027, 1, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def lille(cast, now):
    """The editor of one branch."""
    Role.objects.create(person=cast.stranger, branch=cast.branches["lille"], kind="editor", starts_on=now.date())
    seat_editors(now=now)
    return cast.stranger


def chosen(cast, branch="lille", **changed):
    facts = {
        "branch_id": cast.branches[branch].pk,
        "promotion_id": None,
        "opens_at": datetime(2026, 11, 20, tzinfo=UTC),
    }
    return NewCall(**{**facts, "deadline": CLOSES, "total": 12, **changed})


def pages_of(call):
    return CallPage.objects.filter(call=call).order_by("pk")


def test_a_new_call_has_a_draft_in_each_language_that_its_form_would_take(cast, now):
    call = open_call(actor=cast.editor, chosen=chosen(cast), now=now)
    again = open_call(actor=cast.editor, chosen=chosen(cast), now=now)

    pages = list(pages_of(call))
    assert [page.url_path for page in pages] == [
        f"/{code}/devenir-mentor/lille-2027-01/" for code in ("fr", "nl", "en")
    ]
    assert {page.slug for page in pages_of(again)} == {"lille-2027-01-2"}
    assert {page.translation_key for page in pages} == {pages[0].translation_key}
    assert not any(page.live for page in pages)
    assert "Devenez mentor à Lille" in pages[0].title
    assert Client().get(pages[0].url_path).status_code == 404


def test_what_an_editor_of_the_site_hands_in_is_published(cast, now):
    call = open_call(actor=cast.editor, chosen=chosen(cast), now=now)

    assert hand_in(actor=cast.editor, call_id=call.pk, now=now) == 3
    assert hand_in(actor=cast.editor, call_id=call.pk, now=now) == 0
    for page in pages_of(call):
        assert Client().get(page.url_path).status_code == 200


def test_what_an_editor_of_a_branch_hands_in_is_read_by_somebody_else_first(cast, lille, now, mailoutbox):
    call = open_call(actor=lille, chosen=chosen(cast), now=now)

    assert hand_in(actor=lille, call_id=call.pk, now=now) == 3
    assert hand_in(actor=lille, call_id=call.pk, now=now) == 0
    assert not pages_of(call).filter(live=True).exists()
    assert hand_in(actor=cast.editor, call_id=call.pk, now=now) == 3
    assert pages_of(call).filter(live=True).count() == 3


def test_a_call_that_lacks_something_stays_a_draft(cast, now):
    call = open_call(actor=cast.editor, chosen=chosen(cast), now=now)
    page = pages_of(call)[0]
    page.body = [("steps", {"heading": "", "items": []})]
    page.save_revision()
    with pytest.raises(OpeningRefusal) as wrong:
        hand_in(actor=cast.editor, call_id=call.pk, now=now)
    Event.objects.update(status="cancelled")
    with pytest.raises(OpeningRefusal) as lacking:
        hand_in(actor=cast.editor, call_id=call.pk, now=now)

    assert (wrong.value.code, lacking.value.code) == ("page", "lacks")
    assert not pages_of(call).filter(live=True).exists()


def test_an_editor_of_a_branch_opens_calls_there_alone(cast, lille, now):
    with pytest.raises(OpeningRefusal):
        open_call(actor=lille, chosen=chosen(cast, "bruxelles"), now=now)

    assert Call.objects.count() == 1


def test_an_editor_of_a_branch_changes_its_pages_and_no_others(cast, lille, now, signed_in):
    home = HomePage.objects.get(locale__language_code="fr")
    index = home.add_child(instance=BranchIndexPage(title="Antennes", slug="antennes", locale=home.locale))
    own, far = [
        index.add_child(
            instance=BranchPage(title=slug, slug=slug, lead="…", branch=cast.branches[slug], locale=home.locale)
        )
        for slug in ("lille", "bruxelles")
    ]
    other = Call.objects.create(branch=cast.branches["bruxelles"], opens_at=now, deadline=CLOSES)
    seat_editors(now=now)
    browser = signed_in("stranger")

    def status(path):
        return browser.get(path).status_code

    assert status(f"/admin/pages/{own.pk}/edit/") == 200
    assert status(f"/admin/pages/{cast.call.pages.order_by('pk')[0].pk}/edit/") == 200
    assert status(f"/admin/pages/{far.pk}/edit/") == status(f"/admin/pages/{home.pk}/edit/") == 302
    assert status(f"/admin/snippets/cms/call/edit/{cast.call.pk}/") == 200
    assert status(f"/admin/snippets/cms/call/edit/{other.pk}/") == 302
    assert status(f"/admin/appels/{cast.call.pk}/") == 200
    assert status(f"/admin/appels/{other.pk}/") != 200
    assert not own.permissions_for_user(lille).can_publish()


def test_an_editor_of_a_branch_gives_nothing_of_it_to_another(cast, lille, now, signed_in):
    own, far = cast.call, cast.branches["bruxelles"]
    said = models.Testimony.objects.create(name="Hélène", quote={"fr": "…"}, consent_on="2026-03-14", branch=own.branch)
    other = Call.objects.create(branch=far, opens_at=now, deadline=CLOSES)
    page = pages_of(own)[0]
    call = {"promotion": "", "opens_at": "2026-11-20 00:00", "deadline": "2027-01-10 12:00", "total": "12"}
    quote = {"name": "Hélène", "quote_fr": "…", "consent_on": "2026-03-14"}
    words = {"title": page.title, "slug": page.slug, "lead": page.lead, "body-count": "0"}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}

    def refused(who, path, **sent):
        answer = signed_in(who).post(path, sent)
        form = answer.context["form"] if answer.status_code == 200 else None
        return [str(one) for errors in form.errors.values() for one in errors] if form else answer.status_code

    sentence = ["Vous ne vous occupez pas des pages de cette antenne."]
    assert refused("stranger", f"/admin/snippets/cms/call/edit/{own.pk}/", branch=far.pk, **call) == sentence
    assert refused("stranger", f"/admin/snippets/cms/testimony/edit/{said.pk}/", branch="", **quote) == sentence
    assert refused("stranger", "/admin/snippets/cms/testimony/add/", branch=far.pk, **quote) == sentence
    assert refused("stranger", f"/admin/pages/{page.pk}/edit/", call=other.pk, **words, **comments) == sentence
    assert refused("stranger", f"/admin/snippets/cms/call/edit/{own.pk}/", branch=own.branch_id, **call) == 302
    assert refused("editor", f"/admin/snippets/cms/call/edit/{own.pk}/", branch=far.pk, **call) == 302


def test_a_role_that_ends_or_a_page_that_moves_takes_the_right_along(cast, lille, now, signed_in):
    Call.objects.update(branch=cast.branches["bruxelles"])
    seat_editors(now=now)
    assert not GroupPagePermission.objects.filter(group__name=branch_group("lille")).exists()

    Role.objects.filter(person=lille).update(ends_on=now.date(), starts_on=date(2020, 1, 1))
    seat_editors(now=now)

    assert signed_in("stranger").get("/admin/").status_code == 302


def test_a_page_is_published_and_taken_down_at_its_hour(cast, now, clock, django_assert_num_queries):
    page = CallPage.objects.get(locale__language_code="fr")
    page.lead, page.go_live_at = "Plus tard.", now + timedelta(hours=1)
    page.expire_at = now + timedelta(hours=3)
    page.save_revision().publish()
    # A page that is taken down in one language alone is read in another from then on.
    CallPage.objects.exclude(locale=page.locale).update(expire_at=page.expire_at + timedelta(hours=2))

    with django_assert_num_queries(2):
        publish_due(now=now)
    assert "Plus tard." not in Client().get(page.url_path).content.decode()
    clock.shift(2 * 3600)
    publish_due(now=now + timedelta(hours=2))
    assert "Plus tard." in Client().get(page.url_path).content.decode()
    clock.shift(2 * 3600)
    publish_due(now=now + timedelta(hours=4))
    elsewhere = Client().get(page.url_path)
    assert elsewhere["Content-Language"] == "nl"
    assert "Plus tard." not in elsewhere.content.decode()
    clock.shift(2 * 3600)
    publish_due(now=now + timedelta(hours=6))
    assert Client().get(page.url_path).status_code == 404


def form(cast, **changed):
    facts = {"branch": cast.branches["lille"].pk, "promotion": "", "opens_on": "2026-11-25", "closes_on": "2027-01-10"}
    return {**facts, "total": "16", **changed}


def test_the_form_makes_a_call_and_leads_to_its_desk(cast, signed_in):
    answer = signed_in("editor").post("/admin/appels/nouveau/", form(cast), follow=True)

    call = Call.objects.order_by("-pk")[0]
    assert answer.redirect_chain == [(f"/admin/appels/{call.pk}/", 302)]
    assert answer.content.decode().count("Brouillon") == 3
    assert call.deadline.isoformat() == "2027-01-10T22:59:00+00:00"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(cast, lille, signed_in):
    browser = signed_in("stranger")
    far = cast.branches["bruxelles"].pk

    for changed, field in [
        ({"branch": far}, "branch"),
        ({"promotion": cast.other_promotion.pk}, "promotion"),
        ({"closes_on": "2026-11-01"}, "closes_on"),
        ({"opens_on": "0001-01-01"}, "opens_on"),
        ({"total": "0"}, "total"),
    ]:
        sent = form(cast, **changed)
        answer = browser.post("/admin/appels/nouveau/", sent)
        assert field in answer.context["form"].errors, changed
        assert f'value="{sent["closes_on"]}"' in answer.content.decode()
    assert Call.objects.count() == 1


@pytest.mark.parametrize("who", ["mentor", "coordinator", "referent"])
def test_nobody_else_opens_calls(cast, signed_in, who):
    assert signed_in(who).get("/admin/appels/nouveau/").status_code == 302


def test_a_draft_is_seen_at_four_moments_while_the_clock_stands_still(cast, now, signed_in):
    call = open_call(actor=cast.editor, chosen=chosen(cast, opens_at=now + timedelta(days=3)), now=now)
    browser = signed_in("editor")

    for page in pages_of(call):
        shown = {
            moment: browser.get(f"/admin/appels/{call.pk}/apercu/{page.pk}/{moment}/").content.decode()
            for moment in ("before", "open", "soon", "closed")
        }
        code = page.locale.language_code
        assert all(f'<html lang="{code}"' in text for text in shown.values())
        assert ['name="over_fifty"' in text for text in shown.values()] == [False, True, True, False]
        assert len(set(shown.values())) == 4
    assert browser.get(f"/admin/appels/{call.pk}/apercus/?moment=soon").content.decode().count("<iframe") == 6
    assert browser.get(f"/admin/appels/{call.pk}/apercu/{page.pk}/never/").status_code != 200
