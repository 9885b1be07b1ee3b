"""Two organisations that exchange envelopes, and what a test may do to one on its way."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from cryptography import x509
from lxml import etree

from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.domain.message import File, Message
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.keys import KeyRing, PrivateKey, SoftwareKey
from sdk_desktop.exchange.opening import OpenedEnvelope, Reception, open_envelope
from sdk_desktop.exchange.sealing import (
    acknowledgement_of,
    envelope_of,
    seal_acknowledgement,
    seal_message,
    seal_payload,
)
from sdk_desktop.exchange.validation import Receiver
from sdk_desktop.formats.message import write_message
from tests.kit.messages import message_between, party

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANNA, BERTIL = "0203:anna.example.se", "0203:bertil.example.se"
AUTHORITY = Authority("Test CA", NOW)
KEYS = {ANNA: AUTHORITY.issue(ANNA), BERTIL: AUTHORITY.issue(BERTIL)}
FUNCTION = "sdk:reception:0203:bertil.example.se"
DS = "http://www.w3.org/2000/09/xmldsig#"


def check_published(participant: str, certificate: x509.Certificate) -> None:
    if certificate != KEYS[participant].certificate:
        raise Untrusted("Another certificate is published.")


RECEPTION = Reception(
    participant=BERTIL,
    keys=KeyRing([KEYS[BERTIL]]),
    receiver=Receiver(functions={FUNCTION}),
    check_published=check_published,
    check_certificate=CertificateCheck(lambda: NOW, [AUTHORITY.certificate], None).for_signing,
)


def message(*files: File, text: str = "Hej!", label: str = "Fråga") -> Message:
    sender = party(ANNA, "sdk:social:0203:anna.example.se")
    more = {"label": label, "confidential": True, "created": NOW}
    return message_between(sender, party(BERTIL, FUNCTION), *files, text=text, **more)


def sealed(content: Message | None = None, key: PrivateKey = KEYS[ANNA]) -> bytes:
    return seal_message(content or message(), key, KEYS[BERTIL].certificate)


def sealed_payload(change: Callable[[bytes], bytes]) -> bytes:
    """Seal what no honest sender would: a message whose XML a test has changed."""
    content = message()
    payload = change(write_message(content))
    return seal_payload([payload], envelope_of(content), KEYS[ANNA], KEYS[BERTIL].certificate)


def acknowledgement(*, sender: str = ANNA, recipient: str = BERTIL) -> bytes:
    """Seal an acceptance by `sender` of something that `recipient` once sent."""
    answered = replace(envelope_of(message()), sender=recipient, recipient=sender)
    document = acknowledgement_of(Acknowledgement(answered.identifier), answered, NOW)
    return seal_acknowledgement(document, answered, KEYS[sender])


def opened(data: bytes, **changes: object) -> OpenedEnvelope:
    return open_envelope(data, replace(RECEPTION, **changes))  # type: ignore[arg-type]


def outcome(data: bytes, **changes: object) -> str:
    """Say in a word what an envelope leads to: taken, silence, or the causes that are answered."""
    result = opened(data, **changes)
    if result.content is not None:
        return "acknowledgement" if isinstance(result.content, AcknowledgementDocument) else "taken"
    causes = result.answer.causes if result.answer else ()
    return ", ".join(f"{one.cause} {one.code}" for one in causes) or "silence"


def changed(data: bytes, pattern: bytes, becomes: bytes) -> bytes:
    """Change the one place that fits."""
    result, times = re.subn(pattern, becomes, data, flags=re.DOTALL)
    assert times == 1
    return result


def signed_again(data: bytes, key: SoftwareKey = KEYS[ANNA]) -> bytes:
    """Sign a changed envelope as its sender might, by another implementation."""
    from tests.exchange.signing import sign

    root = etree.fromstring(data)
    for signature in root.findall(f"{{{DS}}}Signature"):
        root.remove(signature)
    return sign(etree.tostring(root), key)


@dataclass
class Watched:
    """A key that notes what it is used for."""

    key: SoftwareKey = field(default_factory=lambda: KEYS[BERTIL])
    decrypted: list[bytes] = field(default_factory=list)

    @property
    def certificate(self) -> x509.Certificate:
        return self.key.certificate

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data)

    def decrypt(self, wrapped: bytes, digest: str = "sha1") -> bytes:
        self.decrypted.append(wrapped)
        return self.key.decrypt(wrapped, digest)
