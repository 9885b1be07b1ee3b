"""The part of the control plane that plays the counterpart of a conformance run."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from http import HTTPStatus

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.access_point import Parcel
from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.message import Attention, Document, Message, Party, new_id
from sdk_desktop.exchange.opening import Opened
from sdk_desktop.exchange.sealing import acknowledgement_of
from sdk_desktop.formats.json_fields import Fields
from sdk_desktop.sandbox.conformance.acknowledgements import ACKNOWLEDGEMENTS, Said
from sdk_desktop.sandbox.conformance.envelopes import ENVELOPES
from sdk_desktop.sandbox.conformance.messages import MESSAGES
from sdk_desktop.sandbox.conformance.misfit import (
    Misfit,
    acknowledgement_parcel,
    message_parcel,
)
from sdk_desktop.sandbox.federation import Federation
from sdk_desktop.sandbox.key_cabinet import KeyCabinet
from sdk_desktop.sandbox.resources_json import json_body, json_response
from sdk_desktop.sandbox.stations import Station

MISFITS = {**ENVELOPES, **MESSAGES}
AGAIN = "again"
"""Instead of a misfit's name: the last envelope once more, to the byte."""

_MOST_HEARD = 500
_MOST_ATTEMPTS = 10


class Fault(StrEnum):
    """What the counterpart can do wrong, so that the run must notice."""

    NOTHING_SPOILED = "nothing-spoiled"
    """Every envelope and every acknowledgement that it sends is sound."""
    NOTHING_REFUSED = "nothing-refused"
    """It accepts whatever it can read."""


@dataclass(slots=True)
class _Log:
    """What the counterpart has had of one organisation since it was last asked to forget."""

    answers: deque[dict[str, object]] = field(default_factory=partial(deque, maxlen=_MOST_HEARD))
    messages: deque[str] = field(default_factory=partial(deque, maxlen=_MOST_HEARD))


class ConformanceDesk:
    """Sends what it is asked for, right or wrong, and tells what came back."""

    def __init__(self, federation: Federation, cabinet: KeyCabinet) -> None:
        self._federation = federation
        self._cabinet = cabinet
        self._logs: dict[str, _Log] = {}
        self._faults: frozenset[Fault] = frozenset()
        self._last: tuple[str, Parcel] | None = None
        self._secrets: set[str] = set()
        federation.transport.listen = self._hear

    def send(self, request: Request, participant: str, name: str) -> Response:
        """Let an envelope come in at an organisation's access point.

        `{"sender": "0203:…", "function"?, "refers_to"?, "identifier"?}` for a message,
        `{"sender": "0203:…", "of": message id}` for an acknowledgement.
        """
        station = self._known(participant)
        try:
            self._last = self._made(name, Fields(json_body(request), ""), participant)
        except InvalidMessage as error:
            raise BadRequest(str(error)) from error
        identifier, parcel = self._last
        self._federation.access_points.put(station, parcel)
        return json_response({"identifier": identifier}, HTTPStatus.CREATED)

    def heard(self, request: Request, participant: str) -> Response:
        """Tell what an organisation has answered, and how the message `sent` left and arrived."""
        station, log = self._known(participant), self._log(participant)
        sent = request.args.get("sent", "")
        attempts = (sent, *(f"{sent}-{number}" for number in range(2, _MOST_ATTEMPTS)))
        left = [station.sent[one].parcel.payload for one in attempts if one in station.sent]
        body = {
            "answers": list(log.answers),
            "waiting": sum(1 for _ in station.pending()),
            "attempts": len(left),
            "versions": len(set(left)),
            "arrived": log.messages.count(sent),
        }
        return json_response(body)

    def tidy(self, _request: Request, participant: str) -> Response:
        """Forget what was heard of an organisation, and what still waits for it."""
        station = self._known(participant)
        self._logs.pop(participant, None)
        for parcel in tuple(station.pending()):
            station.let_go(parcel.header.message_id)
        return Response(status=HTTPStatus.NO_CONTENT)

    def faults(self, request: Request) -> Response:
        """Let `{"faults": […]}`, and nothing else, be wrong with the counterpart."""
        named = json_body(request).get("faults")
        if not isinstance(named, list) or not set(Fault).issuperset(map(str, named)):
            raise BadRequest
        self._faults = frozenset(Fault(str(one)) for one in named)
        self._federation.transport.lenient = Fault.NOTHING_REFUSED in self._faults
        return Response(status=HTTPStatus.NO_CONTENT)

    def _made(self, name: str, asked: Fields, recipient: str) -> tuple[str, Parcel]:
        if name == AGAIN and self._last is not None:
            return self._last
        sender = self._known(asked.required("sender")).participant
        if name in MISFITS:
            return self._message(MISFITS[name], asked, sender, recipient)
        if name in ACKNOWLEDGEMENTS:
            return self._acknowledgement(ACKNOWLEDGEMENTS[name], asked, sender, recipient)
        raise NotFound

    def _message(
        self, misfit: Misfit, asked: Fields, sender: str, recipient: str
    ) -> tuple[str, Parcel]:
        """Write a message in which every text is one that no acknowledgement may repeat."""
        identifier, refers_to = asked.text("identifier"), asked.text("refers_to")
        if Fault.NOTHING_SPOILED in self._faults:
            misfit, identifier, refers_to = Misfit(), None, None
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
        return identifier, message_parcel(misfit, message, self._cabinet)

    def _acknowledgement(
        self, said: Said, asked: Fields, sender: str, recipient: str
    ) -> tuple[str, Parcel]:
        if Fault.NOTHING_SPOILED in self._faults:
            said = Said()
        now = self._federation.timeline.stamp()
        answered = Envelope(asked.required("of"), now, sender=recipient, recipient=sender)
        answer = Acknowledgement(answered.identifier, said.causes)
        document = acknowledgement_of(answer, answered, now)
        parcel = acknowledgement_parcel(said.misfit, document, answered, self._cabinet)
        return document.identifier, parcel

    def _hear(self, opened: Opened) -> None:
        envelope = opened.envelope
        station = self._federation.access_points.stations.get(envelope.sender if envelope else "")
        if envelope is None or station is None or not station.direct:
            return
        log = self._log(envelope.sender)
        if envelope.document_type is DocumentType.MESSAGE:
            log.messages.append(envelope.identifier)
        else:
            log.answers.append(self._answer(opened))

    def _answer(self, opened: Opened) -> dict[str, object]:
        document = opened.content
        if not isinstance(document, AcknowledgementDocument):
            return {"sound": False}
        answer = document.acknowledgement
        told = [f"{cause.path} {cause.text}" for cause in answer.causes]
        return {
            "sound": True,
            "identifier": document.identifier,
            "message": answer.message_id,
            "causes": [f"{cause.cause} {cause.code}".strip() for cause in answer.causes],
            "repeats": any(secret in text for secret in self._secrets for text in told),
        }

    def _log(self, participant: str) -> _Log:
        return self._logs.setdefault(participant, _Log())

    def _known(self, participant: str) -> Station:
        station = self._federation.access_points.stations.get(participant)
        if station is None:
            raise NotFound
        return station
