"""A record as it is here: what the ledger has of it, with what waits for the ledger on top."""

from __future__ import annotations

from uuid import UUID

from sdk_desktop.domain.sharing import CopiedRecord, PendingChange, on_top
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Store, Transaction


def current_record(stored: Transaction, mailbox: UUID, identity: UUID) -> CopiedRecord | None:
    """Return a record as it is here: the ledger's state with what waits on top."""
    return with_waiting(stored, mailbox, identity, stored.shared.record(mailbox, identity))


def with_waiting(
    stored: Transaction, mailbox: UUID, identity: UUID, record: CopiedRecord | None
) -> CopiedRecord | None:
    """Return a record that the ledger has with what waits on top, None where neither has it."""
    for change in stored.shared.pending(mailbox):
        for edit in change.edits:
            if edit.id == identity:
                record = on_top(edit, record)
    return record


def sending(stored: Transaction, draft: str) -> PendingChange | None:
    """Return the change that waits and sends a draft, None where none does."""
    for mailbox in set(stored.shared.ids().values()):
        for change in stored.shared.pending(mailbox):
            if draft and change.draft == draft:
                return change
    return None


def is_sent(store: Store, mailbox: UUID, change: PendingChange) -> bool:
    """Return whether the ledger has what a draft became, though not the change itself.

    Message ids belong to the draft (rule R17): another computer offered what had been lost.
    """
    contents = [edit.id for edit in change.edits if edit.kind == RecordKind.CONTENT]
    with store.read() as stored:
        found = (stored.shared.record(mailbox, one) for one in contents)
        return bool(change.draft and contents) and all(one is not None for one in found)
