"""How a device asks to be let into a mailbox, by words that are compared or with a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sdk_desktop.domain.errors import Refused
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.values import PublicDevice


@dataclass(frozen=True, slots=True)
class ShownTicket:
    """Which ticket a device shows, and the proof that it has the ticket's secret."""

    id: UUID
    proof: bytes


def apply_for(
    ledger: Ledger, mailbox: UUID, device: PublicDevice, ticket: ShownTicket | None = None
) -> None:
    """Ask whoever manages a mailbox to let this device in; raise `Refused` without one."""
    ledger.introduce(device)
    shown = (None, None) if ticket is None else (ticket.id, ticket.proof)
    row = ledger.ask("SELECT ledger.apply_for(%s, %s, %b)", (mailbox, *shown))
    if row is None or not row[0]:
        raise Refused("There is no such shared mailbox in the ledger. Check its code.")
    ledger.hint(mailbox)


def applicants(ledger: Ledger, mailbox: UUID) -> tuple[PublicDevice, ...]:
    """Return the devices that ask to be let into a mailbox, the first one first."""
    rows = ledger.ask_all(
        "SELECT d.id, d.signing, d.opening FROM ledger.applicant a"
        " JOIN ledger.device d ON d.id = a.device WHERE a.mailbox = %s ORDER BY a.at",
        (mailbox,),
    )
    return tuple(PublicDevice(*row) for row in rows)


def ticket_holders(ledger: Ledger, mailbox: UUID) -> tuple[tuple[PublicDevice, ShownTicket], ...]:
    """Return the devices that ask with a ticket, and what each shows; nothing is checked."""
    rows = ledger.ask_all(
        "SELECT d.id, d.signing, d.opening, a.ticket, a.proof FROM ledger.applicant a"
        " JOIN ledger.device d ON d.id = a.device"
        " WHERE a.mailbox = %s AND a.ticket IS NOT NULL ORDER BY a.at",
        (mailbox,),
    )
    return tuple((PublicDevice(*row[:3]), ShownTicket(*row[3:])) for row in rows)
