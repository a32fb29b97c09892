"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Follows the imports of our ES modules too, so that they may be kept for ever."""

    support_js_module_import_aggregation = True
