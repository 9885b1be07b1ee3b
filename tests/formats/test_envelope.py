"""The envelope as written and read, and payloads that lean on what is declared around them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.envelope import (
    clear_payload,
    encrypted_payload,
    read_envelope,
    with_declarations_of,
    write_envelope,
)
from sdk_desktop.formats.rules.envelope_rules import ROOTS
from sdk_desktop.formats.xmldsig.xml import parse
from tests.formats.xmldsig import vectors

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
moments = st.integers(0, 3_000_000_000_000).map(lambda n: EPOCH + timedelta(milliseconds=n))
domains = st.from_regex(r"0203:[a-z]{1,20}\.example\.se", fullmatch=True)
names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
envelopes = st.builds(
    Envelope,
    identifier=st.uuids(version=4).map(str),
    created=moments,
    sender=domains,
    recipient=domains,
    document_type=st.sampled_from(DocumentType),
    function=st.none() | names,
    federation=names,
)
SAMPLE = Envelope(
    str(UUID(int=1)), datetime(2026, 5, 4, tzinfo=UTC), "0203:a.se", "0203:b.se", function="f"
)


def written(envelope: Envelope) -> bytes:
    """Write an envelope around an empty document of its type."""
    frame = write_envelope(envelope)
    content = '<e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"></e:EncryptedData>'
    if envelope.document_type is DocumentType.ACKNOWLEDGEMENT:
        namespace, _, name = ROOTS[envelope.document_type][1:].rpartition("}")
        content = f'<{name} xmlns="{namespace}"></{name}>'
    return frame.before_payload + content.encode() + frame.after_payload + frame.after_signature


@given(envelopes)
def test_what_is_written_is_read_again(envelope: Envelope) -> None:
    assert read_envelope(parse(written(envelope))) == envelope


@given(envelopes)
def test_what_is_written_is_its_own_canonical_form(envelope: Envelope) -> None:
    data = written(envelope)

    assert etree.tostring(etree.fromstring(data), method="c14n") == data


def test_a_carriage_return_is_written_so_that_it_survives() -> None:
    data = written(replace(SAMPLE, function="a\rb"))

    assert b"a&#xD;b" in data
    assert etree.tostring(etree.fromstring(data), method="c14n") == data


def test_what_xml_cannot_carry_is_not_written() -> None:
    with pytest.raises(InvalidMessage):
        write_envelope(replace(SAMPLE, function="\0"))


def test_the_official_envelopes_say_who_and_what(artefacts: Path) -> None:
    envelope = read_envelope(parse(vectors.envelope(artefacts, "encrypted")))

    assert (envelope.sender, envelope.recipient) == (
        "0203:testb.testbed.inera.se",
        "0203:testa.testbed.inera.se",
    )
    assert envelope.document_type is DocumentType.MESSAGE
    assert envelope.function == "sdk.testbed.0203:testa.testbed.inera.se"


def test_a_payload_in_clear_is_a_document_of_its_own() -> None:
    root = parse(written(replace(SAMPLE, document_type=DocumentType.ACKNOWLEDGEMENT)))

    assert encrypted_payload(root) is None
    assert parse(clear_payload(root)).tag == ROOTS[DocumentType.ACKNOWLEDGEMENT]


@pytest.mark.parametrize(
    ("payload", "tag"),
    [
        (b"<p:x/>", "{urn:p}x"),
        (b"<p:x><q:y/></p:x>", "{urn:p}x"),
        (b"<x/>", "x"),
        (b'<p:x xmlns:p="urn:other"/>', "{urn:other}x"),
        (b"  <p:x/>\n", "{urn:p}x"),
    ],
)
def test_prefixes_declared_around_a_payload_are_repeated_on_it(payload: bytes, tag: str) -> None:
    (place,) = parse(b'<a xmlns:p="urn:p" xmlns:q="urn:&amp;q"><here/></a>')

    assert parse(with_declarations_of(place, payload)).tag == tag


@pytest.mark.parametrize("payload", [b"", b"<p:x", b"</around><around>", b"<x/><y/>", b"text"])
def test_what_is_no_element_even_so_is_left_as_it_is(payload: bytes) -> None:
    (place,) = parse(b'<a xmlns:p="urn:p"><here/></a>')

    assert with_declarations_of(place, payload) == payload
