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
from tests.kit.sharing.office import (
    SharedOffice,
    before_next_append,
    deliveries_of,
    lost_answers,
    lost_requests,
    without_leases,
)
from tests.kit.town import Town, TownClient
from tests.usecases.arrivals import AKUTEN

LETTER = File("beslut.txt", "text/plain", b"Beslut")


@pytest.fixture
def town(any_town: Town) -> Town:
    return any_town


def way(client: TownClient, message_id: str) -> Delivery:
    """Return how a message fares, as a client shows it."""
    delivery = client.workspace.inbox.open(client.sent(message_id).row).delivery
    assert delivery is not None
    return delivery


def taken_in(office: SharedOffice, message_id: str) -> int:
    """Count how often the other organisation has a message of ours, after a while."""
    office.town.watch.turn(minutes=1)
    office.town.state()
    members = office.town.sandbox.federation.members
    ids = [
        one.message.message_id
        for member in members.values()
        for one in member.incoming.values()
        if one.message is not None
    ]
    return ids.count(message_id)


def test_what_one_writes_another_hands_over_and_both_see_how_it_fares(
    office: SharedOffice,
) -> None:
    """Bo's computer leads; Anna only writes."""
    office.leads(office.bo)
    sent = office.anna.send(office.anna.draft_to(AKUTEN, files=(LETTER,)))
    queued = office.anna.synchronise().handed_over
    handed_over = office.bo.synchronise().handed_over
    office.bo.wait(minutes=5)
    office.anna.synchronise()

    assert (queued, handed_over, office.submitted()) == (0, 1, 1)
    assert way(office.anna, sent) == way(office.bo, sent)
    assert way(office.anna, sent).status is Status.ACCEPTED
    assert taken_in(office, sent) == 1


def test_who_polls_first_lets_no_accepted_message_fail(office: SharedOffice) -> None:
    """The story that sharing was built for: Anna sends three, and Bo's computer asks first."""
    sent = [office.anna.send(office.anna.draft_to(AKUTEN)) for _ in range(3)]
    office.leads(office.anna)
    office.anna.synchronise()
    office.town.watch.turn(minutes=1)
    office.leads(office.bo)
    office.bo.synchronise()
    office.leads(office.anna)
    office.anna.wait(hours=3)
    office.bo.wait(hours=3)

    accepted = [Status.ACCEPTED] * 3
    assert [way(office.anna, one).status for one in sent] == accepted
    assert [way(office.bo, one).status for one in sent] == accepted


def test_without_leases_two_hand_over_once(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_leases(monkeypatch)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    before_next_append(monkeypatch, office.bo.synchronise)
    office.anna.synchronise()
    office.bo.wait(minutes=5)
    office.anna.synchronise()

    assert (office.submitted(), taken_in(office, sent)) == (1, 1)
    assert way(office.anna, sent).status is Status.ACCEPTED


def test_who_dies_with_a_claim_is_followed_by_another(office: SharedOffice) -> None:
    """Anna's computer claims the message and dies; nobody knows whether it was handed over."""
    office.leads(office.anna)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    deliveries = deliveries_of(office.anna)
    assert office.anna.workspace._fetched_here()
    begun = next(deliveries.begun(office.town.watch()))
    office.leads(office.bo)
    early = office.bo.synchronise().handed_over
    office.rest()
    office.leads(office.bo)
    late = office.bo.synchronise().handed_over

    assert (begun.attempts, early, late) == (1, 0, 1)
    assert (way(office.bo, sent).attempts, taken_in(office, sent)) == (2, 1)


def test_a_lost_answer_to_handing_over_sends_nothing_twice(office: SharedOffice) -> None:
    office.leads(office.anna)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    office.town.line.cut_after(*office.town.SUBMIT)
    office.anna.synchronise()
    office.rest()
    office.leads(office.bo)
    office.bo.synchronise()
    office.bo.wait(minutes=5)

    assert (office.submitted(), taken_in(office, sent)) == (1, 1)
    assert way(office.bo, sent).status is Status.ACCEPTED


def test_who_slept_with_a_claim_hands_nothing_over(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The computer was shut between its claim and its request."""
    office.leads(office.anna)
    office.anna.send(office.anna.draft_to(AKUTEN))
    asleep = iter(range(0, 10_000, 150))
    sleepy = replace(deliveries_of(office.anna), steady=lambda: float(next(asleep)))
    monkeypatch.setattr(office.anna.workspace.dispatching, "_shared", sleepy)
    office.anna.synchronise()

    assert office.submitted() == 0


def test_nothing_is_sent_without_the_ledger(office: SharedOffice) -> None:
    draft = office.anna.draft_to(AKUTEN)
    office.ledger_town.cluster.kill()
    try:
        with pytest.raises(Unavailable):
            office.anna.workspace.outbox.send(draft)
    finally:
        office.ledger_town.cluster.start()

    assert office.anna.workspace.inbox.page("", Folder.SENT).headlines == ()
    assert office.anna.wait(minutes=1).handed_over == 0


def test_a_lost_answer_to_sending_is_said_and_goes_once(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses the button again sends the same message."""
    draft = office.anna.draft_to(AKUTEN)
    with lost_answers(monkeypatch), pytest.raises(Unavailable, match="not known yet"):
        office.anna.workspace.outbox.send(draft)
    with pytest.raises(Refused, match="not known yet"):
        office.anna.workspace.drafts.save(draft)
    kept = office.anna.workspace.drafts.all()
    (sent,) = office.anna.workspace.outbox.send(draft)
    office.leads(office.anna)
    office.anna.synchronise()

    assert [one.key for one in kept] == [draft.key]
    assert office.anna.workspace.drafts.all() == ()
    assert [one.message_id for one in office.anna.headlines(Folder.SENT)] == [sent]
    assert (office.submitted(), taken_in(office, sent)) == (1, 1)


def test_what_waits_to_be_sent_goes_by_itself_after_a_restart(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = office.anna.draft_to(AKUTEN, files=(LETTER,))
    with lost_requests(monkeypatch), pytest.raises(Unavailable, match="not known yet"):
        office.anna.workspace.outbox.send(draft)
    office.anna.lock_and_unlock()
    office.leads(office.anna)
    office.anna.synchronise()

    (sent,) = office.anna.headlines(Folder.SENT)
    assert taken_in(office, sent.message_id) == 1
    assert office.anna.workspace.drafts.all() == ()


def test_what_is_reported_is_in_the_ledger_before_it_is_shown(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Anna's computer hears and cannot pass on Bo's hears again."""
    office.leads(office.anna)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    office.anna.synchronise()
    with lost_requests(monkeypatch):
        office.anna.wait(minutes=1)
    heard = way(office.anna, sent).status
    office.leads(office.bo)
    office.bo.wait(hours=3)

    assert heard is not Status.ACCEPTED
    assert way(office.bo, sent).status is Status.ACCEPTED


def test_nothing_is_overdue_while_the_ledger_is_away(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The acknowledgement waits at the access point over the deadline: no computer may decide."""
    office.leads(office.anna)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    office.anna.synchronise()
    with lost_requests(monkeypatch):
        office.anna.wait(hours=3)
        office.bo.synchronise()
    meanwhile = [way(one, sent).status.failed for one in (office.anna, office.bo)]
    office.leads(office.bo)
    office.bo.synchronise()
    office.anna.synchronise()

    assert meanwhile == [False, False]
    assert [way(one, sent).status for one in (office.anna, office.bo)] == [Status.ACCEPTED] * 2


def test_two_answer_and_one_is_stopped_and_sees_the_other(office: SharedOffice) -> None:
    """Bo began before Anna sent; a pull meanwhile does not hide that from Bo."""
    message = office.comes()
    office.anna.synchronise()
    office.bo.synchronise()
    late = reply(office.bo, message)
    (sent,) = office.anna.workspace.outbox.send(reply(office.anna, message))
    office.bo.synchronise()
    with pytest.raises(AnsweredMeanwhile) as stopped:
        office.bo.workspace.outbox.send(late)

    assert [one.message_id for one in stopped.value.answers] == [sent]
    assert stopped.value.answers[0].who == "Anna"
    assert len(office.bo.headlines(Folder.SENT)) == 1


def test_of_two_who_send_an_answer_at_once_one_is_stopped(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = office.comes()
    office.anna.synchronise()
    office.bo.synchronise()
    first, second = reply(office.anna, message), reply(office.bo, message)
    before_next_append(monkeypatch, lambda: office.anna.workspace.outbox.send(first))
    with pytest.raises(AnsweredMeanwhile):
        office.bo.workspace.outbox.send(second)
    office.bo.workspace.drafts.save(second)

    assert len(office.bo.headlines(Folder.SENT)) == 1
    assert shown(office.bo, message).errand.answerer == "Anna"


def test_that_a_colleague_reads_stops_no_answer(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = office.comes()
    office.anna.synchronise()
    office.bo.synchronise()
    answer = reply(office.anna, message)

    def reads() -> None:
        inbox = office.bo.workspace.inbox
        inbox.record_reading(inbox.open(shown(office.bo, message).row))
        office.bo.synchronise()

    before_next_append(monkeypatch, reads)
    office.anna.workspace.outbox.send(answer)

    assert len(office.anna.headlines(Folder.SENT)) == 1


def test_who_has_seen_the_first_answer_may_send_another(office: SharedOffice) -> None:
    message = office.comes()
    office.anna.synchronise()
    office.anna.workspace.outbox.send(reply(office.anna, message))
    office.bo.synchronise()
    draft = office.bo.workspace.drafts.answer(
        shown(office.bo, message).row, over=office.anna.workspace.who_id
    )
    office.bo.workspace.outbox.send(replace(draft, confidential=False, text="Mer"))

    assert len(office.bo.headlines(Folder.SENT)) == 2


def test_who_writes_an_answer_is_seen_at_the_other_computer(office: SharedOffice) -> None:
    message = office.comes()
    office.anna.synchronise()
    office.bo.synchronise()
    began = office.town.watch()
    draft = reply(office.anna, message)
    office.anna.wait(minutes=1)
    office.bo.synchronise()
    writing = shown(office.bo, message).errand
    with pytest.raises(InOtherHands):
        office.bo.workspace.drafts.answer(shown(office.bo, message).row)
    office.anna.workspace.drafts.leave(draft)
    office.anna.synchronise()
    office.bo.synchronise()
    after = shown(office.bo, message).errand

    assert (writing.state, writing.writer) == (ErrandState.WRITING, "Anna")
    assert writing.writing_since == began
    assert after.writer == ""


def test_who_writes_and_is_gone_is_seen_no_longer(office: SharedOffice) -> None:
    """Anna's computer lost its power: the hint ends by itself."""
    message = office.comes()
    office.anna.synchronise()
    reply(office.anna, message)
    office.anna.synchronise()
    office.bo.synchronise()
    writing = shown(office.bo, message).errand.writer
    office.ledger_town.superuser_runs("UPDATE ledger.presence SET until = clock_timestamp()")
    office.bo.synchronise()

    assert (writing, shown(office.bo, message).errand.writer) == ("Anna", "")


def reply(client: TownClient, message: Message) -> Draft:
    """Begin an answer that is ready to be sent, whoever else has begun one."""
    draft = client.workspace.drafts.answer(shown(client, message).row)
    return replace(draft, confidential=False, text="Svar")


def shown(client: TownClient, message: Message) -> Headline:
    return client.headline(lambda one: one.message_id == message.message_id)
