"""Writes what comes to some mailboxes into folders that a case system watches.

Only what the organisation's own file names is exported. The program is the actor.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.domain.file_name import safe_name
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.message import Message, Party
from sdk_desktop.domain.policy import ExportPlan
from sdk_desktop.files import (
    is_folder,
    move,
    path_named,
    read_file,
    settle_folder,
    unwritable,
    write_settled,
)
from sdk_desktop.formats.message import message_pieces
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.dossier.packing import ATTACHMENTS, MESSAGE, free_name

DESCRIPTION = "Beskrivning.json"
FORMAT = 1
"""The number of the description's form; one that says something else gets another."""
UNFINISHED = "."
"""Begins the name of a folder that is being written: a case system must leave it alone."""
_AT_ONCE = 50
"""Messages of a mailbox in one round."""

_log = logging.getLogger(__name__)


class Exporting:
    """Writes each message once, whole or not at all, in the order in which they came."""

    def __init__(self, store: Store, actor: Actor, plan: ExportPlan) -> None:
        """Export from a store as the organisation has decided."""
        self._store = store
        self._actor = actor
        self._plan = plan

    def begin(self) -> None:
        """Export from now on what comes to mailboxes that were not exported before."""
        if not self._plan.folder:
            return
        with self._store.begin() as stored:
            for mailbox in self._plan.addresses:
                stored.exports.begin(mailbox)

    def write(self) -> SdkError | None:
        """Write what came; return why something could not be, which stays to be written."""
        trouble: SdkError | None = None
        for mailbox in self._plan.addresses if self._plan.folder else ():
            try:
                self._write_all(mailbox)
            except SdkError as error:
                _log.info("a mailbox cannot be exported: %s", error.text)
                trouble = error
        return trouble

    def _write_all(self, mailbox: str) -> None:
        with self._store.read() as stored:
            rows = stored.exports.due(mailbox, _AT_ONCE)
        watched = path_named(self._plan.folder)
        if rows and not is_folder(watched):
            # Where a share is not connected, a new one would lie on this computer, unseen.
            raise Unavailable("The folder {folder} cannot be read.", folder=watched)
        folder = watched / safe_name(mailbox.replace(":", "-"))
        for row in rows:
            name = self._write(row, folder)
            with self._store.begin() as stored:
                event = self._actor.system_event(AuditKind.PASSED_ON, detail=name)
                record_event(stored, event, row)
                stored.exports.done(mailbox, row)

    def _write(self, row: int, folder: Path) -> str:
        """Write the folder of a message, unless it is there already; return its name."""
        with self._store.read() as stored:
            headline = stored.messages.headline(row)
            message = stored.messages.message(row, whole=True)
        described = _described(headline, message)
        whole = _place(folder / _folder_name(headline), described)
        part = whole.with_name(f"{UNFINISHED}{whole.name}")
        if whole.exists():
            return whole.name
        shutil.rmtree(part, ignore_errors=True)
        try:
            (part / ATTACHMENTS).mkdir(parents=True)
            for file, content in _files(message):
                write_settled(part / file, content)
            write_settled(part / DESCRIPTION, described)
            settle_folder(part / ATTACHMENTS)
            settle_folder(part)
            move(part, whole)
        except OSError as error:
            shutil.rmtree(part, ignore_errors=True)
            raise unwritable(whole, error) from error
        settle_folder(folder)
        return whole.name


def _place(folder: Path, described: bytes) -> Path:
    """Return the folder of a message: that of another one that came with its id has the name."""
    places = (folder.with_name(f"{folder.name} ({number})") for number in count(2))
    return next(
        place for place in chain([folder], places) if not place.exists() or _is_of(place, described)
    )


def _is_of(folder: Path, described: bytes) -> bool:
    try:
        return read_file(folder / DESCRIPTION, len(described)) == described
    except SdkError:
        return False


def _folder_name(headline: Headline) -> str:
    came = headline.time.astimezone(UTC)
    return safe_name(f"{came:%Y%m%dT%H%M%SZ} {headline.message_id or headline.row}")


def _described(headline: Headline, message: Message | None) -> bytes:
    """Return the description of a message; of one that cannot be read only that it came.

    Its bytes stay in the store: they may be what a scanner has found malware in.
    """
    if message is None:
        return _json({"format": FORMAT, "readable": False, **_arrival(headline)})
    return _json(_description(headline, message, _file_names(message)))


def _files(message: Message | None) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a message beside its description."""
    if message is None:
        return
    yield MESSAGE, b"".join(message_pieces(message))
    for file, name in zip(message.files, _file_names(message), strict=True):
        yield f"{ATTACHMENTS}/{name}", file.content


def _file_names(message: Message) -> list[str]:
    names: list[str] = []
    for file in message.files:
        names.append(free_name(safe_name(file.name), names))
    return names


def _arrival(headline: Headline) -> dict[str, object]:
    return {
        "messageId": headline.message_id,
        "mailbox": headline.mailbox,
        "received": _time(headline.time),
    }


def _description(headline: Headline, message: Message, names: list[str]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "readable": True,
        **_arrival(headline),
        "conversationId": message.conversation_id,
        "refToMessageId": message.ref_to_message_id,
        "created": _time(message.created),
        "label": message.label,
        "confidential": message.confidential,
        "sender": _party(message.sender),
        "recipient": _party(message.recipient),
        "files": [
            {
                "path": f"{ATTACHMENTS}/{name}",
                "name": file.name,
                "contentType": file.content_type,
                "size": len(file.content),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file, name in zip(message.files, names, strict=True)
        ],
    }


def _party(party: Party) -> dict[str, object]:
    function = party.attention.function_label if party.attention else None
    return {
        "organisation": party.organisation,
        "organisationName": party.label,
        "function": party.function,
        "functionName": function,
        "references": [
            {
                "root": one.identifier.root,
                "extension": one.identifier.extension,
                "label": one.label,
            }
            for one in party.references
        ],
    }


def _time(moment: datetime) -> str:
    return moment.isoformat()


def _json(facts: dict[str, object]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=2).encode()
