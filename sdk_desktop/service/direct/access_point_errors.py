"""Turns the responses of an access point, or of a proxy before it, into `SdkError`s.

Only codes that the interface or ebMS defines are repeated. Faults of the connection or the access
point are `Unavailable`, so that the message waits; faults of the message are `Refused`.
"""

from __future__ import annotations

import re

import httpx

from sdk_desktop.domain.errors import Faulty, Gone, Refused, SdkError, Unavailable
from sdk_desktop.formats.soap.soap import Flaw, SoapFault
from sdk_desktop.formats.status_api import ServiceProblem
from sdk_desktop.service.errors import refusal_of_status

_NOT_LET_IN = re.compile(
    r"DOM_002|WS_PLUGIN[:_]0002|authenti|authori[sz]|access (?:is )?denied|credential",
    re.IGNORECASE,
)
_STRANGE = re.compile(
    r"not recogni[sz]ed|exist in service WSDL|no such operation|unexpected element|SOAP 1\.2 mess",
    re.IGNORECASE,
)
_GONE = re.compile(r"WS_PLUGIN[:_]0009|message not found|no message with id", re.IGNORECASE)
_THERE = re.compile(r"already exists|must be unique", re.IGNORECASE)
_ANOTHER_USER = re.compile(r"not allowed to handle|authori[sz]ed as", re.IGNORECASE)
_TOO_LARGE = re.compile(
    r"too (?:large|big)|(?:size|length)\b.{0,60}\b(?:exceed|greater|larger)|exceed.{0,60}\bsize",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:EBMS|WS_PLUGIN)[:_][0-9]{4,5}")
_PASSES = frozenset(
    {"EBMS:0004", "EBMS:0005", "EBMS:0202", "WS_PLUGIN:0001", "WS_PLUGIN:0006", "WS_PLUGIN:0008"}
)
"""Codes of what may go better later: faults of the access point or of a connection, and "other"."""

_UNKNOWN_PARTY = "EBMS:0003"
_WITH_FAULTS = frozenset({408, 423, 425, 429})
_PROXY_SIGN_IN = 407
_NOWHERE = frozenset({404, 405, 410})
_NO_PROBLEM = ServiceProblem("", (), (), ())


class NotAnEnvelope(Refused):
    """What waits is nothing that could be opened; what `remains` must be looked for there."""

    remains = False
    sender = ""


class EnvelopeErased(NotAnEnvelope):
    """What waited was erased before anybody fetched it; `sender` is empty if that is not known."""

    def __init__(self, sender: str) -> None:
        super().__init__(
            "The access point erased a message before this client fetched it. Ask its sender to"
            " send it again."
        )
        self.sender = sender


class EnvelopeTooLarge(NotAnEnvelope):
    """What waits is larger than this client takes in."""

    remains = True


class RequestFault(Faulty):
    """The access point is there, and has a fault with what was asked for only."""


def error_of_status(status: int) -> SdkError:
    """Return the error for an HTTP status without SOAP."""
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return not_authorised()
    if httpx.codes.is_server_error(status) or status in _WITH_FAULTS:
        return refusal_of_status(status, _NO_PROBLEM, page=False)
    if status in _NOWHERE or httpx.codes.is_redirect(status):
        return Unavailable("There is no access point at this address. Check the settings.")
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        return Refused("The message is larger than the access point accepts.")
    if httpx.codes.is_client_error(status) and status != _PROXY_SIGN_IN:
        return error_of_flaw(Flaw.OTHER_VERSION)
    return error_of_flaw(Flaw.NOT_SOAP)


def error_of_flaw(flaw: Flaw) -> SdkError:
    """Return the error for an answer that the interface does not describe."""
    match flaw:
        case Flaw.NOT_SOAP:
            return Unavailable(
                "Something else answers instead of the access point, perhaps a proxy."
                " Check the address."
            )
        case Flaw.BROKEN:
            return Unavailable("The answer of the access point is damaged or was cut short.")
        case Flaw.OTHER_VERSION:
            return Unavailable(
                "The access point has another version of its interface. Check the address."
            )
        case Flaw.FOR_ACCESS_POINTS:
            return Unavailable(
                "This is the address for other access points. Name that of the web service"
                " (WS plugin) in the settings."
            )
        case Flaw.WITHOUT_PAYLOAD:
            return NotAnEnvelope("The access point has a message without an envelope in it.")
        case Flaw.TOO_LARGE:
            return EnvelopeTooLarge(
                "The access point has a message that is larger than this client accepts."
            )


def error_of_fault(fault: SoapFault) -> SdkError:
    """Return the error for a SOAP fault."""
    if is_gone(fault):
        return Gone("The access point does not have what was asked for.")
    if _says(_ANOTHER_USER, fault):
        return RequestFault(
            "The user at the access point is another organisation's. Check it in the settings."
        )
    if _says(_NOT_LET_IN, fault):
        return not_authorised()
    if is_unknown_operation(fault):
        return error_of_flaw(Flaw.OTHER_VERSION)
    named = _named(fault)
    if named in _PASSES or (named == fault.code and fault.code != "Sender"):
        return RequestFault("The access point has a fault ({code}).", code=_short(named))
    return Refused("The access point refused this ({code}).", code=_short(named))


def postponement_of_fault(fault: SoapFault) -> SdkError:
    """Return the error for a SOAP fault that answers something to send.

    A party, a service or a P-Mode that the access point does not know is no fault of the message:
    only that it is too large is final.
    """
    if _says(_TOO_LARGE, fault):
        return error_of_status(httpx.codes.REQUEST_ENTITY_TOO_LARGE)
    error = error_of_fault(fault)
    if not isinstance(error, Refused):
        return error
    if _named(fault) == _UNKNOWN_PARTY:
        text = "The access point does not know the party in the settings ({code}). Messages wait."
    else:
        text = (
            "The access point is not set up for what is to be sent ({code}). Messages wait until"
            " whoever runs it has mended that."
        )
    return RequestFault(text, code=_short(_named(fault)))


def is_gone(fault: SoapFault) -> bool:
    """Return whether the access point does not have, or no longer, what was asked for."""
    return _says(_GONE, fault)


def is_not_let_in(fault: SoapFault) -> bool:
    """Return whether the access point accepts neither user nor password."""
    return _says(_NOT_LET_IN, fault) and not _says(_ANOTHER_USER, fault)


def is_already_submitted(fault: SoapFault) -> bool:
    """Return whether the access point already has what was submitted."""
    return _says(_THERE, fault)


def is_unknown_operation(fault: SoapFault) -> bool:
    """Return whether the access point does not know the question."""
    return fault.code == "VersionMismatch" or _says(_STRANGE, fault)


def not_authorised() -> SdkError:
    """Return the error for credentials that are not accepted; what was to be sent waits."""
    return Unavailable(
        "The access point does not accept this client's credentials. Its user may be locked, or the"
        " password have expired. It is tried again when the settings change, at the latest in an"
        " hour."
    )


def too_old() -> SdkError:
    """Return the error for an access point that deletes what it gives."""
    return RequestFault(
        "The access point is too old: it deletes messages as soon as they are fetched."
        " Nothing is fetched. Domibus 5.1, Harmony 2.0 or later is needed."
    )


def _says(pattern: re.Pattern[str], fault: SoapFault) -> bool:
    return any(pattern.search(text) for text in (fault.detail, fault.reason, fault.message))


def _named(fault: SoapFault) -> str:
    """Return the code of the interface or of ebMS that a fault names; else that of SOAP."""
    code = _CODE.match(fault.detail)
    return code[0].replace("_0", ":0") if code else fault.code


def _short(code: str) -> str:
    return code if re.fullmatch(r"[A-Za-z0-9_:]{1,40}", code) else "?"
