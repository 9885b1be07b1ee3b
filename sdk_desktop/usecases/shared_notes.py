"""What people note on the messages of shared mailboxes, in step with other computers.

Who has taken a message, that it was read, its diary number, type and hold are one record of the
ledger. What is noted here is queued in the same transaction; what must be sure waits for the
ledger's answer, the rest is brought there in the next round.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.mailbox import SharedMailbox
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared_mailboxes import SharedMailboxes
from sdk_desktop.usecases.sharing import Settled, Sharing, Verdict, current_record

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class SharedNotes:
    """The notes on messages of the mailboxes that this computer shares."""

    shared: SharedMailboxes
    trouble: SdkError | None = None
    """Why notes are not in step, None when they are."""
    _idle: list[SharedMailbox] = field(default_factory=list)

    def synchronise(self) -> None:
        """Take in what others noted, and bring what was noted here; `trouble` says what hinders."""
        self.trouble = None
        for address in self._addresses():
            try:
                with self._using(address) as sharing:
                    sharing.pull()
                    self._push(sharing)
            except (Unavailable, Refused, Untrusted) as error:
                _log.info("notes are not in step: %s", error.text)
                if self._was_member(address):
                    self.trouble = error

    @contextmanager
    def noting(self, row: int, *, sure: bool = True) -> Iterator[Transaction]:
        """Change what is noted on a message, within a transaction, here and for the others.

        What must be `sure` needs the ledger: raises `Unavailable` before anything is changed when
        it is silent, `Refused` when a colleague was first. When the answer is lost the note stays
        and waits, and `Unavailable` says that nobody knows yet.
        """
        with self.shared.store.read() as stored:
            headline = stored.messages.headline(row)
            identity = _identity(stored, headline)
        with ExitStack() as opened:
            sharing = None
            if sure and identity is not None:
                sharing = opened.enter_context(self._using(headline.mailbox))
                sharing.pull()
            with self.shared.store.begin() as stored:
                before = _notes(stored, row)
                yield stored
                self._queue(stored, row, before)
            if sharing is not None:
                self._confirm(sharing, identity)

    def lay_known(self, stored: Transaction, row: int) -> None:
        """Lay over a message that has just come what others have noted on it already."""
        headline = stored.messages.headline(row)
        identity = _identity(stored, headline)
        mailbox = stored.shared.ids().get(headline.mailbox)
        if identity is None or mailbox is None:
            return
        known = current_record(stored, mailbox, identity)
        if known is not None:
            lay_notes(stored, known)

    def close(self) -> None:
        """End the connections."""
        while self._idle:
            self._idle.pop().ledger.close()

    def _queue(self, stored: Transaction, row: int, before: Fields) -> None:
        headline = stored.messages.headline(row)
        identity = _identity(stored, headline)
        if identity is None:
            return
        mailbox = stored.shared.ids()[headline.mailbox]
        known = current_record(stored, mailbox, identity)
        if known is not None and known.fields is None:
            return
        now = _notes(stored, row)
        changed = {name: now[name] for name in now if now[name] != before[name]}
        if not changed:
            return
        base = before if known is None or known.fields is None else known.fields
        after = {**base, **changed}
        version = known.version if known else 0
        edit = RecordEdit(identity, int(RecordKind.CARE), version, base, after)
        actor = self.shared.actor
        said = {"who": actor.who, "id": actor.who_id, "at": actor.clock().isoformat()}
        stored.shared.queue(mailbox, PendingChange(uuid4(), (edit,), (said,)))

    def _confirm(self, sharing: Sharing, identity: UUID | None) -> None:
        """Push, and raise unless the ledger has what was noted on a message."""
        try:
            settled = self._push(sharing)
        except Unavailable as error:
            raise Unavailable(
                "It is not known yet whether the shared mailbox has this. It is tried again by"
                " itself."
            ) from error
        if any(_is_refused(one, identity) for one in settled):
            raise Refused(
                "A colleague at another computer was first. You see now how the message stands."
            )

    def _push(self, sharing: Sharing) -> tuple[Settled, ...]:
        """Bring what waits to the ledger, and record what a colleague's note goes before."""
        settled = tuple(sharing.push())
        for one in settled:
            said = one.change.edits[0].after
            if one.verdict is not Verdict.DONE and said:
                with self.shared.store.begin() as stored:
                    event = self.shared.actor.event(
                        AuditKind.NOTE_REFUSED, mailbox=said["mailbox"], message_id=said["message"]
                    )
                    stored.audit.add(event)
        return settled

    def _addresses(self) -> tuple[str, ...]:
        with self.shared.store.read() as stored:
            return tuple(stored.shared.ids())

    def _was_member(self, address: str) -> bool:
        with self.shared.store.read() as stored:
            return stored.shared.naming(address) is not None

    @contextmanager
    def _using(self, address: str) -> Iterator[Sharing]:
        """Yield the copy of a mailbox on a connection that nobody else uses meanwhile."""
        store = self.shared.store
        with store.read() as stored:
            identity = stored.shared.ids()[address]
        with ExitStack() as opening:
            mailbox = self._taken(identity) or self._opened(address, identity)
            opening.callback(mailbox.ledger.close)
            yield Sharing(store, mailbox, self.shared.actor.clock, lay_notes)
            opening.pop_all()
        self._idle.append(mailbox)

    def _taken(self, identity: UUID) -> SharedMailbox | None:
        idle = [self._idle.pop() for _ in range(len(self._idle))]
        found = next((one for one in idle if one.id == identity), None)
        self._idle += [one for one in idle if one is not found]
        if found is not None and not _is_alive(found.ledger):
            found.ledger.close()  # it is connected anew at the next question
        return found

    def _opened(self, address: str, identity: UUID) -> SharedMailbox:
        with ExitStack() as opening:
            ledger = opening.enter_context(Ledger(self.shared.address))
            mailbox = SharedMailbox.opened(ledger, self.shared.keys(ledger), identity)
            opening.pop_all()
        with self.shared.store.begin() as stored:
            stored.shared.name_records(address, mailbox.keyring.naming)
        return mailbox


def _is_alive(ledger: Ledger) -> bool:
    try:
        return ledger.ask("SELECT 1") is not None
    except SdkError:
        return False


def lay_notes(stored: Transaction, record: CopiedRecord) -> None:
    """Show what a record says of a message on its row, if the message has come here."""
    said = record.fields
    if record.kind != RecordKind.CARE or not said:
        return
    row = stored.shared.row_of(said["mailbox"], said["message"], Direction(said["direction"]))
    if row is None:
        return
    if said["handler"]:
        stored.colleagues.know(said["handler"], said["handler_name"])
    headline = stored.messages.headline(row)
    if headline.handler_id != said["handler"]:
        stored.messages.assign(row, said["handler"])
    if said["read"]:
        stored.messages.mark_read(row)
    if (headline.diary_number, headline.document_type) != (said["diary"], said["type"]):
        stored.messages.register(row, said["diary"], said["type"])
    if headline.hold != said["hold"]:
        stored.messages.hold(row, said["hold"])


def _notes(stored: Transaction, row: int) -> dict[str, object]:
    """Return what is noted on a message here."""
    headline = stored.messages.headline(row)
    return {
        "mailbox": headline.mailbox,
        "message": headline.message_id,
        "direction": headline.direction.value,
        "handler": headline.handler_id,
        "handler_name": stored.colleagues.name_of(headline.handler_id),
        "read": not headline.unread,
        "diary": headline.diary_number,
        "type": headline.document_type,
        "hold": headline.hold,
    }


def _identity(stored: Transaction, headline: Headline) -> UUID | None:
    """Return what the notes on a message are called in the ledger, None where none are shared.

    A message that could not be read has no name that every computer knows.
    """
    naming = stored.shared.naming(headline.mailbox)
    if naming is None or headline.unreadable:
        return None
    return named_record(naming, RecordKind.CARE, f"{headline.direction}\0{headline.message_id}")


def _is_refused(settled: Settled, identity: UUID | None) -> bool:
    named = any(edit.id == identity for edit in settled.change.edits)
    return named and settled.verdict is not Verdict.DONE
