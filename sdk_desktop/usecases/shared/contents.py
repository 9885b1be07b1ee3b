"""Messages as records of the ledger: what they are called there, and what they say.

A record holds what a message says but for its files, which lie beside it in pieces; so does what
it says when that is long. Both are fetched when the record is taken in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sdk_desktop.domain.errand import Inherited
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.incoming import Came, Unreadable, Waiting
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import File, Message
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, RecordEdit, SharedFile
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.messages.message_columns import (
    documents_in,
    documents_out,
    dumps,
    identifier_in,
    identifier_out,
    loads,
    party_in,
    party_out,
)
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.shared.copy import Sharing

LONG = 500_000
"""So many characters of what a message says stand in the record itself."""


def message_name(direction: Direction, message_id: str) -> str:
    """Return what a message is called everywhere."""
    return f"{direction}\0{message_id}"


def arrival_name(service_id: str) -> str:
    """Return what is called everywhere what came under a name of the message service."""
    return f"service\0{service_id}"


@dataclass(frozen=True, slots=True)
class SharedContent:
    """A new record, and the files that it names."""

    edit: RecordEdit
    files: Mapping[UUID, bytes]


def content_of(
    naming: bytes, message: Message, came: Came, inherited: Inherited, more: Fields | None = None
) -> SharedContent:
    """Return the record of a message, with what it inherits here and what `more` it says."""
    name = message_name(came.direction, message.message_id)
    body = dumps(_body(message))
    contents = [file.content for document in message.documents for file in document.files]
    if len(body) > LONG:
        contents.append(body.encode())
        body = ""
    said = {
        **_came(message.message_id, came),
        "body": body,
        "inherits": astuple(inherited),
        **(more or {}),
    }
    return _content(naming, name, contents, said)


def sent_fields(who_id: str, who: str, list_id: str, replaces: str, forwards: str = "") -> Fields:
    """Return what the record of a sent message says more: by whom, and of which list it is.

    It names the message that it forwards, if any. Older records say neither of the latter.
    """
    said: Fields = {"by": [who_id, who], "list": [list_id, replaces]}
    return {**said, "forwards": forwards} if forwards else said


def sealed_file_id(naming: bytes, message_id: str, sealed: bytes) -> UUID:
    """Return what a sealed message is called as a file."""
    return _file_id(naming, f"sealed\0{message_id}", 0, sealed)


def unreadable_content_of(naming: bytes, unreadable: Unreadable, at: datetime) -> SharedContent:
    """Return the record of what could not be read."""
    waiting = unreadable.waiting
    came = Came(waiting.mailbox, at, waiting.service_id)
    said = {
        "unreadable": unreadable.reason,
        "incident": unreadable.incident,
        "sender": unreadable.sender,
        "created": waiting.created.isoformat() if waiting.created else "",
    }
    fields = _came(waiting.message_id, came) | said
    return _content(naming, arrival_name(waiting.service_id), [unreadable.raw], fields)


def files_of(record: CopiedRecord) -> tuple[SharedFile, ...]:
    """Return the files that a record names."""
    return tuple(
        SharedFile(UUID(one), size) for one, size in (record.fields or {}).get("files", ())
    )


def came_of(fields: Fields) -> Came:
    """Return when and how a message came that a record holds."""
    return Came(
        fields["mailbox"],
        datetime.fromisoformat(fields["received"]),
        fields["service"],
        fields["digest"],
        Direction(fields["direction"]),
    )


def shared_message(fields: Fields, files: Sequence[bytes]) -> Message:
    """Return the message that a record holds, given the content of its files."""
    said = loads(fields["body"] or files[-1].decode())
    documents: list[list[File]] = [[] for _ in said["documents"]]
    for (number, name, content_type), content in zip(said["files"], files, strict=False):
        documents[number].append(File(name, content_type, content))
    return Message(
        message_id=fields["message"],
        conversation_id=said["conversation"],
        ref_to_message_id=said["refers"],
        created=datetime.fromisoformat(said["created"]),
        label=said["label"],
        confidential=said["confidential"],
        recipient=party_in(said["recipient"]),
        sender=party_in(said["sender"]),
        documents=documents_in(said["documents"], documents),
        generating_system=identifier_in(said["system"]),
    )


def shared_unreadable(fields: Fields, files: Sequence[bytes]) -> Unreadable:
    """Return what could not be read as a record holds it."""
    created = datetime.fromisoformat(fields["created"]) if fields["created"] else None
    return Unreadable(
        Waiting(fields["service"], fields["message"], fields["mailbox"], created),
        fields["unreadable"],
        files[0],
        incident=fields["incident"],
        sender=fields["sender"],
    )


def erase_files(store: Store, sharing: Sharing, refused: Sequence[PendingChange]) -> None:
    """Erase the files that refused changes name, but for those of what the ledger has.

    When the ledger does not answer they stay, sealed, and nothing leads to them.
    """
    if not refused:
        return
    edits = [edit for change in refused for edit in change.edits]
    wanted = [CopiedRecord(one.id, one.kind, one.version, one.after) for one in edits]
    with store.read() as stored:
        found = [stored.shared.record(sharing.mailbox.id, one.id) for one in edits]
    kept = {file.id for record in found if record for file in files_of(record)}
    erased = {file.id for record in wanted for file in files_of(record)} - kept
    if erased:
        with suppress(Unavailable, Refused):
            sharing.append(PendingChange(uuid4(), (), erased=tuple(erased)), {})


def _came(message_id: str, came: Came) -> dict[str, Any]:
    return {
        "mailbox": came.mailbox,
        "message": message_id,
        "direction": came.direction.value,
        "service": came.service_id,
        "received": came.at.isoformat(),
        "digest": came.digest,
    }


def _content(naming: bytes, name: str, contents: Sequence[bytes], fields: Fields) -> SharedContent:
    files = {_file_id(naming, name, number, one): one for number, one in enumerate(contents)}
    named = [[str(identity), len(content)] for identity, content in files.items()]
    identity = named_record(naming, RecordKind.CONTENT, name)
    after = {**fields, "files": named}
    return SharedContent(RecordEdit(identity, int(RecordKind.CONTENT), 0, None, after), files)


def _file_id(naming: bytes, name: str, number: int, content: bytes) -> UUID:
    """Return the id of a file: another content is another file, whoever was first."""
    digest = hashlib.sha256(content).hexdigest()
    return named_record(naming, RecordKind.CONTENT, f"{name}\0{number}\0{digest}")


def _body(message: Message) -> dict[str, Any]:
    files = [
        [number, file.name, file.content_type]
        for number, document in enumerate(message.documents)
        for file in document.files
    ]
    return {
        "conversation": message.conversation_id,
        "refers": message.ref_to_message_id,
        "created": message.created.isoformat(),
        "label": message.label,
        "confidential": message.confidential,
        "recipient": party_out(message.recipient),
        "sender": party_out(message.sender),
        "documents": documents_out(message.documents),
        "system": identifier_out(message.generating_system),
        "files": files,
    }
