"""Messages that have come to a client."""

from __future__ import annotations

from datetime import datetime

from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
    new_id,
)
from tests.kit.town import NOON, SOCIAL, TownClient

AKUTEN = "sdk:akuten:0203:regionekelund.example.se"
THEIRS = Reference(Identifier(CodeSystem.DIARY_NUMBER, "RE 2026/5"), "Remiss")
OURS = Reference(Identifier(CodeSystem.DIARY_NUMBER, "SOC 2026/17"), "Utredning")
DOCTOR = Person("Dr Ros")


def letter(
    *files: File,
    label: str | None = "Fråga",
    confidential: bool = False,
    conversation_id: str = "",
    ref_to_message_id: str | None = None,
) -> Message:
    """Make a message from the emergency ward to our social services."""
    message_id = new_id()
    sender = Attention(AKUTEN, "Akuten", (DOCTOR,), (THEIRS,))
    recipient = Attention(SOCIAL, "Socialkontoret", (), (OURS,))
    return Message(
        message_id=message_id,
        conversation_id=conversation_id or message_id,
        created=NOON,
        label=label,
        confidential=confidential,
        recipient=Party("0203:ekdala.example.se", "Ekdala kommun", recipient),
        sender=Party("0203:regionekelund.example.se", "Region Ekelund", sender),
        documents=(Document(new_id(), files=files, texts=("Hej",)),),
        ref_to_message_id=ref_to_message_id,
    )


def arrived(client: TownClient, message: Message, when: datetime | None = None) -> int:
    """Put a message into the client's store as if it had just come."""
    with client.workspace._store.begin() as stored:
        return stored.messages.add(message, Direction.IN, SOCIAL, when or client.watch.now)
