"""The sandbox with a clock that a test turns, and a client system that talks to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from werkzeug.test import Client, TestResponse

from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    File,
    Identifier,
    Message,
    Party,
    Reference,
)
from sdk_desktop.formats.message_api import write_attributes, write_resource
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    functions,
)
from sdk_desktop.sandbox.server import Application
from tests.kit.messages import message_between
from tests.kit.sandbox_network import PKI, Watch

MESSAGES = "/v1/sdk/messages"
SOCIAL = "sdk:socialkontoret:0203:ekdala.example.se"
RECEPTION = "sdk:reception:0203:ekdala.example.se"
EKDALA = "0203:ekdala.example.se"
PRACTICE_FORM = {
    "grant_type": "client_credentials",
    "client_id": PRACTICE_CLIENT_ID,
    "client_secret": PRACTICE_CLIENT_SECRET,
}
OUR_REFERENCE = Reference(Identifier(CodeSystem.DIARY_NUMBER, "SOC 2026/1"), "Diarienummer")


@dataclass
class Box:
    """A sandbox and one client of it, with a fresh token for each request."""

    watch: Watch = field(default_factory=Watch)
    speed: float = 1.0
    form: dict[str, str] = field(default_factory=lambda: dict(PRACTICE_FORM))

    def __post_init__(self) -> None:
        self.application = Application(self.watch, PKI, self.speed)
        self.web = Client(self.application)

    def token(self, **form: str) -> str:
        return str(self.web.post("/token", data=self.form | form).get_json()["access_token"])

    def ask(
        self, method: str, path: str, query: dict[str, str] | None = None, json: object = None
    ) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token()}"}
        return self.web.open(path, method=method, headers=headers, query_string=query, json=json)

    def post(self, message: Message) -> TestResponse:
        data = write_resource(message.message_id, write_attributes(message))
        return self.ask("POST", MESSAGES, json={"data": data})

    def sent(self, message: Message) -> dict[str, Any]:
        """Post a message that must be taken, and give its attributes after all that can happen."""
        assert self.post(message).status_code == 201
        self.watch.turn(hours=2)
        return self.attributes(message.message_id)

    def attributes(self, identifier: str) -> dict[str, Any]:
        answer = self.ask("GET", f"{MESSAGES}/{identifier}")
        return dict(answer.get_json()["data"]["attributes"])

    def listed(self, **filters: str) -> list[dict[str, Any]]:
        query = {f"filter[{name.replace('__', '.')}]": v for name, v in filters.items()}
        return list(self.ask("GET", MESSAGES, query).get_json()["data"])

    def put_in_mailbox(self, data: bytes, function: str = SOCIAL) -> str:
        return str(self.web.post(f"/practice/mailboxes/{function}", data=data).get_json()["id"])

    def register(self, client_id: str, *addresses: str, **more: object) -> dict[str, str]:
        body = {"client_id": client_id, "secret": "hemligt", "functions": list(addresses), **more}
        assert self.web.post("/practice/clients", json=body).status_code == 201
        return PRACTICE_FORM | {"client_id": client_id, "client_secret": "hemligt"}


def message_to(function: str, *files: File, sender: str = SOCIAL, text: str = "Hej") -> Message:
    """Return a message to a function of the address book, from Socialkontoret or another."""
    known = {one.identifier: one for one in functions()}
    to, by = known[function], known[sender]
    references = (OUR_REFERENCE,) if sender == SOCIAL else ()
    return message_between(
        Party(by.organisation.participant, attention=Attention(sender, by.name, (), references)),
        Party(to.organisation.participant, attention=Attention(function, to.name)),
        *files,
        text=text,
        label="Fråga om samverkan",
        confidential=True,
    )


def practice(place: str) -> str:
    """Return the address of a function of Övningsmyndigheten."""
    return f"sdk:{place}:0203:ovningsmyndigheten.example.se"
