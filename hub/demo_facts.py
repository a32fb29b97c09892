"""The facts file: what tests and measurements read instead of guessing addresses."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from hub.parts import parts


def merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    """Adds nested facts."""
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = value


def facts_path() -> Path:
    """Where the file stands."""
    return Path(settings.DATA_DIR) / "demo.json"


def earlier_address(name: str) -> str:
    """An address as the last start wrote it, empty where there was none: some are shown once and must be kept."""
    try:
        return str(json.loads(facts_path().read_text(encoding="utf-8"))["urls"][name])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def write_facts() -> dict[str, Any]:
    """Writes demo.json whole, replacing the old one at once; answers what it says."""
    facts: dict[str, Any] = {"base_url": settings.HUB_URL, "people": {}, "urls": {}, "topics": {}}
    for part in reversed(parts("demo_facts")):
        merge(facts, part())
    path = facts_path()
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)
    return facts
