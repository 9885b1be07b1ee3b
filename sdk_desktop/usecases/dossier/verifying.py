"""Checks a package without a store: each file, and who signed the acknowledgements."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from stat import S_ISREG
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from sdk_desktop.domain.acknowledgement import AcknowledgementDocument
from sdk_desktop.domain.dossier.package import (
    CheckedPackage,
    Manifest,
    PackageFault,
    PackageFinding,
    PackedFile,
    PackedMessage,
)
from sdk_desktop.domain.errors import InvalidMessage, Refused, Untrusted
from sdk_desktop.exchange.checking import find_acknowledgement, verified_signer
from sdk_desktop.files import LARGEST_DOCUMENT, is_folder
from sdk_desktop.formats.message import read_message
from sdk_desktop.formats.paper.manifest import read_package_manifest
from sdk_desktop.usecases.dossier.packing import ACKNOWLEDGEMENT, MANIFEST, MESSAGE

_CHUNK = 1 << 20
_UNREADABLE = (BadZipFile, ValueError, NotImplementedError, struct.error)
"""What opening a ZIP raises that is none, or was changed."""
_DAMAGED = (KeyError, *_UNREADABLE, zlib.error, EOFError, OSError, RuntimeError)
"""What reading a file of a package raises that is not there, or was changed."""


def verify_package(path: Path) -> CheckedPackage:
    """Check a package, a ZIP file or the folder that it was unpacked to.

    Raise `Refused` when it cannot be read and `InvalidMessage` when it is no package.
    """
    with _Package(path) as package:
        data = package.read(MANIFEST)
        manifest = read_package_manifest(data or b"")
        if len({message.folder for message in manifest.messages}) < len(manifest.messages):
            raise _no_package()  # the same files would be read again and again
        findings = [*_files(package, manifest)]
        signers: list[str] = []
        for message in manifest.messages:
            name = f"{message.folder}/{ACKNOWLEDGEMENT}"
            answer = package.read(name)
            if answer is None:
                continue
            try:
                signers.append(verified_signer(answer))
                fits = _fits(package, message, find_acknowledgement(answer))
            except (InvalidMessage, Untrusted):
                findings.append(PackageFinding(PackageFault.FORGED, name))
                continue
            if not fits:
                findings.append(PackageFinding(PackageFault.FOREIGN, name))
    digest = hashlib.sha256(data or b"").hexdigest()
    return CheckedPackage(manifest, digest, tuple(dict.fromkeys(signers)), tuple(findings))


class _Package:
    """The files of a ZIP file or a folder, each read in bounds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip: ZipFile | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        if not is_folder(self._path):
            try:
                self._zip = self._open.enter_context(_opened_zip(self._path))
            except _UNREADABLE:
                raise _no_package() from None
            except OSError as error:
                raise Refused("The file {file} cannot be read.", file=self._path) from error
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    @property
    def names(self) -> list[str]:
        """Every file, by its path with slashes."""
        if self._zip is not None:
            return [entry.filename for entry in self._zip.infolist() if not entry.is_dir()]
        files = (one for one in self._path.rglob("*") if one.is_symlink() or one.is_file())
        return [one.relative_to(self._path).as_posix() for one in files]

    def read(self, name: str, most: int = LARGEST_DOCUMENT) -> bytes | None:
        """Return a file, its beginning where it is larger; None where it cannot be read."""
        try:
            with self._opened(name) as file:
                return file.read(most)
        except _DAMAGED:
            return None

    def digest(self, name: str, size: int) -> str:
        """Return the SHA-256 of a file of a size; "" for one of another size, or damaged."""
        digest, left = hashlib.sha256(), size
        try:
            with self._opened(name) as file:
                while left >= 0 and (chunk := file.read(min(left + 1, _CHUNK))):
                    digest.update(chunk)
                    left -= len(chunk)
        except _DAMAGED:
            return ""
        return digest.hexdigest() if left == 0 else ""

    def _opened(self, name: str) -> IO[bytes]:
        """Open a file as it is packed by us; never what a name or a link leads to elsewhere."""
        if self._zip is not None:
            entry = self._zip.getinfo(name)
            if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise KeyError(name)
            return self._zip.open(entry)
        path = self._path / name
        is_within = path.resolve().is_relative_to(self._path.resolve())
        if path.is_symlink() or not is_within or not path.is_file():
            raise KeyError(name)
        return path.open("rb")


def _opened_zip(path: Path) -> ZipFile:
    """Open a ZIP file whose parts lie beside each other: so it unfolds to a thousand times at most.

    Parts that share their bytes could unfold to any size.
    """
    known = path.stat()
    if not S_ISREG(known.st_mode):
        raise BadZipFile  # a pipe or a device, which may never end
    package = ZipFile(path)
    if sum(entry.compress_size for entry in package.infolist()) > known.st_size:
        package.close()
        raise BadZipFile
    return package


def _no_package() -> InvalidMessage:
    return InvalidMessage("This is no package that SDK Desktop has taken out.")


def _files(package: _Package, manifest: Manifest) -> Iterator[PackageFinding]:
    there = Counter(package.names)
    known = {one.name: one for one in manifest.files}
    for name, one in known.items():
        if name not in there:
            yield PackageFinding(PackageFault.MISSING, name)
        elif _is_changed(package, one):
            yield PackageFinding(PackageFault.CHANGED, name)
    for name, count in there.items():
        if count > 1:
            yield PackageFinding(PackageFault.TWICE, name)
        if name not in known and name != MANIFEST:
            yield PackageFinding(PackageFault.ADDED, name)


def _is_changed(package: _Package, one: PackedFile) -> bool:
    return package.digest(one.name, one.size) != one.digest


def _fits(package: _Package, message: PackedMessage, document: AcknowledgementDocument) -> bool:
    """Return whether an acknowledgement is of a message of the package, and of its parties."""
    if document.acknowledgement.message_id != message.message_id:
        return False
    try:
        written = read_message(package.read(f"{message.folder}/{MESSAGE}") or b"")
    except InvalidMessage:  # was changed, which is said already
        return True
    parties = written.recipient.organisation, written.sender.organisation
    return parties == (document.sender, document.recipient)
