"""Messages that have come to a client."""

from __future__ import annotations

from datetime import datetime

from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
)
from tests.kit.messages import message_between
from tests.kit.sandbox_network import SOCIAL, PersonClient

AKUTEN = "sdk:akuten:0203:regionekelund.example.se"
THEIRS = Reference(Identifier(CodeSystem.DIARY_NUMBER, "RE 2026/5"), "Remiss")
OURS = Reference(Identifier(CodeSystem.DIARY_NUMBER, "SOC 2026/17"), "Utredning")
DOCTOR = Person("Dr Ros")


def letter(*files: File, text: str = "Hej", **changes: object) -> Message:
    """Return a message from the emergency ward to our social services."""
    sender = Attention(AKUTEN, "Akuten", (DOCTOR,), (THEIRS,))
    recipient = Attention(SOCIAL, "Socialkontoret", (), (OURS,))
    return message_between(
        Party("0203:regionekelund.example.se", "Region Ekelund", sender),
        Party("0203:ekdala.example.se", "Ekdala kommun", recipient),
        *files,
        text=text,
        **changes,
    )


def arrived(client: PersonClient, message: Message, when: datetime | None = None) -> int:
    """Put a message into the client's store as if it had just come."""
    with client.workspace._store.begin() as stored:
        return stored.messages.add(message, Direction.IN, SOCIAL, when or client.watch.now)
