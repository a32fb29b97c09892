"""Gathers the interface's texts into the three catalogues, and compiles them; needs GNU gettext."""

import os
import subprocess
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent.parent
IGNORED = ["tests/*", ".venv/*", "var/*", "docs/*", "build/*", "*/migrations/*"]


def gather() -> None:
    """Runs Django's makemessages over the whole repository."""
    ignore = [part for pattern in IGNORED for part in ("-i", pattern)]
    command = [os.environ.get("PYTHON", "python"), "-m", "hub", "makemessages", "-l", "fr", "-l", "nl", "-l", "en"]
    options = ["--no-obsolete", "--no-location", "--no-wrap", *ignore]
    subprocess.run([*command, *options], cwd=ROOT, check=True)  # our own command


def compile_all() -> None:
    """English says what the source says; every catalogue is compiled."""
    for path in sorted((ROOT / "hub" / "locale").glob("*/LC_MESSAGES/django.po")):
        catalogue = polib.pofile(str(path), wrapwidth=0)
        catalogue.metadata["POT-Creation-Date"] = ""
        if path.parts[-3] == "en":
            for entry in catalogue:
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
                entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
                entry.msgstr = "" if entry.msgid_plural else entry.msgid
                entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural} if entry.msgid_plural else {}
        catalogue.save(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    gather()
    compile_all()
