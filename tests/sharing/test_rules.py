"""The ordering rules that the ledger itself keeps, each as the story that it prevents.

Every story is told twice: as it is, and with the rule taken out of the function that writes,
where it must end badly. Otherwise the story would not show what the rule is for.
"""

from collections.abc import Callable
from uuid import uuid4

import pytest

from sdk_desktop.domain.roles import Role
from sdk_desktop.sharing.lease import Lease
from sdk_desktop.sharing.mailbox import Wanted
from sdk_desktop.sharing.membership import remove
from sdk_desktop.sharing.values import FORMAT, Outcome, Place, RecordKind
from tests.kit.ledger import LedgerTown, care, new_change, versions
from tests.kit.weak_ledger import CHECKS, weaken

Story = Callable[[LedgerTown, Callable[[], None]], bool]


def one_of_two_who_take_a_message_has_it(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """R13: Bo has judged a version that is no longer the newest."""
    anna = town.founded()
    bo = town.joined(anna)
    rule()
    anna.send(new_change(anna, care(anna, "m", handler="anna")))

    answer = bo.send(new_change(bo, care(bo, "m", handler="bo")))

    return answer.outcome is Outcome.BEHIND and versions(bo, care(bo, "m").id) == {
        care(bo, "m").id: 1
    }


def a_verdict_comes_whole_or_not_at_all(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """R4: Bo judges the message otherwise; nothing of his verdict may stay beside Anna's."""
    anna = town.founded()
    bo = town.joined(anna)
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


def a_second_claim_of_an_attempt_is_too_late(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """R7: both believe that theirs is the first attempt."""
    anna = town.founded()
    bo = town.joined(anna)
    delivery = anna.record_id(RecordKind.DELIVERY, "out m")
    anna.send(new_change(anna, Wanted(delivery, RecordKind.DELIVERY, 1, {"attempt": 0})))
    rule()
    anna.send(new_change(anna, Wanted(delivery, RecordKind.DELIVERY, 2, {"attempt": 1})))

    claim = Wanted(delivery, RecordKind.DELIVERY, 2, {"attempt": 1})

    return bo.send(new_change(bo, claim)).outcome is Outcome.BEHIND


def a_lost_answer_is_no_conflict(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """R15: Anna's take was done, its answer lost, and she asks again with the same change."""
    anna = town.founded()
    take = new_change(anna, care(anna, "m", handler="anna"))
    anna.ledger.append(take)
    rule()

    return anna.send(take).outcome is Outcome.AGAIN


def a_withdrawn_change_does_not_land_later(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """R14: the user was told "not done"; then the request that was held up comes."""
    anna = town.founded()
    late = new_change(anna, care(anna, "m", handler="anna"))
    rule()
    anna.send(anna.withdrawal(uuid4(), late.id))

    return (
        anna.send(late).outcome is Outcome.WITHDRAWN
        and anna.ledger.outcome(anna.id, late.id) is Outcome.WITHDRAWN
    )


def what_is_done_is_not_withdrawn(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """R14: only the ledger knows that it was in time."""
    anna = town.founded()
    take = new_change(anna, care(anna, "m", handler="anna"))
    anna.ledger.append(take)
    rule()

    return anna.ledger.append(anna.withdrawal(uuid4(), take.id)).outcome is Outcome.DONE


def a_leader_who_wakes_up_is_deposed(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """R11: Bo leads by now; what Anna does as the leader must not count."""
    anna = town.founded()
    bo = town.joined(anna)
    term = Lease(anna.ledger, anna.id, seconds=0).hold()
    assert term is None  # it has ended already
    Lease(bo.ledger, bo.id).hold()
    rule()

    answer = anna.send(new_change(anna, care(anna, "m", note="stray"), term=1))

    return answer.outcome is Outcome.DEPOSED


def a_ledger_that_lost_its_tail_is_noticed(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """R18: version 1 of the new history is not version 1 of the old one."""
    anna = town.founded()
    bo = town.joined(anna)
    copy = town.copied()
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    town.fail_over(copy)
    rule()
    bo.send(new_change(bo, care(bo, "m", handler="bo")))

    answer = anna.ledger.append(new_change(anna, care(anna, "m", 2, handler="nobody")))

    return answer.outcome is Outcome.FORKED


def who_was_removed_cannot_read_what_comes(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """A device that has not heard of the new key would still seal with the old one."""
    anna = town.founded()
    bo, cecilia = town.joined(anna), town.joined(anna, "cecilia")
    late = new_change(bo, care(bo, "m", handler="bo"))
    anna.refresh()
    remove(anna, cecilia.keys.id)
    rule()

    return bo.ledger.append(late).outcome is Outcome.BEHIND


def a_reader_changes_nothing(town: LedgerTown, rule: Callable[[], None]) -> bool:
    anna = town.founded()
    rut = town.joined(anna, "rut", frozenset({Role.READER}))
    rule()

    change = new_change(rut, care(rut, "m", handler="rut"))

    return rut.ledger.append(change).outcome is Outcome.REFUSED


def an_old_client_only_reads(town: LedgerTown, rule: Callable[[], None]) -> bool:
    anna = town.founded()
    with town.administration() as administration:
        administration.require(FORMAT + 1)
    rule()

    change = new_change(anna, care(anna, "m", handler="anna"))

    return anna.ledger.append(change).outcome is Outcome.OLD_CLIENT


def a_record_stays_of_its_kind(town: LedgerTown, rule: Callable[[], None]) -> bool:
    """Else who does not manage the members could write over an entry of their list."""
    anna = town.founded()
    bo = town.joined(anna, "bo", frozenset({Role.HANDLER}))
    founding = anna.ledger.news(anna.id, Place()).records[0].record
    rule()

    forged = Wanted(founding.id, RecordKind.CARE, 2, {"handler": "bo"})

    return bo.ledger.append(new_change(bo, forged)).outcome is Outcome.REFUSED


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
]


@pytest.mark.parametrize("story", [story for story, _ in STORIES])
def test_the_ledger_keeps_the_rule(ledger_town: LedgerTown, story: Story) -> None:
    assert story(ledger_town, lambda: None)


@pytest.mark.parametrize(("story", "check"), STORIES)
def test_without_the_rule_the_story_ends_badly(
    ledger_town: LedgerTown, story: Story, check: str
) -> None:
    assert not story(ledger_town, lambda: weaken(ledger_town, check))


def test_every_check_of_the_writer_has_its_story() -> None:
    assert {check for _, check in STORIES} == set(CHECKS)
