"""The interface is whole in three languages, and what is compiled is what was written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "nl", "en")


def catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    return polib.pofile(str(root / "hub" / "locale" / language / "LC_MESSAGES" / "django.po"))


def said(entries: polib.POFile | polib.MOFile) -> dict[tuple[str | None, str], tuple[str, dict[int, str]]]:
    """What each text becomes; the same word may mean two things in two contexts."""
    return {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in entries}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_or_doubtful(language):
    po = catalogue(language)

    assert [entry.msgid for entry in po.untranslated_entries()] == []
    assert [entry.msgid for entry in po.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language):
    path = ROOT / "hub" / "locale" / language / "LC_MESSAGES" / "django.mo"

    compiled = said(polib.mofile(str(path)))

    assert compiled == said(catalogue(language))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_placeholders_survive_translation(language):
    def holes(text: str) -> list[str]:
        return sorted(part.split(")")[0] for part in text.split("%(")[1:])

    wrong = [
        entry.msgid
        for entry in catalogue(language)
        if not entry.msgid_plural and holes(entry.msgid) != holes(entry.msgstr)
    ]

    assert wrong == []


@pytest.mark.parametrize("sign", [" ?", " !", " ;", " :", "« ", " »"])
def test_french_signs_do_not_break_the_line(sign):
    assert [entry.msgid for entry in catalogue("fr") if sign in entry.msgstr] == []


MASCULINE = re.compile(
    r"\b(?:vous (?:n’)?(?:êtes|serez|étiez|avez été)|je suis)(?: (?:pas|plus|déjà|bien|maintenant))? \w+(?:é|it|is|û|eu|ûr|êt)\b"
    r"|(?<!référente ou )(?<!référente ou à )(?:votre|son) référent\b|\bvous seul\b|\bpar son auteur\b|\bchacun s’inscrit\b",
    re.IGNORECASE,
)


def test_french_speaks_to_women_too():
    spoken = [text for entry in catalogue("fr") for text in [entry.msgstr, *entry.msgstr_plural.values()]]

    assert MASCULINE.search("Vous n’êtes pas inscrit") and MASCULINE.search("Parlez-en à votre référent.")
    assert [text for text in spoken if MASCULINE.search(text)] == []


# Whoever is named may be Hélène; places, promotions and months begin with letters that we know.
ELIDED = re.compile(r"\bde %\(who\)s|\b(?:messages?|photos?) de %\(name\)s|\bmessage de$", re.IGNORECASE)


def test_french_puts_no_de_before_somebody():
    spoken = [text for entry in catalogue("fr") for text in [entry.msgstr, *entry.msgstr_plural.values()]]

    assert ELIDED.search("Avec le message de %(name)s") and ELIDED.search("Absence de %(who)s")
    assert [text for text in spoken if ELIDED.search(text)] == []


def test_every_text_of_the_code_is_in_the_catalogues(tmp_path):
    if shutil.which("xgettext") is None:
        assert not os.environ.get("CI"), "gettext must be installed in CI"
        pytest.skip("gettext is not installed: apt-get install gettext")
    for folder in ("hub", "community", "events", "workshops", "cms", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    before = {entry.msgid for entry in catalogue("fr")}

    command = [sys.executable, "-m", "hub", "makemessages", "-l", "fr", "--no-obsolete", "-i", "*/migrations/*"]
    subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "HUB_DATA_DIR": str(tmp_path / "var")},
        check=True,
        capture_output=True,
    )

    assert {entry.msgid for entry in catalogue("fr", tmp_path)} == before
