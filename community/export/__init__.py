"""A room as one zip: what one may read of it, as a page for people and as JSON for programs."""
