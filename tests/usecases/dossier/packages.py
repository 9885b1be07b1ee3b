"""Cases that were taken out of a client, and what somebody may do to such a package."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.dossier.paper import Paper, Paragraph
from sdk_desktop.domain.incoming import OutgoingAcknowledgement
from sdk_desktop.domain.message import File, Message
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.sealing import acknowledgement_of, envelope_of, seal_acknowledgement
from sdk_desktop.usecases.dossier.dossiers import TakenCase
from tests.kit.sandbox_network import NOON, PersonClient
from tests.usecases.arrivals import arrived, letter

KEY = Authority("Test CA", NOON).issue("Ekdala kommun")
FORM = File("Blankett.pdf", "application/pdf", b"%PDF-1.7 blankett")


def told(case: TakenCase) -> Paper:
    """Return a document with as little as there can be."""
    text = f"{case.who} {len(case.messages)}"
    return Paper("Ärendet", "sv", (Paragraph(text),), "{page} {pages}", "")


def acknowledged(client: PersonClient, message: Message) -> int:
    """Let a message come that we acknowledged ourselves; return its row."""
    row = arrived(client, message)
    keep_acknowledgement(client, row, answer_to(message))
    return row


def answer_to(message: Message) -> bytes:
    envelope = envelope_of(message)
    document = acknowledgement_of(Acknowledgement(message.message_id), envelope, NOON)
    return seal_acknowledgement(document, envelope, KEY)


def keep_acknowledgement(client: PersonClient, row: int, sealed: bytes) -> None:
    answer = OutgoingAcknowledgement("a1", "m1", "0203:x", True, "digest", sealed)
    with client.workspace._store.begin() as stored:
        stored.answers.queue(answer, row)


def taken_out(client: PersonClient, folder: Path, row: int = 0) -> Path:
    """Take a message out, an acknowledged one with a file unless another is given."""
    path = folder / "case.zip"
    client.workspace.dossiers.save(row or acknowledged(client, letter(FORM)), path, told)
    return path


def content(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(path: Path, files: dict[str, bytes]) -> Path:
    """Write a package with other files."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return path
