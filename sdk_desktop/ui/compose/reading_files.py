"""Reads a file that shall be attached; runs on a worker thread."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import SIZE_LIMIT, File

_ANY_BYTES = "application/octet-stream"
_PDF = "application/pdf"


def read_files(paths: tuple[Path, ...]) -> tuple[File, ...]:
    """Return the files at these paths; `Refused` names the one that cannot be attached."""
    return tuple(_file(path) for path in paths)


def _file(path: Path) -> File:
    try:
        if not path.is_file():
            raise Refused("{name} is not a file.", name=path.name)
        if path.stat().st_size > SIZE_LIMIT:
            raise Refused("{name} is too large to be sent.", name=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise Refused("{name} cannot be read.", name=path.name) from error
    return File(path.name, _type(path.name, content), content)


def _type(name: str, content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return _PDF
    return mimetypes.guess_type(name)[0] or _ANY_BYTES
