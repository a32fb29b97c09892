"""Phone numbers as people read and dial them, from E.164."""

GROUPS = {"+33": (1, 2, 2, 2, 2), "+32": (1, 3, 2, 2), "+31": (2, 3, 2, 2)}
NBSP = "\u00a0"


def readable(number: str) -> str:
    """ "+33353010000" → "03 53 01 00 00"; a number of another country stays as it is."""
    groups = GROUPS.get(number[:3])
    if groups is None or not number[1:].isdigit():
        return number
    rest, parts = number[3:], []
    for size in groups:
        parts.append(rest[:size])
        rest = rest[size:]
    return NBSP.join(part for part in ["0" + parts[0], *parts[1:], rest] if part)
