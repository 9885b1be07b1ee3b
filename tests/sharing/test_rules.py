"""The ordering rules that the ledger itself keeps, each as the story that it prevents.

Every story is told twice: as it is, and with the rule taken out of the function that keeps it,
where it must end badly. Otherwise the story would not show what the rule is for.
"""

from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Role
from sdk_desktop.sharing.errors import LedgerSilent
from sdk_desktop.sharing.healing import awaited, history, notice_loss, say_offered
from sdk_desktop.sharing.lease import Lease
from sdk_desktop.sharing.mailbox import SharedMailbox, Wanted
from sdk_desktop.sharing.membership import remove
from sdk_desktop.sharing.values import FORMAT, ChainPoint, Outcome, Place, RecordKind
from tests.kit.sharing.ledger import LedgerDatabase, care, head, new_change, versions
from tests.kit.sharing.weak_ledger import CHECKS, weaken

Story = Callable[[LedgerDatabase, Callable[[], None]], bool]


def one_of_two_who_take_a_message_has_it(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """R13: Bo has judged a version that is no longer the newest."""
    anna = network.founded()
    bo = network.joined(anna)
    rule()
    anna.send(new_change(anna, care(anna, "m", handler="anna")))

    answer = bo.send(new_change(bo, care(bo, "m", handler="bo")))

    return answer.outcome is Outcome.BEHIND and versions(bo, care(bo, "m").id) == {
        care(bo, "m").id: 1
    }


def a_verdict_comes_whole_or_not_at_all(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """R4: Bo judges the message otherwise; nothing of his verdict may stay beside Anna's."""
    anna = network.founded()
    bo = network.joined(anna)
    content = anna.record_id(RecordKind.CONTENT, "in m")
    answer = anna.record_id(RecordKind.ANSWER, "in m")
    rule()
    anna.send(new_change(anna, Wanted(content, RecordKind.CONTENT, 1, {"verdict": "ACCEPT"})))

    bo.send(
        new_change(
            bo,
            Wanted(answer, RecordKind.ANSWER, 1, {"verdict": "REJECT"}),
            Wanted(content, RecordKind.CONTENT, 1, {"verdict": "REJECT"}),
        )
    )

    return versions(bo, content, answer) == {content: 1}


def a_second_claim_of_an_attempt_is_too_late(
    network: LedgerDatabase, rule: Callable[[], None]
) -> bool:
    """R7: both believe that theirs is the first attempt."""
    anna = network.founded()
    bo = network.joined(anna)
    delivery = anna.record_id(RecordKind.DELIVERY, "out m")
    anna.send(new_change(anna, Wanted(delivery, RecordKind.DELIVERY, 1, {"attempt": 0})))
    rule()
    anna.send(new_change(anna, Wanted(delivery, RecordKind.DELIVERY, 2, {"attempt": 1})))

    claim = Wanted(delivery, RecordKind.DELIVERY, 2, {"attempt": 1})

    return bo.send(new_change(bo, claim)).outcome is Outcome.BEHIND


def a_lost_answer_is_no_conflict(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """R15: Anna's take was done, its answer lost, and she asks again with the same change."""
    anna = network.founded()
    take = new_change(anna, care(anna, "m", handler="anna"))
    anna.ledger.append(take)
    rule()

    return anna.send(take).outcome is Outcome.AGAIN


def a_withdrawn_change_does_not_land_later(
    network: LedgerDatabase, rule: Callable[[], None]
) -> bool:
    """R14: the user was told "not done"; then the request that was held up comes."""
    anna = network.founded()
    late = new_change(anna, care(anna, "m", handler="anna"))
    rule()
    anna.send(anna.withdrawal(uuid4(), late.id))

    return (
        anna.send(late).outcome is Outcome.WITHDRAWN
        and anna.ledger.outcome(anna.id, late.id) is Outcome.WITHDRAWN
    )


def what_is_done_is_not_withdrawn(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """R14: only the ledger knows that it was in time."""
    anna = network.founded()
    take = new_change(anna, care(anna, "m", handler="anna"))
    anna.ledger.append(take)
    rule()

    return anna.ledger.append(anna.withdrawal(uuid4(), take.id)).outcome is Outcome.DONE


def a_leader_who_wakes_up_is_deposed(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """R11: Bo leads by now; what Anna does as the leader must not count."""
    anna = network.founded()
    bo = network.joined(anna)
    term = Lease(anna.ledger, anna.id, seconds=0).hold()
    assert term is None  # it has ended already
    Lease(bo.ledger, bo.id).hold()
    rule()

    answer = anna.send(new_change(anna, care(anna, "m", note="stray"), term=1))

    return answer.outcome is Outcome.DEPOSED


def a_ledger_that_lost_its_tail_is_noticed(
    network: LedgerDatabase, rule: Callable[[], None]
) -> bool:
    """R18: version 1 of the new history is not version 1 of the old one."""
    anna = network.founded()
    bo = network.joined(anna)
    copy = network.copied()
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    network.fail_over(copy)
    rule()
    bo.send(new_change(bo, care(bo, "m", handler="bo")))

    answer = anna.ledger.append(new_change(anna, care(anna, "m", 2, handler="nobody")))

    return answer.outcome is Outcome.FORKED


def who_was_removed_cannot_read_what_comes(
    network: LedgerDatabase, rule: Callable[[], None]
) -> bool:
    """A device that has not heard of the new key would still seal with the old one."""
    anna = network.founded()
    bo, cecilia = network.joined(anna), network.joined(anna, "cecilia")
    late = new_change(bo, care(bo, "m", handler="bo"))
    anna.refresh()
    remove(anna, cecilia.keys.id)
    rule()

    return bo.ledger.append(late).outcome is Outcome.BEHIND


def a_reader_changes_nothing(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    anna = network.founded()
    rut = network.joined(anna, "rut", frozenset({Role.READER}))
    rule()

    change = new_change(rut, care(rut, "m", handler="rut"))

    return rut.ledger.append(change).outcome is Outcome.REFUSED


def an_old_client_only_reads(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    anna = network.founded()
    with network.administration() as administration:
        administration.require(FORMAT + 1)
    rule()

    change = new_change(anna, care(anna, "m", handler="anna"))

    return anna.ledger.append(change).outcome is Outcome.OLD_CLIENT


def a_record_stays_of_its_kind(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """Else who does not manage the members could write over an entry of their list."""
    anna = network.founded()
    bo = network.joined(anna, "bo", frozenset({Role.HANDLER}))
    founding = anna.ledger.news(anna.id, Place()).records[0].record
    rule()

    forged = Wanted(founding.id, RecordKind.CARE, 2, {"handler": "bo"})

    return bo.ledger.append(new_change(bo, forged)).outcome is Outcome.REFUSED


def lost(network: LedgerDatabase, *, healed: bool = False) -> tuple[SharedMailbox, SharedMailbox]:
    """Return a mailbox as Anna, who has met what the ledger lost, and Bo, who has not, have it."""
    anna = network.founded()
    bo = network.joined(anna)
    copy = network.copied()
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    network.fail_over(copy)
    anna.incarnation = notice_loss(anna.ledger, anna.id, anna.incarnation, anna.known)
    anna.known = head(anna.ledger, anna.id).end
    if healed:
        for one in (anna, bo):
            say_offered(one.ledger, one.id, anna.incarnation)
    return anna, bo


def nobody_writes_while_it_is_healed(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """R19: what Anna had noted and the ledger lost, Bo would note otherwise."""
    anna, bo = lost(network)
    bo.incarnation = anna.incarnation
    rule()

    return bo.ledger.append(new_change(bo, care(bo, "m"))).outcome is Outcome.HEALING


def what_was_made_for_the_history_before_is_refused(
    network: LedgerDatabase, rule: Callable[[], None]
) -> bool:
    """R18: a request that was held up since before the loss; the chain has all that it names."""
    _, bo = lost(network, healed=True)
    rule()

    return bo.ledger.append(new_change(bo, care(bo, "m"))).outcome is Outcome.FORKED


def nobody_leads_while_it_is_healed(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """R19: what Anna has handed over already, Bo would hand over again."""
    _, bo = lost(network)
    rule()

    return Lease(bo.ledger, bo.id).hold() is None


def who_comes_late_breaks_nothing_again(network: LedgerDatabase, rule: Callable[[], None]) -> bool:
    """R19: Cecilia, too, has met what was lost; she says so when all others are done."""
    anna = network.founded()
    cecilia = network.joined(anna, "cecilia")
    copy = network.copied()
    for one in (anna, cecilia):
        one.send(new_change(one, care(one, one.keys.id.hex)))
    network.fail_over(copy)
    before = cecilia.incarnation
    healed = notice_loss(anna.ledger, anna.id, anna.incarnation, anna.known)
    say_offered(anna.ledger, anna.id, healed, [anna.keys.id, cecilia.keys.id])
    rule()

    late = notice_loss(cecilia.ledger, cecilia.id, before, cecilia.known)

    return late == healed


def it_is_whole_when_everybody_has_offered(
    network: LedgerDatabase, rule: Callable[[], None]
) -> bool:
    """R19: what only Bo has would come too late. Whoever only reads is not waited for."""
    anna, bo = lost(network)
    network.joined(anna, "rut", frozenset({Role.READER}))
    rule()
    say_offered(anna.ledger, anna.id, anna.incarnation)
    waits = awaited(anna.ledger, anna.id), history(anna.ledger, anna.id).is_healing
    say_offered(bo.ledger, bo.id, anna.incarnation)

    return waits == ((bo.keys.id,), True) and not history(anna.ledger, anna.id).is_healing


def only_a_manager_goes_on_without_somebody(
    network: LedgerDatabase, rule: Callable[[], None]
) -> bool:
    anna = network.founded()
    bo = network.joined(anna, "bo", frozenset({Role.HANDLER}))
    copy = network.copied()
    bo.send(new_change(bo, care(bo, "m")))
    network.fail_over(copy)
    healed = notice_loss(bo.ledger, bo.id, bo.incarnation, bo.known)
    rule()

    with suppress(Refused):
        say_offered(bo.ledger, bo.id, healed, [anna.keys.id, bo.keys.id])

    return history(anna.ledger, anna.id).is_healing


def what_is_acknowledged_is_on_the_standby(
    network: LedgerDatabase, rule: Callable[[], None]
) -> bool:
    """R20: the login's default would not wait; the standby is away, so there is no answer."""
    anna = network.founded()
    login = anna.ledger._address.user
    network.superuser_runs(f'ALTER ROLE "{login}" SET synchronous_commit = off')
    rule()
    with network.standby_away():
        impatient = network.another_connection(anna)
        assert impatient.ledger.ask("SELECT 1") is not None
        assert impatient.ledger._connection is not None
        impatient.ledger._connection.patience = 0.3
        try:
            impatient.send(new_change(impatient, care(impatient, "m")))
        except LedgerSilent:
            return True
    return False


STORIES: list[tuple[Story, str]] = [
    (one_of_two_who_take_a_message_has_it, "version"),
    (a_verdict_comes_whole_or_not_at_all, "version"),
    (a_second_claim_of_an_attempt_is_too_late, "version"),
    (a_lost_answer_is_no_conflict, "done"),
    (a_withdrawn_change_does_not_land_later, "tombstone of the withdrawn"),
    (what_is_done_is_not_withdrawn, "withdrawn"),
    (a_leader_who_wakes_up_is_deposed, "term"),
    (a_ledger_that_lost_its_tail_is_noticed, "chain"),
    (who_was_removed_cannot_read_what_comes, "epoch"),
    (a_reader_changes_nothing, "role"),
    (an_old_client_only_reads, "client"),
    (a_record_stays_of_its_kind, "kind"),
    (nobody_writes_while_it_is_healed, "healing"),
    (what_was_made_for_the_history_before_is_refused, "incarnation"),
    (nobody_leads_while_it_is_healed, "lease"),
    (who_comes_late_breaks_nothing_again, "late"),
    (it_is_whole_when_everybody_has_offered, "all"),
    (only_a_manager_goes_on_without_somebody, "giving up"),
    (what_is_acknowledged_is_on_the_standby, "standby"),
]


@pytest.mark.parametrize("story", [story for story, _ in STORIES])
def test_the_ledger_keeps_the_rule(ledger_database: LedgerDatabase, story: Story) -> None:
    assert story(ledger_database, lambda: None)


@pytest.mark.parametrize(("story", "check"), STORIES)
def test_without_the_rule_the_story_ends_badly(
    ledger_database: LedgerDatabase, story: Story, check: str
) -> None:
    assert not story(ledger_database, lambda: weaken(ledger_database, check))


def test_a_ledger_that_lost_nothing_stays_as_it_is(ledger_database: LedgerDatabase) -> None:
    anna = ledger_database.founded()
    anna.send(new_change(anna, care(anna, "m")))

    told = notice_loss(anna.ledger, anna.id, anna.incarnation, anna.known)

    assert told == anna.incarnation
    assert not history(anna.ledger, anna.id).is_healing


def test_what_is_lost_while_it_is_healed_is_noticed_too(ledger_database: LedgerDatabase) -> None:
    """The server that took over fails, too: what devices have met since is lost with it."""
    anna = ledger_database.founded()
    first, second = ledger_database.copied(), ledger_database.copied()
    anna.send(new_change(anna, care(anna, "m")))
    ledger_database.fail_over(first)
    once = notice_loss(anna.ledger, anna.id, anna.incarnation, anna.known)
    ledger_database.fail_over(second)

    twice = notice_loss(anna.ledger, anna.id, once, ChainPoint())

    assert twice not in {once, anna.incarnation}
    assert history(anna.ledger, anna.id).is_healing


def test_every_check_of_the_writer_has_its_story() -> None:
    assert {check for _, check in STORIES} == set(CHECKS)
