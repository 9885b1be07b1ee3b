"""What a package that was taken out says of its files, and what is found to have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a package, by its path in it; `size` is in bytes, `digest` its SHA-256 (hex)."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class PackedMessage:
    """A message of a package and the folder with its files."""

    folder: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package holds, who took it out, and when."""

    made: datetime
    who: str
    program: str
    messages: tuple[PackedMessage, ...]
    files: tuple[PackedFile, ...]


class PackageFault(StrEnum):
    """What is wrong with a file of a package."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    TWICE = "twice"
    FORGED = "forged"
    """An acknowledgement whose signature does not hold."""
    FOREIGN = "foreign"
    """An acknowledgement of another message, or of other parties."""


@dataclass(frozen=True, slots=True)
class PackageFinding:
    """A fault of one file."""

    fault: PackageFault
    name: str


@dataclass(frozen=True, slots=True)
class CheckedPackage:
    """What a package is, and everything that is wrong with it.

    `digest` is the SHA-256 of its manifest, which the audit trail knows; `signers` are the holders
    of the certificates that signed its acknowledgements.
    """

    manifest: Manifest
    digest: str
    signers: tuple[str, ...]
    findings: tuple[PackageFinding, ...]
