"""The pieces of the public site's demo scene."""
