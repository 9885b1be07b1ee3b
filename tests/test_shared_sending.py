"""Several computers send from one mailbox: each message goes once, and all see how it fares.

Each story is told at a message service and at an access point, with a real PostgreSQL.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from sdk_desktop.domain.delivery import Delivery, Status
from sdk_desktop.domain.draft import AnsweredMeanwhile, Draft
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.errors import InOtherHands, Refused, Unavailable
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.domain.message import File, Message
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.kit.sharing.computers import (
    SharedComputers,
    before_next_append,
    deliveries_of,
    lost_answers,
    lost_requests,
    without_leases,
)
from tests.usecases.arrivals import AKUTEN

LETTER = File("beslut.txt", "text/plain", b"Beslut")


@pytest.fixture
def network(any_network: SandboxNetwork) -> SandboxNetwork:
    return any_network


def way(client: PersonClient, message_id: str) -> Delivery:
    """Return how a message fares, as a client shows it."""
    delivery = client.workspace.inbox.open(client.sent(message_id).row).delivery
    assert delivery is not None
    return delivery


def taken_in(computers: SharedComputers, message_id: str) -> int:
    """Count how often the other organisation has a message of ours, after a while."""
    computers.network.watch.turn(minutes=1)
    computers.network.state()
    members = computers.network.sandbox.federation.members
    ids = [
        one.message.message_id
        for member in members.values()
        for one in member.incoming.values()
        if one.message is not None
    ]
    return ids.count(message_id)


def test_what_one_writes_another_hands_over_and_both_see_how_it_fares(
    computers: SharedComputers,
) -> None:
    """Bo's computer leads; Anna only writes."""
    computers.leads(computers.bo)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN, files=(LETTER,)))
    queued = computers.anna.synchronise().handed_over
    handed_over = computers.bo.synchronise().handed_over
    computers.bo.wait(minutes=5)
    computers.anna.synchronise()

    assert (queued, handed_over, computers.submitted()) == (0, 1, 1)
    assert way(computers.anna, sent) == way(computers.bo, sent)
    assert way(computers.anna, sent).status is Status.ACCEPTED
    assert taken_in(computers, sent) == 1


def test_who_polls_first_lets_no_accepted_message_fail(computers: SharedComputers) -> None:
    """The story that sharing was built for: Anna sends three, and Bo's computer asks first."""
    sent = [computers.anna.send(computers.anna.draft_to(AKUTEN)) for _ in range(3)]
    computers.leads(computers.anna)
    computers.anna.synchronise()
    computers.network.watch.turn(minutes=1)
    computers.leads(computers.bo)
    computers.bo.synchronise()
    computers.leads(computers.anna)
    computers.anna.wait(hours=3)
    computers.bo.wait(hours=3)

    accepted = [Status.ACCEPTED] * 3
    assert [way(computers.anna, one).status for one in sent] == accepted
    assert [way(computers.bo, one).status for one in sent] == accepted


def test_without_leases_two_hand_over_once(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_leases(monkeypatch)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    before_next_append(monkeypatch, computers.bo.synchronise)
    computers.anna.synchronise()
    computers.bo.wait(minutes=5)
    computers.anna.synchronise()

    assert (computers.submitted(), taken_in(computers, sent)) == (1, 1)
    assert way(computers.anna, sent).status is Status.ACCEPTED


def test_who_dies_with_a_claim_is_followed_by_another(computers: SharedComputers) -> None:
    """Anna's computer claims the message and dies; nobody knows whether it was handed over."""
    computers.leads(computers.anna)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    deliveries = deliveries_of(computers.anna)
    assert computers.anna.workspace._fetched_here()
    begun = next(deliveries.begun(computers.network.watch()))
    computers.leads(computers.bo)
    early = computers.bo.synchronise().handed_over
    computers.rest()
    computers.leads(computers.bo)
    late = computers.bo.synchronise().handed_over

    assert (begun.attempts, early, late) == (1, 0, 1)
    assert (way(computers.bo, sent).attempts, taken_in(computers, sent)) == (2, 1)


def test_a_lost_answer_to_handing_over_sends_nothing_twice(computers: SharedComputers) -> None:
    computers.leads(computers.anna)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    computers.network.line.cut_after(*computers.network.SUBMIT)
    computers.anna.synchronise()
    computers.rest()
    computers.leads(computers.bo)
    computers.bo.synchronise()
    computers.bo.wait(minutes=5)

    assert (computers.submitted(), taken_in(computers, sent)) == (1, 1)
    assert way(computers.bo, sent).status is Status.ACCEPTED


def test_who_slept_with_a_claim_hands_nothing_over(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The computer was shut between its claim and its request."""
    computers.leads(computers.anna)
    computers.anna.send(computers.anna.draft_to(AKUTEN))
    asleep = iter(range(0, 10_000, 150))
    sleepy = replace(deliveries_of(computers.anna), steady=lambda: float(next(asleep)))
    monkeypatch.setattr(computers.anna.workspace.dispatching, "_shared", sleepy)
    computers.anna.synchronise()

    assert computers.submitted() == 0


def test_nothing_is_sent_without_the_ledger(computers: SharedComputers) -> None:
    draft = computers.anna.draft_to(AKUTEN)
    computers.ledger_database.cluster.kill()
    try:
        with pytest.raises(Unavailable):
            computers.anna.workspace.outbox.send(draft)
    finally:
        computers.ledger_database.cluster.start()

    assert computers.anna.workspace.inbox.page("", Folder.SENT).headlines == ()
    assert computers.anna.wait(minutes=1).handed_over == 0


def test_a_lost_answer_to_sending_is_said_and_goes_once(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses the button again sends the same message."""
    draft = computers.anna.draft_to(AKUTEN)
    with lost_answers(monkeypatch), pytest.raises(Unavailable, match="not known yet"):
        computers.anna.workspace.outbox.send(draft)
    with pytest.raises(Refused, match="not known yet"):
        computers.anna.workspace.drafts.save(draft)
    kept = computers.anna.workspace.drafts.all()
    (sent,) = computers.anna.workspace.outbox.send(draft)
    computers.leads(computers.anna)
    computers.anna.synchronise()

    assert [one.key for one in kept] == [draft.key]
    assert computers.anna.workspace.drafts.all() == ()
    assert [one.message_id for one in computers.anna.headlines(Folder.SENT)] == [sent]
    assert (computers.submitted(), taken_in(computers, sent)) == (1, 1)


def test_what_waits_to_be_sent_goes_by_itself_after_a_restart(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = computers.anna.draft_to(AKUTEN, files=(LETTER,))
    with lost_requests(monkeypatch), pytest.raises(Unavailable, match="not known yet"):
        computers.anna.workspace.outbox.send(draft)
    computers.anna.lock_and_unlock()
    computers.leads(computers.anna)
    computers.anna.synchronise()

    (sent,) = computers.anna.headlines(Folder.SENT)
    assert taken_in(computers, sent.message_id) == 1
    assert computers.anna.workspace.drafts.all() == ()


def test_what_is_reported_is_in_the_ledger_before_it_is_shown(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Anna's computer hears and cannot pass on Bo's hears again."""
    computers.leads(computers.anna)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    computers.anna.synchronise()
    with lost_requests(monkeypatch):
        computers.anna.wait(minutes=1)
    heard = way(computers.anna, sent).status
    computers.leads(computers.bo)
    computers.bo.wait(hours=3)

    assert heard is not Status.ACCEPTED
    assert way(computers.bo, sent).status is Status.ACCEPTED


def test_nothing_is_overdue_while_the_ledger_is_away(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The acknowledgement waits at the access point over the deadline: no computer may decide."""
    computers.leads(computers.anna)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    computers.anna.synchronise()
    with lost_requests(monkeypatch):
        computers.anna.wait(hours=3)
        computers.bo.synchronise()
    meanwhile = [way(one, sent).status.failed for one in (computers.anna, computers.bo)]
    computers.leads(computers.bo)
    computers.bo.synchronise()
    computers.anna.synchronise()

    assert meanwhile == [False, False]
    assert [way(one, sent).status for one in (computers.anna, computers.bo)] == [
        Status.ACCEPTED
    ] * 2


def test_two_answer_and_one_is_stopped_and_sees_the_other(computers: SharedComputers) -> None:
    """Bo began before Anna sent; a pull meanwhile does not hide that from Bo."""
    message = computers.comes()
    computers.anna.synchronise()
    computers.bo.synchronise()
    late = reply(computers.bo, message)
    (sent,) = computers.anna.workspace.outbox.send(reply(computers.anna, message))
    computers.bo.synchronise()
    with pytest.raises(AnsweredMeanwhile) as stopped:
        computers.bo.workspace.outbox.send(late)

    assert [one.message_id for one in stopped.value.answers] == [sent]
    assert stopped.value.answers[0].who == "Anna"
    assert len(computers.bo.headlines(Folder.SENT)) == 1


def test_of_two_who_send_an_answer_at_once_one_is_stopped(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = computers.comes()
    computers.anna.synchronise()
    computers.bo.synchronise()
    first, second = reply(computers.anna, message), reply(computers.bo, message)
    second, before = replace(second, files=(LETTER,)), computers.ledger_database.pieces()
    before_next_append(monkeypatch, lambda: computers.anna.workspace.outbox.send(first))
    with pytest.raises(AnsweredMeanwhile):
        computers.bo.workspace.outbox.send(second)
    computers.bo.workspace.drafts.save(second)

    assert computers.ledger_database.pieces() == before
    assert len(computers.bo.headlines(Folder.SENT)) == 1
    assert shown(computers.bo, message).errand.answerer == "Anna"


def test_that_a_colleague_reads_stops_no_answer(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = computers.comes()
    computers.anna.synchronise()
    computers.bo.synchronise()
    answer = reply(computers.anna, message)

    def reads() -> None:
        inbox = computers.bo.workspace.inbox
        inbox.record_reading(inbox.open(shown(computers.bo, message).row))
        computers.bo.synchronise()

    before_next_append(monkeypatch, reads)
    computers.anna.workspace.outbox.send(answer)

    assert len(computers.anna.headlines(Folder.SENT)) == 1


def test_who_has_seen_the_first_answer_may_send_another(computers: SharedComputers) -> None:
    message = computers.comes()
    computers.anna.synchronise()
    computers.anna.workspace.outbox.send(reply(computers.anna, message))
    computers.bo.synchronise()
    draft = computers.bo.workspace.drafts.answer(
        shown(computers.bo, message).row, over=computers.anna.workspace.who_id
    )
    computers.bo.workspace.outbox.send(replace(draft, confidential=False, text="Mer"))

    assert len(computers.bo.headlines(Folder.SENT)) == 2


def test_who_writes_an_answer_is_seen_at_the_other_computer(computers: SharedComputers) -> None:
    message = computers.comes()
    computers.anna.synchronise()
    computers.bo.synchronise()
    began = computers.network.watch()
    draft = reply(computers.anna, message)
    computers.anna.wait(minutes=1)
    computers.bo.synchronise()
    writing = shown(computers.bo, message).errand
    with pytest.raises(InOtherHands):
        computers.bo.workspace.drafts.answer(shown(computers.bo, message).row)
    computers.anna.workspace.drafts.leave(draft)
    computers.anna.synchronise()
    computers.bo.synchronise()
    after = shown(computers.bo, message).errand

    assert (writing.state, writing.writer) == (ErrandState.WRITING, "Anna")
    assert writing.writing_since == began
    assert after.writer == ""


def test_who_writes_and_is_gone_is_seen_no_longer(computers: SharedComputers) -> None:
    """Anna's computer lost its power: the hint ends by itself."""
    message = computers.comes()
    computers.anna.synchronise()
    reply(computers.anna, message)
    computers.anna.synchronise()
    computers.bo.synchronise()
    writing = shown(computers.bo, message).errand.writer
    computers.ledger_database.superuser_runs("UPDATE ledger.presence SET until = clock_timestamp()")
    computers.bo.synchronise()

    assert (writing, shown(computers.bo, message).errand.writer) == ("Anna", "")


def reply(client: PersonClient, message: Message) -> Draft:
    """Begin an answer that is ready to be sent, whoever else has begun one."""
    draft = client.workspace.drafts.answer(shown(client, message).row)
    return replace(draft, confidential=False, text="Svar")


def shown(client: PersonClient, message: Message) -> Headline:
    return client.headline(lambda one: one.message_id == message.message_id)
