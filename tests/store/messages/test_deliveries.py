from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.delivery import CLAIM_TIME, LONGEST_DELAY, Delivery, DeliveryEvent, Status
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.store import Store
from tests.store.letters import KEY, NOON

MINUTE = timedelta(minutes=1)
EVENTS = (
    DeliveryEvent("SCHEDULED", NOON),
    DeliveryEvent("odd", None, "Title", "Detail", "/message/header"),
    DeliveryEvent("BV", NOON - MINUTE, "BV1"),
)


def put(store: Store, *deliveries: Delivery) -> None:
    with store.begin() as transaction:
        for one in deliveries:
            transaction.deliveries.add(one)


def test_a_delivery_comes_back_as_it_was(store: Store) -> None:
    delivery = Delivery("m", Status.ERROR, EVENTS, 3, NOON, NOON + MINUTE)
    put(store, Delivery("other", Status.QUEUED, EVENTS[:1]), delivery)

    with store.read() as transaction:
        assert transaction.deliveries.get("m") == delivery


def test_a_changed_delivery_replaces_what_was_known(store: Store) -> None:
    put(store, Delivery("m", Status.QUEUED, EVENTS))
    changed = Delivery("m", Status.SCHEDULED, EVENTS[:1], 1)

    with store.begin() as transaction:
        transaction.deliveries.put(changed)
        assert transaction.deliveries.get("m") == changed
        assert transaction.deliveries.written.changes == {
            TableFamily.DELIVERIES,
            TableFamily.MESSAGES,
        }


def test_a_delivery_that_is_not_there_is_refused(store: Store) -> None:
    with store.begin() as transaction:
        with pytest.raises(Refused):
            transaction.deliveries.get("m")
        with pytest.raises(Refused):
            transaction.deliveries.put(Delivery("m", Status.QUEUED))


def test_only_one_claims_a_delivery(store: Store, path: Path) -> None:
    other = Store.open(path, KEY)
    put(store, Delivery("m", Status.QUEUED))

    with store.begin() as transaction:
        mine = transaction.deliveries.claim(NOON)
    with other.begin() as transaction:
        theirs = transaction.deliveries.claim(NOON)

    assert (mine, theirs) == (Delivery("m", Status.QUEUED, claimed=NOON), None)
    other.close()


def test_a_claim_that_grew_too_old_is_free_again(store: Store) -> None:
    put(store, Delivery("m", Status.QUEUED))

    with store.begin() as transaction:
        transaction.deliveries.claim(NOON)
        assert transaction.deliveries.claim(NOON + CLAIM_TIME) is None
        assert transaction.deliveries.claim(NOON + CLAIM_TIME + MINUTE) is not None


def test_what_has_been_due_longest_is_claimed_first(store: Store) -> None:
    put(
        store,
        Delivery("later", Status.QUEUED, due=NOON + MINUTE),
        Delivery("second", Status.QUEUED, due=NOON),
        Delivery("gone", Status.SCHEDULED),
        Delivery("first", Status.QUEUED),
    )

    with store.begin() as transaction:
        claimed = [transaction.deliveries.claim(NOON) for _ in range(3)]

    assert [one and one.message_id for one in claimed] == ["first", "second", None]


def test_claiming_nothing_changes_nothing(store: Store) -> None:
    with store.begin() as transaction:
        assert transaction.deliveries.claim(NOON) is None
        assert transaction.deliveries.written.changes == frozenset()


def test_open_deliveries_are_those_that_more_will_come_of(store: Store) -> None:
    put(store, *(Delivery(status, status, EVENTS) for status in Status))

    with store.read() as transaction:
        found = {one.status for one in transaction.deliveries.open()}
        queued = transaction.deliveries.queued()

    final = {Status.ACCEPTED, Status.REJECTED, Status.MESSAGE_EXCHANGE_ERROR, Status.TAKEN_BACK}
    assert found == set(Status) - final - {Status.QUEUED}
    assert queued == 1


def test_a_clock_that_was_a_year_ahead_holds_nothing_up(store: Store) -> None:
    ahead = NOON + timedelta(days=365)
    put(store, Delivery("postponed", Status.QUEUED, due=ahead))
    put(store, Delivery("claimed", Status.QUEUED, claimed=ahead))
    put(store, Delivery("waits", Status.QUEUED, due=NOON + LONGEST_DELAY))

    with store.begin() as transaction:
        claimed = [transaction.deliveries.claim(NOON) for _ in range(3)]

    assert {one.message_id for one in claimed if one} == {"postponed", "claimed"}
