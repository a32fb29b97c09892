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


def same_number(number: str) -> str:
    """What two ways of writing one number share: "+33 6 12…", "0033612…" and "06 12…" are one; "" for none."""
    digits = "".join(char for char in number if char.isdigit() and char.isascii())
    if number.strip().startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        code = next((one[1:] for one in GROUPS if digits.startswith(one[1:])), "")
        digits = digits.removeprefix(code)
    digits = digits.lstrip("0")
    return digits if len(digits) > 5 else ""  # noqa: PLR2004  # shorter ones are no whole numbers
