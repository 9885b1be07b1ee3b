"""What a computer may in a shared mailbox: one that only reads has everything, changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File, Message
from sdk_desktop.domain.purge import PurgeCriteria, PurgeState
from sdk_desktop.domain.roles import Role
from sdk_desktop.formats.message import write_message
from tests.kit.sandbox_network import SOCIAL, SandboxNetwork
from tests.kit.sharing.computers import (
    SharedComputers,
    files_of,
    mailboxes_of,
    read,
    sharing_of,
    shown,
    two_computers,
)
from tests.kit.sharing.ledger import LedgerDatabase
from tests.usecases.arrivals import AKUTEN, letter

LETTER = File("beslut.txt", "text/plain", b"Beslut")
ONLY = "may only read"


@pytest.fixture
def computers(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    """An computers where Bo's computer may only read, and had fetched something before."""
    with two_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        computers.network.put_in_mailbox(write_message(letter()))
        computers.bo.synchronise()
        with ledger_database.administration() as administration:
            mailboxes_of(computers.anna).found(SOCIAL, "Kontoret", administration)
        (status,) = mailboxes_of(computers.anna).look()
        mailboxes_of(computers.bo).join(SOCIAL, status.code)
        (status,) = mailboxes_of(computers.anna).look()
        (asking,) = status.asking
        mailboxes_of(computers.anna).admit(SOCIAL, asking.id, "Arkivet", Role.READER)
        computers.anna.synchronise()
        computers.bo.synchronise()
        yield computers


@pytest.fixture
def message(computers: SharedComputers) -> Message:
    message = computers.comes(LETTER)
    computers.anna.synchronise()
    computers.bo.synchronise()
    return message


def row(computers: SharedComputers, message: Message) -> int:
    headline = shown(computers.bo, message)
    assert headline is not None
    return headline.row


def waiting(computers: SharedComputers) -> int:
    lag = computers.bo.workspace.status().sharing
    assert lag is not None
    return lag.waiting


def test_it_has_what_the_others_have_and_stays_in_step(
    computers: SharedComputers, message: Message
) -> None:
    computers.bo.workspace.inbox.record_reading(read(computers.bo, message))
    result = computers.bo.wait(minutes=1)

    assert files_of(computers.bo, message) == [(LETTER.name, LETTER.content)]
    assert (result.trouble, waiting(computers)) == (None, 0)
    assert computers.bo.workspace.status().to_share == 0


def test_it_never_leads(computers: SharedComputers) -> None:
    computers.comes()
    computers.ledger_database.end_leases()
    computers.bo.synchronise()

    assert not sharing_of(computers.bo).may_fetch(SOCIAL)
    assert computers.network.waiting() > 0


def test_what_would_change_something_is_refused_and_changes_nothing(
    computers: SharedComputers, message: Message
) -> None:
    handling, drafts = computers.bo.workspace.handling, computers.bo.workspace.drafts
    for_bo = row(computers, message)
    with pytest.raises(Refused, match=ONLY):
        handling.take(for_bo)
    with pytest.raises(Refused, match=ONLY):
        handling.write_note(for_bo, "Ring")
    with pytest.raises(Refused, match=ONLY):
        drafts.answer(for_bo)
    with pytest.raises(Refused, match=ONLY):
        computers.bo.send(computers.bo.draft_to(AKUTEN))
    computers.bo.synchronise()

    headline = shown(computers.bo, message)
    assert headline is not None
    assert (headline.handler, headline.errand.writer, waiting(computers)) == ("", "", 0)
    assert handling.notes(for_bo) == ()
    assert computers.submitted() == 0


def test_what_it_alone_holds_is_shared_once_it_may_write(computers: SharedComputers) -> None:
    only_there = len(computers.bo.headlines()) - len(computers.anna.headlines())
    give_role(computers, Role.HANDLER)
    computers.anna.synchronise()

    assert only_there > 0
    assert len(computers.anna.headlines()) == len(computers.bo.headlines())
    assert computers.bo.workspace.status().to_share == 0


def test_a_handlers_computer_registers_nothing_until_it_may(
    computers: SharedComputers, message: Message
) -> None:
    give_role(computers, Role.HANDLER)
    handling = computers.bo.workspace.handling
    for_bo = row(computers, message)
    handling.take(for_bo)
    with pytest.raises(Refused, match="registers nothing"):
        handling.register(for_bo, "SN 2026/7")
    with pytest.raises(Refused, match="registers nothing"):
        handling.hold(for_bo, "Utlämnas")
    give_role(computers, Role.REGISTRAR)
    handling.register(for_bo, "SN 2026/8")
    computers.anna.synchronise()

    headline = shown(computers.anna, message)
    assert headline is not None
    assert (headline.handler, headline.diary_number, headline.hold) == ("Bo", "SN 2026/8", "")


def test_erasing_is_approved_at_a_computer_that_manages_the_mailbox(
    computers: SharedComputers, message: Message
) -> None:
    purging, anna = computers.bo.workspace.purging, computers.anna.workspace
    anna.handling.register(shown(computers.anna, message).row, "SN 2026/7")  # type: ignore[union-attr]
    give_role(computers, Role.HANDLER)
    criteria = PurgeCriteria(before=computers.network.watch() + timedelta(days=1), mailbox=SOCIAL)
    with pytest.raises(Refused, match="registers nothing"):
        purging.propose(purging.preview(criteria), "SN 2026/8")
    give_role(computers, Role.REGISTRAR)
    proposal = anna.purging.propose(anna.purging.preview(criteria), "SN 2026/8")
    computers.bo.synchronise()
    (theirs,) = (one for one in purging.proposals() if one.state is PurgeState.PROPOSED)
    with pytest.raises(Refused, match="does not manage"):
        purging.approve(theirs.number)
    give_role(computers, Role.MANAGER)
    purging.approve(theirs.number)

    assert proposal.listed > 0
    assert shown(computers.bo, message) is None


def give_role(computers: SharedComputers, role: Role) -> None:
    """Let Bo's computer do more or less, which it hears of in its next round."""
    mailboxes = mailboxes_of(computers.anna)
    _, member = mailboxes.status(SOCIAL).members
    mailboxes.give_role(SOCIAL, member.id, role)
    computers.bo.synchronise()
