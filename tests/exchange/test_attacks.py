"""Attacks on envelopes, one test each: what is tried, and what comes of it."""

import hashlib
import hmac
import re

import pytest
import xmlsec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree
from pybase64 import b64decode, b64encode

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.message import File, Message
from sdk_desktop.exchange.keys import KeyRing
from tests.exchange.parties import (
    ANNA,
    BERTIL,
    DS,
    KEYS,
    Watched,
    acknowledgement,
    changed,
    message,
    opened,
    outcome,
    sealed,
    sealed_payload,
    signed_again,
)
from tests.exchange.signing import (
    ENVELOPED,
    EXCLUSIVE,
    INCLUSIVE,
    certificate_pem,
    sign,
    template,
    with_template,
)

SIGNATURE = re.compile(rb"<ds:Signature .*</ds:Signature>", re.DOTALL)
PAYLOADS = re.compile(rb"<xha:Payloads>.*</xha:Payloads>", re.DOTALL)
HEADER = re.compile(rb"<xha:Header>.*</xha:Header>", re.DOTALL)
HMAC_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"


def part(pattern: re.Pattern[bytes], data: bytes) -> bytes:
    found = pattern.search(data)
    assert found is not None
    return found[0]


def unsigned() -> bytes:
    return SIGNATURE.sub(b"", sealed())


# Entities and size


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (c + 1, b"&%c;" % c * 10) for c in range(ord("a"), ord("j")))
    + b"]>"
)


def test_an_entity_bomb_is_not_expanded() -> None:
    data = changed(sealed(), rb"<XHEVersionID>1.0", b"<XHEVersionID>&j;")

    assert outcome(BOMB + data) == "silence"


def test_an_entity_bomb_in_the_encrypted_message_is_not_expanded() -> None:
    payload = sealed_payload(lambda data: BOMB + changed(data, b"Hej!", b"&j;"))

    assert outcome(payload) == "silence"


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/secret"])
def test_an_external_entity_is_not_fetched(address: str) -> None:
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]>'.encode()

    assert outcome(doctype + changed(sealed(), rb"<ID>", b"<ID>&e;")) == "silence"


def test_an_external_entity_in_the_encrypted_message_is_not_fetched() -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'

    assert outcome(sealed_payload(lambda data: doctype + data)) == "silence"


@pytest.mark.parametrize(
    "filling",
    [
        b"<a/>" * 300_000,
        b"<a>" * 100_000 + b"</a>" * 100_000,
        b"<a " + b" ".join(b'a%d=""' % n for n in range(600_000)) + b"/>",
        b"<a>" + b"x" * 101_000_000 + b"</a>",
        b"<x:" + b"a" * 20_000_000 + b"/>",
        b"<a>" * 1000 + b"</a>" * 1000,
        b"<a " + b" ".join(b'xmlns:n%d="urn:n"' % n for n in range(1000)) + b">" + b"<b/>" * 1000,
        b"<a>" + b"<b " + b" ".join(b'a%d=""' % n for n in range(2000)) + b"/>" * 1000 + b"</a>",
    ],
    ids=["elements", "depth", "attributes", "text", "name", "depth", "namespaces", "attributes"],
)
def test_a_document_made_to_fill_the_memory_is_refused(filling: bytes) -> None:
    data = sealed().replace(b"<xha:Header>", filling + b"<xha:Header>", 1)

    assert outcome(data) == "silence"


def test_a_message_made_to_fill_the_memory_is_refused() -> None:
    filled = sealed_payload(lambda data: data.replace(b"<message>", b"<a/>" * 300_000, 1))

    assert outcome(filled) in {"silence", "SV structure", "SV too-long"}


# Signature wrapping: the signed original is kept somewhere, something else is shown


def forged_header(data: bytes) -> bytes:
    return changed(part(HEADER, data), rb"<CreationDateTime>2026", b"<CreationDateTime>2027")


def wrapped_in_object(data: bytes) -> bytes:
    """The original moved into an Object of its signature."""
    original = SIGNATURE.sub(b"", data)
    forged = HEADER.sub(forged_header(data), data)
    return forged.replace(
        b"</ds:Signature>", b"<ds:Object>" + original + b"</ds:Object></ds:Signature>"
    )


def wrapped_beside(data: bytes) -> bytes:
    """A forged payload before the signed one."""
    return data.replace(b"<xha:Payloads>", part(PAYLOADS, data) + b"<xha:Payloads>", 1)


def wrapped_around(data: bytes) -> bytes:
    """A new envelope around the signed one."""
    inside = b"<xha:PayloadContent>" + data + b"</xha:PayloadContent>"
    return re.sub(
        rb"<xha:PayloadContent>.*</xha:PayloadContent>",
        lambda _: inside,
        SIGNATURE.sub(b"", data),
        flags=re.DOTALL,
    )


def wrapped_header(data: bytes) -> bytes:
    """A forged header before the signed one."""
    return data.replace(b"<xha:Header>", forged_header(data) + b"<xha:Header>", 1)


def wrapped_by_id(data: bytes) -> bytes:
    """The signed header named by an Id, the forged one in its place."""
    named = part(HEADER, data).replace(b"<xha:Header>", b'<xha:Header Id="original">', 1)
    data = HEADER.sub(forged_header(data), data).replace(b'URI=""', b'URI="#original"')
    return data.replace(b"</ds:Signature>", b"<ds:Object>" + named + b"</ds:Object></ds:Signature>")


def wrapped_deep(data: bytes) -> bytes:
    """The signature hidden in the payload, beside the original."""
    signature = part(SIGNATURE, data)
    bare = SIGNATURE.sub(b"", data)
    return bare.replace(b"<xha:PayloadContent>", b"<xha:PayloadContent>" + signature + bare, 1)


def wrapped_first(data: bytes) -> bytes:
    """The signature before everything else."""
    signature = part(SIGNATURE, data)
    return SIGNATURE.sub(b"", data).replace(b"<XHEVersionID>", signature + b"<XHEVersionID>", 1)


@pytest.mark.parametrize(
    "wrap",
    [
        *(wrapped_in_object, wrapped_beside, wrapped_around, wrapped_header),
        *(wrapped_by_id, wrapped_deep, wrapped_first),
    ],
)
def test_signature_wrapping_shows_nothing(wrap: object) -> None:
    assert callable(wrap)
    key = Watched()
    data = wrap(sealed())
    etree.fromstring(data)  # it is well-formed: it is not the parser that refuses it

    assert outcome(data, keys=KeyRing([key])) in {"SIG security", "silence"}
    assert key.decrypted == []


# The signature itself


def test_a_second_signature_is_refused() -> None:
    data = sealed()
    twice = data.replace(b"</x:XHE>", part(SIGNATURE, data) + b"</x:XHE>")

    assert outcome(twice) == "SIG security"


def test_a_second_signature_of_somebody_else_is_refused() -> None:
    assert outcome(sign(sealed(), KEYS[BERTIL])) == "SIG security"


def test_a_reference_to_a_part_is_refused() -> None:
    data = changed(unsigned(), rb"<xha:Header>", b'<xha:Header xml:id="part">')
    signature = template(uri="#part", transforms=(INCLUSIVE,))

    assert outcome(sign(data, KEYS[ANNA], signature)) in {"SIG security", "silence"}


def test_a_reference_to_somewhere_else_is_refused() -> None:
    assert outcome(changed(sealed(), rb'URI=""', b'URI="http://127.0.0.1:9/"')) == "SIG security"


def test_a_signature_without_any_reference_is_refused() -> None:
    assert outcome(changed(sealed(), rb"<ds:Reference.*</ds:Reference>", b"")) == "SIG security"


def test_two_references_are_refused() -> None:
    data = changed(sealed(), rb"(<ds:Reference.*</ds:Reference>)", rb"\1\1")

    assert outcome(data) == "SIG security"


@pytest.mark.parametrize(
    "signature",
    [
        template(digest=f"{DS}sha1"),
        template(method=f"{DS}rsa-sha1"),
        template(transforms=(ENVELOPED, f"{DS}base64")),
        template(transforms=(f"{INCLUSIVE}",)),
        template(transforms=(ENVELOPED, EXCLUSIVE, INCLUSIVE)),
        template(form=f"{INCLUSIVE}#WithComments"),
        template(transforms=(ENVELOPED, f"{EXCLUSIVE}WithComments")),
    ],
    ids=[
        *("SHA-1 digest", "SHA-1 signature", "Base64 transform", "not enveloped"),
        *("three transforms", "comments", "comments in the reference"),
    ],
)
def test_what_the_profile_does_not_allow_is_refused_however_well_signed(signature: str) -> None:
    try:
        data = sign(unsigned(), KEYS[ANNA], signature)
    except xmlsec.Error:  # what xmlsec will not sign itself is tried unsigned
        data = with_template(unsigned(), signature)

    assert outcome(data) == "SIG security"


@pytest.mark.parametrize(
    "transform",
    [
        "http://www.w3.org/TR/1999/REC-xslt-19991116",
        "http://www.w3.org/TR/1999/REC-xpath-19991116",
        "http://www.w3.org/2002/06/xmldsig-filter2",
    ],
)
def test_a_transform_that_is_a_program_is_not_run(transform: str) -> None:
    data = with_template(unsigned(), template(transforms=(ENVELOPED, transform)))

    assert outcome(data) == "SIG security"


def test_the_public_key_is_no_hmac_secret() -> None:
    data = with_template(unsigned(), template(method=HMAC_SHA256))
    public = KEYS[ANNA].certificate.public_key()
    secret = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    digest = hashlib.sha256(etree.tostring(etree.fromstring(unsigned()), method="c14n")).digest()
    data = data.replace(
        b"<ds:DigestValue/>", b"<ds:DigestValue>%s</ds:DigestValue>" % b64encode(digest)
    )
    info = etree.fromstring(data).find(f".//{{{DS}}}SignedInfo")
    assert info is not None
    value = hmac.digest(secret, etree.tostring(info, method="c14n"), "sha256")
    filled = b"<ds:SignatureValue>%s</ds:SignatureValue>" % b64encode(value)
    data = data.replace(b"<ds:SignatureValue/>", filled)
    certificate = b"".join(certificate_pem(KEYS[ANNA]).split(b"\n")[1:-2])
    data = data.replace(
        b"<ds:X509Certificate/>", b"<ds:X509Certificate>%s</ds:X509Certificate>" % certificate
    )

    assert outcome(data) == "SIG security"


# Keys


def test_a_certificate_that_is_not_the_published_one_is_refused() -> None:
    assert outcome(signed_again(sealed(), KEYS[BERTIL])) == "SIG security"


def test_the_published_certificate_does_not_help_a_signature_by_another_key() -> None:
    stranger = signed_again(sealed(), KEYS[BERTIL])
    own = b"".join(certificate_pem(KEYS[ANNA]).split(b"\n")[1:-2])

    data = changed(
        stranger,
        rb"(<ds:Signature .*<ds:X509Certificate>).*?(</ds:X509Certificate>)",
        rb"\g<1>" + own + rb"\g<2>",
    )

    assert outcome(data) == "SIG security"


def test_a_certificate_with_a_key_that_nobody_knows_is_refused() -> None:
    der = KEYS[ANNA].certificate.public_bytes(Encoding.DER)
    rsa, unknown = bytes.fromhex("2a864886f70d010101"), bytes.fromhex("2a864886f70dd10101")
    strange = b64encode(der.replace(rsa, unknown))

    data = changed(
        sealed(),
        rb"(<ds:Signature .*<ds:X509Certificate>).*?(</ds:X509Certificate>)",
        rb"\g<1>" + strange + rb"\g<2>",
    )

    assert outcome(data) == "SIG security"


def test_a_certificate_of_a_version_that_nobody_knows_is_refused() -> None:
    der = KEYS[ANNA].certificate.public_bytes(Encoding.DER)
    third, ninth = bytes.fromhex("a003020102"), bytes.fromhex("a003020108")
    strange = b64encode(der.replace(third, ninth, 1))

    data = changed(
        sealed(),
        rb"(<ds:Signature .*<ds:X509Certificate>).*?(</ds:X509Certificate>)",
        rb"\g<1>" + strange + rb"\g<2>",
    )

    assert outcome(data) == "SIG security"


def test_a_bare_key_is_refused() -> None:
    data = changed(
        sealed(),
        rb"(.*)<ds:X509Data>.*?</ds:X509Data>(</ds:KeyInfo></ds:Signature>)",
        rb"\1<ds:KeyName>own</ds:KeyName>\2",
    )

    assert outcome(data) == "SIG security"


# Others' envelopes


def test_anothers_envelope_cannot_be_sent_on_in_ones_own_name() -> None:
    data = changed(sealed(), rb"(<xha:FromParty>.*?)0203:anna", rb"\g<1>0203:bertil")

    assert outcome(data) == "SIG security"
    assert outcome(signed_again(data, KEYS[BERTIL])) == "BV security"


def test_an_encrypted_message_of_another_is_not_taken_in_ones_own_envelope() -> None:
    theirs = re.search(rb"<xenc:EncryptedData.*</xenc:EncryptedData>", sealed(), re.DOTALL)
    assert theirs is not None
    mine = changed(
        sealed(), rb"<xenc:EncryptedData.*</xenc:EncryptedData>", theirs[0].replace(b"\\", b"\\\\")
    )

    assert outcome(signed_again(mine)) == "BV invariant"


def test_an_acknowledgement_cannot_be_given_in_anothers_name() -> None:
    data = changed(acknowledgement(), rb"(<xha:FromParty>.*?)0203:anna", rb"\g<1>0203:bertil")

    assert outcome(data) == "silence"
    assert outcome(signed_again(data, KEYS[BERTIL])) == "silence"


# Decryption as an oracle


def test_nothing_outside_tells_one_padding_from_another() -> None:
    """Even the sender itself learns the same from each of the 256 last bytes."""
    data = sealed()
    found = re.search(rb"(.*<xenc:CipherValue>)([^<]+)", data, re.DOTALL)
    assert found is not None
    cipher = bytearray(b64decode(found[2]))
    outcomes = set()
    for byte in range(256):
        cipher[-17] = byte
        probe = found[1] + b64encode(bytes(cipher)) + data[found.end() :]
        outcomes.add(outcome(signed_again(probe)))

    assert outcomes <= {"taken", "silence"}


def test_each_failure_to_decrypt_says_the_same() -> None:
    data = sealed()
    probes = [
        changed(data, rb"(.*<xenc:CipherValue>)[^<]*", rb"\1AAAA"),
        changed(data, rb"(<xenc:CipherValue>)[^<]*(?=.*<xenc:CipherValue>)", rb"\1AAAA"),
        changed(data, rb"aes256-cbc", b"aes256-gcm"),
        changed(data, rb'#Element"', b'#Content"'),
    ]

    said = {str(opened(signed_again(probe)).problem) for probe in probes}

    assert said == {"The message cannot be decrypted with our keys."}


# Names


def test_a_file_name_with_a_nul_cannot_be_sealed() -> None:
    with pytest.raises(InvalidMessage):
        sealed(message(File("a\0.pdf", "application/pdf", b"x")))


@pytest.mark.parametrize("name", [b"a&#0;.pdf", b"a\0.pdf", b"a&#x1b;.pdf"])
def test_a_file_name_with_a_control_character_is_not_taken(name: bytes) -> None:
    data = sealed_payload(lambda data: changed(data, b"Hej!", name))

    assert outcome(data) in {"silence", "SV structure"}


def test_a_name_that_runs_backwards_arrives_as_it_is_and_is_shown_as_it_is() -> None:
    from sdk_desktop.domain.visible_text import visible_name

    name = "faktura\u202efdp.exe"
    result = opened(sealed(message(File(name, "application/pdf", b"x"))))

    assert isinstance(result.content, Message)
    assert result.content.files[0].name == name
    assert "\u202e" not in visible_name(result.content.files[0].name)
