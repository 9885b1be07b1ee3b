"""Brings what came to a shared mailbox to the ledger before it is kept or confirmed anywhere.

What came is judged once: the message, the verdict, the acknowledgement and the service's name for
it are one change, and the first one that the ledger takes is the one that holds. Every computer,
also the one that fetched it, keeps what the ledger has.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from uuid import UUID, uuid4

from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.incoming import (
    Came,
    Incoming,
    OutgoingAcknowledgement,
    Received,
    Repeated,
    Stray,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import Outcome, RecordKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.keeping import Standing
from sdk_desktop.usecases.shared.contents import (
    SharedContent,
    arrival_name,
    content_of,
    unreadable_content_of,
)
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from sdk_desktop.usecases.shared.rows import ArrivalKind
from sdk_desktop.usecases.shared.waiting import current_record

_KEPT = frozenset({ArrivalKind.RECEIVED, ArrivalKind.UNREADABLE})
"""What an arrival is whose message is kept."""


@dataclass(frozen=True, slots=True)
class SharedIntake:
    """Keeps what came to shared mailboxes, as far as this computer leads them."""

    ledgers: SharedLedgers

    def shares(self, stored: Transaction, address: str) -> bool:
        """Return whether a mailbox is shared."""
        return address in stored.shared.ids()

    def standing(self, stored: Transaction, service_id: str) -> Standing | None:
        """Return how far the ledgers have got with what waits, None where none of them counts.

        It is known when the ledger has it; that it is stored here does not count (rule R2).
        """
        for address, mailbox in stored.shared.ids().items():
            arrival = self._arrival(stored, address, mailbox, service_id)
            if arrival is not None and not arrival.is_spoiled:
                said = arrival.fields or {}
                return Standing.KEPT if said.get("as") in _KEPT else Standing.SETTLED
            if stored.names.received_row(address, service_id) is not None:
                return Standing.WAITS
        return None

    def keep(
        self, judged: Incoming, answer: OutgoingAcknowledgement | None, digest: str
    ) -> Incoming | None:
        """Let the ledger take what came, and keep it here then; return what it was kept as.

        Return None when it is left: another computer leads or was first, or the ledger is away.
        """
        address = judged.waiting.mailbox
        try:
            if self.ledgers.is_in_step(address) and self._is_taken(judged, answer, digest):
                return judged
        except (Unavailable, Refused, Untrusted) as error:
            self.ledgers.note_trouble(address, error)
        self.ledgers.leave()
        return None

    def let_go(self, stray: Stray, message_id: str) -> Incoming | None:
        """Record an acknowledgement that answers nothing of ours, so that it may be marked.

        Whoever led before may have sent what it answers: that is looked for first (rule R11).
        Return None when it is left after all.
        """
        if not self.ledgers.leads_all():
            return None
        self.ledgers.pull()
        if not self.ledgers.leads_all():
            return None
        with self.ledgers.shared.store.read() as stored:
            if stored.messages.row_of(message_id) is not None:
                return None
        return self.keep(stray, None, "")

    def note_answered(self, stored: Transaction, answer: OutgoingAcknowledgement) -> None:
        """Let the others know that an acknowledgement has gone, or never will."""
        for address, mailbox in stored.shared.ids().items():
            naming = stored.shared.naming(address)
            if naming is None:
                continue
            identity = named_record(naming, RecordKind.ANSWER, answer.identifier)
            known = current_record(stored, mailbox, identity)
            if known is not None and known.fields and known.fields["open"]:
                gone = {**known.fields, "open": False}
                edit = RecordEdit(identity, known.kind, known.version, known.fields, gone)
                stored.shared.queue(mailbox, PendingChange(uuid4(), (edit,)))

    def _is_taken(
        self, judged: Incoming, answer: OutgoingAcknowledgement | None, digest: str
    ) -> bool:
        address, ledgers = judged.waiting.mailbox, self.ledgers
        with ledgers.using(address) as sharing:
            if ledgers.lead(address, sharing) is None:
                return False
            naming = sharing.mailbox.keyring.naming
            content = self._content(naming, judged, digest)
            sharing.put_files(content.files if content else {})
            lead = ledgers.lead(address, sharing)  # files may have taken their time
            if lead is None:
                return False
            edits = [_arrival_of(naming, judged)]
            edits += [content.edit] if content else []
            edits += self._answer_edits(naming, sharing.mailbox.id, judged, answer)
            change = PendingChange(uuid4(), tuple(edits), term=lead.term)
            outcome = sharing.append(change, content.files if content else {})
        return outcome in {Outcome.OK, Outcome.AGAIN}

    def _content(self, naming: bytes, judged: Incoming, digest: str) -> SharedContent | None:
        now = self.ledgers.shared.actor.clock()
        match judged:
            case Received(waiting, message):
                came = Came(waiting.mailbox, now, waiting.service_id, digest)
                with self.ledgers.shared.store.read() as stored:
                    inherited = stored.errands.inheritable(message.conversation_id, waiting.mailbox)
                return content_of(naming, message, came, inherited)
            case Unreadable():
                return unreadable_content_of(naming, judged, now)
            case _:
                return None

    def _answer_edits(
        self, naming: bytes, mailbox: UUID, judged: Incoming, answer: OutgoingAcknowledgement | None
    ) -> list[RecordEdit]:
        """Return what becomes of the acknowledgement; the same envelope again is answered again."""
        if answer is None:
            return []
        identity = named_record(naming, RecordKind.ANSWER, answer.identifier)
        with self.ledgers.shared.store.read() as stored:
            known = current_record(stored, mailbox, identity)
        if known is None or known.fields is None:
            return [answer_edit(naming, answer, judged.waiting)]
        if known.fields["open"]:
            return []
        again = {**known.fields, "open": True, "copy": known.fields["copy"] + 1}
        return [RecordEdit(identity, known.kind, known.version, known.fields, again)]

    def _arrival(
        self, stored: Transaction, address: str, mailbox: UUID, service_id: str
    ) -> CopiedRecord | None:
        naming = stored.shared.naming(address)
        if naming is None:
            return None
        identity = named_record(naming, RecordKind.ARRIVAL, arrival_name(service_id))
        return stored.shared.record(mailbox, identity)


def arrival_edit(
    naming: bytes, waiting: Waiting, kind: ArrivalKind, reason: str = ""
) -> RecordEdit:
    """Return the record of what came under a name of the message service, by its kind."""
    said = {
        "mailbox": waiting.mailbox,
        "service": waiting.service_id,
        "message": waiting.message_id,
        "as": kind.value,
        "reason": reason,
    }
    return new_record(naming, RecordKind.ARRIVAL, arrival_name(waiting.service_id), said)


def answer_edit(
    naming: bytes, answer: OutgoingAcknowledgement, waiting: Waiting, *, is_open: bool = True
) -> RecordEdit:
    """Return the record of an acknowledgement of what came, which is `open` until it has gone."""
    said = {
        "mailbox": waiting.mailbox,
        "service": waiting.service_id,
        "message": answer.message_id,
        "identifier": answer.identifier,
        "recipient": answer.recipient,
        "accepted": answer.accepted,
        "digest": answer.digest,
        "sealed": b64encode(answer.sealed).decode(),
        "copy": answer.copy,
        "open": is_open,
    }
    return new_record(naming, RecordKind.ANSWER, answer.identifier, said)


def new_record(naming: bytes, kind: RecordKind, name: str, said: Fields) -> RecordEdit:
    """Return the edit that makes a record."""
    return RecordEdit(named_record(naming, kind, name), int(kind), 0, None, said)


def _arrival_of(naming: bytes, judged: Incoming) -> RecordEdit:
    match judged:
        case Received(waiting):
            return arrival_edit(naming, waiting, ArrivalKind.RECEIVED)
        case Unreadable(waiting):
            return arrival_edit(naming, waiting, ArrivalKind.UNREADABLE)
        case Repeated(waiting):
            return arrival_edit(naming, waiting, ArrivalKind.REPEATED)
        case Stray(waiting, reason):
            return arrival_edit(naming, waiting, ArrivalKind.STRAY, reason)
    raise TypeError(type(judged))
