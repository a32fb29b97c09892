"""Writes the README's map of the modules from the docstrings of the packages."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("hub", "community", "events", "workshops", "cms")


def rows() -> list[str]:
    """One line a package, in the order of the stack."""
    found = []
    for app in APPS:
        for path in [ROOT / app / "__init__.py", *sorted((ROOT / app).glob("*/__init__.py"))]:
            doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
            if doc and "migrations" not in path.parts:
                found.append(f"- `{path.parent.relative_to(ROOT)}/` — {doc.splitlines()[0]}")
    return found


if __name__ == "__main__":
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    kept = re.sub(r"(## Map of the modules\n\n)(?:- .*\n)*", lambda head: head[1] + "\n".join(rows()) + "\n", text)
    readme.write_text(kept, encoding="utf-8")
