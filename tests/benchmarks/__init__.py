"""Benchmarks of the live socket: the settings they run with, set once and inherited by every process."""

import os
import tempfile

if "LEBANC_BENCH" not in os.environ:
    os.environ.update(
        LEBANC_BENCH="1",
        DJANGO_SETTINGS_MODULE="hub.settings",
        HUB_DATA_DIR=tempfile.mkdtemp(prefix="lebanc-bench-"),
        HUB_DEMO="1",
        HUB_URL="http://127.0.0.1:8000",
    )
    # A file that somebody has is not ours to fill; a Postgres server is, with a database of our own, and Redis beside it.
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("REDIS_URL", None)
    for name in ("PORT", "SECRET_KEY", "EMAIL_URL", "MEDIA_URL", "MAIL_FROM"):
        os.environ.pop(name, None)
