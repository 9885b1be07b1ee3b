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
from tests.kit.ledger import LedgerTown
from tests.kit.sharing.office import (
    SharedOffice,
    before_next_append,
    earlier,
    go_back,
    lost_requests,
    office_of_two,
    read,
    shown,
)
from tests.kit.town import SOCIAL, Town, TownClient
from tests.usecases.arrivals import letter

DECISION = "SN 2026/8 § 12"
PICTURE = File("karta.png", "image/png", bytes(range(256)) * 500)


@pytest.fixture
def apart(tmp_path: Path, ledger_town: LedgerTown) -> Iterator[SharedOffice]:
    """An office whose computers do not share their mailbox yet."""
    with office_of_two(Town(tmp_path), ledger_town) as office:
        yield office


def registered(office: SharedOffice, client: TownClient, *files: File) -> Message:
    """Let a message come to a computer, and be registered there."""
    message = office.comes(*files)
    client.synchronise()
    client.workspace.handling.register(row(client, message), f"SN {message.message_id[:6]}")
    return message


def row(client: TownClient, message: Message) -> int:
    headline = shown(client, message)
    assert headline is not None
    return headline.row


def everybody_hears(office: SharedOffice) -> None:
    for client in (office.anna, office.bo, office.anna):
        client.synchronise()


def proposed(client: TownClient) -> PurgeProposal:
    """Propose to erase whatever is registered in the mailbox."""
    tomorrow = PurgeCriteria(client.watch.now + timedelta(days=1), SOCIAL)
    seen = client.workspace.purging.preview(tomorrow)
    return client.workspace.purging.propose(seen, DECISION)


def newest(client: TownClient) -> PurgeProposal:
    return client.workspace.purging.proposals()[0]


def left(office: SharedOffice, kind: RecordKind) -> int:
    """Count the records of a kind of which the ledger holds anything."""
    question = f"SELECT count(*) FROM ledger.record WHERE kind = {int(kind)} AND sealed IS NOT NULL"
    with office.ledger_town.cluster.superuser(office.ledger_town.database) as connection:
        found = connection.execute(question.encode()).fetchone()
    assert found is not None
    return int(found[0])


def pieces(office: SharedOffice) -> int:
    with office.ledger_town.cluster.superuser(office.ledger_town.database) as connection:
        found = connection.execute(b"SELECT count(*) FROM ledger.piece").fetchone()
    assert found is not None
    return int(found[0])


def test_what_one_proposes_another_approves_at_another_computer(office: SharedOffice) -> None:
    stored = pieces(office)
    messages = [registered(office, office.anna, PICTURE) for _ in range(2)]
    office.anna.workspace.handling.write_note(row(office.anna, messages[0]), "Ring först")
    everybody_hears(office)
    before = left(office, RecordKind.CONTENT)
    proposal = proposed(office.anna)
    office.bo.synchronise()
    with pytest.raises(Refused, match="somebody else must approve"):
        office.anna.workspace.purging.approve(proposal.number)
    done = office.bo.workspace.purging.approve(newest(office.bo).number)
    office.anna.synchronise()

    assert (proposal.listed, done.erased, newest(office.anna).erased) == (2, 2, 2)
    assert {newest(one).state for one in office.clients} == {PurgeState.DONE}
    assert newest(office.anna).approved_by == "Bo"
    assert [shown(one, message) for one in office.clients for message in messages] == [None] * 4
    assert left(office, RecordKind.CONTENT) == before - 2
    assert pieces(office) == stored
    assert left(office, RecordKind.NOTE) == left(office, RecordKind.CARE) == 0


def test_a_proposal_is_withdrawn_everywhere_and_settled_once(office: SharedOffice) -> None:
    message = registered(office, office.anna)
    everybody_hears(office)
    proposal = proposed(office.anna)
    office.bo.synchronise()
    office.anna.workspace.purging.withdraw(proposal.number)
    with pytest.raises(Refused, match="settled already"):
        office.bo.workspace.purging.approve(newest(office.bo).number)

    assert newest(office.bo).state is PurgeState.WITHDRAWN
    assert [shown(one, message) is None for one in office.clients] == [False, False]


def test_nothing_is_proposed_or_approved_while_the_ledger_is_away(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(office, office.anna)
    with lost_requests(monkeypatch), pytest.raises(Unavailable):
        proposed(office.anna)
    refused = newest(office.anna).state
    proposal = proposed(office.anna)
    with lost_requests(monkeypatch), pytest.raises(Unavailable):
        office.anna.workspace.purging.approve(proposal.number)

    assert refused is PurgeState.WITHDRAWN
    assert newest(office.anna).state is PurgeState.PROPOSED


def test_what_all_mailboxes_hold_is_not_erased_at_once(office: SharedOffice) -> None:
    registered(office, office.anna)
    tomorrow = PurgeCriteria(office.anna.watch.now + timedelta(days=1))
    purging = office.anna.workspace.purging

    with pytest.raises(Refused, match="one mailbox at a time"):
        purging.propose(purging.preview(tomorrow), DECISION)


def test_a_computer_that_was_away_erases_when_it_comes_back(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo had read the message meanwhile; that late note does not bring it back."""
    message = registered(office, office.anna)
    everybody_hears(office)
    office.bo.workspace.inbox.record_reading(read(office.bo, message))
    office.leads(office.anna)
    office.anna.workspace.purging.approve(proposed(office.anna).number)
    contents = left(office, RecordKind.CONTENT)
    office.anna.synchronise()
    before = office.anna.workspace.purging.erased_at()
    office.bo.wait(days=90)
    office.anna.synchronise()
    after = office.anna.workspace.purging.erased_at()

    assert [shown(one, message) for one in office.clients] == [None, None]
    assert newest(office.bo).state is PurgeState.DONE
    assert [*before.values()] == [ErasedAt(("Kontoret",), ("Receptionen",))]
    assert [*after.values()] == [ErasedAt(("Kontoret", "Receptionen"), ())]
    assert left(office, RecordKind.CONTENT) == contents
    (event,) = office.bo.workspace.audit_trail.page(kind=AuditKind.PURGED)
    assert (event.event.who, event.event.detail) == (SYSTEM, DECISION)
    assert office.bo.workspace.inbox.search("Hej").total == 0


def test_what_a_colleague_holds_at_the_last_moment_stays(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = registered(office, office.anna)
    everybody_hears(office)
    proposal = proposed(office.anna)
    handling = office.bo.workspace.handling
    real = office.anna.workspace._sharing.purging.carry_out  # type: ignore[union-attr] # it shares

    def late(approved: PurgeProposal) -> None:
        before_next_append(
            monkeypatch, lambda: handling.hold(row(office.bo, message), "Överklagat")
        )
        real(approved)

    monkeypatch.setattr(
        type(office.anna.workspace._sharing.purging),  # type: ignore[union-attr] # as above
        "carry_out",
        lambda _, approved: late(approved),
    )
    done = office.anna.workspace.purging.approve(proposal.number)
    everybody_hears(office)

    assert (done.erased, done.held) == (0, 1)
    assert (newest(office.bo).erased, newest(office.bo).held) == (0, 1)
    assert [shown(one, message) is None for one in office.clients] == [False, False]


def test_whoever_leads_goes_on_with_what_was_approved(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer dies between the decision and the erasing."""
    messages = [registered(office, office.anna) for _ in range(2)]
    everybody_hears(office)
    proposed(office.anna)
    office.bo.synchronise()
    with lost_requests(monkeypatch, after=1):
        office.bo.workspace.purging.approve(newest(office.bo).number)
    early = [shown(office.bo, message) is None for message in messages]
    office.leads(office.anna)
    office.anna.synchronise()

    assert early == [False, False]
    assert [shown(office.anna, message) for message in messages] == [None, None]
    assert newest(office.anna).state is PurgeState.DONE


def test_what_one_had_erased_before_sharing_others_erase_and_know_again(
    apart: SharedOffice,
) -> None:
    message = letter()
    for client in apart.clients:
        apart.town.put_in_mailbox(write_message(message))
        client.synchronise()
    apart.anna.workspace.handling.register(row(apart.anna, message), "SN 2026/9")
    apart.anna.workspace.purging.approve(proposed(apart.anna).number)
    only_annas = registered(apart, apart.anna)
    apart.anna.workspace.purging.approve(proposed(apart.anna).number)
    apart.share()
    everybody_hears(apart)
    again = (message, only_annas)
    for one in again:
        apart.town.put_in_mailbox(write_message(one))
    apart.leads(apart.bo)
    apart.bo.wait(minutes=1)

    assert [shown(client, one) for client in apart.clients for one in again] == [None] * 4
    assert [one.erased for one in apart.bo.workspace.purging.proposals()] == [0, 1]
    assert apart.town.waiting() == 0


def test_only_a_registrar_proposes_for_others(office: SharedOffice) -> None:
    registered(office, office.anna)
    with office.anna.workspace._store.begin() as stored:
        stored.colleagues.give_role("Anna", Role.HANDLER)

    with pytest.raises(Refused):
        proposed(office.anna)


def test_what_was_proposed_before_sharing_is_proposed_again(apart: SharedOffice) -> None:
    message = registered(apart, apart.anna)
    proposal = proposed(apart.anna)
    apart.share()
    with pytest.raises(Refused, match="propose it again"):
        apart.anna.workspace.purging.approve(proposal.number)
    apart.anna.workspace.purging.withdraw(proposal.number)

    assert newest(apart.anna).state is PurgeState.WITHDRAWN
    assert shown(apart.anna, message) is not None


def test_what_one_keeps_is_not_erased_because_another_had_erased_it(apart: SharedOffice) -> None:
    """Anna erased it before they shared the mailbox; Bo had to keep it."""
    message = letter()
    for client in apart.clients:
        apart.town.put_in_mailbox(write_message(message))
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
    office: SharedOffice,
) -> None:
    """It has the message and what was proposed; that Bo approved it, Anna has not heard either."""
    message = registered(office, office.anna, PICTURE)
    office.anna.workspace.handling.write_note(row(office.anna, message), "Ring först")
    everybody_hears(office)
    proposed(office.anna)
    everybody_hears(office)
    before, kept = earlier(office), left(office, RecordKind.CONTENT)
    office.bo.workspace.purging.approve(newest(office.bo).number)
    go_back(office, before)
    for client in office.clients * 3:
        client.wait(minutes=1)
    office.town.put_in_mailbox(write_message(message))
    everybody_hears(office)

    assert [shown(one, message) for one in office.clients] == [None, None]
    assert {newest(one).state for one in office.clients} == {PurgeState.DONE}
    assert [one.workspace.purging.proposals()[1:] for one in office.clients] == [(), ()]
    assert left(office, RecordKind.CONTENT) == kept - 1
    assert left(office, RecordKind.NOTE) == left(office, RecordKind.CARE) == 0


def test_what_was_erased_stays_so_when_the_ledger_has_never_heard_of_it(
    office: SharedOffice,
) -> None:
    """The message and the proposal are lost, too."""
    before = earlier(office)
    message = registered(office, office.anna)
    everybody_hears(office)
    proposed(office.anna)
    everybody_hears(office)
    office.bo.workspace.purging.approve(newest(office.bo).number)
    everybody_hears(office)
    go_back(office, before)
    for client in office.clients * 3:
        client.wait(minutes=1)
    office.town.put_in_mailbox(write_message(message))
    everybody_hears(office)

    assert [shown(one, message) for one in office.clients] == [None, None]
    assert {newest(one).state for one in office.clients} == {PurgeState.DONE}
    assert {newest(one).erased for one in office.clients} == {1}
    assert [one.workspace.purging.proposals()[1:] for one in office.clients] == [(), ()]
