"""Read changed documents with everything that reads documents: `python3 installer/dev.py fuzz`.

Each input is a message, an envelope, an acknowledgement or published metadata with a few bytes,
pieces or words changed; every third is sealed after it was changed, so that what lies behind the
signature is reached, too. Every second goes to another reader instead: of a service's JSON or
SOAP, OCSP, a revocation list, a key, a certificate, settings or another file. Only declared errors
may come out. Ends with 1 after a crash, an input that took more than a second of the processor (a
locked key: twenty), or more than 300 MB of memory; a seed makes a run repeatable.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from installer.fuzz_readers import Reader, other_readers
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
    *(
        b'" xmlns:q="urn:&amp;q"',
        b"[" * 150,
        b'{"a":' * 150,
        b"NaN",
        b"9" * 5000,
        b"\\ud800",
        b"null",
    ),
    *(b"a." * 150, b"24:00:00", b"\x30\x80" * 60, b"\x02\x08" + b"\x7f" * 8, b"--b\r\n"),
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
        documents = (self.payload, sealed, sealed_answer, acknowledgement, metadata)
        self.reader = Reader(self._read, documents)
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

    def others(self, folder: Path) -> tuple[Reader, ...]:
        """Return the readers of what is no document; a folder is for those of files."""
        return tuple(other_readers(self._message, self._sender, NOW, folder))

    def _read(self, data: bytes) -> None:
        """Read it with everything that reads documents of others."""
        open_envelope(data, self._reception)
        for read in (check_document, find_acknowledgement, read_service_metadata):
            with suppress(SdkError):
                read(data)


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
    with TemporaryDirectory() as folder:
        return _fuzz(given.inputs, given.seed, chance, Path(folder))


def _fuzz(inputs: int, seed: int, chance: random.Random, folder: Path) -> int:
    target = Target()
    others = target.others(folder)
    slowest = (0.0, 0)
    for number in range(inputs):
        reader = target.reader if number % 2 else chance.choice(others)
        data = _input(target, reader, chance, sealed=number % 6 == 1)
        began = time.process_time()
        try:
            _declared(reader, data)
        except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
            traceback.print_exc()
            print(f"input {number} of seed {seed}: {data!r}")
            return 1
        slowest = max(slowest, ((time.process_time() - began) / reader.seconds, number))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"slowest for its kind was input {slowest[1]}")
    return _verdict(inputs, slowest[0], memory)


def _verdict(inputs: int, slowest: float, memory: float) -> int:
    print(f"{inputs} inputs, no crash, slowest {slowest:.3f} s, {memory / 1e6:.0f} MB at most")
    return 0 if slowest <= SLOWEST and memory <= MOST_MEMORY else 1


def _input(target: Target, reader: Reader, chance: random.Random, *, sealed: bool) -> bytes:
    if sealed:
        return target.seal(_changed(target.payload, target.reader.seeds, chance))
    return _changed(chance.choice(reader.seeds), reader.seeds, chance)


def _changed(data: bytes, seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
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
                other = chance.choice(seeds)
                start = chance.randrange(len(other))
                changed[at:end] = other[start : start + chance.choice((5, 100, 1000))]
    return bytes(changed)


def _declared(reader: Reader, data: bytes) -> None:
    with suppress(*reader.declared):
        reader.read(data)


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
