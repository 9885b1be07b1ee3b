"""Who acts, from which computer, with what clearance; and the audit events of what they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sdk_desktop.auth.clearance import require
from sdk_desktop.auth.ways.tries import TriesBefore
from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.clearance import Clearance, Purpose
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import ProofNeeded
from sdk_desktop.domain.identity_numbers import person_references
from sdk_desktop.domain.policy import Policy
from sdk_desktop.store.store import Transaction


@dataclass(slots=True)
class Actor:
    """The person of an unlocked client, and what the organisation asks of their proof.

    `who_id` is the person's id in the store, once that is open.
    """

    who: str
    computer: str
    clock: Clock
    policy: Policy
    _clearance: Clearance
    who_id: str = ""

    def renew(self, clearance: Clearance) -> None:
        """Use a newer proof."""
        self._clearance = clearance

    @property
    def clearance(self) -> Clearance:
        """The proof that was last given, fresh or not."""
        return self._clearance

    def reading_clearance(self) -> Clearance | None:
        """Return the clearance to read, None when its proof is too old or too weak."""
        try:
            return self.require(Purpose.READ)
        except ProofNeeded:
            return None

    def require(self, purpose: Purpose) -> Clearance:
        """Return the clearance for a purpose; raise `ProofNeeded` when a new proof is needed."""
        return require(self._clearance, purpose, self.policy.need(purpose), self.clock())

    def event(self, kind: AuditKind, **more: str) -> AuditEvent:
        """Make an audit event of this person, now."""
        own = {"who_id": self.who_id, **more}
        return AuditEvent(kind, self.clock(), self.who, self.computer, **own)

    def system_event(self, kind: AuditKind, **more: str) -> AuditEvent:
        """Make an audit event of what the client did by itself."""
        return replace(self.event(kind, **more), who=SYSTEM, who_id="")


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
