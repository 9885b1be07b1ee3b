"""The organisation's access point over the WS plugin of Domibus and Harmony (transport.md §5.4).

httpx and our own formats, not zeep: that held 50 MB six to seven times, where we hold it once to
send and two or three times to take in; and it brings a second HTTP library and XML parser.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

import httpx

from sdk_desktop.domain.access_point import (
    AccessPointRole,
    As4Message,
    TransportError,
    TransportStatus,
    UserMessage,
    action_of,
)
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import is_safe
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.message import new_id
from sdk_desktop.formats.soap import domibus
from sdk_desktop.formats.soap.soap import (
    LARGEST_SOAP,
    Flaw,
    SoapError,
    SoapFault,
    SoapMessage,
    SoapStream,
    read_soap,
)
from sdk_desktop.formats.soap.user_message import is_signal
from sdk_desktop.network.http_connection import LIST_LIMIT, HttpConnection, HttpResponse, address
from sdk_desktop.service.direct.access_point_errors import (
    error_of_fault,
    error_of_flaw,
    error_of_status,
    is_already_submitted,
    is_gone,
    is_not_let_in,
    is_unknown_operation,
    not_authorised,
    postponement_of_fault,
    too_old,
)

ENVELOPE_LIMIT = 100_000_000
"""Bytes of one envelope that we take in (transport.md §11 row 6)."""

LOCKED_OUT = timedelta(hours=1)
"""For so long Domibus locks a user after five wrong passwords."""

PROBE = "cid:probe"
"""A payload that the federation's P-Mode does not know, so that it is never sent."""

_ACCEPT = "application/soap+xml, multipart/related, text/xml;q=0.5"
_SLOWEST = 250_000
_FIRST_BYTE = 60.0
"""Seconds that an access point may think: it decrypts what it gives."""

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the WS plugin (basic authentication)."""

    user: str
    password: str = field(repr=False)


class RefusedAccount:
    """Remembers an account that was refused: it is tried once an hour, so that it is not locked."""

    def __init__(self, clock: Clock) -> None:
        """Remember none yet."""
        self._clock = clock
        self._account: Account | None = None
        self._until = clock()

    def note(self, account: Account | None) -> None:
        """Remember an account that was refused."""
        self._account, self._until = account, self._clock() + LOCKED_OUT

    def refuse(self, account: Account | None) -> None:
        """Raise `Unavailable` for the same account within an hour."""
        now = self._clock()
        if account and account == self._account and now < self._until <= now + LOCKED_OUT:
            raise not_authorised()


class _FaultError(Exception):
    def __init__(self, fault: SoapFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class AccessPoint:
    """Speaks to one access point; a client certificate is the client's (`network.tls`).

    `url` is the address of the WS plugin, `party` the access point's own name in the network,
    such as `AP0040-SDK-PROD`. Every call raises `Unavailable` when it may go better later,
    `Refused` when it will not, and `Untrusted` when the other side cannot prove who it is.
    """

    def __init__(
        self,
        client: httpx.Client,
        url: str,
        party: str,
        account: Account | None = None,
        refused: RefusedAccount | None = None,
    ) -> None:
        """Connect to nothing yet; the client belongs to the caller.

        With `refused` an account that was refused rests for an hour.
        """
        self._connection = HttpConnection(client, "The access point does not answer.")
        self._url = url.partition("?")[0]
        self._party = party
        self._account = account
        self._refused = refused
        self._knows_roles = True

    def submit(
        self,
        sealed: bytes,
        envelope: Envelope,
        *,
        conversation_id: str | None = None,
        message_id: str = "",
    ) -> str:
        """Hand over a sealed envelope; return the access point's name for it (AS4 MessageId).

        The conversation is the envelope's identifier unless another is given; "" leaves it out
        (transport.md §11 row 2). With a `message_id` of our own, handing over twice is harmless.
        """
        header = UserMessage(
            original_sender=envelope.sender,
            final_recipient=envelope.recipient,
            action=action_of(envelope.document_type),
            from_party=self._party,
            conversation_id=envelope.identifier if conversation_id is None else conversation_id,
            message_id=message_id,
        )
        question = domibus.write_submit(As4Message(header, sealed))
        try:
            name = self._ask("submit", envelope.identifier, question, domibus.read_submitted)
        except _FaultError as error:
            if not message_id or not is_already_submitted(error.fault):
                raise postponement_of_fault(error.fault) from None
            name = message_id
        _log.info("submitted %s as %s", envelope.identifier, name)
        return name

    def probe_submission(self, participant: str) -> None:
        """Submit what is refused for its payload alone, and so never sent.

        Raises what would hinder a message of the participant.
        """
        header = UserMessage(
            original_sender=participant,
            final_recipient=participant,
            action=action_of(DocumentType.MESSAGE),
            from_party=self._party,
        )
        question = domibus.write_submit(As4Message(header, b"probe"), payload_id=PROBE)
        try:
            self._ask("probe", "", question, domibus.read_submitted)
        except _FaultError as error:
            if PROBE in error.fault.message or PROBE in error.fault.reason:
                return
            raise postponement_of_fault(error.fault) from None
        raise Refused("The access point takes what the federation's P-Mode does not allow.")

    def check_marking(self) -> None:
        """Raise `Unavailable` where an envelope is deleted as soon as it is retrieved.

        So do access points before Domibus 5.1, which know no mark.
        """
        question = domibus.write_mark_downloaded(new_id())
        try:
            self._ask("mark", "", question, domibus.read_marked)
        except _FaultError as error:
            if is_unknown_operation(error.fault):
                raise too_old() from None
            if not is_gone(error.fault):
                raise error_of_fault(error.fault) from None

    @property
    def is_old(self) -> bool:
        """Return whether it was seen to be one from before Domibus 5.1, when sides were unknown."""
        return not self._knows_roles

    def pending(
        self, participant: str = "", since: datetime | None = None, until: datetime | None = None
    ) -> tuple[str, ...]:
        """Ask what waits, for one participant or for all that the account may see.

        An access point gives some hundreds at a time (`pending_messages`): what is marked makes
        room for the rest, and so does asking only for what came between two times, by its clock.
        """
        question = domibus.write_list_pending(participant, since, until)
        return self._asked("pending", "", question, domibus.read_pending)

    def is_pending(self, message_id: str) -> bool:
        """Return whether one message is on the list, also where that is long."""
        question = domibus.write_list_pending(message_id=message_id)
        return message_id in self._asked("pending", message_id, question, domibus.read_pending)

    def retrieve(self, message_id: str) -> As4Message:
        """Fetch one envelope; the access point keeps it until it is marked."""
        question = domibus.write_retrieve(message_id)
        as4_message = self._asked(
            "retrieve", message_id, question, domibus.read_as4_message, LARGEST_SOAP
        )
        if len(as4_message.payload) > ENVELOPE_LIMIT:
            raise error_of_flaw(Flaw.TOO_LARGE)
        name = as4_message.header.message_id or message_id
        if name != message_id.strip():
            raise Unavailable("The access point gave another message than the one asked for.")
        return replace(as4_message, header=replace(as4_message.header, message_id=name))

    def header_of(self, message_id: str) -> UserMessage | None:
        """Return the header of an envelope, which may be erased; None where there is none."""
        question = domibus.write_retrieve(message_id)
        try:
            return self._ask("header", message_id, question, domibus.read_header, LARGEST_SOAP)
        except _FaultError:
            return None

    def mark_downloaded(self, message_id: str) -> None:
        """Mark an envelope, so that the access point deletes it; one that is gone is no error."""
        question = domibus.write_mark_downloaded(message_id)
        try:
            self._ask("mark", message_id, question, domibus.read_marked)
        except _FaultError as error:
            if not is_gone(error.fault):
                raise error_of_fault(error.fault) from None

    def status(
        self, message_id: str, role: AccessPointRole = AccessPointRole.SENDING
    ) -> TransportStatus:
        """Ask how far an envelope is; one that the access point does not know is `NOT_FOUND`."""
        return self._with_role(
            "status", message_id, role, domibus.write_get_status, domibus.read_status
        )

    def errors(
        self, message_id: str, role: AccessPointRole = AccessPointRole.SENDING
    ) -> tuple[TransportError, ...]:
        """Ask what went wrong with an envelope."""
        return self._with_role(
            "errors", message_id, role, domibus.write_get_errors, domibus.read_errors
        )

    def _with_role(
        self,
        what: str,
        message_id: str,
        role: AccessPointRole,
        write: Callable[[str, AccessPointRole | None], SoapStream],
        read: Callable[[SoapMessage], _T],
    ) -> _T:
        """Ask about one side of an exchange; once more without a side where that is unknown."""
        if self._knows_roles:
            try:
                return self._ask(what, message_id, write(message_id, role), read)
            except _FaultError as error:
                if not is_unknown_operation(error.fault):
                    raise error_of_fault(error.fault) from None
        given = self._asked(what, message_id, write(message_id, None), read)
        self._knows_roles = False
        return given

    def _asked(
        self,
        what: str,
        message_id: str,
        question: SoapStream,
        read: Callable[[SoapMessage], _T],
        limit: int = LIST_LIMIT,
    ) -> _T:
        try:
            return self._ask(what, message_id, question, read, limit)
        except _FaultError as error:
            raise error_of_fault(error.fault) from None

    def _ask(
        self,
        what: str,
        message_id: str,
        question: SoapStream,
        read: Callable[[SoapMessage], _T],
        limit: int = LIST_LIMIT,
    ) -> _T:
        if self._refused:
            self._refused.refuse(self._account)
        answer = self._connection.ask(self._request(question), limit)
        _log.info("%s %s: %d in %d ms", what, message_id, answer.status, answer.milliseconds)
        if not answer.complete:
            raise error_of_flaw(Flaw.TOO_LARGE)
        soap = self._read(answer)
        if soap.fault is not None:
            raise _FaultError(soap.fault)
        if not httpx.codes.is_success(answer.status):
            raise error_of_status(answer.status)
        try:
            return read(soap)
        except SoapError as error:
            raise error_of_flaw(error.flaw) from None

    def _read(self, answer: HttpResponse) -> SoapMessage:
        if answer.status == httpx.codes.UNAUTHORIZED:
            self._rest()
        soap = _read(answer)
        if is_signal(soap.header):
            raise error_of_flaw(Flaw.FOR_ACCESS_POINTS)
        if soap.fault and is_not_let_in(soap.fault):
            self._rest()
        return soap

    def _rest(self) -> None:
        if self._refused:
            self._refused.note(self._account)

    def _request(self, question: SoapStream) -> httpx.Request:
        """Build a request that waits for its answer as long as its body is large."""
        if not is_safe(self._url):
            raise Unavailable("The access point must have an address that begins with https://.")
        headers = {
            "Content-Type": question.content_type,
            "Content-Length": str(len(question)),
            "Accept": _ACCEPT,
        }
        if self._account:
            named = f"{self._account.user}:{self._account.password}".encode()
            headers["Authorization"] = f"Basic {b64encode(named).decode()}"
        wait = _FIRST_BYTE + len(question) / _SLOWEST
        return self._connection.request(
            "POST", address(self._url), content=iter(question), headers=headers, wait=wait
        )


def _read(answer: HttpResponse) -> SoapMessage:
    try:
        return read_soap(answer.body, answer.content_type)
    except SoapError as error:
        if not httpx.codes.is_success(answer.status):
            raise error_of_status(answer.status) from None
        raise error_of_flaw(error.flaw) from None
