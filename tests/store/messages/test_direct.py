"""Acknowledgements that go back: each once, in order, and once more for the very same envelope."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.delivery import CLAIM_TIME, LONGEST_CLAIM, LONGEST_DELAY
from sdk_desktop.domain.incoming import OutgoingAcknowledgement
from sdk_desktop.store.store import Store
from tests.store.letters import KEY, NOON

MINUTE = timedelta(minutes=1)
FIRST = OutgoingAcknowledgement("a1", "m1", "0203:vik.example.se", True, "d1", b"sealed 1")
SECOND = OutgoingAcknowledgement("a2", "m2", "0203:vik.example.se", False, "d2", b"sealed 2")


def queue(store: Store, *answers: OutgoingAcknowledgement) -> None:
    with store.begin() as stored:
        for one in answers:
            stored.answers.queue(one)


def claimed(store: Store, minutes: int = 0) -> OutgoingAcknowledgement | None:
    with store.begin() as stored:
        return stored.answers.claim(NOON + minutes * MINUTE)


def done(store: Store, answer: OutgoingAcknowledgement | None) -> None:
    assert answer is not None
    with store.begin() as stored:
        stored.answers.done(answer)


def test_an_acknowledgement_comes_back_as_it_was_with_one_more_attempt(store: Store) -> None:
    queue(store, FIRST)

    assert claimed(store) == replace(FIRST, attempts=1)


def test_the_first_that_was_queued_goes_first_and_each_is_claimed_once(
    store: Store, path: Path
) -> None:
    queue(store, FIRST, SECOND)
    other = Store.open(path, KEY)

    found = [claimed(one) for one in (store, other, store)]
    other.close()

    assert [one and one.identifier for one in found] == ["a1", "a2", None]


def test_one_that_went_is_not_claimed_again(store: Store) -> None:
    queue(store, FIRST)
    done(store, claimed(store))

    assert claimed(store, minutes=60) is None


def test_one_that_waits_is_due_at_its_time_and_after_those_that_waited_longer(
    store: Store,
) -> None:
    queue(store, FIRST)
    first = claimed(store)
    assert first is not None
    with store.begin() as stored:
        stored.answers.postpone(first, NOON + MINUTE)
    early = claimed(store)
    queue(store, SECOND)

    found = [claimed(store, minutes=1) for _ in range(2)]

    assert early is None
    assert [one and (one.identifier, one.attempts) for one in found] == [("a2", 1), ("a1", 2)]


@pytest.mark.parametrize("later", [CLAIM_TIME + MINUTE, -LONGEST_CLAIM - MINUTE])
def test_what_a_dead_program_had_claimed_is_free_again(store: Store, later: timedelta) -> None:
    queue(store, FIRST)
    claimed(store)

    with store.begin() as stored:
        assert stored.answers.claim(NOON) is None
        assert stored.answers.claim(NOON + later) == replace(FIRST, attempts=2)


def test_a_time_that_a_wrong_clock_wrote_holds_nothing_up(store: Store) -> None:
    queue(store, FIRST)
    first = claimed(store)
    assert first is not None
    with store.begin() as stored:
        stored.answers.postpone(first, NOON + 2 * LONGEST_DELAY)

    assert claimed(store) == replace(FIRST, attempts=2)


def test_the_very_same_envelope_gets_the_same_answer_as_its_next_copy(store: Store) -> None:
    queue(store, FIRST)
    done(store, claimed(store))
    with store.read() as stored:
        known = stored.answers.to("d1")
    assert known is not None
    queue(store, known)
    queue(store, replace(FIRST, identifier="another", sealed=b"made by another window"))

    again = claimed(store)
    done(store, again)

    assert again == replace(FIRST, attempts=2, copy=2)
    assert claimed(store, minutes=60) is None


def test_what_was_never_answered_is_not_known(store: Store) -> None:
    queue(store, FIRST)

    with store.read() as stored:
        assert stored.answers.to("d2") is None


def test_queueing_is_a_change_of_deliveries(store: Store) -> None:
    with store.begin() as stored:
        stored.answers.queue(FIRST)
        assert stored.answers.written.changes == {TableFamily.DELIVERIES}
