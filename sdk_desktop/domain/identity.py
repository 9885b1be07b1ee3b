"""Whether a message that comes is one that came before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class MessageIdentity:
    """What identifies a message: not its id alone, as the sender chooses that.

    `digest` is the SHA-256 (hex) of all that the message says. Of messages that were stored by
    earlier versions or have been erased, what is not known is "".
    """

    message_id: str
    mailbox: str
    sender: str = ""
    digest: str = ""

    def may_be(self, known: MessageIdentity) -> bool:
        """Return whether this may be another message, by all that is known of both."""
        mine, other = self._marks(), known._marks()
        return all(value in {"", mark} for value, mark in zip(other, mine, strict=True))

    def _marks(self) -> tuple[str, ...]:
        return self.message_id.lower(), self.mailbox.lower(), self.sender.lower(), self.digest


class Recognition(Enum):
    """How a message relates to those with its id that came before."""

    NEW = "new"
    REPEATED = "repeated"
    CONFLICTING = "conflicting"
    """Another message with an id that was used before: it must be kept, apart from the first."""


def recognise(message: MessageIdentity, known: Iterable[MessageIdentity]) -> Recognition:
    """Compare a message with those that came before under the same id."""
    others = tuple(known)
    if not others:
        return Recognition.NEW
    if any(message.may_be(one) for one in others):
        return Recognition.REPEATED
    return Recognition.CONFLICTING
