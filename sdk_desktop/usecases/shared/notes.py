"""What people note on the messages of shared mailboxes, in step with other computers.

Who has taken a message, that somebody read it, its diary number, type and hold, and how the errand
stands are one record of the ledger. What is noted here is queued in the same transaction; what must
be sure waits for the ledger's answer, the rest is brought there in the next round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.messages.colleague_notes import WrittenNote
from sdk_desktop.store.messages.names import MessageName
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.care import care_id_of, named_care_fields, note_edits
from sdk_desktop.usecases.shared.copy import Settled, Sharing, Verdict
from sdk_desktop.usecases.shared.ledgers import (
    CopyHere,
    SharedLedgers,
    copy_here,
    require_here,
    verdict_on,
)
from sdk_desktop.usecases.shared.waiting import current_record

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
        copy: CopyHere | None = None
        with self.ledgers.shared.store.read() as stored:
            name = stored.names.name_of(row)
            naming = stored.shared.naming(name.mailbox)
            identity = care_id_of(naming, name) if naming is not None else None
            if sure:
                require_here(stored, name.mailbox)
                copy = copy_here(stored, name.mailbox) if identity is not None else None
        if identity is None:
            with self.ledgers.shared.store.begin() as stored:
                yield stored
            return
        with ExitStack() as opened:
            sharing = None
            if sure:
                sharing = opened.enter_context(self.ledgers.using(name.mailbox, copy))
                sharing.pull()
                sharing.mailbox.refuse_old_program()
            with self.ledgers.shared.store.begin() as stored:
                before, notes = _noted(stored, name, row)
                yield stored
                now, more = _noted(stored, name, row)
                change = self._queue(stored, identity, before, now)
                new = tuple(one for one in more if one not in notes)
                if new:
                    headline = stored.messages.headline(row)
                    self._queue_written(stored, note_edits(stored, headline, new))
                if sharing is not None:
                    sharing.look(stored)
            if sharing is not None:
                self._confirm(sharing, identity, change)

    def _queue(
        self, stored: Transaction, identity: UUID, before: Fields, now: Fields
    ) -> PendingChange | None:
        """Let a change wait for the ledger, and return it; None where there is none to tell."""
        changed = {name: now[name] for name in now if now[name] != before[name]}
        address = str(before["mailbox"])
        if not changed or self._is_read_alone(stored, address, changed):
            return None
        mailbox = stored.shared.ids()[address]
        known = current_record(stored, mailbox, identity)
        if known is not None and known.fields is None:
            return None
        needed = Role.HANDLER if REGISTERED.isdisjoint(changed) else Role.REGISTRAR
        require_here(stored, address, needed)
        base = before if known is None or known.fields is None else known.fields
        after = {**(base or before), **changed}
        version = known.version if known else 0
        edit = RecordEdit(identity, int(RecordKind.CARE), version, base, after)
        actor = self.ledgers.shared.actor
        said = {"who": actor.who, "id": actor.who_id, "at": actor.clock().isoformat()}
        change = PendingChange(uuid4(), (edit,), (said,))
        stored.shared.queue(mailbox, change)
        return change

    def _is_read_alone(self, stored: Transaction, address: str, changed: Fields) -> bool:
        """Return whether a message was only read, where nobody else is to hear of it."""
        is_only_read = changed.keys() == {"read"}
        return is_only_read and stored.shared_rights.role(address) is Role.READER

    def _queue_written(self, stored: Transaction, edits: Sequence[RecordEdit]) -> None:
        """Let others have what was written just now: a change of its own, which nobody refuses."""
        for edit in edits:
            address = (edit.after or {})["mailbox"]
            require_here(stored, address)
            mailbox = stored.shared.ids()[address]
            stored.shared.queue(mailbox, PendingChange(uuid4(), (edit,)))

    def _confirm(self, sharing: Sharing, identity: UUID, change: PendingChange | None) -> None:
        """Push, and raise unless the ledger has what was noted on a message."""
        try:
            settled = self.ledgers.push(sharing)
            verdict = verdict_on(change, settled, sharing) if change else Verdict.DONE
        except Unavailable as error:
            raise Unavailable(
                "It is not known yet whether the shared mailbox has this. It is tried again by"
                " itself."
            ) from error
        if verdict is not Verdict.DONE or any(_is_refused(one, identity) for one in settled):
            raise Refused(
                "A colleague at another computer was first. You see now how the message stands."
            )


def _noted(
    stored: Transaction, name: MessageName, row: int
) -> tuple[Fields, tuple[WrittenNote, ...]]:
    return named_care_fields(stored, name, row), stored.notes.of(row)


def _is_refused(settled: Settled, identity: UUID) -> bool:
    named = any(edit.id == identity for edit in settled.change.edits)
    return named and settled.verdict is not Verdict.DONE
