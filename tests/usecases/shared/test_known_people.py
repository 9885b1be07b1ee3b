"""Who can be given a message or a draft: those who handle the mailbox, here and elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Role
from tests.kit.sandbox_network import SOCIAL, SandboxNetwork
from tests.kit.sharing.computers import SharedComputers, mailboxes_of, sharing_computers
from tests.kit.sharing.ledger import LedgerDatabase


@pytest.fixture
def computers(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    """Two computers that have met; nobody has done anything in the mailbox yet."""
    with sharing_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        computers.bo.synchronise()
        yield computers


def takers(computers: SharedComputers) -> tuple[str, ...]:
    """Return whom Anna's computer offers, after both have met the ledger."""
    computers.bo.synchronise()
    computers.anna.synchronise()
    return computers.anna.workspace.drafts.takers(SOCIAL)


def bo_gets(computers: SharedComputers, role: Role, mailbox: str = "") -> None:
    """Let Bo have a role at his computer, where Bea manages."""
    with computers.bo.workspace._store.begin() as stored:
        stored.colleagues.give_role("Bea", Role.MANAGER)
        stored.colleagues.give_role("Bo", role, mailbox)


def test_whoever_handles_a_mailbox_is_offered_before_they_do_anything(
    computers: SharedComputers,
) -> None:
    assert takers(computers) == ("Bo",)


def test_whoever_may_only_read_there_is_not_offered(computers: SharedComputers) -> None:
    bo_gets(computers, Role.READER)
    before = takers(computers)
    bo_gets(computers, Role.HANDLER, SOCIAL)

    assert before == ("Bea",)
    assert takers(computers) == ("Bea", "Bo")


def test_whoever_has_left_is_not_offered_and_stays_known(computers: SharedComputers) -> None:
    message = computers.bo.headlines()[0]
    computers.bo.workspace.handling.take(message.row)
    bo_gets(computers, Role.HANDLER)
    before = takers(computers)
    with computers.bo.workspace._store.begin() as stored:
        stored.colleagues.leave("Bo", computers.bo.watch.now)

    assert before == ("Bea", "Bo")
    assert takers(computers) == ("Bea",)
    assert "Bo" in [one.handler for one in computers.anna.headlines()]


def test_a_computer_that_is_taken_out_takes_its_people_along(computers: SharedComputers) -> None:
    before = takers(computers)
    sharing = mailboxes_of(computers.anna)
    (other,) = [one for one in sharing.status(SOCIAL).members if not one.is_here]
    sharing.remove(SOCIAL, other.id)
    computers.anna.synchronise()

    assert before == ("Bo",)
    assert computers.anna.workspace.drafts.takers(SOCIAL) == ()


def test_what_is_said_does_not_say_itself_again(
    computers: SharedComputers, ledger_database: LedgerDatabase
) -> None:
    takers(computers)
    with ledger_database.cluster.superuser(ledger_database.database) as connection:
        before = connection.execute("SELECT max(position) FROM ledger.mailbox").fetchone()
        takers(computers)
        after = connection.execute("SELECT max(position) FROM ledger.mailbox").fetchone()

    assert after == before


def test_nothing_is_handed_to_whoever_may_only_read_here(computers: SharedComputers) -> None:
    with computers.anna.workspace._store.begin() as stored:
        stored.colleagues.give_role("Rut", Role.READER)
    row = computers.anna.headlines()[0].row

    with pytest.raises(Refused, match="Rut may only read in this mailbox"):
        computers.anna.workspace.handling.hand_over(row, "Rut")
