"""Template tags of blocks that keep themselves up to date."""
