"""Runs tests in a pytest of its own, and reads from its report what each promise came to."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.faults.children import ROOT, end_all
from tests.faults.report import Line
from tests.faults.services import Postgres, postgres_tools

Proofs = Sequence[tuple[str, list[str]]]


@dataclass
class Outcome:
    """What became of the tests of one promise."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    # Why tests were skipped: which reader is missing.
    reasons: set[str] = field(default_factory=set)


def run(proofs: Proofs, environment: dict[str, str]) -> dict[str, Outcome]:
    """{place of a test: what became of it}, by file and by test."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        wanted = [test for _promise, tests in proofs for test in tests]
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n0",
            "-m",
            "",
            "-p",
            "no:cacheprovider",
            "-o",
            "junit_family=xunit1",
            f"--junitxml={report}",
        ]
        ended = subprocess.run(
            [*command, *dict.fromkeys(wanted)],
            cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if not report.exists():
            raise RuntimeError(ended.stdout[-2000:] + ended.stderr[-2000:])
        return read(report)


def read(report: Path) -> dict[str, Outcome]:
    """The report, by place."""
    found: dict[str, Outcome] = {}
    for case in ET.parse(report).iter("testcase"):  # noqa: S314  # our own file
        file = case.get("classname", "").replace(".", "/") + ".py"
        name = case.get("name", "").partition("[")[0]
        facts = {one.get("name", ""): one.get("value", "") for one in case.iter("property")}
        broken = case.find("failure") is not None or case.find("error") is not None
        for place in (file, f"{file}::{name}"):
            outcome = found.setdefault(place, Outcome())
            outcome.failed += broken
            outcome.skipped += case.find("skipped") is not None
            outcome.reasons |= {one.get("message", "") for one in case.iter("skipped")}
            outcome.passed += not broken and case.find("skipped") is None
            outcome.facts |= facts
    return found


def lines(where: str, proofs: Proofs, environment: dict[str, str]) -> list[Line]:
    """One line per promise."""
    found = run(proofs, environment)
    return [line_of(where, promise, [found.get(test, Outcome()) for test in tests]) for promise, tests in proofs]


def lines_on_postgres(where: str, proofs: Proofs, environment: dict[str, str]) -> list[Line]:
    """The same on a Postgres of their own; said to be untried where there is none."""
    try:
        postgres_tools()
    except SystemExit as missing:
        return [Line(where, promise, str(missing), "", None) for promise, _tests in proofs]
    folder = Path(tempfile.mkdtemp(prefix="lebanc-proofs-"))
    folder.chmod(0o711)  # Postgres runs as another user, and has a folder of its own in there
    try:
        postgres = Postgres(folder)
        asyncio.run(postgres.create())
        return lines(where, proofs, {**environment, "DATABASE_URL": postgres.url("proofs")})
    finally:
        end_all()
        shutil.rmtree(folder, ignore_errors=True)


def line_of(where: str, promise: str, outcomes: list[Outcome]) -> Line:
    """A figure that a test states itself, else how many of the tests failed; nothing run is a broken promise."""
    passed, failed, skipped = (sum(getattr(one, name) for one in outcomes) for name in ("passed", "failed", "skipped"))
    facts = {name: value for one in outcomes for name, value in one.facts.items()}
    reasons = sorted(set().union(*(one.reasons for one in outcomes)))
    more = f", {skipped} skipped ({'; '.join(reasons)})" if skipped else ""
    figure = facts.get("figure", f"{failed} of {passed + failed} tests fail{more}")
    return Line(where, promise, figure, facts.get("bound", "0"), kept=not failed and passed > 0 and not skipped)
