"""What cannot be judged is tried less and less, and forgotten when it waits no more."""

from datetime import timedelta

import pytest

from sdk_desktop.service.direct.undecided import UndecidedMessages
from tests.kit.town import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def undecided(watch: Watch) -> UndecidedMessages:
    return UndecidedMessages(watch)


def test_what_nobody_doubted_is_worth_a_try_in_its_order(undecided: UndecidedMessages) -> None:
    assert undecided.worth_a_try(["b", "a"]) == ("b", "a")


def test_what_was_tried_waits_half_a_minute_and_comes_after_the_others(
    undecided: UndecidedMessages, watch: Watch
) -> None:
    undecided.worth_a_try(["a", "b"])
    undecided.note("a", acknowledges=False)
    before = undecided.worth_a_try(["a", "b"])
    watch.turn(seconds=30)

    assert before == ("b",)
    assert undecided.worth_a_try(["a", "b"]) == ("b", "a")


def test_it_is_tried_once_an_hour_in_the_end(undecided: UndecidedMessages, watch: Watch) -> None:
    tries = 0
    for _ in range(24 * 60):
        for name in undecided.worth_a_try(["a"]):
            tries += 1
            undecided.note(name, acknowledges=False)
        watch.turn(minutes=1)

    assert 24 <= tries <= 32


def test_what_waits_no_more_and_what_was_judged_is_forgotten(undecided: UndecidedMessages) -> None:
    undecided.note("a", acknowledges=True)
    undecided.note("b", acknowledges=True)
    undecided.settle("a")
    undecided.settle("never seen")
    before = undecided.of_acknowledgements
    undecided.worth_a_try(["a"])

    assert before
    assert not undecided.of_acknowledgements
    assert undecided.worth_a_try(["a", "b"]) == ("a", "b")


def test_only_acknowledgements_count_as_such(undecided: UndecidedMessages) -> None:
    undecided.note("a", acknowledges=False)

    assert not undecided.of_acknowledgements


def test_a_clock_that_was_set_back_keeps_nothing_waiting(
    undecided: UndecidedMessages, watch: Watch
) -> None:
    undecided.note("a", acknowledges=False)
    watch.now -= timedelta(days=1)

    assert undecided.worth_a_try(["a"]) == ("a",)
