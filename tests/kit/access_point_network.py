"""The same network, where Kim's organisation has an access point and no message service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import ClassVar

import httpx
from cryptography.hazmat.primitives.serialization import Encoding

from sdk_desktop.app import App
from sdk_desktop.domain.access_point import As4Message, UserMessage, action_of
from sdk_desktop.domain.configuration import AccessPointConnection, Discovery
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.message import Message, new_id
from sdk_desktop.domain.policy import Policy
from sdk_desktop.exchange.key_files import write_key
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.exchange.sealing import seal_message, seal_payload
from sdk_desktop.formats.soap.domibus_plugin import write_fault_response
from sdk_desktop.formats.soap.soap import SoapFault
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.sandbox.network.access_points import PRACTICE_PASSWORD
from sdk_desktop.sandbox.network.pki import Issuer, SandboxPki
from sdk_desktop.sandbox.network.registry import ZONE
from sdk_desktop.settings import read_settings, write_settings
from tests.kit.cuttable_connection import Act, CuttableConnection, Fault
from tests.kit.name_server import name_server
from tests.kit.prepared_pki import prepared_pki
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork, Watch

HERE = "http://127.0.0.1:8000"
EKDALA = "0203:ekdala.example.se"
EKELUND = "0203:regionekelund.example.se"
OPERATION = re.compile(rb"<[^>]*?(\w+)Request")


def operation_of(request: httpx.Request) -> str:
    """Return a request's path, and what is asked there of an access point."""
    found = OPERATION.search(request.read()[:4000])
    return f"{request.url.path}#{found[1].decode()}" if found else request.url.path


@dataclass
class AccessPointNetwork(SandboxNetwork):
    """Ekdala kommun's access point is Kim's line; all others have message services."""

    where: tuple[str, int] = ("", 0)

    ADDRESS: ClassVar[str] = HERE
    SUBMIT: ClassVar[tuple[str, str]] = ("POST", "#submit")
    LET_GO: ClassVar[tuple[str, str]] = ("POST", "#markMessageAsDownloaded")

    def __post_init__(self) -> None:
        super().__post_init__()
        self.line = CuttableConnection(self.line.inner, operation_of)

    def pki(self) -> SandboxPki:
        return prepared_pki(HERE)

    def practice_control(self) -> PersonClient:
        """The client of Ekdala kommun; what waited for its message service waits for Kim."""
        client = self.at_access_point("Kim Berg", EKDALA, PRACTICE_MAILBOXES)
        keys = self.sandbox.registry.pki
        for waiting in self.sandbox.federation.members[EKDALA].incoming.values():
            assert waiting.message is not None
            sender = waiting.message.sender.organisation
            sealed = _sealed(waiting.message, keys.key(sender), keys.key(EKDALA))
            self.put(sealed, sender)
        return client

    def at_access_point(
        self, who: str, participant: str, boxes: tuple[Mailbox, ...], **more: object
    ) -> PersonClient:
        """A client of an organisation without a message service."""
        app = self.app(who)
        folder = app.profile.folder
        access_point = self.practise("PUT", f"access-points/{participant}", direct=True)
        keys = self.sandbox.registry.pki
        for issuer in Issuer:
            place = folder / "issuers" / issuer
            place.mkdir(parents=True)
            pem = keys.authority(issuer).certificate.public_bytes(Encoding.PEM)
            (place / "ca.pem").write_bytes(pem)
        (folder / "own.pem").write_bytes(write_key(keys.key(participant)))
        (folder / "password").write_text(PRACTICE_PASSWORD)
        line = AccessPointConnection(
            url=f"{HERE}{access_point['path']}",
            party=str(access_point["party"]),
            key=str(folder / "own.pem"),
            issuers=str(folder / "issuers" / Issuer.ORGANISATIONS),
            address_book_url=f"{HERE}/addressbook/api/",
            user=str(access_point["user"]),
            password_file=str(folder / "password"),
        )
        servers = f"{self.where[0]}:{self.where[1]}"
        discovery = Discovery(ZONE, str(folder / "issuers" / Issuer.PUBLISHER), servers)
        own = read_settings(app.profile.settings)
        settings = replace(
            own,
            mailboxes=boxes,
            access_point=replace(line, **more),  # type: ignore[arg-type] # a test names real fields
            discovery=discovery,
            policy=replace(Policy(), acknowledgement_minutes=30),
        )
        write_settings(app.profile.settings, settings)
        again = App(
            app.profile,
            self.watch,
            derivation=app._derivation,
            client=self.web(),
            pause=self.watch.pause,
        )
        return PersonClient(again, who, self)

    def let_nothing_wait(self) -> None:
        self.practise("PUT", f"access-points/{EKDALA}", direct=True)

    def practise(self, method: str, path: str, **body: object) -> dict[str, object]:
        answer = self.web().request(method, f"{HERE}/practice/{path}", json=body)
        answer.raise_for_status()
        return dict(answer.json()) if answer.content else {}

    def put_in_mailbox(self, data: bytes, function: str = SOCIAL) -> None:
        """Let a document come to Ekdala from Region Ekelund, sealed, whatever it is."""
        written = between(data.decode(), EKELUND, EKDALA, function).encode()
        found = re.search(rb"messageId>([^<]*)<", written)
        name = found[1].decode() if found else new_id()
        envelope = Envelope(name, self.watch.now, EKELUND, EKDALA, function=function)
        keys = self.sandbox.registry.pki
        sealed = seal_payload([written], envelope, keys.key(EKELUND), keys.key(EKDALA).certificate)
        self.put(sealed, EKELUND)

    def put(self, sealed: bytes, sender: str, kind: DocumentType = DocumentType.MESSAGE) -> str:
        """Let an envelope come in at Ekdala's access point; gives its name there."""
        access_points = self.sandbox.federation.access_points
        header = UserMessage(sender, EKDALA, action_of(kind), from_party="")
        return access_points.put(access_points.access_points[EKDALA], As4Message(header, sealed))

    def refuse_next(self) -> None:
        """Let the access point refuse the next message that is handed over."""
        fault = write_fault_response(
            SoapFault("Receiver", "refused", "EBMS:0010", "The payload size exceeds the limit.")
        )
        answer = Fault(Act.ANSWER, *self.SUBMIT, 500, b"".join(fault), fault.content_type)
        self.line.add(answer)

    def waiting(self) -> int:
        """Count what still waits at Ekdala's access point."""
        return sum(1 for _ in self.sandbox.federation.access_points.access_points[EKDALA].pending())


@cache
def _sealed(message: Message, sender: SoftwareKey, recipient: SoftwareKey) -> bytes:
    """Seal one of the first messages, once in a test process for the same keys."""
    return seal_message(message, sender, recipient.certificate)


def between(text: str, sender: str, recipient: str, function: str) -> str:
    """Put other parties into a message, in its own words."""
    for element, value in (("senderID", sender), ("recipientID", recipient)):
        text = re.sub(
            rf"(<\w*:?{element}>.*?extension>)[^<]*(<)",
            rf"\g<1>{value}\2",
            text,
            count=1,
            flags=re.DOTALL,
        )
    return re.sub(
        r"(<\w*:?recipient>.*?organizationId>.*?extension>)[^<]*(<)",
        rf"\g<1>{function}\2",
        text,
        count=1,
        flags=re.DOTALL,
    )


@contextmanager
def access_point_network(folder: Path, watch: Watch | None = None) -> Iterator[AccessPointNetwork]:
    """Make the network, with a name server that everybody can reach."""
    network = AccessPointNetwork(folder, watch or Watch())
    with name_server(network.sandbox.answer_name) as network.where:
        host, port = network.where
        network.sandbox.registry.name_server = f"{host}:{port}"
        yield network


SERVICES = ("message service", "access point")
"""Behind which of them the clients of a network can be."""


@contextmanager
def network_behind(service: str, folder: Path) -> Iterator[SandboxNetwork]:
    """Make a network whose clients are behind one of `SERVICES`."""
    if service == SERVICES[0]:
        yield SandboxNetwork(folder)
    else:
        with access_point_network(folder) as network:
            yield network
