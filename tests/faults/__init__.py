"""Attacks real servers of this project with clients written from docs/live.md alone (`make check-live`)."""
