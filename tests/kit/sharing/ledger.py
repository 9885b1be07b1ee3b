"""A ledger on a private PostgreSQL, and devices that share a mailbox there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID, uuid4

import pytest

from sdk_desktop.app import App
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
)
from sdk_desktop.sandbox.postgres import HOST
from sdk_desktop.sharing.administration import LedgerAdministration
from sdk_desktop.sharing.keys import DeviceKeys
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.mailbox import SharedMailbox, Wanted
from sdk_desktop.sharing.membership import EVERYTHING, admit, found_mailbox
from sdk_desktop.sharing.values import Change, Head, Place, RecordKind
from tests.kit.access_point_network import EKDALA, AccessPointNetwork
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.kit.sharing.postgres import (
    OWNER,
    PASSWORD,
    PostgresCluster,
    cheap_verifier,
    private_cluster,
)

LEDGER_PASSWORD = "ledger-password"


def head(ledger: Ledger, mailbox: UUID) -> Head:
    """Return the newest that a mailbox has."""
    return ledger.news(mailbox, Place()).head


@dataclass
class LedgerDatabase:
    """A database with a ledger, and those who are connected to it; it is copied when it is used.

    Each is 8 MB, and a run of all tests takes hundreds: `end` removes what a test has made.
    """

    cluster: PostgresCluster
    template: str
    passwords: dict[str, str] = field(default_factory=dict)
    opened: list[Ledger] = field(default_factory=list)
    made: list[str] = field(default_factory=list)

    @cached_property
    def database(self) -> str:
        return self._made_of(self.template)

    def address(self, user: str) -> LedgerAddress:
        return LedgerAddress(HOST, self.database, user, port=self.cluster.port)

    def administration(self) -> AbstractContextManager[LedgerAdministration]:
        return LedgerAdministration.at(self.address(OWNER), PASSWORD)

    def login(self) -> str:
        """Make a login that says nothing of whose it is; no other test has the same."""
        login = f"sdk {secrets.token_hex(4)}"
        with self.administration() as administration:
            password = self.passwords[login] = administration.add_login(login)
            told = cheap_verifier(password)
            administration.connection.execute(f"ALTER ROLE \"{login}\" PASSWORD '{told}'".encode())
        return login

    def connected(self, login: str) -> Ledger:
        ledger = Ledger(self.address(login), self.passwords[login])
        self.opened.append(ledger)
        return ledger

    def introduced(self) -> tuple[Ledger, DeviceKeys]:
        """Return a ledger as a new device sees it, and its keys; it may nothing yet."""
        ledger, keys = self.connected(self.login()), DeviceKeys.made()
        ledger.introduce(keys.public)
        return ledger, keys

    def founded(self, name: str = "anna") -> SharedMailbox:
        """Make a mailbox, managed by a new device."""
        ledger, keys = self.connected(self.login()), DeviceKeys.made()
        with self.administration() as administration:
            return found_mailbox(ledger, administration, keys, name)

    def joined(
        self, mailbox: SharedMailbox, name: str = "bo", roles: frozenset[Role] = EVERYTHING
    ) -> SharedMailbox:
        """Let a new device into a mailbox, and return the mailbox as that device has it."""
        ledger, keys = self.introduced()
        mailbox.refresh()
        admit(mailbox, keys.public, name, roles)
        return SharedMailbox.opened(ledger, keys, mailbox.id)

    def another_connection(self, mailbox: SharedMailbox) -> SharedMailbox:
        """Return a mailbox as its device has it over a connection of its own."""
        ledger = self.connected(mailbox.ledger._address.user)
        other = SharedMailbox(ledger, mailbox.keys, mailbox.keyring, mailbox.members)
        other.known, other.incarnation = mailbox.known, mailbox.incarnation
        return other

    def superuser_runs(self, statement: str) -> None:
        """Do what only whoever runs the server can do."""
        with self.cluster.superuser(self.database) as connection:
            connection.execute(statement.encode())

    def pieces(self) -> int:
        """Count the pieces of files that lie in the ledger."""
        with self.cluster.superuser(self.database) as connection:
            found = connection.execute(b"SELECT count(*) FROM ledger.piece").fetchone()
        assert found is not None
        return int(found[0])

    def end_leases(self) -> None:
        """Let time go on until every lease has run out."""
        self.superuser_runs("UPDATE ledger.lease SET until = clock_timestamp() - interval '1 s'")

    @contextmanager
    def standby_away(self) -> Iterator[None]:
        """Let the server wait for a standby that does not answer, before it acknowledges."""
        self.superuser_runs("ALTER SYSTEM SET synchronous_standby_names = 'away'")
        self.superuser_runs("SELECT pg_reload_conf()")
        yield
        self.superuser_runs("ALTER SYSTEM RESET synchronous_standby_names")
        self.superuser_runs("SELECT pg_reload_conf()")

    def copied(self) -> str:
        """Return a copy of the database as it is now: a standby that hears no more."""
        self.close()
        return self._made_of(self.database)

    def fail_over(self, database: str) -> None:
        """Let everybody be connected to another database from now on."""
        self.database = database
        for ledger in self.opened:
            ledger.close()
            ledger._address = replace(ledger._address, database=database)

    def close(self) -> None:
        for ledger in self.opened:
            ledger.close()

    def end(self) -> None:
        """Close what is open, and remove every database that was made for it."""
        self.close()
        self.cluster.drop(*self.made)

    def _made_of(self, template: str) -> str:
        self.made.append(self.cluster.create(template))
        return self.made[-1]


def care(mailbox: SharedMailbox, name: str, version: int = 1, **fields: object) -> Wanted:
    """Return a state of the care for a message that is wanted."""
    identity = mailbox.record_id(RecordKind.CARE, name)
    return Wanted(identity, RecordKind.CARE, version, fields)


def new_change(mailbox: SharedMailbox, *wanted: Wanted, term: int | None = None) -> Change:
    return mailbox.change(uuid4(), wanted, term=term)


def versions(mailbox: SharedMailbox, *ids: UUID) -> dict[UUID, int]:
    """Return the versions that the ledger has of records."""
    found = mailbox.ledger.records(mailbox.id, ids)
    return {identity: stored.record.version for identity, stored in found.items()}


def with_ledger(
    client: PersonClient, ledger_database: LedgerDatabase, leave_days: int = 0
) -> PersonClient:
    """Give a client a login of its own at the ledger; what it fetches is deleted after days."""
    login = ledger_database.login()
    password = client.app.profile.folder / LEDGER_PASSWORD
    password.write_text(ledger_database.passwords[login], encoding="utf-8")
    know_ledger(client.app, ledger_database.address(login), leave_days)
    client.lock_and_unlock()
    return client


def know_ledger(app: App, address: LedgerAddress, leave_days: int = 0) -> None:
    """Let an app that has its password know where the ledger is."""
    address = replace(address, password_file=str(app.profile.folder / LEDGER_PASSWORD))
    policy = replace(app.settings.policy, leave_days=leave_days)
    app.settings = replace(app.settings, shared=address, policy=policy)


def client_with_ledger(
    network: SandboxNetwork, ledger_database: LedgerDatabase, who: str, leave_days: int = 2
) -> PersonClient:
    """Return a client of Ekdala kommun's first mailbox that has a ledger."""
    line = (PRACTICE_CLIENT_ID, PRACTICE_CLIENT_SECRET)
    client = network.behind_message_service(who, PRACTICE_MAILBOXES[:1], *line)
    return with_ledger(client, ledger_database, leave_days)


def direct_client_with_ledger(
    network: AccessPointNetwork, ledger_database: LedgerDatabase, who: str
) -> PersonClient:
    """Return a client of the same mailbox at the organisation's access point."""
    client = network.at_access_point(who, EKDALA, PRACTICE_MAILBOXES[:1])
    return with_ledger(client, ledger_database)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresCluster]:
    with private_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def ledger_template(postgres: PostgresCluster) -> str:
    """Return a database with an empty ledger, to copy."""
    name = postgres.create()
    address = LedgerAddress(HOST, name, OWNER, port=postgres.port)
    with LedgerAdministration.at(address, PASSWORD) as administration:
        administration.upgrade()
    return name


@pytest.fixture(scope="module")
def member(postgres: PostgresCluster, ledger_template: str) -> Iterator[SharedMailbox]:
    """Return a mailbox as its only member has it, for tests that leave it as it was."""
    network = LedgerDatabase(postgres, ledger_template)
    yield network.founded()
    network.close()


@pytest.fixture
def ledger_database(postgres: PostgresCluster, ledger_template: str) -> Iterator[LedgerDatabase]:
    network = LedgerDatabase(postgres, ledger_template)
    yield network
    network.end()
