"""The copies of the shared mailboxes here, and which of them this computer leads.

In each round a copy takes in what others did and brings what was done here to the ledger. One
computer at a time leads a mailbox: it alone exchanges messages with the message service for it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clock import MOST_SKEW, uptime
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import CopyReach, PendingChange
from sdk_desktop.sharing.errors import ProgramTooOld
from sdk_desktop.sharing.lease import Lease
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.mailbox import BeingHealed, LedgerForked, SharedMailbox
from sdk_desktop.sharing.values import Outcome, RecordKind
from sdk_desktop.store.fetches import LEDGER
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.shared.contents import erase_files
from sdk_desktop.usecases.shared.copy import Settled, Sharing, Verdict
from sdk_desktop.usecases.shared.following import Files
from sdk_desktop.usecases.shared.known_people import say_people
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from sdk_desktop.usecases.shared.rows import SharedRows
from sdk_desktop.usecases.shared.tickets import admit_by_tickets, ask_with_tickets
from sdk_desktop.usecases.shared.writers import exchange_writers

_log = logging.getLogger(__name__)
AT_HAND = 60.0
"""Seconds within which a connection is used again without asking whether it still is one."""


@dataclass(frozen=True, slots=True)
class Lead:
    """This computer leads a mailbox: the fencing token that its changes carry."""

    term: int | None


@dataclass(frozen=True, slots=True)
class CopyHere:
    """What the ledger calls a mailbox, and how far its copy here has come."""

    mailbox: UUID
    reach: CopyReach


def copy_here(stored: Transaction, address: str) -> CopyHere:
    """Return the copy of a shared mailbox."""
    mailbox = stored.shared.ids()[address]
    return CopyHere(mailbox, stored.shared.reach(mailbox))


@dataclass(slots=True)
class SharedLedgers:
    """The shared mailboxes of this computer, by address, each with its copy and its connection."""

    shared: SharedMailboxes
    trouble: SdkError | None = field(default=None, init=False)
    """Why a mailbox is not in step, None when all are."""
    clock_differs: bool = field(default=False, init=False)
    """Whether this computer's clock and the ledger's do; one on this computer has the same."""
    broken: set[str] = field(default_factory=set, init=False)
    """The mailboxes whose ledgers were found to have lost something in this round."""
    _out_of_step: set[str] = field(default_factory=set, init=False)
    """The mailboxes that are left alone for the rest of this round: something went wrong."""
    _led: set[str] = field(default_factory=set, init=False)
    """The mailboxes that this computer leads, as far as it knows: it gives the lead back."""
    _fetching: set[str] = field(default_factory=set, init=False)
    """The mailboxes whose messages this computer fetches in this round."""
    _left: int = field(default=0, init=False)
    """How many messages were left at the service in this round."""
    _read_again: set[str] = field(default_factory=set, init=False)
    """The mailboxes in which was read anew what an earlier version could not read."""
    _writers: dict[str, frozenset[UUID]] = field(default_factory=dict, init=False)
    """The records of each mailbox about which somebody here was last said to write."""
    _idle: list[SharedMailbox] = field(default_factory=list, init=False)
    """The connections that nobody uses."""

    def synchronise(self) -> None:
        """Take in what others did, and bring what was done here; `trouble` says what hinders."""
        self.trouble = ask_with_tickets(self.shared)
        self._out_of_step.clear()
        self.broken.clear()
        self._fetching.clear()
        self._left = 0
        for address in self.addresses():
            try:
                self.exchange(address)
            except (Unavailable, Refused, Untrusted) as error:
                self.note_trouble(address, error)
                if isinstance(error, ProgramTooOld):
                    _note_met(self.shared, address)

    def rejoin(self, address: str) -> None:
        """Work with a mailbox again whose ledger has got back what it had lost.

        Raises `BeingHealed` while other computers have more to offer.
        """
        self.exchange(address)
        self.broken.discard(address)
        self._out_of_step.discard(address)
        if not self._out_of_step:
            self.trouble = None

    def exchange(self, address: str) -> None:
        """Take in what others did to one mailbox, and bring what was done here.

        Raises `ProgramTooOld` when only the first is allowed: what was done here waits.
        """
        with self.using(address) as sharing:
            sharing.pull()
            if address not in self._read_again:
                sharing.read_again()
                self._read_again.add(address)
            difference = abs(sharing.mailbox.ledger.facts().time - self.shared.actor.clock())
            self.clock_differs = difference > MOST_SKEW and not self.shared.address.is_here
            sharing.mailbox.refuse_old_program()
            if note_rights(self.shared.store, address, sharing):
                self.push(sharing)
                say_people(self.shared.store, sharing, address)
            admit_by_tickets(self.shared, address, sharing)
            self._exchange_writers(address, sharing)
        _note_met(self.shared, address)

    def pull(self) -> None:
        """Take in what others did to the mailboxes whose ledgers have answered in this round."""
        for address in self.addresses():
            if address in self._out_of_step:
                continue
            try:
                with self.using(address) as sharing:
                    sharing.pull()
            except (Unavailable, Refused, Untrusted) as error:
                self.note_trouble(address, error)

    def bring(self) -> None:
        """Bring what waits to the ledgers that have answered in this round."""
        with self.shared.store.read() as stored:
            waiting = [one for one, of in stored.shared.ids().items() if stored.shared.pending(of)]
        for address in waiting:
            if address in self._out_of_step:
                continue
            try:
                with self.using(address) as sharing:
                    self.push(sharing)
            except (Unavailable, Refused, Untrusted) as error:
                self.note_trouble(address, error)

    def lead(self, address: str, sharing: Sharing) -> Lead | None:
        """Lead a mailbox from now on, None while another computer does or this one may not.

        Raises `Unavailable` when the ledger does not answer.
        """
        mailbox = sharing.mailbox
        try:
            may_lead = note_rights(self.shared.store, address, sharing)
            term = Lease(mailbox.ledger, mailbox.id).hold() if may_lead else None
        except Refused as error:
            _log.info("a mailbox is not led from here: %s", error.text)
            term = None
        if term is None:
            self._led.discard(address)
            return None
        self._led.add(address)
        return Lead(term)

    def may_fetch(self, address: str) -> bool:
        """Return whether this computer is to fetch a mailbox's messages in this round.

        What is shared is fetched by whoever leads, and by nobody while the ledger is away.
        """
        if address not in self.addresses():
            return True
        if address in self._out_of_step:
            return False
        try:
            with self.using(address) as sharing:
                if self.lead(address, sharing) is None:
                    return False
        except (Unavailable, Refused, Untrusted) as error:
            self.note_trouble(address, error)
            return False
        self._fetching.add(address)
        return True

    def is_in_step(self, address: str) -> bool:
        """Return whether the ledger of a mailbox has answered in this round."""
        return address not in self._out_of_step

    def fetching(self) -> frozenset[str]:
        """Return the shared mailboxes that this computer leads in this round and lists."""
        return frozenset(self._fetching - self._out_of_step)

    def leads_all(self) -> bool:
        """Return whether this computer leads every shared mailbox in this round."""
        return self.fetching() == frozenset(self.addresses())

    def leave(self) -> None:
        """Note that something was left at the service in this round."""
        self._left += 1

    def is_settled(self) -> bool:
        """Return whether all that was fetched in this round has been decided."""
        return not self._left

    def note_trouble(self, address: str, error: SdkError) -> None:
        """Leave a mailbox alone until the next round."""
        _log.info("a shared mailbox is not in step: %s", error.text)
        self._out_of_step.add(address)
        if isinstance(error, LedgerForked | BeingHealed):
            self.broken.add(address)
        with self.shared.store.read() as stored:
            if stored.shared.naming(address) is not None:  # it is a member
                self.trouble = error

    def push(self, sharing: Sharing, files: Files | None = None) -> tuple[Settled, ...]:
        """Bring what waits to the ledger, and record what a colleague's note goes before."""
        settled = tuple(sharing.push(files))
        refused = [one.change for one in settled if one.verdict is not Verdict.DONE]
        erase_files(self.shared.store, sharing, refused)
        notes = (
            edit.after
            for change in refused
            for edit in change.edits
            if edit.kind == RecordKind.CARE and edit.after
        )
        for note in notes:
            with self.shared.store.begin() as stored:
                said = {"mailbox": note["mailbox"], "message_id": note["message"]}
                stored.audit.add(self.shared.actor.event(AuditKind.NOTE_REFUSED, **said))
        return settled

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses of the mailboxes that are shared."""
        with self.shared.store.read() as stored:
            return tuple(stored.shared.ids())

    @contextmanager
    def using(self, address: str, copy: CopyHere | None = None) -> Iterator[Sharing]:
        """Yield the copy of a mailbox on a connection that nobody else uses meanwhile.

        Which `copy` that is is looked up unless it was just now.
        """
        store, actor = self.shared.store, self.shared.actor
        if copy is None:
            with store.read() as stored:
                copy = copy_here(stored, address)
        identity, reach = copy.mailbox, copy.reach
        with ExitStack() as opening:
            mailbox = self._taken(identity, reach.incarnation) or self._opened(address, identity)
            opening.callback(mailbox.ledger.close)
            yield Sharing(store, mailbox, actor.clock, SharedRows(actor), reach)
            opening.pop_all()
        mailbox.used = uptime()
        self._idle.append(mailbox)

    def close(self) -> None:
        """Let others lead, and end the connections; a silent ledger is asked once."""
        try:
            with self.shared.store.read() as stored:
                still_shared = stored.shared.ids().keys()
            for address in self._led & still_shared:
                with self.using(address) as sharing:
                    lease = Lease(sharing.mailbox.ledger, sharing.mailbox.id)
                    lease.hold()
                    lease.give_back()
        except SdkError as error:
            _log.info("another computer leads after a while: %s", error.text)
        self._led.clear()
        while self._idle:
            self._idle.pop().ledger.close()

    def _exchange_writers(self, address: str, sharing: Sharing) -> None:
        shown = self._writers.get(address, frozenset())
        store, now = self.shared.store, self.shared.actor.clock()
        writing = exchange_writers(store, sharing, address, now, shown)
        self._writers[address] = writing
        if writing != shown:
            sharing.mailbox.ledger.hint(sharing.mailbox.id)

    def _taken(self, identity: UUID, history: str) -> SharedMailbox | None:
        """Return a connection that nobody uses, None without one of the copy's own history.

        One that another window or connection has healed meanwhile may know keys and members that
        the ledger has lost.
        """
        idle = [self._idle.pop() for _ in range(len(self._idle))]
        found = next((one for one in idle if one.id == identity), None)
        self._idle += [one for one in idle if one is not found]
        if found is not None and history and f"{found.incarnation}" != history:
            found.ledger.close()
            return None
        if found is not None and uptime() - found.used > AT_HAND and not _is_alive(found.ledger):
            found.ledger.close()  # it is connected anew at the next question
        return found

    def _opened(self, address: str, identity: UUID) -> SharedMailbox:
        with ExitStack() as opening:
            ledger = opening.enter_context(Ledger(self.shared.address))
            mailbox = SharedMailbox.opened(ledger, self.shared.keys(ledger), identity)
            with self.shared.store.begin() as stored:
                stored.shared.name_records(address, mailbox.keyring.naming)
            opening.pop_all()
        return mailbox


def verdict_on(change: PendingChange, settled: Iterable[Settled], sharing: Sharing) -> Verdict:
    """Return what became of a change that was to be brought, by what was settled then.

    Another worker or window may have settled it just before: then the ledger is asked.
    """
    verdict = next((one.verdict for one in settled if one.change.id == change.id), None)
    if verdict is not None:
        return verdict
    past = sharing.mailbox.ledger.outcome(sharing.mailbox.id, change.id)
    return Verdict.DONE if past is Outcome.AGAIN else Verdict.REFUSED


def note_rights(store: Store, address: str, sharing: Sharing) -> bool:
    """Return whether this computer may change a mailbox, and keep its role: it counts offline, too.

    What one that may only read holds alone stays there, until it may do more.
    """
    mailbox = sharing.mailbox
    with store.read() as stored:
        known, is_behind = stored.shared_rights.role(address), sharing.has_more_members(stored)
    if is_behind:
        mailbox.refresh()
    own = (one.roles for one in mailbox.members.present if one.device.id == mailbox.keys.id)
    role = Role.highest(next(own, frozenset())) or Role.READER
    if role is not known:
        with store.begin() as stored:
            stored.shared_rights.put(address, role)
            if role is Role.READER:
                stored.past.end(address)
            elif known is Role.READER:
                stored.past.begin(address, sharing.clock())
    return role is not Role.READER


def require_here(stored: Transaction, address: str, needed: Role = Role.HANDLER) -> None:
    """Raise `Refused` for what this computer's role in a shared mailbox does not allow."""
    role = stored.shared_rights.role(address)
    if role.includes(needed):
        return
    if role is Role.READER:
        raise Refused(
            "This computer may only read the shared mailbox. Do it at another, or ask whoever"
            " manages the mailbox."
        )
    if needed is Role.MANAGER:
        raise Refused(
            "This computer does not manage the shared mailbox. Do it at one that does, or ask"
            " whoever manages the mailbox."
        )
    raise Refused(
        "This computer registers nothing in the shared mailbox. Do it at another, or ask whoever"
        " manages the mailbox."
    )


def _note_met(shared: SharedMailboxes, address: str) -> None:
    with shared.store.begin(is_durable=False) as stored:
        stored.fetches.done(f"{LEDGER}{address}", shared.actor.clock())


def _is_alive(ledger: Ledger) -> bool:
    try:
        return ledger.ask("SELECT 1") is not None
    except SdkError:
        return False
