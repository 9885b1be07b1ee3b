"""What is checked of a message that has been opened, in order, and what it is answered.

Source: transport.md §8 steps 14-27 and the codes of §4.3.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import chain

from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.errors import Finding, InvalidMessage
from sdk_desktop.domain.message import SIZE_LIMIT, Message
from sdk_desktop.formats.message import read_message

ALWAYS_SUPPORTED = "application/pdf"
"""The file type that every participant takes (B1.3.3)."""

MALWARE_MARK = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
"""Part of what every virus scanner reports as malware, though it is harmless."""

FORBIDDEN = "forbidden"
"""The rule, and the code, that malware breaks."""

DUPLICATE = "duplicate"
"""The rule that no messageId comes twice."""

_MESSAGE = "/messagePayload/message"
_HEADER = f"{_MESSAGE}/messageHeader"
RECIPIENT_FUNCTION = f"{_HEADER}/recipient/attention/subOrganization/organizationId/extension"
"""Where a message says which function it is for."""

_FILES = f"{_MESSAGE}/messageBody/documents/ContentFiles"
NOT_XML = frozenset({"well-formed", "encoding", "doctype"})
"""Rules that say a payload is not XML, so that it is never answered (transport.md §4.4)."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """What the receiving organisation knows; None takes every function or file type."""

    functions: Container[str] | None
    seen: Container[str] = ()
    refused: Container[str] = ()
    file_types: Container[str] | None = None
    size_limit: int = SIZE_LIMIT


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """What came of a message: itself where it could be read, and what to answer.

    No acknowledgement is due for bytes that are not XML (transport.md §4.4).
    """

    message: Message | None
    acknowledgement: Acknowledgement | None

    @property
    def accepted(self) -> bool:
        """Return whether the message is to be taken in."""
        return self.acknowledgement is not None and self.acknowledgement.accepted

    def with_causes(self, causes: tuple[Finding, ...]) -> ValidationResult:
        """Return what comes of the message when there are these causes to refuse it, too."""
        answer = self.acknowledgement
        if answer is None or not causes:
            return self
        return ValidationResult(
            self.message, Acknowledgement(answer.message_id, causes + answer.causes)
        )


def validate(data: bytes, envelope: Envelope, receiver: Receiver) -> ValidationResult:
    """Read a message and decide its acknowledgement; a breach of form ends the examination."""
    if len(data) > receiver.size_limit:
        size = _rule("too-long", "/messagePayload", "Message size too large.")
        return ValidationResult(None, Acknowledgement(envelope.identifier, (size,)))
    try:
        message = read_message(data)
    except InvalidMessage as error:
        return ValidationResult(None, _answer_to_unreadable(envelope, error.findings))
    causes = tuple(chain.from_iterable(check(message, envelope, receiver) for check in _CHECKS))
    return ValidationResult(message, Acknowledgement(envelope.identifier, causes))


def is_duplicate() -> Finding:
    """Return the cause that another message had the same messageId."""
    text = "The messageId has been received before."
    return _rule(DUPLICATE, f"{_HEADER}/messageId", text)


def answers_refused() -> Finding:
    """Return the cause that a message answers one that its receiver counts as failed."""
    text = "refToMessageId points to a message that is marked REJECTED."
    return _rule("not-supported", f"{_HEADER}/refToMessageId", text)


def _answer_to_unreadable(
    envelope: Envelope, findings: tuple[Finding, ...]
) -> Acknowledgement | None:
    if any(finding.rule in NOT_XML for finding in findings):
        return None
    return Acknowledgement(envelope.identifier, findings)


def _envelope(message: Message, envelope: Envelope, _receiver: Receiver) -> Iterator[Finding]:
    if message.message_id != envelope.identifier:
        text = "messageId is not identical to the envelope's ID."
        yield _rule("invariant", f"{_HEADER}/messageId", text)
    if message.sender.organisation != envelope.sender:
        text = "senderID is not identical to value in XHE envelope."
        yield _rule("security", f"{_HEADER}/sender/senderID/extension", text)
    if message.recipient.organisation != envelope.recipient:
        text = "recipientID is not identical to value in XHE envelope."
        yield _rule("security", f"{_HEADER}/recipient/recipientID/extension", text)
    if envelope.function is not None and message.recipient.function != envelope.function:
        text = "subOrganization/organizationId must equal HandlingServiceID."
        yield _rule("security", RECIPIENT_FUNCTION, text)


def _function(message: Message, _envelope: Envelope, receiver: Receiver) -> Iterator[Finding]:
    if receiver.functions is not None and message.recipient.function not in receiver.functions:
        text = "Wrong or unknown subOrganization/organizationId."
        yield _rule("not-found", RECIPIENT_FUNCTION, text)


def _history(message: Message, _envelope: Envelope, receiver: Receiver) -> Iterator[Finding]:
    if message.message_id in receiver.seen:
        yield is_duplicate()
    if message.ref_to_message_id is not None and message.ref_to_message_id in receiver.refused:
        yield answers_refused()


def _file_types(message: Message, _envelope: Envelope, receiver: Receiver) -> Iterator[Finding]:
    if receiver.file_types is None:
        return
    for file in message.files:
        kind = file.content_type.partition(";")[0].strip().lower()
        if kind != ALWAYS_SUPPORTED and kind not in receiver.file_types:
            text = "The value of contentType is not allowed."
            yield _rule("not-supported", f"{_FILES}/contentType", text)


def _malware(message: Message, _envelope: Envelope, _receiver: Receiver) -> Iterator[Finding]:
    if any(MALWARE_MARK in file.content for file in message.files):
        yield _rule(FORBIDDEN, f"{_FILES}/content", "Malware was found in the message.")


def _rule(code: str, path: str, text: str) -> Finding:
    return Finding(rule=code, cause="BV", code=code, path=path, text=text)


_CHECKS: tuple[Callable[[Message, Envelope, Receiver], Iterator[Finding]], ...] = (
    _envelope,
    _function,
    _history,
    _file_types,
    _malware,
)
