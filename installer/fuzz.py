"""Read changed documents with everything that reads documents: `python3 installer/dev.py fuzz`.

Each input is a message, an envelope, an acknowledgement or published metadata with a few bytes,
pieces or words changed; every third is sealed after it was changed, so that what lies behind the
signature is reached, too. Only declared errors may come out. Ends with 1 after a crash, an input
that took more than a second, or more than 300 MB of memory; a seed makes a run repeatable.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from installer.fuzz_viewer import fuzz_files
from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Finding, SdkError
from sdk_desktop.domain.message import (
    PARTICIPANT_SCHEME,
    Attention,
    Document,
    File,
    Message,
    Party,
    new_id,
)
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.checking import check_document, find_acknowledgement
from sdk_desktop.exchange.keys import KeyRing, SoftwareKey
from sdk_desktop.exchange.opening import Reception, open_envelope
from sdk_desktop.exchange.sealing import (
    acknowledgement_of,
    envelope_of,
    seal_acknowledgement,
    seal_message,
    seal_payload,
)
from sdk_desktop.exchange.validation import Receiver
from sdk_desktop.formats.acknowledgement import write_acknowledgement
from sdk_desktop.formats.message import write_message
from sdk_desktop.formats.service_metadata import (
    DOCUMENT_SCHEME,
    CertificateUse,
    Endpoint,
    PublishedCertificate,
    SchemedIdentifier,
    ServiceMetadata,
    read_service_metadata,
    write_service_metadata,
)

SLOWEST = 1.0
MOST_MEMORY = 300_000_000
A, B = "0203:a.example.se", "0203:b.example.se"
NOW = datetime(2026, 5, 4, tzinfo=UTC)
WORDS = (
    *(b"<", b">", b"</", b"/>", b"&", b"&amp;", b"&#0;", b"&#xD;", b"&x;", b"]]>", b"<![CDATA["),
    *(b"<!--", b"-->", b"<?x ?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\xef\xbb\xbf", b"\xff\xfe"),
    *(b"\0", b"\x1b", "\u202e".encode(), b"\xf0\x9f\x98\x80", b"\xc3", b' xmlns=""', b' Id="x"'),
    *(
        b' xml:id="x"',
        b"<ds:Signature>",
        b"<ds:Object/>",
        b"<xenc:EncryptedData/>",
        b"-1",
        b"1e999",
    ),
    *(b"true", b"0203:", b"2026-02-30T25:61:61Z", b"urn:", b"=" * 3, b"A" * 5000, b"<a>" * 500),
)


class Target:
    """The documents that are changed, and what reads them."""

    def __init__(self) -> None:
        authority = Authority("Fuzz", NOW)
        self._sender, self._recipient = authority.issue("a"), authority.issue("b")
        self._message = _message()
        answered = envelope_of(self._message)
        cause = Finding("x", "BV", "invariant", "/a", "text")
        answer = acknowledgement_of(Acknowledgement(answered.identifier, (cause,)), answered, NOW)
        sealed_answer = seal_acknowledgement(answer, answered, self._recipient)
        self.payload = write_message(self._message)
        sealed = seal_message(self._message, self._sender, self._recipient.certificate)
        acknowledgement = write_acknowledgement(answer)
        metadata = _metadata(self._sender, self._recipient)
        self.documents = (self.payload, sealed, sealed_answer, acknowledgement, metadata)
        self._reception = Reception(
            participant=None,
            keys=KeyRing([self._recipient]),
            receiver=Receiver(functions=None),
            check_published=lambda *_: None,
            check_certificate=lambda _: None,
        )

    def seal(self, payload: bytes) -> bytes:
        """Seal whatever it is, as its sender."""
        envelope = envelope_of(self._message)
        return seal_payload([payload], envelope, self._sender, self._recipient.certificate)

    def read(self, data: bytes) -> None:
        """Read it with everything that reads documents of others."""
        open_envelope(data, self._reception)
        for read in (check_document, find_acknowledgement, read_service_metadata):
            _declared(read, data)


def main() -> int:
    """Run, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--files", action="store_true", help="damage files for the viewer instead")
    parser.add_argument("--folder", type=Path, help="files to damage beside those made here")
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - chance, not secrecy
    print(f"seed {given.seed}", flush=True)
    if given.files:
        return _verdict(given.inputs, *fuzz_files(given.inputs, chance, given.folder))
    target = Target()
    slowest = 0.0
    for number in range(given.inputs):
        data = _input(target, chance, sealed=number % 3 == 0)
        began = time.perf_counter()
        try:
            target.read(data)
        except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
            traceback.print_exc()
            print(f"input {number} of seed {given.seed}: {data!r}")
            return 1
        slowest = max(slowest, time.perf_counter() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return _verdict(given.inputs, slowest, memory)


def _verdict(inputs: int, slowest: float, memory: float) -> int:
    print(f"{inputs} inputs, no crash, slowest {slowest:.3f} s, {memory / 1e6:.0f} MB at most")
    return 0 if slowest <= SLOWEST and memory <= MOST_MEMORY else 1


def _input(target: Target, chance: random.Random, *, sealed: bool) -> bytes:
    if sealed:
        return target.seal(_changed(target.payload, target, chance))
    return _changed(chance.choice(target.documents), target, chance)


def _changed(data: bytes, target: Target, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice((1, 1, 4, 30, 300)))
        match chance.randrange(5):
            case 0 if at < len(changed):
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = chance.choice(WORDS)
            case 3:
                changed[at:at] = changed[at:end] * chance.choice((1, 2, 50))
            case _:
                other = chance.choice(target.documents)
                start = chance.randrange(len(other))
                changed[at:end] = other[start : start + chance.choice((5, 100, 1000))]
    return bytes(changed)


def _declared(read: Callable[[bytes], object], data: bytes) -> None:
    try:
        read(data)
    except SdkError:
        return


def _metadata(owner: SoftwareKey, publisher: SoftwareKey) -> bytes:
    metadata = ServiceMetadata(
        participant=SchemedIdentifier(A, PARTICIPANT_SCHEME),
        document=SchemedIdentifier(DocumentType.MESSAGE, DOCUMENT_SCHEME),
        published=tuple(PublishedCertificate(use, owner.certificate) for use in CertificateUse),
    )
    endpoint = Endpoint("https://ap.example.se", publisher.certificate)
    return write_service_metadata(metadata, endpoint, publisher.certificate, publisher.sign)


def _message() -> Message:
    identifier = new_id()
    return Message(
        message_id=identifier,
        conversation_id=identifier,
        created=NOW,
        label="Fråga",
        confidential=True,
        recipient=Party(B, attention=Attention("f:b")),
        sender=Party(A, label="A", attention=Attention("f:a", "Socialkontoret")),
        documents=(Document("1", files=(File("a.pdf", "application/pdf", b"x" * 200),)),),
    )


if __name__ == "__main__":
    sys.exit(main())
