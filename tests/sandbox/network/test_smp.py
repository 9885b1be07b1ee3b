"""The sandbox's publisher of metadata, and its authorities' answers about revocation."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import dns.message
import dns.query
import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from werkzeug.test import Client, TestResponse

from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.exchange.certificates import encryption_certificate
from sdk_desktop.exchange.revocation import list_addresses, ocsp_addresses, ocsp_request
from sdk_desktop.formats.discovery_names import participant_name, service_address
from sdk_desktop.formats.service_metadata import (
    CertificateUse,
    SignedServiceMetadata,
    read_service_metadata,
)
from sdk_desktop.sandbox.cast.organisations import organisations
from sdk_desktop.sandbox.network.pki import Issuer, SandboxPki
from sdk_desktop.sandbox.network.registry import LookupFault
from sdk_desktop.sandbox.server import Application
from sdk_desktop.service.direct.revocation import RevocationCheck
from tests.kit.prepared_pki import ADDRESS, prepared_pki
from tests.kit.processes.plain_http import ask
from tests.kit.project import installed
from tests.kit.sandbox_network import NOON, Watch
from tests.sandbox.box import Box, message_to, practice

EKDALA = "0203:ekdala.example.se"
PARTICIPANTS = sorted({one.participant for one in organisations()})


@dataclass
class SmpSetup:
    """A sandbox with keys of its own, and whoever asks its publisher."""

    watch: Watch = field(default_factory=Watch)

    def __post_init__(self) -> None:
        self.pki = prepared_pki()
        self.application = Application(self.watch, self.pki)
        self.client = httpx.Client(transport=httpx.WSGITransport(self.application))
        self.web = Client(self.application)

    def ask(
        self, participant: str = EKDALA, document: str = DocumentType.MESSAGE
    ) -> httpx.Response:
        return self.client.get(service_address(f"{ADDRESS}/smp", participant, document))

    def read(self, document: str = DocumentType.MESSAGE) -> SignedServiceMetadata:
        return read_service_metadata(self.ask(document=document).content)

    def disturb(self, *faults: str, participant: str = EKDALA) -> TestResponse:
        return self.web.put(f"/practice/faults/{participant}", json={"faults": list(faults)})

    def let(self, action: str, participant: str = EKDALA) -> TestResponse:
        return self.web.post(f"/practice/certificates/{participant}", json={"action": action})

    def let_all(self, *actions: str) -> None:
        for action in actions:
            self.let(action).close()


@pytest.fixture
def setup() -> SmpSetup:
    return SmpSetup()


@pytest.mark.parametrize("document", DocumentType)
def test_every_organisation_is_published(setup: SmpSetup, document: DocumentType) -> None:
    answers = [setup.ask(participant, document) for participant in PARTICIPANTS]

    read = [read_service_metadata(answer.content) for answer in answers]
    assert {answer.headers["content-type"] for answer in answers} == {"text/xml; charset=utf-8"}
    assert all(
        one.metadata.is_about(who, document) for one, who in zip(read, PARTICIPANTS, strict=True)
    )
    assert [one.metadata.certificates(CertificateUse.ENCRYPTION) for one in read] == [
        (setup.pki.key(participant).certificate,) for participant in PARTICIPANTS
    ]
    assert [one.metadata.certificates(CertificateUse.SIGNING) for one in read] == [
        (setup.pki.key(participant).certificate,) for participant in PARTICIPANTS
    ]


def test_the_metadata_is_signed_under_the_publishers_own_root(setup: SmpSetup) -> None:
    signer = setup.read().signer

    signer.verify_directly_issued_by(setup.pki.authority(Issuer.PUBLISHER).certificate)


def test_a_participant_is_found_in_any_case(setup: SmpSetup) -> None:
    assert setup.ask(EKDALA.upper()).status_code == 200


@pytest.mark.parametrize(
    ("participant", "document"),
    [
        ("0203:okand.example.se", DocumentType.MESSAGE),
        (EKDALA, DocumentType.MESSAGE.lower()),
        (EKDALA, DocumentType.MESSAGE.replace("sigenc", "")),
        (EKDALA, "x"),
    ],
)
def test_what_is_not_registered_is_not_found(
    setup: SmpSetup, participant: str, document: str
) -> None:
    answer = setup.ask(participant, document)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"


def test_another_scheme_is_not_found(setup: SmpSetup) -> None:
    assert setup.web.get(f"/smp/x::{EKDALA}/services/y").status_code == 404


@pytest.mark.parametrize("form", ["xmlsec1", "changed"])
def test_others_verify_the_signature(setup: SmpSetup, tmp_path: Path, form: str) -> None:
    program = installed("xmlsec1")
    root = setup.pki.authority(Issuer.PUBLISHER).certificate
    (tmp_path / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    data = setup.ask().content
    changed = data.replace(b"ekdala", b"ekdalb")
    (tmp_path / "data.xml").write_bytes(data if form == "xmlsec1" else changed)
    how = ("--verify", "--trusted-pem", "root.pem", "--verification-gmt-time")

    done = subprocess.run(
        [program, *how, f"{NOON:%Y-%m-%d %H:%M:%S}", "data.xml"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
    )

    assert (done.returncode == 0) == (form == "xmlsec1"), done.stderr


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (LookupFault.NO_MESSAGES, [404, 200]),
        (LookupFault.NO_ACKNOWLEDGEMENTS, [200, 404]),
        (LookupFault.PUBLISHER_FAILS, [503, 503]),
        (LookupFault.LOWER_CASE, [404, 404]),
    ],
)
def test_services_can_be_missing(setup: SmpSetup, fault: LookupFault, status: list[int]) -> None:
    setup.disturb(fault)

    asked = (DocumentType.MESSAGE, DocumentType.ACKNOWLEDGEMENT)
    assert [setup.ask(document=one).status_code for one in asked] == status
    assert setup.ask("0203:bjorkvike.example.se").status_code == 200


def test_a_publisher_may_have_everything_in_lower_case(setup: SmpSetup) -> None:
    setup.disturb(LookupFault.LOWER_CASE)

    metadata = setup.read(DocumentType.MESSAGE.lower()).metadata

    assert metadata.document.value == DocumentType.MESSAGE.lower()


@pytest.mark.parametrize("fault", [LookupFault.WRONG_PARTICIPANT, LookupFault.WRONG_DOCUMENT])
def test_metadata_may_be_about_something_else(setup: SmpSetup, fault: LookupFault) -> None:
    setup.disturb(fault)

    assert not setup.read().metadata.is_about(EKDALA, DocumentType.MESSAGE)


def test_the_signature_may_be_wrong(setup: SmpSetup) -> None:
    setup.disturb(LookupFault.WRONG_SIGNATURE)

    with pytest.raises(Untrusted):
        setup.read()


def test_the_signer_may_be_out_of_date(setup: SmpSetup) -> None:
    setup.disturb(LookupFault.EXPIRED_SIGNER)

    assert setup.read().signer.not_valid_after_utc < NOON


def test_the_signer_may_be_an_organisation(setup: SmpSetup) -> None:
    setup.disturb(LookupFault.STRANGE_SIGNER)

    assert setup.read().signer == setup.pki.key(EKDALA).certificate


def test_no_certificates_may_be_published(setup: SmpSetup) -> None:
    setup.disturb(LookupFault.NO_CERTIFICATES)

    assert setup.read().metadata.published == ()


def test_faults_end_when_they_are_taken_back(setup: SmpSetup) -> None:
    setup.disturb(LookupFault.PUBLISHER_FAILS, LookupFault.NO_MESSAGES)
    setup.disturb()

    assert setup.ask().status_code == 200


@pytest.mark.parametrize("body", [{}, {"faults": "x"}, {"faults": ["x"]}, {"faults": [1]}, []])
def test_faults_that_nobody_knows_are_refused(setup: SmpSetup, body: object) -> None:
    assert setup.web.put(f"/practice/faults/{EKDALA}", json=body).status_code == 400


def test_an_organisation_that_nobody_knows_cannot_be_disturbed(setup: SmpSetup) -> None:
    assert setup.disturb(participant="0203:okand.example.se").status_code == 404
    assert setup.let("renew", "0203:okand.example.se").status_code == 404


@pytest.mark.parametrize("data", ["{", '{"action": "x"}', "{}", "[]"])
def test_actions_that_nobody_knows_are_refused(setup: SmpSetup, data: str) -> None:
    assert setup.web.post(f"/practice/certificates/{EKDALA}", data=data).status_code == 400


def test_at_a_rollover_both_certificates_are_published(setup: SmpSetup) -> None:
    (old,) = setup.read().metadata.certificates(CertificateUse.ENCRYPTION)

    setup.let("renew")

    both = setup.read().metadata.certificates(CertificateUse.ENCRYPTION)
    assert old in both
    assert encryption_certificate(both, NOON) != old
    assert both == setup.read(DocumentType.ACKNOWLEDGEMENT).metadata.certificates(
        CertificateUse.SIGNING
    )


def test_what_was_sealed_before_a_rollover_can_be_opened_after_it() -> None:
    pki = prepared_pki()
    box = Box()
    box.application = Application(box.watch, pki)
    federation = box.application.federation
    message = message_to(practice("tar-emot"))
    receiver = message.recipient.organisation
    federation.access_points.link.alter = lambda data: (pki.renew(receiver), data)[1]
    heard: list[Acknowledgement] = []

    federation.transport.send(message, heard.append)

    assert heard == [Acknowledgement(message.message_id)]


def test_an_organisation_whose_certificate_was_revoked_is_not_heard(setup: SmpSetup) -> None:
    setup.let("revoke")
    federation = setup.application.federation
    message = message_to(practice("tar-emot"))

    outgoing = federation.submit(message.message_id, message)
    setup.watch.turn(hours=2)
    federation.tick()

    assert outgoing.status is Status.MESSAGE_EXCHANGE_ERROR
    assert "SIG" in [event.code for event in outgoing.events]


def test_organisations_know_each_other_by_what_is_published(setup: SmpSetup) -> None:
    old = setup.pki.key(EKDALA).certificate
    setup.let("renew")

    setup.pki.check_published(EKDALA, old)
    setup.pki.check_published(EKDALA, setup.pki.key(EKDALA).certificate)
    with pytest.raises(Untrusted, match="another certificate"):
        setup.pki.check_published("0203:bjorkvike.example.se", old)


# Revocation


def test_certificates_say_where_to_ask(setup: SmpSetup) -> None:
    certificate = setup.pki.key(EKDALA).certificate

    assert ocsp_addresses(certificate) == (f"{ADDRESS}/pki/o2o/ocsp",)
    assert list_addresses(certificate) == (f"{ADDRESS}/pki/o2o/ca.crl",)


def test_without_an_address_they_say_nothing() -> None:
    certificate = SandboxPki(NOON).key(EKDALA).certificate

    assert ocsp_addresses(certificate) == list_addresses(certificate) == ()


@pytest.mark.parametrize("issuer", Issuer)
def test_an_authority_shows_its_certificate(setup: SmpSetup, issuer: Issuer) -> None:
    answer = setup.client.get(f"{ADDRESS}/pki/{issuer}/ca.cer")

    shown = x509.load_der_x509_certificate(answer.content)
    assert shown == setup.pki.authority(issuer).certificate


@pytest.mark.parametrize("what", ["ca.cer", "ca.crl"])
def test_an_authority_that_nobody_knows_is_not_found(setup: SmpSetup, what: str) -> None:
    assert setup.web.get(f"/pki/x/{what}").status_code == 404


class OnlyLists(httpx.WSGITransport):
    """A line on which nobody answers OCSP."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return httpx.Response(503)
        return super().handle_request(request)


@pytest.fixture(params=[httpx.WSGITransport, OnlyLists], ids=["ocsp", "list"])
def revocations(setup: SmpSetup, request: pytest.FixtureRequest) -> RevocationCheck:
    client = httpx.Client(transport=request.param(setup.application))
    return RevocationCheck(client, setup.watch)


def test_what_is_not_revoked_is_good(setup: SmpSetup, revocations: RevocationCheck) -> None:
    revocations.check(setup.pki.key(EKDALA).certificate, setup.pki.issuer)


def test_what_is_revoked_is_said_to_be(setup: SmpSetup, revocations: RevocationCheck) -> None:
    setup.let("revoke")

    with pytest.raises(Untrusted, match="revoked"):
        revocations.check(setup.pki.key(EKDALA).certificate, setup.pki.issuer)


def test_a_new_certificate_is_good_after_the_old_was_revoked(
    setup: SmpSetup, revocations: RevocationCheck
) -> None:
    setup.let("revoke")
    setup.let("renew")

    revocations.check(setup.pki.key(EKDALA).certificate, setup.pki.issuer)


def test_the_revoked_signer_is_said_to_be(setup: SmpSetup, revocations: RevocationCheck) -> None:
    setup.disturb(LookupFault.REVOKED_SIGNER)
    root = setup.pki.authority(Issuer.PUBLISHER).certificate

    with pytest.raises(Untrusted, match="revoked"):
        revocations.check(setup.read().signer, root)


def status(setup: SmpSetup, question: bytes, issuer: str = "o2o") -> ocsp.OCSPResponse:
    answer = setup.client.post(f"{ADDRESS}/pki/{issuer}/ocsp", content=question)
    return ocsp.load_der_ocsp_response(answer.content)


def test_a_certificate_that_was_never_issued_is_unknown(setup: SmpSetup) -> None:
    issuer = setup.pki.issuer

    answer = status(setup, ocsp_request(issuer, issuer))

    assert answer.certificate_status is ocsp.OCSPCertStatus.UNKNOWN


def test_anothers_certificate_is_not_answered_for(setup: SmpSetup) -> None:
    question = ocsp_request(setup.read().signer, setup.pki.authority(Issuer.PUBLISHER).certificate)

    answer = status(setup, question)

    assert answer.response_status is ocsp.OCSPResponseStatus.UNAUTHORIZED


@pytest.mark.parametrize("question", [b"", b"rubbish", b"0" * 5_000])
def test_a_question_that_is_none_is_not_answered(setup: SmpSetup, question: bytes) -> None:
    assert status(setup, question).response_status is ocsp.OCSPResponseStatus.MALFORMED_REQUEST


@dataclass(frozen=True)
class OpenSsl:
    """The program, in a folder with the issuer, a certificate and the list."""

    program: str
    folder: Path

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [self.program, *arguments], check=False, cwd=self.folder, capture_output=True, text=True
        )
        return done.stdout + done.stderr


@pytest.fixture
def openssl(setup: SmpSetup, tmp_path: Path) -> OpenSsl:
    program = installed("openssl")
    (tmp_path / "ca.pem").write_bytes(setup.pki.issuer.public_bytes(Encoding.PEM))
    certificate = setup.pki.key(EKDALA).certificate
    (tmp_path / "own.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return OpenSsl(program, tmp_path)


@pytest.mark.parametrize(
    ("actions", "said"), [([], "Cert Status: good"), (["revoke"], "Cert Status: revoked")]
)
@pytest.mark.parametrize("nonce", ["-nonce", "-no_nonce"])
def test_openssl_believes_what_is_answered(
    setup: SmpSetup, openssl: OpenSsl, actions: list[str], said: str, nonce: str
) -> None:
    setup.let_all(*actions)
    asked = ("ocsp", "-issuer", "ca.pem", "-cert", "own.pem")
    openssl.run(*asked, nonce, "-reqout", "question")
    question = (openssl.folder / "question").read_bytes()
    answer = setup.client.post(f"{ADDRESS}/pki/o2o/ocsp", content=question).content
    (openssl.folder / "answer").write_bytes(answer)
    when = ("-validity_period", "1000000000", "-attime", str(int(NOON.timestamp())))

    read = ("-reqin", "question", "-respin", "answer", "-resp_text")
    out = openssl.run("ocsp", "-issuer", "ca.pem", *read, "-CAfile", "ca.pem", *when)

    assert "Response verify OK" in out
    assert "WARNING: no nonce" not in out
    assert said in out


@pytest.mark.parametrize(("actions", "revoked"), [([], 0), (["revoke"], 1), (["revoke"] * 2, 1)])
def test_openssl_believes_the_list(
    setup: SmpSetup, openssl: OpenSsl, actions: list[str], revoked: int
) -> None:
    setup.let_all(*actions)
    (openssl.folder / "list").write_bytes(setup.client.get(f"{ADDRESS}/pki/o2o/ca.crl").content)

    out = openssl.run("crl", "-inform", "DER", "-in", "list", "-CAfile", "ca.pem", "-text")

    assert "verify OK" in out
    assert out.count("Serial Number:") == revoked


# As a process of its own


@pytest.fixture
def served() -> Iterator[str]:
    command = [sys.executable, "-m", "sdk_desktop", "sandbox"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()
        process.wait(timeout=60)


def test_the_served_sandbox_is_found_by_its_name_service(served: str) -> None:
    lookup = ask("GET", f"{served}/practice/lookup").json()
    host, _, port = lookup["nameServer"].rpartition(":")
    question = dns.message.make_query(participant_name(EKDALA, lookup["zone"]), "NAPTR")

    found = dns.query.udp(question, host, timeout=60, port=int(port)).answer[0].to_text()

    assert lookup["publisher"] == f"{served}/smp"
    assert f"!{served}/smp!" in found
    address = service_address(lookup["publisher"], EKDALA, DocumentType.MESSAGE)
    data = ask("GET", address).content
    assert read_service_metadata(data).metadata.is_about(EKDALA, DocumentType.MESSAGE)
