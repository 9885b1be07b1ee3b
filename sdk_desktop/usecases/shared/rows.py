"""What the records of a shared mailbox are on this computer: messages, notes, acknowledgements."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import LATE, Delivery, DeliveryEvent, Status
from sdk_desktop.domain.errand import Inherited
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.incoming import Came, OutgoingAcknowledgement, Unreadable, Waiting
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import Message
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, SharedFile
from sdk_desktop.sharing.members import Member
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.delivery_updates import store_delivery, take_out
from sdk_desktop.usecases.forwarding import note_forwarding
from sdk_desktop.usecases.keeping import KEPT_APART, keep_message, keep_unreadable, note
from sdk_desktop.usecases.shared.bodies import checked_files, checked_record
from sdk_desktop.usecases.shared.care import care_id_of, lay_care, lay_note, row_of
from sdk_desktop.usecases.shared.contents import (
    came_of,
    files_of,
    message_name,
    shared_message,
    shared_unreadable,
)
from sdk_desktop.usecases.shared.erasing import lay_purge, needs_listing
from sdk_desktop.usecases.shared.following import Files, RecordRows
from sdk_desktop.usecases.shared.given_drafts import draft_files, lay_draft
from sdk_desktop.usecases.shared.known_people import lay_people
from sdk_desktop.usecases.shared.waiting import current_record


class SharedRows(RecordRows):
    """Shows what the records of shared mailboxes say on the rows of the store."""

    def __init__(self, actor: Actor) -> None:
        """Record what comes as what the client does by itself."""
        self._actor = actor

    def wanted(self, stored: Transaction, record: CopiedRecord) -> tuple[SharedFile, ...]:
        """Return the files of a message that is not here yet."""
        if record.kind == RecordKind.PURGE and record.fields:
            return files_of(record) if needs_listing(stored, record.fields) else ()
        if record.kind == RecordKind.DRAFT and record.fields:
            return draft_files(stored, record)
        if record.kind != RecordKind.CONTENT or not record.fields:
            return ()
        return () if row_of(stored, record.fields) is not None else files_of(record)

    def lay(
        self,
        stored: Transaction,
        record: CopiedRecord,
        files: Files,
        before: CopiedRecord | None,
    ) -> None:
        """Show a record; `before` is what this copy had of it."""
        if not record.fields:
            return
        match record.kind:
            case RecordKind.CONTENT:
                self._lay_content(stored, record, files)
            case RecordKind.ANSWER:
                _lay_answer(stored, record.fields)
            case RecordKind.DELIVERY:
                self._lay_delivery(stored, record.fields)
            case RecordKind.ARRIVAL:
                self._lay_arrival(stored, record.fields)
            case RecordKind.CARE:
                lay_care(stored, self._actor, record, before)
            case _:
                self._lay_beside(stored, record, files)

    def _lay_beside(self, stored: Transaction, record: CopiedRecord, files: Files) -> None:
        """Show what is neither a message nor what is noted on one; what is not known stays."""
        own = {one.id: files[one.id] for one in files_of(record) if one.id in files}
        match record.kind:
            case RecordKind.NOTE:
                lay_note(stored, record.fields or {})
            case RecordKind.PURGE:
                lay_purge(stored, self._actor, record, own)
            case RecordKind.DRAFT:
                lay_draft(stored, record, tuple(own.values()))
            case RecordKind.PEOPLE:
                lay_people(stored, record.fields or {}, self._actor.clock())

    def done(self, stored: Transaction, change: PendingChange) -> None:
        """Forget the draft that has been sent, as soon as that cannot be taken back."""
        if change.draft:
            edits = (one for one in change.edits if one.kind == RecordKind.DELIVERY)
            stored.held.hold(change.draft, [(edit.after or {})["message"] for edit in edits])

    def checked(self, record: CopiedRecord, address: str) -> CopiedRecord:
        """Return a record of an address's mailbox, set aside where its body is at fault."""
        if not address:
            raise Refused("The mailbox is not shared.")
        return checked_record(record, address)

    def checked_files(self, record: CopiedRecord, files: Files) -> CopiedRecord:
        """Return a record, set aside where what lies beside it is not what it has to be."""
        return checked_files(record, files)

    def note_unread(
        self, stored: Transaction, mailbox: UUID, record: CopiedRecord, writer: Member | None
    ) -> None:
        """List what cannot be read; record who wrote it where that has not what it has to have."""
        device = str(writer.device.id) if writer else ""
        stored.unread.note(mailbox, record, device, self.version)
        if record.is_spoiled:
            addresses = {of: one for one, of in stored.shared.ids().items()}
            said = {"mailbox": addresses.get(mailbox, ""), "detail": writer.name if writer else ""}
            stored.audit.add(self._actor.system_event(AuditKind.SET_ASIDE, **said))

    def kept(self, record: CopiedRecord) -> CopiedRecord:
        """Return a record without what a message says, or what was erased: rows say that."""
        if record.kind == RecordKind.PURGE and record.fields:
            said = {name: record.fields[name] for name in record.fields if name != "erased"}
            return replace(record, fields=said)
        if record.kind != RecordKind.CONTENT or record.fields is None:
            return record
        said = {name: record.fields[name] for name in _KEPT if name in record.fields}
        return replace(record, fields=said)

    def _lay_content(self, stored: Transaction, record: CopiedRecord, files: Files) -> None:
        said = record.fields or {}
        if "received" not in said or row_of(stored, said) is not None:
            return  # it is here already
        row = self._kept_row(stored, said, [files[one.id] for one in files_of(record)])
        self._lay_what_came_first(stored, row)

    def _lay_what_came_first(self, stored: Transaction, row: int) -> None:
        """Lay over a message that has just come what others have said of it already."""
        name = stored.names.name_of(row)
        naming, mailbox = stored.shared.naming(name.mailbox), stored.shared.ids()[name.mailbox]
        if naming is None:
            return
        known = current_record(stored, mailbox, care_id_of(naming, name))
        if known is not None and known.fields:
            lay_care(stored, self._actor, known, None)
        if name.direction is Direction.OUT:
            sent = stored.shared.record(mailbox, delivery_id(naming, name.message_id))
            if sent is not None and sent.fields:
                self._lay_delivery(stored, sent.fields)

    def _kept_row(self, stored: Transaction, said: Fields, files: Sequence[bytes]) -> int:
        came = came_of(said)
        if said.get("unreadable"):
            return keep_unreadable(stored, self._actor, shared_unreadable(said, files), came)
        message = shared_message(said, files)
        if came.direction is Direction.OUT:
            return self._keep_sent(stored, said, message, came)
        if stored.names.places(message.message_id, came.direction):
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
        stored.lists.join(row, *said.get("list", ("", "")))
        if who_id == self._actor.who_id:
            stored.addresses.used(message.recipient.function, came.at)
            event = self._actor.event(AuditKind.SENT)
        else:
            event = self._actor.system_event(AuditKind.SENT, detail=who)
        record_event(stored, event, row)
        note_forwarding(stored, event, row, said.get("forwards", ""))
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
        if said["as"] == ArrivalKind.STRAY:
            note(stored, self._actor, AuditKind.STRAY, _waiting(said), said["reason"])


_KEPT = ("mailbox", "message", "direction", "service", "unreadable", "files")


class ArrivalKind(StrEnum):
    """What became of something that came, as its record in the ledger says it."""

    RECEIVED = "received"
    UNREADABLE = "unreadable"
    REPEATED = "repeated"
    ACKNOWLEDGED = "acknowledged"
    STRAY = "stray"
    """It is recorded and not kept."""


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


def delivery_id(naming: bytes, message_id: str) -> UUID:
    """Return what the delivery of a message is called in the ledger."""
    return named_record(naming, RecordKind.DELIVERY, message_name(Direction.OUT, message_id))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _inherited(stored: Transaction, said: Fields) -> Inherited:
    inherited = Inherited(*said["inherits"])
    if inherited.handler:
        stored.colleagues.know(inherited.handler, inherited.handler_name)
    return inherited


def _waiting(said: Fields) -> Waiting:
    return Waiting(said["service"], said["message"], said["mailbox"])


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
