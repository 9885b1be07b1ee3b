"""Asking the issuers, keeping their answers, and what silence means."""

from datetime import datetime, timedelta

import httpx
import pytest
from cryptography.x509 import ocsp

from sdk_desktop.domain.errors import Unavailable, Untrusted
from sdk_desktop.service.direct.revocation import ASK_AGAIN, RevocationCheck
from tests.exchange.issuer import DAY, LIST_AT, NOW, OCSP_AT, Issuer, Reply, Wish, rsa_key
from tests.kit.cuttable_connection import CuttableConnection

CA = Issuer()
BOTH = CA.issue(Wish(ocsp_at=OCSP_AT, list_at=LIST_AT))
LIST_ONLY = CA.issue(Wish(list_at=LIST_AT))
NOWHERE = CA.issue()


class Responder(httpx.BaseTransport):
    """An issuer's server: OCSP and list, about whoever it has revoked."""

    def __init__(self) -> None:
        self.revoked = False
        self.until = NOW + DAY

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, content=CA.list(*([BOTH, LIST_ONLY] * self.revoked)))
        asked = ocsp.load_der_ocsp_request(request.read())
        if asked.serial_number != BOTH.serial_number:
            return httpx.Response(404)
        status = ocsp.OCSPCertStatus.REVOKED if self.revoked else ocsp.OCSPCertStatus.GOOD
        said = Reply(BOTH, CA.certificate, CA.certificate, CA.key, status, until=self.until)
        return httpx.Response(200, content=said.encode())


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class RevocationSetup:
    """Revocations asked over a line that a test may cut."""

    def __init__(self) -> None:
        self.responder = Responder()
        self.line = CuttableConnection(self.responder)
        self.time = Time()
        self.client = httpx.Client(transport=self.line)
        self.revocations = RevocationCheck(self.client, self.time)

    def check(self) -> None:
        self.revocations.check(BOTH, CA.certificate)


@pytest.fixture
def setup() -> RevocationSetup:
    return RevocationSetup()


def test_the_responder_is_asked_first(setup: RevocationSetup) -> None:
    setup.check()

    assert [request.method for request in setup.line.requests] == ["POST"]
    assert setup.line.requests[0].headers["content-type"] == "application/ocsp-request"


def test_of_many_addresses_the_first_three_of_each_kind_are_asked(setup: RevocationSetup) -> None:
    many = CA.issue(Wish(ocsp_at=OCSP_AT, list_at=LIST_AT, addresses=50))
    line = CuttableConnection(httpx.MockTransport(lambda _request: httpx.Response(404)))
    revocations = RevocationCheck(httpx.Client(transport=line), setup.time)

    with pytest.raises(Unavailable):
        revocations.check(many, CA.certificate)

    asked = [str(request.url) for request in line.requests]
    assert asked == [
        *(OCSP_AT, f"{OCSP_AT}?1", f"{OCSP_AT}?2"),
        *(LIST_AT, f"{LIST_AT}?1", f"{LIST_AT}?2"),
    ]


def test_a_revoked_certificate_is_refused(setup: RevocationSetup) -> None:
    setup.responder.revoked = True

    with pytest.raises(Untrusted, match="revoked by its issuer"):
        setup.check()


def test_an_answer_is_kept_for_a_while(setup: RevocationSetup) -> None:
    setup.check()
    setup.time.now += ASK_AGAIN - timedelta(seconds=1)
    setup.check()

    assert setup.line.count() == 1


def test_old_answers_are_forgotten_when_there_are_many(setup: RevocationSetup) -> None:
    setup.check()
    ((name, kept),) = setup.revocations._kept.items()
    setup.revocations._kept = {(b"", number): kept for number in range(2_000)}

    setup.check()

    assert list(setup.revocations._kept) == [name]


def test_an_old_answer_is_asked_for_again(setup: RevocationSetup) -> None:
    setup.check()
    setup.responder.revoked = True
    setup.time.now += ASK_AGAIN

    with pytest.raises(Untrusted):
        setup.check()


def test_an_answer_is_not_kept_longer_than_it_holds(setup: RevocationSetup) -> None:
    setup.responder.until = NOW + timedelta(minutes=1)
    setup.check()
    setup.responder.revoked = True
    setup.time.now += timedelta(minutes=1)

    with pytest.raises(Untrusted):
        setup.check()


def test_an_older_answer_that_still_holds_helps_in_silence(setup: RevocationSetup) -> None:
    setup.check()
    setup.time.now += ASK_AGAIN
    setup.line.cut_before(times=2)

    setup.check()

    assert setup.line.count() == 3


@pytest.mark.parametrize("status", [302, 404, 500])
def test_the_list_is_read_when_the_responder_does_not_answer(
    setup: RevocationSetup, status: int
) -> None:
    setup.responder.revoked = True
    setup.line.answer(status, "POST")

    with pytest.raises(Untrusted):
        setup.check()
    assert [request.method for request in setup.line.requests] == ["POST", "GET"]


def test_a_certificate_with_only_a_list_is_checked(setup: RevocationSetup) -> None:
    setup.revocations.check(LIST_ONLY, CA.certificate)

    assert [str(request.url) for request in setup.line.requests] == [LIST_AT]


def test_silence_leaves_the_question_open(setup: RevocationSetup) -> None:
    setup.line.cut_before(times=2)

    with pytest.raises(Unavailable, match="cannot be found out now"):
        setup.check()


def test_silence_is_a_yes_only_where_it_was_decided(setup: RevocationSetup) -> None:
    lenient = RevocationCheck(setup.client, setup.time, soft_fail=True)
    setup.line.cut_before(times=2)

    lenient.check(BOTH, CA.certificate)

    setup.responder.revoked = True
    with pytest.raises(Untrusted):
        lenient.check(BOTH, CA.certificate)


def test_a_certificate_that_says_nowhere_to_ask_leaves_it_open(setup: RevocationSetup) -> None:
    with pytest.raises(Unavailable):
        setup.revocations.check(NOWHERE, CA.certificate)


def test_an_answer_of_another_issuer_of_the_same_name_is_not_kept_for_both(
    setup: RevocationSetup,
) -> None:
    namesake = Issuer(key=rsa_key(8)).certificate
    setup.check()

    with pytest.raises(Unavailable):
        setup.revocations.check(BOTH, namesake)


@pytest.mark.parametrize(
    "address", ["http://[", "http://" + "x" * 70_000, "http://x:y/", "http://xn--/"]
)
def test_an_address_that_is_none_is_passed_over(setup: RevocationSetup, address: str) -> None:
    strange = CA.issue(Wish(ocsp_at=address, list_at=LIST_AT))

    setup.revocations.check(strange, CA.certificate)
