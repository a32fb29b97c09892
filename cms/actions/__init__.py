"""The public site's actions."""
