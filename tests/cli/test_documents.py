"""The commands for IT staff: check, seal, open and acknowledgement."""

import json
import os
import stat
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
from sdk_desktop.exchange.issuing import Authority
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.formats.acknowledgement import write_acknowledgement
from sdk_desktop.formats.message import read_message, write_message
from sdk_desktop.formats.xmldsig.document import read_document
from tests.exchange.parties import BERTIL, acknowledgement, changed, message, sealed
from tests.formats.test_acknowledgement import SAMPLE
from tests.kit.language import forget_language
from tests.kit.security_module import PIN, security_module

AUTHORITY = Authority("Test CA", datetime.now(UTC))
OWN, THEIRS = AUTHORITY.issue("Anna"), AUTHORITY.issue("Bertil")
OLD = Authority("Test CA", datetime.now(UTC) - timedelta(days=9 * 365)).issue("Anna")
PASSWORD = b"hemligt"


def box(key: SoftwareKey) -> bytes:
    return serialize_key_and_certificates(
        b"own", key.private_key, key.certificate, None, BestAvailableEncryption(PASSWORD)
    )


@dataclass
class Desk:
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
def desk(
    tmp_path: Path,
    spoken: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sent: Message,
) -> Desk:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    desk.write("message.xml", write_message(sent))
    desk.write("password", PASSWORD + b"\r\n")
    for name, key in (("own", OWN), ("theirs", THEIRS), ("old", OLD)):
        desk.write(f"{name}.p12", box(key))
        desk.write(f"{name}.pem", key.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "trust").mkdir()
    desk.write("trust/ca.crt", AUTHORITY.certificate.public_bytes(Encoding.DER))
    (tmp_path / "empty").mkdir()
    desk.write("trust/readme.txt", b"not a certificate")
    return desk


LABORATORY = "--no-revocation"


def test_what_is_sealed_opens_again(desk: Desk, sent: Message) -> None:
    assert desk.seal(LABORATORY)[0] == 0

    code, out, err = desk.open(LABORATORY)

    assert (code, err) == (0, "")
    assert sent.message_id in out
    assert read_message(desk.read("in.xml")) == sent


def test_what_was_in_an_envelope_is_for_its_reader_only(desk: Desk) -> None:
    desk.seal(LABORATORY)
    desk.open(LABORATORY)

    assert stat.S_IMODE((desk.folder / "in.xml").stat().st_mode) == 0o600


def test_nothing_of_a_message_is_printed(desk: Desk) -> None:
    said = str([desk.seal(LABORATORY, "--json"), desk.open(LABORATORY, "--json")])

    assert "Hej!" not in said
    assert "Fråga" not in said


def test_a_message_is_sealed_as_it_stands(desk: Desk) -> None:
    data = desk.read("message.xml").replace(b"<message>", b"<!-- a --><message >")
    desk.write("message.xml", b'\xef\xbb\xbf<?xml version="1.0"?>\n' + data)
    desk.seal(LABORATORY)
    desk.open(LABORATORY)

    canonical = b"".join(read_document(data).canonical())
    assert desk.read("in.xml") == canonical


def test_what_is_opened_can_be_answered(desk: Desk, sent: Message) -> None:
    desk.seal(LABORATORY)

    desk.open(LABORATORY, "--acknowledgement", "ack.xml")

    assert desk("check", "ack.xml") == (0, "", "")
    code, out, _ = desk("acknowledgement", "ack.xml")
    assert code == 0
    assert out.startswith("Godkänt: meddelandet har nått mottagarens meddelandesystem.")
    assert sent.message_id in out


def test_what_is_refused_is_said_and_answered(desk: Desk) -> None:
    desk.seal(LABORATORY)
    desk.change("out.xml", rb"<CreationDateTime>20", b"<CreationDateTime>19")

    code, out, _ = desk.open(LABORATORY, "--acknowledgement", "ack.xml")

    assert code == 1
    assert out.splitlines() == [
        "The document was changed after it was signed.",
        "REJECTED",
        "SIG security  NA  Sender signature not validated",
    ]
    assert not (desk.folder / "in.xml").exists()
    facts = json.loads(desk("acknowledgement", "ack.xml", "--json")[1])
    assert (facts["response"], facts["causes"][0]["cause"]) == ("REJECTED", "SIG")


def test_an_answer_may_have_a_key_of_its_own(desk: Desk) -> None:
    desk.seal(LABORATORY)

    key = ("--acknowledgement-key", "own.p12")
    desk.open(LABORATORY, "--acknowledgement", "ack.xml", *key)

    own = OWN.certificate.public_bytes(Encoding.PEM).split(b"\n")[1]
    assert own in desk.read("ack.xml")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda desk: desk.write("out.xml", b"<a"), "not a readable XML"),
        (lambda desk: desk.write("out.xml", b"<a/>"), "breaks the rules"),
        (lambda desk: desk.write("theirs.p12", box(OWN)), "cannot be decrypted"),
    ],
    ids=["no XML", "no envelope", "not for us"],
)
def test_what_cannot_be_opened_is_not_answered(
    desk: Desk, spoil: Callable[[Desk], None], reason: str
) -> None:
    desk.seal(LABORATORY)
    spoil(desk)

    code, out, _ = desk.open(LABORATORY, "--acknowledgement", "ack.xml")

    assert code == 2
    assert reason in out
    assert not (desk.folder / "ack.xml").exists()


def test_what_is_for_another_participant_is_left_alone(desk: Desk) -> None:
    desk.seal(LABORATORY)

    assert desk.open(LABORATORY, "--participant", BERTIL)[0] == 0
    code, out, _ = desk.open(LABORATORY, "--participant", "0203:cecilia.example.se")
    assert (code, out) == (2, "The envelope is for another organisation.\n")


def test_an_issuer_must_be_trusted(desk: Desk) -> None:
    desk.seal(LABORATORY)
    stranger = Authority("Other CA", datetime.now(UTC)).certificate

    assert desk.open(LABORATORY, "--trust", "trust")[0] == 0
    desk.write("trust/ca.crt", stranger.public_bytes(Encoding.DER))
    code, out, _ = desk.open(LABORATORY, "--trust", "trust")
    assert code == 1
    assert "not from an issuer" in out


def test_a_certificate_that_may_not_be_encrypted_for_is_refused(desk: Desk) -> None:
    desk.write("theirs.pem", desk.read("old.pem"))

    code, out, _ = desk.seal(LABORATORY)

    assert code == 1
    assert "out of date" in out
    assert not (desk.folder / "out.xml").exists()


def test_a_certificate_that_says_nowhere_to_ask_is_not_taken_in_earnest(desk: Desk) -> None:
    code, _, err = desk.seal("--trust", "trust")

    assert code == 2
    assert "cannot be found out now" in err


def test_a_message_that_breaks_a_rule_is_not_sealed(desk: Desk) -> None:
    desk.change("message.xml", rb"<confidentiality>true", b"<confidentiality>maybe")

    code, out, _ = desk.seal(LABORATORY)

    assert code == 1
    assert "xsd  /messagePayload/message/messageHeader/confidentiality" in out
    assert json.loads(desk.seal(LABORATORY, "--json")[1])["findings"][0]["cause"] == "SV"
    assert not (desk.folder / "out.xml").exists()


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
def test_what_was_given_wrong_is_said(desk: Desk, arguments: list[str], reason: str) -> None:
    code, out, err = desk.seal(*arguments)

    assert (code, out) == (2, "")
    assert err.startswith("sdk-desktop: ")
    assert reason in err


def test_a_password_is_asked_for_only_at_a_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("--key", "own.p12", "--recipient-certificate", "theirs.pem", "--output", "out.xml")

    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        code, _, err = desk("seal", "message.xml", *given, LABORATORY)

    assert code == 2
    assert "--password-file" in err


def test_a_message_is_sealed_with_a_key_that_never_leaves_its_module(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, sent: Message
) -> None:
    module = security_module(desk.folder, monkeypatch)
    module.add_token("own")
    module.add_key("own", OWN)
    desk.write("pin", PIN.encode())
    key = f"pkcs11:token=own?module-path={module.driver}"

    code, _, _ = desk.seal(LABORATORY, "--key", key, "--password-file", "pin")

    assert code == 0
    assert desk.open(LABORATORY)[0] == 0
    assert read_message(desk.read("in.xml")) == sent


def test_an_official_envelope_is_checked(desk: Desk) -> None:
    desk.write("good.xml", sealed())
    desk.write("bad.xml", changed(sealed(), rb"<ds:Signature .*</ds:Signature>", b""))

    assert desk("check", "good.xml") == (0, "", "")
    assert desk("check", "bad.xml") == (
        1,
        "SDK-signature  /XHE  The envelope is not signed.\n",
        "",
    )


def test_several_documents_are_told_apart(desk: Desk) -> None:
    desk.write("none.xml", b"<a/>")

    code, out, _ = desk("check", "message.xml", "none.xml", "missing.xml")

    assert code == 2
    assert [line.split(":")[0] for line in out.splitlines()] == ["none.xml", "missing.xml"]
    facts = json.loads(desk("check", "message.xml", "none.xml", "--json")[1])
    assert [one.get("kind") for one in facts] == ["message", None]


def test_what_others_write_cannot_steer_the_terminal(desk: Desk) -> None:
    cause = Finding("x", "BV", "new\u202e\x9b", "/a\x9b2J", "text\u2066")
    document = replace(SAMPLE, acknowledgement=Acknowledgement(SAMPLE.identifier, (cause,)))
    desk.write("ack.xml", write_acknowledgement(document))

    for shown in (
        desk("acknowledgement", "ack.xml")[1],
        desk("acknowledgement", "ack.xml", "--json")[1],
    ):
        assert not {"\u202e", "\x9b", "\u2066"} & set(shown)
    assert "BV new" in desk("acknowledgement", "ack.xml")[1]


def test_a_rejection_says_what_happened_who_acts_and_what_helps(desk: Desk) -> None:
    cause = Finding("not-found", "BV", "not-found", "NA", "Wrong or unknown HandlingServiceID")
    document = replace(SAMPLE, acknowledgement=Acknowledgement(SAMPLE.identifier, (cause,)))
    desk.write("ack.xml", write_acknowledgement(document))

    lines = desk("acknowledgement", "ack.xml")[1].splitlines()

    assert lines[0] == "Avvisat: meddelandet har inte nått mottagaren."
    assert lines[-4:] == [
        "Mottagarens organisation känner inte till funktionen du skickade till.",
        "Du behöver agera: välj en annan mottagare.",
        "I klienten: Välj en annan mottagare",
        "BV not-found  NA  Wrong or unknown HandlingServiceID",
    ]


def test_a_message_is_not_explained_as_an_acknowledgement(desk: Desk) -> None:
    code, out, err = desk("acknowledgement", "message.xml")

    assert (code, out) == (2, "")
    assert err


def test_an_acknowledgement_in_its_envelope_is_opened_too(desk: Desk) -> None:
    desk.write("out.xml", acknowledgement())
    desk.write("own.pem", Path("own.pem").read_bytes())

    assert desk("check", "out.xml") == (0, "", "")
    assert desk("acknowledgement", "out.xml")[0] == 0


def test_an_unlocked_pem_key_needs_no_password(desk: Desk) -> None:
    plain = OWN.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    desk.write("own.key", plain + desk.read("own.pem"))

    given = ("--key", "own.key", "--recipient-certificate", "theirs.pem", "--output", "out.xml")

    assert desk("seal", "message.xml", *given, LABORATORY)[0] == 0
