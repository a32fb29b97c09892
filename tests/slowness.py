"""How quick this machine is: a bound in seconds, or "a processor four times slower", says nothing without it."""

import time

# On the machines that the bounds were set on; laptops of today take half of it.
QUICK = 1.0
PART = 5


def slowness() -> float:
    """How many times longer than a quick core this one takes, now, to add ten million numbers up; at least 1."""
    began, total = time.perf_counter(), 0
    for number in range(10_000_000 // PART):
        total += number
    return max(1.0, PART * (time.perf_counter() - began) / QUICK)


if __name__ == "__main__":
    print(round(100 * slowness()))  # noqa: T201  # for shell scripts, in percent
