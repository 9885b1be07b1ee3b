"""Malformed messages in valid envelopes, and messages at the limits (transport.md §4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.message import (
    LABEL_LIMIT,
    PARTICIPANT_SCHEME,
    SIZE_LIMIT,
    Attention,
    CodeSystem,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
    new_id,
)
from sdk_desktop.exchange.validation import ALWAYS_SUPPORTED, MALWARE_MARK
from sdk_desktop.formats.message import examine_message
from sdk_desktop.sandbox.conformance.malformed import STRANGER, MalformedDocument, replace_first

UNKNOWN_FUNCTION = "sdk:finns-inte:0203:example.se"
_HUGE = 39_500_000
"""Bytes of a file with which an envelope has more than 70 MB."""

_EICAR = rb"X5O!P%%@AP[4\PZX54(P^)7CC)7}$%s!$H+H*" % MALWARE_MARK
"""The file that every scanner reports, in two parts, so that none reports this module."""


def _with_file(message: Message, content: bytes, kind: str = ALWAYS_SUPPORTED) -> Message:
    (document,) = message.documents
    name = f"{document.texts[0]}.bin"
    files = (*document.files, File(name, kind, content))
    return replace(message, documents=(replace(document, files=files),))


def _of_size(message: Message, size: int) -> Message:
    """Fill a message up to a size, or a few bytes less: Base64 comes in fours."""
    _, empty = examine_message(_with_file(message, b""))
    return _with_file(message, bytes((size - empty) // 4 * 3))


def _too_large(message: Message) -> Message:
    return _of_size(message, SIZE_LIMIT + 4)


def _largest(message: Message) -> Message:
    return _of_size(message, SIZE_LIMIT)


def _huge(message: Message) -> Message:
    return _with_file(message, bytes(_HUGE))


def _minimal(message: Message) -> Message:
    """Leave out everything optional."""
    recipient = replace(message.recipient, label=None)
    return replace(
        message, label=None, recipient=recipient, sender=Party(message.sender.organisation)
    )


def _maximal(message: Message) -> Message:
    """Fill in every element to its limit."""
    (document,) = message.documents
    text = document.texts[0]
    long = text.ljust(LABEL_LIMIT, "å")
    persons = (Person(long, Identifier(CodeSystem.PERSONAL_NUMBER, "191212121212")), Person(long))
    references = tuple(Reference(Identifier(root, text), long) for root in CodeSystem)
    files = tuple(File(f"{text}-{n}.pdf", ALWAYS_SUPPORTED, b"%PDF-1.7") for n in range(5))
    documents = tuple(
        Document(new_id(), text, str(place), files, (text, f"# {text}")) for place in range(1, 6)
    )

    def party(given: Party) -> Party:
        return Party(given.organisation, long, Attention(given.function, long, persons, references))

    return replace(
        message,
        label=long,
        confidential=True,
        recipient=party(message.recipient),
        sender=party(message.sender),
        documents=documents,
        ref_to_message_id=new_id(),
        generating_system=Identifier("sdk-desktop", "conformance"),
    )


def _attention(message: Message, **changes: object) -> Message:
    attention = message.recipient.attention or Attention("")
    changed = replace(attention, **changes)  # type: ignore[arg-type] # fields of Attention
    return replace(message, recipient=replace(message.recipient, attention=changed))


def _too_long(message: Message) -> str:
    return message.documents[0].texts[0].ljust(LABEL_LIMIT + 1, "x")


def _long_label(message: Message) -> Message:
    return replace(message, label=_too_long(message))


def _long_organisation(message: Message) -> Message:
    return replace(message, recipient=replace(message.recipient, label=_too_long(message)))


def _long_person(message: Message) -> Message:
    return _attention(message, persons=(Person(_too_long(message)),))


def _long_function(message: Message) -> Message:
    return _attention(message, function_label=_too_long(message))


def _for_function(message: Message, function: str) -> Message:
    return _attention(message, function=function)


def _sent_to_function(envelope: Envelope, function: str) -> Envelope:
    return replace(envelope, function=function)


def _from_stranger(message: Message) -> Message:
    return replace(message, sender=replace(message.sender, organisation=STRANGER))


def _to_stranger(message: Message) -> Message:
    return replace(message, recipient=replace(message.recipient, organisation=STRANGER))


def _named_anew(message: Message) -> Message:
    return replace(message, message_id=new_id())


def _other_root(data: bytes) -> bytes:
    return data.replace(b"messagePayload", b"messageLetter")


def _value(name: str, value: str) -> MalformedDocument:
    """Return a document in which an element has another value."""
    pattern = rb"(<%s>)[^<]*" % name.encode()
    return MalformedDocument(payload=replace_first(pattern, rb"\g<1>%s" % value.encode()))


_TIME = rb"(<creationDateTime>)[^<]*"
_CONVERSATION = rb"(</conversationId>)"


def _tf_2_4_1(data: bytes) -> bytes:
    """Digg's TF2.4.1.xml: a date in words, and a conversation that is no UUID."""
    return replace_first(_TIME, rb"\g<1>3 Sept. 2019")(
        replace_first(_CONVERSATION, "Ö".encode() + rb"\1")(data)
    )


MESSAGES: Mapping[str, MalformedDocument] = {
    "sound": MalformedDocument(),
    "minimal": MalformedDocument(message=_minimal),
    "maximal": MalformedDocument(message=_maximal),
    "largest": MalformedDocument(message=_largest),
    "too-large": MalformedDocument(message=_too_large),
    "huge": MalformedDocument(message=_huge),
    "pdf": MalformedDocument(message=partial(_with_file, content=b"%PDF-1.7")),
    "odd-file": MalformedDocument(
        message=partial(_with_file, content=b"data", kind="application/x-conformance")
    ),
    "malware": MalformedDocument(message=partial(_with_file, content=_EICAR)),
    "other-root": MalformedDocument(payload=_other_root),
    "time-in-words": _value("creationDateTime", "3 Sept. 2019"),
    "without-confidentiality": MalformedDocument(
        payload=replace_first(rb"<confidentiality>.*?</confidentiality>", b"")
    ),
    "odd-confidentiality": _value("confidentiality", "kanske"),
    "turned-round": MalformedDocument(
        payload=replace_first(
            rb"(<messageId>[^<]*</messageId>)(<conversationId>[^<]*</conver.*?>)", rb"\2\1"
        )
    ),
    "unknown-element": MalformedDocument(
        payload=replace_first(rb"</messageHeader>", b"<a>b</a></messageHeader>")
    ),
    "tf-2.4.1": MalformedDocument(payload=_tf_2_4_1),
    "long-organisation": MalformedDocument(message=_long_organisation),
    "long-person": MalformedDocument(message=_long_person),
    "long-function": MalformedDocument(message=_long_function),
    "long-label": MalformedDocument(message=_long_label),
    "time-with-zone": _value("creationDateTime", "2026-03-02T12:00:00+01:00"),
    "message-no-uuid": MalformedDocument(
        payload=replace_first(rb"(<messageId>)[^<]*", rb"\g<1>meddelande-1"),
    ),
    "conversation-no-uuid": _value("conversationId", "samtal-1"),
    "reference-no-uuid": MalformedDocument(
        payload=replace_first(_CONVERSATION, rb"\1<refToMessageId>meddelande-1</refToMessageId>")
    ),
    "sender-root": MalformedDocument(
        payload=replace_first(
            rb"(<senderID><root>)" + PARTICIPANT_SCHEME.encode(),
            rb"\1" + "icke-godkänt-kodverk".encode(),
        )
    ),
    "function-root": MalformedDocument(
        payload=replace_first(rb"(<organizationId><root>)[^<]*", rb"\1urn:example:other")
    ),
    "empty-label": MalformedDocument(
        payload=replace_first(rb"<label>[^<]*</label>", b"<label></label>")
    ),
    "no-base64": MalformedDocument(
        message=partial(_with_file, content=b"data"),
        payload=replace_first(rb"(<content>)[^<]*", rb"\g<1>inte Base64!"),
    ),
    "other-message-id": MalformedDocument(message=_named_anew),
    "other-sender": MalformedDocument(message=_from_stranger),
    "other-recipient": MalformedDocument(message=_to_stranger),
    "other-function": MalformedDocument(
        envelope=partial(_sent_to_function, function=UNKNOWN_FUNCTION)
    ),
    "unknown-function": MalformedDocument(
        message=partial(_for_function, function=UNKNOWN_FUNCTION),
        envelope=partial(_sent_to_function, function=UNKNOWN_FUNCTION),
    ),
}
"""By the names that a conformance run asks for."""
