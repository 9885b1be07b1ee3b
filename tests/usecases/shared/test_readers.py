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
def with_reader(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    """Two computers where Bo's computer may only read, and had fetched something before."""
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
def message(with_reader: SharedComputers) -> Message:
    message = with_reader.comes(LETTER)
    with_reader.anna.synchronise()
    with_reader.bo.synchronise()
    return message


def row(with_reader: SharedComputers, message: Message) -> int:
    headline = shown(with_reader.bo, message)
    assert headline is not None
    return headline.row


def waiting(with_reader: SharedComputers) -> int:
    lag = with_reader.bo.workspace.status().sharing
    assert lag is not None
    return lag.waiting


def test_it_has_what_the_others_have_and_stays_in_step(
    with_reader: SharedComputers, message: Message
) -> None:
    with_reader.bo.workspace.inbox.record_reading(read(with_reader.bo, message))
    result = with_reader.bo.wait(minutes=1)

    assert files_of(with_reader.bo, message) == [(LETTER.name, LETTER.content)]
    assert (result.trouble, waiting(with_reader)) == (None, 0)
    assert with_reader.bo.workspace.status().to_share == 0


def test_it_never_leads(with_reader: SharedComputers) -> None:
    with_reader.comes()
    with_reader.ledger_database.end_leases()
    with_reader.bo.synchronise()

    assert not sharing_of(with_reader.bo).may_fetch(SOCIAL)
    assert with_reader.network.waiting() > 0


def test_what_would_change_something_is_refused_and_changes_nothing(
    with_reader: SharedComputers, message: Message
) -> None:
    handling, drafts = with_reader.bo.workspace.handling, with_reader.bo.workspace.drafts
    for_bo = row(with_reader, message)
    with pytest.raises(Refused, match=ONLY):
        handling.take(for_bo)
    with pytest.raises(Refused, match=ONLY):
        handling.write_note(for_bo, "Ring")
    with pytest.raises(Refused, match=ONLY):
        drafts.answer(for_bo)
    with pytest.raises(Refused, match=ONLY):
        with_reader.bo.send(with_reader.bo.draft_to(AKUTEN))
    with_reader.bo.synchronise()

    headline = shown(with_reader.bo, message)
    assert headline is not None
    assert (headline.handler, headline.errand.writer, waiting(with_reader)) == ("", "", 0)
    assert handling.notes(for_bo) == ()
    assert with_reader.submitted() == 0


def test_what_it_alone_holds_is_shared_once_it_may_write(with_reader: SharedComputers) -> None:
    only_there = len(with_reader.bo.headlines()) - len(with_reader.anna.headlines())
    give_role(with_reader, Role.HANDLER)
    with_reader.anna.synchronise()

    assert only_there > 0
    assert len(with_reader.anna.headlines()) == len(with_reader.bo.headlines())
    assert with_reader.bo.workspace.status().to_share == 0


def test_a_handlers_computer_registers_nothing_until_it_may(
    with_reader: SharedComputers, message: Message
) -> None:
    give_role(with_reader, Role.HANDLER)
    handling = with_reader.bo.workspace.handling
    for_bo = row(with_reader, message)
    handling.take(for_bo)
    with pytest.raises(Refused, match="registers nothing"):
        handling.register(for_bo, "SN 2026/7")
    with pytest.raises(Refused, match="registers nothing"):
        handling.hold(for_bo, "Utlämnas")
    give_role(with_reader, Role.REGISTRAR)
    handling.register(for_bo, "SN 2026/8")
    with_reader.anna.synchronise()

    headline = shown(with_reader.anna, message)
    assert headline is not None
    assert (headline.handler, headline.diary_number, headline.hold) == ("Bo", "SN 2026/8", "")


def test_erasing_is_approved_at_a_computer_that_manages_the_mailbox(
    with_reader: SharedComputers, message: Message
) -> None:
    purging, anna = with_reader.bo.workspace.purging, with_reader.anna.workspace
    anna.handling.register(shown(with_reader.anna, message).row, "SN 2026/7")  # type: ignore[union-attr]
    give_role(with_reader, Role.HANDLER)
    criteria = PurgeCriteria(before=with_reader.network.watch() + timedelta(days=1), mailbox=SOCIAL)
    with pytest.raises(Refused, match="registers nothing"):
        purging.propose(purging.preview(criteria), "SN 2026/8")
    give_role(with_reader, Role.REGISTRAR)
    proposal = anna.purging.propose(anna.purging.preview(criteria), "SN 2026/8")
    with_reader.bo.synchronise()
    (theirs,) = (one for one in purging.proposals() if one.state is PurgeState.PROPOSED)
    with pytest.raises(Refused, match="does not manage"):
        purging.approve(theirs.number)
    give_role(with_reader, Role.MANAGER)
    purging.approve(theirs.number)

    assert proposal.listed > 0
    assert shown(with_reader.bo, message) is None


def give_role(with_reader: SharedComputers, role: Role) -> None:
    """Let Bo's computer do more or less, which it hears of in its next round."""
    mailboxes = mailboxes_of(with_reader.anna)
    _, member = mailboxes.status(SOCIAL).members
    mailboxes.give_role(SOCIAL, member.id, role)
    with_reader.bo.synchronise()
