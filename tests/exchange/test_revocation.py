"""What counts as an answer about a certificate, and what does not."""

import re
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp

from sdk_desktop.exchange.revocation import (
    UnusableAnswerError,
    list_addresses,
    ocsp_addresses,
    ocsp_request,
    read_list,
    read_ocsp,
)
from tests.exchange.issuer import DAY, LIST_AT, NOW, OCSP_AT, Issuer, Key, Reply, Wish, rsa_key
from tests.kit.project import installed

REVOKED = ocsp.OCSPCertStatus.REVOKED
UNKNOWN = ocsp.OCSPCertStatus.UNKNOWN
OTHER = Issuer("Other CA", rsa_key(5))
CA = Issuer()
NAMESAKE = Issuer(key=rsa_key(8))
CERTIFICATE = CA.issue()
STRANGE = x509.ObjectIdentifier("1.2.3.4")


def reply() -> Reply:
    return Reply(CERTIFICATE, CA.certificate, CA.certificate, CA.key)


def read(data: bytes) -> tuple[bool, datetime]:
    answer = read_ocsp(data, CERTIFICATE, CA.certificate, NOW)
    return answer.revoked, answer.until


def read_revocations(data: bytes) -> tuple[bool, datetime]:
    answer = read_list(data, CERTIFICATE, CA.certificate, NOW)
    return answer.revoked, answer.until


def delegate(wish: Wish, issuer: Issuer = CA) -> bytes:
    signer = issuer.issue(wish)
    return replace(reply(), signer=signer, key=wish.key, by_key=True).encode()


@pytest.mark.parametrize("by_key", [False, True])
def test_the_issuer_answers_that_all_is_well(by_key: bool) -> None:
    assert read(replace(reply(), by_key=by_key).encode()) == (False, NOW + DAY)


def test_the_issuer_answers_that_it_has_revoked() -> None:
    assert read(replace(reply(), status=REVOKED).encode()) == (True, NOW + DAY)


@pytest.mark.parametrize("key", [rsa_key(6), ec.generate_private_key(ec.SECP256R1())])
def test_the_issuer_may_let_another_answer(
    key: Key,
) -> None:
    assert read(delegate(Wish("Responder", key, answers=True))) == (False, NOW + DAY)


@pytest.mark.parametrize(
    "data",
    [
        replace(reply(), status=UNKNOWN).encode(),
        replace(reply(), since=NOW + DAY, until=NOW + 2 * DAY).encode(),
        replace(reply(), since=NOW - 2 * DAY, until=NOW - DAY).encode(),
        replace(reply(), since=NOW - 30 * DAY, until=None).encode(),
        replace(reply(), about=CA.issue()).encode(),
        replace(reply(), issuer=OTHER.certificate).encode(),
        replace(reply(), signer=NAMESAKE.certificate, key=NAMESAKE.key).encode(),
        replace(reply(), signer=OTHER.certificate, key=OTHER.key).encode(),
        delegate(Wish("Responder", rsa_key(6), answers=False)),
        delegate(Wish("Responder", rsa_key(6), answers=True, until=NOW - DAY, since=NOW - 9 * DAY)),
        delegate(Wish("Responder", rsa_key(6), answers=True), OTHER),
        ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER).public_bytes(
            Encoding.DER
        ),
        b"",
        b"<html>",
        reply().encode()[:-1],
    ],
    ids=[
        *("unknown", "from the future", "out of date", "old, without end", "another certificate"),
        *("another issuer's", "forged", "a stranger's", "not allowed to answer"),
        *("no longer allowed", "another issuer's delegate", "try later", "nothing", "html", "cut"),
    ],
)
def test_what_is_no_answer_is_not_used(data: bytes) -> None:
    with pytest.raises(UnusableAnswerError):
        read(data)


def test_a_list_says_who_is_on_it() -> None:
    assert read_revocations(CA.list()) == (False, NOW + DAY)
    assert read_revocations(CA.list(CERTIFICATE)) == (True, NOW + DAY)


def _point(**limits: bool) -> x509.IssuingDistributionPoint:
    names = ["only_contains_user_certs", "only_contains_ca_certs", "indirect_crl"]
    names += ["only_contains_attribute_certs"]
    said = {known: limits.get(known, False) for known in names}
    reasons = frozenset({x509.ReasonFlags.key_compromise}) if limits.get("reasons") else None
    return x509.IssuingDistributionPoint(
        full_name=None, relative_name=None, only_some_reasons=reasons, **said
    )


def test_a_list_of_organisations_only_is_used() -> None:
    data = CA.list(CERTIFICATE, extension=_point(only_contains_user_certs=True))

    assert read_revocations(data) == (True, NOW + DAY)


@pytest.mark.parametrize(
    "data",
    [
        CA.list(since=NOW - 2 * DAY, until=NOW - DAY),
        CA.list(since=NOW + DAY, until=NOW + 2 * DAY),
        OTHER.list(),
        NAMESAKE.list(),
        CA.list(extension=x509.DeltaCRLIndicator(1)),
        CA.list(extension=_point(only_contains_ca_certs=True)),
        CA.list(extension=_point(indirect_crl=True)),
        CA.list(extension=_point(reasons=True)),
        CA.list(
            extension=x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
        ),
        b"",
        CA.list()[:-1],
        CA.list().replace(b"\x02\x01\x01\x30", b"\x02\x01\x08\x30", 1),
    ],
    ids=[
        *("out of date", "from the future", "a stranger's", "a namesake's", "changes only"),
        *("of issuers", "of several issuers", "of some reasons", "not understood", "nothing"),
        *("cut", "of an unknown version"),
    ],
)
def test_a_list_that_does_not_tell_is_not_used(data: bytes) -> None:
    with pytest.raises(UnusableAnswerError):
        read_revocations(data)


def test_a_certificate_says_where_to_ask() -> None:
    certificate = CA.issue(Wish(ocsp_at=OCSP_AT, list_at=LIST_AT))

    assert ocsp_addresses(certificate) == (OCSP_AT,)
    assert list_addresses(certificate) == (LIST_AT,)


@pytest.mark.parametrize("address", ["ldap://example.se/cn=x", "file:///etc/passwd", "ftp://x/y"])
def test_only_the_web_is_asked(address: str) -> None:
    certificate = CA.issue(Wish(ocsp_at=address, list_at=address))

    assert ocsp_addresses(certificate) == list_addresses(certificate) == ()


def test_an_address_of_a_kind_that_nobody_knows_is_passed_over() -> None:
    der = CA.issue(Wish(ocsp_at=OCSP_AT, list_at=LIST_AT)).public_bytes(Encoding.DER)
    places = rb"\x86(.http://(?:ocsp|crl))"
    odd = re.sub(places, b"\xa3\\1", der, flags=re.DOTALL)
    certificate = x509.load_der_x509_certificate(odd)

    assert odd.count(b"\xa3") >= 2
    assert ocsp_addresses(certificate) == list_addresses(certificate) == ()


def test_a_certificate_may_say_nothing_of_it() -> None:
    assert ocsp_addresses(CERTIFICATE) == list_addresses(CERTIFICATE) == ()


@pytest.mark.parametrize("line", ["V\t{end}\t\t{serial}\tunknown\t/CN=x", ""])
def test_openssl_understands_the_question(tmp_path: Path, line: str) -> None:
    openssl = installed("openssl")
    serial = f"{CERTIFICATE.serial_number:X}"
    entry = line.format(
        end="300101000000Z", serial=serial if len(serial) % 2 == 0 else f"0{serial}"
    )
    (tmp_path / "index.txt").write_text(f"{entry}\n" if entry else "")
    (tmp_path / "ca.pem").write_bytes(CA.certificate.public_bytes(Encoding.PEM))
    plain = CA.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "ca.key").write_bytes(plain)
    (tmp_path / "question").write_bytes(ocsp_request(CERTIFICATE, CA.certificate))
    signing = ("-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey", "ca.key", "-ndays", "20000")
    files = ("-index", "index.txt", "-reqin", "question", "-respout", "answer")

    subprocess.run(
        [openssl, "ocsp", *files, *signing], check=True, cwd=tmp_path, capture_output=True
    )

    answer = ocsp.load_der_ocsp_response((tmp_path / "answer").read_bytes())
    expected = ocsp.OCSPCertStatus.GOOD if line else UNKNOWN
    assert answer.certificate_status is expected
