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
def acquainted(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    """Two computers that have met; nobody has done anything in the mailbox yet."""
    with sharing_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        computers.bo.synchronise()
        yield computers


def takers(acquainted: SharedComputers) -> tuple[str, ...]:
    """Return whom Anna's computer offers, after both have met the ledger."""
    acquainted.bo.synchronise()
    acquainted.anna.synchronise()
    return acquainted.anna.workspace.drafts.takers(SOCIAL)


def bo_gets(acquainted: SharedComputers, role: Role, mailbox: str = "") -> None:
    """Let Bo have a role at his computer, where Bea manages."""
    with acquainted.bo.workspace._store.begin() as stored:
        stored.colleagues.give_role("Bea", Role.MANAGER)
        stored.colleagues.give_role("Bo", role, mailbox)


def test_whoever_handles_a_mailbox_is_offered_before_they_do_anything(
    acquainted: SharedComputers,
) -> None:
    assert takers(acquainted) == ("Bo",)


def test_whoever_may_only_read_there_is_not_offered(acquainted: SharedComputers) -> None:
    bo_gets(acquainted, Role.READER)
    before = takers(acquainted)
    bo_gets(acquainted, Role.HANDLER, SOCIAL)

    assert before == ("Bea",)
    assert takers(acquainted) == ("Bea", "Bo")


def test_whoever_has_left_is_not_offered_and_stays_known(acquainted: SharedComputers) -> None:
    message = acquainted.bo.headlines()[0]
    acquainted.bo.workspace.handling.take(message.row)
    bo_gets(acquainted, Role.HANDLER)
    before = takers(acquainted)
    with acquainted.bo.workspace._store.begin() as stored:
        stored.colleagues.leave("Bo", acquainted.bo.watch.now)

    assert before == ("Bea", "Bo")
    assert takers(acquainted) == ("Bea",)
    assert "Bo" in [one.handler for one in acquainted.anna.headlines()]


def test_a_computer_that_is_taken_out_takes_its_people_along(acquainted: SharedComputers) -> None:
    before = takers(acquainted)
    sharing = mailboxes_of(acquainted.anna)
    (other,) = [one for one in sharing.status(SOCIAL).members if not one.is_here]
    sharing.remove(SOCIAL, other.id)
    acquainted.anna.synchronise()

    assert before == ("Bo",)
    assert acquainted.anna.workspace.drafts.takers(SOCIAL) == ()


def test_what_is_said_does_not_say_itself_again(
    acquainted: SharedComputers, ledger_database: LedgerDatabase
) -> None:
    takers(acquainted)
    with ledger_database.cluster.superuser(ledger_database.database) as connection:
        before = connection.execute("SELECT max(position) FROM ledger.mailbox").fetchone()
        takers(acquainted)
        after = connection.execute("SELECT max(position) FROM ledger.mailbox").fetchone()

    assert after == before


def test_nothing_is_handed_to_whoever_may_only_read_here(acquainted: SharedComputers) -> None:
    with acquainted.anna.workspace._store.begin() as stored:
        stored.colleagues.give_role("Rut", Role.READER)
    row = acquainted.anna.headlines()[0].row

    with pytest.raises(Refused, match="Rut may only read in this mailbox"):
        acquainted.anna.workspace.handling.hand_over(row, "Rut")
