"""Which of two states of a record holds when a ledger has lost the one and has the other."""

from typing import Any
from uuid import UUID

import pytest

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.sharing import CopiedRecord
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.usecases.shared.furthest import furthest

LAST_COMMON = 10
NOTED = {
    "handler": "",
    "handler_name": "",
    "read": False,
    "diary": "",
    "type": "",
    "hold": "",
    "filing": "",
    "answer_by": "",
    "answered": "",
}


def record(
    kind: RecordKind, fields: dict[str, Any] | None, version: int = 1, number: int = LAST_COMMON
) -> CopiedRecord:
    return CopiedRecord(UUID(int=1), int(kind), version, fields, number)


def since(kind: RecordKind, fields: dict[str, Any] | None, version: int = 1) -> CopiedRecord:
    """Return a record that was written after the loss, before anybody had noticed that."""
    return record(kind, fields, version, LAST_COMMON + 1)


def delivery(status: Status, attempts: int) -> dict[str, Any]:
    return {"state": {"status": status.value, "attempts": attempts}}


def test_what_was_only_undone_in_the_lost_part_stays_undone() -> None:
    """The ledger's state is from before: nobody has said anything else since."""
    mine = record(RecordKind.CARE, NOTED, 3)
    theirs = record(RecordKind.CARE, NOTED | {"handler": "anna", "diary": "SN 1"}, 2)

    assert furthest(mine, theirs) == NOTED


def test_what_two_histories_say_holds_both_and_the_longer_one_where_they_contradict() -> None:
    mine = record(
        RecordKind.CARE, NOTED | {"handler": "anna", "diary": "SN 1", "answers": ["a"]}, 5
    )
    theirs = since(
        RecordKind.CARE,
        NOTED | {"handler": "bo", "hold": "Tvist", "read": True, "answers": ["b"]},
        3,
    )

    both = NOTED | {"handler": "anna", "diary": "SN 1", "hold": "Tvist", "read": True}
    assert furthest(mine, theirs) == both | {"answers": ["a", "b"]}


@pytest.mark.parametrize(
    ("mine", "theirs", "wins"),
    [
        (delivery(Status.QUEUED, 1), delivery(Status.QUEUED, 0), "mine"),
        (delivery(Status.QUEUED, 1), delivery(Status.TAKEN_BACK, 0), "mine"),
        (delivery(Status.TAKEN_BACK, 0), delivery(Status.QUEUED, 0), "mine"),
        (delivery(Status.WAITING_FOR_RECEIPT, 1), delivery(Status.QUEUED, 1), "mine"),
        (
            delivery(Status.WAITING_FOR_RECEIPT, 1),
            delivery(Status.MESSAGE_EXCHANGE_ERROR, 1),
            "theirs",
        ),
        (delivery(Status.ACCEPTED, 1), delivery(Status.MESSAGE_EXCHANGE_ERROR, 2), "mine"),
        (delivery(Status.REJECTED, 1), delivery(Status.ACCEPTED, 1), "theirs"),
    ],
)
def test_of_a_delivery_what_came_further_holds(
    mine: dict[str, Any], theirs: dict[str, Any], wins: str
) -> None:
    held = furthest(record(RecordKind.DELIVERY, mine), since(RecordKind.DELIVERY, theirs))

    assert held == {"mine": mine, "theirs": theirs}[wins]


def test_an_acknowledgement_that_has_gone_has_gone() -> None:
    gone, open_ = {"copy": 0, "open": False}, {"copy": 0, "open": True}

    assert furthest(record(RecordKind.ANSWER, gone), since(RecordKind.ANSWER, open_)) == gone
    assert furthest(record(RecordKind.ANSWER, open_), since(RecordKind.ANSWER, gone)) == gone


@pytest.mark.parametrize("kind", [RecordKind.CONTENT, RecordKind.CARE, RecordKind.DELIVERY])
def test_what_was_erased_stays_erased(kind: RecordKind) -> None:
    assert furthest(record(kind, None), since(kind, {"message": "m"})) is None
    assert furthest(record(kind, {"message": "m"}), since(kind, None)) is None


def test_a_message_that_the_ledger_has_is_the_message() -> None:
    """Another computer fetched it again meanwhile: it is known, whatever that one made of it."""
    theirs = since(RecordKind.CONTENT, {"message": "m", "digest": "2"})

    assert furthest(record(RecordKind.CONTENT, {"message": "m"}), theirs) == theirs.fields


def test_a_decision_that_was_carried_out_is_not_open_again() -> None:
    done, open_ = {"decided": {"state": "erased"}}, {"decided": {"state": "approved"}}

    assert furthest(record(RecordKind.PURGE, done), since(RecordKind.PURGE, open_)) == done


def test_of_what_a_newer_version_has_made_the_longer_history_holds() -> None:
    mine, theirs = record(RecordKind.SEALED, {"a": 1}, 4), since(RecordKind.SEALED, {"a": 2}, 3)

    assert furthest(mine, theirs) == {"a": 1}
