"""What a member writes that nobody can read is set aside, and written anew by who knows more."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import Message
from sdk_desktop.domain.sharing import CopiedRecord
from sdk_desktop.sandbox.cast.organisations import PRACTICE_ORGANISATION
from sdk_desktop.sharing.presence import Presence
from sdk_desktop.sharing.records import encrypt
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.messages.drafts import draft_bytes
from sdk_desktop.usecases.shared.bodies import checked_files, checked_record
from sdk_desktop.usecases.shared.contents import arrival_name, message_name
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.kit.sharing.computers import (
    SharedComputers,
    lost_requests,
    shown,
)
from tests.kit.sharing.faulty import Faulty, goes_on, told
from tests.usecases.shared.test_spoiled_records import CONTENT, DRAFT, NOTE, PURGE

FILE = uuid4()
DEEP = b"[" * 200 + b"]" * 200


@pytest.fixture
def message(computers: SharedComputers) -> Message:
    """Return a message that both computers have."""
    come = computers.comes()
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)
    return come


def is_said(client: PersonClient) -> bool:
    """Return whether the status says that something cannot be read."""
    lag = client.workspace.status().sharing
    assert lag is not None
    return bool(lag.unread)


def spoil_care(faulty: Faulty, message: Message) -> None:
    name = message_name(Direction.IN, message.message_id)
    identity = faulty.mailbox.record_id(RecordKind.CARE, name)
    faulty.writes_over(identity, RecordKind.CARE, {"mailbox": SOCIAL, "handler": "id"})


@pytest.mark.parametrize(
    "sealed", [b"no zlib", zlib.compress(b"no json"), zlib.compress(b"[]"), zlib.compress(DEEP)]
)
def test_a_record_that_is_no_table_is_set_aside(
    computers: SharedComputers,
    faulty: Faulty,
    message: Message,
    monkeypatch: pytest.MonkeyPatch,
    sealed: bytes,
) -> None:
    with monkeypatch.context() as spoilt:
        spoilt.setattr("sdk_desktop.sharing.records.zlib.compress", lambda _: sealed)
        faulty.writes((RecordKind.CARE, {}))

    assert goes_on(computers, message)
    assert told(computers.anna) == {"Receptionen"}


@pytest.mark.parametrize("event", [b"no zlib", zlib.compress(b"{}"), zlib.compress(b"[]")])
def test_what_an_event_that_says_nothing_has_written_is_set_aside(
    computers: SharedComputers,
    faulty: Faulty,
    message: Message,
    monkeypatch: pytest.MonkeyPatch,
    event: bytes,
) -> None:
    with monkeypatch.context() as spoilt:
        spoilt.setattr(
            "sdk_desktop.sharing.events.encrypt", lambda key, _, about: encrypt(key, event, about)
        )
        faulty.writes((RecordKind.NOTE, {**NOTE, "message": message.message_id}))

    assert goes_on(computers, message)
    assert told(computers.anna) == {"Receptionen"}
    headline = shown(computers.anna, message)
    assert headline is not None
    assert computers.anna.workspace.handling.notes(headline.row) == ()


def test_whoever_notes_more_writes_anew_what_was_set_aside(
    computers: SharedComputers, faulty: Faulty, message: Message
) -> None:
    spoil_care(faulty, message)
    computers.anna.synchronise()
    before = is_said(computers.anna)

    assert before
    assert goes_on(computers, message)
    assert not is_said(computers.anna)


def test_what_waits_is_written_over_what_was_set_aside(
    computers: SharedComputers,
    faulty: Faulty,
    message: Message,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = shown(computers.anna, message)
    assert here is not None
    with lost_requests(monkeypatch), pytest.raises(Unavailable):
        computers.anna.workspace.handling.register(here.row, "SN 2026/2")
    spoil_care(faulty, message)
    computers.anna.synchronise()
    computers.bo.synchronise()
    there = shown(computers.bo, message)

    assert there is not None
    assert there.diary_number == "SN 2026/2"
    assert not is_said(computers.bo)


def test_an_answer_is_sent_though_the_notes_on_its_message_are_set_aside(
    computers: SharedComputers, faulty: Faulty, message: Message
) -> None:
    spoil_care(faulty, message)
    headline = shown(computers.anna, message)
    assert headline is not None
    draft = computers.anna.workspace.drafts.answer(headline.row)
    computers.anna.send(replace(draft, text="Svar", confidential=False, persons=()))
    computers.bo.synchronise()
    there = shown(computers.bo, message)

    assert there is not None
    assert there.errand.state is ErrandState.ANSWERED


@pytest.mark.parametrize("kind", [RecordKind.ARRIVAL, RecordKind.CONTENT])
def test_what_comes_is_kept_though_its_record_was_spoilt_before(
    computers: SharedComputers, faulty: Faulty, kind: RecordKind
) -> None:
    message = computers.comes()
    member = computers.network.sandbox.federation.members[PRACTICE_ORGANISATION.participant]
    (waiting,) = member.incoming
    names = {
        RecordKind.ARRIVAL: arrival_name(waiting),
        RecordKind.CONTENT: message_name(Direction.IN, message.message_id),
    }
    identity = faulty.mailbox.record_id(kind, names[kind])
    faulty.writes_over(identity, kind, {"mailbox": SOCIAL, "as": 5})
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)

    assert shown(computers.anna, message) is not None
    assert shown(computers.bo, message) is not None
    assert computers.confirmed() == 1


@pytest.mark.parametrize("fault", ["missing", "shorter", "none"])
@pytest.mark.parametrize("kind", ["message", "draft", "purge"])
def test_a_record_without_the_files_that_it_names_is_set_aside(
    computers: SharedComputers, faulty: Faulty, message: Message, kind: str, fault: str
) -> None:
    """They are missing, of another size, or not what they have to be."""
    identity, content = uuid4(), b'{"no": "body"}'
    every: dict[str, dict[str, Any]] = {
        "message": {**CONTENT, "message": "other", "body": ""},
        "draft": {**DRAFT, "state": "offered", "to": [computers.anna.workspace.who_id]},
        "purge": PURGE,
    }
    if_there = {"missing": (), "shorter": (content[:-1],), "none": (content,)}[fault]
    for one in if_there:
        faulty.mailbox.put_file(identity, one)
    of = {"message": RecordKind.CONTENT, "draft": RecordKind.DRAFT, "purge": RecordKind.PURGE}
    faulty.writes((of[kind], {**every[kind], "files": [[str(identity), len(content)]]}))

    assert goes_on(computers, message)
    assert told(computers.anna) == {"Receptionen"}


def test_a_draft_of_letters_cut_in_half_can_be_handed_over() -> None:
    """Somebody's input method may leave half a letter behind."""
    written = draft_bytes(Draft("d", SOCIAL, text="Hej \ud83d", label="\ud83d"))
    said = {**DRAFT, "state": "offered", "files": [[str(FILE), len(written)]]}
    record = CopiedRecord(uuid4(), int(RecordKind.DRAFT), 1, said)

    assert checked_files(checked_record(record, SOCIAL), {FILE: written}) == record


def test_what_is_shown_of_who_writes_is_left_out_where_it_is_nothing(
    computers: SharedComputers, faulty: Faulty, message: Message
) -> None:
    presence = Presence(faulty.mailbox.ledger, faulty.mailbox.id, faulty.mailbox.keyring)
    wrong: list[object] = [{}, [], None, "x", {"id": []}, {"since": "2026-06-01T08:00:00"}]
    right = {"message": message.message_id, "id": "id", "who": "Kim", "since": "2026-06-01T08:00Z"}
    values: tuple[object, ...] = (None, 5, [], {}, "\ud800")
    wrong += [{**right, name: value} for name in right for value in values]
    for one in wrong:
        presence.show(uuid4(), json.dumps(one), 60)

    assert goes_on(computers, message)
