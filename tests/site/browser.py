"""What a browser makes of the pages: others' servers, cookies, weight, the first paint on a slow network, axe."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, Page, sync_playwright

from tests.faults.report import Line, none_of
from tests.site.place import Site

ARGUMENTS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
# 400 kbit/s and 400 ms, on a processor four times slower, as the look sets it.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
FIRST, LARGEST, SHIFT = 2500, 3500, 0.02
BARE_KB, PHOTOS_KB = 60, 180
PAINTS = """() => new Promise(done => {
  const found = {shift: 0, largest: 0};
  new PerformanceObserver(list => list.getEntries().forEach(it => { found.largest = it.startTime; }))
    .observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(it => { if (!it.hadRecentInput) found.shift += it.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => {
    found.first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    done(found);
  }, 200);
})"""


def check_in_browser(site: Site) -> Iterator[Line]:
    """All of it, page by page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for name, path in site.looked_at.items():
            yield from first_view(browser, site, name, path)
            yield from slow_view(browser, site, name, path)
            yield from faults(browser, site, name, path)
        browser.close()


def first_view(browser: Browser, site: Site, name: str, path: str) -> Iterator[Line]:
    """Once, with nothing kept from before."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    network: Any = context.new_cdp_session(page)
    network.send("Network.enable")
    bytes_in: list[float] = []
    hosts: list[str] = []
    kinds: list[str] = []
    refused: list[str] = []
    network.on("Network.loadingFinished", lambda event: bytes_in.append(event["encodedDataLength"]))
    page.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
    page.on("response", lambda answer: kinds.append(answer.headers.get("content-type", "")))
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(site.base + path, wait_until="networkidle")
    others = [host for host in hosts if host and host != urlsplit(site.base).netloc]
    yield none_of(name, "requests to others", len(others), f"{len(hosts)} requests")
    yield none_of(name, "cookies", len(context.cookies()), "1 visit")
    yield none_of(name, "refused by the policy, or errors", len(refused), "1 visit")
    photos = any(kind.startswith("image/") and "svg" not in kind for kind in kinds)
    most, weight = PHOTOS_KB if photos else BARE_KB, sum(bytes_in) / 1024
    words = "first view, with photos" if photos else "first view, gzipped"
    yield Line(name, words, f"{weight:.1f} kB", f"≤ {most} kB", weight <= most)
    context.close()


def slow_view(browser: Browser, site: Site, name: str, path: str) -> Iterator[Line]:
    """On a slow network and a slow telephone; the median of three visits, or of five."""
    runs = [paints(browser, site.base + path) for _ in range(3 if site.short else 5)]
    first, largest, shift = (median(run[key] for run in runs) for key in ("first", "largest", "shift"))
    # Three visits beside the rest of CI say little about half a second, as one run of Lighthouse does about five points.
    most = FIRST + 500 if site.short else FIRST
    yield Line(name, "first paint, slow 3G", f"{first / 1000:.2f} s", f"≤ {most / 1000} s", first <= most)
    yield Line(name, "largest paint, slow 3G", f"{largest / 1000:.2f} s", f"≤ {LARGEST / 1000} s", largest <= LARGEST)
    yield Line(name, "layout shift", f"{shift:.3f}", f"≤ {SHIFT}", shift <= SHIFT)


def paints(browser: Browser, url: str) -> dict[str, float]:
    """One visit: milliseconds to the first and the largest paint, and how far things moved."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    network: Any = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    network.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="networkidle")
    found: dict[str, float] = page.evaluate(PAINTS)
    context.close()
    return found


def faults(browser: Browser, site: Site, name: str, path: str) -> Iterator[Line]:
    """Axe, light and dark, at three widths and at 200 %."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(site.base + path, wait_until="networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found, views = 0, 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width, percent in ((320, 100), (768, 100), (1280, 100), (1280, 200)):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(f"document.documentElement.style.fontSize = '{1.125 * percent}%'")
            found += violations(page)
            views += 1
    yield none_of(name, "axe, light and dark, 320–1280, 200 %", found, f"{views} views")
    context.close()


def violations(page: Page) -> int:
    """How many places break one of axe's rules."""
    return int(page.evaluate("async () => (await axe.run(document)).violations.flatMap(it => it.nodes).length"))
