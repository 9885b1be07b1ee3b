"""A ticket lets one computer in, once, until a day; nobody else can make or use one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from psycopg.errors import CheckViolation

from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import CopiedRecord
from sdk_desktop.sharing.applying import ShownTicket, apply_for, ticket_holders
from sdk_desktop.sharing.keys import DeviceKeys
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.mailbox import SharedMailbox
from sdk_desktop.sharing.membership import admit
from sdk_desktop.sharing.tickets import (
    Ticket,
    admit_with,
    checked_ticket,
    make_ticket,
    show_ticket,
    ticket_record,
    tickets_out,
    withdraw_ticket,
)
from sdk_desktop.sharing.values import PublicDevice
from tests.kit.sharing.ledger import LedgerDatabase
from tests.kit.sharing.postgres import PostgresCluster

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
HANDLER = frozenset({Role.HANDLER})


@dataclass(frozen=True)
class NewComputer:
    """A computer that asks to be let into a mailbox with a ticket."""

    ledger: Ledger
    keys: DeviceKeys

    def asks(self, mailbox: SharedMailbox, secret: bytes) -> None:
        shown = show_ticket(secret, mailbox.id, self.keys.public)
        apply_for(self.ledger, mailbox.id, self.keys.public, shown)


@pytest.fixture(scope="module")
def network(postgres: PostgresCluster, ledger_template: str) -> Iterator[LedgerDatabase]:
    """Return a ledger in which each test has a mailbox of its own."""
    network = LedgerDatabase(postgres, ledger_template)
    yield network
    network.close()


@pytest.fixture
def anna(network: LedgerDatabase) -> SharedMailbox:
    return network.founded()


@pytest.fixture
def pc(network: LedgerDatabase) -> NewComputer:
    return NewComputer(*network.introduced())


def record(mailbox: SharedMailbox, shown: ShownTicket) -> CopiedRecord | None:
    """Return a ticket's record as a copy has it that has followed the mailbox to its end."""
    identity = ticket_record(mailbox, shown.id)
    opened = mailbox.records([identity]).get(identity)
    if opened is None:
        return None
    sealed = opened.stored.record
    return CopiedRecord(sealed.id, sealed.kind, sealed.version, opened.fields)


def checked(mailbox: SharedMailbox, now: datetime = NOW) -> tuple[PublicDevice, Ticket]:
    """Check what the only computer shows that asks with a ticket."""
    ((device, shown),) = ticket_holders(mailbox.ledger, mailbox.id)
    return device, checked_ticket(mailbox, record(mailbox, shown), (device, shown), now)


def test_a_computer_is_let_in_by_its_ticket(anna: SharedMailbox, pc: NewComputer) -> None:
    secret = make_ticket(anna, "Receptionen", Role.HANDLER, LATER)
    waiting = [one.name for one in tickets_out(anna)]
    pc.asks(anna, secret)
    admit_with(anna, *checked(anna))

    there = SharedMailbox.opened(pc.ledger, pc.keys, anna.id)

    member = there.members.members[pc.keys.id]
    assert waiting == [member.name] == ["Receptionen"]
    assert member.roles == HANDLER
    assert tickets_out(anna) == ()
    assert ticket_holders(anna.ledger, anna.id) == ()


def test_a_ticket_is_good_once(
    anna: SharedMailbox, pc: NewComputer, network: LedgerDatabase
) -> None:
    secret = make_ticket(anna, "Receptionen", Role.HANDLER, LATER)
    pc.asks(anna, secret)
    admit_with(anna, *checked(anna))
    NewComputer(*network.introduced()).asks(anna, secret)

    with pytest.raises(Refused, match="used"):
        checked(anna)


def test_two_managers_at_once_let_in_one_computer(
    anna: SharedMailbox, pc: NewComputer, network: LedgerDatabase
) -> None:
    """Both have seen that the ticket is good; the ledger says yes to one of them."""
    bo = network.joined(anna)
    pc.asks(anna, make_ticket(anna, "Receptionen", Role.HANDLER, LATER))
    of_anna, of_bo = checked(anna), checked(bo)
    admit_with(anna, *of_anna)

    with pytest.raises(Unavailable, match="just changed"):
        admit_with(bo, *of_bo)


def test_a_ticket_ends(anna: SharedMailbox, pc: NewComputer) -> None:
    pc.asks(anna, make_ticket(anna, "Receptionen", Role.HANDLER, LATER))

    assert checked(anna, LATER)[1].until == LATER
    with pytest.raises(Refused, match="too old"):
        checked(anna, LATER + timedelta(seconds=1))


def test_a_ticket_is_taken_back(anna: SharedMailbox, pc: NewComputer) -> None:
    pc.asks(anna, make_ticket(anna, "Receptionen", Role.HANDLER, LATER))
    (ticket,) = tickets_out(anna)
    withdraw_ticket(anna, ticket.key.id)

    with pytest.raises(Refused, match="used"):
        checked(anna)


def test_whoever_runs_the_server_puts_no_other_computer_in_its_place(
    anna: SharedMailbox, pc: NewComputer, network: LedgerDatabase
) -> None:
    """The request is in the database, and so are the computer's keys."""
    pc.asks(anna, make_ticket(anna, "Receptionen", Role.HANDLER, LATER))
    other = NewComputer(*network.introduced())
    network.superuser_runs(
        f"UPDATE ledger.applicant SET device = '{other.keys.id}' WHERE device = '{pc.keys.id}'"
    )

    with pytest.raises(Untrusted):
        checked(anna)


def test_whoever_runs_the_server_exchanges_no_keys(
    anna: SharedMailbox, pc: NewComputer, network: LedgerDatabase
) -> None:
    pc.asks(anna, make_ticket(anna, "Receptionen", Role.HANDLER, LATER))
    opening = DeviceKeys.made().public.opening.hex()
    network.superuser_runs(
        rf"UPDATE ledger.device SET opening = '\x{opening}' WHERE id = '{pc.keys.id}'"
    )

    with pytest.raises(Untrusted, match="not for this computer"):
        checked(anna)


def test_a_ticket_is_good_in_its_own_mailbox_only(
    anna: SharedMailbox, pc: NewComputer, network: LedgerDatabase
) -> None:
    """Even where a manager of both shows the ticket of the one as if it were the other's."""
    secret = make_ticket(anna, "Receptionen", Role.HANDLER, LATER)
    pc.asks(anna, secret)
    ((device, shown),) = ticket_holders(anna.ledger, anna.id)
    other = network.founded()

    with pytest.raises(Refused, match="none such"):
        checked_ticket(other, record(other, shown), (device, shown), NOW)
    with pytest.raises(Untrusted):
        checked_ticket(other, record(anna, shown), (device, shown), NOW)


@pytest.mark.parametrize(
    ("written", "wanted"), [('"role": "handler"', '"role": "registrar"'), ("2026-11", "2036-11")]
)
def test_no_member_makes_more_of_a_ticket(
    anna: SharedMailbox, pc: NewComputer, written: str, wanted: str
) -> None:
    pc.asks(anna, make_ticket(anna, "Receptionen", Role.HANDLER, LATER))
    ((device, shown),) = ticket_holders(anna.ledger, anna.id)
    good = record(anna, shown)
    assert good is not None
    assert good.fields is not None
    text = good.fields["ticket"].replace(written, wanted)
    forged = replace(good, fields={**good.fields, "ticket": text})

    with pytest.raises(Untrusted):
        checked_ticket(anna, forged, (device, shown), NOW)


def test_the_ticket_of_a_manager_who_is_none_any_longer_is_no_good(
    anna: SharedMailbox, pc: NewComputer, network: LedgerDatabase
) -> None:
    bo = network.joined(anna)
    pc.asks(anna, make_ticket(bo, "Receptionen", Role.HANDLER, LATER))
    anna.refresh()
    admit(anna, bo.keys.public, "bo", HANDLER)

    assert tickets_out(anna) == ()
    with pytest.raises(Untrusted, match="manager"):
        checked(anna)


def test_only_a_manager_makes_tickets_and_none_makes_a_manager(
    anna: SharedMailbox, network: LedgerDatabase
) -> None:
    bo = network.joined(anna, roles=HANDLER)

    with pytest.raises(Refused, match="Only a manager"):
        make_ticket(bo, "Receptionen", Role.HANDLER, LATER)
    with pytest.raises(Refused, match="by its words"):
        make_ticket(anna, "Receptionen", Role.MANAGER, LATER)


def test_a_member_is_not_let_in_again(anna: SharedMailbox, network: LedgerDatabase) -> None:
    bo = network.joined(anna, roles=HANDLER)
    secret = make_ticket(anna, "Receptionen", Role.REGISTRAR, LATER)
    NewComputer(bo.ledger, bo.keys).asks(anna, secret)
    shown = show_ticket(secret, anna.id, bo.keys.public)

    assert ticket_holders(anna.ledger, anna.id) == ()
    with pytest.raises(Refused, match="already"):
        checked_ticket(anna, record(anna, shown), (bo.keys.public, shown), NOW)


def test_a_ticket_without_its_proof_is_none(anna: SharedMailbox, pc: NewComputer) -> None:
    with pytest.raises(CheckViolation):
        pc.ledger.ask("SELECT ledger.apply_for(%s, %s)", (anna.id, pc.keys.id))
