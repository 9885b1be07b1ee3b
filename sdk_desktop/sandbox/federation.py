"""Organisations whose message services exchange SDK messages, in the sandbox's own time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from sdk_desktop.domain.access_point import Parcel
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
from sdk_desktop.sandbox.cast.first_messages import opening_messages
from sdk_desktop.sandbox.cast.neighbours import FILE_TYPES
from sdk_desktop.sandbox.cast.organisations import organisations, parts
from sdk_desktop.sandbox.cast.roles import CastMember, Role
from sdk_desktop.sandbox.network.access_points import AccessPoints
from sdk_desktop.sandbox.network.pki import SandboxPki
from sdk_desktop.sandbox.network.transport import Transport
from sdk_desktop.sandbox.records import Incoming, Member, Outgoing
from sdk_desktop.sandbox.service.journey import Journey
from sdk_desktop.sandbox.service.raw_message import loose_attributes
from sdk_desktop.sandbox.timeline import Timeline

ANSWER_AFTER = timedelta(seconds=16)
"""How long after a message has been acknowledged its receiver replies."""

_SYSTEM = Identifier("sdk-desktop", "sandbox")


class Federation:
    """The whole cast with its message services; the first messages have already arrived."""

    def __init__(self, clock: Clock, pki: SandboxPki, speed: float = 1.0) -> None:
        self.timeline = Timeline(clock, speed)
        self.parts = {part.function.identifier: part for part in parts()}
        self.members = _members(self.parts.values())
        self.access_points = AccessPoints(
            self.members,
            self.timeline,
            hand_in=self._take,
            delay_of=lambda function: self._role(function).unreachable,
        )
        self.transport = Transport(pki, self.timeline.now, self.access_points.pass_on)
        for message in opening_messages(self.timeline.now()):
            self.members[message.recipient.organisation].take_in(message)

    def tick(self) -> None:
        """Do everything that is due."""
        self.timeline.tick()

    def advance(self, time: timedelta) -> None:
        """Skip time, and do everything that falls due in it."""
        self.timeline.advance(time)
        self.tick()

    def submit(self, service_id: str, message: Message) -> Outgoing:
        """Take a message from a client of its sender.

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
        outgoing = Outgoing(service_id, named)
        sender.outgoing[service_id] = outgoing
        self._journey(outgoing, sender).begin()
        return outgoing

    def put_on_line(self, function: str, data: bytes) -> Incoming:
        """Let a message wait in a mailbox just as it is, whatever is wrong with it.

        Raises `KeyError` for a function that nobody has.
        """
        member = self.members[self.parts[function].function.organisation.participant]
        incoming = _received(function, data, self.timeline.stamp())
        member.incoming[incoming.service_id] = incoming
        return incoming

    def _journey(self, outgoing: Outgoing, sender: Member) -> Journey:
        recipient = outgoing.message.recipient
        return Journey(
            timeline=self.timeline,
            transport=self.transport,
            outgoing=outgoing,
            sender=sender,
            receiver=self.members[recipient.organisation],
            role=self.parts[recipient.function].role,
        )

    def _take(self, parcel: Parcel) -> None:
        """Let the message service of an organisation take what its access point hands in."""
        receiver = self.members[parcel.header.final_recipient]
        taken = self.transport.take(parcel.payload, receiver, self._role)
        if taken is not None and self._role(taken.recipient.function).answer:
            self.timeline.after(ANSWER_AFTER, partial(self._answer, taken))

    def _role(self, function: str | None) -> Role:
        part = self.parts.get(function or "")
        return part.role if part else Role()

    def _findings(self, message: Message, sender: Member) -> tuple[Finding, ...]:
        findings = check_message(message)
        if findings:
            return findings
        if any(o.message.message_id == message.message_id for o in sender.outgoing.values()):
            text = "Another message with this messageId has been sent."
            path = "/messagePayload/message/messageHeader/messageId"
            findings = (*findings, Finding("duplicate", "BV", "duplicate", path, text))
        part = self.parts.get(message.recipient.function)
        if not part or part.function.organisation.participant != message.recipient.organisation:
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
        text = self.parts[message.recipient.function].role.answer
        answer = _answer_to(message, text)
        answer = replace(answer, created=self.timeline.stamp())
        self.submit(answer.message_id, answer)


def _members(cast: Iterable[CastMember]) -> dict[str, Member]:
    known = tuple(part.function for part in cast)
    return {
        organisation.participant: Member(
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


def _received(function: str, data: bytes, now: datetime) -> Incoming:
    service_id = new_id()
    try:
        return Incoming(service_id, function, now, read_message(data))
    except InvalidMessage as error:
        if any(finding.rule in NOT_XML for finding in error.findings):
            return Incoming(service_id, function, now)
        return Incoming(service_id, function, now, attributes=loose_attributes(data))


def _answer_to(message: Message, text: str) -> Message:
    """Answer with the references swapped: the sender's come back as the recipient's."""
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
