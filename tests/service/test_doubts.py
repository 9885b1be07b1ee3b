"""What cannot be judged is tried less and less, and forgotten when it waits no more."""

from datetime import timedelta

import pytest

from sdk_desktop.service.doubts import Doubts
from tests.town import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def doubts(watch: Watch) -> Doubts:
    return Doubts(watch)


def test_what_nobody_doubted_is_worth_a_try_in_its_order(doubts: Doubts) -> None:
    assert doubts.worth_a_try(["b", "a"]) == ("b", "a")


def test_what_was_tried_waits_half_a_minute_and_comes_after_the_others(
    doubts: Doubts, watch: Watch
) -> None:
    doubts.worth_a_try(["a", "b"])
    doubts.note("a", acknowledges=False)
    before = doubts.worth_a_try(["a", "b"])
    watch.turn(seconds=30)

    assert before == ("b",)
    assert doubts.worth_a_try(["a", "b"]) == ("b", "a")


def test_it_is_tried_once_an_hour_in_the_end(doubts: Doubts, watch: Watch) -> None:
    tries = 0
    for _ in range(24 * 60):
        for name in doubts.worth_a_try(["a"]):
            tries += 1
            doubts.note(name, acknowledges=False)
        watch.turn(minutes=1)

    assert 24 <= tries <= 32


def test_what_waits_no_more_and_what_was_judged_is_forgotten(doubts: Doubts) -> None:
    doubts.note("a", acknowledges=True)
    doubts.note("b", acknowledges=True)
    doubts.settle("a")
    doubts.settle("never seen")
    before = doubts.of_acknowledgements
    doubts.worth_a_try(["a"])

    assert before
    assert not doubts.of_acknowledgements
    assert doubts.worth_a_try(["a", "b"]) == ("a", "b")


def test_only_acknowledgements_count_as_such(doubts: Doubts) -> None:
    doubts.note("a", acknowledges=False)

    assert not doubts.of_acknowledgements


def test_a_clock_that_was_set_back_keeps_nothing_waiting(doubts: Doubts, watch: Watch) -> None:
    doubts.note("a", acknowledges=False)
    watch.now -= timedelta(days=1)

    assert doubts.worth_a_try(["a"]) == ("a",)
