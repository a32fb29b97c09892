"""Static files under names that change with their content, packed; our own scripts without what only people read."""

import re
from typing import Any

import rjsmin
from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Others' scripts come as their makers send them.
OUR_SCRIPT = re.compile(r"(?:cms|workshops|events|community|hub)/js/[^/]+\.js")
OUR_STYLE = re.compile(r"(?:cms|workshops|events|community|hub)/css/[^/]+\.css")
COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)


def pack(script: bytes) -> bytes:
    """A script without comments, indentation and needless spaces; nothing is renamed."""
    packed: bytes = rjsmin.jsmin(script)
    # The line ends that it leaves stand for a semicolon that might be missing; none of ours is (tests/node/same.mjs).
    return packed.replace(b"}\n", b"}")


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Follows the imports of our ES modules too, so that they may be kept for ever."""

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: Any) -> str:
        """Packs one of our scripts, or a style sheet, before its name is made from what it holds."""
        path = name.replace("\\", "/")
        if OUR_SCRIPT.fullmatch(path):
            content.seek(0)
            content = ContentFile(pack(content.read()))
        elif OUR_STYLE.fullmatch(path):
            content.seek(0)
            content = ContentFile(COMMENT.sub(b"", content.read()))
        return str(super()._save(name, content))

    def stored_name(self, name: str) -> str:
        """Where finders serve, and nothing has been collected, a file keeps its name."""
        if settings.WHITENOISE_USE_FINDERS and not self.hashed_files:
            return name
        return str(super().stored_name(name))
