"""Workshops: what is taught, by whom, and the training that makes a promotion."""
