"""The embedded mail server: every message becomes one .eml file in a folder."""

import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


def mail_folder() -> Path:
    """Where messages go, by the setting of that name."""
    return Path(getattr(settings, "EMAIL_FILE_PATH", settings.DATA_DIR / "mails"))


class FolderBackend(BaseEmailBackend):
    """Writes each message under its Message-ID, so the same message sent again replaces itself."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Writes all of them; answers how many."""
        folder = mail_folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            parsed = message.message()
            name = parsed["Message-ID"].strip("<>").split("@")[0]
            known = next(folder.glob(f"*-{name}.eml"), None)
            path = known or folder / f"{time.time_ns()}-{name}.eml"
            path.write_bytes(parsed.as_bytes())
        return len(email_messages)
