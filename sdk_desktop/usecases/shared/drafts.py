"""Hands drafts over to colleagues at other computers of a shared mailbox, and takes them.

A draft that is handed over stays where it was written, to be read only, until somebody takes it.
Of two who take it, and of one who takes it and one who takes it back, the ledger lets one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.sharing import CopiedRecord, PendingChange
from sdk_desktop.usecases.shared.contents import erase_files, files_of
from sdk_desktop.usecases.shared.copy import Settled, Sharing, Verdict
from sdk_desktop.usecases.shared.given_drafts import (
    HandOver,
    draft_id,
    ended,
    is_ended,
    is_offered,
    offer_of,
)
from sdk_desktop.usecases.shared.ledgers import SharedLedgers, require_here, verdict_on
from sdk_desktop.usecases.shared.waiting import current_record


@dataclass(frozen=True, slots=True)
class SharedDrafts:
    """The drafts that are handed over between the computers of shared mailboxes."""

    ledgers: SharedLedgers

    def shares(self, address: str) -> bool:
        """Return whether a mailbox is shared."""
        return address in self.ledgers.addresses()

    def takers(self, address: str) -> dict[str, tuple[str, ...]]:
        """Return the colleagues at other computers, by their names, with all ids that they have.

        Nobody takes what is written from a mailbox that is not shared.
        """
        with self.ledgers.shared.store.read() as stored:
            is_shared = stored.shared.naming(address) is not None
            return stored.colleagues.elsewhere(address) if is_shared else {}

    def offer(self, draft: Draft, who: str, to: Sequence[str]) -> None:
        """Hand a draft over to a colleague, who has these ids elsewhere.

        Raises `Unavailable` before anything is done when the ledger is silent. When its answer is
        lost the draft is handed over here, and `Unavailable` says that nobody knows yet.
        """
        actor, store = self.ledgers.shared.actor, self.ledgers.shared.store
        with self.ledgers.using(draft.mailbox) as sharing:
            known = self._known(sharing, draft)
            naming = sharing.mailbox.keyring.naming
            offered = offer_of(naming, known, draft, (actor.who_id, actor.who), to)
            sharing.put_files(offered.files)
            change = PendingChange(uuid4(), (offered.edit,))
            event = actor.event(AuditKind.DRAFT_HANDED_OVER, mailbox=draft.mailbox, detail=who)
            with store.begin() as stored:
                is_as_it_was = stored.drafts.get(draft.key) == draft
                if is_as_it_was:
                    stored.drafts.give(draft.key, to=who, by="")
                    stored.audit.add(event)
                    sharing.queue(stored, change)
            if not is_as_it_was:
                erase_files(store, sharing, [change])
                raise Refused("The draft has been changed in another window. Try again.")
            verdict = verdict_on(change, self._pushed(sharing), sharing)
        if verdict is not Verdict.DONE:
            with store.begin() as stored:
                stored.drafts.give(draft.key, to="", by="")
            raise Refused("The draft could not be handed over. Try again.")

    def take(self, draft: Draft) -> None:
        """Take a draft that a colleague has handed over to somebody here.

        Raises `Refused` when it has been taken back or another has it, and `Unavailable` when the
        ledger is silent: then it goes on waiting.
        """
        if not self._end(draft, HandOver.TAKEN):
            raise Refused("{name} has taken the draft back.", name=draft.given_by)

    def take_back(self, draft: Draft) -> None:
        """Take a draft back that nobody has taken yet; raise as `take` does."""
        if not self._end(draft, HandOver.WITHDRAWN):
            raise Refused("{name} goes on with the draft already.", name=draft.given_to)

    def _end(self, draft: Draft, state: HandOver) -> bool:
        """Return whether an offer has ended so, from here; an answer that was lost is asked for."""
        actor = self.ledgers.shared.actor
        me = (actor.who_id, actor.who)
        with self.ledgers.using(draft.mailbox) as sharing:
            self._known(sharing, draft)
            self._pushed(sharing)
            known = self._known(sharing, draft)
            if known is not None and is_offered(known) and self._waits(draft):
                erased = tuple(one.id for one in files_of(known))
                change = PendingChange(uuid4(), (ended(known, state, me),), erased=erased)
                sharing.append(change, {})
                known = self._known(sharing, draft)
        if known is None or not is_ended(known, state, me):
            return False
        said = f"{draft.given_by or draft.given_to} → {actor.who}"
        event = actor.event(AuditKind.DRAFT_HANDED_OVER, mailbox=draft.mailbox, detail=said)
        with self.ledgers.shared.store.begin() as stored:
            stored.audit.add(event)
        return True

    def _waits(self, draft: Draft) -> bool:
        """Return whether a draft that is offered is still here: it may go to somebody else now."""
        with self.ledgers.shared.store.read() as stored:
            return stored.drafts.find(draft.key) is not None

    def _known(self, sharing: Sharing, draft: Draft) -> CopiedRecord | None:
        """Return what the ledger has of a draft, for whoever may write there."""
        sharing.pull()
        sharing.mailbox.refuse_old_program()
        with self.ledgers.shared.store.read() as stored:
            require_here(stored, draft.mailbox)
            identity = draft_id(sharing.mailbox.keyring.naming, draft.key)
            return current_record(stored, sharing.mailbox.id, identity)

    def _pushed(self, sharing: Sharing) -> tuple[Settled, ...]:
        try:
            return self.ledgers.push(sharing)
        except Unavailable as error:
            raise Unavailable(
                "It is not known yet whether the draft is handed over. It is tried again by itself."
            ) from error
