"""A ledger that has lost something: devices say what they have met, and offer what they have."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sdk_desktop.sharing.ledger import Ledger, no_member
from sdk_desktop.sharing.values import ChainPoint, MailboxHistory


def history(ledger: Ledger, mailbox: UUID) -> MailboxHistory:
    """Return which history a mailbox has; raise `Refused` when it is not this device's."""
    row = ledger.ask("SELECT incarnation, healing FROM ledger.mailbox WHERE id = %s", (mailbox,))
    if row is None:
        raise no_member()
    return MailboxHistory(*row)


def notice_loss(
    ledger: Ledger, mailbox: UUID, incarnation: UUID | None, known: ChainPoint
) -> UUID | None:
    """Say which place in which history was met; return the incarnation that holds now.

    It is the same one where nothing is lost; else the mailbox is healed from now on, or was.
    """
    row = ledger.ask(
        "SELECT ledger.notice_loss(%s, %s, %s, %b)",
        (mailbox, incarnation, known.number, known.digest),
    )
    return None if row is None else row[0]


def say_offered(
    ledger: Ledger, mailbox: UUID, incarnation: UUID | None, given_up: Iterable[UUID] = ()
) -> None:
    """Say that this device has offered all that it has, or that others are not waited for."""
    ledger.ask("SELECT ledger.offered(%s, %s, %s)", (mailbox, incarnation, list(given_up)))


def being_healed(ledger: Ledger) -> bool:
    """Return whether any mailbox of this device is healed."""
    found = ledger.ask("SELECT 1 FROM ledger.mailbox WHERE healing LIMIT 1")
    return found is not None


def surviving(ledger: Ledger, mailbox: UUID, met: Iterable[ChainPoint]) -> frozenset[int]:
    """Return the numbers of those places in a chain that the ledger still has as they were."""
    by_number = {one.number: one.digest for one in met}
    rows = ledger.ask_all(
        "SELECT number, digest FROM ledger.event WHERE mailbox = %s AND number = ANY (%s)",
        (mailbox, list(by_number)),
    )
    return frozenset(number for number, digest in rows if by_number[number] == digest)


def awaited(ledger: Ledger, mailbox: UUID) -> tuple[UUID, ...]:
    """Return the devices that have not offered what they have since something was lost."""
    rows = ledger.ask_all("SELECT ledger.awaited(%s)", (mailbox,))
    return tuple(identity for (identity,) in rows)
