"""What Lighthouse thinks of the pages: its four marks, on its own telephone with its own slow network."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.faults.children import ROOT
from tests.faults.report import Line, say
from tests.site.place import Site

PROGRAM = ROOT / "tests" / "node" / "node_modules" / ".bin" / "lighthouse"
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# It asks nobody but the page: Chromium would look for updates and more.
FLAGS = (
    "--headless=new --no-sandbox --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def marks(url: str) -> dict[str, float]:
    """One run: {category: 0–100}."""
    line = [str(PROGRAM), url, "--quiet", "--no-enable-error-reporting", "--output=json", f"--chrome-flags={FLAGS}"]
    env = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    said = subprocess.run(line, env=env, capture_output=True, text=True, timeout=180, check=False)
    if said.returncode:
        raise RuntimeError(said.stderr)
    categories = json.loads(said.stdout)["categories"]
    return {name: 100 * (categories[name]["score"] or 0) for name in WANTED}


def marks_at_last(url: str) -> dict[str, float]:
    """The same; where Chromium did not start, or drew nothing, once more."""
    try:
        return marks(url)
    except RuntimeError as error:
        say("lighthouse", f"once more: {str(error).strip()[-200:]}")
        return marks(url)


def check_lighthouse(site: Site) -> Iterator[Line]:
    """Performance is the median of five runs; the other marks are the same in each."""
    if not Path(PROGRAM).exists() or shutil.which("chromium") is None:
        yield Line("Lighthouse", "its four marks", "npm ci and chromium are wanted", "", None)
        return
    for name, path in site.pages.items():
        runs = [marks_at_last(site.base + path) for _ in range(1 if site.short else 5)]
        found = {what: median(run[what] for run in runs) for what in WANTED}
        figure = " / ".join(f"{found[what]:.0f}" for what in WANTED)
        # One run beside the rest of CI says little about speed: there it may be slower.
        bounds = {**WANTED, "performance": 90} if site.short else WANTED
        bound = " / ".join(str(least) for least in bounds.values())
        kept = all(round(found[what]) >= least for what, least in bounds.items())
        yield Line(name, f"Lighthouse, median of {len(runs)}", figure, f"≥ {bound}", kept)
