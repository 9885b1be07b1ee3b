"""A message as it is read, and its files; confidential ones only against a clearance."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from sdk_desktop.domain.clearance import Clearance
from sdk_desktop.domain.errors import ProofNeeded, Refused
from sdk_desktop.domain.file_type import file_type
from sdk_desktop.domain.mailbox import Attachment, Direction, Reading
from sdk_desktop.domain.message import File, Message
from sdk_desktop.store.messages import deliveries, list_states
from sdk_desktop.store.messages.lists import listing
from sdk_desktop.store.messages.message_columns import documents_in, identifier_in, loads, party_in
from sdk_desktop.store.schema.tables import body, file, file_head, message, raw

_WITHOUT_CONTENT = (file.c.id, file.c.document, file.c.name, file.c.content_type, file.c.size)
_OF_MESSAGE = file.c.message == sa.bindparam("row")
_FILES = sa.select(*_WITHOUT_CONTENT).where(_OF_MESSAGE).order_by(file.c.id)
_WHOLE_FILES = (
    sa.select(file.c.document, file.c.name, file.c.content_type, file.c.content)
    .where(_OF_MESSAGE)
    .order_by(file.c.id)
)
_MESSAGE = (
    sa.select(
        *(message.c.message_id, message.c.conversation_id, message.c.ref_to_message_id),
        *(message.c.created, message.c.label, message.c.confidential, body.c.content),
    )
    .join_from(message, body, body.c.message == message.c.id)
    .where(message.c.id == sa.bindparam("row"))
)


def read(connection: sa.Connection, row: int, clearance: Clearance | None) -> Reading:
    """Return a message to read, its files without content.

    Whether the clearance is still fresh is for whoever knows the time to say.
    """
    headline = listing.headline(connection, row)
    _need(clearance, confidential=headline.confidential)
    if headline.unreadable:
        return Reading(headline, None, (), None, headline.time, headline.unreadable)
    sent = headline.direction is Direction.OUT
    delivery = deliveries.find_delivery(connection, headline.message_id) if sent else None
    said = without_content(connection, row)
    attachments = _attachments(connection, row, said)
    found = list_states.states(connection, [row]).get(row) if sent else None
    recipients = found.recipients if found else 0
    return Reading(headline, said, attachments, delivery, headline.time, recipients=recipients)


def attached(connection: sa.Connection, row: int, key: int, clearance: Clearance | None) -> File:
    """Return an attachment of a message with its content."""
    found = connection.execute(
        sa.select(file.c.name, file.c.content_type, file.c.content, message.c.confidential)
        .join_from(file, message, message.c.id == file.c.message)
        .where(file.c.id == key, file.c.message == row)
    ).one_or_none()
    if found is None:
        raise Refused("The message has no such file.")
    _need(clearance, confidential=found.confidential)
    return File(found.name, found.content_type, found.content)


def without_content(connection: sa.Connection, row: int) -> Message:
    """Return a message with empty files."""
    files = connection.execute(_FILES, {"row": row})
    return _message(
        connection, row, ((f.document, File(f.name, f.content_type, b"")) for f in files)
    )


def whole(connection: sa.Connection, row: int) -> Message:
    """Return a message with its files."""
    files = connection.execute(_WHOLE_FILES, {"row": row})
    return _message(
        connection, row, ((f.document, File(f.name, f.content_type, f.content)) for f in files)
    )


def raw_bytes(connection: sa.Connection, row: int) -> bytes:
    """Return the bytes of a message that could not be read."""
    found = connection.execute(sa.select(raw.c.content).where(raw.c.message == row))
    content: bytes | None = found.scalar_one_or_none()
    if content is None:
        raise listing.missing()
    return content


def _attachments(connection: sa.Connection, row: int, said: Message) -> tuple[Attachment, ...]:
    """Return the files in the order in which the message names them."""
    wanted = sa.select(*_WITHOUT_CONTENT, file_head.c.content.label("head"))
    known = wanted.join_from(file, file_head, file_head.c.file == file.c.id, isouter=True)
    files = list(connection.execute(known.where(file.c.message == row)))
    places = {id(document): number for number, document in enumerate(said.documents)}
    order = [places[id(document)] for document in said.in_order]
    files.sort(key=lambda file: order.index(file.document))
    return tuple(
        Attachment(f.id, f.name, file_type(f.head or b"", f.content_type), f.size) for f in files
    )


def _need(clearance: Clearance | None, *, confidential: bool) -> None:
    if confidential and clearance is None:
        raise ProofNeeded("Prove who you are to read this confidential message.")


def _message(connection: sa.Connection, row: int, files: Iterable[tuple[int, File]]) -> Message:
    found = connection.execute(_MESSAGE, {"row": row}).one_or_none()
    if found is None:
        raise listing.missing()
    recipient, sender, documents, generating_system = loads(found.content)
    own: list[list[File]] = [[] for _ in documents]
    for number, one in files:
        own[number].append(one)
    return Message(
        message_id=found.message_id,
        conversation_id=found.conversation_id,
        created=found.created,
        label=found.label,
        confidential=found.confidential,
        recipient=party_in(recipient),
        sender=party_in(sender),
        documents=documents_in(documents, own),
        ref_to_message_id=found.ref_to_message_id,
        generating_system=identifier_in(generating_system),
    )
