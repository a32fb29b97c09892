"""The hub's views."""
