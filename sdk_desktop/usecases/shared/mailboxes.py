"""Which mailboxes are shared with other computers, and which computers share them.

Each change needs a fresh proof and is recorded. A computer joins in three steps: it asks to be let
in, two people compare six words, and whoever manages the mailbox lets it in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.person_name import plain_name
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import (
    AskingComputer,
    LedgerAddress,
    MemberComputer,
    SharedState,
    SharingStatus,
    WaitingTicket,
)
from sdk_desktop.sharing.administration import LedgerAdministration
from sdk_desktop.sharing.applying import applicants, apply_for
from sdk_desktop.sharing.healing import history, say_offered
from sdk_desktop.sharing.keys import DeviceKeys
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.mailbox import SharedMailbox, awaited_members
from sdk_desktop.sharing.members import Member
from sdk_desktop.sharing.membership import add_paper, admit, found_mailbox, remove
from sdk_desktop.sharing.tickets import make_ticket, show_ticket, tickets_out, withdraw_ticket
from sdk_desktop.sharing.words import compared_words
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.shared.ticket_file import TicketLine


@dataclass(frozen=True, slots=True)
class SharedMailboxes:
    """The shared mailboxes of a store, at one ledger."""

    store: Store
    actor: Actor
    address: LedgerAddress
    mailboxes: tuple[Mailbox, ...]

    def look(self) -> tuple[SharingStatus, ...]:
        """Return how each mailbox is shared; raise `Unavailable` when the ledger is silent."""
        return tuple(self.status(one.address) for one in self.mailboxes)

    def status(self, address: str) -> SharingStatus:
        """Return how one mailbox is shared."""
        mailbox, identity = self._of(address), self._ids().get(address)
        if identity is None:
            return SharingStatus(mailbox, SharedState.ALONE)
        with self._ledger() as ledger:
            keys, own = self.keys(ledger), ledger.roles().get(identity)
            if own is None:
                words = compared_words(keys.public, identity)
                return SharingStatus(mailbox, SharedState.ASKING, str(identity), words)
            there = SharedMailbox.opened(ledger, keys, identity)
            members = there.members.present
            is_healing = history(ledger, identity).is_healing
            waits_for = awaited_members(there) if is_healing else ()
            return SharingStatus(
                mailbox,
                SharedState.MEMBER,
                str(identity),
                members=tuple(_member(one, keys.id) for one in members),
                asking=tuple(
                    AskingComputer(one.id, compared_words(one, identity))
                    for one in applicants(ledger, identity)
                ),
                manages=Role.MANAGER in own,
                waits_for=tuple(_member(one, keys.id) for one in waits_for),
                tickets=tuple(
                    WaitingTicket(one.key.id, one.name, one.role, one.until)
                    for one in tickets_out(there)
                ),
            )

    def found(self, address: str, computer: str, administration: LedgerAdministration) -> UUID:
        """Share a mailbox, with this computer as its first manager; return its code."""
        _administer(self.actor, address)
        name = plain_name(computer)
        if self._of(address).address in self._ids():
            raise Refused("The mailbox is shared already.")
        with self._ledger() as ledger:
            mailbox = found_mailbox(ledger, administration, self.keys(ledger), name)
        event = self.actor.event(AuditKind.SHARED, mailbox=address, detail=name)
        self._begin(address, mailbox.id, event)
        return mailbox.id

    def join(self, address: str, code: str) -> tuple[str, ...]:
        """Ask to be let into a shared mailbox; return the words to compare."""
        _administer(self.actor, address)
        mailbox = self._of(address)
        try:
            identity = UUID(code.strip())
        except ValueError as error:
            raise Refused("This is not the code of a shared mailbox.") from error
        with self._ledger() as ledger:
            keys = self.keys(ledger)
            apply_for(ledger, identity, keys.public)
        event = self.actor.event(AuditKind.SHARED, mailbox=mailbox.address)
        self._begin(mailbox.address, identity, event)
        return compared_words(keys.public, identity)

    def stop(self, address: str) -> None:
        """Share a mailbox no longer here; what is noted stays on this computer.

        For the others this computer stays a member until a manager takes it out.
        """
        _administer(self.actor, address)
        mailbox = self._of(address)
        with self.store.begin() as stored:
            stored.past.end(mailbox.address)
            stored.shared.unshare(mailbox.address)
            stored.audit.add(self.actor.event(AuditKind.UNSHARED, mailbox=mailbox.address))

    def admit(self, address: str, computer: UUID, name: str, role: Role = Role.REGISTRAR) -> None:
        """Let a computer in that asks for it; the words were compared."""
        _administer(self.actor, address)
        called = plain_name(name)
        with self._opened(address) as mailbox:
            asking = {one.id: one for one in applicants(mailbox.ledger, mailbox.id)}
            if computer not in asking:
                raise Refused("That computer does not ask to be let in.")
            admit(mailbox, asking[computer], called, {role})
        self._record(AuditKind.MEMBER_ADDED, address, called)

    def give_role(self, address: str, computer: UUID, role: Role) -> None:
        """Let a computer do more or less in a mailbox; raise `Refused` for the last manager."""
        _administer(self.actor, address)
        with self._opened(address) as mailbox:
            member = mailbox.members.with_role(computer, role)
            admit(mailbox, member.device, member.name, member.roles)
        self._record(AuditKind.ROLE_CHANGED, address, f"{member.name} ({role})")

    def remove(self, address: str, computer: UUID) -> None:
        """Take a computer or a recovery paper out; what comes from now on it cannot read."""
        _administer(self.actor, address)
        with self._opened(address) as mailbox:
            name = mailbox.members.without(computer).name
            remove(mailbox, computer)
        self._record(AuditKind.MEMBER_REMOVED, address, name)

    def go_on_without(self, address: str, computer: UUID) -> None:
        """Wait no longer for what a computer may have of what the ledger had lost.

        What only that computer has is missing until it comes back; what it had handed over may
        be handed over again.
        """
        _administer(self.actor, address)
        with self._opened(address) as mailbox:
            member = next(
                (one for one in awaited_members(mailbox) if one.device.id == computer), None
            )
            if member is None or not history(mailbox.ledger, mailbox.id).is_healing:
                raise Refused("The shared mailbox does not wait for that computer.")
            say_offered(mailbox.ledger, mailbox.id, mailbox.incarnation, [computer])
        self._record(AuditKind.WENT_ON, address, member.name)

    def add_paper(self, address: str, name: str) -> str:
        """Make a recovery paper for a mailbox and return the secret that is printed on it."""
        _administer(self.actor, address)
        paper, called = DeviceKeys.made(), plain_name(name)
        with self._opened(address) as mailbox:
            add_paper(mailbox, paper.public, called)
        self._record(AuditKind.MEMBER_ADDED, address, called)
        return paper.secret.hex(" ", 4)

    def make_ticket(self, address: str, name: str, role: Role, days: int) -> TicketLine:
        """Let a computer be let in once, within so many days; what is returned is kept nowhere."""
        _administer(self.actor, address)
        called, until = plain_name(name), self.actor.clock() + timedelta(days=days)
        with self._opened(address) as mailbox:
            line = TicketLine(mailbox.id, make_ticket(mailbox, called, role, until), address)
        self._record(AuditKind.TICKET_MADE, address, f"{called} ({role})")
        return line

    def withdraw_tickets(self, address: str, name: str) -> None:
        """Take back the tickets for computers of a name; raise `Refused` where none is unused."""
        _administer(self.actor, address)
        with self._opened(address) as mailbox:
            found = [one.key.id for one in tickets_out(mailbox) if one.name == name]
            if not found:
                raise Refused("There is no unused ticket of that name.")
            for one in found:
                withdraw_ticket(mailbox, one)
        self._record(AuditKind.TICKET_WITHDRAWN, address, name)

    def ask_with_ticket(self, line: TicketLine) -> None:
        """Ask to be let in with a ticket, as the organisation's settings say, once."""
        with self.store.read() as stored:
            if stored.fetches.last(line.use) is not None:
                return  # whoever has stopped sharing since does not begin again
        with self._ledger() as ledger:
            device = self.keys(ledger).public
            apply_for(ledger, line.mailbox, device, show_ticket(line.secret, line.mailbox, device))
        event = self.actor.system_event(AuditKind.SHARED, mailbox=line.address)
        self._begin(line.address, line.mailbox, event)
        with self.store.begin() as stored:
            stored.fetches.done(line.use, self.actor.clock())

    def keys(self, ledger: Ledger) -> DeviceKeys:
        """Return this computer's keys, made at first; raise `Refused` at another ledger."""
        incarnation = ledger.facts().incarnation
        with self.store.begin() as stored:
            kept = stored.shared.device()
            if kept is None:
                kept = DeviceKeys.made().secret, incarnation
                stored.shared.keep_device(*kept)
        secret, of = kept
        if of != incarnation:
            raise Refused("This is another ledger than the one that the mailboxes are shared in.")
        return DeviceKeys(secret)

    def _ids(self) -> dict[str, UUID]:
        with self.store.read() as stored:
            return stored.shared.ids()

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        with Ledger(self.address) as ledger:
            ledger.facts()
            yield ledger

    @contextmanager
    def _opened(self, address: str) -> Iterator[SharedMailbox]:
        identity = self._ids().get(self._of(address).address)
        if identity is None:
            raise Refused("The mailbox is not shared.")
        with self._ledger() as ledger:
            yield SharedMailbox.opened(ledger, self.keys(ledger), identity)

    def _begin(self, address: str, identity: UUID, event: AuditEvent) -> None:
        with self.store.begin() as stored:
            if stored.shared.ids().get(address) != identity:
                stored.shared.share(address, identity)
                stored.past.begin(address, self.actor.clock())
            stored.audit.add(event)

    def _record(self, kind: AuditKind, address: str, computer: str) -> None:
        with self.store.begin() as stored:
            stored.audit.add(self.actor.event(kind, mailbox=address, detail=computer))

    def _of(self, address: str) -> Mailbox:
        found = next((one for one in self.mailboxes if one.address == address), None)
        if found is None:
            raise Refused("There is no such mailbox in the settings: {address}", address=address)
        return found


def _administer(actor: Actor, address: str) -> None:
    actor.require(Role.MANAGER, Purpose.ADMINISTER, mailbox=address)


def _member(member: Member, here: UUID) -> MemberComputer:
    identity = member.device.id
    role = Role.highest(member.roles) or Role.READER
    return MemberComputer(identity, member.name, role, identity == here, member.is_paper)
