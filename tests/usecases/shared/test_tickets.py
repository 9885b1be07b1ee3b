"""A new computer with a ticket shares its mailboxes without anybody doing anything there."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from sdk_desktop.domain.audit import SYSTEM, AuditKind
from sdk_desktop.domain.errors import ProofNeeded, Refused
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import SharedState, SharingStatus
from sdk_desktop.sharing.applying import apply_for
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.tickets import show_ticket
from sdk_desktop.usecases.shared.ticket_file import TicketLine, read_ticket_file
from sdk_desktop.usecases.shared.tickets import ask_with_tickets
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.kit.sharing.computers import (
    SharedComputers,
    earlier,
    go_back,
    mailboxes_of,
    sharing_of,
)


@pytest.fixture
def beginning(computers: SharedComputers) -> SharedComputers:
    """Return the computers as if Bo's computer were a new one."""
    bo = next(one for one in status(computers.anna).members if one.name == "Receptionen")
    mailboxes_of(computers.anna).remove(SOCIAL, bo.id)
    mailboxes_of(computers.bo).stop(SOCIAL)
    return computers


def status(client: PersonClient) -> SharingStatus:
    return mailboxes_of(client).status(SOCIAL)


def make(anna: PersonClient, name: str = "Receptionen") -> TicketLine:
    return mailboxes_of(anna).make_ticket(SOCIAL, name, Role.HANDLER, days=7)


def bring(client: PersonClient, *lines: str) -> Path:
    """Lay a ticket's file where the organisation's settings name it."""
    file = client.app.profile.folder / "ticket"
    file.write_text("# Bo's computer\n\n" + "\n".join(lines), encoding="utf-8")
    address = client.app.settings.shared
    assert address is not None
    shared = replace(address, ticket_file=str(file))
    client.app.settings = replace(client.app.settings, shared=shared)
    client.lock_and_unlock()
    return file


def follow(client: PersonClient) -> None:
    """Bring a computer in step with the ledger, as each of its rounds does."""
    sharing_of(client).synchronise()


def another_asks(computers: SharedComputers, line: TicketLine) -> Ledger:
    """Let one more computer show a ticket; return the ledger as it sees it."""
    ledger, keys = computers.ledger_database.introduced()
    shown = show_ticket(line.secret, line.mailbox, keys.public)
    apply_for(ledger, line.mailbox, keys.public, shown)
    return ledger


def test_a_computer_with_a_ticket_is_let_in_by_itself(beginning: SharedComputers) -> None:
    anna, bo = beginning.clients
    file = bring(bo, make(anna, "Växeln").written())
    follow(bo)
    asking = status(bo).state
    follow(anna)
    file.unlink()
    follow(bo)

    assert (asking, status(bo).state) == (SharedState.ASKING, SharedState.MEMBER)
    assert [(one.name, one.role) for one in status(anna).members] == [
        ("Kontoret", Role.MANAGER),
        ("Växeln", Role.HANDLER),
    ]
    (made,) = anna.workspace.audit_trail.page(kind=AuditKind.TICKET_MADE)
    added = next(iter(anna.workspace.audit_trail.page(kind=AuditKind.MEMBER_ADDED)))
    assert (made.event.who, made.event.detail) == ("Anna", "Växeln (handler)")
    assert (added.event.who, added.event.detail) == (SYSTEM, "Växeln")


def test_whoever_stops_sharing_is_not_brought_back_by_the_ticket(
    beginning: SharedComputers,
) -> None:
    anna, bo = beginning.clients
    bring(bo, make(anna).written())
    follow(bo)
    mailboxes_of(bo).stop(SOCIAL)
    follow(bo)

    assert status(bo).state is SharedState.ALONE


def test_a_file_that_is_no_ticket_is_said_and_nothing_is_asked(beginning: SharedComputers) -> None:
    bo = beginning.bo
    bring(bo, "0f8fad5b-d9cb-469f-a165-70867728950e abcd " + SOCIAL)
    follow(bo)

    assert "not a whole ticket" in str(sharing_of(bo).trouble)
    assert status(bo).state is SharedState.ALONE


def test_a_ticket_that_is_no_good_hinders_no_other(beginning: SharedComputers) -> None:
    anna, bo = beginning.clients
    line = make(anna)
    bring(bo, replace(line, mailbox=UUID(int=1)).written(), line.written())
    hindered = ask_with_tickets(mailboxes_of(bo))
    follow(bo)
    follow(anna)
    follow(bo)

    assert isinstance(hindered, Refused)
    assert status(bo).state is SharedState.MEMBER


def test_a_ticket_for_other_mailboxes_is_left_alone(beginning: SharedComputers) -> None:
    line = replace(make(beginning.anna), address="0203:example.se")
    bring(beginning.bo, line.written())
    follow(beginning.bo)

    assert sharing_of(beginning.bo).trouble is None
    assert status(beginning.bo).state is SharedState.ALONE


def test_a_spent_ticket_that_the_server_brings_back_lets_nobody_in(
    computers: SharedComputers,
) -> None:
    """Whoever runs it kept the record as it was, and puts it back after the ticket's use."""
    line, network = make(computers.anna), computers.ledger_database
    network.superuser_runs("CREATE TABLE ledger.kept AS TABLE ledger.record")
    first = another_asks(computers, line)
    follow(computers.anna)
    network.superuser_runs(
        "UPDATE ledger.record r SET version = k.version, sealed = k.sealed FROM ledger.kept k"
        " WHERE k.id = r.id AND k.kind = 12"
    )
    second = another_asks(computers, line)
    follow(computers.anna)

    assert first.roles()
    assert not second.roles()


def test_a_ticket_stays_spent_when_the_ledger_has_lost_its_use(computers: SharedComputers) -> None:
    line = make(computers.anna)
    follow(computers.anna)
    before = earlier(computers)
    another_asks(computers, line)
    follow(computers.anna)
    go_back(computers, before)
    computers.anna.synchronise()
    computers.bo.synchronise()
    computers.anna.synchronise()

    second = another_asks(computers, line)
    follow(computers.anna)

    assert not second.roles()
    assert status(computers.anna).tickets == ()


def test_a_ticket_is_made_with_a_fresh_proof_and_taken_back(computers: SharedComputers) -> None:
    line, shared = make(computers.anna), mailboxes_of(computers.anna)
    waiting = [one.name for one in status(computers.anna).tickets]
    shared.withdraw_tickets(SOCIAL, "Receptionen")
    follow(computers.anna)
    other = another_asks(computers, line)
    follow(computers.anna)

    assert (waiting, status(computers.anna).tickets) == (["Receptionen"], ())
    assert not other.roles()
    with pytest.raises(Refused, match="no unused ticket"):
        shared.withdraw_tickets(SOCIAL, "Receptionen")
    computers.network.watch.turn(hours=1)
    with pytest.raises(ProofNeeded):
        make(computers.anna)


def test_a_ticket_is_read_as_it_was_written(tmp_path: Path) -> None:
    line = TicketLine(UUID(int=7), bytes(range(32)), "0203:inkorg ett")
    file = tmp_path / "ticket"
    file.write_bytes(line.written().encode("utf-16"))

    assert read_ticket_file(file) == (line,)
    assert read_ticket_file(tmp_path / "none") == ()
