"""What people note on the messages of shared mailboxes, in step with other computers.

Who has taken a message, that somebody read it, its diary number, type and hold, and how the errand
stands are one record of the ledger. What is noted here is queued in the same transaction; what must
be sure waits for the ledger's answer, the rest is brought there in the next round.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.care import care_fields, care_id, note_edits
from sdk_desktop.usecases.shared.copy import Settled, Sharing, Verdict, current_record
from sdk_desktop.usecases.shared.ledgers import SharedLedgers, require_here

REGISTERED = frozenset({"diary", "type", "hold", "filing"})
"""What only registrars note."""


@dataclass(frozen=True, slots=True)
class SharedNotes:
    """The notes on messages of the mailboxes that this computer shares."""

    ledgers: SharedLedgers

    @contextmanager
    def noting(self, row: int, *, sure: bool = True) -> Iterator[Transaction]:
        """Change what is noted on a message, within a transaction, here and for the others.

        What must be `sure` needs the ledger: raises `Unavailable` before anything is changed when
        it is silent, `Refused` when a colleague was first. When the answer is lost the note stays
        and waits, and `Unavailable` says that nobody knows yet.
        """
        with self.ledgers.shared.store.read() as stored:
            address, identity = stored.messages.headline(row).mailbox, care_id(stored, row)
            if sure:
                require_here(stored, address)
        with ExitStack() as opened:
            sharing = None
            if sure and identity is not None:
                sharing = opened.enter_context(self.ledgers.using(address))
                sharing.pull()
                sharing.mailbox.refuse_old_program()
            with self.ledgers.shared.store.begin() as stored:
                before, written = care_fields(stored, row), note_edits(stored, row)
                yield stored
                self._queue(stored, row, before)
                self._queue_written(stored, row, written)
            if sharing is not None:
                self._confirm(sharing, identity)

    def _queue(self, stored: Transaction, row: int, before: Fields) -> None:
        identity = care_id(stored, row)
        if identity is None:
            return
        mailbox = stored.shared.ids()[stored.messages.headline(row).mailbox]
        known = current_record(stored, mailbox, identity)
        if known is not None and known.fields is None:
            return
        now = care_fields(stored, row)
        changed = {name: now[name] for name in now if now[name] != before[name]}
        if not changed:
            return
        address = str(before["mailbox"])
        if stored.shared_rights.role(address) is Role.READER and changed.keys() == {"read"}:
            return  # it is read here, and nobody else hears of it
        needed = Role.HANDLER if REGISTERED.isdisjoint(changed) else Role.REGISTRAR
        require_here(stored, address, needed)
        base = before if known is None or known.fields is None else known.fields
        after = {**base, **changed}
        version = known.version if known else 0
        edit = RecordEdit(identity, int(RecordKind.CARE), version, base, after)
        actor = self.ledgers.shared.actor
        said = {"who": actor.who, "id": actor.who_id, "at": actor.clock().isoformat()}
        stored.shared.queue(mailbox, PendingChange(uuid4(), (edit,), (said,)))

    def _queue_written(self, stored: Transaction, row: int, before: tuple[RecordEdit, ...]) -> None:
        """Let others have what was written just now: a change of its own, which nobody refuses."""
        for edit in note_edits(stored, row):
            if edit not in before:
                address = stored.messages.headline(row).mailbox
                require_here(stored, address)
                mailbox = stored.shared.ids()[address]
                stored.shared.queue(mailbox, PendingChange(uuid4(), (edit,)))

    def _confirm(self, sharing: Sharing, identity: UUID | None) -> None:
        """Push, and raise unless the ledger has what was noted on a message."""
        try:
            settled = self.ledgers.push(sharing)
        except Unavailable as error:
            raise Unavailable(
                "It is not known yet whether the shared mailbox has this. It is tried again by"
                " itself."
            ) from error
        if any(_is_refused(one, identity) for one in settled):
            raise Refused(
                "A colleague at another computer was first. You see now how the message stands."
            )


def _is_refused(settled: Settled, identity: UUID | None) -> bool:
    named = any(edit.id == identity for edit in settled.change.edits)
    return named and settled.verdict is not Verdict.DONE
