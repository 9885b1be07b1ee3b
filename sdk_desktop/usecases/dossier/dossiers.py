"""Takes a message or its conversation out of the program, as a package that needs no program."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sdk_desktop import __version__
from sdk_desktop.domain.acknowledgement import AcknowledgementDocument
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.dossier.package import Manifest, PackedFile, PackedMessage
from sdk_desktop.domain.dossier.paper import Paper
from sdk_desktop.domain.file_name import safe_name
from sdk_desktop.domain.mailbox import Reading
from sdk_desktop.domain.roles import Role
from sdk_desktop.exchange.checking import find_acknowledgement
from sdk_desktop.files import replacing
from sdk_desktop.formats.message import message_pieces
from sdk_desktop.formats.paper.manifest import write_package_manifest
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.audit_trail import COLUMNS, event_cells
from sdk_desktop.usecases.dossier.packing import (
    ACKNOWLEDGEMENT,
    AS_IT_CAME,
    ATTACHMENTS,
    MANIFEST,
    MESSAGE,
    PAPER,
    TRAIL,
    PackageWriter,
    free_name,
)
from sdk_desktop.usecases.files.csv_export import table_bytes
from sdk_desktop.usecases.papers import printed

_MOST_EVENTS = 10_000
"""Events of one message that a package takes along, the newest."""


@dataclass(frozen=True, slots=True)
class TakenMessage:
    """A message of a package, and the folder with its files; "" where it alone is printed.

    `files` are the names of its attachments in that folder, in their order.
    """

    folder: str
    reading: Reading
    acknowledgement: AcknowledgementDocument | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenCase:
    """What a package holds, for the document that tells it: oldest message first."""

    messages: tuple[TakenMessage, ...]
    who: str
    made: datetime


class Dossiers:
    """Takes messages out of the program, which is recorded with the digest of the package."""

    def __init__(self, store: Store, actor: Actor) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor

    def save(
        self,
        row: int,
        path: Path,
        tell: Callable[[TakenCase], Paper],
        *,
        conversation: bool = False,
    ) -> int:
        """Write a package with a message, or with all of its conversation; return how many.

        `tell` makes the document to read. An older file of that name stays until the new one is
        whole, and is whole again when anything goes wrong. Raise `Refused` and `ProofNeeded`.
        """
        rows = self._rows(row) if conversation else (row,)
        self._actor.require_on(Role.HANDLER, *rows, purpose=Purpose.EXPORT)
        with replacing(path) as file:
            digest = self._write(file, rows, tell)
            with self._store.begin() as stored:
                for one in rows:
                    event = self._actor.event(AuditKind.DOSSIER, detail=digest)
                    record_event(stored, event, one)
        return len(rows)

    def save_receipt(self, row: int, path: Path, tell: Callable[[Reading], Paper]) -> None:
        """Write the sheet that `tell` makes of what has happened to a message.

        It is recorded with the digest of the sheet; otherwise as `save`.
        """
        self._actor.require_on(Role.HANDLER, row, purpose=Purpose.EXPORT)
        with self._store.read() as stored:
            reading = stored.messages.reading(row, self._actor.reading_clearance())
        sheet = printed(tell(reading))
        with replacing(path) as file:
            file.write(sheet)
            with self._store.begin() as stored:
                digest = hashlib.sha256(sheet).hexdigest()
                record_event(stored, self._actor.event(AuditKind.DOSSIER, detail=digest), row)

    def paper(self, row: int, tell: Callable[[TakenCase], Paper]) -> bytes:
        """Return the PDF that `tell` makes of a message, to be printed, which is recorded.

        Raise `Refused` and `ProofNeeded`.
        """
        self._actor.require(Role.READER, Purpose.EXPORT)
        with self._store.begin() as stored:
            reading = stored.messages.reading(row, self._actor.reading_clearance())
            taken = _taken(stored, reading, tuple(one.name for one in reading.attachments))
            record_event(stored, self._actor.event(AuditKind.PRINTED), row)
        case = TakenCase((taken,), self._actor.who, self._actor.clock())
        return printed(tell(case))

    def _rows(self, row: int) -> tuple[int, ...]:
        with self._store.read() as stored:
            headlines = stored.messages.conversation(row, self._actor.question())
        return tuple(headline.row for headline in headlines) or (row,)

    def _write(
        self, file: BinaryIO, rows: Sequence[int], tell: Callable[[TakenCase], Paper]
    ) -> str:
        """Write all files, and return the digest of the manifest."""
        with closing(PackageWriter(file)) as package:
            taken = tuple(
                self._add(package, str(number), row) for number, row in enumerate(rows, start=1)
            )
            package.add(TRAIL, (self._trail(rows),))
            case = TakenCase(taken, self._actor.who, self._actor.clock())
            package.add(PAPER, (printed(tell(case)),))
            manifest = write_package_manifest(_manifest(case, package.files))
            return package.add(MANIFEST, (manifest,)).digest

    def _add(self, package: PackageWriter, folder: str, row: int) -> TakenMessage:
        """Add the files of a message; one at a time is held in memory."""
        with self._store.read() as stored:
            reading = stored.messages.reading(row, self._actor.reading_clearance())
            names = self._add_content(package, folder, row, stored)
            if answer := stored.answers.of_row(row):
                package.add(f"{folder}/{ACKNOWLEDGEMENT}", (answer,))
            return _taken(stored, reading, names, folder)

    def _add_content(
        self, package: PackageWriter, folder: str, row: int, stored: Transaction
    ) -> tuple[str, ...]:
        message = stored.messages.message(row, whole=True)
        if message is None:
            package.add(f"{folder}/{AS_IT_CAME}", (stored.messages.raw(row),))
            return ()
        package.add(f"{folder}/{MESSAGE}", message_pieces(message))
        names: list[str] = []
        for file in message.files:
            names.append(free_name(safe_name(file.name), names))
            package.add(f"{folder}/{ATTACHMENTS}/{names[-1]}", (file.content,))
        return tuple(names)

    def _trail(self, rows: Sequence[int]) -> bytes:
        """Return what was done with the messages, oldest first."""
        with self._store.read() as stored:
            events = {
                event.number: event
                for row in rows
                for event in stored.audit.of_message(stored.history.name_of(row), _MOST_EVENTS)
            }
        return table_bytes(COLUMNS, (event_cells(events[number]) for number in sorted(events)))


def _taken(
    stored: Transaction, reading: Reading, files: tuple[str, ...], folder: str = ""
) -> TakenMessage:
    answer = stored.answers.of_row(reading.headline.row)
    acknowledgement = find_acknowledgement(answer) if answer else None
    return TakenMessage(folder, reading, acknowledgement, files)


def _manifest(case: TakenCase, files: Sequence[PackedFile]) -> Manifest:
    messages = (PackedMessage(one.folder, one.reading.headline.message_id) for one in case.messages)
    program = f"SDK Desktop {__version__}"
    return Manifest(case.made, case.who, program, tuple(messages), tuple(files))
