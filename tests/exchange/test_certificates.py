"""Which certificates are let in, and why not."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from sdk_desktop.domain.errors import Unavailable, Untrusted
from sdk_desktop.exchange.certificates import CertificateCheck, encryption_certificate
from tests.exchange.issuer import DAY, ISSUING, NOW, Issuer, Wish, now, rsa_key, usage

LARGE = rsa.RSAPublicNumbers(65537, (1 << 16_384) - 1).public_key()
"""As large as the engine reckons with at all."""


@pytest.fixture(scope="module")
def issuer() -> Issuer:
    return Issuer()


def check(issuer: Issuer) -> CertificateCheck:
    return CertificateCheck(now, [issuer.certificate], check_revocation=None)


class Asked:
    """Notes what was asked about, and answers that all is well."""

    def __init__(self) -> None:
        self.pairs: list[tuple[x509.Certificate, x509.Certificate]] = []

    def __call__(self, certificate: x509.Certificate, issuer: x509.Certificate) -> None:
        self.pairs.append((certificate, issuer))


def test_a_valid_certificate_of_a_trusted_issuer_may_sign_and_receive(issuer: Issuer) -> None:
    certificate = issuer.issue()

    check(issuer).for_signing(certificate)
    check(issuer).for_encryption(certificate)


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (Wish(since=NOW + DAY), "not valid before 2026-05-05"),
        (Wish(since=NOW - 2 * DAY, until=NOW - DAY), "out of date since 2026-05-03"),
        (Wish(usage=usage("key_encipherment")), "not meant for this use"),
        (Wish(key=ec.generate_private_key(ec.SECP256R1())), "not one that SDK allows"),
        (Wish(key=rsa_key(1, 1024)), "not one that SDK allows"),
        (Wish(public_key=LARGE), "not one that SDK allows"),
    ],
)
def test_a_certificate_that_may_not_sign_is_refused(
    issuer: Issuer, wish: Wish, reason: str
) -> None:
    with pytest.raises(Untrusted, match=reason):
        check(issuer).for_signing(issuer.issue(wish))


def test_extensions_that_make_no_sense_are_not_believed(issuer: Issuer) -> None:
    der = issuer.issue().public_bytes(Encoding.DER)
    twice = x509.load_der_x509_certificate(der.replace(b"\x55\x1d\x13", b"\x55\x1d\x0f"))

    with pytest.raises(Untrusted, match="cannot be read"):
        CertificateCheck(now, None, None).for_signing(twice)


def test_a_certificate_for_signing_only_is_not_encrypted_for(issuer: Issuer) -> None:
    certificate = issuer.issue(Wish(usage=usage("digital_signature")))

    check(issuer).for_signing(certificate)
    with pytest.raises(Untrusted, match="not meant for this use"):
        check(issuer).for_encryption(certificate)


def test_a_certificate_that_does_not_limit_its_use_may_be_used(issuer: Issuer) -> None:
    check(issuer).for_encryption(issuer.issue(Wish(usage=None)))


def test_a_namesake_of_the_issuer_is_not_the_issuer(issuer: Issuer) -> None:
    namesake = Issuer(key=rsa_key(9))

    with pytest.raises(Untrusted, match="not from an issuer"):
        check(issuer).for_signing(namesake.issue())


def test_an_organisation_cannot_issue_certificates(issuer: Issuer) -> None:
    organisation = Issuer("Testa kommun", rsa_key(3), ca=False)
    checking = CertificateCheck(now, [organisation.certificate], check_revocation=None)

    with pytest.raises(Untrusted, match="not from an issuer"):
        checking.for_signing(organisation.issue(Wish("Annan kommun")))


def test_an_issuer_out_of_date_vouches_for_nobody(issuer: Issuer) -> None:
    old = issuer.issue(Wish("Test CA", issuer.key, until=NOW - DAY, since=NOW - 9 * DAY, ca=True))
    checking = CertificateCheck(now, [old], check_revocation=None)

    with pytest.raises(Untrusted, match="out of date"):
        checking.for_signing(issuer.issue())


def test_an_issuer_that_was_renewed_with_its_key_may_be_there_twice(issuer: Issuer) -> None:
    old = issuer.issue(Wish("Test CA", issuer.key, until=NOW - DAY, since=NOW - 9 * DAY, ca=True))
    asked, certificate = Asked(), issuer.issue()

    CertificateCheck(now, [old, issuer.certificate], asked).for_signing(certificate)

    assert asked.pairs == [(certificate, issuer.certificate)]


def test_a_certificate_may_itself_be_trusted(issuer: Issuer) -> None:
    asked = Asked()
    alone = Issuer("Laboratory", rsa_key(4)).issue(Wish("Laboratory", rsa_key(4)))

    CertificateCheck(now, [alone], asked).for_signing(alone)

    assert asked.pairs == []


def test_any_issuer_is_allowed_when_none_is_named(issuer: Issuer) -> None:
    CertificateCheck(now, issuers=None, check_revocation=None).for_signing(issuer.issue())


def test_revocation_is_asked_of_the_issuer_that_signed(issuer: Issuer) -> None:
    asked = Asked()
    certificate = issuer.issue()
    other = Issuer("Other CA", rsa_key(5)).certificate

    CertificateCheck(now, [other, issuer.certificate], asked).for_signing(certificate)

    assert asked.pairs == [(certificate, issuer.certificate)]


def test_revocation_cannot_be_asked_of_an_unknown_issuer(issuer: Issuer) -> None:
    checking = CertificateCheck(now, issuers=None, check_revocation=Asked())

    with pytest.raises(Untrusted, match="Without its issuer"):
        checking.for_signing(issuer.issue())


def test_an_untrusted_issuer_is_never_asked_anything(issuer: Issuer) -> None:
    asked = Asked()
    checking = CertificateCheck(now, [Issuer("Other CA", rsa_key(5)).certificate], asked)

    with pytest.raises(Untrusted):
        checking.for_signing(issuer.issue())
    assert asked.pairs == []


def test_silence_about_revocation_leaves_the_question_open(issuer: Issuer) -> None:
    def silent(certificate: x509.Certificate, issuer: x509.Certificate) -> None:
        raise Unavailable("Silence.")

    with pytest.raises(Unavailable):
        CertificateCheck(now, [issuer.certificate], silent).for_signing(issuer.issue())


def test_the_newest_valid_certificate_is_encrypted_for(issuer: Issuer) -> None:
    old = issuer.issue(Wish(since=NOW - 300 * DAY))
    new = issuer.issue(Wish(since=NOW - 2 * DAY))
    coming = issuer.issue(Wish(since=NOW + DAY))
    over = issuer.issue(Wish(since=NOW - 3 * DAY, until=NOW - DAY))

    assert encryption_certificate([old, new, coming, over], NOW) == new


def test_what_may_not_be_encrypted_for_gives_way_to_what_may(issuer: Issuer) -> None:
    good = issuer.issue(Wish(since=NOW - 3 * DAY))
    signing = issuer.issue(Wish(since=NOW - 2 * DAY, usage=usage("digital_signature")))
    foreign = Issuer("Annan CA", rsa_key(3)).issue(Wish(since=NOW - DAY))
    may = check(issuer).for_encryption

    assert encryption_certificate([signing, foreign, good], NOW, may) == good
    with pytest.raises(Untrusted, match="not meant for this use"):
        encryption_certificate([signing, foreign], NOW, may)


def test_without_a_valid_certificate_nothing_is_encrypted(issuer: Issuer) -> None:
    coming = issuer.issue(Wish(since=NOW + DAY))

    with pytest.raises(Untrusted, match="no encryption certificate"):
        encryption_certificate([coming], NOW)


def test_the_use_of_an_issuer_is_not_that_of_an_organisation(issuer: Issuer) -> None:
    with pytest.raises(Untrusted, match="not meant for this use"):
        check(issuer).for_signing(issuer.issue(Wish(usage=ISSUING)))
