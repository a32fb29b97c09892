"""Migrations: named, one intention each, reversible."""
