"""Why something cannot be tried on this machine."""


class Absent(Exception):  # noqa: N818  # not an error: it is said in the table
    """What it takes is not there; the words say what."""
