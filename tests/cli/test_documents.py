"""The commands for IT staff: check, seal, open and acknowledgement."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from PySide6.QtWidgets import QApplication

from sdk_desktop.cli import main
from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.key_files import write_key
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.formats.acknowledgement import write_acknowledgement
from sdk_desktop.formats.message import read_message, write_message
from sdk_desktop.formats.xmldsig.document import read_document
from tests.exchange.parties import BERTIL, acknowledgement, changed, message, sealed
from tests.formats.test_acknowledgement import SAMPLE
from tests.kit.computer.security_module import PIN, security_module
from tests.kit.language import forget_language
from tests.kit.project import PROJECT, on_posix

AUTHORITY = Authority("Test CA", datetime.now(UTC))
OWN, THEIRS = AUTHORITY.issue("Anna"), AUTHORITY.issue("Bertil")
OLD = Authority("Test CA", datetime.now(UTC) - timedelta(days=9 * 365)).issue("Anna")
PASSWORD = b"hemligt"


def box(key: SoftwareKey) -> bytes:
    return serialize_key_and_certificates(
        b"own", key.private_key, key.certificate, None, BestAvailableEncryption(PASSWORD)
    )


@dataclass
class CommandLine:
    """A folder with keys, and the program as it is called there."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def seal(self, *more: str) -> tuple[int, str, str]:
        given = ("--key", "own.p12", "--recipient-certificate", "theirs.pem", "--output", "out.xml")
        return self("seal", "message.xml", *given, "--password-file", "password", *more)

    def open(self, *more: str) -> tuple[int, str, str]:
        given = ("--key", "theirs.p12", "--sender-certificate", "own.pem", "--output", "in.xml")
        return self("open", "out.xml", *given, "--password-file", "password", *more)

    def write(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def change(self, name: str, pattern: bytes, becomes: bytes) -> None:
        self.write(name, changed(self.read(name), pattern, becomes))


@pytest.fixture
def sent() -> Message:
    return message()


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[None]:
    """Take back the language that explaining an acknowledgement sets."""
    yield
    forget_language(qapp)


@pytest.fixture
def command(
    tmp_path: Path,
    spoken: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sent: Message,
) -> CommandLine:
    monkeypatch.chdir(tmp_path)
    command = CommandLine(tmp_path, capsys)
    command.write("message.xml", write_message(sent))
    command.write("password", PASSWORD + b"\r\n")
    for name, key in (("own", OWN), ("theirs", THEIRS), ("old", OLD)):
        command.write(f"{name}.p12", box(key))
        command.write(f"{name}.pem", key.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "trust").mkdir()
    command.write("trust/ca.crt", AUTHORITY.certificate.public_bytes(Encoding.DER))
    (tmp_path / "empty").mkdir()
    command.write("trust/readme.txt", b"not a certificate")
    return command


LABORATORY = "--no-revocation"


def test_what_is_sealed_opens_again(command: CommandLine, sent: Message) -> None:
    assert command.seal(LABORATORY)[0] == 0

    code, out, err = command.open(LABORATORY)

    assert (code, err) == (0, "")
    assert sent.message_id in out
    assert read_message(command.read("in.xml")) == sent


@on_posix
def test_what_was_in_an_envelope_is_for_its_reader_only(command: CommandLine) -> None:
    command.seal(LABORATORY)
    command.open(LABORATORY)

    assert stat.S_IMODE((command.folder / "in.xml").stat().st_mode) == 0o600


def test_nothing_of_a_message_is_printed(command: CommandLine) -> None:
    said = str([command.seal(LABORATORY, "--json"), command.open(LABORATORY, "--json")])

    assert "Hej!" not in said
    assert "Fråga" not in said


def test_a_message_is_sealed_as_it_stands(command: CommandLine) -> None:
    data = command.read("message.xml").replace(b"<message>", b"<!-- a --><message >")
    command.write("message.xml", b'\xef\xbb\xbf<?xml version="1.0"?>\n' + data)
    command.seal(LABORATORY)
    command.open(LABORATORY)

    canonical = b"".join(read_document(data).canonical())
    assert command.read("in.xml") == canonical


@pytest.mark.usefixtures("swedish")
def test_what_is_opened_can_be_answered(command: CommandLine, sent: Message) -> None:
    command.seal(LABORATORY)

    command.open(LABORATORY, "--acknowledgement", "ack.xml")

    assert command("check", "ack.xml") == (0, "", "")
    code, out, _ = command("acknowledgement", "ack.xml")
    assert code == 0
    assert out.startswith("Godkänt: meddelandet har nått mottagarens meddelandesystem.")
    assert sent.message_id in out


def test_what_is_refused_is_said_and_answered(command: CommandLine) -> None:
    command.seal(LABORATORY)
    command.change("out.xml", rb"<CreationDateTime>20", b"<CreationDateTime>19")

    code, out, _ = command.open(LABORATORY, "--acknowledgement", "ack.xml")

    assert code == 1
    assert out.splitlines() == [
        "The document was changed after it was signed.",
        "REJECTED",
        "SIG security  NA  Sender signature not validated",
    ]
    assert not (command.folder / "in.xml").exists()
    facts = json.loads(command("acknowledgement", "ack.xml", "--json")[1])
    assert (facts["response"], facts["causes"][0]["cause"]) == ("REJECTED", "SIG")


def test_an_answer_may_have_a_key_of_its_own(command: CommandLine) -> None:
    command.seal(LABORATORY)

    key = ("--acknowledgement-key", "own.p12")
    command.open(LABORATORY, "--acknowledgement", "ack.xml", *key)

    own = OWN.certificate.public_bytes(Encoding.PEM).split(b"\n")[1]
    assert own in command.read("ack.xml")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda command: command.write("out.xml", b"<a"), "not a readable XML"),
        (lambda command: command.write("out.xml", b"<a/>"), "breaks the rules"),
        (lambda command: command.write("theirs.p12", box(OWN)), "cannot be decrypted"),
    ],
    ids=["no XML", "no envelope", "not for us"],
)
def test_what_cannot_be_opened_is_not_answered(
    command: CommandLine, spoil: Callable[[CommandLine], None], reason: str
) -> None:
    command.seal(LABORATORY)
    spoil(command)

    code, out, _ = command.open(LABORATORY, "--acknowledgement", "ack.xml")

    assert code == 2
    assert reason in out
    assert not (command.folder / "ack.xml").exists()


def test_what_is_for_another_participant_is_left_alone(command: CommandLine) -> None:
    command.seal(LABORATORY)

    assert command.open(LABORATORY, "--participant", BERTIL)[0] == 0
    code, out, _ = command.open(LABORATORY, "--participant", "0203:cecilia.example.se")
    assert (code, out) == (2, "The envelope is for another organisation.\n")


def test_an_issuer_must_be_trusted(command: CommandLine) -> None:
    command.seal(LABORATORY)
    stranger = Authority("Other CA", datetime.now(UTC)).certificate

    assert command.open(LABORATORY, "--trust", "trust")[0] == 0
    command.write("trust/ca.crt", stranger.public_bytes(Encoding.DER))
    code, out, _ = command.open(LABORATORY, "--trust", "trust")
    assert code == 1
    assert "not from an issuer" in out


def test_a_certificate_that_may_not_be_encrypted_for_is_refused(command: CommandLine) -> None:
    command.write("theirs.pem", command.read("old.pem"))

    code, out, _ = command.seal(LABORATORY)

    assert code == 1
    assert "out of date" in out
    assert not (command.folder / "out.xml").exists()


def test_a_certificate_that_says_nowhere_to_ask_is_not_taken_in_earnest(
    command: CommandLine,
) -> None:
    code, _, err = command.seal("--trust", "trust")

    assert code == 2
    assert "cannot be found out now" in err


def test_a_message_that_breaks_a_rule_is_not_sealed(command: CommandLine) -> None:
    command.change("message.xml", rb"<confidentiality>true", b"<confidentiality>maybe")

    code, out, _ = command.seal(LABORATORY)

    assert code == 1
    assert "xsd  /messagePayload/message/messageHeader/confidentiality" in out
    assert json.loads(command.seal(LABORATORY, "--json")[1])["findings"][0]["cause"] == "SV"
    assert not (command.folder / "out.xml").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "--trust FOLDER"),
        (["--trust", "missing"], "missing cannot be read"),
        (["--trust", "empty"], "empty has no certificates"),
        ([LABORATORY, "--key", "missing.p12"], "missing.p12 cannot be read"),
        ([LABORATORY, "--key", "."], "cannot be read"),
        ([LABORATORY, "--key", "own.pem"], "no private key"),
        ([LABORATORY, "--password-file", "own.pem"], "password does not open"),
        ([LABORATORY, "--key", "pkcs11:token=own"], "module-path"),
        ([LABORATORY, "--recipient-certificate", "password"], "password has no certificate"),
        ([LABORATORY, "--output", "missing/out.xml"], "cannot be written"),
    ],
)
def test_what_was_given_wrong_is_said(
    command: CommandLine, arguments: list[str], reason: str
) -> None:
    code, out, err = command.seal(*arguments)

    assert (code, out) == (2, "")
    assert err.startswith("sdk-desktop: ")
    assert reason in err


def test_a_password_is_asked_for_only_at_a_terminal(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("--key", "own.p12", "--recipient-certificate", "theirs.pem", "--output", "out.xml")

    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        code, _, err = command("seal", "message.xml", *given, LABORATORY)

    assert code == 2
    assert "--password-file" in err


def test_a_message_is_sealed_with_a_key_that_never_leaves_its_module(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch, sent: Message
) -> None:
    module = security_module(command.folder, monkeypatch)
    module.add_token("own")
    module.add_key("own", OWN)
    command.write("pin", PIN.encode())
    key = f"pkcs11:token=own?module-path={module.driver}"

    code, _, _ = command.seal(LABORATORY, "--key", key, "--password-file", "pin")

    assert code == 0
    assert command.open(LABORATORY)[0] == 0
    assert read_message(command.read("in.xml")) == sent


def test_an_official_envelope_is_checked(command: CommandLine) -> None:
    command.write("good.xml", sealed())
    command.write("bad.xml", changed(sealed(), rb"<ds:Signature .*</ds:Signature>", b""))

    assert command("check", "good.xml") == (0, "", "")
    assert command("check", "bad.xml") == (
        1,
        "SDK-signature  /XHE  The envelope is not signed.\n",
        "",
    )


def test_several_documents_are_told_apart(command: CommandLine) -> None:
    command.write("none.xml", b"<a/>")

    code, out, _ = command("check", "message.xml", "none.xml", "missing.xml")

    assert code == 2
    assert [line.split(":")[0] for line in out.splitlines()] == ["none.xml", "missing.xml"]
    facts = json.loads(command("check", "message.xml", "none.xml", "--json")[1])
    assert [one.get("kind") for one in facts] == ["message", None]


def test_what_cannot_be_read_is_said_with_its_rule_and_its_line(command: CommandLine) -> None:
    command.write("broken.xml", b"<a>\n<b></a>")

    code, out, _ = command("check", "broken.xml")
    assert code == 2
    assert re.search(r"^well-formed  /  .* line 2, ", out, re.MULTILINE)

    (said,) = json.loads(command("check", "--json", "broken.xml")[1])
    assert [finding["rule"] for finding in said["findings"]] == ["well-formed"]


@pytest.mark.parametrize(
    "arguments",
    [
        "acknowledgement broken.xml",
        "open broken.xml --key own.key --sender-certificate own.pem --output in --no-revocation",
        "seal broken.xml --key own.p12 --recipient-certificate theirs.pem --output out.xml",
    ],
)
def test_every_command_says_why_it_cannot_read(command: CommandLine, arguments: str) -> None:
    command.write("broken.xml", b"<a>\n<b></a>")
    command.write("own.key", write_key(OWN))

    code, out, err = command(*arguments.split())

    assert code == 2
    assert "well-formed  /  Not well-formed XML at line 2" in out + err


def test_what_cannot_be_opened_is_told_to_programs(command: CommandLine) -> None:
    command.write("out.xml", b"<a>\n<b></a>")

    said = json.loads(command.open(LABORATORY, "--json")[1])

    assert [finding["rule"] for finding in said["findings"]] == ["well-formed"]


def called(folder: Path, coding: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "sdk_desktop", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": coding, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_reader_that_has_enough_ends_the_command_quietly(command: CommandLine) -> None:
    process = called(command.folder, "utf-8", "check", "--json", "message.xml")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    err = process.stderr.read()
    process.stderr.close()

    assert err == b""
    assert process.wait(timeout=60) == 141


def test_output_is_utf8_wherever_it_goes(command: CommandLine) -> None:
    command.write("Ω.xml", b"<a/>")

    out, err = called(command.folder, "cp1252", "check", "Ω.xml", "message.xml").communicate(
        timeout=60
    )

    assert err == b""
    assert out.decode().startswith("Ω.xml: ")


def test_what_others_write_cannot_steer_the_terminal(command: CommandLine) -> None:
    cause = Finding("x", "BV", "new\u202e\x9b", "/a\x9b2J", "text\u2066")
    document = replace(SAMPLE, acknowledgement=Acknowledgement(SAMPLE.identifier, (cause,)))
    command.write("ack.xml", write_acknowledgement(document))

    for shown in (
        command("acknowledgement", "ack.xml")[1],
        command("acknowledgement", "ack.xml", "--json")[1],
    ):
        assert not {"\u202e", "\x9b", "\u2066"} & set(shown)
    assert "BV new" in command("acknowledgement", "ack.xml")[1]


@pytest.mark.usefixtures("swedish")
def test_a_rejection_says_what_happened_who_acts_and_what_helps(command: CommandLine) -> None:
    cause = Finding("not-found", "BV", "not-found", "NA", "Wrong or unknown HandlingServiceID")
    document = replace(SAMPLE, acknowledgement=Acknowledgement(SAMPLE.identifier, (cause,)))
    command.write("ack.xml", write_acknowledgement(document))

    lines = command("acknowledgement", "ack.xml")[1].splitlines()

    assert lines[0] == "Avvisat: meddelandet har inte nått mottagaren."
    assert lines[-4:] == [
        "Mottagarens organisation känner inte till funktionen du skickade till.",
        "Du behöver agera: välj en annan mottagare.",
        "I programmet: Välj en annan mottagare",
        "BV not-found  NA  Wrong or unknown HandlingServiceID",
    ]


def test_a_message_is_not_explained_as_an_acknowledgement(command: CommandLine) -> None:
    code, out, err = command("acknowledgement", "message.xml")

    assert (code, out) == (2, "")
    assert err


def test_an_acknowledgement_in_its_envelope_is_opened_too(command: CommandLine) -> None:
    command.write("out.xml", acknowledgement())
    command.write("own.pem", Path("own.pem").read_bytes())

    assert command("check", "out.xml") == (0, "", "")
    assert command("acknowledgement", "out.xml")[0] == 0


def test_an_unlocked_pem_key_needs_no_password(command: CommandLine) -> None:
    plain = OWN.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    command.write("own.key", plain + command.read("own.pem"))

    given = ("--key", "own.key", "--recipient-certificate", "theirs.pem", "--output", "out.xml")

    assert command("seal", "message.xml", *given, LABORATORY)[0] == 0
