"""Seal messages and open envelopes by hand, for IT staff and for testing others' systems."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from sdk_desktop.cli.materials import add_trust, certificate_check, opened_keys, read_certificate
from sdk_desktop.cli.printing import (
    BROKEN,
    UNREADABLE,
    WELL,
    Result,
    cause_line,
    finding_line,
    show,
)
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.envelope import FEDERATION
from sdk_desktop.domain.errors import InvalidMessage, Untrusted
from sdk_desktop.exchange.certificates import Certificate
from sdk_desktop.exchange.checking import DocumentKind, document_kind
from sdk_desktop.exchange.key_places import read_file
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.opening import CheckPublished, OpenedEnvelope, Reception, open_envelope
from sdk_desktop.exchange.sealing import acknowledgement_of, seal_acknowledgement, seal_document
from sdk_desktop.exchange.validation import Receiver
from sdk_desktop.settings import write_private

_KEY = "PKCS#12 or PEM file, or pkcs11:token=LABEL?module-path=DRIVER"


def add_seal(parser: ArgumentParser) -> None:
    """Let a parser understand what to seal."""
    parser.set_defaults(run=seal)
    parser.add_argument("message", type=Path, metavar="MESSAGE")
    parser.add_argument("--key", required=True, help=f"the sender's: {_KEY}")
    parser.add_argument("--recipient-certificate", required=True, type=Path, metavar="FILE")
    _add_the_same(parser)


def add_open(parser: ArgumentParser) -> None:
    """Let a parser understand what to open."""
    parser.set_defaults(run=open_sealed)
    parser.add_argument("envelope", type=Path, metavar="ENVELOPE")
    parser.add_argument("--key", required=True, help=f"the recipient's: {_KEY}")
    parser.add_argument("--sender-certificate", required=True, type=Path, metavar="FILE")
    parser.add_argument("--participant", metavar="ID", help="leave alone what is for anybody else")
    parser.add_argument(
        "--acknowledgement", type=Path, metavar="FILE", help="write the answer there"
    )
    parser.add_argument(
        "--acknowledgement-key", metavar="KEY", help="what signs the answer, if not --key"
    )
    _add_the_same(parser)


def seal(given: Namespace) -> int:
    """Validate a message, encrypt it for its recipient, put it in its envelope and sign that."""
    data = read_file(given.message)
    if document_kind(data) is not DocumentKind.MESSAGE:
        raise InvalidMessage("The document is no message.")
    recipient = read_certificate(given.recipient_certificate)
    with (
        certificate_check(given) as check,
        opened_keys(given.key, given.password_file) as keys,
    ):
        try:
            check.for_encryption(recipient)
            key = keys.signing_key(system_clock())
            sealed = seal_document(data, key, recipient, given.federation)
        except (InvalidMessage, Untrusted) as problem:
            return show(_unsealed(problem), as_json=given.json)
    write_private(given.output, sealed)
    sizes = {"message": len(data), "envelope": len(sealed)}
    line = f"Sealed: {given.output} ({len(sealed)} bytes)"
    return show(Result(WELL, {"result": "sealed", "bytes": sizes}, (line,)), as_json=given.json)


def open_sealed(given: Namespace) -> int:
    """Verify and decrypt an envelope, and say what it is answered; writes what was in it."""
    data = read_file(given.envelope)
    published = read_certificate(given.sender_certificate)
    with (
        certificate_check(given) as check,
        opened_keys(given.key, given.password_file) as keys,
    ):
        reception = Reception(
            participant=given.participant,
            keys=keys,
            receiver=Receiver(functions=None),
            check_published=_only(published),
            check_certificate=check.for_signing,
            federation=given.federation,
        )
        opened = open_envelope(data, reception)
        if opened.content is not None:
            write_private(given.output, opened.payload)
        if given.acknowledgement:
            _answer(given, opened, keys)
    return show(_said(opened), as_json=given.json)


def _add_the_same(parser: ArgumentParser) -> None:
    parser.add_argument("--output", required=True, type=Path, metavar="FILE")
    parser.add_argument("--federation", default=FEDERATION, metavar="ID", help=FEDERATION)
    add_trust(parser)


def _only(published: Certificate) -> CheckPublished:
    def check(_sender: str, certificate: Certificate) -> None:
        if certificate != published:
            raise Untrusted("The envelope is signed with another certificate than the sender's.")

    return check


def _answer(given: Namespace, opened: OpenedEnvelope, keys: KeyRing) -> None:
    if opened.envelope is None or opened.answer is None:
        return
    now = system_clock()
    document = acknowledgement_of(opened.answer, opened.envelope, now)
    if given.acknowledgement_key is None:
        sealed = seal_acknowledgement(document, opened.envelope, keys.signing_key(now))
    else:
        with opened_keys(given.acknowledgement_key, given.password_file) as others:
            sealed = seal_acknowledgement(document, opened.envelope, others.signing_key(now))
    write_private(given.acknowledgement, sealed)


def _unsealed(problem: InvalidMessage | Untrusted) -> Result:
    findings = problem.findings if isinstance(problem, InvalidMessage) else ()
    facts = {
        "result": "refused",
        "problem": str(problem),
        "findings": [asdict(finding) for finding in findings],
    }
    return Result(BROKEN, facts, (str(problem), *map(finding_line, findings)))


def _said(opened: OpenedEnvelope) -> Result:
    envelope = asdict(opened.envelope) if opened.envelope else None
    answer = opened.answer
    causes = answer.causes if answer else ()
    facts: dict[str, object] = {
        "envelope": envelope,
        "response": None if answer is None else "ACCEPTED" if answer.accepted else "REJECTED",
        "causes": [asdict(cause) for cause in causes],
        "problem": str(opened.problem) if opened.problem else None,
    }
    if opened.content is not None:
        name = opened.envelope.identifier if opened.envelope else ""
        return Result(WELL, {"result": "opened", **facts}, (f"Opened: {name}",))
    lines = [str(opened.problem)]
    if causes:
        return Result(
            BROKEN, {"result": "refused", **facts}, (*lines, "REJECTED", *map(cause_line, causes))
        )
    return Result(UNREADABLE, {"result": "not opened", **facts}, tuple(lines))
