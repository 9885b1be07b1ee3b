"""How long an acknowledgement may take, and when nothing may be called overdue."""

from dataclasses import replace

import httpx
import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import LATE, Status
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.domain.policy import Policy
from sdk_desktop.formats.soap.domibus_plugin import write_fault_response
from sdk_desktop.formats.soap.soap import SoapFault
from sdk_desktop.sandbox.network.registry import LookupFault
from sdk_desktop.service.direct.direct_message_service import LONGEST_UNDECIDED
from tests.kit.access_point_network import EKDALA, EKELUND, AccessPointNetwork, operation_of
from tests.kit.cuttable_connection import Act
from tests.kit.cuttable_connection import Fault as LineFault
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import acknowledge, come, delivery_of, details, order, payloads

OVERDUE = Status.UNACKNOWLEDGED
WAITS = Status.WAITING_FOR_RECEIPT
PENDING = ("POST", "#listPendingMessages")
RETRIEVE = ("POST", "#retrieveMessage")
STATUS = ("POST", "#status")


@pytest.fixture
def sent(network: AccessPointNetwork, kim: PersonClient) -> str:
    """A message that arrived a second ago, and whose acknowledgement is lost on its way."""
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(seconds=1)
    return sent


def test_it_may_take_half_an_hour_and_not_a_second_more(kim: PersonClient, sent: str) -> None:
    kim.wait(minutes=29, seconds=59)
    before = kim.sent(sent).status
    result = kim.wait(seconds=1)

    assert (before, kim.sent(sent).status) == (WAITS, OVERDUE)
    assert result.failed == 1
    assert "no acknowledgement has come" in delivery_of(kim, sent).events[-1].title
    assert details(kim, AuditKind.DELIVERY) == ["MESSAGE_EXCHANGE_ERROR"]


def test_the_organisation_decides_how_long(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    kim.app.settings = replace(
        kim.app.settings, policy=replace(Policy(), acknowledgement_minutes=5)
    )
    kim.lock_and_unlock()
    kim.wait(minutes=4)
    before = kim.sent(sent).status
    kim.wait(minutes=1)

    assert (before, kim.sent(sent).status) == (WAITS, OVERDUE)


def test_it_is_counted_from_the_first_hand_over_and_not_from_the_queue(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    network.line.cut_before(*AccessPointNetwork.SUBMIT, times=6)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    for minutes in (1, 2, 4, 8, 16, 32):
        kim.wait(minutes=minutes)
    handed_over = kim.sent(sent).status
    kim.wait(minutes=29)
    before = kim.sent(sent).status
    kim.wait(minutes=2)

    assert (handed_over, before, kim.sent(sent).status) == (Status.SCHEDULED, WAITS, OVERDUE)


def test_what_was_found_at_the_access_point_counts_from_when_it_was_found(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    network.line.slow(*AccessPointNetwork.SUBMIT)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.lock_and_unlock()
    kim.wait(hours=2)
    found = kim.sent(sent).status
    kim.wait(minutes=29)
    before = kim.sent(sent).status
    kim.wait(minutes=2)

    assert (found, before, kim.sent(sent).status) == (WAITS, WAITS, OVERDUE)


def test_resending_does_not_make_it_longer(network: AccessPointNetwork, kim: PersonClient) -> None:
    order(network, "unreachable", times=100, kind="message")
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    for _ in range(6):
        kim.wait(minutes=5)
    before = kim.sent(sent).status
    kim.wait(seconds=1)

    assert before is Status.SCHEDULED_FOR_RESEND
    assert kim.sent(sent).status is OVERDUE
    assert len(set(payloads(network))) == 1


def test_nothing_is_overdue_while_nobody_can_ask_what_has_come(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    network.line.cut_before(*PENDING)
    acknowledge(network, sent)
    kim.watch.turn(hours=10)
    with pytest.raises(Unavailable):
        kim.synchronise()
    before = kim.sent(sent).status
    kim.synchronise()

    assert before is WAITS
    assert kim.sent(sent).status is Status.ACCEPTED


@pytest.mark.parametrize("where", [RETRIEVE, ("GET", "/smp/")])
def test_nothing_is_overdue_while_an_acknowledgement_is_there_and_cannot_be_read(
    network: AccessPointNetwork, kim: PersonClient, sent: str, where: tuple[str, str]
) -> None:
    acknowledge(network, sent)
    network.line.answer(503, *where)
    kim.wait(hours=1)
    before = kim.sent(sent).status
    kim.wait(minutes=1)

    assert before is WAITS
    assert kim.sent(sent).status is Status.ACCEPTED


def test_an_acknowledgement_that_cannot_be_had_from_there_makes_nothing_overdue(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    acknowledge(network, sent)
    network.line.distrust(*RETRIEVE)
    kim.wait(hours=1)
    before = kim.sent(sent).status
    kim.wait(minutes=1)

    assert before is WAITS
    assert kim.sent(sent).status is Status.ACCEPTED


class SlowAnswer(httpx.BaseTransport):
    """Lets time pass, and an acknowledgement come, while what came is acknowledged."""

    def __init__(self, network: AccessPointNetwork, kim: PersonClient, sent: str) -> None:
        self.network, self.kim, self.sent = network, kim, sent
        self.inner = network.line.inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self.inner.handle_request(request)
        if operation_of(request).endswith("#submit"):
            self.network.line.inner = self.inner
            acknowledge(self.network, self.sent)
            self.kim.watch.turn(minutes=5)
        return response


def test_only_a_list_that_was_begun_after_the_deadline_makes_anything_overdue(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    come(network)
    kim.watch.turn(minutes=29, seconds=58)
    network.line.inner = SlowAnswer(network, kim, sent)
    kim.synchronise()
    before = kim.sent(sent).status
    kim.synchronise()

    assert before is WAITS
    assert kim.sent(sent).status is Status.ACCEPTED
    assert LATE not in {event.code for event in delivery_of(kim, sent).events}


def test_what_is_behind_what_stays_at_the_head_makes_nothing_overdue(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    network.practise("PUT", f"access-points/{EKDALA}", faults=["short-lists"])
    network.practise("PUT", f"faults/{EKELUND}", faults=[LookupFault.PUBLISHER_FAILS])
    for _ in range(3):
        network.put(payloads(network)[-1], EKELUND)
        kim.watch.turn(minutes=1)
    kim.synchronise()
    acknowledge(network, sent)
    kim.wait(hours=1)
    network.practise("PUT", f"faults/{EKELUND}", faults=[])
    kim.wait(hours=1)

    assert LATE not in {event.code for event in delivery_of(kim, sent).events}
    assert kim.sent(sent).status is Status.ACCEPTED


def test_a_message_that_cannot_be_read_does_not_keep_others_from_being_overdue(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    network.practise("PUT", f"faults/{EKELUND}", faults=[LookupFault.PUBLISHER_FAILS])
    network.put(payloads(network)[-1], EKELUND)
    kim.wait(hours=1)

    assert kim.sent(sent).status is OVERDUE


def test_an_acknowledgement_that_can_never_be_read_does_not_keep_it_waiting_for_ever(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    acknowledge(network, sent)
    network.practise("PUT", f"faults/{EKELUND}", faults=[LookupFault.PUBLISHER_FAILS])
    kim.watch.turn(minutes=30)
    kim.wait(seconds=LONGEST_UNDECIDED.total_seconds() - 2)
    before = kim.sent(sent).status
    kim.wait(seconds=3)
    network.practise("PUT", f"faults/{EKELUND}", faults=[])
    overdue = kim.sent(sent).status
    kim.wait(hours=1)

    assert (before, overdue) == (WAITS, OVERDUE)
    assert delivery_of(kim, sent).events[-1].code == LATE


def test_a_client_that_was_closed_over_night_looks_first_what_has_come(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    acknowledge(network, sent)
    kim.workspace.close()
    kim.watch.turn(hours=15)
    kim.workspace = kim.unlock()
    kim.synchronise()

    assert kim.sent(sent).status is Status.ACCEPTED


def test_a_long_list_is_read_to_its_end_before_anything_is_overdue(
    network: AccessPointNetwork, kim: PersonClient, sent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.sandbox.network.ws_plugin.MOST_PENDING", 100)
    for _ in range(100):
        network.put(b"<nothing", EKELUND, DocumentType.MESSAGE)
    acknowledge(network, sent)
    result = kim.wait(hours=1)

    assert result.unreadable == 100
    assert [one.status for one in kim.headlines(Folder.SENT)] == [Status.ACCEPTED]


def test_a_clock_that_was_ahead_when_it_was_sent_does_not_keep_it_waiting_for_a_year(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    kim.watch.turn(hours=3)
    sent = kim.send(kim.draft_to("sdk:svarar-aldrig:0203:ovningsmyndigheten.example.se"))
    kim.synchronise()
    kim.wait(hours=-3)
    kim.wait(minutes=29)
    before = kim.sent(sent).status
    kim.wait(minutes=2)

    assert before is not OVERDUE
    assert kim.sent(sent).status is OVERDUE


def test_a_clock_that_is_set_ahead_loses_no_acknowledgement(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    kim.wait(hours=5)
    overdue = kim.sent(sent).status
    kim.watch.turn(hours=-5)
    acknowledge(network, sent)
    kim.synchronise()

    assert overdue is OVERDUE
    assert delivery_of(kim, sent).events[-1].title == "ACCEPTED"


@pytest.mark.parametrize("code", ["EBMS:0004", "EBMS:0010"])
def test_one_message_that_the_access_point_has_a_fault_with_hides_no_other(
    network: AccessPointNetwork, kim: PersonClient, code: str
) -> None:
    first, second = (kim.send(kim.draft_to(AKUTEN)) for _ in range(2))
    kim.workspace.dispatching.flush()
    kim.watch.turn(seconds=1)
    fault = write_fault_response(
        SoapFault("Receiver", "no", code, "something is wrong with this one")
    )
    network.line.add(LineFault(Act.ANSWER, *STATUS, 500, b"".join(fault), fault.content_type))
    kim.workspace.dispatching.update()

    assert kim.sent(first).status is Status.SCHEDULED
    assert kim.sent(second).status is WAITS


def test_what_is_overdue_is_so_although_nobody_can_say_how_the_others_fare(
    network: AccessPointNetwork, kim: PersonClient, sent: str
) -> None:
    kim.wait(minutes=29)
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    other = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.watch.turn(minutes=2)
    network.line.cut_before(*STATUS, times=2)
    kim.synchronise()
    overdue = kim.sent(sent).status
    with pytest.raises(Unavailable):
        kim.synchronise()

    assert overdue is OVERDUE
    assert kim.sent(other).status is Status.SCHEDULED
