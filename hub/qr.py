"""QR codes, as shapes that a page draws without an image."""

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True)
class Code:
    """A QR code (ISO/IEC 18004) with its border of four: how many squares wide, and the dark ones as an SVG path."""

    side: int
    path: str


def draw_code(text: str) -> Code:
    """The code of that text, at the level of correction that qrcode takes by itself (M, 15 %)."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = [(column, row) for row, line in enumerate(rows) for column, is_dark in enumerate(line) if is_dark]
    return Code(len(rows), "".join(f"M{column},{row}h1v1h-1z" for column, row in dark))
