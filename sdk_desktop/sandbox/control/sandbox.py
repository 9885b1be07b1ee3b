"""Control of the federation: time, mailboxes, clients, tokens."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from http import HTTPStatus

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.json_fields import JsonObject
from sdk_desktop.formats.values import write_time
from sdk_desktop.sandbox.federation import Federation
from sdk_desktop.sandbox.service.access import SCOPES, Access, Client
from sdk_desktop.sandbox.service.resources_json import json_body, json_response
from sdk_desktop.sandbox.timeline import StoppableClock


class SandboxControl:
    """Shows and changes the federation."""

    def __init__(self, federation: Federation, access: Access, clock: StoppableClock) -> None:
        self._federation = federation
        self._access = access
        self._clock = clock

    def summary(self, _request: Request) -> Response:
        """Return the time in the sandbox, and how many messages are where."""
        members = self._federation.members.values()
        waiting = Counter(r.function for m in members for r in m.incoming.values())
        sent = Counter(str(r.status) for m in members for r in m.outgoing.values())
        body = {
            "time": write_time(self._federation.timeline.now()),
            "speed": self._federation.timeline.speed,
            "organisations": [member.organisation.participant for member in members],
            "functions": list(self._federation.functions),
            "waiting": dict(waiting),
            "sent": dict(sent),
        }
        return json_response(body)

    def put_in_mailbox(self, request: Request, function: str) -> Response:
        """Put the body, the XML of an SDK message or anything else, into a mailbox, unchecked."""
        if function not in self._federation.functions:
            raise NotFound
        incoming = self._federation.put_in_mailbox(function, request.get_data())
        return json_response({"id": incoming.service_id}, HTTPStatus.CREATED)

    def clock(self, request: Request) -> Response:
        """Skip `{"seconds": n}` of the sandbox's time."""
        seconds = json_body(request).get("seconds")
        if not isinstance(seconds, int | float) or not 0 <= seconds <= timedelta.max.days:
            raise BadRequest
        self._federation.advance(timedelta(seconds=seconds))
        return json_response({"time": write_time(self._federation.timeline.now())})

    def stop_clock(self, _request: Request) -> Response:
        """Let time pass only where it is skipped, however long the asker's work takes."""
        self._clock.stop()
        return Response(status=HTTPStatus.NO_CONTENT)

    def clients(self, request: Request) -> Response:
        """Add a client, with a secret or a public key, for functions of one organisation.

        `{"client_id", "secret" or "public_key", "functions": […], "scopes"?: […]}`; with a key also
        what its proofs must say: `"key_id"`, `"algorithm"`, `"audience"`; with a secret, by which
        `"secret_method"` it must come.
        """
        body = json_body(request)
        try:
            self._access.register(self._client(JsonObject(body, "")))
        except InvalidMessage as error:
            raise BadRequest(str(error)) from error
        return Response(status=HTTPStatus.CREATED)

    def tokens(self, _request: Request) -> Response:
        """Make every token worthless, as if each had grown too old."""
        self._access.revoke()
        return Response(status=HTTPStatus.NO_CONTENT)

    def _client(self, fields: JsonObject) -> Client:
        functions = frozenset(fields.texts("functions"))
        known = self._federation.functions
        owners = {known[f].function.organisation.participant for f in functions if f in known}
        if not functions <= known.keys() or len(owners) != 1:
            raise BadRequest
        return Client(
            client_id=fields.required("client_id"),
            organisation=owners.pop(),
            functions=functions,
            secret=fields.text("secret") or "",
            public_key=fields.text("public_key") or "",
            scopes=fields.texts("scopes") or SCOPES,
            key_id=fields.text("key_id") or "",
            algorithm=fields.text("algorithm") or "",
            audience=fields.text("audience") or "",
            secret_method=fields.text("secret_method") or "",
        )
