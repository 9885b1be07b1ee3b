"""Erasing messages by decision: one person proposes, another approves, and the rest is recorded.

What a decision lists is erased a few messages at a time, so that others can work meanwhile; when
the client ends before all is done it goes on the next time it talks to the message service.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.clock import local
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from sdk_desktop.domain.person_name import look_of
from sdk_desktop.domain.purge import (
    ErasedAt,
    ErasedMessage,
    PurgeCriteria,
    PurgePreview,
    PurgeProposal,
    PurgeState,
)
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.files.csv_export import new_table

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.purges import SharedPurging

COLUMNS = (
    *("decision", "proposed_by", "proposed", "approved_by", "approved", "message", "mailbox"),
    *("direction", "received", "diary_number", "document_type", "erased", "in_backups_until"),
)
BATCH = 50
"""Messages that are erased in one transaction."""
PAUSE = 0.02
"""Seconds between two, in which other windows can write."""
SMALL = 1_000_000_000
"""Bytes of a store whose file is written anew at once; a larger one when the client is locked."""

TRY_AGAIN_AFTER = timedelta(minutes=10)
"""When the file could not be written anew, as on a disk that is full."""

_LONGEST_KEPT = 36_500
_PAGE = 1_000
_log = logging.getLogger(__name__)


class Purging:
    """Proposes, approves and carries out; content lives on in backups for `keep_days`."""

    def __init__(
        self, store: Store, actor: Actor, keep_days: int, shared: SharedPurging | None = None
    ) -> None:
        """Work on a store as a person; `keep_days` is how long backups are kept.

        What `shared` mailboxes hold is erased at all computers.
        """
        self._shared = shared
        self.keep_days = keep_days
        self._store = store
        self._actor = actor
        self._try_again = actor.clock()

    def preview(self, criteria: PurgeCriteria) -> PurgePreview:
        """Return what would be erased, and what would be left and why."""
        with self._store.read() as stored:
            return stored.purges.preview(criteria, self._actor.clock())

    def proposals(self) -> tuple[PurgeProposal, ...]:
        """Return every proposal and what came of it, newest first."""
        with self._store.read() as stored:
            return stored.purges.all()

    def may_alone(self, count: int) -> bool:
        """Return whether one person may erase so many messages."""
        return count <= 1 or not self._actor.policy.two_for_purge

    def propose(self, preview: PurgePreview, decision: str) -> PurgeProposal:
        """List what was seen in a preview as to be erased, with the reference of the decision.

        Raises `Refused` when something else would be erased by now.
        """
        self._actor.require(Role.REGISTRAR, Purpose.PURGE, mailbox=preview.criteria.mailbox)
        decision = " ".join(decision.split())
        if not decision:
            raise Refused("Write the reference of the decision on which the messages are erased.")
        if not preview.count:
            raise Refused("There is nothing to erase.")
        actor = self._actor
        is_shared = self._shared is not None and self._shared.shares(preview.criteria.mailbox)
        with self._store.begin() as stored:
            proposal = stored.purges.propose(preview, decision, actor.who, actor.clock())
            self._record(stored, AuditKind.PURGE_PROPOSED, proposal)
        if self._shared is not None and is_shared:
            self._let_others_know(self._shared, proposal)
        return proposal

    def _let_others_know(self, shared: SharedPurging, proposal: PurgeProposal) -> None:
        """Let other computers know of a proposal, or propose nothing."""
        try:
            shared.propose(proposal.number)
        except SdkError:
            with self._store.begin() as stored:
                stored.purges.withdraw(proposal.number, self._actor.clock())
                self._record(stored, AuditKind.PURGE_WITHDRAWN, proposal)
            raise

    def approve(self, number: int) -> PurgeProposal:
        """Erase what a proposal lists, except what was held or changed since; takes its time.

        Raises `Refused` when whoever proposed it may not do so alone.
        """
        mailbox = mailbox_of(self._store, number)
        self._actor.require(Role.MANAGER, Purpose.PURGE, mailbox=mailbox)
        who, now = self._actor.who, self._actor.clock()
        with self._store.begin() as stored:
            proposal = stored.purges.get(number)
            if not self.may_alone(proposal.listed):
                _refuse_one_person(stored, proposal, who)
            shared = self._shared_with(proposal)
            if shared is None:
                self._refuse_older_than_sharing(proposal)
                stored.purges.approve(number, who, now)
                self._record(stored, AuditKind.PURGE_APPROVED, proposal)
        if shared is not None:
            approved = replace(proposal, state=PurgeState.APPROVED, approved_by=who, approved=now)
            self._settle(shared, approved, AuditKind.PURGE_APPROVED)
            shared.carry_out(approved)
        self.resume()
        with self._store.read() as stored:
            return stored.purges.get(number)

    def withdraw(self, number: int) -> None:
        """Drop a proposal that nobody has approved."""
        self._actor.require(Role.REGISTRAR, mailbox=mailbox_of(self._store, number))
        with self._store.read() as stored:
            proposal = stored.purges.get(number)
        shared = self._shared_with(proposal)
        if shared is not None:
            withdrawn = replace(proposal, state=PurgeState.WITHDRAWN)
            self._settle(shared, withdrawn, AuditKind.PURGE_WITHDRAWN)
            return
        with self._store.begin() as stored:
            stored.purges.withdraw(number, self._actor.clock())
            self._record(stored, AuditKind.PURGE_WITHDRAWN, proposal)

    def resume(self) -> None:
        """Go on with everything that was approved and is not yet carried out."""
        for proposal in self._in(PurgeState.APPROVED):
            shared = self._shared_with(proposal)
            if shared is not None:
                if shared.leads(proposal):
                    shared.carry_out(proposal)
                continue
            while self._erase_some(proposal.number):
                time.sleep(PAUSE)
        now = self._actor.clock()
        if self._store.size <= SMALL and now >= self._try_again:
            try:
                self.finish()
            except Unavailable as error:
                _log.info("the file is written anew later: %s", error.text)
                self._try_again = now + TRY_AGAIN_AFTER
        if self._shared is not None:
            self._shared.say_erased(self._in(PurgeState.DONE))

    def erased_at(self) -> Mapping[int, ErasedAt]:
        """Return at which computers nothing is left of what decisions on shared mailboxes erased.

        It is by the number of the decision. Raise `Unavailable` when the ledger is silent.
        """
        if self._shared is None:
            return {}
        return self._shared.erased_at((*self._in(PurgeState.ERASED), *self._in(PurgeState.DONE)))

    def finish(self) -> None:
        """Write the file anew when something of what was erased may be left in it.

        That takes a quarter of a minute for each gigabyte; towards the end others wait to write.
        """
        if not self._in(PurgeState.ERASED):
            return
        more = _clear_index(self._store, begin=True)
        while more:
            more = _clear_index(self._store, begin=False)
        erased = self._in(PurgeState.ERASED)
        self._store.rewrite()
        with self._store.begin() as stored:
            still = {proposal.number for proposal in stored.purges.all(PurgeState.ERASED)}
            for proposal in erased:
                if proposal.number in still:
                    stored.purges.finish(proposal.number, self._actor.clock())

    def report(self, number: int, path: Path) -> int:
        """Save what a proposal erased as CSV, without subjects and names; return the count."""
        mailbox = mailbox_of(self._store, number)
        self._actor.require(Role.REGISTRAR, Purpose.EXPORT, mailbox=mailbox)
        with self._store.read() as stored:
            proposal = stored.purges.get(number)
        if not proposal.erased:
            raise Refused("Nothing was erased by this decision.")
        rows = (self._cells(proposal, erased) for erased in self._erased(number))
        with new_table(path, COLUMNS, rows) as count, self._store.begin() as stored:
            self._record(stored, AuditKind.PURGE_REPORTED, proposal)
        return count

    def _erased(self, number: int) -> Iterator[ErasedMessage]:
        """Return what was erased; raise at the end when something of it is damaged."""
        after = 0
        with self._store.read() as stored:
            while page := stored.purges.report(number, after, _PAGE):
                yield from page
                after = page[-1].row

    def _in(self, state: PurgeState) -> tuple[PurgeProposal, ...]:
        with self._store.read() as stored:
            return stored.purges.all(state)

    def _erase_some(self, number: int) -> bool:
        """Erase a few messages; return whether there may be more.

        Where another person approved it, the event names the program, not who is signed in.
        """
        actor = self._actor
        with self._store.begin() as stored:
            proposal = stored.purges.get(number)
            if proposal.state is not PurgeState.APPROVED:
                return False
            batch = stored.purges.next_batch(number, BATCH)
            mine = proposal.approved_by == actor.who
            event = (actor.event if mine else actor.system_event)(
                AuditKind.PURGED, detail=proposal.decision
            )
            for row in batch.going:
                record_event(stored, event, row)
            stored.purges.erase(number, batch, actor.clock())
            if not batch.rows:
                stored.purges.erased(number)
        return bool(batch.rows)

    def _shared_with(self, proposal: PurgeProposal) -> SharedPurging | None:
        """Return what erases at all computers, None for a decision that only this one knows."""
        shared = self._shared
        return shared if shared is not None and shared.is_shared(proposal) else None

    def _refuse_older_than_sharing(self, proposal: PurgeProposal) -> None:
        """Raise `Refused` for a proposal that the others of a shared mailbox do not know."""
        if self._shared is not None and self._shared.shares(proposal.criteria.mailbox):
            raise Refused(
                "This was proposed before the mailbox was shared. Withdraw it, and propose it"
                " again."
            )

    def _settle(self, shared: SharedPurging, decided: PurgeProposal, kind: AuditKind) -> None:
        shared.settle(decided)
        with self._store.begin() as stored:
            self._record(stored, kind, decided)

    def _record(self, stored: Transaction, kind: AuditKind, proposal: PurgeProposal) -> None:
        detail = f"{proposal.decision} · {proposal.listed}"
        mailbox = proposal.criteria.mailbox
        stored.audit.add(self._actor.event(kind, mailbox=mailbox, detail=detail))

    def _cells(self, proposal: PurgeProposal, erased: ErasedMessage) -> list[str]:
        approved = proposal.approved or proposal.proposed
        kept = timedelta(days=min(self.keep_days, _LONGEST_KEPT))
        return [
            proposal.decision,
            proposal.proposed_by,
            proposal.proposed.isoformat(),
            proposal.approved_by,
            approved.isoformat(),
            erased.message_id,
            erased.mailbox,
            erased.direction.value,
            erased.received.isoformat(),
            erased.diary_number,
            erased.document_type,
            erased.time.isoformat(),
            local(erased.time + kept).date().isoformat(),
        ]


def mailbox_of(store: Store, number: int) -> str:
    """Return the mailbox of a proposal, "" for one about all."""
    with store.read() as stored:
        return stored.purges.mailbox_of(number)


def _refuse_one_person(stored: Transaction, proposal: PurgeProposal, who: str) -> None:
    """Raise `Refused` unless proposer and approver are two people, neither let in by the other."""
    first = proposal.proposed_by
    if look_of(first) == look_of(who):
        raise Refused("You proposed this yourself: somebody else must approve it.")
    since = stored.audit.let_in(who)
    if since is not None and since.time >= proposal.proposed:
        raise Refused("You came here after this was proposed: somebody else must approve it.")
    before = stored.audit.let_in(first)
    if (since and since.who == first) or (before and before.who == who):
        raise Refused(
            "One of you let the other one in here. A third person must approve it, or somebody"
            " who was let in by the recovery key."
        )


def _clear_index(store: Store, *, begin: bool) -> bool:
    with store.begin() as stored:
        return stored.purges.clear_index(begin=begin)
