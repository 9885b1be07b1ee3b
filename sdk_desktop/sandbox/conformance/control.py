"""Control of the counterpart of a conformance run."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from http import HTTPStatus

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.access_point import As4Message
from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.message import Attention, Document, Message, Party, new_id
from sdk_desktop.exchange.opening import OpenedEnvelope
from sdk_desktop.exchange.sealing import acknowledgement_of
from sdk_desktop.formats.json_fields import JsonObject
from sdk_desktop.sandbox.conformance.acknowledgements import (
    ACKNOWLEDGEMENTS,
    AcknowledgementVariant,
)
from sdk_desktop.sandbox.conformance.envelopes import ENVELOPES
from sdk_desktop.sandbox.conformance.malformed import (
    MalformedDocument,
    acknowledgement_as4_message,
    message_as4_message,
)
from sdk_desktop.sandbox.conformance.messages import MESSAGES
from sdk_desktop.sandbox.federation import Federation
from sdk_desktop.sandbox.network.access_point import SandboxAccessPoint
from sdk_desktop.sandbox.network.pki import SandboxPki
from sdk_desktop.sandbox.service.resources_json import json_body, json_response

MALFORMED_DOCUMENTS = {**ENVELOPES, **MESSAGES}
AGAIN = "again"
"""Instead of a document's name: the bytes of the last envelope once more."""

_LONGEST_LOG = 500
_MOST_ATTEMPTS = 10


class CounterpartFault(StrEnum):
    """Faults of the counterpart that a run must notice."""

    NOTHING_SPOILED = "nothing-spoiled"
    """Every envelope and every acknowledgement that it sends is sound."""
    NOTHING_REFUSED = "nothing-refused"
    """It accepts whatever it can read."""


@dataclass(slots=True)
class _Log:
    """What was received from one organisation since the log was last cleared."""

    acknowledgements: deque[dict[str, object]] = field(
        default_factory=partial(deque, maxlen=_LONGEST_LOG)
    )
    messages: deque[str] = field(default_factory=partial(deque, maxlen=_LONGEST_LOG))


class ConformanceControl:
    """Sends documents, valid or malformed, and records what comes back."""

    def __init__(self, federation: Federation, pki: SandboxPki) -> None:
        self._federation = federation
        self._pki = pki
        self._logs: dict[str, _Log] = {}
        self._faults: frozenset[CounterpartFault] = frozenset()
        self._last: tuple[str, As4Message] | None = None
        self._secrets: set[str] = set()
        federation.transport.on_opened = self._record

    def send(self, request: Request, participant: str, name: str) -> Response:
        """Put an envelope into an organisation's access point.

        `{"sender": "0203:…", "function"?, "refers_to"?, "identifier"?}` for a message,
        `{"sender": "0203:…", "of": message id}` for an acknowledgement.
        """
        access_point = self._known(participant)
        try:
            self._last = self._made(name, JsonObject(json_body(request), ""), participant)
        except InvalidMessage as error:
            raise BadRequest(str(error)) from error
        identifier, as4_message = self._last
        self._federation.access_points.put(access_point, as4_message)
        return json_response({"identifier": identifier}, HTTPStatus.CREATED)

    def observations(self, request: Request, participant: str) -> Response:
        """Return an organisation's acknowledgements, and the transfers of its message `sent`."""
        access_point, log = self._known(participant), self._log(participant)
        sent = request.args.get("sent", "")
        attempts = (sent, *(f"{sent}-{number}" for number in range(2, _MOST_ATTEMPTS)))
        left = [
            access_point.sent[one].as4_message.payload
            for one in attempts
            if one in access_point.sent
        ]
        body = {
            "acknowledgements": list(log.acknowledgements),
            "waiting": sum(1 for _ in access_point.pending()),
            "attempts": len(left),
            "versions": len(set(left)),
            "arrived": log.messages.count(sent),
        }
        return json_response(body)

    def clear(self, _request: Request, participant: str) -> Response:
        """Clear the log of an organisation, and what still waits for it."""
        access_point = self._known(participant)
        self._logs.pop(participant, None)
        for as4_message in tuple(access_point.pending()):
            access_point.mark_downloaded(as4_message.header.message_id)
        return Response(status=HTTPStatus.NO_CONTENT)

    def faults(self, request: Request) -> Response:
        """Switch on `{"faults": […]}` of the counterpart, and no others."""
        named = json_body(request).get("faults")
        if not isinstance(named, list) or not set(CounterpartFault).issuperset(map(str, named)):
            raise BadRequest
        self._faults = frozenset(CounterpartFault(str(one)) for one in named)
        self._federation.transport.lenient = CounterpartFault.NOTHING_REFUSED in self._faults
        return Response(status=HTTPStatus.NO_CONTENT)

    def _made(self, name: str, asked: JsonObject, recipient: str) -> tuple[str, As4Message]:
        if name == AGAIN and self._last is not None:
            return self._last
        sender = self._known(asked.required("sender")).participant
        if name in MALFORMED_DOCUMENTS:
            return self._message(MALFORMED_DOCUMENTS[name], asked, sender, recipient)
        if name in ACKNOWLEDGEMENTS:
            return self._acknowledgement(ACKNOWLEDGEMENTS[name], asked, sender, recipient)
        raise NotFound

    def _message(
        self, malformed: MalformedDocument, asked: JsonObject, sender: str, recipient: str
    ) -> tuple[str, As4Message]:
        """Return a message whose texts are all ones that no acknowledgement may repeat."""
        identifier, refers_to = asked.text("identifier"), asked.text("refers_to")
        if CounterpartFault.NOTHING_SPOILED in self._faults:
            malformed, identifier, refers_to = MalformedDocument(), None, None
        secret = f"Prov {new_id()}"
        self._secrets.add(secret)
        members, identifier = self._federation.members, identifier or new_id()
        function = asked.text("function") or min(members[recipient].functions)
        message = Message(
            message_id=identifier,
            conversation_id=identifier,
            created=self._federation.timeline.stamp(),
            label=secret,
            confidential=False,
            recipient=Party(recipient, secret, Attention(function, secret)),
            sender=Party(sender, secret, Attention(min(members[sender].functions), secret)),
            documents=(Document(new_id(), texts=(secret,)),),
            ref_to_message_id=refers_to,
        )
        return identifier, message_as4_message(malformed, message, self._pki)

    def _acknowledgement(
        self, variant: AcknowledgementVariant, asked: JsonObject, sender: str, recipient: str
    ) -> tuple[str, As4Message]:
        if CounterpartFault.NOTHING_SPOILED in self._faults:
            variant = AcknowledgementVariant()
        now = self._federation.timeline.stamp()
        answered = Envelope(asked.required("of"), now, sender=recipient, recipient=sender)
        answer = Acknowledgement(answered.identifier, variant.causes)
        document = acknowledgement_of(answer, answered, now)
        as4_message = acknowledgement_as4_message(variant.malformed, document, answered, self._pki)
        return document.identifier, as4_message

    def _record(self, opened: OpenedEnvelope) -> None:
        envelope = opened.envelope
        access_point = self._federation.access_points.access_points.get(
            envelope.sender if envelope else ""
        )
        if envelope is None or access_point is None or not access_point.direct:
            return
        log = self._log(envelope.sender)
        if envelope.document_type is DocumentType.MESSAGE:
            log.messages.append(envelope.identifier)
        else:
            log.acknowledgements.append(self._answer(opened))

    def _answer(self, opened: OpenedEnvelope) -> dict[str, object]:
        document = opened.content
        if not isinstance(document, AcknowledgementDocument):
            return {"sound": False}
        answer = document.acknowledgement
        texts = [f"{cause.path} {cause.text}" for cause in answer.causes]
        return {
            "sound": True,
            "identifier": document.identifier,
            "message": answer.message_id,
            "causes": [f"{cause.cause} {cause.code}".strip() for cause in answer.causes],
            "repeats": any(secret in text for secret in self._secrets for text in texts),
        }

    def _log(self, participant: str) -> _Log:
        return self._logs.setdefault(participant, _Log())

    def _known(self, participant: str) -> SandboxAccessPoint:
        access_point = self._federation.access_points.access_points.get(participant)
        if access_point is None:
            raise NotFound
        return access_point
