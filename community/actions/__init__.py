"""The community's actions."""
