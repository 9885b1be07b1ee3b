"""How a mailbox is founded, and how its manager lets devices in and out."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.roles import Role
from sdk_desktop.sharing.administration import LedgerAdministration
from sdk_desktop.sharing.healing import history
from sdk_desktop.sharing.keys import DeviceKeys, Keyring, wrap_mailbox_key
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.mailbox import SharedMailbox, Wanted
from sdk_desktop.sharing.members import Member, MemberList, entry_member, mailbox_id
from sdk_desktop.sharing.values import Membership, Outcome, PublicDevice, RecordKind

EVERYTHING = frozenset({Role.HANDLER, Role.REGISTRAR, Role.MANAGER})
_NONCE_BYTES = 16


def found_mailbox(
    ledger: Ledger, administration: LedgerAdministration, keys: DeviceKeys, name: str
) -> SharedMailbox:
    """Make a mailbox in the ledger, with this device as its first manager."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    identity = mailbox_id(keys.public, nonce)
    ledger.introduce(keys.public)
    administration.found(identity, keys.id)
    keyring = Keyring.made()
    mailbox = SharedMailbox(ledger, keys, keyring, MemberList(identity))
    mailbox.incarnation = history(ledger, identity).incarnation
    founder = Member(keys.public, name, EVERYTHING)
    _change_members(mailbox, keyring, (founder,), nonce)
    return mailbox


def logins_of(ledger: Ledger, devices: Sequence[str]) -> dict[str, str]:
    """Return the logins of those of these devices that the ledger knows, all by their ids."""
    wanted = "SELECT id::text, login FROM ledger.device WHERE id::text = ANY (%s)"
    return dict(ledger.ask_all(wanted, (list(devices),)))


def admit(
    mailbox: SharedMailbox,
    device: PublicDevice,
    name: str,
    roles: Iterable[Role],
    also: tuple[Wanted, ...] = (),
) -> None:
    """Let a device in whose words have been compared, or change what a member may.

    It gets the keys of all epochs, for it must read what is there. `also` is written with it, or
    neither is.
    """
    member = Member(device, name, frozenset(roles))
    if member.is_out:
        raise Refused("A member of a shared mailbox needs a role.")
    _change_members(mailbox, mailbox.keyring, (member,), also=also)


def add_paper(mailbox: SharedMailbox, paper: PublicDevice, name: str) -> None:
    """Let a recovery paper open the mailbox when every device is lost."""
    member = Member(paper, name, frozenset({Role.MANAGER}), is_paper=True)
    _change_members(mailbox, mailbox.keyring, (member,))


def remove(mailbox: SharedMailbox, identity: UUID) -> None:
    """Take a device or a paper out; what comes from now on is sealed with a new key.

    It keeps what it has read. The database's administrator must drop its login.
    """
    mailbox.refresh()
    out = mailbox.members.without(identity)
    _change_members(mailbox, mailbox.keyring.renewed(), (out,))


def repeat_entries(mailbox: SharedMailbox, entries: Iterable[Mapping[str, Any]]) -> None:
    """Let members in and out once more as a manager had done, and the ledger has lost.

    Only a manager's device does; a device that the ledger no longer knows must ask to be let in.
    """
    own = mailbox.members.members.get(mailbox.keys.id)
    if own is None or not own.manages:
        return
    for _, member in sorted(map(entry_member, entries), key=lambda one: one[0]):
        identity = member.device.id
        now = mailbox.members.members.get(identity)
        if member.is_out and now is not None and not now.is_out:
            remove(mailbox, identity)
        elif not member.is_out and now != member and _is_known(mailbox, member):
            _change_members(mailbox, mailbox.keyring, (member,))


def _is_known(mailbox: SharedMailbox, member: Member) -> bool:
    known = "SELECT 1 FROM ledger.device WHERE id = %s"
    return member.is_paper or mailbox.ledger.ask(known, (member.device.id,)) is not None


def _change_members(
    mailbox: SharedMailbox,
    keyring: Keyring,
    changed: tuple[Member, ...],
    nonce: bytes = b"",
    also: tuple[Wanted, ...] = (),
) -> None:
    """Append entries to the list of members, with the keys wrapped for those who need them."""
    before, members = mailbox.keyring, mailbox.members
    signer = members.members.get(mailbox.keys.id)
    if members.count and (signer is None or not signer.manages):
        raise Refused("Only a manager of the shared mailbox may change its members.")
    wanted = [*also]
    for member in changed:
        entry = members.entry(mailbox.keys, keyring, member, nonce)
        wanted.append(Wanted(members.entry_id(keyring), RecordKind.MEMBER, 1, entry))
        members = members.extended(entry)
    is_new = keyring != before or not mailbox.members.count
    receiving = members.present if is_new else [one for one in changed if not one.is_out]
    membership = Membership(
        roles={one.device.id: one.roles for one in changed if not one.is_paper},
        wraps={
            one.device.id: wrap_mailbox_key(keyring, mailbox.id, one.device) for one in receiving
        },
    )
    mailbox.keyring = keyring
    try:
        answer = mailbox.send(mailbox.membership_change(uuid4(), wanted, membership))
    finally:
        mailbox.keyring = before
    if answer.outcome is not Outcome.OK:
        mailbox.refresh()
        raise Unavailable("Somebody else has just changed the members. Look, and try again.")
    mailbox.keyring, mailbox.members = keyring, members
