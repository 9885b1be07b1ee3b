"""Tickets: a manager lets in beforehand whichever device will have a secret, once, until a day.

The secret makes a key that signs. Its public half is a record of the mailbox, with what the ticket
is good for, signed by the manager. Whoever asks to be let in signs its own keys with the secret.
So neither the server nor a member can make a ticket, or use one that they have seen in use; and
since the mailbox's id goes with the secret, the server cannot lead a device astray either.
A ticket is good in the first version of its record: using it, or taking it back, writes the next.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import CopiedRecord
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.sharing.applying import ShownTicket
from sdk_desktop.sharing.keys import DeviceKeys, device_id, verify
from sdk_desktop.sharing.mailbox import SharedMailbox, Wanted
from sdk_desktop.sharing.members import MemberList
from sdk_desktop.sharing.membership import admit
from sdk_desktop.sharing.values import Outcome, PublicDevice, RecordKind

ROLES = (Role.READER, Role.HANDLER, Role.REGISTRAR)
"""What a ticket can be good for; whoever is to let others in is let in by words."""
_ABOUT = b"sdk ledger ticket\0"
_SHOWN = b"sdk ledger ticket shown\0"
_FIRST, _SPENT = 1, 2


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket is good for: a computer of this name, with this role, until then.

    `key` is the public half of what its secret makes.
    """

    key: PublicDevice
    name: str
    role: Role
    until: datetime


def make_ticket(mailbox: SharedMailbox, name: str, role: Role, until: datetime) -> bytes:
    """Write a new ticket of a mailbox, and return its secret; only a manager's is good."""
    if role not in ROLES:
        raise Refused("A ticket does not make a manager. Let such a computer in by its words.")
    keys = DeviceKeys.made()
    said = {
        "signing": keys.public.signing.hex(),
        "opening": keys.public.opening.hex(),
        "name": name,
        "role": role,
        "until": until.isoformat(),
        "by": str(mailbox.keys.id),
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    signature = mailbox.keys.sign(_ABOUT + mailbox.id.bytes + text.encode())
    fields = {"ticket": text, "signature": signature.hex()}
    _write(mailbox, Wanted(ticket_record(mailbox, keys.id), RecordKind.TICKET, _FIRST, fields))
    return keys.secret


def withdraw_ticket(mailbox: SharedMailbox, ticket: UUID) -> None:
    """Take a ticket back that nobody has used."""
    _write(mailbox, _spent(mailbox, ticket))


def tickets_out(mailbox: SharedMailbox) -> tuple[Ticket, ...]:
    """Return the tickets that nobody has used or taken back, by the server's word."""
    rows = mailbox.ledger.ask_all(
        "SELECT id FROM ledger.record WHERE mailbox = %s AND kind = %s AND sealed IS NOT NULL"
        " ORDER BY position",
        (mailbox.id, int(RecordKind.TICKET)),
    )
    if not rows:
        return ()
    found = mailbox.records([identity for (identity,) in rows])
    opened = (found[identity] for (identity,) in rows if identity in found)
    tickets = []
    for one in opened:
        with suppress(Untrusted):  # whoever made it manages the mailbox no longer
            if one.fields and one.stored.record.version == _FIRST:
                tickets.append(_read(mailbox.id, mailbox.members, one.fields))
    return tuple(tickets)


def ticket_record(mailbox: SharedMailbox, ticket: UUID) -> UUID:
    """Return the id of the record that a ticket is."""
    return mailbox.record_id(RecordKind.TICKET, str(ticket))


def show_ticket(secret: bytes, mailbox: UUID, device: PublicDevice) -> ShownTicket:
    """Return what a device shows of a ticket in this mailbox; it is of no use to another one."""
    keys = DeviceKeys(secret)
    return ShownTicket(keys.id, keys.sign(_shown(mailbox, device)))


def checked_ticket(
    mailbox: SharedMailbox,
    record: CopiedRecord | None,
    applicant: tuple[PublicDevice, ShownTicket],
    now: datetime,
) -> Ticket:
    """Return the ticket that a device shows; raise `Refused` or `Untrusted` when it is no good.

    `record` is the ticket's as a copy has it that has followed the mailbox to its end: what the
    server says of a single record may be what it once was.
    """
    device, shown = applicant
    if record is None or record.version != _FIRST or record.fields is None:
        raise Refused("The ticket has been used, or there is none such.")
    ticket = _read(mailbox.id, mailbox.members, record.fields)
    if ticket.key.id != shown.id or device.id != device_id(device.signing, device.opening):
        raise Untrusted("The ticket is not for this computer.")
    verify(ticket.key, shown.proof, _shown(mailbox.id, device))
    if now > ticket.until:
        raise Refused("The ticket is too old.")
    known = mailbox.members.members.get(device.id)
    if known is not None and not known.is_out:
        raise Refused("The computer is a member already.")
    return ticket


def admit_with(mailbox: SharedMailbox, device: PublicDevice, ticket: Ticket) -> None:
    """Let a device in whose ticket is good; the same change spends the ticket."""
    admit(mailbox, device, ticket.name, {ticket.role}, (_spent(mailbox, ticket.key.id),))


def _spent(mailbox: SharedMailbox, ticket: UUID) -> Wanted:
    return Wanted(ticket_record(mailbox, ticket), RecordKind.TICKET, _SPENT, None)


def _write(mailbox: SharedMailbox, wanted: Wanted) -> None:
    own = mailbox.members.members.get(mailbox.keys.id)
    if own is None or not own.manages:
        raise Refused("Only a manager of the shared mailbox may change its members.")
    if mailbox.send(mailbox.change(uuid4(), [wanted])).outcome is not Outcome.OK:
        raise Unavailable("Somebody else has just changed the members. Look, and try again.")


def _read(mailbox: UUID, members: MemberList, fields: Mapping[str, Any]) -> Ticket:
    """Return what a ticket's record says; raise `Untrusted` unless a manager has signed it."""
    try:
        text, signature = str(fields["ticket"]), bytes.fromhex(fields["signature"])
        said = read_json(text.encode())
        signing, opening = bytes.fromhex(said["signing"]), bytes.fromhex(said["opening"])
        key = PublicDevice(device_id(signing, opening), signing, opening)
        until, signer = datetime.fromisoformat(said["until"]), UUID(said["by"])
        ticket = Ticket(key, str(said["name"]), Role(said["role"]), until)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _false() from error
    manager = members.members.get(signer)
    if manager is None or not manager.manages or ticket.role not in ROLES or not until.tzinfo:
        raise _false()
    verify(manager.device, signature, _ABOUT + mailbox.bytes + text.encode())
    return ticket


def _shown(mailbox: UUID, device: PublicDevice) -> bytes:
    return _SHOWN + mailbox.bytes + device.signing + device.opening


def _false() -> Untrusted:
    return Untrusted("The ticket in the ledger is not what a manager of the mailbox has signed.")
