"""What is said of a document by itself: the official examples, and ours."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.message import File
from sdk_desktop.exchange.checking import (
    DocumentKind,
    check_document,
    document_kind,
    find_acknowledgement,
)
from sdk_desktop.exchange.sealing import seal_document
from sdk_desktop.formats.acknowledgement import write_acknowledgement
from sdk_desktop.formats.message import check_message, received_findings, write_message
from tests.exchange.parties import (
    ANNA,
    BERTIL,
    KEYS,
    acknowledgement,
    changed,
    message,
    outcome,
    sealed,
    signed_again,
)
from tests.formats.test_acknowledgement import SAMPLE
from tests.formats.xmldsig import vectors


def rules(data: bytes) -> list[str]:
    return [finding.rule for finding in check_document(data).findings]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (write_message(message()), DocumentKind.MESSAGE),
        (sealed(), DocumentKind.ENVELOPE),
        (acknowledgement(), DocumentKind.ENVELOPE),
        (write_acknowledgement(SAMPLE), DocumentKind.ACKNOWLEDGEMENT),
    ],
    ids=["message", "envelope", "sealed acknowledgement", "acknowledgement"],
)
def test_what_we_write_has_nothing_wrong_with_it(data: bytes, kind: DocumentKind) -> None:
    checked = check_document(data)

    assert (checked.kind, checked.findings) == (kind, ())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("message/examples/min.xml", []),
        ("message/examples/messageWithAttachments3.xml", []),
        ("message/examples/TF2.4.1.xml", ["xsd"]),
        ("message/examples/TF2.4.2.xml", ["senderIdvalue"]),
        ("message/examples/xhe_encrypted_payload.xml", ["SDK-signature"]),
        ("message/examples/xhe_unencrypted_payload.xml", ["SDK-encryption", "SDK-signature"]),
        ("xhe/examples/XHE-tm-base-ext-sigenc.xml", ["SDK-document-type"]),
        ("xhe/examples/XHE-tm-base.xml", ["SDK-document-type", "SDK-signature"]),
        (
            "xhe/examples/XHE-NonXML-tm-base.xml",
            ["SDK-document-type", "SDK-scope", "SDK-content", "SDK-content", "SDK-signature"],
        ),
        ("receipt/examples/Kvittens_AP-Accepterat.xml", []),
        ("receipt/examples/Kvittens_RE-AnnatFel.xml", []),
        ("receipt/examples/Kvittens_RE-SCHFel.xml", []),
        ("receipt/examples/Kvittens_RE-SIG.xml", []),
        ("receipt/examples/Kvittens_RE-XSDFel.xml", []),
    ],
)
def test_the_official_examples_give_what_the_specification_says_of_them(
    artefacts: Path, path: str, expected: list[str]
) -> None:
    assert rules((artefacts / path).read_bytes()) == expected


@pytest.mark.parametrize(("name", "expected"), [("encrypted", []), ("clear", ["SDK-encryption"])])
def test_the_golden_envelopes_have_no_more_wrong_than_is_known(
    artefacts: Path, name: str, expected: list[str]
) -> None:
    assert rules(vectors.envelope(artefacts, name)) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (changed(sealed(), rb"<ds:Signature .*</ds:Signature>", b""), ["SDK-signature"]),
        (changed(sealed(), rb"<ID>........", b"<ID>zzzzzzzz"), ["SDK-identifier", "SDK-signature"]),
        (signed_again(changed(acknowledgement(), rb"ACCEPTED", b"MAYBE")), ["R5-APP"]),
        (
            signed_again(
                changed(acknowledgement(), rb"<ApplicationResponse .*Response>", b"<x:other/>")
            ),
            ["SDK-content"],
        ),
    ],
    ids=["unsigned", "identifier", "content", "another content"],
)
def test_what_is_wrong_with_an_envelope_is_named(data: bytes, expected: list[str]) -> None:
    assert rules(data) == expected


WRITTEN = write_message(message(File("a.pdf", "application/pdf", b"x" * 200_000)))
OUTGOING = {
    "as we write it": WRITTEN,
    "in UTF-16": WRITTEN.decode().encode("utf-16"),
    "instructions": b"<?a b?>" + WRITTEN.replace(b"<message>", b"<message><?a b?>"),
    "comments": WRITTEN.replace(b"Hej!", b"He<!-- -->j!"),
    "a name of emoji": write_message(message(label="\N{GRINNING FACE}" * 200)),
    "blanks before Base64": WRITTEN.replace(b"<content>", b"<content>\n "),
    "line breaks in Base64": WRITTEN.replace(b"<content>eHh4", b"<content>eHh4\r\n"),
    "no Base64": WRITTEN.replace(b"</content>", b"?</content>"),
    "no files": WRITTEN.replace(b"<content>", b"<content>=", 1),
    "wrong year": re.sub(rb"<creationDateTime>2", b"<creationDateTime>-2", WRITTEN),
    "midnight": re.sub(rb"T[0-9:.]+Z</cre", b"T24:00:00.0Z</cre", WRITTEN),
    "blanks between": WRITTEN.replace(b"<message>", b"<message>" + b" " * 30_000_000),
    "deep": WRITTEN.replace(b"<message>", b"<a>" * 400 + b"</a>" * 400 + b"<message>"),
}


BROKEN = {
    *("a name of emoji", "blanks before Base64", "no Base64", "no files", "wrong year"),
    *("blanks between", "deep"),
}


def refused(act: Callable[[], object]) -> list[str]:
    """Return the rules for which something is refused, none where it is not."""
    try:
        act()
    except InvalidMessage as error:
        return [finding.rule for finding in error.findings]
    return []


def checked(data: bytes) -> list[str]:
    unreadable = refused(lambda: check_document(data))
    return unreadable or rules(data)


@pytest.mark.parametrize("name", OUTGOING)
def test_what_check_finds_is_what_sealing_refuses(name: str) -> None:
    data = OUTGOING[name]

    broken = refused(lambda: seal_document(data, KEYS[ANNA], KEYS[BERTIL].certificate))

    assert broken == checked(data)
    assert bool(broken) == (name in BROKEN)


@pytest.mark.parametrize("name", sorted(OUTGOING.keys() - BROKEN))
def test_what_checks_well_is_taken(name: str) -> None:
    data = seal_document(OUTGOING[name], KEYS[ANNA], KEYS[BERTIL].certificate)

    assert outcome(data) == "taken"


def test_what_came_may_have_names_that_are_not_sent() -> None:
    received = message(label="\N{GRINNING FACE}" * 200)

    assert received_findings(received) == ()
    assert [finding.rule for finding in check_message(received)] == ["utf16"]


def test_a_message_that_is_too_large_is_named() -> None:
    data = write_message(message(text="x" * 30_100_000))

    assert "size" in rules(data)


@pytest.mark.parametrize("data", [b"", b"<other/>", b"<a", b"<!DOCTYPE a><a/>"])
def test_what_is_none_of_the_three_cannot_be_checked(data: bytes) -> None:
    with pytest.raises(InvalidMessage):
        document_kind(data)


def test_an_acknowledgement_is_found_in_its_envelope() -> None:
    found = find_acknowledgement(acknowledgement())

    assert (found.sender, found.recipient) == (ANNA, BERTIL)
    assert find_acknowledgement(write_acknowledgement(SAMPLE)) == SAMPLE


@pytest.mark.parametrize("data", [sealed(), write_message(message())], ids=["sealed", "plain"])
def test_a_message_is_no_acknowledgement(data: bytes) -> None:
    with pytest.raises(InvalidMessage):
        find_acknowledgement(data)
