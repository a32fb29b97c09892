"""Production: the image's neighbours, nginx above all, as they are configured in hub/deploy."""
