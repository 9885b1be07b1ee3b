"""The part of the control plane that is about access points: who uses them, and what they lose."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.access_point import Parcel, UserMessage, action_of
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.exchange.key_files import write_key
from sdk_desktop.sandbox.access_points import AccessPoints
from sdk_desktop.sandbox.domibus import PLUGIN_PATH
from sdk_desktop.sandbox.hop import Fault, Order
from sdk_desktop.sandbox.key_cabinet import KeyCabinet
from sdk_desktop.sandbox.resources_json import json_body, json_response
from sdk_desktop.sandbox.stations import Station

_KINDS = {"message": DocumentType.MESSAGE, "acknowledgement": DocumentType.ACKNOWLEDGEMENT}
_LONGEST = timedelta(days=30).total_seconds()


class PracticeAccessPoints:
    """Reads and changes the state of the sandbox's access points."""

    def __init__(self, access_points: AccessPoints, cabinet: KeyCabinet) -> None:
        self._access_points = access_points
        self._cabinet = cabinet

    def summary(self, _request: Request) -> Response:
        """Say whose access points there are, how they are used, and what waits in each."""
        return json_response([_summary(one) for one in self._access_points.stations.values()])

    def station(self, request: Request, participant: str) -> Response:
        """Change one with any of `{"direct": true, "packed": true, "password": "…"}`.

        While it is direct, what comes in waits for a client instead of the message service.
        """
        station, body = self._known(participant), json_body(request)
        direct = body.get("direct", station.direct)
        packed = body.get("packed", station.packed)
        password = body.get("password", station.password)
        if not isinstance(direct, bool) or not isinstance(packed, bool):
            raise BadRequest
        if not isinstance(password, str):
            raise BadRequest
        station.direct, station.packed, station.password = direct, packed, password
        return json_response(_summary(station))

    def key(self, _request: Request, participant: str) -> Response:
        """Give an organisation's key and certificate, as a client needs them that seals for it."""
        known = self._known(participant).participant
        return Response(write_key(self._cabinet.key(known)), mimetype="application/x-pem-file")

    def parcels(self, request: Request, participant: str) -> Response:
        """Let the body come in at an access point, whatever it is.

        What its header says may be given as `sender`, `kind` (`message`, `acknowledgement`) and
        `conversation` in the query.
        """
        kind = _KINDS.get(request.args.get("kind", "message"))
        if kind is None:
            raise BadRequest
        station = self._known(participant)
        header = UserMessage(
            original_sender=request.args.get("sender", ""),
            final_recipient=station.participant,
            action=action_of(kind),
            from_party="",
            conversation_id=request.args.get("conversation", ""),
        )
        name = self._access_points.put(station, Parcel(header, request.get_data()))
        return json_response({"id": name}, HTTPStatus.CREATED)

    def hop(self, request: Request) -> Response:
        """Say what is still to happen between access points, order something, or nothing more.

        `{"fault": "lose", "times"?: 1, "seconds"?: 60, "kind"?: "message", "sender"?: "0203:…",
        "recipient"?: "0203:…"}`; faults are those of `sandbox.hop.Fault`.
        """
        hop = self._access_points.hop
        if request.method == "POST":
            hop.order(_order(json_body(request)))
        if request.method == "DELETE":
            hop.mend()
        return json_response([_described(order) for order in hop.orders])

    def _known(self, participant: str) -> Station:
        station = self._access_points.stations.get(participant)
        if station is None:
            raise NotFound
        return station


def _order(body: dict[str, object]) -> Order:
    times, seconds = body.get("times", 1), body.get("seconds", 60)
    fault, kind, sender, recipient = (
        str(body.get(name, "")) for name in ("fault", "kind", "sender", "recipient")
    )
    if not isinstance(times, int) or times < 1:
        raise BadRequest
    if not isinstance(seconds, int | float) or not 0 <= seconds <= _LONGEST:
        raise BadRequest
    if fault not in set(Fault) or kind not in {"", *_KINDS}:
        raise BadRequest
    return Order(
        fault=Fault(fault),
        times=times,
        time=timedelta(seconds=seconds),
        kind=_KINDS.get(kind),
        sender=sender,
        recipient=recipient,
    )


def _described(order: Order) -> dict[str, object]:
    return {
        "fault": order.fault,
        "times": order.times,
        "seconds": order.time.total_seconds(),
        "kind": next((name for name, kind in _KINDS.items() if kind is order.kind), ""),
        "sender": order.sender,
        "recipient": order.recipient,
    }


def _summary(station: Station) -> dict[str, object]:
    return {
        "participant": station.participant,
        "party": station.party,
        "path": PLUGIN_PATH.replace("<participant>", station.participant),
        "user": station.user,
        "direct": station.direct,
        "packed": station.packed,
        "waiting": sum(1 for _ in station.pending()),
        "sent": [str(one.status) for one in station.sent.values()],
    }
