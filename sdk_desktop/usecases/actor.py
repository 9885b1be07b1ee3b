"""Who acts, from which computer, with what clearance; and the audit events of what they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from sdk_desktop.auth.clearance import require
from sdk_desktop.auth.ways.tries import TriesBefore
from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.clearance import Clearance, Purpose
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Locked, ProofNeeded, Refused
from sdk_desktop.domain.identity_numbers import person_references
from sdk_desktop.domain.mailbox import ListQuery
from sdk_desktop.domain.policy import Policy
from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.working_days import to_be_registered_before


@dataclass(slots=True)
class Actor:
    """The person of an unlocked client, and what the organisation asks of their proof.

    `who_id` is the person's id in the store, once they work there.
    """

    who: str
    computer: str
    clock: Clock
    policy: Policy
    _clearance: Clearance
    who_id: str = ""
    _store: Store | None = None

    def begin(self, store: Store, enrolled: Iterable[str]) -> None:
        """Work with a store from now on; `enrolled` are all who may sign in there."""
        with store.begin() as stored:
            stored.colleagues.begin_roles(enrolled)
            self.who_id = stored.colleagues.id_of(self.who)
        self._store = store

    def renew(self, clearance: Clearance) -> None:
        """Use a newer proof."""
        self._clearance = clearance

    @property
    def clearance(self) -> Clearance:
        """The proof that was last given, fresh or not."""
        return self._clearance

    def permissions(self) -> Permissions:
        """Return what the person may do now; another window may have changed it."""
        with self._reading() as stored:
            return stored.colleagues.permissions(self.who_id)

    def require(self, role: Role, purpose: Purpose | None = None, *, mailbox: str = "") -> None:
        """Raise unless the person may do what needs a role in a mailbox, and a proof for a purpose.

        What belongs to no mailbox needs the role everywhere. `Refused` names those who may;
        `ProofNeeded` comes after that.
        """
        self._require(self.permissions().refusal(role, mailbox), purpose)

    def require_on(self, role: Role, *rows: int, purpose: Purpose | None = None) -> None:
        """Raise as `require` unless the person has a role in each mailbox of these messages."""
        with self._reading() as stored:
            permissions = stored.colleagues.permissions(self.who_id)
            mailboxes = [stored.names.mailbox_of(row) for row in rows] or [""]
        self._require(permissions.refusal_in_all(role, mailboxes), purpose)

    def require_anywhere(self, role: Role) -> None:
        """Raise as `require` unless the person has a role in some mailbox or other."""
        self._require(self.permissions().refusal_anywhere(role), None)

    def require_reading(self) -> Clearance:
        """Return the clearance to read; raise `ProofNeeded` when a new proof is needed."""
        return self._prove(Purpose.READ)

    def reading_clearance(self) -> Clearance | None:
        """Return the clearance to read, None when its proof is too old or too weak."""
        try:
            return self.require_reading()
        except ProofNeeded:
            return None

    def question(self) -> ListQuery:
        """Return a question by which messages are shown as this person sees them now."""
        now = self.clock()
        return ListQuery(
            me=self.who_id,
            unregistered_before=to_be_registered_before(now),
            unanswered_before=now - self.policy.acknowledgement_expected,
            clearance=self.reading_clearance(),
            now=now,
            withheld=self.policy.withhold_subjects,
        )

    def event(self, kind: AuditKind, **more: str) -> AuditEvent:
        """Make an audit event of this person, now."""
        own = {"who_id": self.who_id, **more}
        return AuditEvent(kind, self.clock(), self.who, self.computer, **own)

    def system_event(self, kind: AuditKind, **more: str) -> AuditEvent:
        """Make an audit event of what the client did by itself."""
        return replace(self.event(kind, **more), who=SYSTEM, who_id="")

    def _reading(self) -> AbstractContextManager[Transaction]:
        if self._store is None:
            raise Locked("The program is locked.")
        return self._store.read()

    def _require(self, refusal: Refused | None, purpose: Purpose | None) -> None:
        if refusal:
            raise refusal
        if purpose:
            self._prove(purpose)

    def _prove(self, purpose: Purpose) -> Clearance:
        return require(self._clearance, purpose, self.policy.need(purpose), self.clock())


def record_tries(stored: Transaction, actor: Actor, tries: TriesBefore) -> None:
    """Record what was known of a person's tries before one was good."""
    if tries.undone:
        stored.audit.add(actor.event(AuditKind.TRIES_UNDONE))
    if tries.failed:
        stored.audit.add(actor.event(AuditKind.TRIES_FAILED, detail=str(tries.failed)))


def record_mended(stored: Transaction, actor: Actor, names: Sequence[str]) -> None:
    """Record that others could read or write files with secrets until the client was started."""
    if names:
        event = actor.system_event(AuditKind.RIGHTS_MENDED, detail=", ".join(names))
        stored.audit.add(event)


def record_event(stored: Transaction, event: AuditEvent, row: int) -> None:
    """Record an event on a message that is in the store."""
    headline = stored.messages.headline(row)
    on_message = replace(
        event,
        mailbox=headline.mailbox,
        message_id=stored.history.name_of(row),
        person=person_references(stored.messages.message(row)),
    )
    stored.audit.add(on_message)
