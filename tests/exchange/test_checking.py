"""What is said of a document by itself: the official examples, and ours."""

from pathlib import Path

import pytest

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.exchange.checking import (
    DocumentKind,
    check_document,
    document_kind,
    find_acknowledgement,
)
from sdk_desktop.formats.acknowledgement import write_acknowledgement
from sdk_desktop.formats.message import write_message
from tests.exchange.parties import (
    ANNA,
    BERTIL,
    acknowledgement,
    changed,
    message,
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
