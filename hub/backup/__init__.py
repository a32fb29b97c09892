"""Backups: one archive of database and media, and the way back."""
