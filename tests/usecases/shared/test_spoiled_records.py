"""A colleague's program that writes what it must not ends nobody's taking in.

What does not say what it has to is set aside, whoever wrote it is named, and what follows comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeVar
from uuid import uuid4

import pytest

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.message import Message
from sdk_desktop.formats.json_shapes import LONGEST_TEXT
from sdk_desktop.sharing.values import RecordKind
from tests.kit.sandbox_network import SOCIAL
from tests.kit.sharing.computers import SharedComputers
from tests.kit.sharing.faulty import Faulty, goes_on, told

T = TypeVar("T")
MOMENT = "2026-06-01T08:00:00+00:00"
PARTY = ["0203:a.se", "A", ["0203:a.se:x", "X", [["Kim", ["r", "e"]]], [[["r", "e"], "R"]]]]
BODY = {
    "conversation": "c",
    "refers": None,
    "created": MOMENT,
    "label": "Rubrik",
    "confidential": False,
    "recipient": PARTY,
    "sender": PARTY,
    "documents": [["d", None, None, ["text"]]],
    "system": ["r", "e"],
    "files": [],
}
MESSAGE = {"mailbox": SOCIAL, "message": "m", "direction": "in"}
ARRIVED = {"mailbox": SOCIAL, "service": "s", "message": "m", "as": "stray", "reason": "why"}
DECIDED = {
    "state": "proposed",
    "decision": "B 1",
    "before": MOMENT,
    "type": None,
    "direction": "in",
    "proposed_by": "Kim",
    "proposed": MOMENT,
    "approved_by": "",
    "approved": None,
    "listed": 1,
}
"""What is right of each kind; each of its fields is spoiled."""
CONTENT = {
    **MESSAGE,
    "service": "s",
    "received": MOMENT,
    "digest": "",
    "body": json.dumps(BODY),
    "inherits": ["", "", ""],
    "by": ["id", "Kim"],
    "list": ["", ""],
    "files": [],
}
UNREADABLE = {
    **MESSAGE,
    "service": "s",
    "received": MOMENT,
    "digest": "",
    "unreadable": "why",
    "incident": False,
    "sender": "",
    "created": "",
    "files": [[str(uuid4()), 1]],
}
CARE = {
    **MESSAGE,
    "handler": "id",
    "handler_name": "Kim",
    "read": True,
    "diary": "SN 1",
    "type": "",
    "hold": "",
    "answered": MOMENT,
    "answerer": "id",
    "answerer_name": "Kim",
    "filing": "",
    "answer_by": MOMENT,
    "ticked": "",
    "answers": ["a"],
}
NOTE = {**MESSAGE, "who": "id", "name": "Kim", "time": MOMENT, "text": "Ring"}
DELIVERY = {
    "mailbox": SOCIAL,
    "message": "m",
    "state": {
        "status": Status.QUEUED.value,
        "attempts": 0,
        "due": None,
        "claimed": None,
        "events": [],
    },
    "rest": 0,
    "sealed": None,
}
ANSWER = {
    "mailbox": SOCIAL,
    "service": "s",
    "message": "m",
    "identifier": "i",
    "recipient": "r",
    "accepted": True,
    "digest": "",
    "sealed": "",
    "copy": 1,
    "open": True,
}
DRAFT = {
    "mailbox": SOCIAL,
    "draft": "d",
    "state": "taken",
    "by": ["id", "Kim"],
    "to": ["id"],
    "files": [],
    "ended_by": ["id", "Kim"],
}
PURGE = {"mailbox": SOCIAL, "purge": "p", "decided": DECIDED, "files": []}
ERASED = {
    "mailbox": SOCIAL,
    "purge": "p",
    "decided": DECIDED,
    "held": [["in", "m", "s", True]],
    "erased": [["in", "m", "s", True, MOMENT, MOMENT, "", "", ""]],
}
LATE = MOMENT.removesuffix("+00:00")
ERASED_LONG_AGO = {**ERASED, "erased": [["in", "never", "s", 1, MOMENT, LATE, "", "", ""]]}
"""As programs of before 2027 wrote it."""
PEOPLE = {"mailbox": SOCIAL, "people": {"id": ["Kim", "handler"]}, "gone": ["other"]}
RIGHT: dict[str, tuple[RecordKind, Mapping[str, Any]]] = {
    "message": (RecordKind.CONTENT, CONTENT),
    "unreadable": (RecordKind.CONTENT, UNREADABLE),
    "care": (RecordKind.CARE, CARE),
    "note": (RecordKind.NOTE, NOTE),
    "delivery": (RecordKind.DELIVERY, DELIVERY),
    "answer": (RecordKind.ANSWER, ANSWER),
    "arrival": (RecordKind.ARRIVAL, ARRIVED),
    "draft": (RecordKind.DRAFT, DRAFT),
    "purge": (RecordKind.PURGE, PURGE),
    "erased": (RecordKind.PURGE, ERASED),
    "erased long ago": (RecordKind.PURGE, ERASED_LONG_AGO),
    "people": (RecordKind.PEOPLE, PEOPLE),
}
WRONG: tuple[Any, ...] = (
    *(None, True, -1, 10**30, 0.5, float("nan"), "", "x", "\ud800", "x" * 70_000),
    *([], [[]], [None], ["x"] * 3, {}, {"x": {"y": []}}, "0001-01-01T00:00:00+14:00"),
)


def spoiled(right: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return what is right with each field, and what is in it, missing or something else."""
    for name, value in right.items():
        yield {key: one for key, one in right.items() if key != name}
        yield {**right, name: "9" * (LONGEST_TEXT + 1)}
        for wrong in WRONG:
            yield {**right, name: wrong}
        if isinstance(value, dict):
            for inner in spoiled(value):
                yield {**right, name: inner}
        if isinstance(value, list) and value:
            for wrong in WRONG:
                yield {**right, name: [wrong, *value[1:]]}
                yield {**right, name: [*value, wrong]}
            yield {**right, name: value[:-1]}
    yield {}


def spoiled_bodies() -> Iterator[dict[str, Any]]:
    for body in spoiled(BODY):
        yield {**CONTENT, "body": json.dumps(body)}


def spoiled_of(name: str, message: Message) -> Iterator[tuple[RecordKind, dict[str, Any]]]:
    kind, right = RIGHT[name]
    said = json.loads(json.dumps(right).replace('"m"', json.dumps(message.message_id)))
    bodies = spoiled_bodies() if name == "message" else ()
    return ((kind, one) for one in chain(spoiled(said), bodies))


@pytest.mark.parametrize("name", RIGHT)
def test_whatever_a_record_says_the_others_go_on(
    computers: SharedComputers, faulty: Faulty, name: str
) -> None:
    """Each field is missing, null, of another type, huge, of half a letter, too deep."""
    one, other = computers.comes(), computers.comes()
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)

    for some in batched(spoiled_of(name, one)):
        faulty.writes(*some)

    assert goes_on(computers, other)
    assert told(computers.anna) == told(computers.bo) == {"Receptionen"}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_not_set_aside(
    computers: SharedComputers, faulty: Faulty, name: str
) -> None:
    """A file that is named and not there sets an unreadable one aside."""
    one, other = computers.comes(), computers.comes()
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)
    kind, right = RIGHT[name]

    faulty.writes((kind, {**right, **faulty.kept(right), "message": one.message_id}))

    assert goes_on(computers, other)
    assert told(computers.anna) == set()


def batched(some: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(some)
    return iter(lambda: list(islice(rest, 25)), [])
