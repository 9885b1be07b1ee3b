"""What the records of a shared mailbox are on this computer: messages, notes, acknowledgements."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import LATE, Delivery, DeliveryEvent, Status
from sdk_desktop.domain.errand import Filing, Inherited
from sdk_desktop.domain.incoming import Came, OutgoingAcknowledgement, Unreadable, Waiting
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import Message
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, SharedFile
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.delivery_updates import store_delivery, take_out
from sdk_desktop.usecases.keeping import KEPT_APART, keep_message, keep_unreadable, note
from sdk_desktop.usecases.shared.contents import (
    arrival_name,
    came_of,
    files_of,
    message_name,
    shared_message,
    shared_unreadable,
)
from sdk_desktop.usecases.shared.copy import Files, RecordRows, current_record


class SharedRows(RecordRows):
    """Shows what the records of shared mailboxes say on the rows of the store."""

    def __init__(self, actor: Actor) -> None:
        """Record what comes as what the client does by itself."""
        self._actor = actor

    def wanted(self, stored: Transaction, record: CopiedRecord) -> tuple[SharedFile, ...]:
        """Return the files of a message that is not here yet."""
        if record.kind != RecordKind.CONTENT or not record.fields:
            return ()
        return () if row_of(stored, record.fields) is not None else files_of(record)

    def lay(self, stored: Transaction, record: CopiedRecord, files: Files) -> None:
        """Show a record."""
        match record.kind:
            case RecordKind.CONTENT if record.fields:
                self._lay_content(stored, record, files)
            case RecordKind.CARE if record.fields:
                _lay_care(stored, record.fields)
            case RecordKind.ANSWER if record.fields:
                _lay_answer(stored, record.fields)
            case RecordKind.DELIVERY if record.fields:
                self._lay_delivery(stored, record.fields)
            case RecordKind.ARRIVAL if record.fields:
                self._lay_arrival(stored, record.fields)

    def done(self, stored: Transaction, change: PendingChange) -> None:
        """Forget the draft that has been sent, as soon as that cannot be taken back."""
        if change.draft:
            edits = (one for one in change.edits if one.kind == RecordKind.DELIVERY)
            stored.held.hold(change.draft, [(edit.after or {})["message"] for edit in edits])

    def kept(self, record: CopiedRecord) -> CopiedRecord:
        """Return a record without what a message says: its rows say that."""
        if record.kind != RecordKind.CONTENT or record.fields is None:
            return record
        said = {name: record.fields[name] for name in _KEPT if name in record.fields}
        return replace(record, fields=said)

    def _lay_content(self, stored: Transaction, record: CopiedRecord, files: Files) -> None:
        said = record.fields or {}
        if "received" not in said or row_of(stored, said) is not None:
            return  # it is here already
        row = self._kept_row(stored, said, [files[one.id] for one in files_of(record)])
        _lay_known_care(stored, row)

    def _kept_row(self, stored: Transaction, said: Fields, files: Sequence[bytes]) -> int:
        came = came_of(said)
        if said.get("unreadable"):
            return keep_unreadable(stored, self._actor, shared_unreadable(said, files), came)
        message = shared_message(said, files)
        if came.direction is Direction.OUT:
            return self._keep_sent(stored, said, message, came)
        if stored.names.is_elsewhere(came.mailbox, message.message_id, came.direction):
            raw = (said["body"] or files[-1].decode()).encode()
            apart = Unreadable(_waiting(said), KEPT_APART, raw)
            return keep_unreadable(stored, self._actor, apart, came)
        return keep_message(stored, self._actor, message, came, _inherited(stored, said))

    def _keep_sent(self, stored: Transaction, said: Fields, message: Message, came: Came) -> int:
        row = stored.messages.add(message, Direction.OUT, came.mailbox, came.at)
        who_id, who = said["by"]
        stored.colleagues.know(who_id, who)
        stored.messages.assign(row, who_id)
        stored.errands.inherit(row, _inherited(stored, said))
        if who_id == self._actor.who_id:
            stored.addresses.used(message.recipient.function, came.at)
            event = self._actor.event(AuditKind.SENT)
        else:
            event = self._actor.system_event(AuditKind.SENT, detail=who)
        record_event(stored, event, row)
        return row

    def _lay_delivery(self, stored: Transaction, said: Fields) -> None:
        """Show how far a message is; what has come of it after its end is recorded as late."""
        row = stored.names.row_of(said["mailbox"], said["message"], Direction.OUT)
        if row is None:
            return
        after = delivery_in(said)
        before = stored.deliveries.find(after.message_id)
        if after.status is Status.TAKEN_BACK:
            take_out(stored, self._actor, row)
        elif before is None:
            stored.deliveries.add(after)
        elif not before.status.final:
            store_delivery(stored, self._actor, after)
        elif after != before:
            stored.deliveries.put(after)
            late = self._actor.system_event(AuditKind.DELIVERY, detail=LATE)
            record_event(stored, late, row)

    def _lay_arrival(self, stored: Transaction, said: Fields) -> None:
        if said["as"] == STRAY:
            note(stored, self._actor, AuditKind.STRAY, _waiting(said), said["reason"])


_KEPT = ("mailbox", "message", "direction", "service", "unreadable", "files")
STRAY = "stray"
"""What an arrival is that is recorded and not kept."""


def delivery_in(fields: Fields) -> Delivery:
    """Return the delivery that a record holds."""
    state = fields["state"]
    return Delivery(
        message_id=fields["message"],
        status=Status(state["status"]),
        events=tuple(
            DeliveryEvent(code, _moment(time), *said) for code, time, *said in state["events"]
        ),
        attempts=state["attempts"],
        due=_moment(state["due"]),
        claimed=_moment(state["claimed"]),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def row_of(stored: Transaction, said: Fields) -> int | None:
    """Return the row of the message that a record is about, None while it has not come here."""
    if said.get("unreadable"):
        return stored.names.received_row(said["mailbox"], said["service"])
    direction = Direction(said["direction"])
    return stored.names.row_of(said["mailbox"], said["message"], direction)


def care_id(stored: Transaction, row: int) -> UUID | None:
    """Return what the notes on a message are called in the ledger, None where none are shared."""
    headline = stored.messages.headline(row)
    naming = stored.shared.naming(headline.mailbox)
    if naming is None:
        return None
    name = message_name(headline.direction, headline.message_id)
    if headline.unreadable:
        name = arrival_name(stored.names.service_id(row))
    return named_record(naming, RecordKind.CARE, name)


def _inherited(stored: Transaction, said: Fields) -> Inherited:
    inherited = Inherited(*said["inherits"])
    if inherited.handler:
        stored.colleagues.know(inherited.handler, inherited.handler_name)
    return inherited


def _waiting(said: Fields) -> Waiting:
    return Waiting(said["service"], said["message"], said["mailbox"])


def _lay_known_care(stored: Transaction, row: int) -> None:
    """Lay over a message that has just come what others have noted on it already."""
    identity = care_id(stored, row)
    mailbox = stored.shared.ids().get(stored.messages.headline(row).mailbox)
    if identity is None or mailbox is None:
        return
    known = current_record(stored, mailbox, identity)
    if known is not None and known.fields:
        _lay_care(stored, known.fields)


def _lay_care(stored: Transaction, said: Fields) -> None:
    """Show what is noted on a message on its row, if the message has come here."""
    row = row_of(stored, said)
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
    _lay_errand(stored, row, said)


def _lay_errand(stored: Transaction, row: int, said: Fields) -> None:
    """Show what a record says of the errand; one of an earlier version says nothing of it."""
    if answered := said.get("answered"):
        stored.colleagues.know(said["answerer"], said["answerer_name"])
        stored.errands.answered(row, said["answerer"], datetime.fromisoformat(answered))
    elif said.get("answered") == "" and stored.messages.headline(row).errand.answered:
        stored.held.unanswer(row)
    filing = Filing(said.get("filing", Filing.NONE))
    if stored.messages.headline(row).errand.filing is not filing:
        stored.errands.file(row, filing)
    deadline = said.get("answer_by")
    stored.errands.answer_by(row, datetime.fromisoformat(deadline) if deadline else None)


def _lay_answer(stored: Transaction, said: Fields) -> None:
    """Keep an acknowledgement as the ledger has it; what may have gone is asked for first."""
    answer = OutgoingAcknowledgement(
        identifier=said["identifier"],
        message_id=said["message"],
        recipient=said["recipient"],
        accepted=said["accepted"],
        digest=said["digest"],
        sealed=b64decode(said["sealed"]),
        attempts=1,
        copy=said["copy"],
    )
    row = stored.names.received_row(said["mailbox"], said["service"])
    stored.answers.put(answer, row, is_open=said["open"])
