"""Whether what a service gave has come before, and whether we may take it: for either service.

A service opens and checks a message by itself; only what needs the store is decided here
(transport.md §4.3 rows 6 and 11, §8 rows 23 and 24).
"""

from __future__ import annotations

from dataclasses import replace

from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.identity import MessageIdentity, Recognition, recognise
from sdk_desktop.domain.incoming import (
    DueAcknowledgement,
    Incoming,
    Received,
    Repeated,
    Stray,
    Unreadable,
)
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.exchange.validation import answers_refused, is_duplicate
from sdk_desktop.formats.message import content_digest
from sdk_desktop.store.store import Transaction


def identity_of(received: Received) -> MessageIdentity:
    """Return what tells a message from others; reads all of it."""
    message = received.message
    return MessageIdentity(
        message_id=message.message_id,
        mailbox=received.waiting.mailbox,
        sender=message.sender.organisation,
        digest=content_digest(message),
    )


def recognised(
    stored: Transaction, incoming: Incoming, identity: MessageIdentity | None
) -> Incoming:
    """Return what to do with what came, by what is stored now.

    A message as it came before is let go; another one with the same id is kept apart, where
    nobody takes it for the first. What we acknowledge ourselves gets the right answer.
    """
    due = due_of(incoming)
    answered = stored.answers.to(due.digest) if due else None
    if answered is not None:
        return Repeated(incoming.waiting, answered)
    if not isinstance(incoming, Received) or identity is None:
        return incoming
    match recognise(identity, stored.history.identities(identity.message_id)):
        case Recognition.REPEATED:
            return _repeated(incoming)
        case Recognition.CONFLICTING:
            reason = "Another message with the same number has come before. This one is kept apart."
            return _refused(incoming, reason, is_duplicate())
    if due and _answers_failed(stored, incoming.message.ref_to_message_id):
        reason = "The message answers one of ours that counts as failed."
        return _refused(incoming, reason, answers_refused())
    return incoming


def due_of(incoming: Incoming) -> DueAcknowledgement | None:
    """Return the acknowledgement that must go back, None where there is none."""
    match incoming:
        case Received(due=due) | Unreadable(due=due) | Stray(due=due):
            return due
        case _:
            return None


def _repeated(received: Received) -> Incoming:
    """We have it; a sender that sealed it anew is told so, in the words of the specification."""
    if received.due is None:
        return Repeated(received.waiting)
    reason = "A message with the same number has come before."
    refused = _refused(received, reason, is_duplicate())
    return Stray(received.waiting, refused.reason, refused.due)


def _refused(received: Received, why: str, cause: Finding) -> Unreadable:
    lines = [why]
    if received.due:
        reason = "The sender is told that it was not taken in, and why."
        lines.append(reason)
    return Unreadable(
        waiting=received.waiting,
        reason="\n".join(lines),
        raw=received.raw,
        due=replace(received.due, causes=(cause,)) if received.due else None,
        sender=received.message.sender.organisation,
    )


def _answers_failed(stored: Transaction, message_id: str | None) -> bool:
    """Return whether this is a message of ours that was rejected, or not acknowledged in time."""
    row = stored.messages.row_of(message_id) if message_id else None
    if row is None or message_id is None:
        return False
    if stored.messages.headline(row).direction is not Direction.OUT:
        return False
    return stored.deliveries.get(message_id).status.failed
