"""Calendars and seats held to their promises: `python -m tests.calendars [--short]` prints each with its figure."""
