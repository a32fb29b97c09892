"""Our own scripts: small modules, each saying what it owns, light together, and tested by Node."""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(ROOT.glob("*/static/*/js/*.js"))


def test_modules_are_small_and_say_what_they_own():
    wrong = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if len(lines := path.read_text(encoding="utf-8").splitlines()) >= 150 or not lines[0].startswith("// ")
    ]

    assert MODULES
    assert wrong == []


def test_all_of_them_weigh_at_most_15_kb_together():
    # As one stream; as thirteen files of their own they are a quarter heavier.
    weight = len(gzip.compress(b"".join(path.read_bytes() for path in MODULES), 9))

    assert weight <= 15_360


def test_node_runs_their_tests():
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI"):
            pytest.fail("node is missing, and CI does not go without it: apt-get install nodejs")
        pytest.skip("NO SCRIPT TESTS: node is missing (apt-get install nodejs)")
    files = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.js"))

    ended = subprocess.run(
        [node, "--experimental-global-webcrypto", "--test", *files],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout[-4000:]
