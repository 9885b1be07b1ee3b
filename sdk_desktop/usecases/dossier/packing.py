"""Writes a package: a ZIP file with a manifest, the same bytes for the same files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sdk_desktop.domain.dossier.package import PackedFile

PAPER = "Ärendet.pdf"
TRAIL = "Granskningslogg.csv"
MANIFEST = "manifest.json"
MESSAGE = "Meddelande.xml"
ACKNOWLEDGEMENT = "Kvittens.xml"
AS_IT_CAME = "Som det kom.txt"
ATTACHMENTS = "Bilagor"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FOR_ITS_OWNER = 0o600 << 16


class PackageWriter:
    """A package that is being written; `files` are those that it has so far."""

    def __init__(self, file: BinaryIO) -> None:
        """Write to a file; `close` ends the package."""
        self.files: list[PackedFile] = []
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)

    def add(self, name: str, pieces: Iterable[bytes]) -> PackedFile:
        """Add a file, piece by piece."""
        entry = ZipInfo(name, _EARLIEST)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system, entry.external_attr = _UNIX, _FOR_ITS_OWNER
        size, digest = 0, hashlib.sha256()
        with self._zip.open(entry, "w") as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
        added = PackedFile(name, size, digest.hexdigest())
        self.files.append(added)
        return added

    def close(self) -> None:
        """Write the list of the files, without which it is no package."""
        self._zip.close()


def free_name(name: str, taken: Sequence[str]) -> str:
    """Return a file's name with a number where a file of that name is there already."""
    known = {one.casefold() for one in taken}
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, f"{dot}{ending}") if stem else (name, "")
    tried, number = name, 1
    while tried.casefold() in known:
        number += 1
        tried = f"{stem} ({number}){ending}"
    return tried
