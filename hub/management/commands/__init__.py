"""The commands of `python -m hub`."""
