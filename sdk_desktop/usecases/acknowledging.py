"""Acknowledgements where this client is the message service: sent once; received and matched."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import LATE, Delivery, Status, delay_after
from sdk_desktop.domain.errors import (
    InvalidMessage,
    Refused,
    SdkError,
    Unavailable,
    Untrusted,
    to_line,
)
from sdk_desktop.domain.incoming import (
    Acknowledged,
    DueAcknowledgement,
    OutgoingAcknowledgement,
)
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.delivery_updates import (
    store_delivery,
    with_late_report,
    with_plausible_times,
    with_report,
)
from sdk_desktop.usecases.faults import with_faults_said

if TYPE_CHECKING:
    from sdk_desktop.service.direct.direct_message_service import DirectMessageService
    from sdk_desktop.usecases.shared.intake import SharedIntake

_log = logging.getLogger(__name__)


class Acknowledging:
    """Seals and sends acknowledgements, and records those that come for what was sent."""

    def __init__(
        self,
        store: Store,
        actor: Actor,
        direct: DirectMessageService | None,
        shared: SharedIntake | None = None,
    ) -> None:
        """Without `direct` the message service acknowledges by itself."""
        self._shared = shared
        self._store = store
        self._actor = actor
        self._direct = direct
        self.hindrance: SdkError | None = None
        """Why an acknowledgement could not be sent; None after one was."""

    def seal(self, due: DueAcknowledgement) -> OutgoingAcknowledgement | None:
        """Return the sealed acknowledgement, None where the message service acknowledges.

        Raise `Unavailable`, `Untrusted`, `Refused` or `InvalidMessage` when it cannot be sealed.
        """
        return self._direct.seal_answer(due) if self._direct else None

    def take(self, stored: Transaction, incoming: Acknowledged) -> bool:
        """Record an acknowledgement; return whether it is for a message sent to its sender."""
        moved = self.moved(stored, incoming)
        if moved is None:
            return False
        before, after = moved
        self.keep(stored, incoming, before, after)
        if not before.status.final:
            store_delivery(stored, self._actor, after)
        elif after != before:
            stored.deliveries.put(after)
            row = stored.messages.row_of(before.message_id)
            event = self._actor.system_event(AuditKind.DELIVERY, detail=LATE)
            if row is not None:
                record_event(stored, event, row)
        return True

    def moved(
        self, stored: Transaction, incoming: Acknowledged
    ) -> tuple[Delivery, Delivery] | None:
        """Return a delivery as it is, and as it is after an acknowledgement.

        None where that is for no message that was sent to its sender.
        """
        report, now = incoming.report, self._actor.clock()
        row = stored.messages.row_of(report.message_id)
        if row is None:
            return None
        headline = stored.messages.headline(row)
        if headline.direction is not Direction.OUT:
            return None
        if headline.counterpart.organisation.lower() != incoming.sender.lower():
            return None
        delivery = stored.deliveries.get(report.message_id)
        if delivery.status.final:
            return delivery, with_late_report(delivery, report, now)
        if delivery.was_resent and report.of_second_copy:
            return delivery, delivery.already_there(now)
        plausible = with_plausible_times(report, delivery, now)
        return delivery, with_report(delivery, plausible, now)

    def keep(
        self, stored: Transaction, incoming: Acknowledged, before: Delivery, after: Delivery
    ) -> None:
        """Keep an acknowledgement that has decided a delivery, for whoever takes the case out."""
        row = stored.messages.row_of(incoming.report.message_id)
        decides = after != before and not incoming.report.of_second_copy
        if row is not None and incoming.sealed and decides:
            stored.answers.keep(row, incoming.sealed)

    def flush(self) -> None:
        """Send every acknowledgement that is due; the first that cannot be sent now ends it."""
        if self._direct is None:
            return
        while (answer := self._claim()) is not None:
            try:
                with_faults_said(partial(self._direct.answer, answer))
            except (Unavailable, Untrusted) as error:
                _log.info("acknowledgement %s waits: %s", answer.identifier, error.text)
                self._postpone(answer)
                self.hindrance = error
                break
            except (Refused, InvalidMessage) as error:
                _log.warning("acknowledgement %s cannot go: %s", answer.identifier, error.text)
                self._end(answer, to_line(error))
            else:
                self._end(answer, "")
                self.hindrance = None

    def _claim(self) -> OutgoingAcknowledgement | None:
        """Return the next that is due; one that is damaged holds up the others, nothing else."""
        try:
            with self._store.begin() as stored:
                return stored.answers.claim(self._actor.clock())
        except Refused as error:
            _log.info("acknowledgements wait: %s", error.text)
            self.hindrance = error
            return None

    def _postpone(self, answer: OutgoingAcknowledgement) -> None:
        with self._store.begin() as stored:
            stored.answers.postpone(answer, self._actor.clock() + delay_after(answer.attempts))

    def _end(self, answer: OutgoingAcknowledgement, hindrance: str) -> None:
        status = Status.ACCEPTED if answer.accepted else Status.REJECTED
        detail = hindrance or status.value
        event = self._actor.system_event(
            AuditKind.ACKNOWLEDGED, message_id=answer.message_id, detail=detail
        )
        with self._store.begin() as stored:
            stored.answers.done(answer)
            if self._shared is not None:
                self._shared.note_answered(stored, answer)
            row = stored.answers.row_answered(answer)
            if row is None:  # a second copy is not stored
                stored.audit.add(event)
            else:
                record_event(stored, event, row)
