"""Attachments of the first messages: a PDF of some lines, a PNG of stripes."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font "
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"


def write_pdf(heading: str, lines: Sequence[str]) -> bytes:
    """Write one A4 page with a heading and lines; the text must fit Windows-1252."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (sv-SE) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE + b"<< /F1 4 0 R /F2 5 0 R >> >> >>",
        _FONT % b"Helvetica-Bold",
        _FONT % b"Helvetica",
        _stream(_page_content(heading, lines)),
    )
    parts = [b"%PDF-1.4\n%\xe5\xe4\xf6\xc5\n"]
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    return b"".join(parts) + _cross_reference(places, sum(map(len, parts)))


def write_png(width: int, height: int, stripes: Sequence[tuple[int, int, int]]) -> bytes:
    """Write a picture of horizontal stripes, each a colour of red, green and blue."""
    rows = (stripes[row * len(stripes) // height] for row in range(height))
    pixels = b"".join(b"\0" + bytes(colour) * width for colour in rows)
    header = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(pixels))
        + _chunk(b"IEND", b"")
    )


def _page_content(heading: str, lines: Sequence[str]) -> bytes:
    shown = [b"BT /F1 20 Tf 72 760 Td %s Tj" % _hex(heading), b"/F2 12 Tf 0 -36 Td 18 TL"]
    shown.extend(b"%s Tj T*" % _hex(line.replace("**", "")) for line in lines)
    return b"\n".join((*shown, b"ET"))


def _hex(text: str) -> bytes:
    return b"<%s>" % text.encode("cp1252").hex().encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _cross_reference(places: Sequence[int], start: int) -> bytes:
    size = len(places) + 1
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"xref\n0 %d\n0000000000 65535 f \n%s" % (
        size,
        entries,
    ) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return len(content).to_bytes(4) + kind + content + check.to_bytes(4)
