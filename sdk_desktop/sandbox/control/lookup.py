"""The part of the control plane that disturbs how organisations are looked up."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.clock import Clock
from sdk_desktop.sandbox.network.registry import ZONE, LookupFault, Registry
from sdk_desktop.sandbox.service.resources_json import json_body, json_response

_OUT_OF_DATE = timedelta(hours=1)


class LookupControl:
    """Says where organisations are looked up, and what shall go wrong with it."""

    def __init__(self, registry: Registry, clock: Clock) -> None:
        self._registry = registry
        self._clock = clock

    def summary(self, _request: Request) -> Response:
        """Return the DNS zone and the name server."""
        body = {
            "zone": ZONE,
            "nameServer": self._registry.name_server,
            "publisher": self._registry.publisher,
        }
        return json_response(body)

    def faults(self, request: Request, participant: str) -> Response:
        """Set the faults of looking an organisation up to `{"faults": […]}`."""
        named = json_body(request).get("faults")
        if not isinstance(named, list) or not set(LookupFault).issuperset(map(str, named)):
            raise BadRequest
        self._registry.disturb(self._known(participant), [LookupFault(str(one)) for one in named])
        return Response(status=HTTPStatus.NO_CONTENT)

    def certificates(self, request: Request, participant: str) -> Response:
        """Renew, expire or revoke the certificate of an organisation.

        `{"action": "renew"}`, `{"action": "expire"}` or `{"action": "revoke"}`.
        """
        known = self._known(participant)
        match json_body(request).get("action"):
            case "renew":
                self._registry.pki.renew(known)
            case "expire":
                self._registry.pki.renew(known, until=self._clock() - _OUT_OF_DATE)
            case "revoke":
                self._registry.pki.revoke(known, self._clock())
            case _:
                raise BadRequest
        return Response(status=HTTPStatus.NO_CONTENT)

    def _known(self, participant: str) -> str:
        known = self._registry.known(participant)
        if known is None:
            raise NotFound
        return known
