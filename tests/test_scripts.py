"""Our own scripts: small modules, each saying what it owns, light together, and tested by Node."""

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from hub.storage import COMMENT, OUR_STYLE, pack

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(ROOT.glob("*/static/*/js/*.js"))
# What stands in Wagtail's editor alone, beside its own megabyte: nobody else ever fetches it.
EDITORS = sorted(ROOT.glob("*/static/*/admin/*.js"))


def test_modules_are_small_and_say_what_they_own():
    wrong = [
        str(path.relative_to(ROOT))
        for path in MODULES + EDITORS
        if len(lines := path.read_text(encoding="utf-8").splitlines()) >= 150 or not lines[0].startswith("// ")
    ]

    assert MODULES
    assert wrong == []


def opened_with(path):
    """The script and all that it imports at once; what `import()` brings comes when it is first needed."""
    names = re.findall(r'^import [^;]*?"([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
    near = {
        path.parent / name if "hub/js" not in name else ROOT / "hub/static/hub/js" / Path(name).name for name in names
    }
    return {path.resolve()}.union(*(opened_with(one.resolve()) for one in near))


def weigh(paths):
    return sum(len(gzip.compress(pack(path.read_bytes()), 9)) for path in paths)


def test_a_room_opens_with_at_most_15_kb_of_script():
    first = opened_with(ROOT / "community/static/community/js/room.js")

    assert len(first) == 12
    assert weigh(first) <= 15_000


def test_all_of_our_scripts_weigh_at_most_27_kb():
    assert weigh(MODULES) <= 27_000


def test_every_script_is_weighed_and_editors_get_1_kb():
    every = {path for path in ROOT.glob("*/static/**/*.js") if "vendor" not in path.parts}

    assert every == {*MODULES, *EDITORS}
    assert weigh(EDITORS) <= 1_000


def test_our_style_sheets_lose_their_comments_and_nothing_else():
    sheets = sorted(ROOT.glob("*/static/*/css/*.css"))
    written = {path: path.read_bytes() for path in sheets}
    sent = {path: COMMENT.sub(b"", text) for path, text in written.items()}

    assert [path for path in sheets if not OUR_STYLE.fullmatch(f"{path.parts[-3]}/css/{path.name}")] == []
    assert any(b"/*" in text for text in written.values())
    assert [path for path, text in sent.items() if b"/*" in text or b"*/" in text] == []
    assert [path for path, text in sent.items() if text.count(b"{") != text.count(b"}")] == []


def compare(pairs):
    """What Node says of (written, packed) scripts."""
    words = ["node", str(ROOT / "tests" / "node" / "same.mjs"), *(str(path) for pair in pairs for path in pair)]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def packed(tmp_path):
    """packed(path, text): where a script lies packed, with another text if one is given."""
    if shutil.which("node") is None or not (ROOT / "tests" / "node" / "node_modules" / "acorn").exists():
        if os.environ.get("CI"):
            pytest.fail("acorn is missing, and CI does not go without it: npm ci --prefix tests/node")
        pytest.skip("NOT COMPARED: acorn is missing (npm ci --prefix tests/node)")

    def put(path, text=None):
        target = tmp_path / path.name
        target.write_bytes(pack(path.read_bytes()) if text is None else text)
        return target

    return put


def test_packing_changes_nothing_but_what_only_people_read(packed):
    ended = compare([(path, packed(path)) for path in MODULES])

    assert ended.returncode == 0, ended.stderr


def test_the_comparison_finds_a_space_lost_inside_a_pattern(packed, tmp_path):
    written = tmp_path / "written.js"
    written.write_bytes(b"const token = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie);\n")

    ended = compare([(written, packed(tmp_path / "packed.js", pack(written.read_bytes())))])

    assert ended.returncode == 1
    assert "became" in ended.stderr


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
