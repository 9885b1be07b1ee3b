"""Two workspaces talk through the sandbox, told as it would be told to a colleague.

Everything is told twice: Kim sends by way of a message service, and straight to an access point.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import InvalidMessage, Unavailable
from sdk_desktop.domain.mailbox import Direction, Folder
from sdk_desktop.domain.message import CodeSystem, File, Identifier, Reference
from sdk_desktop.settings import Profile
from tests.app.sandbox_process import sandbox_process
from tests.kit.access_point_network import access_point_network
from tests.kit.direct_profile import at_access_point, put
from tests.kit.processes.forked import run
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.arrivals import letter

AKUTEN = "sdk:akuten:0203:regionekelund.example.se"


@contextmanager
def message_service(folder: Path) -> Iterator[SandboxNetwork]:
    """Kim's organisation has a message service."""
    yield SandboxNetwork(folder)


@pytest.fixture(
    params=[message_service, access_point_network], ids=["message service", "access point"]
)
def network(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SandboxNetwork]:
    with request.param(tmp_path) as network:
        yield network


@pytest.fixture
def first_messages() -> bool:
    return False


@pytest.fixture
def robin(network: SandboxNetwork) -> PersonClient:
    return network.client("Robin", AKUTEN)


def test_a_question_is_answered_and_both_see_one_conversation(
    kim: PersonClient, robin: PersonClient
) -> None:
    ours = Reference(Identifier(CodeSystem.DIARY_NUMBER, "SOC 2026/17"), "Utredning")
    pdf = File("underlag.pdf", "application/pdf", b"%PDF-1.7 " + bytes(1000))
    asked = kim.send(kim.draft_to(AKUTEN, own_references=(ours,), files=(pdf,), confidential=True))
    kim.synchronise()

    robin.wait(minutes=5)
    question = robin.received("Fråga om samverkan")
    reading = robin.workspace.inbox.open(question.row)
    assert reading.message is not None
    assert reading.message.sender.label == "Ekdala kommun"
    assert reading.message.sender.references == (ours,)
    assert robin.workspace.inbox.file(question.row, reading.attachments[0].key) == pdf

    answer = robin.workspace.drafts.answer(question.row)
    robin.send(replace(answer, text="Det går bra."))
    robin.synchronise()
    kim.wait(minutes=5)

    received = kim.received("Sv: Fråga om samverkan")
    answered = kim.workspace.inbox.open(received.row).message
    assert answered is not None
    assert answered.recipient.references == (ours,)
    assert answered.ref_to_message_id == asked
    assert answered.confidential
    talk = kim.workspace.inbox.conversation(received.row)
    assert [headline.direction for headline in talk] == [Direction.OUT, Direction.IN]
    assert kim.sent(asked).status is Status.ACCEPTED


def test_a_time_line_tells_each_step_in_order(kim: PersonClient) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(minutes=5)

    delivery = kim.workspace.inbox.open(kim.sent(sent).row).delivery
    assert delivery is not None
    codes = [event.code for event in delivery.events]
    assert codes[0] == Status.QUEUED
    assert codes[-1] == Status.ACCEPTED
    assert len(codes) == len(set(codes))
    times = [event.time for event in delivery.events if event.time]
    assert times == sorted(times)


def test_a_line_that_is_cut_while_sending_costs_half_a_minute(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.cut_before(*network.SUBMIT)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    assert kim.sent(sent).status is Status.QUEUED
    assert kim.workspace.status().queued == 1

    kim.wait(seconds=29)
    assert kim.sent(sent).status is Status.QUEUED
    kim.wait(seconds=1)
    assert kim.sent(sent).status is Status.SCHEDULED
    assert kim.workspace.status().queued == 0


def test_a_lost_answer_makes_no_second_message(
    network: SandboxNetwork, kim: PersonClient, robin: PersonClient
) -> None:
    kim.synchronise()
    network.line.slow(*network.SUBMIT)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    assert kim.sent(sent).status is Status.QUEUED

    posted = network.line.count(*network.SUBMIT)
    kim.wait(seconds=30)
    assert network.line.count(*network.SUBMIT) == posted
    kim.wait(minutes=5)
    robin.synchronise()
    assert kim.sent(sent).status is Status.ACCEPTED
    assert robin.received("Fråga om samverkan").unread


def test_a_server_that_nobody_trusts_gets_nothing_and_costs_no_message(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.distrust(*network.SUBMIT)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    assert kim.sent(sent).status is Status.QUEUED

    kim.wait(seconds=30)
    assert kim.sent(sent).status is Status.SCHEDULED


def test_a_service_that_answers_500_is_asked_again_later_and_later(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    kim.synchronise()
    before = network.line.count(*network.SUBMIT)
    network.line.answer(500, *network.SUBMIT, times=3)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    waits = [30, 60, 120]
    for wait in waits:
        kim.wait(seconds=wait - 1)
        assert kim.sent(sent).status is Status.QUEUED
        kim.wait(seconds=1)

    assert kim.sent(sent).status is Status.SCHEDULED
    assert network.line.count(*network.SUBMIT) - before == len(waits) + 1


def test_a_refused_message_is_shown_and_lets_the_next_one_through(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.refuse_next()
    first = kim.send(kim.draft_to(AKUTEN))
    second = kim.send(kim.draft_to(AKUTEN))
    result = kim.synchronise()

    assert (result.handed_over, result.failed) == (1, 1)
    assert kim.sent(first).status is Status.MESSAGE_EXCHANGE_ERROR
    assert kim.sent(second).status is Status.SCHEDULED
    assert [h.message_id for h in kim.headlines(Folder.ACTION) if h.status] == [first]


def test_a_receiver_that_rejects_gives_its_cause(kim: PersonClient) -> None:
    sent = kim.send(kim.draft_to("sdk:avvisar-filtyp:0203:ovningsmyndigheten.example.se"))
    kim.synchronise()
    kim.wait(minutes=5)

    delivery = kim.workspace.inbox.open(kim.sent(sent).row).delivery
    assert delivery is not None
    assert delivery.rejected
    assert [(cause.code, cause.title) for cause in delivery.causes] == [("BV", "not-supported")]


def test_a_receiver_that_never_acknowledges_ends_as_an_error(kim: PersonClient) -> None:
    sent = kim.send(kim.draft_to("sdk:svarar-aldrig:0203:ovningsmyndigheten.example.se"))
    kim.synchronise()
    kim.wait(minutes=29)
    assert kim.sent(sent).status is Status.WAITING_FOR_RECEIPT
    kim.wait(hours=1)

    delivery = kim.workspace.inbox.open(kim.sent(sent).row).delivery
    assert delivery is not None
    assert delivery.status is Status.MESSAGE_EXCHANGE_ERROR
    assert not delivery.rejected


def test_several_recipients_get_a_message_each(kim: PersonClient) -> None:
    kim.synchronise()
    draft = kim.draft_to(AKUTEN)
    other = kim.draft_to("sdk:bistand:0203:lindhaga.example.se").recipients
    sent = kim.workspace.outbox.send(replace(draft, recipients=(*draft.recipients, *other)))
    kim.synchronise()
    kim.wait(minutes=5)

    assert len(set(sent)) == 2
    assert {kim.sent(one).status for one in sent} == {Status.ACCEPTED}


def test_the_same_message_offered_twice_is_kept_once(
    network: SandboxNetwork, kim: PersonClient, artefacts: Path
) -> None:
    data = (artefacts / "message/examples/min.xml").read_bytes()
    network.put_in_mailbox(data)
    network.put_in_mailbox(data)
    kim.synchronise()

    assert kim.received("Printerpapper").unread
    assert network.waiting() == 0


@pytest.mark.parametrize("first_messages", [True])
def test_an_answer_lost_while_deleting_is_harmless(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.cut_after(*network.LET_GO, times=3)
    first = kim.synchronise()
    second = kim.synchronise()

    assert first.received == len(kim.headlines())
    assert second.received == 0


def test_a_service_that_is_away_says_so_and_loses_nothing(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.cut_before(times=100)
    sent = kim.send(kim.draft_to(AKUTEN))
    with pytest.raises(Unavailable):
        kim.synchronise()
    kim.lock_and_unlock()
    network.line.mend()
    kim.wait(seconds=30)

    assert kim.sent(sent).status is Status.SCHEDULED


def test_official_messages_arrive_with_every_field(
    network: SandboxNetwork, kim: PersonClient, artefacts: Path
) -> None:
    for name in ("min.xml", "messageWithAttachments3.xml"):
        network.put_in_mailbox((artefacts / "message/examples" / name).read_bytes())
    kim.synchronise()

    minimal = kim.workspace.inbox.open(kim.received("Printerpapper").row).message
    assert minimal is not None
    assert minimal.texts == ("Teststring",)
    assert minimal.recipient.persons[0].identifier == Identifier(
        CodeSystem.PERSONAL_NUMBER, "19121212-1212"
    )
    assert minimal.generating_system == Identifier("1234", "567")
    other = kim.workspace.inbox.open(kim.received("En rubrik").row).message
    assert other is not None
    assert other.texts == ("Anslut till SDK!",)
    assert other.documents[0].name == "SDK-Meddelande"


def test_bad_messages_are_kept_with_their_reason_and_never_stop_the_next(
    network: SandboxNetwork, kim: PersonClient, artefacts: Path
) -> None:
    kim.synchronise()
    examples = artefacts / "message/examples"
    network.put_in_mailbox(b"<messagePayload")
    network.put_in_mailbox((examples / "TF2.4.1.xml").read_bytes())
    too_long = (examples / "min.xml").read_text().replace("Printerpapper", "ö" * 257)
    network.put_in_mailbox(too_long.replace("3a94b4ed", "3a94b4ee").encode())
    network.put_in_mailbox((examples / "min.xml").read_bytes())
    first, again = kim.synchronise(), kim.synchronise()  # one of them may have been cut short

    assert first.received == 1
    assert (again.received, first.unreadable + again.unreadable) == (0, 3)
    unreadable = [headline for headline in kim.headlines() if headline.unreadable]
    assert len(unreadable) == 3
    assert {h.row for h in unreadable} <= {h.row for h in kim.headlines(Folder.ACTION)}
    reading = kim.workspace.inbox.open(unreadable[0].row)
    assert reading.message is None
    assert reading.unreadable
    assert kim.synchronise().unreadable == 0


def test_a_draft_with_problems_is_not_sent(kim: PersonClient) -> None:
    with pytest.raises(InvalidMessage):
        kim.workspace.outbox.send(kim.draft_to(AKUTEN, text="", label=""))

    assert kim.headlines() == ()


@pytest.mark.parametrize("first_messages", [True])
def test_who_did_what_is_in_the_trail_and_the_chain_holds(kim: PersonClient) -> None:
    kim.synchronise()
    sip = kim.received("Kallelse till SIP-möte")
    kim.workspace.inbox.record_reading(kim.workspace.inbox.open(sip.row))
    kim.workspace.inbox.record_reading(kim.workspace.inbox.open(sip.row))
    kim.workspace.handling.take(sip.row)
    kim.workspace.handling.register(sip.row, "SOC 2026/99")

    events = [
        row.event
        for row in kim.workspace.audit_trail.page()
        if row.event.message_id == sip.message_id
    ]
    kinds = [event.kind for event in reversed(events) if event.kind is not AuditKind.ACKNOWLEDGED]
    expected = [AuditKind.RECEIVED, AuditKind.READ, AuditKind.TAKEN, AuditKind.REGISTERED]
    assert kinds == expected
    assert {event.who for event in events} == {"system", "Kim Berg"}
    assert {event.person for event in events} == {"20120212-2386"}
    assert kim.workspace.audit_trail.verify().broken is None


@pytest.mark.parametrize("mode", ["service", "access-point"])
def test_a_process_killed_between_store_and_confirm_leaves_one_message(
    tmp_path: Path, mode: str
) -> None:
    with sandbox_process() as address:
        at_access_point(Profile(tmp_path), address).close()
        for number in range(3):
            put(address, letter(label=f"Fråga {number}"))
        killed = run("tests.kit.processes.receiver", str(tmp_path), address, "kill", mode)
        again = run("tests.kit.processes.receiver", str(tmp_path), address, "receive", mode)

    assert killed[0] != 0
    assert killed[1] == ""
    total, distinct, waiting = (int(number) for number in again[1].split())
    assert total == distinct
    assert total > 1
    assert waiting == 0
