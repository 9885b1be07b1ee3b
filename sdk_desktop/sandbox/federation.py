"""Organisations whose message services exchange SDK messages, in the sandbox's own time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from sdk_desktop.domain.access_point import As4Message
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Finding, InvalidMessage
from sdk_desktop.domain.message import (
    LABEL_LIMIT,
    Attention,
    Document,
    Identifier,
    Message,
    Party,
    new_id,
)
from sdk_desktop.exchange.validation import NOT_XML, RECIPIENT_FUNCTION
from sdk_desktop.formats.message import check_message, read_message
from sdk_desktop.sandbox.cast.behaviour import Behaviour, SandboxFunction
from sdk_desktop.sandbox.cast.first_messages import first_messages
from sdk_desktop.sandbox.cast.neighbours import FILE_TYPES
from sdk_desktop.sandbox.cast.organisations import organisations, sandbox_functions
from sdk_desktop.sandbox.network.access_points import AccessPoints
from sdk_desktop.sandbox.network.pki import SandboxPki
from sdk_desktop.sandbox.network.transport import Transport
from sdk_desktop.sandbox.records import IncomingRecord, OutgoingRecord, SandboxMember
from sdk_desktop.sandbox.service.raw_message import loose_attributes
from sdk_desktop.sandbox.service.transfer import MessageTransfer
from sdk_desktop.sandbox.timeline import Timeline

ANSWER_AFTER = timedelta(seconds=16)
"""How long after a message has been acknowledged its receiver replies."""

_SYSTEM = Identifier("sdk-desktop", "sandbox")


class Federation:
    """All organisations with their message services; the first messages have already arrived."""

    def __init__(self, clock: Clock, pki: SandboxPki, speed: float = 1.0) -> None:
        self.timeline = Timeline(clock, speed)
        self.functions = {entry.function.identifier: entry for entry in sandbox_functions()}
        self.members = _members(self.functions.values())
        self.access_points = AccessPoints(
            self.members,
            self.timeline,
            deliver=self._receive,
            delay_of=lambda function: self._behaviour(function).unreachable,
        )
        self.transport = Transport(pki, self.timeline.now, self.access_points.pass_on)
        for message in first_messages(self.timeline.now()):
            self.members[message.recipient.organisation].put_in_mailbox(message)

    def tick(self) -> None:
        """Do everything that is due."""
        self.timeline.tick()

    def advance(self, time: timedelta) -> None:
        """Skip time, and do everything that falls due in it."""
        self.timeline.advance(time)
        self.tick()

    def submit(self, service_id: str, message: Message) -> OutgoingRecord:
        """Accept a message from a client of its sender.

        The same message again is recognised, not sent twice. Raises `InvalidMessage` for one that
        breaks a rule, goes to an unknown function, or has another message's identifier.
        """
        sender = self.members[message.sender.organisation]
        named = self._with_names(message)
        known = sender.outgoing.get(service_id)
        if known is not None and known.message == named:
            return known
        findings = self._findings(named, sender)
        if findings:
            raise InvalidMessage("The message cannot be sent.", findings)
        outgoing = OutgoingRecord(service_id, named)
        sender.outgoing[service_id] = outgoing
        self._transfer(outgoing, sender).begin()
        return outgoing

    def put_in_mailbox(self, function: str, data: bytes) -> IncomingRecord:
        """Put a message into a mailbox unchecked, whatever is wrong with it.

        Raises `KeyError` for a function that nobody has.
        """
        member = self.members[self.functions[function].function.organisation.participant]
        incoming = _received(function, data, self.timeline.stamp())
        member.incoming[incoming.service_id] = incoming
        return incoming

    def _transfer(self, outgoing: OutgoingRecord, sender: SandboxMember) -> MessageTransfer:
        recipient = outgoing.message.recipient
        return MessageTransfer(
            timeline=self.timeline,
            transport=self.transport,
            outgoing=outgoing,
            sender=sender,
            receiver=self.members[recipient.organisation],
            behaviour=self.functions[recipient.function].behaviour,
        )

    def _receive(self, as4_message: As4Message) -> None:
        """Receive an AS4 message as the message service of an organisation that has one."""
        receiver = self.members[as4_message.header.final_recipient]
        received = self.transport.receive(as4_message.payload, receiver, self._behaviour)
        if received is not None and self._behaviour(received.recipient.function).answer:
            self.timeline.after(ANSWER_AFTER, partial(self._answer, received))

    def _behaviour(self, function: str | None) -> Behaviour:
        entry = self.functions.get(function or "")
        return entry.behaviour if entry else Behaviour()

    def _findings(self, message: Message, sender: SandboxMember) -> tuple[Finding, ...]:
        findings = check_message(message)
        if findings:
            return findings
        if any(o.message.message_id == message.message_id for o in sender.outgoing.values()):
            text = "Another message with this messageId has been sent."
            path = "/messagePayload/message/messageHeader/messageId"
            findings = (*findings, Finding("duplicate", "BV", "duplicate", path, text))
        entry = self.functions.get(message.recipient.function)
        if not entry or entry.function.organisation.participant != message.recipient.organisation:
            text = "Wrong or unknown subOrganization/organizationId."
            finding = Finding("not-found", "BV", "not-found", RECIPIENT_FUNCTION, text)
            findings = (*findings, finding)
        return findings

    def _with_names(self, message: Message) -> Message:
        """Add the organisations' names from the address book; the API has no place for them."""
        return replace(
            message,
            sender=self._with_name(message.sender),
            recipient=self._with_name(message.recipient),
        )

    def _with_name(self, party: Party) -> Party:
        member = self.members.get(party.organisation)
        return replace(party, label=member.organisation.name) if member else party

    def _answer(self, message: Message) -> None:
        text = self.functions[message.recipient.function].behaviour.answer
        answer = _answer_to(message, text)
        answer = replace(answer, created=self.timeline.stamp())
        self.submit(answer.message_id, answer)


def _members(functions: Iterable[SandboxFunction]) -> dict[str, SandboxMember]:
    known = tuple(entry.function for entry in functions)
    return {
        organisation.participant: SandboxMember(
            organisation,
            frozenset(
                function.identifier
                for function in known
                if function.organisation.participant == organisation.participant
            ),
            FILE_TYPES.get(organisation.participant),
        )
        for organisation in organisations()
        if organisation.kind == "o"
    }


def _received(function: str, data: bytes, now: datetime) -> IncomingRecord:
    service_id = new_id()
    try:
        return IncomingRecord(service_id, function, now, read_message(data))
    except InvalidMessage as error:
        if any(finding.rule in NOT_XML for finding in error.findings):
            return IncomingRecord(service_id, function, now)
        return IncomingRecord(service_id, function, now, attributes=loose_attributes(data))


def _answer_to(message: Message, text: str) -> Message:
    """Return a reply; the references of the sender become those of the recipient."""
    identifier = str(uuid5(NAMESPACE_URL, f"answer/{message.message_id}"))
    return Message(
        message_id=identifier,
        conversation_id=message.conversation_id,
        created=message.created,
        label=f"Svar: {message.label or ''}".strip()[:LABEL_LIMIT],
        confidential=message.confidential,
        recipient=message.sender,
        sender=_answering(message.recipient),
        documents=(Document(identifier, texts=(text,)),),
        ref_to_message_id=message.message_id,
        generating_system=_SYSTEM,
    )


def _answering(party: Party) -> Party:
    attention = party.attention or Attention("")
    return replace(party, attention=replace(attention, persons=()))
