"""Loaded before anything else (see addopts): the environment the settings read in tests."""

import os
import tempfile

os.environ["HUB_DATA_DIR"] = tempfile.mkdtemp(prefix="lebanc-tests-")
os.environ["HUB_DEMO"] = "1"
for name in ("PORT", "HUB_URL", "SECRET_KEY", "EMAIL_URL", "MEDIA_URL", "MAIL_FROM"):
    os.environ.pop(name, None)
