"""Published metadata: what is read of it, and what nobody may slip into it."""

from __future__ import annotations

import re
import subprocess
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import InvalidMessage, SdkError, Untrusted
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.formats.service_metadata import (
    DOCUMENT_SCHEME,
    LARGEST,
    CertificateUse,
    Endpoint,
    PublishedCertificate,
    SchemedIdentifier,
    ServiceMetadata,
    read_service_metadata,
    write_service_metadata,
)
from tests.exchange.signing import (
    ENVELOPED,
    EXCLUSIVE,
    INCLUSIVE,
    INCLUSIVE_11,
    certificate_pem,
    sign,
    template,
)
from tests.kit.project import installed

AUTHORITY = Authority("Test CA", datetime(2026, 5, 4, tzinfo=UTC))
SMP, ANNA, NEW, STRANGER = (AUTHORITY.issue(name) for name in ("SMP", "Anna", "New", "Stranger"))
PARTICIPANT = "0203:anna.example.se"
METADATA = ServiceMetadata(
    participant=SchemedIdentifier(PARTICIPANT, "iso6523-actorid-upis"),
    document=SchemedIdentifier(DocumentType.MESSAGE, "busdox-docid-qns"),
    published=(
        PublishedCertificate(CertificateUse.SIGNING, ANNA.certificate),
        PublishedCertificate(CertificateUse.ENCRYPTION, ANNA.certificate),
        PublishedCertificate(CertificateUse.ENCRYPTION, NEW.certificate),
    ),
)
ENDPOINT = Endpoint("https://ap.example.se/msh", STRANGER.certificate)
SIGNATURE = re.compile(rb"<ds:Signature .*</ds:Signature>", re.DOTALL)
CERTPUB = "<ExtensionID>urn:fdc:digg.se:edelivery:xml-extension:smp-certpub:1.0</ExtensionID>"


KEY_INFO = re.compile(rb"<ds:X509Certificate>[^<]*</ds:X509Certificate>\s*(?=</ds:X509Data>)")


def written(metadata: ServiceMetadata = METADATA, key: SoftwareKey = SMP) -> bytes:
    return write_service_metadata(metadata, ENDPOINT, key.certificate, key.sign)


def unsigned(data: bytes | None = None) -> bytes:
    return SIGNATURE.sub(b"", data or written())


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert data.count(old) == 1
    return data.replace(old, new)


def signed(old: str, new: str) -> bytes:
    """Change metadata before its publisher signs it, by another implementation."""
    return sign(changed(unsigned(), old.encode(), new.encode()), SMP)


def with_extension(content: str) -> bytes:
    """Add an extension, and sign."""
    end = "</ServiceInformation>"
    return signed(end, f"<Extension>{content}</Extension>{end}")


def base64(key: SoftwareKey) -> str:
    return b64encode(key.certificate.public_bytes(Encoding.DER)).decode()


def published(
    key: SoftwareKey, use: str = CertificateUse.SIGNING, before: str = "", after: str = ""
) -> str:
    return (
        f"{CERTPUB}<smc:Certificate>{before}<smb:TypeCode>{use}</smb:TypeCode>{after}"
        f"<smb:ContentBinaryObject>{base64(key)}</smb:ContentBinaryObject></smc:Certificate>"
    )


def signing_certificates(data: bytes) -> list[SoftwareKey]:
    found = read_service_metadata(data).metadata.certificates(CertificateUse.SIGNING)
    return [key for key in (ANNA, NEW, STRANGER) if key.certificate in found]


def test_what_is_written_is_read() -> None:
    read = read_service_metadata(written())

    assert read.metadata == METADATA
    assert read.signer == SMP.certificate


def test_certificates_are_told_apart_by_their_use() -> None:
    assert METADATA.certificates(CertificateUse.SIGNING) == (ANNA.certificate,)
    assert METADATA.certificates(CertificateUse.ENCRYPTION) == (ANNA.certificate, NEW.certificate)


def test_metadata_may_have_no_certificates() -> None:
    bare = replace(METADATA, published=())

    assert read_service_metadata(written(bare)).metadata == bare


def test_characters_that_mean_something_in_xml_come_back_as_they_were() -> None:
    odd = replace(METADATA, participant=SchemedIdentifier("0203:<&>\"'", 'x"<&>'))

    assert read_service_metadata(written(odd)).metadata == odd


@pytest.mark.parametrize("prefix", ["ds", ""])
@pytest.mark.parametrize("form", [INCLUSIVE, INCLUSIVE_11, EXCLUSIVE])
@pytest.mark.parametrize("transforms", [(ENVELOPED,), (ENVELOPED, EXCLUSIVE)])
def test_what_others_sign_is_read(prefix: str, form: str, transforms: tuple[str, ...]) -> None:
    data = sign(unsigned(), SMP, template(prefix=prefix, form=form, transforms=transforms))

    assert read_service_metadata(data).metadata == METADATA


def test_others_verify_what_is_written(tmp_path: Path) -> None:
    program = installed("xmlsec1")
    (tmp_path / "data.xml").write_bytes(written())
    (tmp_path / "smp.pem").write_bytes(certificate_pem(SMP))
    command = [program, "--verify", "--pubkey-cert-pem", "smp.pem", "data.xml"]

    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True)

    assert done.returncode == 0, done.stderr


def test_space_around_values_means_nothing() -> None:
    loose = re.sub(rb"(<[A-Za-z:]+[^>]*>)(?=[^<])", rb"\1\n  ", unsigned())
    spaced = re.sub(rb"(?<=[^>])(</)", rb"\n  \1", loose)

    assert read_service_metadata(sign(spaced, SMP)).metadata == METADATA


def test_the_publishers_certificate_may_have_its_name_beside_it() -> None:
    named = template().replace(
        "<ds:X509Certificate/>",
        "<ds:X509SubjectName>CN=SMP</ds:X509SubjectName><ds:X509Certificate/>",
    )

    assert read_service_metadata(sign(unsigned(), SMP, named)).signer == SMP.certificate


def test_the_publishers_certificate_may_come_with_its_chain() -> None:
    chain = "".join(
        f"<ds:X509Certificate>{base64(key)}</ds:X509Certificate>" for key in (STRANGER, SMP, ANNA)
    )
    data = KEY_INFO.sub(chain.encode(), signed("<ServiceInformation>", "<ServiceInformation> "))

    assert read_service_metadata(data).signer == SMP.certificate


def test_a_certificate_may_be_described() -> None:
    data = with_extension(
        published(
            STRANGER,
            after="<smb:Description>Ny</smb:Description>"
            "<smb:ActivationDate>2026-01-01</smb:ActivationDate>"
            "<smb:ExpirationDate>2027-01-01</smb:ExpirationDate>",
        )
    )

    assert signing_certificates(data) == [ANNA, STRANGER]


def test_an_extension_may_hold_several_certificates_and_say_more_of_itself() -> None:
    more = published(STRANGER).replace(CERTPUB, "")
    named = f"{CERTPUB}<ExtensionName>CertPub</ExtensionName>"

    data = with_extension(published(NEW).replace(CERTPUB, named) + more)

    assert signing_certificates(data) == [ANNA, NEW, STRANGER]


@pytest.mark.parametrize(
    "extension",
    [
        '<x:Other xmlns:x="urn:x">text<x:More/></x:Other>',
        "<ExtensionID>urn:other</ExtensionID><smc:Certificate/>",
        published(STRANGER).replace(CERTPUB, ""),
        published(STRANGER).replace(CERTPUB, f"{CERTPUB}{CERTPUB}"),
        published(STRANGER).replace("smp-certpub:1.0", "smp-certpub:2.0"),
        published(STRANGER, "urn:fdc:digg.se:edelivery:certpub:other-cert"),
        published(STRANGER, before=f"<smb:TypeCode>{CertificateUse.SIGNING}</smb:TypeCode>"),
        published(STRANGER).replace("MII", "XXX", 1),
        published(STRANGER).replace("MII", "", 1),
        published(STRANGER).replace("MII", "<x>MII</x>", 1),
        published(STRANGER).replace("MII", "A" * 30_000, 1),
        f"{CERTPUB}<smc:Certificate/>",
        f'{CERTPUB}<x:Around xmlns:x="urn:x">{published(STRANGER)}</x:Around>',
    ],
)
def test_an_extension_that_means_nothing_to_us_is_passed_over(extension: str) -> None:
    data = with_extension(extension)

    assert read_service_metadata(data).metadata == METADATA


def test_a_certificate_of_a_version_that_nobody_knows_is_passed_over() -> None:
    der = STRANGER.certificate.public_bytes(Encoding.DER)
    ninth = der.replace(bytes.fromhex("a003020102"), bytes.fromhex("a003020108"), 1)
    extension = published(STRANGER).replace(base64(STRANGER), b64encode(ninth).decode())

    assert read_service_metadata(with_extension(extension)).metadata == METADATA


def test_certificates_elsewhere_are_not_published() -> None:
    process = "</ServiceEndpointList>"
    data = signed(process, f"{process}<Extension>{published(STRANGER)}</Extension>")

    assert read_service_metadata(data).metadata == METADATA


def test_an_extension_may_hold_somebodys_own_signature() -> None:
    inner = SIGNATURE.search(written())
    assert inner

    data = with_extension(inner[0].decode())

    assert read_service_metadata(data).signer == SMP.certificate


def test_a_comment_cannot_split_a_value() -> None:
    data = changed(written(), b">0203:anna.", b">0203:<!-- x -->anna.")

    assert read_service_metadata(data).metadata == METADATA


# What was asked for


@pytest.mark.parametrize(
    ("participant", "document"),
    [
        (PARTICIPANT, DocumentType.MESSAGE),
        (PARTICIPANT.upper(), DocumentType.MESSAGE),
        (PARTICIPANT, DocumentType.MESSAGE.lower()),
    ],
)
def test_metadata_is_about_what_it_names_in_any_case(participant: str, document: str) -> None:
    assert METADATA.is_about(participant, document)


@pytest.mark.parametrize(
    ("participant", "document"),
    [
        ("0203:bertil.example.se", DocumentType.MESSAGE),
        (PARTICIPANT, DocumentType.ACKNOWLEDGEMENT),
        (f"{PARTICIPANT}x", DocumentType.MESSAGE),
        (PARTICIPANT.replace("a", "\N{CYRILLIC SMALL LETTER A}"), DocumentType.MESSAGE),
    ],
)
def test_metadata_is_about_nothing_else(participant: str, document: str) -> None:
    assert not METADATA.is_about(participant, document)


@pytest.mark.parametrize(
    "metadata",
    [
        replace(METADATA, participant=SchemedIdentifier(PARTICIPANT, "urn:x")),
        replace(METADATA, participant=SchemedIdentifier(PARTICIPANT, "")),
        replace(METADATA, document=SchemedIdentifier(DocumentType.MESSAGE, "urn:x")),
    ],
)
def test_another_scheme_is_something_else(metadata: ServiceMetadata) -> None:
    assert not metadata.is_about(PARTICIPANT, DocumentType.MESSAGE)


def test_a_letter_that_only_becomes_one_of_ours_is_another() -> None:
    kelvin = replace(METADATA, participant=SchemedIdentifier("0203:\N{KELVIN SIGN}il.se", "x"))

    assert not kelvin.is_about("0203:kil.se", DocumentType.MESSAGE)


# Attacks on what a publisher has signed


Attack = Callable[[bytes], bytes]


def other_participant(data: bytes) -> bytes:
    return changed(data, b">0203:anna.", b">0203:bertil.")


def other_certificate(data: bytes) -> bytes:
    return changed(data, base64(NEW).encode(), base64(STRANGER).encode())


def other_signer(data: bytes) -> bytes:
    return changed(data, base64(SMP).encode(), base64(STRANGER).encode())


def other_use(data: bytes) -> bytes:
    return changed(data, b":signing-cert", b":encryption-cert")


def extension_added(data: bytes) -> bytes:
    end = b"</ServiceInformation>"
    extension = f"<Extension>{published(STRANGER)}</Extension>".encode()
    return changed(data, end, extension + end)


def no_signature(data: bytes) -> bytes:
    return SIGNATURE.sub(b"", data)


def signature_twice(data: bytes) -> bytes:
    return SIGNATURE.sub(lambda found: found[0] * 2, data)


def signature_first(data: bytes) -> bytes:
    found = SIGNATURE.search(data)
    assert found
    return changed(no_signature(data), b"<ServiceMetadata>", found[0] + b"<ServiceMetadata>")


def signature_deeper(data: bytes) -> bytes:
    found = SIGNATURE.search(data)
    assert found
    end = b"</ServiceMetadata>"
    return changed(no_signature(data), end, found[0] + end)


def text_after_the_signature(data: bytes) -> bytes:
    return changed(data, b"</ds:Signature>", b"</ds:Signature>x")


def wrapped_in_an_extension(data: bytes) -> bytes:
    """Keep the original where it is not looked at, and its signature where it is."""
    found = SIGNATURE.search(data)
    assert found
    evil = other_participant(no_signature(data))
    around = b"<Extension>" + data + b"</Extension></ServiceInformation>"
    evil = changed(evil, b"</ServiceInformation>", around)
    end = b"</SignedServiceMetadata>"
    return evil[: evil.rindex(end)] + found[0] + end


def wrapped_by_id(data: bytes) -> bytes:
    named = no_signature(data).replace(b"<SignedServiceMetadata", b'<SignedServiceMetadata Id="x"')
    evil = changed(data, b'URI=""', b'URI="#x"')
    evil = other_participant(evil)
    return changed(
        evil, b"</ds:Signature>", b"<ds:Object>" + named + b"</ds:Object></ds:Signature>"
    )


def other_root_attribute(data: bytes) -> bytes:
    return changed(data, b"<ServiceMetadata>", b'<ServiceMetadata xml:base="urn:x">')


@pytest.mark.parametrize(
    "attack",
    [
        *(other_participant, other_certificate, other_signer, other_use, extension_added),
        *(no_signature, signature_twice, signature_first, signature_deeper),
        *(text_after_the_signature, wrapped_in_an_extension, wrapped_by_id, other_root_attribute),
    ],
)
def test_what_was_changed_after_signing_is_not_believed(attack: Attack) -> None:
    with pytest.raises(SdkError) as caught:
        read_service_metadata(attack(written()))

    assert isinstance(caught.value, InvalidMessage | Untrusted)


@pytest.mark.parametrize("uri", ["#x", "http://example.se/", "#xpointer(/)"])
def test_only_a_signature_over_the_whole_is_believed(uri: str) -> None:
    data = changed(written(), b'URI=""', f'URI="{uri}"'.encode())

    with pytest.raises(Untrusted, match="whole document"):
        read_service_metadata(data)


# Documents that a publisher has signed, but not in the form that we know


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<ServiceInformation>", '<Redirect href="https://x.se"/><ServiceInformation>'),
        ("</ServiceMetadata>", "<ServiceInformation/></ServiceMetadata>"),
        ("</SignedServiceMetadata>", "<ServiceMetadata/></SignedServiceMetadata>"),
        ("<DocumentIdentifier ", "<ParticipantIdentifier/><DocumentIdentifier "),
        ("<ProcessList>", "<DocumentIdentifier/><ProcessList>"),
        ("<ProcessList>", "text<ProcessList>"),
        ("<ProcessList>", "<ProcessList/><ProcessList>"),
        (">0203:anna.example.se<", "><x>0203:anna.example.se</x><"),
        ('scheme="iso6523-actorid-upis"', 'scheme="x" other="y"'),
        ("<ServiceInformation>", '<ServiceInformation other="y">'),
        ("<ServiceInformation>", '<ServiceInformation xmlns="urn:x">'),
    ],
)
def test_another_structure_is_not_read(old: str, new: str) -> None:
    with pytest.raises(InvalidMessage, match="form that SDK prescribes"):
        read_service_metadata(signed(old, new))


def test_a_redirection_is_not_followed() -> None:
    root = '<SignedServiceMetadata xmlns="http://docs.oasis-open.org/bdxr/ns/SMP/2016/05">'
    inside = '<Redirect href="https://x.se"><CertificateUID>x</CertificateUID></Redirect>'
    data = f"{root}<ServiceMetadata>{inside}</ServiceMetadata></SignedServiceMetadata>"

    with pytest.raises(InvalidMessage, match="form that SDK prescribes"):
        read_service_metadata(sign(data.encode(), SMP))


def test_metadata_may_be_in_utf_16_and_hold_instructions() -> None:
    data = signed("<ServiceInformation>", "<?a b?><ServiceInformation>").decode().encode("utf-16")

    assert read_service_metadata(data).signer == SMP.certificate


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"rubbish",
        b"<html><body>503</body></html>",
        b"<!DOCTYPE html><html/>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + written(),
        written()[:-1],
        written().replace(b"2016/05", b"2014/07"),
        written().replace(b"SignedServiceMetadata", b"ServiceGroup"),
        written() + b" " * LARGEST,
        written().decode().encode("utf-16-le"),
    ],
    ids=[
        *("nothing", "rubbish", "a page", "a document type", "an entity", "cut"),
        *("another version", "another kind", "too large", "utf-16 without mark"),
    ],
)
def test_what_is_no_metadata_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidMessage):
        read_service_metadata(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "urn:x"),
        (INCLUSIVE, f"{INCLUSIVE}#WithComments"),
        (ENVELOPED, "http://www.w3.org/TR/1999/REC-xslt-19991116"),
    ],
    ids=["weak digest", "another method", "with comments", "a program"],
)
def test_other_ways_of_signing_are_not_believed(old: str, new: str) -> None:
    data = changed(written(), f'"{old}"'.encode(), f'"{new}"'.encode())

    with pytest.raises(Untrusted, match="does not allow"):
        read_service_metadata(data)


def test_the_schemes_are_those_of_the_specification() -> None:
    assert DOCUMENT_SCHEME == "busdox-docid-qns"
