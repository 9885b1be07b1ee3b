"""Share a mailbox: write what was done here to the ledger, and take in what others did.

A use case changes the store and queues what is to be shared in the same transaction. `push`
brings it to the ledger, outside of any transaction; `pull` takes in what follows. What the ledger
has said no to is laid over by what it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID, uuid4

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.domain.sharing import (
    CopiedRecord,
    CopyReach,
    PendingChange,
    RecordEdit,
)
from sdk_desktop.sharing.mailbox import SharedMailbox, Wanted, place_after
from sdk_desktop.sharing.values import Answer, Change, Outcome
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.shared.following import Files, Following, RecordRows
from sdk_desktop.usecases.shared.waiting import (
    LookedUp,
    current_record,
    is_sent,
    look_up,
    over_spoiled,
    rebased_change,
)

_MARKED = 10
"""Of the changes that are brought from here one in so many is a place to go back to."""
_TRIES = 20
"""So often a change is judged anew before it waits for the next round."""


class Verdict(StrEnum):
    """What became of a change that waited."""

    DONE = "done"
    REFUSED = "refused"
    """Somebody else's change contradicts it."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Settled:
    """A change that waits no longer, and what became of it."""

    change: PendingChange
    verdict: Verdict


class Sharing:
    """The copy of one shared mailbox in this store."""

    def __init__(
        self,
        store: Store,
        mailbox: SharedMailbox,
        clock: Clock,
        rows: RecordRows,
        reach: CopyReach | None = None,
    ) -> None:
        """Go on from where the copy has come, which is looked up unless it was just now."""
        self.mailbox = mailbox
        self._store = store
        self._mailbox = mailbox
        self.clock = clock
        self._rows = rows
        self._looked_up: LookedUp | None = None
        self._following = Following(store, mailbox, clock, rows, reach)

    def has_more_members(self, stored: Transaction) -> bool:
        """Return whether another window, or connection, has met members that this has not."""
        return self._following.has_more_members(stored)

    def edit(
        self,
        stored: Transaction,
        record: tuple[UUID, int],
        change: Callable[[dict[str, object]], None],
    ) -> RecordEdit:
        """Return the edit that changes what a record, by its id and kind, says here now."""
        identity, kind = record
        known = self.current(stored, identity)
        before = known.fields if known is not None else None
        after = dict(before or {})
        change(after)
        return RecordEdit(identity, kind, known.version if known else 0, before, after)

    def current(self, stored: Transaction, identity: UUID) -> CopiedRecord | None:
        """Return a record as it is here: the ledger's state with what waits on top."""
        return current_record(stored, self._mailbox.id, identity)

    def queue(self, stored: Transaction, change: PendingChange) -> None:
        """Let a change wait for `push`; in the transaction that makes it here."""
        stored.shared.queue(self._mailbox.id, change)

    def pull(self) -> int:
        """Take in what follows, in order, and return how many records that were.

        Raises `LedgerForked` when the ledger has lost what this copy has met, and `BeingHealed`
        until every computer has offered what was lost.
        """
        return self._following.pull()

    def look(self, stored: Transaction) -> None:
        """Look up what the next `push` brings; in the transaction that makes the last of it."""
        self._looked_up = look_up(stored, self._mailbox.id)

    def push(self, files: Files | None = None) -> Iterator[Settled]:
        """Bring what waits to the ledger, in order; yield each change as it is settled.

        `files` are those of its records that are at hand; others are fetched when needed. Raises
        `Unavailable` when the ledger does not answer: what is not settled goes on waiting.
        """
        looked_up, self._looked_up = self._looked_up, None
        if looked_up is None:
            with self._store.read() as stored:
                looked_up = look_up(stored, self._mailbox.id)
        for change in looked_up.waiting:
            yield self._settle(change, files or {}, looked_up.judged)

    def put_files(self, files: Files) -> None:
        """Bring files to the ledger that a change will name."""
        for identity, content in files.items():
            self._mailbox.put_file(identity, content)

    def append(self, change: PendingChange, files: Files) -> Outcome:
        """Bring new records to the ledger before they are here; lay them over their rows then.

        Return what became of that. Whatever it is, the copy has what the ledger has after it,
        unless another device leads. Raises `Unavailable` when the ledger does not answer.
        """
        sealed = _sealed(self._mailbox, change)
        answer = self._mailbox.send(sealed)
        if answer.outcome is Outcome.OK:
            self._done(change, (sealed, answer), files)
        elif answer.outcome is not Outcome.DEPOSED:
            self.pull()
            with self._store.read() as stored:
                anew = over_spoiled(stored, self._mailbox.id, change)
            if answer.outcome is Outcome.BEHIND and anew != change:
                return self.append(anew, files)
        return answer.outcome

    def read_again(self) -> None:
        """Take in what an earlier version of this program could not read, and this one can."""
        self._following.read_again()

    def withdraw(self, change: PendingChange) -> Settled:
        """Take a change back that waits, unless the ledger has it already.

        Raises `Unavailable` when the ledger does not answer: then it goes on waiting.
        """
        answer = self._mailbox.send(self._mailbox.withdrawal(uuid4(), change.id))
        is_done = answer.outcome is Outcome.DONE
        return self._past(change, Outcome.AGAIN if is_done else Outcome.WITHDRAWN)

    def _settle(
        self, change: PendingChange, files: Files, looked_up: dict[UUID, PendingChange | None]
    ) -> Settled:
        for _ in range(_TRIES):
            judged = self._judged(change, looked_up)
            if judged != change:
                past = self._mailbox.ledger.outcome(self._mailbox.id, change.id)
                if past is not None:
                    return self._past(change, past)
                if judged is None:
                    sent = is_sent(self._store, self._mailbox.id, change)
                    return self._dropped(change, Verdict.DONE if sent else Verdict.REFUSED)
                change = self._judged_anew(judged)
            sealed = _sealed(self._mailbox, change)
            answer = self._mailbox.send(sealed)
            match answer.outcome:
                case Outcome.OK:
                    is_shown = not change.draft
                    return self._done(change, (sealed, answer), files, is_shown=is_shown)
                case (Outcome.AGAIN | Outcome.WITHDRAWN) as past:
                    return self._past(change, past)
                case Outcome.DEPOSED:
                    change = self._judged_anew(replace(change, term=None))
                case _:
                    self.pull()
        raise Unavailable("The mailbox is busy in the ledger. Try again.")

    def _judged(
        self, change: PendingChange, looked_up: dict[UUID, PendingChange | None]
    ) -> PendingChange | None:
        if change.id in looked_up:
            return looked_up.pop(change.id)
        with self._store.read() as stored:
            return rebased_change(stored, self._mailbox.id, change)

    def _past(self, change: PendingChange, past: Outcome) -> Settled:
        """Settle a change that the ledger knew already."""
        if past is Outcome.WITHDRAWN:
            return self._dropped(change, Verdict.WITHDRAWN)
        self.pull()
        return self._dropped(change, Verdict.DONE)

    def _judged_anew(self, change: PendingChange) -> PendingChange:
        with self._store.begin() as stored:
            stored.shared.judge_anew(self._mailbox.id, change)
        return change

    def _done(
        self,
        change: PendingChange,
        written: tuple[Change, Answer],
        files: Files,
        *,
        is_shown: bool = False,
    ) -> Settled:
        """Note that the ledger has a change, and show what is not shown yet.

        What waited is shown since it was done here, but for what a draft becomes.
        """
        records = _records(change, written[1])
        if is_shown and self._done_as_shown(change, records, written):
            return Settled(change, Verdict.DONE)
        files = self._following.fetched(records, files)
        with self._store.begin() as stored:
            for record in records:
                stored.aside.settle(self._mailbox.id, record.id)
            self._following.show(stored, records, files)
            self._note_done(stored, change, written)
        return Settled(change, Verdict.DONE)

    def _done_as_shown(
        self,
        change: PendingChange,
        records: Sequence[CopiedRecord],
        written: tuple[Change, Answer],
    ) -> bool:
        """Note that the ledger has a change, without waiting for the disk.

        Where a power cut undoes the note, the change waits again, and the ledger says that it has
        it. Return false, with nothing noted, where anything is set aside: that is not said again.
        """
        with self._store.begin(is_durable=False) as stored:
            if stored.aside.has_any(self._mailbox.id):
                return False
            for record in records:
                stored.shared.put_record(self._mailbox.id, self._rows.kept(record))
            self._note_done(stored, change, written)
        return True

    def _note_done(
        self, stored: Transaction, change: PendingChange, written: tuple[Change, Answer]
    ) -> None:
        stored.shared.settle(self._mailbox.id, change.id)
        self._rows.done(stored, change)
        for edit in change.edits:
            if edit.before is not None and not edit.before:
                stored.unread.forget(self._mailbox.id, edit.id)
        place = place_after(self._mailbox.keys.id, self._following.place(stored), *written)
        self._following.come_to(stored, place, is_marked=not place.end.number % _MARKED)

    def _dropped(self, change: PendingChange, verdict: Verdict) -> Settled:
        """Let a change wait no longer, and show what the ledger has in its place."""
        with self._store.begin() as stored:
            stored.shared.settle(self._mailbox.id, change.id)
            if verdict is Verdict.DONE:
                self._rows.done(stored, change)
            for edit in change.edits:
                theirs = stored.shared.record(self._mailbox.id, edit.id)
                before = theirs or CopiedRecord(edit.id, edit.kind, 0, edit.before)
                self._rows.lay(stored, self.current(stored, edit.id) or before, {}, before)
            self._following.come_to(stored, self._following.place(stored))
        return Settled(change, verdict)


def _records(change: PendingChange, answer: Answer) -> tuple[CopiedRecord, ...]:
    """Return the records that the ledger has from a change."""
    number = answer.head.end.number if answer.head else 0
    return tuple(
        CopiedRecord(edit.id, edit.kind, edit.version + 1, edit.after, number)
        for edit in change.edits
    )


def _sealed(mailbox: SharedMailbox, change: PendingChange) -> Change:
    wanted = [Wanted(one.id, one.kind, one.version + 1, one.after) for one in change.edits]
    return mailbox.change(change.id, wanted, change.audit, change.term, erased=change.erased)
