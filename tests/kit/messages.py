"""Messages for tests: like no other, and as a test wants them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sdk_desktop.domain.message import Attention, Document, File, Message, Party, new_id

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def message_between(
    sender: Party, recipient: Party, *files: File, text: str = "Hej", **changes: object
) -> Message:
    """Return a message of one document, that begins a conversation; `changes` are its fields."""
    message_id = new_id()
    message = Message(
        message_id=message_id,
        conversation_id=message_id,
        created=NOON,
        label="Fråga",
        confidential=False,
        recipient=recipient,
        sender=sender,
        documents=(Document(new_id(), files=files, texts=(text,)),),
    )
    return replace(message, **changes)  # type: ignore[arg-type] # a test names real fields


def party(organisation: str, function: str) -> Party:
    """Return a function of an organisation, neither of them with a name."""
    return Party(organisation, attention=Attention(function))
