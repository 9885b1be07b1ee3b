"""The commands `seal` and `open`, for IT staff and for testing other systems."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import (
    RULES_BROKEN,
    SUCCESS,
    UNREADABLE,
    Result,
    add_file_command,
    cause_line,
    finding_lines,
    findings_of,
    show_result,
)
from sdk_desktop.cli.terminal import ask_secret, is_terminal
from sdk_desktop.cli.words import error_words, named_path, to_say, words_of
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.envelope import FEDERATION
from sdk_desktop.domain.errors import InvalidMessage, Refused, Untrusted
from sdk_desktop.exchange import key_places
from sdk_desktop.exchange.certificates import Certificate, CertificateCheck
from sdk_desktop.exchange.checking import DocumentKind, document_kind
from sdk_desktop.exchange.key_files import (
    PasswordNeeded,
    UnreadableCertificate,
    read_certificate_file,
)
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.opening import CheckPublished, OpenedEnvelope, Reception, open_envelope
from sdk_desktop.exchange.sealing import acknowledgement_of, seal_acknowledgement, seal_document
from sdk_desktop.exchange.trust_files import read_issuers
from sdk_desktop.exchange.validation import Receiver
from sdk_desktop.files import LARGEST_DOCUMENT, read_file, read_password, write_private

_SENDERS_KEY = to_say("the sender's: PKCS#12 or PEM file, or pkcs11:token=LABEL?module-path=DRIVER")
_RECIPIENTS_KEY = to_say(
    "the recipient's: PKCS#12 or PEM file, or pkcs11:token=LABEL?module-path=DRIVER"
)


def add_envelopes(commands: Commands) -> None:
    """Add the commands `seal` and `open`."""
    text = to_say("encrypt and sign a message for its recipient")
    seal = add_file_command(commands, "seal", text, write_envelope_file)
    seal.add_argument("message", type=named_path, metavar="MESSAGE")
    seal.add_argument("--key", required=True, help=_SENDERS_KEY)
    seal.add_argument("--recipient-certificate", required=True, type=named_path, metavar="FILE")
    text = to_say("verify and decrypt an envelope, and answer it")
    opening = add_file_command(commands, "open", text, open_envelope_file)
    opening.add_argument("envelope", type=named_path, metavar="ENVELOPE")
    opening.add_argument("--key", required=True, help=_RECIPIENTS_KEY)
    opening.add_argument("--sender-certificate", required=True, type=named_path, metavar="FILE")
    opening.add_argument(
        "--participant", metavar="ID", help=to_say("leave alone what is for anybody else")
    )
    opening.add_argument(
        "--acknowledgement", type=named_path, metavar="FILE", help=to_say("write the answer there")
    )
    opening.add_argument(
        "--acknowledgement-key", metavar="KEY", help=to_say("what signs the answer, if not --key")
    )
    for parser in (seal, opening):
        _add_common_arguments(parser)


def write_envelope_file(given: Namespace) -> int:
    """Validate, encrypt and sign a message; write the envelope and return the exit code."""
    data = read_file(given.message, LARGEST_DOCUMENT)
    if document_kind(data) is not DocumentKind.MESSAGE:
        raise InvalidMessage("The document is no message.")
    recipient = _read_certificate(given.recipient_certificate)
    with (
        _certificate_check(given) as check,
        _opened_keys(given.key, given.password_file) as keys,
    ):
        try:
            check.for_encryption(recipient)
            key = keys.signing_key(system_clock())
            sealed = seal_document(data, key, recipient, given.federation)
        except (InvalidMessage, Untrusted) as problem:
            return show_result(_refused_result(problem), as_json=given.json)
    write_private(given.output, sealed)
    sizes = {"message": len(data), "envelope": len(sealed)}
    line = words_of("Sealed: {file} ({size} bytes)").format(file=given.output, size=len(sealed))
    return show_result(
        Result(SUCCESS, {"result": "sealed", "bytes": sizes}, (line,)), as_json=given.json
    )


def open_envelope_file(given: Namespace) -> int:
    """Verify and decrypt an envelope; write the payload and return the exit code."""
    data = read_file(given.envelope, LARGEST_DOCUMENT)
    published = _read_certificate(given.sender_certificate)
    with (
        _certificate_check(given) as check,
        _opened_keys(given.key, given.password_file) as keys,
    ):
        reception = Reception(
            participant=given.participant,
            keys=keys,
            receiver=Receiver(functions=None),
            check_published=_check_equal(published),
            check_certificate=check.for_signing,
            federation=given.federation,
        )
        opened = open_envelope(data, reception)
        if opened.content is not None:
            write_private(given.output, opened.payload)
        if given.acknowledgement:
            _write_acknowledgement(given, opened, keys)
    return show_result(_opened_result(opened), as_json=given.json)


def _add_common_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--output", required=True, type=named_path, metavar="FILE")
    parser.add_argument(
        "--federation", default=FEDERATION, metavar="ID", help=to_say("%(default)s unless said")
    )
    _add_trust(parser)


def _check_equal(published: Certificate) -> CheckPublished:
    def check(_sender: str, certificate: Certificate) -> None:
        if certificate != published:
            raise Untrusted("The envelope is signed with another certificate than the sender's.")

    return check


def _write_acknowledgement(given: Namespace, opened: OpenedEnvelope, keys: KeyRing) -> None:
    if opened.envelope is None or opened.answer is None:
        return
    now = system_clock()
    document = acknowledgement_of(opened.answer, opened.envelope, now)
    if given.acknowledgement_key is None:
        sealed = seal_acknowledgement(document, opened.envelope, keys.signing_key(now))
    else:
        with _opened_keys(given.acknowledgement_key, given.password_file) as others:
            sealed = seal_acknowledgement(document, opened.envelope, others.signing_key(now))
    write_private(given.acknowledgement, sealed)


def _refused_result(problem: InvalidMessage | Untrusted) -> Result:
    facts = {"result": "refused", "problem": str(problem), "findings": findings_of(problem)}
    return Result(RULES_BROKEN, facts, (error_words(problem), *finding_lines(problem)))


def _opened_result(opened: OpenedEnvelope) -> Result:
    envelope = asdict(opened.envelope) if opened.envelope else None
    answer = opened.answer
    causes = answer.causes if answer else ()
    facts: dict[str, object] = {
        "envelope": envelope,
        "response": None if answer is None else "ACCEPTED" if answer.accepted else "REJECTED",
        "causes": [asdict(cause) for cause in causes],
        "problem": str(opened.problem) if opened.problem else None,
        "findings": findings_of(opened.problem),
    }
    if opened.content is not None:
        name = opened.envelope.identifier if opened.envelope else ""
        return Result(
            SUCCESS, {"result": "opened", **facts}, (words_of("Opened: {name}").format(name=name),)
        )
    said = error_words(opened.problem) if opened.problem else ""
    if causes:
        lines = (said, "REJECTED", *map(cause_line, causes))
        return Result(RULES_BROKEN, {"result": "refused", **facts}, lines)
    lines = (said, *finding_lines(opened.problem))
    return Result(UNREADABLE, {"result": "not opened", **facts}, lines)


def _add_trust(parser: ArgumentParser) -> None:
    """Add the arguments about trusted issuers, revocation and the password of the key."""
    parser.add_argument(
        "--trust",
        type=named_path,
        metavar="FOLDER",
        help=to_say("certificates of the issuers that are trusted"),
    )
    parser.add_argument(
        "--no-revocation",
        action="store_true",
        help=to_say("laboratory: do not ask about revocation"),
    )
    parser.add_argument(
        "--password-file",
        type=named_path,
        metavar="FILE",
        help=to_say("its first line opens the key, or is its PIN"),
    )


def _read_certificate(path: Path) -> Certificate:
    """Read a certificate from a file; raise `Refused`, naming the file."""
    try:
        return read_certificate_file(read_file(path))
    except UnreadableCertificate:
        raise Refused("The file {file} has no certificate that can be read.", file=path) from None


def _opened_keys(name: str, password_file: Path | None) -> AbstractContextManager[KeyRing]:
    """Open keys while a block runs; ask for their password where it is not given."""
    password = read_password(password_file) if password_file else None
    return key_places.open_key_ring(name, password, _ask_password)


@contextmanager
def _certificate_check(given: Namespace) -> Iterator[CertificateCheck]:
    """Yield the certificate check that the arguments of `_add_trust` describe."""
    issuers = None if given.trust is None else read_issuers(given.trust)
    if given.no_revocation:
        yield CertificateCheck(system_clock, issuers, check_revocation=None)
        return
    if issuers is None:
        raise Refused("Say whom to trust with --trust FOLDER, or that this is a laboratory.")
    from sdk_desktop.network.http_connection import new_client
    from sdk_desktop.service.direct.revocation import RevocationCheck

    with new_client() as client:
        asked = RevocationCheck(client, system_clock)
        yield CertificateCheck(system_clock, issuers, asked.check)


def _ask_password(what: str) -> str:
    if not is_terminal():
        raise PasswordNeeded("The key needs its password. Give it with --password-file.")
    asked = words_of("Password or PIN of {what}:").format(what=what or words_of("the token"))
    return ask_secret(asked)
