"""Two computers that share a mailbox, whatever message service their organisation has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest

from sdk_desktop.domain.clearance import Enrolment
from sdk_desktop.domain.mailbox import Headline, Reading
from sdk_desktop.domain.message import File, Message
from sdk_desktop.domain.roles import Role
from sdk_desktop.files import write_private
from sdk_desktop.formats.message import write_message
from sdk_desktop.sharing.errors import LedgerSilent
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.values import Answer, Change, News, Place, RecordKind
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.deliveries import SharedDeliveries
from sdk_desktop.usecases.shared.ledgers import Lead, SharedLedgers
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from tests.kit.access_point_network import AccessPointNetwork, access_point_network
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork, folder_files
from tests.kit.sharing.ledger import (
    LedgerDatabase,
    client_with_ledger,
    direct_client_with_ledger,
    know_ledger,
)
from tests.kit.sharing.postgres import PostgresCluster
from tests.usecases.arrivals import letter

PEOPLE = ("Anna", "Bo")
SILENT = "There is no contact with the shared mailbox. Try again."


@dataclass
class SharedComputers:
    """Anna's and Bo's computers, which share the social services' mailbox."""

    network: SandboxNetwork
    ledger_database: LedgerDatabase
    anna: PersonClient
    bo: PersonClient

    @property
    def clients(self) -> tuple[PersonClient, PersonClient]:
        return self.anna, self.bo

    def share(self) -> None:
        """Let Anna share the mailbox, and Bo's computer in."""
        with self.ledger_database.administration() as administration:
            mailboxes_of(self.anna).found(SOCIAL, "Kontoret", administration)
        let_in(self.anna, self.bo)
        self.anna.synchronise()
        self.bo.synchronise()

    def contents(self) -> int:
        """Count the messages that the ledger has."""
        with self.ledger_database.cluster.superuser(self.ledger_database.database) as connection:
            wanted = b"SELECT count(*) FROM ledger.record WHERE kind = %s"
            found = connection.execute(wanted, (int(RecordKind.CONTENT),)).fetchone()
        assert found is not None
        return int(found[0])

    def comes(self, *files: File, text: str = "Hej") -> Message:
        """Let a message come to the mailbox."""
        message = letter(*files, text=text)
        self.network.put_in_mailbox(write_message(message))
        return message

    def leads(self, client: PersonClient) -> None:
        """Let time go on until the other's lease has run out, and this one's computer lead."""
        self.ledger_database.end_leases()
        assert sharing_of(client).may_fetch(SOCIAL)

    def submitted(self) -> int:
        """Count how often a message was handed over, or tried to be."""
        return self.network.line.count(*self.network.SUBMIT)

    def rest(self) -> None:
        """Let so much time go on that nothing of an earlier attempt can still happen."""
        self.network.watch.turn(minutes=11)
        self.ledger_database.superuser_runs("UPDATE ledger.record SET at = at - interval '1 hour'")

    def confirmed(self) -> int:
        """Count how often the message service was told that it may forget a message."""
        return self.network.line.count(*self.network.LET_GO)


def sharing_of(client: PersonClient) -> SharedLedgers:
    sharing = client.workspace._sharing
    assert sharing is not None
    return sharing.ledgers


def deliveries_of(client: PersonClient) -> SharedDeliveries:
    sharing = client.workspace._sharing
    assert sharing is not None
    return sharing.deliveries


def mailboxes_of(client: PersonClient) -> SharedMailboxes:
    shared = client.workspace.shared
    assert shared is not None
    return shared


def let_in(anna: PersonClient, bo: PersonClient) -> None:
    """Let Bo's computer in, as two people do who compare the words."""
    (status,) = mailboxes_of(anna).look()
    words = mailboxes_of(bo).join(SOCIAL, status.code)
    (status,) = mailboxes_of(anna).look()
    (asking,) = (one for one in status.asking if one.words == words)
    mailboxes_of(anna).admit(SOCIAL, asking.id, "Receptionen", Role.MANAGER)


def shown(client: PersonClient, message: Message) -> Headline | None:
    """Return a message as a client's list shows it, None where it is not."""
    found = [one for one in client.headlines() if one.message_id == message.message_id]
    return found[0] if found else None


def read(client: PersonClient, message: Message) -> Reading:
    headline = shown(client, message)
    assert headline is not None
    return client.workspace.inbox.open(headline.row)


def files_of(client: PersonClient, message: Message) -> list[tuple[str, bytes]]:
    reading = read(client, message)
    files = [
        client.workspace.inbox.file(reading.headline.row, one.key) for one in reading.attachments
    ]
    return [(one.name, one.content) for one in files]


def go_back(computers: SharedComputers, earlier: str) -> None:
    """Let a server take over that has what the ledger had at an earlier moment."""
    for client in computers.clients:
        sharing_of(client).close()
        address = client.app.settings.shared
        assert address is not None
        shared = replace(address, database=earlier)
        client.app.settings = replace(client.app.settings, shared=shared)
        client.lock_and_unlock()
    computers.ledger_database.fail_over(earlier)


def earlier(computers: SharedComputers) -> str:
    """Return a copy of the ledger as it is now."""
    for client in computers.clients:
        sharing_of(client).close()
    return computers.ledger_database.copied()


@contextmanager
def lost_requests(monkeypatch: pytest.MonkeyPatch, after: int = 0) -> Iterator[None]:
    """Let no change reach the ledger, or only some first ones."""
    real, left = Ledger.append, iter(range(after))

    def lost(ledger: Ledger, change: Change) -> Answer:
        if next(left, None) is None:
            raise LedgerSilent(SILENT)
        return real(ledger, change)

    with monkeypatch.context() as cut:
        cut.setattr(Ledger, "append", lost)
        yield


@contextmanager
def lost_answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every change reach the ledger, and no answer come back."""
    real = Ledger.append

    def lost(ledger: Ledger, change: Change) -> Answer:
        real(ledger, change)
        raise LedgerSilent(SILENT)

    with monkeypatch.context() as cut:
        cut.setattr(Ledger, "append", lost)
        yield


@contextmanager
def cut_off_after(monkeypatch: pytest.MonkeyPatch, changes: int) -> Iterator[None]:
    """Let so many changes be read, one at a time, and no more."""
    real, left = Ledger.news, iter(range(changes))

    def read_one(ledger: Ledger, mailbox: UUID, place: Place, _limit: int = 0) -> News:
        if next(left, None) is None:
            raise LedgerSilent(SILENT)
        return real(ledger, mailbox, place, 1)

    with monkeypatch.context() as cut:
        cut.setattr(Ledger, "news", read_one)
        yield


def before_next_append(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """Let something happen just before the next change reaches the ledger."""
    real = Ledger.append

    def late(ledger: Ledger, change: Change) -> Answer:
        monkeypatch.setattr(Ledger, "append", real)
        meanwhile()
        return real(ledger, change)

    monkeypatch.setattr(Ledger, "append", late)


def without_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every computer act as a leader at any time, without a fencing token."""

    def anybody(_ledgers: SharedLedgers, _address: str, _sharing: Sharing) -> Lead:
        return Lead(None)

    monkeypatch.setattr(SharedLedgers, "lead", anybody)


@contextmanager
def sharing_computers(
    network: SandboxNetwork, ledger_database: LedgerDatabase
) -> Iterator[SharedComputers]:
    """Open two computers that share a mailbox and have nothing new in it yet."""
    prepared = _prepared(
        isinstance(network, AccessPointNetwork), ledger_database.cluster, ledger_database.template
    )
    prepared.copy_to(network, ledger_database)
    anna, bo = (one.opened(network, ledger_database) for one in prepared.computers)
    ledger_database.superuser_runs(
        "UPDATE ledger.lease SET until = clock_timestamp() + interval '1 minute'"
    )
    with _until_closed(SharedComputers(network, ledger_database, anna, bo)) as computers:
        yield computers


@contextmanager
def two_computers(
    network: SandboxNetwork, ledger_database: LedgerDatabase
) -> Iterator[SharedComputers]:
    """Open two computers that serve one mailbox and do not share it yet."""
    if isinstance(network, AccessPointNetwork):
        anna, bo = (direct_client_with_ledger(network, ledger_database, who) for who in PEOPLE)
    else:
        anna, bo = (client_with_ledger(network, ledger_database, who, 0) for who in PEOPLE)
    with _until_closed(SharedComputers(network, ledger_database, anna, bo)) as computers:
        yield computers


@contextmanager
def _until_closed(computers: SharedComputers) -> Iterator[SharedComputers]:
    yield computers
    for one in computers.clients:
        one.workspace.close()
        one.app.close()


@dataclass(frozen=True)
class _PreparedComputer:
    who: str
    enrolment: Enrolment
    login: str

    def opened(self, network: SandboxNetwork, ledger_database: LedgerDatabase) -> PersonClient:
        app = network.app(self.who)
        know_ledger(app, ledger_database.address(self.login))
        return PersonClient(app, self.who, network, self.enrolment)


@dataclass(frozen=True)
class _PreparedComputers:
    """What is left of two computers that shared a mailbox when they were turned off."""

    computers: tuple[_PreparedComputer, _PreparedComputer]
    files: dict[str, bytes]
    names: tuple[str, ...]
    now: datetime
    database: str

    def copy_to(self, network: SandboxNetwork, ledger_database: LedgerDatabase) -> None:
        ledger_database.template = self.database
        network.watch.now = self.now
        network.let_nothing_wait()
        for name, content in self.files.items():
            path = network.folder / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(path, self._of(network, content) if path.suffix == ".toml" else content)

    def _of(self, network: SandboxNetwork, settings: bytes) -> bytes:
        """Return settings that name the places of another network."""
        for old, new in zip(self.names, _names(network), strict=True):
            settings = settings.replace(old.encode(), new.encode())
        return settings


@cache
def _prepared(at_access_point: bool, cluster: PostgresCluster, template: str) -> _PreparedComputers:
    """Let two computers share a mailbox, once in a test process for each kind of network."""
    with TemporaryDirectory() as folder, access_point_network(Path(folder)) as direct:
        network = direct if at_access_point else SandboxNetwork(Path(folder))
        ledger_database = LedgerDatabase(cluster, template)
        with two_computers(network, ledger_database) as computers:
            computers.share()
        anna, bo = (
            _PreparedComputer(one.who, one.enrolment, login)
            for one, login in zip(computers.clients, ledger_database.passwords, strict=True)
        )
        ledger_database.close()
        files = folder_files(network.folder)
        return _PreparedComputers(
            (anna, bo), files, _names(network), network.watch.now, ledger_database.database
        )


def _names(network: SandboxNetwork) -> tuple[str, ...]:
    """Return what the settings of a network's clients say that is of this network alone."""
    servers = (
        (":".join(map(str, network.where)),) if isinstance(network, AccessPointNetwork) else ()
    )
    return str(network.folder), *servers


@pytest.fixture
def computers(
    network: SandboxNetwork, ledger_database: LedgerDatabase
) -> Iterator[SharedComputers]:
    """Return the computers of a network that share a mailbox."""
    with sharing_computers(network, ledger_database) as computers:
        yield computers


@pytest.fixture
def direct_computers(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    """Return computers that share a mailbox, of an organisation with an access point."""
    with (
        access_point_network(tmp_path) as network,
        sharing_computers(network, ledger_database) as computers,
    ):
        yield computers
