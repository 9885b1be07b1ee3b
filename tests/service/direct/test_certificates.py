"""Finding certificates: by a real name service on the loopback, at the sandbox's publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import httpx
import pytest

from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.exchange.certificates import Certificate, CertificateCheck
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.opening import OpenedEnvelope, Reception, open_envelope
from sdk_desktop.exchange.sealing import seal_message
from sdk_desktop.exchange.validation import Receiver
from sdk_desktop.formats.service_metadata import LARGEST, CertificateUse
from sdk_desktop.sandbox.network.pki import Issuer, SandboxPki
from sdk_desktop.sandbox.network.registry import ZONE, LookupFault
from sdk_desktop.sandbox.server import Application
from sdk_desktop.service.direct.certificates import KEPT, PublishedCertificates
from sdk_desktop.service.direct.metadata import MetadataLookup
from sdk_desktop.service.direct.name_service import NameService
from sdk_desktop.service.direct.revocation import RevocationCheck
from tests.kit.cuttable_connection import CuttableConnection
from tests.kit.name_server import name_server
from tests.kit.prepared_pki import ADDRESS, prepared_pki
from tests.kit.sandbox_network import NOON, Watch
from tests.sandbox.box import message_to, practice

US, THEM, UNKNOWN = (
    f"0203:{name}.example.se" for name in ("ekdala", "ovningsmyndigheten", "okand")
)


@dataclass
class LookupSetup:
    """One who looks certificates up; where names are answered is filled in by the fixture."""

    where: tuple[str, int] = ("", 0)
    seconds: float = 10
    watch: Watch = field(default_factory=Watch)
    pki: SandboxPki = field(default_factory=prepared_pki)

    def __post_init__(self) -> None:
        self.sandbox = Application(self.watch, self.pki)
        self.line = CuttableConnection(httpx.WSGITransport(self.sandbox))
        self.client = httpx.Client(transport=self.line)
        self.refused: list[Certificate] = []

    @property
    def names(self) -> NameService:
        return NameService(ZONE, [self.where], seconds=self.seconds)

    def lookup(self) -> MetadataLookup:
        root = self.pki.authority(Issuer.PUBLISHER).certificate
        revocations = RevocationCheck(self.client, self.watch)
        publishers = CertificateCheck(self.watch, [root], revocations.check)
        return MetadataLookup(self.names, self.client, publishers)

    def certificates(self) -> PublishedCertificates:
        revocations = RevocationCheck(self.client, self.watch)
        check = CertificateCheck(self.watch, [self.pki.issuer], revocations.check)
        self._check = check
        return PublishedCertificates(self.lookup(), self.watch, self._for_encryption)

    def disturb(self, *faults: LookupFault) -> None:
        self.seconds = 0.5 if LookupFault.NAMES_SILENT in faults else 10
        self.sandbox.registry.disturb(THEM, faults)

    def asked(self) -> list[str]:
        """The kinds of documents that the publisher was asked about."""
        paths = [str(one.url) for one in self.line.requests if "/services/" in str(one.url)]
        return ["message" if "messagePayload" in path else "acknowledgement" for path in paths]

    def own(self) -> Certificate:
        return self.pki.key(THEM).certificate

    def _for_encryption(self, certificate: Certificate) -> None:
        if certificate in self.refused:
            raise Untrusted("Not this one.")
        self._check.for_encryption(certificate)


@pytest.fixture
def setup() -> Iterator[LookupSetup]:
    made = LookupSetup()
    with name_server(made.sandbox.answer_name) as made.where:
        yield made


# To encrypt for


def test_the_published_certificate_is_found(setup: LookupSetup) -> None:
    assert setup.certificates().encryption_certificate(THEM) == setup.own()


def test_the_publisher_is_asked_as_the_specification_says(setup: LookupSetup) -> None:
    setup.certificates().encryption_certificate(THEM)

    assert setup.line.requests[0].method == "GET"
    assert setup.line.requests[0].url.raw_path == (
        b"/smp/iso6523-actorid-upis%3A%3A0203%3Aovningsmyndigheten.example.se/services/"
        b"busdox-docid-qns%3A%3Aurn%3Ariv%3Ainfrastructure%3Amessaging%3AMessageWithAttachments"
        b"%3A3%3A%3AmessagePayload%23%233.0%3A%3Atm-base-ext-sigenc"
    )


def test_an_organisation_finds_itself(setup: LookupSetup) -> None:
    found = setup.certificates().encryption_certificate(US)

    assert found == setup.pki.key(US).certificate


def test_of_several_certificates_the_newest_is_taken(setup: LookupSetup) -> None:
    old = setup.own()
    setup.pki.renew(THEM)

    found = setup.certificates().encryption_certificate(THEM)

    assert found == setup.own()
    assert found != old


def test_what_was_found_is_kept_for_a_short_while(setup: LookupSetup) -> None:
    certificates = setup.certificates()
    certificates.encryption_certificate(THEM)
    setup.watch.now += KEPT - timedelta(seconds=1)
    certificates.encryption_certificate(THEM.upper())

    assert setup.asked() == ["message"]


@pytest.mark.parametrize("time", [KEPT, -KEPT], ids=["after a while", "clock set back"])
def test_later_it_is_asked_for_anew(setup: LookupSetup, time: timedelta) -> None:
    certificates = setup.certificates()
    certificates.encryption_certificate(THEM)
    setup.pki.renew(THEM)
    setup.watch.now += time

    assert certificates.encryption_certificate(THEM) == setup.own()


def test_a_kept_certificate_that_is_no_longer_good_is_asked_for_anew(setup: LookupSetup) -> None:
    certificates = setup.certificates()
    setup.refused.append(certificates.encryption_certificate(THEM))
    setup.pki.renew(THEM)

    assert certificates.encryption_certificate(THEM) == setup.own()


def test_a_publisher_may_have_everything_in_lower_case(setup: LookupSetup) -> None:
    setup.disturb(LookupFault.LOWER_CASE)

    assert setup.certificates().encryption_certificate(THEM) == setup.own()
    assert len(setup.asked()) == 2


def test_a_cut_answer_is_asked_for_again_in_whole(setup: LookupSetup) -> None:
    setup.disturb(LookupFault.NAMES_CUT)

    assert setup.certificates().encryption_certificate(THEM) == setup.own()


NOT_THERE = (Refused, "not in the federation")
SILENT = (Unavailable, "name service does not answer")
STRANGE = (Untrusted, "signed with a certificate that is not trusted")
FAILURES = {
    LookupFault.NOT_REGISTERED: NOT_THERE,
    LookupFault.NO_PUBLISHER: NOT_THERE,
    LookupFault.NAMES_FAIL: SILENT,
    LookupFault.NAMES_SILENT: SILENT,
    LookupFault.PUBLISHER_FAILS: (Unavailable, r"busy or has a fault \(503\)"),
    LookupFault.NO_MESSAGES: (Refused, "does not take messages of this kind"),
    LookupFault.NO_CERTIFICATES: (Refused, "has not published a certificate"),
    LookupFault.WRONG_SIGNATURE: (Untrusted, "not signed as it must be"),
    LookupFault.WRONG_PARTICIPANT: (Untrusted, "was not asked for"),
    LookupFault.WRONG_DOCUMENT: (Untrusted, "was not asked for"),
    LookupFault.EXPIRED_SIGNER: STRANGE,
    LookupFault.REVOKED_SIGNER: STRANGE,
    LookupFault.STRANGE_SIGNER: STRANGE,
}


@pytest.mark.parametrize(("fault", "failure"), FAILURES.items(), ids=list(FAILURES))
def test_each_failure_has_its_own_sentence(
    setup: LookupSetup, fault: LookupFault, failure: tuple[type[SdkError], str]
) -> None:
    setup.disturb(fault)

    with pytest.raises(failure[0], match=failure[1]):
        setup.certificates().encryption_certificate(THEM)


@pytest.mark.parametrize("fault", [one for one in FAILURES if one is not LookupFault.NAMES_SILENT])
def test_what_is_mended_is_found(setup: LookupSetup, fault: LookupFault) -> None:
    certificates = setup.certificates()
    setup.disturb(fault)
    with pytest.raises(SdkError):
        certificates.encryption_certificate(THEM)
    setup.disturb()

    assert certificates.encryption_certificate(THEM) == setup.own()


@pytest.mark.parametrize("participant", [UNKNOWN, "", "0203:" + "x" * 10_000, "å", "a/../b"])
def test_who_is_not_in_the_federation_is_refused(setup: LookupSetup, participant: str) -> None:
    with pytest.raises(Refused, match="not in the federation"):
        setup.certificates().encryption_certificate(participant)


def test_a_revoked_certificate_is_not_encrypted_for(setup: LookupSetup) -> None:
    setup.pki.revoke(THEM, NOON)

    with pytest.raises(Untrusted, match="revoked"):
        setup.certificates().encryption_certificate(THEM)


def test_without_a_check_only_dates_are_looked_at(setup: LookupSetup) -> None:
    setup.pki.revoke(THEM, NOON)
    unchecked = PublishedCertificates(setup.lookup(), setup.watch)

    assert unchecked.encryption_certificate(THEM) == setup.own()

    setup.watch.now += timedelta(days=6 * 365)
    with pytest.raises(SdkError):
        unchecked.encryption_certificate(THEM)


def test_while_nobody_tells_about_the_signer_nothing_is_decided(setup: LookupSetup) -> None:
    setup.line.cut_before("", "/pki/smp", times=2)

    with pytest.raises(Unavailable, match="revoked cannot be found out"):
        setup.certificates().encryption_certificate(THEM)


# The line to the publisher


def test_a_line_that_is_cut_is_tried_again_later(setup: LookupSetup) -> None:
    setup.line.cut_before("GET", "/smp")

    with pytest.raises(Unavailable, match="directory of certificates does not answer"):
        setup.certificates().encryption_certificate(THEM)


def test_a_publisher_that_is_too_slow_is_tried_again_later(setup: LookupSetup) -> None:
    setup.line.slow("GET", "/smp")

    with pytest.raises(Unavailable, match="directory of certificates does not answer"):
        setup.certificates().encryption_certificate(THEM)


def test_a_publisher_that_cannot_prove_who_it_is_decides_nothing(setup: LookupSetup) -> None:
    setup.line.distrust("GET", "/smp")

    with pytest.raises(Unavailable, match="could not prove who it is"):
        setup.certificates().encryption_certificate(THEM)


@pytest.mark.parametrize("status", [204, 302, 400, 401, 403, 407, 429])
def test_an_answer_that_says_nothing_is_tried_again_later(setup: LookupSetup, status: int) -> None:
    setup.line.answer(status, "GET", "/smp")

    with pytest.raises(Unavailable, match="cannot be read"):
        setup.certificates().encryption_certificate(THEM)


class Says(httpx.BaseTransport):
    """Answers everything in the same way."""

    def __init__(self, status: int, kind: str, body: bytes) -> None:
        self.response = (status, kind, body)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        status, kind, body = self.response
        return httpx.Response(status, headers={"Content-Type": kind}, content=body)


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", b"<html><body>Sign in</body></html>"),
        (404, "text/html", b"<html><body>Not found</body></html>"),
        (200, "text/xml", b"<html><body>Sign in</body></html>"),
        (200, "text/xml", b"<SignedServiceMetadata"),
        (200, "text/xml", b""),
        (200, "application/json", b"{}"),
        (200, "text/xml", b"<a>" + b"x" * LARGEST + b"</a>"),
    ],
)
def test_what_a_proxy_says_decides_nothing(
    setup: LookupSetup, status: int, kind: str, body: bytes
) -> None:
    setup.client = httpx.Client(transport=Says(status, kind, body))

    with pytest.raises(Unavailable, match="cannot be read"):
        setup.certificates().encryption_certificate(THEM)


# To know by


def test_the_published_certificate_is_recognised(setup: LookupSetup) -> None:
    setup.certificates().check_published(THEM, setup.own())

    assert setup.asked() == ["acknowledgement"]


def test_anothers_certificate_is_not(setup: LookupSetup) -> None:
    with pytest.raises(Untrusted, match="another certificate than the sender's"):
        setup.certificates().check_published(THEM, setup.pki.key(US).certificate)


def test_at_a_rollover_both_certificates_are_recognised(setup: LookupSetup) -> None:
    old = setup.own()
    setup.pki.renew(THEM)
    certificates = setup.certificates()

    certificates.check_published(THEM, old)
    certificates.check_published(THEM, setup.own())

    assert setup.asked() == ["acknowledgement"]


def test_a_certificate_that_is_new_since_is_asked_for_before_it_is_refused(
    setup: LookupSetup,
) -> None:
    certificates = setup.certificates()
    certificates.check_published(THEM, setup.own())
    setup.pki.renew(THEM)

    certificates.check_published(THEM, setup.own())

    assert setup.asked() == ["acknowledgement"] * 2


def test_before_a_refusal_it_is_asked_once(setup: LookupSetup) -> None:
    certificates = setup.certificates()
    with pytest.raises(Untrusted):
        certificates.check_published(THEM, setup.pki.key(US).certificate)

    assert setup.asked() == ["acknowledgement"]


def test_one_who_takes_no_acknowledgements_is_known_by_its_messages(setup: LookupSetup) -> None:
    setup.disturb(LookupFault.NO_ACKNOWLEDGEMENTS)

    setup.certificates().check_published(THEM, setup.own())

    assert setup.asked() == ["acknowledgement", "acknowledgement", "message"]


def test_one_who_takes_no_messages_is_known_by_its_acknowledgements(setup: LookupSetup) -> None:
    setup.disturb(LookupFault.NO_MESSAGES)

    setup.certificates().check_published(THEM, setup.own())


def test_a_certificate_to_encrypt_for_is_not_one_to_sign_with(setup: LookupSetup) -> None:
    certificates = setup.certificates()
    certificates.encryption_certificate(THEM)

    certificates.check_published(THEM, setup.own())

    assert setup.asked() == ["message", "acknowledgement"]


@pytest.mark.parametrize(
    ("faults", "failure"),
    [
        ([LookupFault.NOT_REGISTERED], NOT_THERE),
        ([LookupFault.NO_PUBLISHER], NOT_THERE),
        (
            [LookupFault.NO_MESSAGES, LookupFault.NO_ACKNOWLEDGEMENTS],
            FAILURES[LookupFault.NO_MESSAGES],
        ),
        ([LookupFault.NO_CERTIFICATES], (Untrusted, "another certificate than the sender's")),
        (
            [LookupFault.NO_CERTIFICATES, LookupFault.NO_MESSAGES],
            (Untrusted, "another certificate"),
        ),
        ([LookupFault.NAMES_FAIL], SILENT),
        ([LookupFault.NAMES_SILENT], SILENT),
        ([LookupFault.PUBLISHER_FAILS], FAILURES[LookupFault.PUBLISHER_FAILS]),
        ([LookupFault.WRONG_SIGNATURE], (Unavailable, "not signed as it must be")),
        ([LookupFault.WRONG_PARTICIPANT], (Unavailable, "was not asked for")),
        ([LookupFault.WRONG_DOCUMENT], (Unavailable, "was not asked for")),
        ([LookupFault.EXPIRED_SIGNER], (Unavailable, STRANGE[1])),
        ([LookupFault.REVOKED_SIGNER], (Unavailable, STRANGE[1])),
        ([LookupFault.STRANGE_SIGNER], (Unavailable, STRANGE[1])),
    ],
)
def test_what_nobody_can_tell_is_not_held_against_the_sender(
    setup: LookupSetup, faults: list[LookupFault], failure: tuple[type[SdkError], str]
) -> None:
    setup.disturb(*faults)

    with pytest.raises(failure[0], match=failure[1]):
        setup.certificates().check_published(THEM, setup.own())


def opened(setup: LookupSetup, certificates: PublishedCertificates) -> OpenedEnvelope:
    """Let a message from us reach them, who know us by what is published."""
    message = message_to(practice("tar-emot"))
    recipient = certificates.encryption_certificate(THEM)
    reception = Reception(
        participant=THEM,
        keys=KeyRing(setup.pki.keys(THEM)),
        receiver=Receiver({message.recipient.function}),
        check_published=certificates.check_published,
        check_certificate=setup._check.for_signing,
    )
    return open_envelope(seal_message(message, setup.pki.key(US), recipient), reception)


def test_a_message_is_sealed_and_opened_with_what_is_published(setup: LookupSetup) -> None:
    result = opened(setup, setup.certificates())

    assert result.content is not None
    assert result.answer is not None
    assert result.answer.accepted


def test_false_metadata_about_the_sender_leaves_the_message_undecided(setup: LookupSetup) -> None:
    setup.sandbox.registry.disturb(US, [LookupFault.WRONG_SIGNATURE])

    with pytest.raises(Unavailable):
        opened(setup, setup.certificates())


def test_a_sender_who_is_not_in_the_federation_is_not_answered(setup: LookupSetup) -> None:
    setup.sandbox.registry.disturb(US, [LookupFault.NOT_REGISTERED])

    result = opened(setup, setup.certificates())

    assert result.answer is None
    assert isinstance(result.problem, Refused)


def test_old_findings_are_forgotten_when_there_are_many(setup: LookupSetup) -> None:
    certificates = setup.certificates()
    certificates.encryption_certificate(THEM)
    (kept,) = certificates._kept.values()
    certificates._kept |= {(str(number), CertificateUse.SIGNING): kept for number in range(2_000)}

    certificates.encryption_certificate(US)

    assert list(certificates._kept) == [(US, CertificateUse.ENCRYPTION)]


# The name service


class Replies:
    """A name server that answers all questions of a kind in the same way."""

    def __init__(self, rcode: dns.rcode.Rcode, *records: str) -> None:
        self.rcode = rcode
        self.records = records

    def __call__(self, question: bytes, *, stream: bool) -> bytes:
        response = dns.message.make_response(dns.message.from_wire(question))
        response.set_rcode(self.rcode)
        name, kind = response.question[0].name, response.question[0].rdtype
        if self.records:
            response.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *self.records))
        return response.to_wire()


def publisher(reply: Replies) -> str:
    with name_server(reply) as where:
        return NameService(ZONE, [where]).publisher(THEM)


def test_a_network_without_the_federations_zone_decides_nothing() -> None:
    with pytest.raises(Unavailable, match="does not know the federation's zone"):
        publisher(Replies(dns.rcode.NXDOMAIN))


@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED, dns.rcode.NOTIMP])
def test_a_name_server_that_does_not_answer_decides_nothing(rcode: dns.rcode.Rcode) -> None:
    with pytest.raises(Unavailable, match="name service does not answer"):
        publisher(Replies(rcode))


def test_a_name_without_records_is_not_in_the_federation() -> None:
    with pytest.raises(Refused, match="not in the federation"):
        publisher(Replies(dns.rcode.NOERROR))


@pytest.mark.parametrize("regexp", ["!(a+)+$!https://x.se!", "!.*!file:///etc!", "", "!.*!"])
def test_an_address_that_cannot_be_used_decides_nothing(regexp: str) -> None:
    with pytest.raises(Unavailable, match="an address that cannot be used"):
        publisher(Replies(dns.rcode.NOERROR, f'1 1 "U" "meta:smp" "{regexp}" .'))


def test_the_best_of_several_records_is_taken() -> None:
    found = publisher(
        Replies(
            dns.rcode.NOERROR,
            '1 1 "U" "meta:smp" "!.*!http://open.example.se!" .',
            '2 2 "U" "meta:smp" "!.*!https://second.example.se!" .',
            '2 1 "U" "meta:smp" "!.*!https://first.example.se!" .',
            '0 0 "U" "meta:other" "!.*!https://other.example.se!" .',
        )
    )

    assert found == "https://first.example.se"


@pytest.mark.parametrize("host", ["a..b", "xn--", "x" * 64 + ".se"])
def test_a_publisher_at_a_host_that_cannot_be_decides_nothing(
    setup: LookupSetup, host: str
) -> None:
    reply = Replies(dns.rcode.NOERROR, f'1 1 "U" "meta:smp" "!.*!http://{host}!" .')
    setup.client = httpx.Client(trust_env=False)

    with name_server(reply) as setup.where, pytest.raises(Unavailable, match="address"):
        setup.certificates().encryption_certificate(THEM)


class Garbles:
    """A name server whose answers are no answers."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer

    def __call__(self, question: bytes, *, stream: bool) -> bytes:
        return question[:2] + self.answer


@pytest.mark.parametrize("answer", [b"", b"\x84\x00", b"\xff" * 600])
def test_a_garbled_answer_decides_nothing(answer: bytes) -> None:
    with name_server(Garbles(answer)) as where, pytest.raises(Unavailable):
        NameService(ZONE, [where], seconds=0.5).publisher(THEM)


def test_another_name_server_answers_when_the_first_is_gone(setup: LookupSetup) -> None:
    with name_server(setup.sandbox.answer_name) as gone:
        pass

    names = NameService(ZONE, [gone, setup.where])

    assert names.publisher(THEM) == f"{ADDRESS}/smp"


def test_without_name_servers_those_of_the_network_are_asked() -> None:
    try:
        of_the_network = dns.resolver.Resolver().nameservers
    except (dns.resolver.NoResolverConfiguration, OSError):
        pytest.skip("no network is set up here")

    assert NameService(ZONE)._resolver().nameservers == of_the_network


@pytest.mark.parametrize("error", [dns.resolver.NoResolverConfiguration, FileNotFoundError])
def test_a_computer_that_names_no_name_servers_is_said(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> None:
        raise error

    monkeypatch.setattr(dns.resolver.Resolver, "read_resolv_conf", nothing)
    monkeypatch.setattr(dns.resolver.Resolver, "read_registry", nothing)

    with pytest.raises(Unavailable, match="name service does not answer"):
        NameService(ZONE).publisher(THEM)


def test_the_lookup_can_be_asked_about_each_kind_of_document(setup: LookupSetup) -> None:
    setup.disturb(LookupFault.NO_MESSAGES)
    lookup = setup.lookup()

    assert lookup.find(THEM, DocumentType.MESSAGE) is None
    assert lookup.find(THEM, DocumentType.ACKNOWLEDGEMENT) is not None
