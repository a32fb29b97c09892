"""What processes cost, as Linux counts it: processor seconds and resident bytes, children included."""

import os
from collections.abc import Iterable
from pathlib import Path

from tests.faults.children import Child

TICKS = os.sysconf("SC_CLK_TCK")
MIB, KIB = 1024 * 1024, 1024


def family(pid: int) -> list[int]:
    """This process and all below it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(word) for word in task.read_text(encoding="utf-8").split()]
    return found


def seconds(children: Iterable[Child]) -> float:
    """Processor time that these have used so far, with that of the children they have now."""
    total = 0
    for child in children:
        for pid in family(child.process.pid):
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def resident(children: Iterable[Child]) -> int:
    """Bytes that these hold in memory, each by itself."""
    total = 0
    for child in children:
        lines = Path(f"/proc/{child.process.pid}/status").read_text(encoding="utf-8").splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * KIB
    return total
