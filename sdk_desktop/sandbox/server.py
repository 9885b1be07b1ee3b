"""The sandbox on a loopback port: one WSGI application for all that a client talks to.

`/token`, `/v1/sdk/messages`, `/addressbook/api/…`, `/smp/…`, `/pki/…`, `/domibus/…`, and
`/practice/…` to control the sandbox. A DNS server runs beside it.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterable
from http import HTTPStatus
from operator import attrgetter
from typing import BinaryIO
from urllib.parse import unquote_plus
from wsgiref.types import StartResponse, WSGIEnvironment

from waitress.server import create_server
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.clock import Clock, system_clock
from sdk_desktop.domain.delivery import DeliveryEvent
from sdk_desktop.domain.errors import Refused
from sdk_desktop.sandbox.conformance.control import ConformanceControl
from sdk_desktop.sandbox.control.access_points import AccessPointControl
from sdk_desktop.sandbox.control.lookup import LookupControl
from sdk_desktop.sandbox.control.sandbox import SandboxControl
from sdk_desktop.sandbox.federation import Federation
from sdk_desktop.sandbox.network.name_server import serve_names
from sdk_desktop.sandbox.network.pki import STATUS_PATH, RevocationResponder, SandboxPki
from sdk_desktop.sandbox.network.registry import PUBLISHER_PATH, Registry
from sdk_desktop.sandbox.network.smp import MetadataPublisher
from sdk_desktop.sandbox.network.ws_plugin import LARGEST_REQUEST, PLUGIN_PATH, DomibusPlugin
from sdk_desktop.sandbox.service.access import Access, AccessDeniedError
from sdk_desktop.sandbox.service.address_book import AddressBookService
from sdk_desktop.sandbox.service.messages_api import MessagesApi
from sdk_desktop.sandbox.service.resources_json import ERROR, json_response, problem
from sdk_desktop.sandbox.timeline import StoppableClock

HOST = "127.0.0.1"
MESSAGES_PATH = "/v1/sdk/messages"
LARGEST_BODY = 64_000_000
"""A message of 30 MB with room to be too large in."""


_SERVICES = f"{PUBLISHER_PATH}/<participant>/services/<document>"
_STATUS = f"{STATUS_PATH}/<issuer>"
_ACCESS_POINT = "/practice/access-points/<participant>"
_CONFORMANCE = "/practice/conformance/<participant>"

ROUTES = Map(
    [
        Rule("/token", methods=["POST"], endpoint="token"),
        Rule(MESSAGES_PATH, methods=["GET", "POST"], endpoint="messages.collection"),
        Rule(
            f"{MESSAGES_PATH}/<identifier>", methods=["GET", "DELETE"], endpoint="messages.single"
        ),
        Rule("/addressbook/api/<collection>", methods=["GET"], endpoint="address_book.page"),
        Rule(_SERVICES, methods=["GET"], endpoint="publisher.service"),
        Rule(f"{_STATUS}/ocsp", methods=["POST"], endpoint="responder.status"),
        Rule(f"{_STATUS}/ca.crl", methods=["GET"], endpoint="responder.revoked"),
        Rule(f"{_STATUS}/ca.cer", methods=["GET"], endpoint="responder.certificate"),
        Rule(PLUGIN_PATH, methods=["POST"], endpoint="plugin.call"),
        Rule("/practice", methods=["GET"], endpoint="control.summary"),
        Rule("/practice/mailboxes/<function>", methods=["POST"], endpoint="control.put_in_mailbox"),
        Rule("/practice/clock", methods=["POST"], endpoint="control.clock"),
        Rule("/practice/clock", methods=["DELETE"], endpoint="control.stop_clock"),
        Rule("/practice/clients", methods=["POST"], endpoint="control.clients"),
        Rule("/practice/tokens", methods=["DELETE"], endpoint="control.tokens"),
        Rule("/practice/lookup", methods=["GET"], endpoint="lookup.summary"),
        Rule("/practice/faults/<participant>", methods=["PUT"], endpoint="lookup.faults"),
        Rule(
            "/practice/certificates/<participant>",
            methods=["POST"],
            endpoint="lookup.certificates",
        ),
        Rule("/practice/access-points", methods=["GET"], endpoint="access_points.summary"),
        Rule(_ACCESS_POINT, methods=["PUT"], endpoint="access_points.access_point"),
        Rule(f"{_ACCESS_POINT}/messages", methods=["POST"], endpoint="access_points.as4_messages"),
        Rule("/practice/keys/<participant>", methods=["GET"], endpoint="access_points.key"),
        Rule("/practice/link", methods=["GET", "POST", "DELETE"], endpoint="access_points.link"),
        Rule("/practice/conformance", methods=["PUT"], endpoint="conformance.faults"),
        Rule(_CONFORMANCE, methods=["GET"], endpoint="conformance.observations"),
        Rule(_CONFORMANCE, methods=["DELETE"], endpoint="conformance.clear"),
        Rule(f"{_CONFORMANCE}/<name>", methods=["POST"], endpoint="conformance.send"),
    ]
)
"""Which method of an `Application`, or of one of its parts, answers a request."""


class Application:
    """The WSGI application: does what is due in the sandbox, then routes the request."""

    def __init__(self, clock: Clock, pki: SandboxPki, speed: float = 1.0) -> None:
        clock = StoppableClock(clock)
        self.federation = Federation(clock, pki, speed)
        self.access = Access(clock)
        self.registry = Registry(self.federation.members, pki)
        self.messages = MessagesApi(self.federation, self.access)
        self.address_book = AddressBookService()
        self.publisher = MetadataPublisher(self.registry, clock)
        self.responder = RevocationResponder(pki, clock)
        self.plugin = DomibusPlugin(self.federation.access_points)
        self.control = SandboxControl(self.federation, self.access, clock)
        self.lookup = LookupControl(self.registry, clock)
        self.access_points = AccessPointControl(self.federation.access_points, pki)
        self.conformance = ConformanceControl(self.federation, pki)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request (WSGI)."""
        request = Request(environ)
        is_soap = request.path.startswith("/domibus/")
        request.max_content_length = LARGEST_REQUEST if is_soap else LARGEST_BODY
        self.federation.tick()
        return self._answer(request)(environ, start_response)

    def answer_name(self, question: bytes, *, stream: bool) -> bytes | None:
        """Return the answer to a DNS query; None to send none."""
        from sdk_desktop.sandbox.network.name_answers import answer_name

        return answer_name(question, self.registry, stream=stream)

    def _answer(self, request: Request) -> Response:
        try:
            endpoint, values = ROUTES.bind_to_environ(request.environ).match()
            response: Response = attrgetter(endpoint)(self)(request, **values)
        except AccessDeniedError as denied:
            return _denied(denied)
        except HTTPException as error:
            return Response.force_type(error.get_response(request.environ), request.environ)
        return response

    def token(self, request: Request) -> Response:
        """Answer a token request (RFC 6749 §4.4)."""
        try:
            answer = self.access.token(_proof(request), request.base_url)
        except AccessDeniedError as denied:
            return json_response({"error": denied.code}, denied.status)
        return json_response(answer, headers={"Cache-Control": "no-store"})


def serve(
    port: int,
    speed: float,
    announce: Callable[[int], None],
    *,
    watch_parent: BinaryIO | None = None,
) -> None:
    """Serve on the loopback until the process is ended; `announce` receives the real port.

    Port 0 takes any that is free; raise `Refused` for one that is taken. Bodies stay in memory,
    never in temporary files. The server ends when the pipe `watch_parent` is closed.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # one thread: a queue is normal
    listener = _listen(port)
    real_port = listener.getsockname()[1]
    pki = SandboxPki(system_clock(), f"http://{HOST}:{real_port}")
    application = Application(system_clock, pki, speed)
    channels: dict[int, socket.socket] = {}
    server = create_server(
        application,
        map=channels,
        sockets=[listener],
        threads=1,
        inbuf_overflow=2 * LARGEST_REQUEST,
        outbuf_overflow=2 * LARGEST_REQUEST,
    )
    if watch_parent is not None:
        from sdk_desktop.sandbox.parent_watch import ParentWatch

        ParentWatch(watch_parent, channels)
    application.registry.name_server = serve_names(application.answer_name, channels)
    announce(real_port)
    server.run()


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise Refused("The port {port} cannot be used.", port=port) from error


def _proof(request: Request) -> dict[str, str]:
    """Return the form of a token request, with the client's name and secret from Basic as well.

    There they are encoded as in a form (RFC 6749 §2.3.1). `secret_method` says where they stood.
    """
    form, basic = request.form.to_dict(), request.authorization
    if basic is None or basic.type != "basic":
        return form | {"secret_method": "client_secret_post"}
    names = {"client_id": basic.username, "client_secret": basic.password}
    form |= {name: unquote_plus(value or "") for name, value in names.items()}
    return form | {"secret_method": "client_secret_basic"}


def _denied(denied: AccessDeniedError) -> Response:
    issue = DeliveryEvent(ERROR, None, denied.code)
    response = problem(HTTPStatus(denied.status), [issue])
    response.headers["WWW-Authenticate"] = f'Bearer error="{denied.code}"'
    return response
