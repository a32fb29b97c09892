"""The rules of the house that no linter knows: sizes, rooms, maps, and what must not be written."""

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("hub", "community", "events", "workshops", "cms")
TOP = {
    *APPS, "templates", "tests", "docs", "pyproject.toml", "docker-compose.yml", "README.md", "Makefile", "Dockerfile",
    "LICENSE", "SECURITY.md", "CONTRIBUTING.md", ".ci", ".gitignore", ".dockerignore",
    ".env.example",
}  # fmt: skip
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"|<style", re.IGNORECASE)
TEXT = (".py", ".html", ".txt", ".css", ".md", ".toml", ".js", ".sh")


def files(*patterns: str) -> list[Path]:
    """The files git knows, or would add."""
    command = ["git", "ls-files", "-co", "--exclude-standard", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def sources() -> list[Path]:
    return [path for path in files("*.py") if "migrations" not in path.parts]


def test_files_are_small():
    assert [name(path) for path in files("*.py") if lines(path) > 300] == []
    assert [name(path) for path in files("templates/*.html", "templates/*.txt") if lines(path) > 120] == []


def test_no_two_modules_of_tests_have_one_name_where_folders_are_no_packages():
    loose = [path for path in files("tests/*/test_*.py") if not (path.parent / "__init__.py").exists()]
    names = Counter(path.name for path in loose)

    assert [name(path) for path in loose if names[path.name] > 1] == []


def test_functions_are_small():
    long = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 40
    ]

    assert long == []


def test_every_module_says_in_a_sentence_what_it_owns():
    silent = [
        name(path)
        for path in sources()
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_the_top_of_the_repository_is_the_design():
    assert {name(path).split("/")[0] for path in files()} <= TOP


def test_the_readme_maps_every_app_with_the_words_of_its_docstring():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = dict(re.findall(r"^- `([\w/.]+)` — (.+)$", readme, re.MULTILINE))

    expected = {}
    for app in APPS:
        for path in [ROOT / app / "__init__.py", *sorted((ROOT / app).glob("*/__init__.py"))]:
            doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
            if doc and "migrations" not in path.parts:
                expected[f"{path.parent.relative_to(ROOT)}/"] = doc.splitlines()[0]

    assert found == expected


def test_every_template_is_used():
    templates = {name(path).removeprefix("templates/"): path for path in files("templates/*")}
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*sources(), *templates.values()])
    art = {key for key in templates if key.startswith("art/")}
    errors = {f"{code}.html" for code in (400, 403, 404, 500, 503)}
    mails = {key for key in templates if key.startswith("mail/")}

    unused = [key for key in templates if key not in text and key not in art | errors | mails]
    silent = [key for key in mails if Path(key).stem not in text]

    assert unused == silent == []


def test_nothing_inline_in_templates():
    inline = [
        name(path)
        for path in files("templates/*.html")
        if INLINE.search(path.read_text(encoding="utf-8")) and name(path) != "templates/mail/base.html"
    ]

    assert inline == []


@pytest.mark.parametrize(
    ("word", "most"), [("group_" + "send(", 1), ("@receiv" + "er", 0), ("|sa" + "fe", 0), ("mark_sa" + "fe(", 1)]
)
def test_what_is_written_at_most_so_often(word, most):
    # The tutorial's consumer that `make bench` compares with does what ours must not.
    ours = [path for path in sources() if "benchmarks" not in path.parts]
    places = [name(path) for path in [*ours, *files("templates/*")] if word in path.read_text(encoding="utf-8")]

    assert len(places) <= most, places


def test_no_thin_space_that_our_fonts_lack():
    guilty = [
        name(path)
        for path in files()
        if path.suffix in (".html", ".po", ".txt") and "\u202f" in path.read_text(encoding="utf-8")
    ]

    assert guilty == []


def test_views_are_short():
    long = [
        f"{name(path)}:{node.name}"
        for path in sources()
        if "views" in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and len(node.body) > 16
    ]

    assert long == []
