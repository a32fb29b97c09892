"""docs/live.md is enough to read, follow, resume and post: a client written from it alone does so at a real server."""

import asyncio
from pathlib import Path

import pytest

from tests.faults.house import EMBEDDED, Ground
from tests.faults.newcomer import introduce
from tests.faults.report import Line


async def visit(folder: Path) -> list[Line]:
    """What the newcomer has seen."""
    ground = await Ground.prepare(EMBEDDED, folder, members=2)
    house = await ground.house()
    try:
        return await introduce("newcomer", house, seed=14)
    finally:
        await house.close()


@pytest.mark.long
def test_a_client_written_from_the_document_alone(tmp_path):
    tmp_path.chmod(0o755)

    lines = asyncio.run(visit(tmp_path))

    assert len(lines) == 12
    assert [line.promise for line in lines if not line.kept] == []
