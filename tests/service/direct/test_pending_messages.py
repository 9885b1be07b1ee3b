"""What waits is listed to its end, however little an access point gives at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.service.direct.access_point import AccessPoint
from sdk_desktop.service.direct.pending_messages import PendingMessages
from tests.kit.sandbox_network import NOON, Watch


@dataclass
class Shelf(AccessPoint):
    """What waits, by the moment at which it came; no more than `most` is given at a time."""

    came: dict[str, datetime] = field(default_factory=dict)
    most: int = 500
    asked: int = 0
    spoil: Callable[[], None] = lambda: None
    ignores_times: bool = False

    def pending(
        self, participant: str = "", since: datetime | None = None, until: datetime | None = None
    ) -> tuple[str, ...]:
        assert participant == "0203:a.se"
        self.asked += 1
        timed = not self.ignores_times and (since or until)
        if timed:
            self.spoil()
        found = (
            name
            for name, time in self.came.items()
            if not timed or ((not since or since < time) and (not until or time < until))
        )
        return tuple(found)[: self.most]


def shelf(count: int, *, most: int = 500, apart: timedelta = timedelta(minutes=3)) -> Shelf:
    """Return one with so many messages, the last of which came a minute ago."""
    newest = NOON - timedelta(minutes=1)
    came = {f"m{number}": newest - (count - 1 - number) * apart for number in range(count)}
    return Shelf(came=came, most=most)


def names(pending: PendingMessages, there: Shelf) -> tuple[str, ...]:
    return pending.names(there, "0203:a.se")


def staying(pending: PendingMessages, there: Shelf) -> tuple[str, ...]:
    """List again what was listed and has not gone."""
    names(pending, there)
    return names(pending, there)


@pytest.mark.parametrize("most", [2, 3, 7, 500])
@pytest.mark.parametrize(
    "apart",
    [timedelta(seconds=3), timedelta(minutes=3), timedelta(hours=7), timedelta(days=30)],
    ids=str,
)
def test_what_stays_at_the_head_hides_nothing_behind(most: int, apart: timedelta) -> None:
    there, pending = shelf(20, most=most, apart=apart), PendingMessages(Watch())

    listed = staying(pending, there)

    assert set(listed) == set(there.came)
    assert listed[:2] == ("m0", "m1")
    assert pending.listed == NOON


@pytest.mark.parametrize("hours", [-30, -2, 2, 20])
def test_the_access_points_clock_need_not_agree(hours: int) -> None:
    there, pending = shelf(9, most=3), PendingMessages(Watch(NOON + timedelta(hours=hours)))

    assert set(staying(pending, there)) == set(there.came)


@pytest.mark.parametrize("count", [0, 1])
def test_a_list_that_cannot_be_cut_is_asked_for_once(count: int) -> None:
    there, pending = shelf(count), PendingMessages(Watch())

    names(pending, there)

    assert (there.asked, pending.listed) == (1, NOON)


def test_what_is_new_is_not_searched_for_before_it_is_taken_in() -> None:
    there, pending = shelf(5), PendingMessages(Watch())

    names(pending, there)
    new = there.asked, pending.listed
    there.came.clear()
    names(pending, there)

    assert new == (1, None)
    assert (there.asked, pending.listed) == (2, NOON)


def test_what_was_searched_is_not_searched_in_every_round() -> None:
    watch = Watch()
    there, pending = shelf(5), PendingMessages(watch)
    staying(pending, there)
    first = there.asked

    watch.turn(minutes=9)
    names(pending, there)
    resting, whole = there.asked - first, pending.listed
    watch.turn(minutes=1)
    names(pending, there)

    assert first > 2
    assert (resting, whole) == (1, NOON)
    assert there.asked > first + 2
    assert pending.listed == watch.now


def test_a_list_with_something_new_is_searched_at_once() -> None:
    watch = Watch()
    there, pending = shelf(5), PendingMessages(watch)
    staying(pending, there)
    there.came["new"] = watch.now
    watch.turn(minutes=1)

    names(pending, there)

    assert pending.listed == watch.now


def test_a_shorter_list_than_was_given_before_is_whole() -> None:
    watch = Watch()
    there, pending = shelf(5), PendingMessages(watch)
    staying(pending, there)
    del there.came["m4"]
    watch.turn(minutes=1)

    names(pending, there)

    assert pending.listed == watch.now


def test_a_list_that_was_cut_is_searched_each_time() -> None:
    watch = Watch()
    there, pending = shelf(5, most=3), PendingMessages(watch)
    staying(pending, there)
    there.came["new"] = watch.now
    watch.turn(minutes=1)

    assert "new" in names(pending, there)


def test_a_clock_that_was_set_back_keeps_nothing_from_being_searched() -> None:
    watch = Watch()
    there, pending = shelf(5), PendingMessages(watch)
    staying(pending, there)
    first = there.asked
    watch.turn(days=-9)

    names(pending, there)

    assert there.asked > first + 1


@pytest.mark.parametrize(("count", "whole"), [(5, NOON), (500, None)])
def test_an_access_point_that_looks_at_no_times_is_believed_if_its_list_is_short(
    count: int, whole: datetime | None
) -> None:
    there, pending = shelf(count), PendingMessages(Watch())
    there.ignores_times = True

    assert len(staying(pending, there)) == count
    assert (there.asked, pending.listed) == (3, whole)


@pytest.mark.parametrize("error", [Unavailable("no"), Refused("no")])
def test_a_search_that_fails_costs_only_what_is_behind(error: Unavailable | Refused) -> None:
    def fail() -> None:
        raise error

    there, pending = shelf(5, most=3), PendingMessages(Watch())
    there.spoil = fail

    assert staying(pending, there) == ("m0", "m1", "m2")
    assert pending.listed is None


def test_a_thousand_in_one_second_are_not_searched_for_ever() -> None:
    there, pending = shelf(1000, apart=timedelta()), PendingMessages(Watch())

    assert len(staying(pending, there)) == 500
    assert pending.listed is None
    assert there.asked <= 203
