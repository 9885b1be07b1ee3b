"""What a failed delivery means: what happened, who must act, and the one thing that helps.

The codes are an acknowledgement's causes and detail codes (transport.md §4.2, §4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from sdk_desktop.domain.delivery import Cause, Delivery, DeliveryEvent
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.harmless import one_line
from sdk_desktop.ui.words import mark, sentence, tr


class Help(Enum):
    """The one thing that helps after a failed delivery."""

    CONVERT = auto()
    OTHER_ADDRESS = auto()
    EDIT = auto()
    SEND_AGAIN = auto()
    CALL_SUPPORT = auto()


@dataclass(frozen=True, slots=True)
class Advice:
    """What happened and who must act, in whole sentences, and what helps."""

    happened: str
    act: str
    help: Help
    told: str = ""
    """What the other side's system said, in its own words; only where we know no better."""


_OUR_SUPPORT = mark("Your support must act: it is a fault in a program, not in what you wrote.")

_REJECTED = {
    ("SV", "structure"): (
        mark("The recipient's system found that the message is built in a wrong way."),
        _OUR_SUPPORT,
        Help.CALL_SUPPORT,
    ),
    ("BV", "structure"): (
        mark("The recipient's system found a subject or a name too long."),
        mark("You must act: shorten the subject and send again."),
        Help.EDIT,
    ),
    ("BV", "invariant"): (
        mark("The recipient's system found that the message breaks a rule."),
        _OUR_SUPPORT,
        Help.CALL_SUPPORT,
    ),
    ("BV", "not-found"): (
        mark("The recipient's organisation does not know the function you sent to."),
        mark("You must act: choose another recipient."),
        Help.OTHER_ADDRESS,
    ),
    ("BV", "not-supported"): (
        mark("The recipient does not take a type of file that you attached."),
        mark("You must act: convert the file to PDF and send again."),
        Help.CONVERT,
    ),
    ("BV", "too-long"): (
        mark("The recipient's system found the message too large."),
        mark("You must act: divide the files between several messages."),
        Help.EDIT,
    ),
    ("BV", "duplicate"): (
        mark("The recipient's system already has a message with this number."),
        mark("Telephone the recipient before you send again: the message may have arrived."),
        Help.CALL_SUPPORT,
    ),
    ("BV", "forbidden"): (
        mark("The recipient's system stopped the message: it may hold harmful code."),
        mark("Your support must act. Do not send the files again until they are checked."),
        Help.CALL_SUPPORT,
    ),
    ("BV", "security"): (
        mark("The recipient's system found that sender or recipient do not match the envelope."),
        _OUR_SUPPORT,
        Help.CALL_SUPPORT,
    ),
    ("SIG", "security"): (
        mark("The recipient's system could not trust our organisation's signature."),
        mark("Your support must act: the organisation's certificate must be checked."),
        Help.CALL_SUPPORT,
    ),
}
_SAME_AS = {"multiple-matches": "duplicate"}

_FAILED_REFERENCE = (
    mark("The message refers to one that the recipient counts as failed."),
    mark("You must act: send it as a new message."),
    Help.EDIT,
)
_ANY_SIGNATURE = _REJECTED["SIG", "security"]
_UNKNOWN = (
    mark("The recipient's system refused the message for a reason that this client does not know."),
    mark("Your support must act, together with the recipient."),
    Help.CALL_SUPPORT,
)
_NO_ANSWER = (
    mark("The recipient's system did not acknowledge the message in time."),
    mark("Telephone the recipient before you send again: the message may have arrived."),
    Help.SEND_AGAIN,
)
_NOT_DELIVERED = (
    mark("The message service could not deliver the message."),
    mark("You can send it again. Call support if it fails once more."),
    Help.SEND_AGAIN,
)
_SIGNS_OF_A_TIME_OUT = ("time-out", "timeout", "timed out", "time out", "not acknowledged")


def advice(delivery: Delivery) -> tuple[Advice, ...]:
    """Say what each failure of a delivery means; empty for one that has not failed."""
    if delivery.causes:
        return tuple(dict.fromkeys(map(_of_cause, delivery.causes)))
    return (_without_cause(delivery),) if delivery.status.failed else ()


def button_text(help_: Help) -> str:
    """Give the words on the button that helps."""
    match help_:
        case Help.CONVERT:
            return tr("Change the files and send again")
        case Help.OTHER_ADDRESS:
            return tr("Choose another recipient")
        case Help.EDIT:
            return tr("Edit and send again")
        case Help.SEND_AGAIN:
            return tr("Send again")
        case Help.CALL_SUPPORT:
            return tr("Copy the number for support")


def _of_cause(event: DeliveryEvent) -> Advice:
    detail = event.title.strip().lower()
    detail = _SAME_AS.get(detail, detail)
    about_reference = "reftomessageid" in f"{event.where} {event.detail}".lower()
    if (event.code, detail) == (Cause.RULE, "not-supported") and about_reference:
        return _advice(_FAILED_REFERENCE)
    if (known := _REJECTED.get((event.code, detail))) is not None:
        return _advice(known)
    told = " · ".join(filter(None, (event.code, one_line(event.title), one_line(event.detail))))
    return _advice(_ANY_SIGNATURE if event.code == Cause.SIGNATURE else _UNKNOWN, told)


def _without_cause(delivery: Delivery) -> Advice:
    last = delivery.events[-1] if delivery.events else DeliveryEvent(delivery.status, None)
    if delivery.status.failed and delivery.rejected:
        return _advice(_UNKNOWN)
    said = f"{last.code} {last.title} {last.detail}".lower()
    if any(sign in said for sign in _SIGNS_OF_A_TIME_OUT):
        return _advice(_NO_ANSWER)
    told = " · ".join(filter(None, (sentence(SdkError(last.title)), one_line(last.detail))))
    return _advice(_NOT_DELIVERED, told)


def _advice(words: tuple[str, str, Help], told: str = "") -> Advice:
    happened, act, help_ = words
    return Advice(tr(happened), tr(act), help_, told)
