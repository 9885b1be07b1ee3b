"""What came, judged by what the store holds: whether it came before and may be accepted.

transport.md §4.3 rows 6 and 11, §8 rows 23, 24.
"""

from __future__ import annotations

from dataclasses import replace

from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.identity import MessageIdentity, Recognition, recognise
from sdk_desktop.domain.incoming import (
    Acknowledged,
    DueAcknowledgement,
    Incoming,
    LeftWaiting,
    Received,
    Repeated,
    Stray,
    Unreadable,
)
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.exchange.validation import answers_refused, is_duplicate
from sdk_desktop.formats.message import content_digest
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.keeping import KEPT_APART


def identity_of(received: Received) -> MessageIdentity:
    """Return what distinguishes a message from others with its id; reads all of its content."""
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
    """Return what came as what it is stored as, by what the store holds now.

    The same message again becomes `Repeated` or `Stray`, another one with an id that came before
    `Unreadable`, so that nobody takes it for the first. Where this client acknowledges, the
    acknowledgement becomes a rejection with the cause that the specification names. What may be for
    another computer of the organisation becomes `LeftWaiting`.
    """
    due = due_of(incoming)
    answered = stored.answers.to(due.digest) if due else None
    if answered is not None:
        return Repeated(incoming.waiting, answered)
    match incoming:
        case Received() if identity is not None:
            return _recognised_message(stored, incoming, identity)
        case Acknowledged(waiting, sender) if not _is_of_ours(stored, incoming):
            return LeftWaiting(waiting, sender=sender, acknowledges=incoming.report.message_id)
        case Unreadable(waiting, function=function) if _is_served_elsewhere(stored, function):
            return LeftWaiting(waiting, function)
        case _:
            return incoming


def due_of(incoming: Incoming) -> DueAcknowledgement | None:
    """Return the acknowledgement that must go back, None where there is none."""
    match incoming:
        case Received(due=due) | Unreadable(due=due) | Stray(due=due):
            return due
        case _:
            return None


def _recognised_message(
    stored: Transaction, incoming: Received, identity: MessageIdentity
) -> Incoming:
    match recognise(identity, stored.history.identities(identity.message_id)):
        case Recognition.REPEATED:
            return _repeated(incoming)
        case Recognition.CONFLICTING:
            return _refused(incoming, KEPT_APART, is_duplicate())
    if incoming.due and _answers_failed(stored, incoming.message.ref_to_message_id):
        reason = "The message answers one of ours that counts as failed."
        return _refused(incoming, reason, answers_refused())
    return incoming


def _is_of_ours(stored: Transaction, incoming: Acknowledged) -> bool:
    """Return whether this store knows the message that is acknowledged, sent or received."""
    return stored.messages.row_of(incoming.report.message_id) is not None


def _is_served_elsewhere(stored: Transaction, function: str) -> bool:
    """Return whether a function that is none of this client's may be one of our organisation's.

    Without an address book nobody knows.
    """
    if not function:
        return False
    if stored.addresses.refreshed() is None:
        return True
    hit = stored.addresses.function(function)
    if hit is None or hit.gone:
        return False
    ours = {mailbox.organisation.lower() for mailbox in stored.mailboxes.all()}
    return hit.function.organisation.participant.lower() in ours


def _repeated(received: Received) -> Incoming:
    """Return what a message that is stored becomes; one that was sealed anew is a duplicate."""
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
    """Return whether an id is that of a message we sent whose delivery has failed."""
    row = stored.messages.row_of(message_id) if message_id else None
    if row is None or message_id is None:
        return False
    if stored.messages.headline(row).direction is not Direction.OUT:
        return False
    return stored.deliveries.get(message_id).status.failed
