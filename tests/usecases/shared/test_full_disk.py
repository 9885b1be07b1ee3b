"""The disk is full at one write after the other: nothing is lost, confirmed unread or done twice.

Whatever a round was about to write then, the next one brings to its end.
"""

from __future__ import annotations

from contextlib import suppress

import pytest

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import File
from tests.kit.computer.full_at import full_at
from tests.kit.sharing.computers import (
    SharedComputers,
    files_of,
    shown,
)
from tests.usecases.arrivals import AKUTEN

WRITES = 12
"""At most so many transactions write in a round here; in later ones nothing is full."""
FILE = File("beslut.txt", "text/plain", b"Beslut")


@pytest.mark.parametrize("write", range(WRITES))
def test_what_comes_is_kept_once_and_confirmed_when_all_can_have_it(
    computers: SharedComputers, write: int
) -> None:
    before = computers.contents()
    message = computers.comes(FILE)
    with full_at(write), suppress(SdkError):
        computers.anna.wait(minutes=1)
    confirmed, there = computers.confirmed(), computers.contents() - before
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)

    assert confirmed <= there
    assert (computers.contents() - before, computers.confirmed()) == (1, 1)
    for client in computers.clients:
        assert shown(client, message) is not None
        assert files_of(client, message) == [(FILE.name, FILE.content)]


@pytest.mark.parametrize("write", range(WRITES))
def test_what_others_did_is_taken_in_whole(computers: SharedComputers, write: int) -> None:
    message = computers.comes(FILE)
    computers.anna.wait(minutes=1)
    here = shown(computers.anna, message)
    assert here is not None
    computers.anna.workspace.handling.register(here.row, "SN 2026/1")
    with full_at(write), suppress(SdkError):
        computers.bo.wait(minutes=1)
    computers.bo.wait(minutes=1)
    there = shown(computers.bo, message)

    assert there is not None
    assert there.diary_number == "SN 2026/1"
    assert files_of(computers.bo, message) == [(FILE.name, FILE.content)]


@pytest.mark.parametrize("write", range(WRITES))
def test_what_is_sent_leaves_once_or_stays_a_draft(computers: SharedComputers, write: int) -> None:
    """Whoever is told that it is not sent, or not known, may send it again: it is the same."""
    computers.leads(computers.anna)
    draft = computers.anna.draft_to(AKUTEN, files=(FILE,))
    computers.anna.workspace.drafts.save(draft)
    with full_at(write), suppress(SdkError):
        computers.anna.workspace.outbox.send(draft)
        computers.anna.synchronise()
    with suppress(SdkError):
        computers.anna.workspace.drafts.save(draft)
        computers.anna.workspace.outbox.send(draft)
    computers.anna.synchronise()
    computers.rest()
    computers.leads(computers.anna)
    for _ in range(2):
        computers.anna.wait(minutes=1)
        computers.bo.wait(minutes=1)

    assert computers.submitted() == 1
    assert computers.anna.workspace.drafts.all() == ()
    (sent,) = (one for one in computers.anna.headlines() if one.direction is Direction.OUT)
    assert computers.anna.sent(sent.message_id).status is not Status.QUEUED


@pytest.mark.parametrize("write", range(4))
def test_who_takes_a_message_knows_that_nothing_is_saved_or_has_taken_it(
    computers: SharedComputers, write: int
) -> None:
    message = computers.comes()
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)
    here = shown(computers.anna, message)
    assert here is not None
    said = ""
    try:
        with full_at(write):
            computers.anna.workspace.handling.register(here.row, "SN 2026/1")
    except Unavailable as error:
        said = error.text
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)
    stands = {one.diary_number for client in computers.clients if (one := shown(client, message))}

    assert stands in ({"SN 2026/1"}, {""})
    assert said or stands == {"SN 2026/1"}
