"""Why a recipient's system refused a message: what happened, who must act, what to do.

One table for every cause, detail code and place that an acknowledgement can name (transport.md
§4.2, §4.3), read from top to bottom, for the window and the command line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from sdk_desktop.domain.errors import Finding
from sdk_desktop.ui.words import mark, tr


class Remedy(Enum):
    """What the user can do after a failed delivery."""

    CONVERT = auto()
    SEND_AS_PDF = auto()
    OTHER_ADDRESS = auto()
    EDIT = auto()
    SEND_AGAIN = auto()
    SEND_COPY = auto()
    CALL_SUPPORT = auto()


_BUTTONS = {
    Remedy.CONVERT: mark("Change the files and send again"),
    Remedy.SEND_AS_PDF: mark("Make a PDF and send again"),
    Remedy.OTHER_ADDRESS: mark("Choose another recipient"),
    Remedy.EDIT: mark("Edit and send again"),
    Remedy.SEND_AGAIN: mark("Send again"),
    Remedy.SEND_COPY: mark("Send again – a copy may arrive"),
    Remedy.CALL_SUPPORT: mark("Copy the number for support"),
}


@dataclass(frozen=True, slots=True)
class RejectCause:
    """A row of the table.

    `codes` empty is any code, none too; `about` is what the cause's place, or else its text, must
    name, without regard to case.
    """

    cause: str
    codes: tuple[str, ...]
    about: str
    happened: str
    act: str
    remedy: Remedy


_OUR_SUPPORT = mark("Your support must act: it is a fault in a program, not in what you wrote.")
_CERTIFICATE = mark("Your support must act: the organisation's certificate must be checked.")
_TWICE = mark("Telephone the recipient before you send again: the message may have arrived.")
_ADDRESSES = mark("Your support must act: the organisation's addresses must be checked.")

_TABLE = (
    RejectCause(
        *("SV", (), r"messageHeader/[^/]*label"),
        mark("The recipient's system found a subject or a name too long."),
        mark("You must act: shorten the subject and send again."),
        Remedy.EDIT,
    ),
    RejectCause(
        *("SV", (), "label"),
        mark("The recipient's system found a name that is too long."),
        _ADDRESSES,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("SV", (), ""),
        mark("The recipient's system found that the message is built in a wrong way."),
        _OUR_SUPPORT,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("SIG", (), r"not encrypted|unencrypted|EncryptedData"),
        mark("The recipient's system found that the message was not encrypted."),
        _OUR_SUPPORT,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("SIG", (), ""),
        mark("The recipient's system could not trust our organisation's signature."),
        _CERTIFICATE,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("BV", ("structure",), ""),
        mark("The recipient's system found a subject or a name too long."),
        mark("You must act: shorten the subject and send again."),
        Remedy.EDIT,
    ),
    RejectCause(
        *("BV", ("forbidden",), ""),
        mark("The recipient's system stopped the message: it may hold harmful code."),
        mark("Your support must act. Do not send the files again until they are checked."),
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("BV", ("too-long",), ""),
        mark("The recipient's system found the message too large."),
        mark("You must act: divide the files between several messages."),
        Remedy.EDIT,
    ),
    RejectCause(
        *("BV", ("duplicate", "multiple-matches"), ""),
        mark("The recipient's system already has a message with this number."),
        _TWICE,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("BV", ("not-found",), ""),
        mark("The recipient's organisation does not know the function you sent to."),
        mark("You must act: choose another recipient."),
        Remedy.OTHER_ADDRESS,
    ),
    RejectCause(
        *("BV", ("not-supported",), "refToMessageId"),
        mark("The message refers to one that the recipient counts as failed."),
        mark("You must act: send it as a new message."),
        Remedy.EDIT,
    ),
    RejectCause(
        *("BV", ("not-supported",), ""),
        mark("The recipient does not take a type of file that you attached."),
        mark("You must act: convert the file to PDF and send again."),
        Remedy.CONVERT,
    ),
    RejectCause(
        *("BV", ("security", "invariant"), r"sender-?id|originalSender"),
        mark("The recipient's system did not accept our organisation as the sender."),
        _ADDRESSES,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("BV", ("security",), r"subOrganization|HandlingServiceID"),
        mark("The recipient's system found different functions in the message and its envelope."),
        _OUR_SUPPORT,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("BV", ("security",), ""),
        mark("The recipient's system found that sender or recipient do not match the envelope."),
        _OUR_SUPPORT,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("BV", ("invariant",), r"conversationId|refToMessageId|messageId"),
        mark("The recipient's system did not accept the message's number or that of its case."),
        _OUR_SUPPORT,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("BV", ("invariant",), r"DateTime|timestamp"),
        mark("The recipient's system did not accept a time in the message."),
        mark("Your support must act: this computer's clock must be checked."),
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("BV", ("invariant",), ""),
        mark("The recipient's system found that the message breaks a rule."),
        _OUR_SUPPORT,
        Remedy.CALL_SUPPORT,
    ),
    RejectCause(
        *("", (), ""),
        mark(
            "The recipient's system refused the message "
            "for a reason that this program does not know."
        ),
        mark("Your support must act, together with the recipient."),
        Remedy.CALL_SUPPORT,
    ),
)
UNKNOWN = _TABLE[-1]
_NO_CODE = {"", "na"}
_CODES = {code for row in _TABLE for code in row.codes} | _NO_CODE


def reason_for(cause: Finding) -> RejectCause:
    """Return the first row that fits a cause; the last one, `UNKNOWN`, fits any."""
    return next(row for row in _TABLE if _fits(row, cause))


def is_known(cause: Finding) -> bool:
    """Return whether the table has the cause and its code."""
    return reason_for(cause) is not UNKNOWN and _code(cause) in _CODES


def remedy_text(remedy: Remedy) -> str:
    """Return the text of the button for a remedy."""
    return tr(_BUTTONS[remedy])


def _fits(row: RejectCause, cause: Finding) -> bool:
    """Return whether a row fits; some systems name the place in the text only."""
    return (
        row.cause in {"", cause.cause.strip().upper()}
        and (not row.codes or _code(cause) in row.codes)
        and (not row.about or _names(row.about, cause.path) or _names(row.about, cause.text))
    )


def _code(cause: Finding) -> str:
    """Return the code in one spelling, as systems write it differently."""
    return re.sub(r"[ _]", "-", cause.code.strip()).lower()


def _names(about: str, text: str) -> bool:
    return re.search(about, text, re.IGNORECASE) is not None
