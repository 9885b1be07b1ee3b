"""What was sealed once is handed over again and again, byte for byte, and arrives once."""

import pytest

from sdk_desktop.domain.access_point import TransportStatus
from sdk_desktop.domain.delivery import Dispatch, Status
from sdk_desktop.domain.errors import Locked, from_line
from sdk_desktop.sandbox.network.registry import LookupFault
from tests.kit.access_point_network import EKELUND, AccessPointNetwork
from tests.kit.cuttable_connection import Act
from tests.kit.cuttable_connection import Fault as LineFault
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import delivery_of, names, order, payloads, taken_in

AUTHORITY = "0203:ovningsmyndigheten.example.se"
BISTAND = "sdk:bistand:0203:lindhaga.example.se"
SUBMIT = AccessPointNetwork.SUBMIT
STATUS = ("POST", "#status")


def kept(client: PersonClient, message_id: str) -> bytes:
    with client.workspace._store.read() as stored:
        return stored.sealed.get(message_id)


@pytest.mark.parametrize("act", [Act.CUT_BEFORE, Act.CUT_AFTER, Act.SLOW, Act.ANSWER])
def test_whatever_happens_on_the_line_the_same_bytes_go_again_and_arrive_once(
    network: AccessPointNetwork, kim: PersonClient, act: Act
) -> None:
    network.line.add(LineFault(act, *SUBMIT, 503))
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    first = kept(kim, sent)
    kim.wait(seconds=30)
    kim.wait(minutes=5)

    assert first
    assert set(payloads(network)) == {first}
    assert list(names(network, sent)) == [sent]
    assert taken_in(network, sent) == 1
    assert kim.sent(sent).status is Status.ACCEPTED


def test_an_answer_that_was_lost_and_cannot_be_asked_for_makes_no_second_message(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    network.line.slow(*SUBMIT)
    network.line.cut_before(*STATUS, times=2)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(seconds=30)
    kim.wait(seconds=60)
    kim.wait(minutes=10)

    assert list(names(network, sent)) == [sent]
    assert taken_in(network, sent) == 1
    assert kim.sent(sent).status is Status.ACCEPTED


def test_what_was_sealed_before_the_program_died_is_what_leaves(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    begun = kim.workspace.dispatching._begin_next()
    assert begun is not None
    message = kim.workspace.dispatching._dispatch(begun).message
    sealed = kim.workspace.dispatching._seal(message)
    kim.lock_and_unlock()
    kim.wait(minutes=10)

    assert payloads(network) == [sealed]
    assert kim.sent(sent).status is Status.SCHEDULED


def test_a_certificate_that_was_renewed_meanwhile_changes_nothing_that_is_sealed(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    network.line.answer(503, *SUBMIT)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    sealed = kept(kim, sent)
    network.practise("POST", f"certificates/{EKELUND}", action="renew")
    kim.wait(minutes=6)
    kim.wait(minutes=5)

    assert set(payloads(network)) == {sealed}
    assert kim.sent(sent).status is Status.ACCEPTED


def test_a_message_that_the_access_point_gave_up_is_resent_under_a_new_name(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    order(network, "unreachable", times=5, kind="message")
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(minutes=13)
    waits = kim.sent(sent).status
    kim.wait(seconds=30)
    resent = kim.sent(sent).status
    kim.wait(minutes=1)

    assert (waits, resent) == (Status.SCHEDULED_FOR_RESEND, Status.SCHEDULED)
    assert names(network, sent) == {
        sent: TransportStatus.SEND_FAILURE,
        f"{sent}-2": TransportStatus.ACKNOWLEDGED,
    }
    assert len(set(payloads(network))) == 1
    assert taken_in(network, sent) == 1
    assert kim.sent(sent).status is Status.ACCEPTED
    assert "EBMS_0005" in [event.detail for event in delivery_of(kim, sent).events]
    assert kept(kim, sent) == b""


def test_a_resent_message_whose_answer_was_lost_is_watched_under_its_own_name(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    order(network, "unreachable", times=10, kind="message")
    network.line.slow(*SUBMIT)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(seconds=30)
    found = kim.sent(sent).status
    for minutes in (13, 1, 13):
        kim.wait(minutes=minutes)
    kim.wait(minutes=2)
    kim.wait(seconds=10)

    assert found is Status.SCHEDULED_FOR_RESEND
    assert list(names(network, sent)) == [sent, f"{sent}-2", f"{sent}-3"]
    assert taken_in(network, sent) == 1


def test_two_copies_at_the_receiver_are_one_message(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    order(network, "duplicate", kind="message")
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(minutes=1)
    kim.wait(minutes=1)

    assert taken_in(network, sent) == 1
    assert kim.sent(sent).status is Status.ACCEPTED


def test_what_is_sealed_is_kept_until_the_message_has_come_to_its_end(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(minutes=30)
    while_waiting = kept(kim, sent)
    kim.wait(seconds=1)

    assert while_waiting
    assert kim.sent(sent).status is Status.UNACKNOWLEDGED
    assert kept(kim, sent) == b""


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (LookupFault.NOT_REGISTERED, "The organisation is not in the federation."),
        (LookupFault.NO_MESSAGES, "The organisation does not take messages of this kind."),
        (
            LookupFault.NO_CERTIFICATES,
            "The organisation has not published a certificate to encrypt for.",
        ),
    ],
)
def test_who_cannot_be_written_to_is_said_at_once(
    network: AccessPointNetwork, kim: PersonClient, fault: LookupFault, said: str
) -> None:
    network.practise("PUT", f"faults/{EKELUND}", faults=[fault])
    sent = kim.send(kim.draft_to(AKUTEN))
    other = kim.send(kim.draft_to(BISTAND))

    result = kim.synchronise()

    assert (result.handed_over, result.failed) == (1, 1)
    assert kim.sent(sent).status is Status.MESSAGE_EXCHANGE_ERROR
    assert delivery_of(kim, sent).events[-1].title == said
    assert kim.sent(other).status is Status.SCHEDULED


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            LookupFault.PUBLISHER_FAILS,
            "The directory of certificates is busy or has a fault (503).",
        ),
        (LookupFault.NAMES_FAIL, "The name service does not answer."),
        (LookupFault.WRONG_SIGNATURE, "is not signed as it must be, or was changed."),
        (LookupFault.WRONG_PARTICIPANT, "answered about something that was not asked for."),
        (LookupFault.STRANGE_SIGNER, "is signed with a certificate that is not trusted."),
        (LookupFault.REVOKED_SIGNER, "is signed with a certificate that is not trusted."),
    ],
)
def test_a_recipient_of_whom_nothing_can_be_known_now_keeps_nobody_waiting_but_its_own(
    network: AccessPointNetwork, kim: PersonClient, fault: LookupFault, said: str
) -> None:
    network.practise("PUT", f"faults/{EKELUND}", faults=[fault])
    sent = kim.send(kim.draft_to(AKUTEN))
    other = kim.send(kim.draft_to(BISTAND))

    kim.synchronise()
    waits, goes = delivery_of(kim, sent), kim.sent(other).status
    network.practise("PUT", f"faults/{EKELUND}", faults=[])
    kim.wait(seconds=30)

    assert waits.status is Status.QUEUED
    assert str(from_line(waits.hindrance)).endswith(said)
    assert goes is Status.SCHEDULED
    assert kim.sent(sent).status is Status.SCHEDULED
    assert delivery_of(kim, sent).hindrance == ""


def test_a_revoked_recipient_gets_nothing_until_it_has_a_new_certificate(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    network.practise("POST", f"certificates/{AUTHORITY}", action="revoke")
    sent = kim.send(kim.draft_to(f"sdk:tar-emot:{AUTHORITY}"))
    kim.synchronise()
    waits = delivery_of(kim, sent)
    network.practise("POST", f"certificates/{AUTHORITY}", action="renew")
    kim.wait(minutes=6)

    assert waits.hindrance == "The certificate has been revoked by its issuer."
    assert kim.sent(sent).status is Status.SCHEDULED


def test_when_nothing_can_be_sealed_not_every_message_is_tried_each_time(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    network.practise("PUT", f"faults/{EKELUND}", faults=[LookupFault.PUBLISHER_FAILS])
    sent = [kim.send(kim.draft_to(AKUTEN)) for _ in range(5)]

    kim.synchronise()

    assert sum(bool(delivery_of(kim, one).attempts) for one in sent) == 3


def test_the_same_dispatch_twice_is_harmless(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    begun = kim.workspace.dispatching._begin_next()
    assert begun is not None
    message = kim.workspace.dispatching._dispatch(begun).message
    sealed = kim.workspace.dispatching._seal(message)
    for attempt in (1, 1, 2):
        kim.workspace._service.submit(Dispatch(message, sealed, attempt))
    kim.wait(minutes=1)

    assert list(names(network, sent)) == [sent]
    assert taken_in(network, sent) == 1


def test_a_client_that_was_locked_meanwhile_opens_its_keys_no_more(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    kim.send(kim.draft_to(AKUTEN))
    begun = kim.workspace.dispatching._begin_next()
    assert begun is not None
    message = kim.workspace.dispatching._dispatch(begun).message
    service = kim.workspace._service
    kim.lock_and_unlock()

    with pytest.raises(Locked):
        service.seal(message)
    assert payloads(network) == []
