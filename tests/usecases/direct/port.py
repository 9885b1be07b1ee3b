"""What goes through Ekdala's access point, and what another organisation lets come in there."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from sdk_desktop.domain.access_point import As4Message, TransportStatus
from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Delivery
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import Finding, from_line
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.exchange.sealing import acknowledgement_of, seal_acknowledgement, seal_message
from sdk_desktop.formats.acknowledgement import read_acknowledgement
from sdk_desktop.formats.envelope import clear_payload
from sdk_desktop.formats.soap.domibus_plugin import Submit, read_plugin_request
from sdk_desktop.formats.soap.soap import read_soap
from sdk_desktop.formats.xmldsig.document import read_document
from sdk_desktop.formats.xmldsig.encryption import CIPHER_VALUE
from tests.kit.access_point_network import EKDALA, EKELUND, HERE, AccessPointNetwork
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import letter

NOT_FOUND = Finding("not-found", "BV", "not-found", "NA", "Wrong or unknown organizationId.")


def order(network: AccessPointNetwork, fault: str, **more: object) -> None:
    """Let something befall the next AS4 messages between access points."""
    body = {"fault": fault, **more}
    network.web().post(f"{HERE}/practice/link", json=body).raise_for_status()


def handed_over(network: AccessPointNetwork) -> list[As4Message]:
    """Return every AS4 message that was handed over, or was on its way there."""
    asked = [
        read_plugin_request(read_soap(request.content, request.headers["content-type"]))
        for request in network.line.requests
        if request.method == "POST" and b"submitRequest" in request.content[:4000]
    ]
    return [one.as4_message for one in asked if isinstance(one, Submit)]


def payloads(network: AccessPointNetwork, kind: DocumentType = DocumentType.MESSAGE) -> list[bytes]:
    """Return the sealed bytes of every AS4 message of a kind that was handed over."""
    return [one.payload for one in handed_over(network) if one.header.action.endswith(kind)]


def names(network: AccessPointNetwork, message_id: str) -> dict[str, TransportStatus]:
    """Return what the access point calls a message, and how far each of them is."""
    sent = network.sandbox.federation.access_points.access_points[EKDALA].sent
    return {name: one.status for name, one in sent.items() if name.startswith(message_id)}


def taken_in(network: AccessPointNetwork, message_id: str, participant: str = EKELUND) -> int:
    """Count how often another organisation's message system has a message of ours."""
    incoming = network.sandbox.federation.members[participant].incoming.values()
    ids = [one.message.message_id for one in incoming if one.message is not None]
    return ids.count(message_id)


def key(network: AccessPointNetwork, participant: str) -> SoftwareKey:
    return network.sandbox.registry.pki.key(participant)


def come(
    network: AccessPointNetwork, message: Message | None = None, **signed: SoftwareKey
) -> Message:
    """Let a message from Region Ekelund come in; gives it."""
    message = message or letter()
    network.put(sealed(network, message, **signed), EKELUND)
    return message


def sealed(network: AccessPointNetwork, message: Message, by: SoftwareKey | None = None) -> bytes:
    """Seal a message from Region Ekelund for Ekdala."""
    return seal_message(message, by or key(network, EKELUND), key(network, EKDALA).certificate)


def acknowledge(
    network: AccessPointNetwork, message_id: str, *causes: Finding, sender: str = EKELUND
) -> Envelope:
    """Let an organisation answer a message, whether it got any; gives the answered envelope."""
    answered = Envelope(message_id, network.watch.now, EKDALA, sender, function="sdk:akuten")
    said = acknowledgement_of(Acknowledgement(message_id, causes), answered, network.watch.now)
    envelope = seal_acknowledgement(said, answered, key(network, sender))
    network.put(envelope, sender, DocumentType.ACKNOWLEDGEMENT)
    return answered


def delivery_of(client: PersonClient, message_id: str) -> Delivery:
    delivery = client.workspace.inbox.open(client.sent(message_id).row).delivery
    assert delivery is not None
    return delivery


def details(client: PersonClient, kind: AuditKind) -> list[str]:
    """Return what the trail says of a kind of event, newest first."""
    return [row.event.detail for row in client.workspace.audit_trail.page(kind=kind)]


def handed_over_acknowledgements(network: AccessPointNetwork) -> list[AcknowledgementDocument]:
    """Return every acknowledgement that was handed over."""
    return [
        read_acknowledgement(clear_payload(read_document(data, CIPHER_VALUE).root))
        for data in payloads(network, DocumentType.ACKNOWLEDGEMENT)
    ]


def acknowledgement_to(network: AccessPointNetwork, message_id: str) -> str:
    """Say what was answered to a message: ACCEPTED, its causes and their codes, or silence."""
    said = [one.acknowledgement for one in handed_over_acknowledgements(network)]
    mine = [one for one in said if one.message_id == message_id]
    causes = ", ".join(f"{cause.cause} {cause.code}" for one in mine for cause in one.causes)
    return causes or ("ACCEPTED" if mine else "silence")


def in_swedish(project: Path, line: str) -> str:
    """Translate a sentence that was kept; what the catalogue lacks is an error."""
    catalogue = ET.parse(project / "resources/i18n/sv.ts")  # noqa: S314 - our own file
    known = {
        one.findtext("source", ""): one.findtext("translation", "")
        for one in catalogue.iter("message")
    }
    said = from_line(line)
    return known[said.text].format(**said.values)
