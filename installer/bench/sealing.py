"""Parts that measure sealing and opening, each in a new process: `sealing PART SIZE`.

The floor is the same bytes through SHA-256, AES-256-CBC and Base64, and one RSA operation, with
`hashlib`, `pybase64` and `cryptography` alone. Keys have 3 072 bits, as those of the field.
A part prints one JSON object.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pybase64
import xmlsec
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP, PKCS1v15
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree
from xmlsec import constants as c

from installer.bench.memory import grown
from sdk_desktop.domain.message import Attention, Document, File, Message, Party, new_id
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.keys import KeyRing, SoftwareKey
from sdk_desktop.exchange.opening import Reception, open_envelope
from sdk_desktop.exchange.sealing import envelope_of, seal_message
from sdk_desktop.exchange.validation import Receiver
from sdk_desktop.formats.envelope import write_envelope
from sdk_desktop.formats.message import write_message

NOW = datetime(2026, 5, 4, tzinfo=UTC)
MANY = 1000
_OAEP = OAEP(mgf=MGF1(SHA1()), algorithm=SHA1(), label=None)  # noqa: S303 - the profile's


@dataclass(frozen=True)
class Case:
    """A message of some size, sealed, and everything that is needed to do it again."""

    message: Message
    sender: SoftwareKey
    recipient: SoftwareKey

    @property
    def content(self) -> bytes:
        """The message's only file."""
        return self.message.files[0].content

    def seal(self) -> bytes:
        """Seal as the product does."""
        return seal_message(self.message, self.sender, self.recipient.certificate)

    def open(self, data: bytes) -> None:
        """Open as the product does, without asking anybody about certificates."""
        reception = Reception(
            participant="0203:b.example.se",
            keys=KeyRing([self.recipient]),
            receiver=Receiver(functions=None),
            check_published=lambda *_: None,
            check_certificate=lambda _: None,
        )
        if open_envelope(data, reception).content != self.message:
            sys.exit("what was opened is not what was sealed")


def case(size: int, bits: int = 3072) -> Case:
    """Make a message with one file of random bytes."""
    identifier = new_id()
    files = (File("a.pdf", "application/pdf", os.urandom(size)),)
    message = Message(
        message_id=identifier,
        conversation_id=identifier,
        created=NOW,
        label="x",
        confidential=False,
        recipient=Party("0203:b.example.se", attention=Attention("b")),
        sender=Party("0203:a.example.se", attention=Attention("a")),
        documents=(Document("1", files=files),),
    )
    authority = Authority("Measurement", NOW, bits)
    return Case(message, authority.issue("a"), authority.issue("b"))


def timed(size: str) -> dict[str, float]:
    """Return seconds for sealing and opening: ours, the floor's and python-xmlsec's."""
    one = case(int(size))
    sealed = one.seal()
    encoded = pybase64.b64encode(one.content)
    theirs = XmlSec(one)
    ways: dict[str, Callable[[], object]] = {
        "seal": one.seal,
        "seal-floor": lambda: _floor_of_sealing(one),
        "seal-xmlsec": theirs.seal,
        "open": lambda: one.open(sealed),
        "open-floor": lambda: _floor_of_opening(one, sealed, encoded),
        "open-xmlsec": lambda: theirs.open(sealed),
    }
    rounds = max(5, min(60, 4_000_000 // int(size)))
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            took[name].append(time.perf_counter() - began)
    return {name: statistics.median(times) for name, times in took.items()}


def memory(what: str, size: str) -> dict[str, float]:
    """Return how many times its file a message takes at most, more than before, for one of both."""
    one = case(int(size))
    sealed = one.seal() if what == "open" else b""
    if what == "open":
        return _grown(lambda: one.open(sealed), int(size))
    return _grown(one.seal, int(size))


def many() -> dict[str, float]:
    """Return the share of RSA in opening a thousand small messages."""
    one = case(1000)
    sealed = one.seal()
    began = time.perf_counter()
    for _ in range(MANY):
        one.open(sealed)
    total = time.perf_counter() - began
    wrapped = one.recipient.private_key.public_key().encrypt(bytes(32), _OAEP)
    signature = one.sender.sign(b"x")
    public = one.sender.private_key.public_key()
    began = time.perf_counter()
    for _ in range(MANY):
        one.recipient.decrypt(wrapped)
        public.verify(signature, b"x", PKCS1v15(), SHA256())
    return {"seconds": total, "share": (time.perf_counter() - began) / total}


class XmlSec:
    """The same work by python-xmlsec, which keeps its keys between messages as we do."""

    def __init__(self, one: Case) -> None:
        self._message = one.message
        self._recipients = _manager(one.recipient)
        self._key = _key(one.sender)
        self._sender = _manager(one.sender)
        self._opening = _manager(one.recipient)

    def seal(self) -> bytes:
        """Write, encrypt, put into an envelope and sign."""
        frame = write_envelope(envelope_of(self._message))
        parts = (frame.before_payload, write_message(self._message), frame.after_payload)
        root = _parse(b"".join((*parts, frame.after_signature)))
        (payload,) = root.iterfind(".//{*}PayloadContent/*")
        data = xmlsec.template.encrypted_data_create(
            root, c.TransformAes256Cbc, type=c.TypeEncElement, ns="xenc"
        )
        xmlsec.template.encrypted_data_ensure_cipher_value(data)
        info = xmlsec.template.encrypted_data_ensure_key_info(data, ns="ds")
        wrapped = xmlsec.template.add_encrypted_key(info, c.TransformRsaOaep)
        xmlsec.template.encrypted_data_ensure_cipher_value(wrapped)
        context = xmlsec.EncryptionContext(self._recipients)
        context.key = xmlsec.Key.generate(c.KeyDataAes, 256, c.KeyDataTypeSession)
        context.encrypt_xml(data, payload)
        signature = xmlsec.template.create(root, c.TransformInclC14N, c.TransformRsaSha256, ns="ds")
        root.append(signature)
        reference = xmlsec.template.add_reference(signature, c.TransformSha256, uri="")
        xmlsec.template.add_transform(reference, c.TransformEnveloped)
        signing = xmlsec.SignatureContext()
        signing.key = self._key
        signing.sign(signature)
        return bytes(etree.tostring(root))

    def open(self, sealed: bytes) -> bytes:
        """Verify, decrypt, and read the file."""
        root = _parse(sealed)
        verifying = xmlsec.SignatureContext()
        verifying.key = self._key
        verifying.verify(root[-1])
        (encrypted,) = root.iterfind(".//{*}PayloadContent/*")
        payload = xmlsec.EncryptionContext(self._opening).decrypt(encrypted)
        return pybase64.b64decode(payload.findtext(".//{*}content") or "")


def _floor_of_sealing(one: Case) -> bytes:
    encoded = pybase64.b64encode(one.content)
    key, start = os.urandom(32), os.urandom(16)
    cipher = Cipher(AES256(key), CBC(start)).encryptor()
    encrypted = cipher.update(encoded[: len(encoded) // 16 * 16]) + cipher.finalize()
    text = pybase64.b64encode(encrypted)
    return one.sender.sign(hashlib.sha256(text).digest())


def _floor_of_opening(one: Case, sealed: bytes, encoded: bytes) -> bytes:
    start = sealed.rindex(b"<xenc:CipherValue>") + len(b"<xenc:CipherValue>")
    text = sealed[start : sealed.index(b"<", start)]
    hashlib.sha256(text).digest()
    encrypted = pybase64.b64decode(text)
    cipher = Cipher(AES256(bytes(32)), CBC(encrypted[:16])).decryptor()
    cipher.update(encrypted[16:])
    one.sender.sign(b"x")  # the private operation; signing and decrypting cost the same
    return pybase64.b64decode(encoded)


def _grown(work: Callable[[], object], size: int) -> dict[str, float]:
    return {"times": grown(work) * 1024 * 1024 / size}


def _manager(key: SoftwareKey) -> xmlsec.KeysManager:
    manager = xmlsec.KeysManager()
    manager.add_key(_key(key))
    return manager


def _key(key: SoftwareKey) -> xmlsec.Key:
    plain = key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return xmlsec.Key.from_memory(plain, c.KeyDataFormatPem)


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))


if __name__ == "__main__":
    _, asked, *given = sys.argv
    match asked:
        case "timed":
            print(json.dumps(timed(given[0])))
        case "memory":
            print(json.dumps(memory(given[0], given[1])))
        case "many":
            print(json.dumps(many()))
