"""All use cases of an unlocked client. Locked means: there is no Workspace."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sdk_desktop.auth.sign_in import SignIn
from sdk_desktop.domain.address import AddressBookAge
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.certificate import CertificateValidity, ExpiringCertificate
from sdk_desktop.domain.clearance import Level, Proof, Purpose, Way
from sdk_desktop.domain.errors import (
    InvalidMessage,
    Locked,
    Refused,
    SdkError,
    Unavailable,
    Untrusted,
)
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.roles import Permissions
from sdk_desktop.domain.sharing import SharingLag
from sdk_desktop.service.message_service import MessageService
from sdk_desktop.settings import Profile, Settings
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.acknowledging import Acknowledging
from sdk_desktop.usecases.actor import Actor, record_tries
from sdk_desktop.usecases.address_book import AddressBook, Directory
from sdk_desktop.usecases.audit_trail import AuditTrail
from sdk_desktop.usecases.backups import BackupState, Maintenance
from sdk_desktop.usecases.dispatching import Dispatching
from sdk_desktop.usecases.dossier.dossiers import Dossiers
from sdk_desktop.usecases.dossier.exporting import Exporting
from sdk_desktop.usecases.drafts import Drafts
from sdk_desktop.usecases.figures import Figures
from sdk_desktop.usecases.files.chosen_folders import ChosenFolders
from sdk_desktop.usecases.files.disk_space import DiskSpace
from sdk_desktop.usecases.handling import Handling
from sdk_desktop.usecases.inbox import Inbox
from sdk_desktop.usecases.intake import Intake
from sdk_desktop.usecases.lessons.lessons import Lessons
from sdk_desktop.usecases.noting import noting_of
from sdk_desktop.usecases.outbox import Outbox, Scan
from sdk_desktop.usecases.people import People
from sdk_desktop.usecases.purging import Purging
from sdk_desktop.usecases.receiving import FetchResult, Receiving
from sdk_desktop.usecases.round_notes import RoundCounts, RoundNotes
from sdk_desktop.usecases.searching.file_texts import AttachedTexts
from sdk_desktop.usecases.store_key import StoreKey
from sdk_desktop.usecases.trail_anchors import TrailAnchors

if TYPE_CHECKING:
    from sdk_desktop.service.direct.direct_message_service import DirectMessageService
    from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
    from sdk_desktop.usecases.shared.work import SharedWork

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What one round with the message service did; all but `trouble` are counts.

    `trouble` is why something that waits there cannot be stored yet, None where nothing waits.
    """

    received: int
    unreadable: int
    handed_over: int
    failed: int
    accepted: int = 0
    trouble: SdkError | None = None


@dataclass(frozen=True, slots=True)
class WorkspaceStatus:
    """What the status bar shows; since `last_fetch` it is `days_unfetched` whole days.

    `to_share` messages of shared mailboxes are not at the other computers yet; `sharing` is None
    where nothing is shared.
    """

    last_fetch: datetime | None
    days_unfetched: int
    queued: int
    to_share: int
    who: str
    proved: datetime
    address_book: AddressBookAge
    backup: BackupState
    sharing: SharingLag | None = None


@dataclass(frozen=True, slots=True)
class Connections:
    """The other sides that an unlocked client talks to.

    `direct` acknowledges where no message service does; `terms` tells until when the
    certificates are valid that they need, as far as they have been opened. `scan` looks for
    malware in what is to be sent, where that is not for a message service to do.
    """

    service: MessageService
    directory: Directory
    direct: DirectMessageService | None = None
    terms: Callable[[], Iterable[CertificateValidity]] = tuple
    scan: Scan | None = None


class Workspace:
    """An unlocked store, its connections, and the person who works there."""

    def __init__(
        self,
        store: Store,
        connections: Connections,
        actor: Actor,
        sign_in: SignIn,
        settings: Settings,
        profile: Profile,
    ) -> None:
        """Make the use cases, and record that the client was unlocked."""
        actor.begin(store, sign_in.keys.people())
        self.who, self.who_id = actor.who, actor.who_id
        self.permissions = actor.permissions()
        self.mailboxes = settings.mailboxes
        self.shared = _shared_mailboxes(store, actor, settings)
        self._sharing = _shared_work(self.shared, connections.service)
        self.hints = self._sharing.hints if self._sharing else None
        noting = noting_of(store, self._sharing.notes if self._sharing else None)
        self.inbox, self.attached_texts = Inbox(store, actor, noting), AttachedTexts(store, actor)
        self.handling = Handling(store, actor, noting)
        sending = self._sharing.deliveries if self._sharing else None
        self.outbox = Outbox(store, actor, settings.mailboxes, noting, connections.scan, sending)
        self.dispatching = Dispatching(store, connections.service, actor, sending)
        self.drafts = Drafts(store, actor, noting, self._sharing.drafts if self._sharing else None)
        self.address_book = AddressBook(store, connections.directory, actor)
        self.dossiers, self.figures = Dossiers(store, actor), Figures(store, actor)
        self.lessons, self.folders = Lessons(store, actor), ChosenFolders(store, actor)
        self._exporting = Exporting(store, actor, settings.export)
        shared_purging = self._sharing.purging if self._sharing else None
        self.purging = Purging(store, actor, settings.backup.keep_days, shared_purging)
        self._disk = DiskSpace(profile.folder)
        self.people = People(store, actor, sign_in, self._disk)
        shared_in = self._sharing.intake if self._sharing else None
        self._acknowledging = Acknowledging(store, actor, connections.direct, shared_in)
        self._anchors = TrailAnchors(store, actor, sign_in.computer)
        self.maintenance = Maintenance(store, actor, profile, settings.backup, self._anchors)
        self.store_key = StoreKey(store, actor, sign_in, self.maintenance, self._anchors)
        self.audit_trail = AuditTrail(store, actor, self._anchors, self.maintenance.newest)
        intake = Intake(store, actor, self._acknowledging, shared_in, sending, settings.answer_days)
        self._receiving = Receiving(store, connections.service, actor, intake, self.maintenance)
        self._store, self._service, self._terms = store, connections.service, connections.terms
        self._actor, self._sign_in = actor, sign_in
        self._notes = RoundNotes(profile.note, actor.clock, self._note_counts, connections.terms)
        self.maintenance.record_restoring()
        with store.begin() as stored:
            for mailbox in settings.mailboxes:
                stored.mailboxes.put(mailbox)
            self._anchors.record_loss(stored, self.maintenance.newest_here())
            stored.audit.add(actor.event(AuditKind.UNLOCKED))
        self._exporting.begin()
        self._anchors.note()

    def prove(self, proof: Proof, purpose: Purpose = Purpose.READ) -> None:
        """Check a fresh proof of who the user is, for a purpose."""
        need, tries = self._actor.policy.need(purpose), self._sign_in.tries_before(self.who)
        _, clearance = self._sign_in.prove(self.who, proof, need)
        self._actor.renew(clearance)
        with self._store.begin() as stored:
            record_tries(stored, self._actor, tries)
            stored.audit.add(self._actor.event(AuditKind.PROVED))

    def look_up_permissions(self) -> Permissions:
        """Return what the person may do by now, and keep it as `permissions`."""
        self.permissions = self._actor.permissions()
        return self.permissions

    def ways(self, purpose: Purpose | None = None) -> tuple[Way, ...]:
        """Return the ways in which the person can prove who they are here.

        With a purpose: those that may be strong enough for it. The organisation's login may be:
        that service says how strong its word is.
        """
        policy = self._actor.policy
        level = policy.need(purpose).level if purpose else Level.LOW
        own = (one.ways for one in self._sign_in.enrolled() if one.who == self.who)
        return tuple(way for way in next(own, ()) if way is Way.LOGIN or policy.level(way) >= level)

    def log_out_page(self) -> str:
        """Return the address where whoever is logged in in the browser logs out."""
        return self._sign_in.log_out_page()

    def card_is_there(self) -> bool:
        """Return whether the card that the person proved themselves with is still in its reader."""
        return self._sign_in.card_is_there()

    def synchronise(self) -> SyncResult:
        """Send what is due, fetch what waits, and ask for the status of what was sent.

        What waits is fetched before statuses are asked for: it may hold the acknowledgement of a
        message that would be overdue without it.
        Raise `Unavailable` when the message service does not answer; earlier steps stay done.
        """
        with self._notes.of_round():
            return self._round()

    def _round(self) -> SyncResult:
        self._disk.refuse_when_full()
        accepted = self._count_accepted()
        fetched = self._fetched_here()
        try:
            handed_over, failed = self.dispatching.flush()
            if fetched:
                self._acknowledging.flush()
            if self.address_book.refreshed() is None:
                self._keep_address_book()  # names of what is received are looked up in it
            intake = self._received(fetched)
            exported = self._exporting.write()
            if fetched:
                self._acknowledging.flush()
            failed += self.dispatching.update()
            if self._sharing is not None:
                self._sharing.upload.go_on()
                self._sharing.ledgers.bring()
            self._keep_address_book()  # last: it may take its time
        finally:
            self._erase_what_is_due()
            self._anchors.note()
        self._disk.keep_reserve()
        _log.info("fetched: %d new, %d unreadable", intake.received, intake.unreadable)
        sharing = self._sharing.ledgers.trouble if self._sharing else None
        trouble = intake.trouble or self._acknowledging.hindrance or sharing or exported
        accepted = max(self._count_accepted() - accepted, 0)  # something may have been erased
        came = intake.received, intake.unreadable
        return SyncResult(*came, handed_over, failed, accepted, trouble)

    def status(self) -> WorkspaceStatus:
        """Return what the status bar shows."""
        now = self._actor.clock()
        with self._store.read() as stored:
            last_fetch = stored.fetches.last("messages")
            return WorkspaceStatus(
                last_fetch=last_fetch,
                days_unfetched=max((now - last_fetch).days, 0) if last_fetch else 0,
                queued=stored.deliveries.queued(),
                to_share=stored.past.count(),
                who=self.who,
                proved=self._actor.clearance.proved,
                address_book=stored.addresses.age(),
                backup=self.maintenance.state(stored),
                sharing=self._sharing.lag(stored) if self._sharing else None,
            )

    def stamp(self) -> tuple[int, ...]:
        """Return what differs after anybody has written to the store, in any window."""
        return self._store.stamp()

    def certificates(self) -> tuple[ExpiringCertificate, ...]:
        """Return which certificates end soon or have ended, of those that have been used so far."""
        now = self._actor.clock()
        return tuple(
            ExpiringCertificate(term.owner, term.last_day, term.days_left(now), term.has_ended(now))
            for term in (*self._terms(), *self._sign_in.terms())
            if term.ends_soon(now)
        )

    def close(self) -> None:
        """Hand over what could still be taken back, record the locking, and forget the key."""
        try:
            self._send_what_waits()
            with self._store.begin() as stored:
                stored.audit.add(self._actor.event(AuditKind.LOCKED))
            self._anchors.note()
            self._finish_erasing()
        except Locked:
            return
        except SdkError as error:
            _log.warning("locking could not be recorded: %s", error.text)
        finally:
            with contextlib.ExitStack() as closing:  # the last is closed first
                closing.callback(self._service.close)
                closing.callback(self._store.close)
                if self._sharing is not None:
                    closing.callback(self._sharing.ledgers.close)
                    closing.callback(self._sharing.hints.close)

    def _send_what_waits(self) -> None:
        """Hand over what the person has just sent: nobody is there to take it back any longer."""
        try:
            if self.outbox.let_go():
                self.dispatching.flush()
        except (Unavailable, Refused, Untrusted) as error:
            _log.info("what could be taken back leaves later: %s", error.text)

    def _count_accepted(self) -> int:
        with self._store.read() as stored:
            return stored.deliveries.accepted()

    def _note_counts(self) -> RoundCounts:
        with self._store.read() as stored:
            lag = self._sharing.lag(stored) if self._sharing else None
            queued, to_share = stored.deliveries.queued(), stored.past.count()
        if lag is None:
            return RoundCounts(queued, to_share, None, too_old=False)
        return RoundCounts(queued, to_share + lag.waiting, lag.met, lag.too_old, lag.unread)

    def _fetched_here(self) -> tuple[Mailbox, ...]:
        """Bring shared mailboxes in step; return those that are to be fetched from here.

        An access point lists what is for all mailboxes at once.
        """
        if self._sharing is None:
            return self.mailboxes
        ledgers = self._sharing.ledgers
        ledgers.synchronise()
        self._sharing.healing.go_on()
        fetched = tuple(one for one in self.mailboxes if ledgers.may_fetch(one.address))
        return self.mailboxes if fetched and self._service.gives_all else fetched

    def _received(self, fetched: tuple[Mailbox, ...]) -> FetchResult:
        """Fetch what waits; where nothing can be had, also from other computers, say nothing."""
        if not fetched and self._sharing is not None and self._sharing.ledgers.trouble:
            return FetchResult()
        return self._receiving.receive(fetched)

    def _keep_address_book(self) -> None:
        if not self.address_book.is_stale():
            return
        try:
            self.address_book.refresh()
        except (Unavailable, Refused, Untrusted, InvalidMessage) as error:
            _log.info("the address book stays as it is: %s", error.text)

    def _erase_what_is_due(self) -> None:
        """Go on with purges that were cut short."""
        try:
            self.purging.resume()
        except (Unavailable, Refused) as error:
            _log.info("what is due stays for now: %s", error.text)

    def _finish_erasing(self) -> None:
        """Leave nothing in the file of what was erased, when nobody works there any longer."""
        try:
            self.purging.finish()
        except (Unavailable, Refused) as error:
            _log.info("the file is written anew another time: %s", error.text)


def _shared_mailboxes(store: Store, actor: Actor, settings: Settings) -> SharedMailboxes | None:
    if settings.shared is None:
        return None
    from sdk_desktop.usecases.shared.mailboxes import (  # noqa: PLC0415 - few need the driver
        SharedMailboxes,
    )

    return SharedMailboxes(store, actor, settings.shared, settings.mailboxes)


def _shared_work(shared: SharedMailboxes | None, service: MessageService) -> SharedWork | None:
    if shared is None:
        return None
    from sdk_desktop.usecases.shared.work import SharedWork  # noqa: PLC0415 - as above

    work = SharedWork(shared, takes_late_copies=service.takes_late_copies)
    work.refuse_stale()
    return work
