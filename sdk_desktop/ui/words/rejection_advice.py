"""What a failed delivery means: what happened, who must act, and what the user can do."""

from __future__ import annotations

from dataclasses import dataclass

from sdk_desktop.domain.delivery import (
    ALREADY,
    LATE,
    Delivery,
    DeliveryEvent,
    RejectionCause,
    Status,
)
from sdk_desktop.domain.errors import Finding, from_line
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.reject_causes import UNKNOWN, Remedy, is_known, reason_for
from sdk_desktop.ui.words.translation import mark, sentence, tr


@dataclass(frozen=True, slots=True)
class RejectionAdvice:
    """What happened, who must act, and what the user can do."""

    happened: str
    act: str
    remedy: Remedy
    their_words: str = ""
    """The other system's own words, where the cause is not known."""


_NO_ANSWER = (
    mark("No acknowledgement came. We do not know whether the message arrived."),
    mark("Telephone the recipient first: if it has arrived, they get a copy when you send again."),
    Remedy.SEND_COPY,
)
_ACCEPTED_LATE = (
    mark("The recipient's system accepted the message, but too late."),
    mark("The message has arrived. Telephone the recipient before you send it again."),
    Remedy.CALL_SUPPORT,
)
_NOT_DELIVERED = (
    mark("The message could not be delivered."),
    mark("You can send it again. Call support if it fails once more."),
    Remedy.SEND_AGAIN,
)


def advice(delivery: Delivery) -> tuple[RejectionAdvice, ...]:
    """Return what each failure of a delivery means; empty if it has not failed."""
    late = next((event for event in delivery.events if event.code == LATE), None)
    if late is not None:
        return (_of_late(late),)
    if delivery.status.failed and any(event.code == ALREADY for event in delivery.events):
        return (_of_cause(DeliveryEvent(RejectionCause.RULE, None, "duplicate")),)
    if delivery.causes:
        return tuple(dict.fromkeys(map(_of_cause, delivery.causes)))
    return (_without_cause(delivery),) if delivery.status.failed else ()


def _of_late(event: DeliveryEvent) -> RejectionAdvice:
    if event.title == Status.ACCEPTED:
        return _advice(_ACCEPTED_LATE)
    cause, _, code = event.detail.partition(" ")
    return _of_cause(DeliveryEvent(cause, event.time, code, "", event.where))


def _of_cause(event: DeliveryEvent) -> RejectionAdvice:
    cause = Finding(event.title, event.code, event.title, event.where, event.detail)
    reason = reason_for(cause)
    said = (event.code, one_line(event.title), one_line(event.detail))
    their_words = "" if is_known(cause) else " · ".join(filter(None, said))
    return _advice((reason.happened, reason.act, reason.remedy), their_words)


def _without_cause(delivery: Delivery) -> RejectionAdvice:
    if delivery.status.failed and delivery.rejected:
        return _advice((UNKNOWN.happened, UNKNOWN.act, UNKNOWN.remedy))
    if delivery.shown is Status.UNACKNOWLEDGED:
        return _advice(_NO_ANSWER)
    return _advice(_NOT_DELIVERED, _own_words(delivery))


def _own_words(delivery: Delivery) -> str:
    """Return why it failed where this client says so; other systems' words are in the details."""
    last = delivery.events[-1] if delivery.events else DeliveryEvent(delivery.status, None)
    return "" if last.detail else sentence(from_line(last.title))


def _advice(words: tuple[str, str, Remedy], their_words: str = "") -> RejectionAdvice:
    happened, act, remedy = words
    return RejectionAdvice(tr(happened), tr(act), remedy, their_words)
