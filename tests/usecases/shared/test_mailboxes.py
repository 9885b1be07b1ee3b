"""Who shares a mailbox: one computer makes it shared, others ask, and are let in by their words."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import ProofNeeded, Refused, Unavailable
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import SharedState, SharingStatus
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork
from tests.kit.sharing.ledger import LedgerDatabase, client_with_ledger


@pytest.fixture
def clients(
    tmp_path: Path, ledger_database: LedgerDatabase
) -> Iterator[tuple[PersonClient, PersonClient]]:
    network = SandboxNetwork(tmp_path)
    both = (
        client_with_ledger(network, ledger_database, "Anna"),
        client_with_ledger(network, ledger_database, "Bo"),
    )
    yield both
    for one in both:
        one.workspace.close()
        one.app.close()


@pytest.fixture
def anna(
    clients: tuple[PersonClient, PersonClient], ledger_database: LedgerDatabase
) -> PersonClient:
    """Somebody whose computer shares a mailbox and manages it."""
    client, _ = clients
    with ledger_database.administration() as administration:
        of(client).found(SOCIAL, "Kontoret", administration)
    return client


@pytest.fixture
def bo(clients: tuple[PersonClient, PersonClient]) -> PersonClient:
    return clients[1]


def of(client: PersonClient) -> SharedMailboxes:
    shared = client.workspace.shared
    assert shared is not None
    return shared


def status(client: PersonClient) -> SharingStatus:
    (found,) = of(client).look()
    return found


def trail(client: PersonClient, kind: AuditKind) -> list[tuple[str, str]]:
    page = client.workspace.audit_trail.page(kind=kind)
    return [(row.event.mailbox, row.event.detail) for row in page]


def let_in(anna: PersonClient, bo: PersonClient, role: Role = Role.REGISTRAR) -> None:
    """Let Bo's computer in, as two people do who compare the words."""
    words = of(bo).join(SOCIAL, status(anna).code)
    (asking,) = (one for one in status(anna).asking if one.words == words)
    of(anna).admit(SOCIAL, asking.id, "Receptionen", role)


def test_a_mailbox_is_this_computers_alone_at_first(bo: PersonClient) -> None:
    assert status(bo).state is SharedState.ALONE
    assert trail(bo, AuditKind.SHARED) == []


def test_who_shares_a_mailbox_manages_it(anna: PersonClient) -> None:
    found = status(anna)

    assert (found.state, found.manages) == (SharedState.MEMBER, True)
    assert [(one.name, one.is_here) for one in found.members] == [("Kontoret", True)]
    assert trail(anna, AuditKind.SHARED) == [(SOCIAL, "Kontoret")]


def test_a_mailbox_is_shared_once(anna: PersonClient, ledger_database: LedgerDatabase) -> None:
    with (
        ledger_database.administration() as administration,
        pytest.raises(Refused, match="shared already"),
    ):
        of(anna).found(SOCIAL, "Kontoret", administration)


def test_a_computer_is_let_in_by_its_words(anna: PersonClient, bo: PersonClient) -> None:
    words = of(bo).join(SOCIAL, f" {status(anna).code} ")
    waiting, asking = status(bo), status(anna).asking
    of(anna).admit(SOCIAL, asking[0].id, "Receptionen")
    found = status(bo)

    assert (waiting.state, waiting.words) == (SharedState.ASKING, words)
    assert [one.words for one in asking] == [words]
    assert (found.state, found.manages) == (SharedState.MEMBER, False)
    assert [one.name for one in found.members] == ["Kontoret", "Receptionen"]
    assert status(anna).asking == ()
    assert trail(anna, AuditKind.MEMBER_ADDED) == [(SOCIAL, "Receptionen")]


def test_who_does_not_manage_lets_nobody_in_or_out(anna: PersonClient, bo: PersonClient) -> None:
    let_in(anna, bo, Role.HANDLER)
    founder = status(bo).members[0]

    with pytest.raises(Refused, match="manager"):
        of(bo).remove(SOCIAL, founder.id)
    with pytest.raises(Refused, match="manager"):
        of(bo).add_paper(SOCIAL, "Kassaskåpet")


def test_a_computer_that_was_taken_out_is_outside(anna: PersonClient, bo: PersonClient) -> None:
    let_in(anna, bo)
    receptionen = status(anna).members[1]
    of(anna).remove(SOCIAL, receptionen.id)

    assert status(bo).state is SharedState.ASKING
    assert [one.name for one in status(anna).members] == ["Kontoret"]
    assert trail(anna, AuditKind.MEMBER_REMOVED) == [(SOCIAL, "Receptionen")]


def test_whoever_was_taken_out_may_stop_sharing(anna: PersonClient, bo: PersonClient) -> None:
    let_in(anna, bo)
    bo.synchronise()
    of(anna).remove(SOCIAL, status(anna).members[1].id)
    row = bo.headlines()[0].row
    with pytest.raises(Refused, match="not a member"):
        bo.workspace.handling.take(row)
    of(bo).stop(SOCIAL)
    bo.workspace.handling.take(row)

    assert status(bo).state is SharedState.ALONE
    assert bo.headlines()[0].handler == "Bo"
    assert not bo.headlines()[0].shared
    assert trail(bo, AuditKind.UNSHARED) == [(SOCIAL, "")]


def test_a_paper_is_a_member_without_a_computer(anna: PersonClient) -> None:
    secret = of(anna).add_paper(SOCIAL, "Kassaskåpet")

    assert len(bytes.fromhex(secret)) == 32
    assert [(one.name, one.is_paper) for one in status(anna).members][1:] == [("Kassaskåpet", True)]
    assert secret not in str(trail(anna, AuditKind.MEMBER_ADDED))


@pytest.mark.parametrize("code", ["", "häst", "0f8fad5b-d9cb-469f-a165-70867728950e"])
def test_a_wrong_code_leads_nowhere(bo: PersonClient, code: str) -> None:
    with pytest.raises(Refused, match="code"):
        of(bo).join(SOCIAL, code)
    assert status(bo).state is SharedState.ALONE


def test_a_computer_is_given_a_role_and_the_last_manager_stays_one(
    anna: PersonClient, bo: PersonClient
) -> None:
    let_in(anna, bo, Role.READER)
    here, other = status(anna).members
    of(anna).give_role(SOCIAL, other.id, Role.REGISTRAR)
    with pytest.raises(Refused, match="last manager"):
        of(anna).give_role(SOCIAL, here.id, Role.HANDLER)

    assert [one.role for one in status(anna).members] == [Role.MANAGER, Role.REGISTRAR]
    assert trail(anna, AuditKind.ROLE_CHANGED) == [(SOCIAL, "Receptionen (registrar)")]


def test_nobody_is_let_in_who_does_not_ask(anna: PersonClient) -> None:
    with pytest.raises(Refused, match="does not ask"):
        of(anna).admit(SOCIAL, uuid4(), "Receptionen")


def changes(client: PersonClient) -> list[Callable[[], object]]:
    shared = of(client)
    return [
        partial(shared.join, SOCIAL, str(uuid4())),
        partial(shared.admit, SOCIAL, uuid4(), "Receptionen"),
        partial(shared.remove, SOCIAL, uuid4()),
        partial(shared.add_paper, SOCIAL, "Kassaskåpet"),
        partial(shared.stop, SOCIAL),
    ]


@pytest.mark.parametrize("number", range(5))
def test_each_change_needs_a_fresh_proof(anna: PersonClient, number: int) -> None:
    anna.watch.turn(hours=1)

    with pytest.raises(ProofNeeded):
        changes(anna)[number]()


def test_a_ledger_that_is_away_is_said(anna: PersonClient, ledger_database: LedgerDatabase) -> None:
    ledger_database.cluster.kill()
    try:
        with pytest.raises(Unavailable):
            status(anna)
    finally:
        ledger_database.cluster.start()


def test_another_ledger_is_not_taken_for_the_one_of_before(
    anna: PersonClient, ledger_database: LedgerDatabase
) -> None:
    ledger_database.superuser_runs("UPDATE ledger.meta SET incarnation = gen_random_uuid()")

    with pytest.raises(Refused, match="another ledger"):
        status(anna)
