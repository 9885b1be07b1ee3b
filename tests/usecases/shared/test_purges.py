"""Erasing in a shared mailbox: two people at two computers decide, and every computer erases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import SYSTEM, AuditKind
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.message import File, Message
from sdk_desktop.domain.purge import ErasedAt, PurgeCriteria, PurgeProposal, PurgeState
from sdk_desktop.domain.roles import Role
from sdk_desktop.formats.message import write_message
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.usecases.shared.purges import SharedPurging
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork
from tests.kit.sharing.computers import (
    SharedComputers,
    before_next_append,
    earlier,
    go_back,
    lost_requests,
    read,
    shown,
    two_computers,
)
from tests.kit.sharing.faulty import Faulty
from tests.kit.sharing.ledger import LedgerDatabase
from tests.usecases.arrivals import letter

DECISION = "SN 2026/8 § 12"
PICTURE = File("karta.png", "image/png", bytes(range(256)) * 500)


@pytest.fixture
def apart(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    """An computers whose computers do not share their mailbox yet."""
    with two_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        yield computers


def registered(computers: SharedComputers, client: PersonClient, *files: File) -> Message:
    """Let a message come to a computer, and be registered there."""
    message = computers.comes(*files)
    client.synchronise()
    client.workspace.handling.register(row(client, message), f"SN {message.message_id[:6]}")
    return message


def row(client: PersonClient, message: Message) -> int:
    headline = shown(client, message)
    assert headline is not None
    return headline.row


def everybody_hears(computers: SharedComputers) -> None:
    for client in (computers.anna, computers.bo, computers.anna):
        client.synchronise()


def proposed(client: PersonClient) -> PurgeProposal:
    """Propose to erase whatever is registered in the mailbox."""
    tomorrow = PurgeCriteria(client.watch.now + timedelta(days=1), SOCIAL)
    seen = client.workspace.purging.preview(tomorrow)
    return client.workspace.purging.propose(seen, DECISION)


def newest(client: PersonClient) -> PurgeProposal:
    return client.workspace.purging.proposals()[0]


def left(computers: SharedComputers, kind: RecordKind) -> int:
    """Count the records of a kind of which the ledger holds anything."""
    question = f"SELECT count(*) FROM ledger.record WHERE kind = {int(kind)} AND sealed IS NOT NULL"
    with computers.ledger_database.cluster.superuser(
        computers.ledger_database.database
    ) as connection:
        found = connection.execute(question.encode()).fetchone()
    assert found is not None
    return int(found[0])


def test_what_one_proposes_another_approves_at_another_computer(computers: SharedComputers) -> None:
    stored = computers.ledger_database.pieces()
    messages = [registered(computers, computers.anna, PICTURE) for _ in range(2)]
    computers.anna.workspace.handling.write_note(row(computers.anna, messages[0]), "Ring först")
    everybody_hears(computers)
    before = left(computers, RecordKind.CONTENT)
    proposal = proposed(computers.anna)
    computers.bo.synchronise()
    with pytest.raises(Refused, match="somebody else must approve"):
        computers.anna.workspace.purging.approve(proposal.number)
    done = computers.bo.workspace.purging.approve(newest(computers.bo).number)
    computers.anna.synchronise()

    assert (proposal.listed, done.erased, newest(computers.anna).erased) == (2, 2, 2)
    assert {newest(one).state for one in computers.clients} == {PurgeState.DONE}
    assert newest(computers.anna).approved_by == "Bo"
    assert [shown(one, message) for one in computers.clients for message in messages] == [None] * 4
    assert left(computers, RecordKind.CONTENT) == before - 2
    assert computers.ledger_database.pieces() == stored
    assert left(computers, RecordKind.NOTE) == left(computers, RecordKind.CARE) == 0


def test_a_namesake_elsewhere_is_not_said_to_have_erased(computers: SharedComputers) -> None:
    registered(computers, computers.anna)
    everybody_hears(computers)
    proposed(computers.anna)
    computers.bo.synchronise()
    computers.bo.workspace.purging.approve(newest(computers.bo).number)
    computers.anna.workspace._actor.who = "Bo"  # another one
    computers.anna.synchronise()

    (here,) = computers.bo.workspace.audit_trail.page(kind=AuditKind.PURGED)
    (there,) = computers.anna.workspace.audit_trail.page(kind=AuditKind.PURGED)
    assert here.event.who == "Bo"
    assert there.event.who == SYSTEM


def test_a_proposal_is_withdrawn_everywhere_and_settled_once(computers: SharedComputers) -> None:
    message = registered(computers, computers.anna)
    everybody_hears(computers)
    proposal = proposed(computers.anna)
    computers.bo.synchronise()
    computers.anna.workspace.purging.withdraw(proposal.number)
    with pytest.raises(Refused, match="settled already"):
        computers.bo.workspace.purging.approve(newest(computers.bo).number)

    assert newest(computers.bo).state is PurgeState.WITHDRAWN
    assert [shown(one, message) is None for one in computers.clients] == [False, False]


def test_a_decision_that_nobody_can_read_any_longer_erases_nothing_and_can_be_withdrawn(
    computers: SharedComputers, faulty: Faulty
) -> None:
    message = registered(computers, computers.anna)
    everybody_hears(computers)
    proposal = proposed(computers.anna)
    computers.bo.synchronise()
    spoil(faulty, computers.anna, proposal)
    with pytest.raises(Refused, match="cannot be read"):
        computers.bo.workspace.purging.approve(newest(computers.bo).number)
    computers.anna.workspace.purging.withdraw(proposal.number)
    computers.bo.synchronise()

    assert newest(computers.bo).state is PurgeState.WITHDRAWN
    assert shown(computers.bo, message) is not None
    assert computers.bo.workspace.status().sharing.unread == ()  # type: ignore[union-attr]


def test_what_was_approved_is_erased_to_the_end_though_the_decision_was_spoilt(
    computers: SharedComputers, faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(computers, computers.anna)
    everybody_hears(computers)
    proposal = proposed(computers.anna)
    computers.bo.synchronise()
    with monkeypatch.context() as stopped:
        stopped.setattr(SharedPurging, "carry_out", lambda *_: None)
        computers.bo.workspace.purging.approve(newest(computers.bo).number)
    computers.anna.synchronise()
    spoil(faulty, computers.anna, proposal)
    with computers.anna.workspace._store.begin() as stored:
        stored.shared_purges.forget_listed(proposal.number)  # as one that has not come here yet
    computers.leads(computers.anna)
    computers.anna.wait(minutes=1)
    computers.leads(computers.bo)
    computers.bo.wait(minutes=1)
    computers.anna.wait(minutes=1)

    assert {newest(one).state for one in computers.clients} == {PurgeState.DONE}


def spoil(faulty: Faulty, client: PersonClient, proposal: PurgeProposal) -> None:
    with client.workspace._store.read() as stored:
        name = stored.shared_purges.name(proposal.number)
    identity = faulty.mailbox.record_id(RecordKind.PURGE, name)
    faulty.writes_over(identity, RecordKind.PURGE, {"mailbox": SOCIAL, "purge": 7})


def test_nothing_is_proposed_or_approved_while_the_ledger_is_away(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(computers, computers.anna)
    with lost_requests(monkeypatch), pytest.raises(Unavailable):
        proposed(computers.anna)
    refused = newest(computers.anna).state
    proposal = proposed(computers.anna)
    with lost_requests(monkeypatch), pytest.raises(Unavailable):
        computers.anna.workspace.purging.approve(proposal.number)

    assert refused is PurgeState.WITHDRAWN
    assert newest(computers.anna).state is PurgeState.PROPOSED


def test_what_all_mailboxes_hold_is_not_erased_at_once(computers: SharedComputers) -> None:
    registered(computers, computers.anna)
    tomorrow = PurgeCriteria(computers.anna.watch.now + timedelta(days=1))
    purging = computers.anna.workspace.purging

    with pytest.raises(Refused, match="one mailbox at a time"):
        purging.propose(purging.preview(tomorrow), DECISION)


def test_a_computer_that_was_away_erases_when_it_comes_back(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo had read the message meanwhile; that late note does not bring it back."""
    message = registered(computers, computers.anna)
    everybody_hears(computers)
    computers.bo.workspace.inbox.record_reading(read(computers.bo, message))
    computers.leads(computers.anna)
    computers.anna.workspace.purging.approve(proposed(computers.anna).number)
    contents = left(computers, RecordKind.CONTENT)
    computers.anna.synchronise()
    before = computers.anna.workspace.purging.erased_at()
    computers.bo.wait(days=90)
    computers.anna.synchronise()
    after = computers.anna.workspace.purging.erased_at()

    assert [shown(one, message) for one in computers.clients] == [None, None]
    assert newest(computers.bo).state is PurgeState.DONE
    assert [*before.values()] == [ErasedAt(("Kontoret",), ("Receptionen",))]
    assert [*after.values()] == [ErasedAt(("Kontoret", "Receptionen"), ())]
    assert left(computers, RecordKind.CONTENT) == contents
    (event,) = computers.bo.workspace.audit_trail.page(kind=AuditKind.PURGED)
    assert (event.event.who, event.event.detail) == (SYSTEM, DECISION)
    assert computers.bo.workspace.inbox.search("Hej").total == 0


def test_what_a_colleague_holds_at_the_last_moment_stays(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = registered(computers, computers.anna)
    everybody_hears(computers)
    proposal = proposed(computers.anna)
    handling = computers.bo.workspace.handling
    real = computers.anna.workspace._sharing.purging.carry_out  # type: ignore[union-attr] # it shares

    def late(approved: PurgeProposal) -> None:
        before_next_append(
            monkeypatch, lambda: handling.hold(row(computers.bo, message), "Överklagat")
        )
        real(approved)

    monkeypatch.setattr(
        type(computers.anna.workspace._sharing.purging),  # type: ignore[union-attr] # as above
        "carry_out",
        lambda _, approved: late(approved),
    )
    done = computers.anna.workspace.purging.approve(proposal.number)
    everybody_hears(computers)

    assert (done.erased, done.held) == (0, 1)
    assert (newest(computers.bo).erased, newest(computers.bo).held) == (0, 1)
    assert [shown(one, message) is None for one in computers.clients] == [False, False]


def test_whoever_leads_goes_on_with_what_was_approved(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer dies between the decision and the erasing."""
    messages = [registered(computers, computers.anna) for _ in range(2)]
    everybody_hears(computers)
    proposed(computers.anna)
    computers.bo.synchronise()
    with lost_requests(monkeypatch, after=1):
        computers.bo.workspace.purging.approve(newest(computers.bo).number)
    early = [shown(computers.bo, message) is None for message in messages]
    computers.leads(computers.anna)
    computers.anna.synchronise()

    assert early == [False, False]
    assert [shown(computers.anna, message) for message in messages] == [None, None]
    assert newest(computers.anna).state is PurgeState.DONE


def test_what_one_had_erased_before_sharing_others_erase_and_know_again(
    apart: SharedComputers,
) -> None:
    message = letter()
    for client in apart.clients:
        apart.network.put_in_mailbox(write_message(message))
        client.synchronise()
    apart.anna.workspace.handling.register(row(apart.anna, message), "SN 2026/9")
    apart.anna.workspace.purging.approve(proposed(apart.anna).number)
    only_annas = registered(apart, apart.anna)
    apart.anna.workspace.purging.approve(proposed(apart.anna).number)
    apart.share()
    everybody_hears(apart)
    again = (message, only_annas)
    for one in again:
        apart.network.put_in_mailbox(write_message(one))
    apart.leads(apart.bo)
    apart.bo.wait(minutes=1)

    assert [shown(client, one) for client in apart.clients for one in again] == [None] * 4
    assert [one.erased for one in apart.bo.workspace.purging.proposals()] == [0, 1]
    assert apart.network.waiting() == 0


def test_only_a_registrar_proposes_for_others(computers: SharedComputers) -> None:
    registered(computers, computers.anna)
    with computers.anna.workspace._store.begin() as stored:
        stored.colleagues.give_role("Anna", Role.HANDLER)

    with pytest.raises(Refused):
        proposed(computers.anna)


def test_what_was_proposed_before_sharing_is_proposed_again(apart: SharedComputers) -> None:
    message = registered(apart, apart.anna)
    proposal = proposed(apart.anna)
    apart.share()
    with pytest.raises(Refused, match="propose it again"):
        apart.anna.workspace.purging.approve(proposal.number)
    apart.anna.workspace.purging.withdraw(proposal.number)

    assert newest(apart.anna).state is PurgeState.WITHDRAWN
    assert shown(apart.anna, message) is not None


def test_what_one_keeps_is_not_erased_because_another_had_erased_it(apart: SharedComputers) -> None:
    """Anna erased it before they shared the mailbox; Bo had to keep it."""
    message = letter()
    for client in apart.clients:
        apart.network.put_in_mailbox(write_message(message))
        client.synchronise()
    apart.anna.workspace.handling.register(row(apart.anna, message), "SN 2026/9")
    apart.anna.workspace.purging.approve(proposed(apart.anna).number)
    apart.bo.workspace.handling.hold(row(apart.bo, message), "Överklagat")
    apart.share()
    everybody_hears(apart)

    assert shown(apart.anna, message) is None
    headline = shown(apart.bo, message)
    assert headline is not None
    assert headline.hold == "Överklagat"


def test_what_was_erased_stays_so_when_the_ledger_has_lost_the_decision(
    computers: SharedComputers,
) -> None:
    """It has the message and what was proposed; that Bo approved it, Anna has not heard either."""
    message = registered(computers, computers.anna, PICTURE)
    computers.anna.workspace.handling.write_note(row(computers.anna, message), "Ring först")
    everybody_hears(computers)
    proposed(computers.anna)
    everybody_hears(computers)
    before, kept = earlier(computers), left(computers, RecordKind.CONTENT)
    computers.bo.workspace.purging.approve(newest(computers.bo).number)
    go_back(computers, before)
    for client in computers.clients * 3:
        client.wait(minutes=1)
    computers.network.put_in_mailbox(write_message(message))
    everybody_hears(computers)

    assert [shown(one, message) for one in computers.clients] == [None, None]
    assert {newest(one).state for one in computers.clients} == {PurgeState.DONE}
    assert [one.workspace.purging.proposals()[1:] for one in computers.clients] == [(), ()]
    assert left(computers, RecordKind.CONTENT) == kept - 1
    assert left(computers, RecordKind.NOTE) == left(computers, RecordKind.CARE) == 0


def test_what_was_erased_stays_so_when_the_ledger_has_never_heard_of_it(
    computers: SharedComputers,
) -> None:
    """The message and the proposal are lost, too."""
    before = earlier(computers)
    message = registered(computers, computers.anna)
    everybody_hears(computers)
    proposed(computers.anna)
    everybody_hears(computers)
    computers.bo.workspace.purging.approve(newest(computers.bo).number)
    everybody_hears(computers)
    go_back(computers, before)
    for client in computers.clients * 3:
        client.wait(minutes=1)
    computers.network.put_in_mailbox(write_message(message))
    everybody_hears(computers)

    assert [shown(one, message) for one in computers.clients] == [None, None]
    assert {newest(one).state for one in computers.clients} == {PurgeState.DONE}
    assert {newest(one).erased for one in computers.clients} == {1}
    assert [one.workspace.purging.proposals()[1:] for one in computers.clients] == [(), ()]
