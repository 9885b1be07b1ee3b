"""Messages that come to us in a valid envelope: transport.md §8 rows 14-27, and §4.3."""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.conformance.case import (
    ACCEPTED,
    OVERDUE_AFTER,
    SENDER,
    SILENTLY_KEPT,
    case,
    incoming,
    practice_function,
    receive,
    receive_waiting,
    refused,
    waiting_for_answer,
)
from sdk_desktop.conformance.case_context import CaseContext
from sdk_desktop.domain.conformance import Fact
from sdk_desktop.domain.message import new_id


def _same_id(context: CaseContext) -> Iterator[str]:
    identifier = new_id()
    yield from receive(context, "sound", identifier=identifier)
    context.clear()
    yield Fact.LATER
    yield from receive(context, "sound", identifier=identifier)


def _refers_to(context: CaseContext, message_id: str) -> Iterator[str]:
    context.clear()
    yield from receive(context, "sound", refers_to=message_id)


def _refers_to_unknown(context: CaseContext) -> Iterator[str]:
    yield from _refers_to(context, new_id())


def _refers_to_rejected(context: CaseContext) -> Iterator[str]:
    sent = context.send(context.draft(practice_function("avvisar-bruten-regel")))
    context.exchange()
    context.synchronise()
    yield from _refers_to(context, sent)


def _refers_to_overdue(context: CaseContext) -> Iterator[str]:
    sent = waiting_for_answer(context)
    context.wait(OVERDUE_AFTER)
    context.synchronise()
    yield from _refers_to(context, sent)


def _to_each_mailbox(context: CaseContext) -> Iterator[str]:
    for mailbox in context.mailboxes:
        context.clear()
        context.sandbox.send("sound", SENDER, function=mailbox.address)
        yield from receive_waiting(context, mailbox.address)


MESSAGE_CASES = (
    incoming("The message breaks off", "8:14", "payload-cut-off", *SILENTLY_KEPT),
    incoming(
        "The message declares a document type", "8:14", "payload-document-type", *SILENTLY_KEPT
    ),
    incoming("A message of 30 MB", "8:15", "largest", *ACCEPTED),
    incoming("A message of 30 MB and a little", "8:15 4.3:4", "too-large", *refused("BV too-long")),
    incoming("Another root element", "8:16 4.3:2", "other-root", *refused("SV structure")),
    incoming(
        "DocumentTypeCode is not the root element",
        "8:16 4.3:2",
        "other-type-code",
        *refused("SV structure"),
    ),
    incoming("A time in words", "8:16 4.3:2", "time-in-words", *refused("SV structure")),
    incoming(
        "confidentiality is missing",
        "8:16 4.3:2",
        "without-confidentiality",
        *refused("SV structure"),
    ),
    incoming(
        "confidentiality is neither true nor false",
        "8:16 4.3:2",
        "odd-confidentiality",
        *refused("SV structure"),
    ),
    incoming("Elements in another order", "8:16 4.3:2", "turned-round", *refused("SV structure")),
    incoming("An unknown element", "8:16 4.3:2", "unknown-element", *refused("SV structure")),
    incoming(
        "The organisation's label is too long",
        "8:16 4.3:labels",
        "long-organisation",
        *refused("SV structure"),
    ),
    incoming(
        "A person's label is too long", "8:16 4.3:labels", "long-person", *refused("SV structure")
    ),
    incoming(
        "The function's label is too long",
        "8:16 4.3:labels",
        "long-function",
        *refused("SV structure"),
    ),
    incoming(
        "The message's label is too long",
        "8:17 4.3:label",
        "long-label",
        *refused("BV structure"),
    ),
    incoming(
        "A time with another zone than Z", "8:17 4.3:5", "time-with-zone", *refused("BV invariant")
    ),
    incoming(
        "conversationId is no UUID",
        "8:17 4.3:5",
        "conversation-no-uuid",
        *refused("BV invariant"),
    ),
    incoming(
        "refToMessageId is no UUID", "8:17 4.3:5", "reference-no-uuid", *refused("BV invariant")
    ),
    incoming(
        "senderID in another code system", "8:17 4.3:5", "sender-root", *refused("BV invariant")
    ),
    incoming(
        "organizationId in another code system",
        "8:17 4.3:5",
        "function-root",
        *refused("BV invariant"),
    ),
    incoming("An empty label", "8:17 4.3:5", "empty-label", *refused("BV invariant")),
    incoming(
        "An attachment that is no Base64", "8:17 4.3:5", "no-base64", *refused("BV invariant")
    ),
    incoming(
        "messageId is not the envelope's ID",
        "8:18",
        "other-message-id",
        *refused("BV invariant"),
    ),
    incoming(
        "senderID is not FromParty", "8:19 4.3:senderID", "other-sender", *refused("BV security")
    ),
    incoming(
        "FromParty is not originalSender of the access points",
        "8:19 8:2 4.3:13",
        "other-original-sender",
        *refused("BV security"),
    ),
    incoming(
        "recipientID is not ToParty",
        "8:20 4.3:recipientID",
        "other-recipient",
        *refused("BV security"),
    ),
    incoming(
        "The function is not HandlingServiceID",
        "8:21 4.3:organizationId",
        "other-function",
        *refused("BV security"),
    ),
    incoming("The function is unknown", "8:22 4.3:9", "unknown-function", *refused("BV not-found")),
    case(
        "Another message with a messageId that came before",
        "8:23 4.3:6",
        _same_id,
        *ACCEPTED,
        Fact.LATER,
        "REJECTED BV duplicate",
        Fact.KEPT,
    ),
    case("refToMessageId is unknown", "8:24 4.3:7", _refers_to_unknown, *ACCEPTED),
    case(
        "refToMessageId is a message of ours that was rejected",
        "8:24 4.3:11",
        _refers_to_rejected,
        *refused("BV not-supported"),
    ),
    case(
        "refToMessageId is a message of ours that nobody acknowledged",
        "8:24 4.3:11",
        _refers_to_overdue,
        *refused("BV not-supported"),
    ),
    incoming("A PDF file", "8:25", "pdf", *ACCEPTED),
    incoming("A file of an unusual type; we take every type", "8:25 4.3:8", "odd-file", *ACCEPTED),
    incoming(
        "A file that scanners know as malware (EICAR)",
        "8:26 4.3:3",
        "malware",
        *refused("BV forbidden"),
        Fact.INCIDENT,
    ),
    incoming("A message without fault", "8:27 4.3:1", "sound", *ACCEPTED),
    case(
        "A message to each of our mailboxes lies in that mailbox",
        "8:27",
        _to_each_mailbox,
        *(ACCEPTED * 3),
    ),
)
