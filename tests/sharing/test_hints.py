"""Hints that somebody has written to a mailbox."""

from tests.kit.sharing.ledger import LedgerDatabase


def test_a_hint_waits_for_no_standby(ledger_database: LedgerDatabase) -> None:
    """Nor for the disk, then: nothing rests on it."""
    anna = ledger_database.founded()

    with ledger_database.standby_away():
        hinting = ledger_database.another_connection(anna).ledger
        hinting.hint(anna.id)

    assert hinting._connection is not None
    assert not hinting._connection.closed
