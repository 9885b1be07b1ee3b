"""Two windows of one profile share its copies: what one has taken in the other knows, too."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from sdk_desktop.domain.roles import Role
from sdk_desktop.sharing.mailbox import Wanted
from sdk_desktop.sharing.membership import remove
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.kit.sharing.computers import (
    SharedComputers,
    mailboxes_of,
    sharing_of,
)
from tests.kit.sharing.ledger import LedgerDatabase, new_change

NEWER = 1_000
"""A kind of record that this version does not know, and keeps."""


@pytest.fixture
def second_window(computers: SharedComputers) -> Iterator[SharedLedgers]:
    """Return what another window of Bo's has: connections of its own to the same mailboxes."""
    ledgers = SharedLedgers(mailboxes_of(computers.bo))
    ledgers.exchange(SOCIAL)
    yield ledgers
    ledgers.close()


def role(client: PersonClient) -> Role:
    with client.workspace._store.read() as stored:
        return stored.shared_rights.role(SOCIAL)


def test_what_a_new_computer_writes_is_taken_in_though_the_other_window_met_it(
    computers: SharedComputers, second_window: SharedLedgers, ledger_database: LedgerDatabase
) -> None:
    with sharing_of(computers.anna).using(SOCIAL) as sharing:
        carl = ledger_database.joined(sharing.mailbox, "Carl")
    computers.bo.synchronise()
    wanted = Wanted(uuid4(), NEWER, 1, {"said": "hej"})
    carl.send(new_change(carl, wanted))

    second_window.exchange(SOCIAL)

    with computers.bo.workspace._store.read() as stored:
        assert stored.shared.record(carl.id, wanted.id) is not None


def test_a_role_that_the_other_window_has_heard_of_holds(
    computers: SharedComputers, second_window: SharedLedgers
) -> None:
    with sharing_of(computers.bo).using(SOCIAL) as sharing:
        bo = sharing.mailbox.keys.id
    mailboxes_of(computers.anna).give_role(SOCIAL, bo, Role.READER)
    computers.bo.synchronise()

    second_window.exchange(SOCIAL)

    assert role(computers.bo) is Role.READER


def put_back(computers: SharedComputers, earlier: str) -> None:
    """Let the server have the ledger of an earlier moment, at the same address."""
    database = computers.ledger_database
    with database.cluster.superuser() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IS NOT NULL"
            " AND pid <> pg_backend_pid()"
        )
        connection.execute(f"ALTER DATABASE {database.database} RENAME TO {earlier}_lost".encode())
        connection.execute(f"ALTER DATABASE {earlier} RENAME TO {database.database}".encode())


def test_a_window_that_did_nothing_while_the_other_healed_the_mailbox_goes_on(
    computers: SharedComputers, second_window: SharedLedgers, ledger_database: LedgerDatabase
) -> None:
    """It has met a member and a key that the ledger lost, and that are not there again."""
    for ledgers in (*map(sharing_of, computers.clients), second_window):
        for mailbox in ledgers._idle:
            mailbox.ledger.close()
    before = ledger_database.copied()
    with sharing_of(computers.anna).using(SOCIAL) as sharing:
        carl = ledger_database.joined(sharing.mailbox, "Carl")
        remove(sharing.mailbox, carl.keys.id)
    for client in computers.clients:
        client.synchronise()
    second_window.exchange(SOCIAL)
    put_back(computers, before)
    for client in computers.clients * 3:
        client.wait(minutes=1)

    second_window.exchange(SOCIAL)

    assert sharing_of(computers.bo).trouble is None
