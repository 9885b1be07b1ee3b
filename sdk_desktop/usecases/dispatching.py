"""Hands over what was queued to be sent, and takes in how it fares."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sdk_desktop.domain.delivery import (
    CLAIM_TIME,
    LONGEST_CLAIM,
    Delivery,
    Dispatch,
    Sent,
    Status,
    StatusReport,
)
from sdk_desktop.domain.errors import (
    InvalidMessage,
    Refused,
    Unanswered,
    Unavailable,
    Untrusted,
    to_line,
)
from sdk_desktop.domain.message import (
    Message,
)
from sdk_desktop.service.message_service import MessageService
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.delivery_updates import store_delivery, with_report
from sdk_desktop.usecases.faults import ProgramFault, with_faults_said

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.deliveries import SharedDeliveries

_log = logging.getLogger(__name__)
_STALE = timedelta(minutes=2)
"""A claim older than this is given up: while the computer slept, another may have claimed it."""
_SLOWEST = 250_000
"""Bytes in a second on the slowest line on which a request does not end for slowness."""
_FIRST_BYTE = timedelta(minutes=1)
_TRIES = 2
"""A request is made once more where the service wants a new token."""
PATIENCE = 3
"""Messages in a row that cannot be sealed before a round ends: others could not be, either."""


class Dispatching:
    """Hands over what was queued, and takes in the reports of what is on its way."""

    def __init__(
        self,
        store: Store,
        service: MessageService,
        actor: Actor,
        shared: SharedDeliveries | None = None,
    ) -> None:
        """Hand over to a service; what is `shared` is kept in its ledger."""
        self._store = store
        self._service = service
        self._actor = actor
        self._shared = shared

    def flush(self) -> tuple[int, int]:
        """Hand over what is due; return how many were handed over and how many failed for good."""
        handed_over = failed = unsealed = 0
        for begun in self._begun():
            tried = self._hand_over(begun)
            after = self._ended(begun, tried)
            if not tried.at_service and after.due is not None:
                unsealed += 1
                if unsealed == PATIENCE:
                    break
                continue
            if after.due is not None or after.claimed is not None:
                break  # the service does not answer: the others wait their turn
            unsealed = 0
            handed_over += after.status is not Status.MESSAGE_EXCHANGE_ERROR
            failed += after.status.failed
        return handed_over, failed

    def update(self) -> int:
        """Store the service's reports on messages on their way; return how many failed."""
        failed = 0
        for mailbox, waiting in self._on_their_way().items():
            sent = tuple(_sent(*one) for one in waiting.values())
            for report in _statuses(self._service, mailbox, sent):
                if report.message_id in waiting:
                    failed += self._take_in_alone(waiting[report.message_id][0], report)
        return failed

    def _take_in_alone(self, before: Delivery, report: StatusReport) -> bool:
        try:
            return with_faults_said(partial(self._take_in, before, report))
        except ProgramFault:  # asked for again in the next round
            return False

    def _take_in(self, before: Delivery, report: StatusReport) -> bool:
        """Store a report, unless its delivery has changed meanwhile; return whether that failed.

        Another window may have recorded its acknowledgement, which does not come again.
        """
        after = with_report(before, report, self._actor.clock())
        if after == before:
            return False
        if self._is_shared(before.message_id):
            return self._take_in_shared(before, after)
        with self._store.begin() as stored:
            if stored.deliveries.get(before.message_id) != before:
                return False
            store_delivery(stored, self._actor, after)
        return after.status.failed

    def _take_in_shared(self, before: Delivery, after: Delivery) -> bool:
        """Let the ledger have a report; what is overdue by the clock only after a whole list."""
        shared = self._shared
        if shared is None:
            return False
        by_the_clock = self._service.gives_all and after.status.failed
        if by_the_clock and not shared.has_all(before.message_id):
            return False
        return shared.moved(before, after) and after.status.failed

    def _is_shared(self, message_id: str) -> bool:
        return self._shared is not None and self._shared.address_of(message_id) is not None

    def _begun(self) -> Iterator[Delivery]:
        """Claim what is due, one after the other; yield each as it is being handed over."""
        while (begun := self._begin_next()) is not None:
            yield begun
        if self._shared is not None:
            yield from self._shared.begun(self._actor.clock())

    def _begin_next(self) -> Delivery | None:
        now = self._actor.clock()
        with self._store.begin() as stored:
            delivery = stored.deliveries.claim(now, stored.shared.ids())
            if delivery is None:
                return None
            begun = delivery.begun(now)
            stored.deliveries.put(begun)
        return begun

    def _dispatch(self, delivery: Delivery) -> Dispatch:
        """Read what is to be handed over."""
        message_id = delivery.message_id
        with self._store.read() as stored:
            message, sealed = stored.messages.whole(message_id), stored.sealed.get(message_id)
        if not sealed and self._shared is not None and delivery.attempts > 1:
            sealed = self._shared.sealed(message_id)
        return Dispatch(message, sealed, delivery.attempts)

    def _seal(self, message: Message) -> bytes:
        """Seal a message, and store the sealed bytes before they are sent."""
        sealed = self._service.seal(message)
        if not sealed:
            return sealed
        if self._shared is not None and self._is_shared(message.message_id):
            self._shared.keep_sealed(message.message_id, sealed)
        with self._store.begin() as stored:
            return stored.sealed.put(message.message_id, sealed)

    def _hand_over(self, delivery: Delivery) -> _Tried:
        """Hand over; what is on a damaged part of the store waits, as what a fault hinders."""
        try:
            dispatch = self._dispatch(delivery)
            return with_faults_said(partial(self._handed_over, delivery, dispatch))
        except (Unavailable, Refused) as error:
            waits = delivery.postponed(self._actor.clock(), to_line(error))
            return _Tried(waits, at_service=False)

    def _handed_over(self, delivery: Delivery, dispatch: Dispatch) -> _Tried:
        now = self._actor.clock()
        at_service = True
        submitted = False
        try:
            if delivery.attempts > 1 and (report := self._service.find(dispatch)):
                found = delivery if report.events else delivery.handed_over(now)
                code = delivery.overtaken
                found = found.restored(now, code) if delivery.was_restored else found
                return _Tried(with_report(found, report, now))
            at_service = bool(dispatch.sealed)
            dispatch = replace(dispatch, sealed=dispatch.sealed or self._seal(dispatch.message))
            at_service = True
            if self._actor.clock() - now > _STALE or self._is_late(delivery):
                return _Tried(delivery.postponed(self._actor.clock()))
            if not self._is_claimed(delivery, dispatch):
                return _Tried(delivery)
            submitted = True
            self._service.submit(dispatch)
        except (Unavailable, Untrusted) as error:  # neither is the message's fault
            _log.info("message %s waits: %s", delivery.message_id, error.text)
            late = submitted and isinstance(error, Unanswered) and self._service.takes_late_copies
            return _Tried(delivery.postponed(now, to_line(error), rest=late), at_service, late)
        except (Refused, InvalidMessage) as error:
            _log.info("message %s is refused: %s", delivery.message_id, error.text)
            return _Tried(delivery.refused(now, to_line(error)))
        return _Tried(delivery.handed_over(now))

    def _is_claimed(self, delivery: Delivery, dispatch: Dispatch) -> bool:
        """Claim what is large for as long as its request may take; return whether it still is ours.

        Those of shared mailboxes are claimed in their ledger.
        """
        longer = _longest(dispatch) - CLAIM_TIME
        if longer <= timedelta() or self._is_shared(delivery.message_id):
            return True
        until = self._actor.clock() + min(longer, LONGEST_CLAIM)
        with self._store.begin() as stored:
            if stored.deliveries.get(delivery.message_id) != delivery:
                return False
            stored.deliveries.put(replace(delivery, claimed=until))
        return True

    def _is_late(self, delivery: Delivery) -> bool:
        return self._shared is not None and self._shared.is_late(delivery.message_id)

    def _ended(self, begun: Delivery, tried: _Tried) -> Delivery:
        """Store the result of an attempt, unless another window has ended the delivery."""
        delivery = tried.delivery
        if self._shared is not None and self._is_shared(delivery.message_id):
            self._shared.moved(begun, delivery, rest=tried.may_arrive)
            with self._store.read() as stored:
                return stored.deliveries.get(delivery.message_id)
        with self._store.begin() as stored:
            known = stored.deliveries.get(delivery.message_id)
            if known.status.final or known.attempts != begun.attempts:
                return known
            store_delivery(stored, self._actor, delivery)
        return delivery

    def _on_their_way(self) -> dict[str, dict[str, tuple[Delivery, datetime]]]:
        found: dict[str, dict[str, tuple[Delivery, datetime]]] = {}
        led = self._shared.ledgers.fetching() if self._shared else frozenset()
        with self._store.read() as stored:
            others = set(stored.shared.ids()) - led
            for delivery in stored.deliveries.open():
                row = stored.messages.row_of(delivery.message_id)
                headline = stored.messages.headline(row) if row is not None else None
                if headline is not None and headline.mailbox not in others:
                    mailbox = found.setdefault(headline.mailbox, {})
                    mailbox[delivery.message_id] = (delivery, headline.time)
        return found


@dataclass(frozen=True, slots=True)
class _Tried:
    """The result of an attempt; without `at_service` it failed at sealing, so others may go on.

    With `may_arrive` a request got no answer and may still arrive.
    """

    delivery: Delivery
    at_service: bool = True
    may_arrive: bool = False


def _longest(dispatch: Dispatch) -> timedelta:
    """Return how long handing a message over may take: its files travel as text."""
    size = len(dispatch.sealed) or sum(len(one.content) for one in dispatch.message.files) * 4 / 3
    return _TRIES * (_FIRST_BYTE + timedelta(seconds=size / _SLOWEST)) + _STALE


def _statuses(
    service: MessageService, mailbox: str, sent: Sequence[Sent]
) -> tuple[StatusReport, ...]:
    """Return the service's reports, none where it refuses: other mailboxes must not wait."""
    try:
        return service.statuses(mailbox, sent)
    except Refused as error:
        _log.info("the service refuses to tell statuses: %s", error.text)
        return ()


def _sent(delivery: Delivery, time: datetime) -> Sent:
    codes = {event.code: event.time for event in reversed(delivery.since_restoring)}
    handed_over = codes.get(Status.SCHEDULED) or time
    resending = delivery.due is not None
    return Sent(delivery.message_id, time, handed_over, resending, delivery.was_restored)
