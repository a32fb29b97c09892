"""The team opens a date to more branches and promotions: by its form, a copy, a series, a table; what cannot be is said."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from community.models import Audience
from events.actions.details import Terms
from events.actions.lives import change_event
from events.actions.schedule import ScheduleRefusal
from events.actions.seats import register
from events.change_forms import ChangeForm
from events.models import Event
from events.team_forms import PlanForm
from hub.models import Branch
from tests.events.series import plan_apero
from tests.events.test_feeds import add, entries
from tests.events.test_open_to_several import feed_of, open_to
from tests.events.test_table import HEAD, LINES, confirm, made, send, words
from workshops.actions.promotions import open_promotion

TEAM = "/fr/equipe/agenda/"


@pytest.fixture
def desk(signed_in):
    return signed_in("coordinator")


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Apéro", audience=Audience.BRANCH)


def form_of(event, **changed):
    return {**ChangeForm.values_of(Event.objects.get(pk=event.pk)), **changed}


def key(cast, slug):
    return str(cast.branches[slug].pk)


def further(event):
    found = Event.objects.get(pk=event.pk)
    return found.further_branches, found.further_promotions


def test_a_form_opens_it_and_closes_it_again_saying_whom_it_is_for_no_more(cast, event, now, desk, clock):
    feed, page = feed_of(cast, "other_mentor", now), f"{TEAM}{event.pk}/"
    before = Client().get(feed)
    clock.shift(600)

    opened = desk.post(page, form_of(event, also_branches=[key(cast, "bruxelles")]))
    after = Client().get(feed, headers={"If-None-Match": before["ETag"]})
    shown = desk.get(page).content.decode()
    register(actor=cast.other_mentor, event_id=event.pk, mode="in_person", now=timezone.now())
    clock.shift(600)
    asked = desk.post(page, form_of(event, also_branches=[])).content.decode()
    still = further(event)
    closed = desk.post(page, form_of(event, also_branches=[], confirm="1"))

    assert (opened.status_code, closed.status_code) == (302, 302)
    assert after.status_code == 200 and "Apéro" in entries(after)
    assert "Ouvert à\xa0: Lille, Bruxelles" in shown
    assert f'value="{key(cast, "bruxelles")}"' in shown.partition("also_branches")[2]
    assert "Other Mentor Durand" in asked and still == ((cast.branches["bruxelles"].pk,), ())
    assert further(event) == ((), ())
    assert Event.objects.get(pk=event.pk).sequence == 0


def test_the_stamps_of_calendars_rise_with_what_it_is_open_to(cast, event, now):
    stands = {name: getattr(event, name) for name in Terms.__dataclass_fields__}
    wish = Terms(**{**stands, "further_branches": (cast.branches["bruxelles"].pk,)})
    facts = {"actor": cast.coordinator, "event_id": event.pk, "details": wish}

    changed = change_event(now=now, **facts)
    again = change_event(now=now, **facts)

    assert event.modified_at < changed.modified_at == again.modified_at
    assert changed.sequence == 0


def test_promotions_come_with_their_branch_and_not_otherwise(cast, event, desk, now):
    page = f"{TEAM}{event.pk}/"
    open_to(cast, event, ["bruxelles"])
    wish = {
        "audience": "promotion",
        "promotion": str(cast.promotion.pk),
        "also_promotions": [str(cast.other_promotion.pk)],
    }

    refused = desk.post(page, form_of(event, **wish, also_branches=[]))
    nothing = further(event)
    done = desk.post(page, form_of(event, **wish))

    assert refused.status_code == 422 and "Cochez aussi l’antenne" in words(refused)
    assert nothing == ((cast.branches["bruxelles"].pk,), ())
    assert done.status_code == 302
    assert further(event) == ((cast.branches["bruxelles"].pk,), (cast.other_promotion.pk,))
    assert "Ouvert à\xa0: Lille 14, Bruxelles 15" in desk.get(page).content.decode()


def boxes(page, name="also_promotions"):
    return BeautifulSoup(page.content, "html.parser").select(f'input[name="{name}"]')


def test_a_first_form_opens_it_to_a_promotion_of_another_branch_at_once(clock, cast, desk):
    more, far = str(cast.promotion.pk), str(cast.other_promotion.pk)
    page = desk.get(f"{TEAM}nouveau/")
    form = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    wish = {"title": "À deux", "begins": "2026-12-03T18:30", "ends": "2026-12-03T20:00", "publish": "1"}
    wish |= {"audience": "promotion", "promotion": more, "also_promotions": [far]}

    alone = desk.post(f"{TEAM}nouveau/", {**form, **wish})
    nothing = Event.objects.filter(title="À deux").count()
    done = desk.post(f"{TEAM}nouveau/", {**form, **wish, "also_branches": [key(cast, "bruxelles")]})

    folded = {one["value"]: one.find_parent("details") is not None for one in boxes(page)}
    ticked = {one["value"]: one.find_parent("details") is not None for one in boxes(alone) if one.has_attr("checked")}
    own = BeautifulSoup(page.content, "html.parser").select("select[name=promotion] option")
    assert folded == {more: False, far: True}
    assert [one["value"] for one in own] == ["", more]
    assert (alone.status_code, nothing, ticked) == (422, 0, {far: False})
    assert "Cochez aussi l’antenne" in words(alone)
    assert done.status_code == 302
    assert further(Event.objects.get(title="À deux")) == ((cast.branches["bruxelles"].pk,), (cast.other_promotion.pk,))


def test_the_form_of_a_date_has_them_too_and_its_own_promotion_is_one_of_its_branch(cast, event, desk):
    page = desk.get(f"{TEAM}{event.pk}/")

    folded = {one["value"]: one.find_parent("details") is not None for one in boxes(page)}
    own = BeautifulSoup(page.content, "html.parser").select("select[name=promotion] option")
    assert folded == {str(cast.promotion.pk): False, str(cast.other_promotion.pk): True}
    assert [one["value"] for one in own] == ["", str(cast.promotion.pk)]


@pytest.mark.parametrize("changed", [{"further_branches": (10**9,)}, {"further_promotions": (10**9,)}])
def test_what_does_not_exist_is_refused(cast, event, now, changed):
    stands = {name: getattr(event, name) for name in Terms.__dataclass_fields__}

    with pytest.raises(ScheduleRefusal):
        change_event(actor=cast.coordinator, event_id=event.pk, details=Terms(**{**stands, **changed}), now=now)
    assert further(event) == ((), ())


def test_a_training_day_is_opened_to_nobody_else(clock, cast, now, desk):
    day = Event.objects.of_kind("training").filter(promotion=cast.promotion).soonest_first()[0]
    stands = {name: getattr(day, name) for name in Terms.__dataclass_fields__}
    wish = Terms(**{**stands, "further_branches": (cast.branches["bruxelles"].pk,)})

    desk.post(f"{TEAM}{day.pk}/", form_of(day, also_branches=[key(cast, "bruxelles")]))
    with pytest.raises(ScheduleRefusal):
        change_event(actor=cast.coordinator, event_id=day.pk, details=wish, now=now)

    assert further(day) == ((), ())


def test_a_copy_is_open_to_the_same(cast, event, desk, now):
    open_to(cast, event, ["bruxelles", "londres"])
    page = desk.get(f"{TEAM}nouveau/?copie={event.pk}")
    copied = PlanForm.copy_of(Event.objects.get(pk=event.pk), now)

    ticked = [*copied["also_branches"], key(cast, "lille")]
    done = desk.post(f"{TEAM}nouveau/", {**copied, "also_branches": ticked, "title": "Copie", "publish": "1"})

    copy = Event.objects.get(title="Copie")
    assert page.status_code == 200 and done.status_code == 302
    assert further(copy) == further(event) != ((), ())


def test_a_copy_keeps_a_promotion_of_another_branch_ticked(clock, cast, desk, now):
    shared = add(cast, now, title="Pour deux", audience=Audience.PROMOTION, promotion=cast.promotion)
    open_to(cast, shared, ["bruxelles"], [cast.other_promotion])
    address = f"{TEAM}nouveau/?copie={shared.pk}"

    page = BeautifulSoup(desk.get(address).content, "html.parser")
    boxes = page.select('input[name="also_promotions"][checked]')
    copied = {**PlanForm.copy_of(Event.objects.get(pk=shared.pk), now), "title": "Copie"}
    again = desk.post(address, {**copied, "title": ""})
    done = desk.post(address, {**copied, "publish": "1"})

    assert [one["value"] for one in boxes] == [str(cast.other_promotion.pk)]
    assert again.status_code == 422
    kept = BeautifulSoup(again.content, "html.parser").select('input[name="also_promotions"][checked]')
    assert [one["value"] for one in kept] == [str(cast.other_promotion.pk)]
    assert done.status_code == 302
    assert further(Event.objects.get(title="Copie")) == further(shared) != ((), ())
    assert desk.post(address, {**copied, "also_promotions": ["x", "9" * 40]}).status_code == 422


@pytest.mark.parametrize(("scope", "opened"), [("following", 3), ("all", 5)])
def test_the_following_dates_or_all_of_a_series_follow(clock, cast, now, desk, scope, opened):
    dates = plan_apero(cast, now)
    wish = form_of(dates[2], also_branches=[key(cast, "bruxelles")], scope=scope)

    asked = desk.post(f"{TEAM}{dates[2].pk}/serie/", wish)
    done = desk.post(f"{TEAM}{dates[2].pk}/serie/", {**wish, "confirm": "1"})

    assert asked.status_code == 200 and done.status_code == 302
    assert 'name="also_branches"' in asked.content.decode()
    assert sum(further(one) != ((), ()) for one in dates) == opened
    assert {tuple(one.apart) for one in Event.objects.filter(series=dates[0].series)} == {()}


def test_another_change_meanwhile_is_shown_beside_what_was_ticked(cast, event, desk, now):
    stale = form_of(event, also_branches=[key(cast, "bruxelles"), key(cast, "londres")])
    desk.post(f"{TEAM}{event.pk}/", form_of(event, also_branches=[key(cast, "reunion")]))

    answer = desk.post(f"{TEAM}{event.pk}/", stale)

    page = words(answer)
    assert answer.status_code in {409, 422}
    assert "<strong>Autres antennes à qui il est ouvert</strong><br>Reunion" in page
    assert further(event) == ((cast.branches["reunion"].pk,), ())
    kept = answer.content.decode().partition('id="id_also_branches"')[2].partition("</fieldset>")[0]
    assert kept.count("checked") == 2


def test_a_table_names_several_with_commas_and_says_what_it_does_not_know(desk, cast, now):
    days = [date(2027, 3, day) for day in (2, 4, 9, 11)]
    more = open_promotion(
        actor=None, branch=cast.branches["lille"], number=16, days=days, now=now, referent=cast.referent
    )
    answer = send(
        desk,
        f"{LINES[0]};Lille;;Bruxelles, londres;",
        f"{LINES[1]};Lille;;Bruxelles, Mars;",
        f"{LINES[2]};Lille;Lille 14;;lille 16",
        head=f"{HEAD};antenne;promotion;ouvert aussi aux antennes;aussi pour les promotions",
    )
    confirm(desk, answer)

    first, last = made()
    wanted = Branch.objects.filter(slug__in=["bruxelles", "londres"]).values_list("pk", flat=True)
    assert further(first) == (tuple(sorted(wanted)), ())
    assert (last.audience, further(last)) == ("promotion", ((), (more.pk,)))
    assert "ouvert aussi aux antennes : « Mars » n’est pas connu ici" in words(answer)


def test_a_table_names_a_promotion_of_another_branch_with_its_branch(desk, cast):
    head = f"{HEAD};antenne;promotion;ouvert aussi aux antennes;aussi pour les promotions"
    answer = send(
        desk,
        f"{LINES[2]};Lille;Lille 14;Bruxelles;bruxelles 15",
        f"{LINES[2].replace('17.12', '18.12')};Lille;Lille 14;;Bruxelles 15",
        f"{LINES[2].replace('17.12', '19.12')};Lille;Bruxelles 15;;",
        head=head,
    )
    confirm(desk, answer)

    assert [further(one) for one in made()] == [((cast.branches["bruxelles"].pk,), (cast.other_promotion.pk,))]
    assert "Cochez aussi l’antenne" in words(answer)
    assert "promotion : « Bruxelles 15 » n’est pas connu ici" in words(answer)


def test_who_is_invited_by_mail_is_said_with_all_it_is_open_to(cast, event, desk):
    open_to(cast, event, ["bruxelles"])

    page = words(desk.get(f"{TEAM}{event.pk}/inviter/"))

    assert "Ouvert à : Lille, Bruxelles" in page
    assert "Parmi leurs mentors et mentores, 2 personnes n’ont ni place ni réponse." in page
