"""The events' views."""
