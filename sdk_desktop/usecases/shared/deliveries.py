"""Sends what people of a shared mailbox write, and keeps its deliveries in the ledger.

What is sent is a record of the ledger first, then a message here. Whoever leads claims it there,
with the number of the attempt, before it is handed over; what becomes of it is there before it is
shown or marked. So another computer may go on with it at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sdk_desktop.domain.clock import uptime
from sdk_desktop.domain.delivery import REST, Delivery, Status, queued
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.incoming import Came, Waiting
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.message import Message
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.answering import answered_row, gone, refuse_sent, refuse_unseen_answers
from sdk_desktop.usecases.shared.care import care_fields, care_id
from sdk_desktop.usecases.shared.contents import content_of, sealed_file_id, sent_fields
from sdk_desktop.usecases.shared.copy import Sharing, Verdict
from sdk_desktop.usecases.shared.delivery_records import (
    CLAIMED_FOR,
    LATEST_START,
    NO_REST,
    THERE,
    delivery_fields,
    is_appended,
    moved_edit,
)
from sdk_desktop.usecases.shared.following import Files
from sdk_desktop.usecases.shared.intake import arrival_edit
from sdk_desktop.usecases.shared.ledgers import (
    SharedLedgers,
    note_rights,
    require_here,
    verdict_on,
)
from sdk_desktop.usecases.shared.rows import ArrivalKind, delivery_id, delivery_in
from sdk_desktop.usecases.shared.spoiled_deliveries import write_anew
from sdk_desktop.usecases.shared.waiting import current_record, sending


@dataclass(frozen=True, slots=True)
class SharedDeliveries:
    """The deliveries of shared mailboxes; `takes_late_copies` is the message service's."""

    ledgers: SharedLedgers
    takes_late_copies: bool
    steady: Callable[[], float] = uptime
    _asked: dict[str, float] = field(default_factory=dict)

    def shares(self, address: str) -> bool:
        """Return whether a mailbox is shared."""
        return address in self.ledgers.addresses()

    def address_of(self, message_id: str) -> str | None:
        """Return the shared mailbox that a message was sent from, None for another."""
        with self.ledgers.shared.store.read() as stored:
            for address in stored.shared.ids():
                if stored.names.row_of(address, message_id, Direction.OUT) is not None:
                    return address
        return None

    def send(self, draft: Draft, messages: tuple[Message, ...], hold: timedelta) -> tuple[str, ...]:
        """Let the ledger have what a draft becomes; return the message ids.

        Raises `Unavailable` when the ledger is silent: before anything was done, or, when its
        answer was lost, with the draft kept as it is until that is known. Sent once more it is the
        same messages. Raises `AnsweredMeanwhile` when a colleague has answered since it was begun.
        """
        store = self.ledgers.shared.store
        with self.ledgers.using(draft.mailbox) as sharing:
            sharing.pull()
            sharing.mailbox.refuse_old_program()
            note_rights(store, draft.mailbox, sharing)
            with store.read() as stored:
                require_here(stored, draft.mailbox)
                change = sending(stored, draft.key)
                if change is None:
                    refuse_sent(stored, draft.key)
                    refuse_unseen_answers(stored, draft)
            files: Files = {}
            if change is None:
                change, files = self._new(sharing, draft, messages, hold)
                sharing.put_files(files)
                with store.begin() as stored:
                    stored.drafts.put(replace(draft, changed=self.ledgers.shared.actor.clock()))
                    sharing.queue(stored, change)
            verdict = self._pushed(sharing, change, files)
        if verdict is not Verdict.DONE:
            with store.read() as stored:
                refuse_unseen_answers(stored, draft)
            raise Refused("A colleague at another computer was first. The message was not sent.")
        content = (one.after for one in change.edits if one.kind == RecordKind.CONTENT)
        return tuple(said["message"] for said in content if said)

    def take_back(self, draft: Draft, message_ids: Sequence[str]) -> None:
        """Let the ledger forget what was sent, unless a computer has begun to hand it over.

        Raises `Refused` then, and `Unavailable` when the ledger is silent: it leaves then.
        """
        with self.ledgers.using(draft.mailbox) as sharing:
            sharing.pull()
            edits = []
            for message_id in message_ids:
                record = self._record(sharing, message_id)
                if record is None or not record.fields:
                    raise gone()
                delivery = delivery_in(record.fields)
                if not delivery.can_be_taken_back:
                    raise gone()
                back = replace(delivery, status=Status.TAKEN_BACK, due=None)
                edits.append(moved_edit(record, back, NO_REST))
            with self.ledgers.shared.store.read() as stored:
                edits += _unanswered(stored, sharing, draft, message_ids)
            change = PendingChange(uuid4(), tuple(edits))
            if not message_ids or sharing.append(change, {}) not in THERE:
                raise gone()

    def let_go(self, message_id: str) -> None:
        """Let a message leave at once that could still be taken back; a silent ledger holds it."""
        address = self.address_of(message_id) or ""
        try:
            with self.ledgers.using(address) as sharing:
                record = self._record(sharing, message_id)
                held = delivery_in(record.fields) if record and record.fields else None
                if record is not None and held is not None and held.can_be_taken_back:
                    edit = moved_edit(record, replace(held, due=None), NO_REST)
                    sharing.append(PendingChange(uuid4(), (edit,)), {})
        except (Unavailable, Refused, Untrusted) as error:
            self.ledgers.note_trouble(address, error)

    def begun(self, now: datetime) -> Iterator[Delivery]:
        """Claim what is due, one after the other, as long as this computer leads; yield each."""
        for address in sorted(self.ledgers.fetching()):
            write_anew(self.ledgers, address, now, late=self.takes_late_copies)
            with self.ledgers.shared.store.read() as stored:
                due = stored.deliveries.due(now, address)
            for message_id in due:
                begun = self._begin(address, message_id, now)
                if begun is not None:
                    yield begun

    def moved(
        self,
        before: Delivery,
        after: Delivery,
        *,
        arrived: Waiting | None = None,
        rest: bool = False,
    ) -> bool:
        """Let the ledger have what has become of a delivery; return whether it has.

        It has not when the delivery changed meanwhile, or another computer leads. With `arrived`
        the acknowledgement is noted that came as that. With `rest` a request may still arrive.
        """
        address = self.address_of(before.message_id)
        if address is None or not self.ledgers.is_in_step(address):
            return False
        resting = REST if rest and self.takes_late_copies else NO_REST
        try:
            with self.ledgers.using(address) as sharing:
                lead = self.ledgers.lead(address, sharing)
                known = self._known(sharing, before)
                if lead is None or known is None:
                    return False
                naming = sharing.mailbox.keyring.naming
                edits = [moved_edit(known, after, resting)]
                if arrived is not None:
                    edits.append(arrival_edit(naming, arrived, ArrivalKind.ACKNOWLEDGED))
                return is_appended(sharing, edits, lead)
        except (Unavailable, Refused, Untrusted) as error:
            self.ledgers.note_trouble(address, error)
            return False

    def sealed(self, message_id: str) -> bytes:
        """Return a message as it was sealed at any computer, nothing where it has not been."""
        address = self.address_of(message_id)
        if address is None:
            return b""
        with self.ledgers.using(address) as sharing:
            record = self._record(sharing, message_id)
            named = record.fields.get("sealed") if record and record.fields else None
            return sharing.mailbox.get_file(UUID(named[0]), named[1]) if named else b""

    def keep_sealed(self, message_id: str, sealed: bytes) -> None:
        """Let the others have a message as it was sealed, before it is handed over.

        Raises `Unavailable` when another computer has gone on with it.
        """
        address = self.address_of(message_id) or ""
        with self.ledgers.using(address) as sharing:
            lead, record = self.ledgers.lead(address, sharing), self._record(sharing, message_id)
            if lead is None or record is None or not record.fields:
                raise _gone_on()
            identity = sealed_file_id(sharing.mailbox.keyring.naming, message_id, sealed)
            sharing.put_files({identity: sealed})
            after = {**record.fields, "sealed": [str(identity), len(sealed)]}
            edit = RecordEdit(record.id, record.kind, record.version, record.fields, after)
            if not is_appended(sharing, [edit], lead):
                raise _gone_on()

    def has_all(self, message_id: str) -> bool:
        """Return whether all that was listed in this round was decided, for a message's mailbox."""
        address = self.address_of(message_id)
        return address is not None and self.ledgers.is_settled()

    def is_late(self, message_id: str) -> bool:
        """Return whether too much time has gone since a claim was asked for, asleep or not."""
        asked = self._asked.get(message_id)
        return asked is not None and self.steady() - asked > LATEST_START.total_seconds()

    def _begin(self, address: str, message_id: str, now: datetime) -> Delivery | None:
        self._asked[message_id] = self.steady()
        try:
            with self.ledgers.using(address) as sharing:
                lead, record = (
                    self.ledgers.lead(address, sharing),
                    self._record(sharing, message_id),
                )
                if lead is None or record is None or not record.fields:
                    return None
                known = delivery_in(record.fields)
                if not (known.is_to_be_handed_over and self._has_rested(sharing, record)):
                    return None  # it may have been taken back since it was listed
                begun = known.begun(now)
                rest = CLAIMED_FOR if self.takes_late_copies else NO_REST
                edit = moved_edit(record, begun, rest)
                return begun if is_appended(sharing, [edit], lead) else None
        except (Unavailable, Refused, Untrusted) as error:
            self.ledgers.note_trouble(address, error)
            return None

    def _has_rested(self, sharing: Sharing, record: CopiedRecord) -> bool:
        """Return whether nothing of an earlier attempt can still happen (rule R8)."""
        rest = (record.fields or {})["rest"]
        if not rest:
            return True
        age = sharing.mailbox.age(record.id)
        return age >= timedelta(seconds=rest)

    def _new(
        self, sharing: Sharing, draft: Draft, messages: Sequence[Message], hold: timedelta
    ) -> tuple[PendingChange, dict[UUID, bytes]]:
        actor, naming = self.ledgers.shared.actor, sharing.mailbox.keyring.naming
        now = actor.clock()
        edits: list[RecordEdit] = []
        files: dict[UUID, bytes] = {}
        for message, to in zip(messages, draft.recipients, strict=True):
            came = Came(draft.mailbox, now, direction=Direction.OUT)
            of_list = draft.sent_list, draft.replaced_by(to)
            by = sent_fields(actor.who_id, actor.who, *of_list, draft.forwards)
            with self.ledgers.shared.store.read() as stored:
                inherited = stored.errands.inheritable(message.conversation_id, draft.mailbox)
            content = content_of(naming, message, came, inherited, by)
            identity = delivery_id(naming, message.message_id)
            said = delivery_fields(draft.mailbox, queued(message.message_id, now, hold), hold)
            edits += [content.edit, RecordEdit(identity, int(RecordKind.DELIVERY), 0, None, said)]
            files.update(content.files)
        with self.ledgers.shared.store.read() as stored:
            edits += self._answer_edits(stored, sharing, draft, messages)
        return PendingChange(uuid4(), tuple(edits), draft=draft.key), files

    def _answer_edits(
        self, stored: Transaction, sharing: Sharing, draft: Draft, messages: Sequence[Message]
    ) -> list[RecordEdit]:
        """Return what an answer changes of what it answers: which answers there are (rule R16)."""
        headline = _answered(stored, draft)
        identity = care_id(stored, headline) if headline else None
        if headline is None or identity is None:
            return []
        actor = self.ledgers.shared.actor
        known = current_record(stored, sharing.mailbox.id, identity)
        before = known.fields if known else None
        base: Fields = before or care_fields(stored, headline)
        after = {
            **base,
            "answers": [*base.get("answers", ()), *(one.message_id for one in messages)],
            "answered": actor.clock().isoformat(),
            "answerer": actor.who_id,
            "answerer_name": actor.who,
        }
        if not base["handler"]:
            after |= {"handler": actor.who_id, "handler_name": actor.who}
        version = known.version if known else 0
        judged = base if before is None else before
        return [RecordEdit(identity, int(RecordKind.CARE), version, judged, after)]

    def _pushed(self, sharing: Sharing, change: PendingChange, files: Files) -> Verdict:
        try:
            return verdict_on(change, self.ledgers.push(sharing, files), sharing)
        except Unavailable as error:
            raise Unavailable(
                "It is not known yet whether the message is on its way. It is tried again by"
                " itself; the draft stays as it is until then."
            ) from error

    def _record(self, sharing: Sharing, message_id: str) -> CopiedRecord | None:
        identity = delivery_id(sharing.mailbox.keyring.naming, message_id)
        with self.ledgers.shared.store.read() as stored:
            return stored.shared.record(sharing.mailbox.id, identity)

    def _known(self, sharing: Sharing, before: Delivery) -> CopiedRecord | None:
        """Return the record of a delivery, None when that has changed meanwhile."""
        record = self._record(sharing, before.message_id)
        if record is None or not record.fields or delivery_in(record.fields) != before:
            return None
        return record


def _answered(stored: Transaction, draft: Draft) -> Headline | None:
    row = answered_row(stored, draft)
    return None if row is None else stored.messages.headline(row)


def _unanswered(
    stored: Transaction, sharing: Sharing, draft: Draft, message_ids: Sequence[str]
) -> list[RecordEdit]:
    """Return what taking an answer back changes of what it answers."""
    headline = _answered(stored, draft)
    identity = care_id(stored, headline) if headline else None
    known = current_record(stored, sharing.mailbox.id, identity) if identity else None
    if known is None or not known.fields:
        return []
    left = [one for one in known.fields.get("answers", ()) if one not in message_ids]
    after = {**known.fields, "answers": left}
    if not left:
        after |= dict.fromkeys(("answered", "answerer", "answerer_name"), "")
    return [RecordEdit(known.id, known.kind, known.version, known.fields, after)]


def _gone_on() -> Unavailable:
    return Unavailable("Another computer goes on with this message.")
