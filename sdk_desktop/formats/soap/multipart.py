"""The parts of a multipart/related message (RFC 2387), as MTOM packs large content.

The standard library's email parser takes a message line by line and copies it several times: 50 MB
took seven times its size. So the bytes are cut here, without a copy, and only the few header lines
of a part are read by the library.
"""

from __future__ import annotations

import quopri
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Headers
from email.parser import BytesHeaderParser
from urllib.parse import unquote

from pybase64 import b64decode

MOST_PARTS = 100
_MOST_MARKS = 10_000
"""Times that the boundary may occur, also where it separates nothing."""

_LONGEST_TYPE = 2_000
"""Characters of a media type with its parameters, which are read with effort."""

_MOST_HEADERS = 16_384
_LONGEST_LINE = 200
_BLANKS = b" \t\r"
_AS_IT_IS = frozenset({"", "binary", "8bit", "7bit"})


@dataclass(frozen=True, slots=True)
class BodyPart:
    """One part: its name (Content-ID without brackets) and its content as it was sent."""

    name: str
    encoding: str
    raw: memoryview

    def content(self) -> bytes | memoryview:
        """Return the content; raise `ValueError` when it cannot be decoded."""
        if self.encoding in _AS_IT_IS:
            return self.raw
        if self.encoding == "quoted-printable":
            return quopri.decodestring(self.raw)
        if self.encoding != "base64":
            raise ValueError
        return b64decode(bytes(self.raw).translate(None, b" \t\r\n"), validate=True)


class Package:
    """The parts of one message; `root` is the one to begin with."""

    def __init__(self, data: bytes, content_type: str) -> None:
        """Cut a message into its parts; raise `ValueError` unless it is there to its end."""
        if len(content_type) > _LONGEST_TYPE:
            raise ValueError
        named = Headers()
        named["Content-Type"] = " ".join(content_type.split())
        boundary = named.get_boundary()
        if not boundary:
            raise ValueError
        parts = tuple(_parts(data, boundary))
        if not parts:
            raise ValueError
        self._parts = {name: part for part in reversed(parts) for name in _names(part.name)}
        start = _bare(str(named.get_param("start", "")))
        self.root = self._parts.get(start, parts[0])

    def part(self, reference: str) -> BodyPart:
        """Return the part that a `cid:` reference names; raise `ValueError` when it is missing."""
        scheme, _, name = reference.strip().partition(":")
        wanted = (self._parts.get(each) for each in _names(name))
        found = next((part for part in wanted if part is not None), None)
        if scheme.lower() != "cid" or found is None:
            raise ValueError
        return found


def write_package(boundary: str, root: str, kind: str, name: str) -> tuple[bytes, bytes]:
    """Write what stands before and after the one part beside `root`, of this `kind` and `name`."""
    before = (
        f'--{boundary}\r\nContent-Type: application/xop+xml; charset=UTF-8; type="{kind}"\r\n'
        "Content-Transfer-Encoding: binary\r\nContent-ID: <root@sdk-desktop>\r\n\r\n"
        f"{root}\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\n"
        f"Content-Transfer-Encoding: binary\r\nContent-ID: <{name}>\r\n\r\n"
    )
    return before.encode(), f"\r\n--{boundary}--\r\n".encode()


def package_type(boundary: str, kind: str) -> str:
    """Return the media type of what `write_package` writes."""
    return (
        f'multipart/related; type="application/xop+xml"; boundary="{boundary}";'
        f' start="<root@sdk-desktop>"; start-info="{kind}"'
    )


def _names(name: str) -> tuple[str, ...]:
    """Return a name as it is, and without its percent signs: who writes it may have put them."""
    return (name, unquote(name)) if name else ()


def _bare(name: str) -> str:
    return name.strip().removeprefix("<").removesuffix(">")


def _parts(data: bytes, boundary: str) -> Iterator[BodyPart]:
    view = memoryview(data)
    begun: int | None = None
    for count, (start, after, last) in enumerate(_delimiters(data, boundary)):
        if count > MOST_PARTS:
            break
        if begun is not None:
            yield _part(view[begun:start])
        if last:
            return
        begun = after
    raise ValueError


def _delimiters(data: bytes, boundary: str) -> Iterator[tuple[int, int, bool]]:
    """Find the lines of a boundary: where what is before ends, where the next begins, whether last.

    The line break before a boundary belongs to it; blanks may follow it.
    """
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    at = data.find(mark)
    for _ in range(_MOST_MARKS):
        if at < 0:
            return
        end = at + len(mark)
        last = data.startswith(b"--", end)
        line = data.find(b"\n", end, end + _LONGEST_LINE)
        whole = line >= 0 or (last and len(data) - end < _LONGEST_LINE)
        rest = data[end + 2 * last : line if line >= 0 else len(data)] if whole else b"?"
        begins = at == 0 or data[at - 1] == ord("\n")
        if begins and not rest.strip(_BLANKS):
            yield _before_line_break(data, at), (line + 1 if line >= 0 else len(data)), last
        at = data.find(mark, end)


def _before_line_break(data: bytes, at: int) -> int:
    if data[max(at - 2, 0) : at] == b"\r\n":
        return at - 2
    return max(at - 1, 0)


def _part(part: memoryview) -> BodyPart:
    top = bytes(part[:_MOST_HEADERS])
    ends = [
        (at, at + len(blank)) for blank in (b"\r\n\r\n", b"\n\n") if (at := top.find(blank)) >= 0
    ]
    if top.startswith((b"\r\n", b"\n")):
        return BodyPart("", "", part[top.index(b"\n") + 1 :])
    if not ends:
        raise ValueError
    end, begins = min(ends)
    headers = BytesHeaderParser().parsebytes(top[:end])
    encoding = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    return BodyPart(_bare(str(headers.get("Content-ID", ""))), encoding, part[begins:])
