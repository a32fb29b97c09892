"""axe-core, as axe-playwright-python brings it."""

from pathlib import Path

import axe_playwright_python

# A row far below that is not laid out has no place and yesterday's colours: axe would pass it over, or take it for unreadable.
ALL_OF_IT = """
{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
}
"""


def axe_script() -> str:
    """What defines `axe` in a page, and has the browser lay all of the page out."""
    file = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    return file.read_text(encoding="utf-8") + ALL_OF_IT
