"""What computers do by themselves with tickets, so that nobody has to compare words.

A manager makes a ticket for a computer, and IT lays it there as a file that the organisation's
settings name. In its first round that computer asks to be let in with it, and the next round of a
computer that manages the mailbox lets it in.
"""

from __future__ import annotations

import logging

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.files import path_named
from sdk_desktop.sharing.applying import ticket_holders
from sdk_desktop.sharing.tickets import admit_with, checked_ticket, ticket_record
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from sdk_desktop.usecases.shared.ticket_file import TicketLine, read_ticket_file

_log = logging.getLogger(__name__)


def ask_with_tickets(shared: SharedMailboxes) -> SdkError | None:
    """Ask to be let into the mailboxes of this computer's ticket; return what hinders that.

    Afterwards they are shared here, and wait to be let in.
    """
    with shared.store.read() as stored:
        alone = {one.address for one in shared.mailboxes} - stored.shared.ids().keys()
    if not shared.address.ticket_file or not alone:
        return None
    hindered: SdkError | None = None
    try:
        for line in read_ticket_file(path_named(shared.address.ticket_file)):
            if line.address in alone:
                hindered = _ask(shared, line) or hindered
    except (Unavailable, Refused) as error:
        _log.info("no ticket can be used: %s", error.text)
        return error
    return hindered


def _ask(shared: SharedMailboxes, line: TicketLine) -> SdkError | None:
    """Ask with one ticket; what is wrong with it hinders no other."""
    try:
        shared.ask_with_ticket(line)
    except (Refused, Untrusted) as error:
        _log.info("a ticket cannot be used: %s", error.text)
        return error
    return None


def admit_by_tickets(shared: SharedMailboxes, address: str, sharing: Sharing) -> None:
    """Let in the computers that ask with a good ticket, where this one manages the mailbox.

    The copy has just followed the mailbox to its end, so it knows which tickets are spent.
    """
    mailbox = sharing.mailbox
    own = mailbox.members.members.get(mailbox.keys.id)
    if own is None or not own.manages:
        return
    for device, shown in ticket_holders(mailbox.ledger, mailbox.id):
        with shared.store.read() as stored:
            record = sharing.current(stored, ticket_record(mailbox, shown.id))
        try:
            ticket = checked_ticket(mailbox, record, (device, shown), shared.actor.clock())
            admit_with(mailbox, device, ticket)
        except (Refused, Untrusted) as error:
            _log.info("a computer is not let in by its ticket: %s", error.text)
            continue
        except Unavailable as error:  # another manager's computer may have been quicker
            _log.info("a computer is let in later: %s", error.text)
            return
        event = shared.actor.system_event(
            AuditKind.MEMBER_ADDED, mailbox=address, detail=ticket.name
        )
        with shared.store.begin() as stored:
            stored.audit.add(event)
        sharing.pull()
