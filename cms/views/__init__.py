"""The public site's views."""
