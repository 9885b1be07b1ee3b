"""Leases, presence and attachments in the ledger."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.sharing.lease import Lease
from sdk_desktop.sharing.mailbox import SharedMailbox
from sdk_desktop.sharing.membership import remove
from sdk_desktop.sharing.pieces import MOST_FILE_BYTES, PIECE_BYTES, get_file, put_file
from sdk_desktop.sharing.presence import Presence
from sdk_desktop.sharing.values import Outcome
from tests.kit.sharing.ledger import LedgerDatabase


@dataclass
class SteadyClock:
    """Seconds that go on when a test says so."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def anna(ledger_database: LedgerDatabase) -> SharedMailbox:
    return ledger_database.founded()


@pytest.fixture
def bo(ledger_database: LedgerDatabase, anna: SharedMailbox) -> SharedMailbox:
    return ledger_database.joined(anna)


def test_one_device_leads_at_a_time(anna: SharedMailbox, bo: SharedMailbox) -> None:
    first, second = Lease(anna.ledger, anna.id), Lease(bo.ledger, bo.id)

    assert (first.hold(), second.hold()) == (1, None)
    assert (first.term, second.term) == (1, None)


def test_a_lease_is_renewed_in_its_term(anna: SharedMailbox) -> None:
    clock = SteadyClock()
    lease = Lease(anna.ledger, anna.id, clock)
    lease.hold()
    clock.now += 15

    assert lease.hold() == 1
    clock.now += 29
    assert lease.term == 1


def test_a_lease_is_not_asked_for_again_before_it_is_due(anna: SharedMailbox) -> None:
    clock = SteadyClock()
    lease = Lease(anna.ledger, anna.id, clock)
    lease.hold()
    anna.ledger.close()
    anna.ledger._password = "wrong"
    clock.now += 9

    assert lease.hold() == 1


def test_who_slept_too_long_no_longer_leads(anna: SharedMailbox) -> None:
    clock = SteadyClock()
    lease = Lease(anna.ledger, anna.id, clock)
    lease.hold()

    clock.now += 30

    assert lease.term is None


def test_another_leads_when_the_lease_has_run_out(
    ledger_database: LedgerDatabase, anna: SharedMailbox, bo: SharedMailbox
) -> None:
    Lease(anna.ledger, anna.id).hold()
    ledger_database.end_leases()

    assert Lease(bo.ledger, bo.id).hold() == 2
    assert Lease(anna.ledger, anna.id).hold() is None


def test_a_lease_that_ran_out_comes_back_in_a_new_term(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    clock = SteadyClock()
    lease = Lease(anna.ledger, anna.id, clock)
    lease.hold()
    ledger_database.end_leases()
    clock.now += 31

    assert lease.hold() == 2


def test_a_lease_given_back_is_free_at_once(anna: SharedMailbox, bo: SharedMailbox) -> None:
    lease = Lease(anna.ledger, anna.id)
    lease.hold()

    lease.give_back()

    assert lease.term is None
    assert Lease(bo.ledger, bo.id).hold() == 2


def test_who_never_led_has_nothing_to_give_back(anna: SharedMailbox, bo: SharedMailbox) -> None:
    Lease(anna.ledger, anna.id).hold()

    Lease(bo.ledger, bo.id).give_back()

    assert Lease(bo.ledger, bo.id).hold() is None


def test_a_removed_leader_leads_no_longer(anna: SharedMailbox, bo: SharedMailbox) -> None:
    Lease(bo.ledger, bo.id).hold()
    remove(anna, bo.keys.id)

    assert Lease(anna.ledger, anna.id).hold() == 1


def test_others_see_who_is_writing(anna: SharedMailbox, bo: SharedMailbox) -> None:
    message = uuid4()
    ours, theirs = (Presence(one.ledger, one.id, one.keyring) for one in (anna, bo))

    ours.show(message, "Anna Åkesson")

    assert theirs.everybody() == ("Anna Åkesson",)
    assert ours.everybody() == ()


def test_who_stops_writing_is_seen_no_longer(anna: SharedMailbox, bo: SharedMailbox) -> None:
    message = uuid4()
    ours, theirs = (Presence(one.ledger, one.id, one.keyring) for one in (anna, bo))
    ours.show(message, "Anna")
    ours.show(message, "Anna")

    ours.show(message, "Anna", seconds=0)

    assert theirs.everybody() == ()


def test_presence_that_cannot_be_read_is_left_out(
    ledger_database: LedgerDatabase, anna: SharedMailbox, bo: SharedMailbox
) -> None:
    message = uuid4()
    Presence(anna.ledger, anna.id, anna.keyring).show(message, "Anna")
    theirs = Presence(bo.ledger, bo.id, bo.keyring)

    ledger_database.superuser_runs("UPDATE ledger.presence SET sealed = '\\x00'")
    assert theirs.everybody() == ()
    ledger_database.superuser_runs("UPDATE ledger.presence SET epoch = 9")
    assert theirs.everybody() == ()


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES, 3 * PIECE_BYTES + 7])
def test_an_attachment_comes_back_whole(anna: SharedMailbox, bo: SharedMailbox, size: int) -> None:
    file, content = uuid4(), bytes(range(256)) * (size // 256 + 1)

    put_file(anna.ledger, anna.id, anna.keyring, file, content[:size])
    put_file(bo.ledger, bo.id, bo.keyring, file, content[:size])

    assert get_file(bo.ledger, bo.id, bo.keyring, file, size) == content[:size]


def test_an_attachment_that_is_not_there_is_asked_for_again(anna: SharedMailbox) -> None:
    with pytest.raises(Unavailable, match="not come"):
        get_file(anna.ledger, anna.id, anna.keyring, uuid4(), 10)


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE ledger.piece SET sealed = sealed || '\\x00'",
        "UPDATE ledger.piece p SET sealed = o.sealed FROM ledger.piece o WHERE o.number = 1",
    ],
)
def test_a_spoiled_attachment_is_not_shown(
    ledger_database: LedgerDatabase, anna: SharedMailbox, lie: str
) -> None:
    file, content = uuid4(), bytes(2 * PIECE_BYTES)
    put_file(anna.ledger, anna.id, anna.keyring, file, content)
    ledger_database.superuser_runs(lie)

    with pytest.raises(Untrusted):
        get_file(anna.ledger, anna.id, anna.keyring, file, len(content))


def test_an_attachment_of_another_size_is_not_shown(anna: SharedMailbox) -> None:
    file = uuid4()
    put_file(anna.ledger, anna.id, anna.keyring, file, b"hej")

    with pytest.raises(Untrusted):
        get_file(anna.ledger, anna.id, anna.keyring, file, 4)


@pytest.mark.parametrize("size", [-1, MOST_FILE_BYTES + 1])
def test_an_attachment_of_a_size_that_cannot_be_is_not_fetched(
    anna: SharedMailbox, size: int
) -> None:
    with pytest.raises(Untrusted):
        get_file(anna.ledger, anna.id, anna.keyring, uuid4(), size)


def test_a_purge_takes_the_attachments_with_it(anna: SharedMailbox) -> None:
    file = uuid4()
    put_file(anna.ledger, anna.id, anna.keyring, file, b"hej")
    purge = anna.change(uuid4(), (), erased=(file,))

    assert anna.send(purge).outcome is Outcome.OK

    with pytest.raises(Unavailable):
        get_file(anna.ledger, anna.id, anna.keyring, file, 3)


def test_a_stranger_leaves_no_trace(ledger_database: LedgerDatabase, anna: SharedMailbox) -> None:
    stranger, _ = ledger_database.introduced()

    with pytest.raises(Refused, match="does not have the right"):
        Presence(stranger, anna.id, anna.keyring).show(uuid4(), "Mallory")
    with pytest.raises(Refused, match="does not have the right"):
        put_file(stranger, anna.id, anna.keyring, uuid4(), b"hej")
