"""How a device asks to be let into a mailbox; its words are compared before it is."""

from __future__ import annotations

from uuid import UUID

from sdk_desktop.domain.errors import Refused
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.values import PublicDevice


def apply_for(ledger: Ledger, mailbox: UUID, device: PublicDevice) -> None:
    """Ask whoever manages a mailbox to let this device in; raise `Refused` without one."""
    ledger.introduce(device)
    row = ledger.ask("SELECT ledger.apply_for(%s)", (mailbox,))
    if row is None or not row[0]:
        raise Refused("There is no such shared mailbox in the ledger. Check its code.")


def applicants(ledger: Ledger, mailbox: UUID) -> tuple[PublicDevice, ...]:
    """Return the devices that ask to be let into a mailbox, the first one first."""
    rows = ledger.ask_all(
        "SELECT d.id, d.signing, d.opening FROM ledger.applicant a"
        " JOIN ledger.device d ON d.id = a.device WHERE a.mailbox = %s ORDER BY a.at",
        (mailbox,),
    )
    return tuple(PublicDevice(*row) for row in rows)
