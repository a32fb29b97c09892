"""Uploads in an S3-compatible bucket, whose secret is written nowhere."""

from typing import Any

from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """One bucket, as MEDIA_URL names it."""

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As the place of all uploads: the task that deletes a file would carry the bucket's secret into the database."""
        return "django.core.files.storage.DefaultStorage", [], {}
