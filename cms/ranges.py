"""Parts of a file, as players of films ask for them (RFC 9110, section 14): one range at a time."""

import re
from typing import IO, Any

from django.http import FileResponse, HttpResponse

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Part:
    """A file from one byte to another, read once from front to back."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        self.file, self.left = file, length
        file.seek(start)

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, and never beyond the end of the part."""
        data = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        """Closes the file."""
        self.file.close()


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """(first byte, number of bytes) of a Range header; None where it asks for no part, or for several.

    Raises ValueError for a part that the file does not have.
    """
    found = RANGE.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first = max(0, size - int(found[2])) if not found[1] else int(found[1])
    last = min(size - 1, int(found[2])) if found[1] and found[2] else size - 1
    if first > last:
        raise ValueError(header)
    return first, last - first + 1


def send(file: IO[bytes], size: int, kind: str, header: str) -> Any:
    """The file or the part that was asked for, to be shown in place."""
    try:
        part = wanted(header, size)
    except ValueError:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, length = part or (0, size)
    response = FileResponse(Part(file, first, length), content_type=kind, status=206 if part else 200)
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(length)
    if part:
        response["Content-Range"] = f"bytes {first}-{first + length - 1}/{size}"
    return response
