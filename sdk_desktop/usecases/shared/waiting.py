"""What waits for the ledger: records with it on top, and how it is judged before it is brought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sdk_desktop.domain.sharing import (
    CopiedRecord,
    PendingChange,
    is_judged_on,
    on_top,
    rebased,
)
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Store, Transaction

_NOTHING = CopiedRecord(UUID(int=0), 0, 0, None)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The changes that wait, in order, and how the first of them was judged then, by its id."""

    waiting: tuple[PendingChange, ...]
    judged: dict[UUID, PendingChange | None]


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


def look_up(stored: Transaction, mailbox: UUID) -> LookedUp:
    """Look up what waits for the ledger of a mailbox."""
    waiting = stored.shared.pending(mailbox)
    judged = {one.id: rebased_change(stored, mailbox, one) for one in waiting[:1]}
    return LookedUp(waiting, judged)


def rebased_change(
    stored: Transaction, mailbox: UUID, change: PendingChange
) -> PendingChange | None:
    """Return a change as it is to be made to what the ledger has, None where that contradicts.

    A version alone says nothing: it may have been reckoned from a change that was refused.
    """
    edits = []
    for edit in change.edits:
        theirs = stored.shared.record(mailbox, edit.id)
        newer = edit if is_judged_on(edit, theirs) else rebased(edit, theirs or _NOTHING)
        if newer is None:
            return None
        edits.append(newer)
    return replace(change, edits=tuple(edits))


def over_spoiled(stored: Transaction, mailbox: UUID, change: PendingChange) -> PendingChange:
    """Return a change that writes anew what is there and says nothing."""
    there = stored.shared.records(mailbox, [one.id for one in change.edits])
    edits = (
        (rebased(one, there[one.id]) or one)
        if one.id in there and there[one.id].is_spoiled
        else one
        for one in change.edits
    )
    return replace(change, edits=tuple(edits))


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
