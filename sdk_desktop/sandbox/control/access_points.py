"""Control of the access points: their users, keys, AS4 messages and faults."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.access_point import As4Message, UserMessage, action_of
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.exchange.key_files import write_key
from sdk_desktop.sandbox.network.access_point import AccessPointFault, SandboxAccessPoint
from sdk_desktop.sandbox.network.access_points import AccessPoints
from sdk_desktop.sandbox.network.faulty_link import FaultOrder, LinkFault
from sdk_desktop.sandbox.network.pki import SandboxPki
from sdk_desktop.sandbox.network.ws_plugin import PLUGIN_PATH
from sdk_desktop.sandbox.service.resources_json import json_body, json_response

_KINDS = {"message": DocumentType.MESSAGE, "acknowledgement": DocumentType.ACKNOWLEDGEMENT}
_LONGEST = timedelta(days=30).total_seconds()


class AccessPointControl:
    """Shows and changes the access points."""

    def __init__(self, access_points: AccessPoints, pki: SandboxPki) -> None:
        self._access_points = access_points
        self._pki = pki

    def summary(self, _request: Request) -> Response:
        """Return every access point: organisation, user, and what waits in it."""
        return json_response([_summary(one) for one in self._access_points.access_points.values()])

    def access_point(self, request: Request, participant: str) -> Response:
        """Change one with any of `{"direct": true, "password": "…", "faults": ["locks-account"]}`.

        While it is direct, what comes in waits for a client instead of the message service. Faults
        are those of `AccessPointFault`, and no others stay on; `"eraseWaiting"` erases what waits
        now, which stays on the list.
        """
        access_point, body = self._known(participant), json_body(request)
        password, direct = (
            body.get(name, getattr(access_point, name)) for name in ("password", "direct")
        )
        named = body.get("faults", sorted(access_point.faults))
        if not isinstance(password, str) or not isinstance(direct, bool):
            raise BadRequest
        if not isinstance(named, list) or not set(AccessPointFault).issuperset(map(str, named)):
            raise BadRequest
        access_point.password, access_point.direct = password, direct
        access_point.faults = frozenset(AccessPointFault(str(one)) for one in named)
        if AccessPointFault.KEEPS_MARKED not in access_point.faults:
            access_point.erase_marked()
        if body.get("eraseWaiting") is True:
            access_point.erase_waiting()
        return json_response(_summary(access_point))

    def key(self, _request: Request, participant: str) -> Response:
        """Return an organisation's key and certificate, as a client needs them to seal for it."""
        known = self._known(participant).participant
        return Response(write_key(self._pki.key(known)), mimetype="application/x-pem-file")

    def as4_messages(self, request: Request, participant: str) -> Response:
        """Put the body into an access point as a received AS4 message, unchecked.

        Fields of its header may be given as `sender`, `kind` (`message`, `acknowledgement`) and
        `conversation` in the query.
        """
        kind = _KINDS.get(request.args.get("kind", "message"))
        if kind is None:
            raise BadRequest
        access_point = self._known(participant)
        header = UserMessage(
            original_sender=request.args.get("sender", ""),
            final_recipient=access_point.participant,
            action=action_of(kind),
            from_party="",
            conversation_id=request.args.get("conversation", ""),
        )
        name = self._access_points.put(access_point, As4Message(header, request.get_data()))
        return json_response({"id": name}, HTTPStatus.CREATED)

    def link(self, request: Request) -> Response:
        """Return the faults that are ordered; POST adds one, DELETE removes all.

        `{"fault": "lose", "times"?: 1, "seconds"?: 60, "kind"?: "message", "sender"?: "0203:…",
        "recipient"?: "0203:…"}`; faults are those of `LinkFault`.
        """
        link = self._access_points.link
        if request.method == "POST":
            link.order(_order(json_body(request)))
        if request.method == "DELETE":
            link.clear()
        return json_response([_described(order) for order in link.orders])

    def _known(self, participant: str) -> SandboxAccessPoint:
        access_point = self._access_points.access_points.get(participant)
        if access_point is None:
            raise NotFound
        return access_point


def _order(body: dict[str, object]) -> FaultOrder:
    times, seconds = body.get("times", 1), body.get("seconds", 60)
    fault, kind, sender, recipient = (
        str(body.get(name, "")) for name in ("fault", "kind", "sender", "recipient")
    )
    if not isinstance(times, int) or times < 1:
        raise BadRequest
    if not isinstance(seconds, int | float) or not 0 <= seconds <= _LONGEST:
        raise BadRequest
    if fault not in set(LinkFault) or kind not in {"", *_KINDS}:
        raise BadRequest
    return FaultOrder(
        fault=LinkFault(fault),
        times=times,
        time=timedelta(seconds=seconds),
        kind=_KINDS.get(kind),
        sender=sender,
        recipient=recipient,
    )


def _described(order: FaultOrder) -> dict[str, object]:
    return {
        "fault": order.fault,
        "times": order.times,
        "seconds": order.time.total_seconds(),
        "kind": next((name for name, kind in _KINDS.items() if kind is order.kind), ""),
        "sender": order.sender,
        "recipient": order.recipient,
    }


def _summary(access_point: SandboxAccessPoint) -> dict[str, object]:
    return {
        "participant": access_point.participant,
        "party": access_point.party,
        "path": PLUGIN_PATH.replace("<participant>", access_point.participant),
        "user": access_point.user,
        "direct": access_point.direct,
        "faults": sorted(access_point.faults),
        "waiting": sum(1 for _ in access_point.pending()),
        "sent": [str(one.status) for one in access_point.sent.values()],
    }
