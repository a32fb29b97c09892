"""The community's views."""
