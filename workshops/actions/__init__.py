"""The workshops' actions."""
