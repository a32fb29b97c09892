"""Journeys T1, T4 and T13 with their bounds: pages, taps, keys and seconds from the home page to a seat, and out of it."""

import re
import time

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from events.models import Registration
from hub.actions.deliver import deliver_due

pytestmark = [pytest.mark.browser, pytest.mark.long]
# What one fills in beside the choice of a session; what robots alone find is no question.
ASKED = "form.f input:not([type=hidden]):not([type=radio]):not([tabindex='-1'])"
PAGES, TAPS, SECONDS, KEYS = 3, 7, 60, 8
# The ring of focus: an outline, or a shadow in its stead.
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""
FOOT = """() => {
  const foot = document.querySelector("footer"), top = foot.getBoundingClientRect().top;
  const [tel, statement] = [foot.querySelector("a[href^='tel:']"), foot.querySelector("a[href$='/accessibilite/']")];
  return {
    tel: tel.textContent, statement: statement.textContent.trim(), after: document.querySelector("footer ~ *") === null,
    at: [tel, statement].map(it => Math.round(it.getBoundingClientRect().top - top)),
    order: [...foot.querySelectorAll("a")].map(it => it.getAttribute("href").replace(/^\\/(fr|nl|en)/, "")),
  };
}"""


def mails_to(address: str) -> list:
    while deliver_due(now=timezone.now()):
        pass
    return [message for message in mail.outbox if address in message.to[0]]


def entry_in(message) -> tuple[str, int, str]:
    """(UID, SEQUENCE, STATUS) of the calendar entry in a mail."""
    (content,) = [content for name, content, _kind in message.attachments if name.endswith(".ics")]
    event = Calendar.from_ical(content).walk("VEVENT")[0]
    return str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])


def names(page: Page) -> list[str]:
    return [one.get_attribute("name") for one in page.locator(ASKED).all()]


def typed(page: Page, address: str) -> None:
    for name, words in (("first_name", "Élodie"), ("last_name", "O’Connor"), ("email", address)):
        page.locator(f"[name={name}]").fill(words)


@pytest.mark.parametrize(("language", "script"), [("fr", True), ("nl", False), ("en", False)])
def test_three_pages_and_seven_taps_from_the_home_page_to_a_seat(visit, record_property, language, script):
    address = f"bornes-{language}@candidats.example"
    began, pages, taps = time.monotonic(), [], 0
    page = visit(f"/{language}/", java_script_enabled=script)
    page.on("framenavigated", lambda frame: pages.append(re.sub(r"[?#].*", "", frame.url)))

    page.locator(".hero .btn.saf").click()
    expect(page.locator("#next-calls")).to_be_in_viewport()
    page.locator("#next-calls a.btn").first.click()
    page.locator("input[type=radio]:enabled").first.check()
    asked = names(page)
    typed(page, address)
    page.locator("[name=over_fifty]").check()
    page.locator("form.f .btn:not([formaction])").click()
    expect(page.locator("main .tag:not(.off)")).to_be_visible()
    taps += 5
    seconds, screens = (
        time.monotonic() - began,
        1 + len(set(pages) - {f"{page.url.split('/' + language + '/')[0]}/{language}/"}),
    )

    expect(page.locator("main h1 time")).to_have_attribute("datetime", re.compile(r"\d{4}-\d\d-\d\dT"))
    assert asked == ["first_name", "last_name", "email", "phone", "over_fifty"]
    assert (screens, taps) <= (PAGES, TAPS)
    assert seconds <= SECONDS
    assert page.context.cookies() == []
    (message,) = mails_to(address)
    assert entry_in(message)[1:] == (1, "CONFIRMED")
    record_property("figure", f"{screens} pages, {taps} taps, {len(asked)} answers, {seconds:.0f} s")
    record_property("bound", f"≤ {PAGES}, {TAPS}, 6, {SECONDS} s")


def tab_to(page: Page, wanted: str) -> int:
    """Presses Tab until what is wanted has the focus, which must show at each stop; how many times."""
    for count in range(1, 60):
        page.keyboard.press("Tab")
        assert page.evaluate(RING), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return count
    pytest.fail(f"the keyboard does not reach {wanted}")


def test_the_same_by_keyboard_alone(visit):
    page = visit("/fr/", width=1280, height=900)
    tab_to(page, "a[href='#main'], a.skip")
    page.keyboard.press("Enter")
    assert tab_to(page, ".hero .btn.saf") <= KEYS
    page.keyboard.press("Enter")
    tab_to(page, "#next-calls a.btn[href*='devenir-mentor']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/devenir-mentor/[^/]+/$"))
    tab_to(page, "a[href='#main'], a.skip")
    page.keyboard.press("Enter")
    assert tab_to(page, "input[type=radio]") <= KEYS
    page.keyboard.press("Space")
    for name, words in (("first_name", "Élodie"), ("last_name", "O’Connor"), ("email", "clavier@candidats.example")):
        tab_to(page, f"[name={name}]")
        page.keyboard.type(words)
    tab_to(page, "[name=over_fifty]")
    page.keyboard.press("Space")
    tab_to(page, "form.f .btn:not([formaction])")
    page.keyboard.press("Enter")

    expect(page.locator("main .tag:not(.off)")).to_be_visible()
    assert len(mails_to("clavier@candidats.example")) == 1


@pytest.mark.parametrize("script", [True, False])
def test_another_date_then_none_from_the_mail_and_each_calendar_follows(visit, script):
    address = f"change-{script}@candidats.example"
    page = visit("/fr/devenir-mentor/bruxelles/", java_script_enabled=script)
    page.locator("input[type=radio]:enabled").first.check()
    typed(page, address)
    page.locator("[name=over_fifty]").check()
    page.locator("form.f .btn:not([formaction])").click()
    (first,) = mails_to(address)
    link = re.search(r"https?://\S+/suivi/[^/\s]+/", first.body)[0]
    uid, sequence, _status = entry_in(first)

    for path in ("", "seance/", "retrait/"):
        page.goto(link + path)  # only shows
    assert list(Registration.objects.filter(person__email=address).values_list("state", flat=True)) == ["confirmed"]
    page.goto(link + "seance/")
    page.locator("input[type=radio]:enabled").nth(1).check()
    page.locator("main form .btn").click()
    expect(page.locator("#next")).to_contain_text("Vous venez à la séance")
    told = {entry_in(one) for one in mails_to(address)[1:]}
    assert (uid, sequence + 1, "CANCELLED") in told
    assert [(number, status) for other, number, status in told if other != uid] == [(1, "CONFIRMED")]

    page.locator("a[href$='/retrait/']").click()
    page.locator("main form .btn").click()
    expect(page.locator("#next")).to_contain_text("Vous avez retiré votre candidature")
    states = Registration.objects.filter(person__email=address).values_list("state", flat=True)
    assert set(states) == {"withdrawn"}
    assert entry_in(mails_to(address)[-1])[2] == "CANCELLED"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_help_stands_in_the_same_place_at_the_foot_of_every_page(visit, demo, language, width):
    paths = [
        "",
        "devenir-mentor/",
        "devenir-mentor/lille/",
        "parcours/",
        "agenda/",
        "questions/",
        "accessibilite/",
        "rien/",
    ]
    page, found = visit("about:blank", width=width), []

    for path in [*(f"/{language}/{one}" for one in paths), demo["people"]["applicant"]["status_url"]]:
        page.goto(path if path.startswith("http") else demo["base_url"] + path)
        found.append(page.evaluate(FOOT))

    same = found[-2]
    places = [one.pop("at") for one in found[:-1]]
    assert all(one == same for one in found[:-1]), found
    # A page that came before its fonts has lines a little higher or lower.
    assert all(abs(one - other) <= 8 for place in places for one, other in zip(place, places[0], strict=True)), places
    assert re.fullmatch(r"[\d\s]{10,}", same["tel"])
    assert len(same["statement"]) > len("Accessibilité : ")
    assert found[-1]["order"] == same["order"]
