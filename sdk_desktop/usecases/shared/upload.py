"""Brings to the ledger what a mailbox held before it was shared, a portion in each round.

Everything is called what every computer calls it, and what the ledger has is left as it is there.
So it goes on after a break, and two computers that each held a part then hold the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sdk_desktop.domain.delivery import Delivery
from sdk_desktop.domain.errand import Inherited
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.incoming import Waiting
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import PendingChange, RecordEdit
from sdk_desktop.sharing.values import Outcome, RecordKind
from sdk_desktop.store.messages.past import PastMessage
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.care import care_fields, care_id, is_noted, note_edits
from sdk_desktop.usecases.shared.contents import (
    SharedContent,
    content_of,
    message_name,
    sealed_file_id,
    sent_fields,
    unreadable_content_of,
)
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.delivery_records import CLAIMED_FOR, NO_REST, delivery_fields
from sdk_desktop.usecases.shared.intake import answer_edit, arrival_edit, new_record
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from sdk_desktop.usecases.shared.purges import SharedPurging
from sdk_desktop.usecases.shared.rows import ArrivalKind
from sdk_desktop.usecases.shared.waiting import current_record

BATCH = 50
"""Messages without files that are brought in one change."""
PORTION = 40
"""Changes of one mailbox in a round."""
_TRIES = 5
"""So often a change is judged anew before it waits for the next round."""


@dataclass(slots=True)
class _Batch:
    """Messages that are brought together, the edits for it, and the files that these name."""

    rows: list[int] = field(default_factory=list)
    edits: list[RecordEdit] = field(default_factory=list)
    files: dict[UUID, bytes] = field(default_factory=dict)

    def add(self, one: PastMessage, wanted: Iterable[SharedContent]) -> None:
        """Bring one more message."""
        self.rows.append(one.row)
        for record in wanted:
            self.edits.append(record.edit)
            self.files |= record.files


@dataclass(frozen=True, slots=True)
class SharedUpload:
    """Shares what the mailboxes of this computer held before."""

    ledgers: SharedLedgers
    purging: SharedPurging
    takes_late_copies: bool

    def go_on(self) -> None:
        """Bring a portion of every mailbox whose ledger answers."""
        for address in self.ledgers.addresses():
            if not self.ledgers.is_in_step(address) or not self._has_more(address):
                continue
            try:
                with self.ledgers.using(address) as sharing:
                    self._bring_portion(address, sharing)
            except (Unavailable, Refused, Untrusted) as error:
                self.ledgers.note_trouble(address, error)

    def bring_all(self, address: str, sharing: Sharing) -> None:
        """Bring all of one mailbox that waits to be shared."""
        while self.purging.share_past(address, sharing) or self._bring_next(address, sharing):
            pass

    def _has_more(self, address: str) -> bool:
        with self.ledgers.shared.store.read() as stored:
            if stored.shared_rights.role(address) is Role.READER:
                return False
            _, erased = stored.shared_purges.erased_alone(address, 1)
            return bool(erased or stored.past.next(address, 1))

    def _bring_portion(self, address: str, sharing: Sharing) -> None:
        for _ in range(PORTION):
            if self.purging.share_past(address, sharing):
                continue
            if not self._bring_next(address, sharing):
                return

    def _bring_next(self, address: str, sharing: Sharing) -> bool:
        """Bring some messages; return whether there were any."""
        for _ in range(_TRIES):
            batch = self._next(address, sharing)
            if not batch.rows:
                return False
            if self._is_brought(sharing, batch):
                with self.ledgers.shared.store.begin() as stored:
                    stored.past.done(*batch.rows)
                return True
        raise Unavailable("The mailbox is busy in the ledger. Try again.")

    def _is_brought(self, sharing: Sharing, batch: _Batch) -> bool:
        if not batch.edits:
            return True
        sharing.put_files(batch.files)
        change = PendingChange(uuid4(), tuple(batch.edits))
        return sharing.append(change, batch.files) in {Outcome.OK, Outcome.AGAIN}

    def _next(self, address: str, sharing: Sharing) -> _Batch:
        """Return what is to be brought now; a message with files comes alone."""
        batch = _Batch()
        with self.ledgers.shared.store.read() as stored:
            for one in stored.past.next(address, BATCH):
                is_heavy = bool(one.files or one.unreadable)
                if batch.rows and is_heavy:
                    break
                wanted = self._records(stored, sharing.mailbox.keyring.naming, one)
                batch.add(one, _not_known(stored, sharing.mailbox.id, wanted))
                if is_heavy:
                    break
        return batch

    def _records(
        self, stored: Transaction, naming: bytes, one: PastMessage
    ) -> Iterator[SharedContent]:
        """Yield what a message is in the ledger.

        What is noted comes before what it is noted on, so that both are shown at once elsewhere.
        """
        came = one.came
        waiting = Waiting(came.service_id, one.message_id, came.mailbox)
        if one.unreadable and not came.service_id:
            return  # no other computer would give it the same name
        if came.service_id:
            kept_as = ArrivalKind.UNREADABLE if one.unreadable else ArrivalKind.RECEIVED
            yield SharedContent(arrival_edit(naming, waiting, kept_as), {})
        headline = stored.messages.headline(one.row)
        noted, identity = care_fields(stored, headline), care_id(stored, headline)
        if identity is not None and is_noted(noted):
            yield SharedContent(RecordEdit(identity, int(RecordKind.CARE), 0, None, noted), {})
        yield _content(stored, naming, one)
        for edit in note_edits(stored, headline, stored.notes.of(one.row)):
            yield SharedContent(edit, {})
        for answer, is_open in stored.answers.of(one.row):
            yield SharedContent(answer_edit(naming, answer, waiting, is_open=is_open), {})
        if came.direction is Direction.OUT:
            delivery = stored.deliveries.find(one.message_id)
            if delivery is not None:
                sealed = stored.sealed.get(one.message_id)
                yield self._delivery(naming, one, delivery, sealed)

    def _delivery(
        self, naming: bytes, one: PastMessage, delivery: Delivery, sealed: bytes
    ) -> SharedContent:
        """Return a delivery as a record; what was tried a moment ago may still arrive."""
        files: dict[UUID, bytes] = {}
        may_come = self.takes_late_copies and delivery.attempts and not delivery.status.final
        said = {**delivery_fields(one.came.mailbox, delivery, CLAIMED_FOR if may_come else NO_REST)}
        if sealed and not delivery.status.final:
            identity = sealed_file_id(naming, one.message_id, sealed)
            said["sealed"] = [str(identity), len(sealed)]
            files[identity] = sealed
        name = message_name(Direction.OUT, one.message_id)
        return SharedContent(new_record(naming, RecordKind.DELIVERY, name, said), files)


def _content(stored: Transaction, naming: bytes, one: PastMessage) -> SharedContent:
    if one.unreadable:
        return unreadable_content_of(naming, stored.past.raw(one), one.came.at)
    headline = stored.messages.headline(one.row)
    by = sent_fields(headline.handler_id, headline.handler, *stored.lists.of(one.row))
    more = by if one.came.direction is Direction.OUT else {}
    return content_of(naming, stored.past.whole(one), one.came, Inherited(), more)


def _not_known(
    stored: Transaction, mailbox: UUID, wanted: Iterable[SharedContent]
) -> Iterator[SharedContent]:
    """Yield what the ledger does not have, as far as is known here."""
    for one in wanted:
        if current_record(stored, mailbox, one.edit.id) is None:
            yield one
