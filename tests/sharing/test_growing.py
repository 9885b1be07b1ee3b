"""Forty computers share forty mailboxes; SDK_LONG_TESTS=1 runs this."""

import os
from itertools import chain

import pytest

from sdk_desktop.sharing.mailbox import SharedMailbox
from sdk_desktop.sharing.members import Member
from sdk_desktop.sharing.membership import EVERYTHING, _change_members, found_mailbox
from sdk_desktop.sharing.values import Outcome, Place
from tests.kit.sharing.ledger import LedgerDatabase, care, new_change

FORTY = range(40)


@pytest.fixture
def copies(ledger_database: LedgerDatabase) -> list[list[SharedMailbox]]:
    """Return each mailbox as each of the computers has it, over one connection a computer."""
    devices = [ledger_database.introduced() for _ in FORTY]
    (first, keys), *others = devices
    with ledger_database.administration() as administration:
        founded = [found_mailbox(first, administration, keys, "first") for _ in FORTY]
    members = [Member(other.public, f"nr {n}", EVERYTHING) for n, (_, other) in enumerate(others)]
    for mailbox in founded:
        _change_members(mailbox, mailbox.keyring, tuple(members))
    return [
        [SharedMailbox.opened(*device, mailbox.id) for device in devices] for mailbox in founded
    ]


@pytest.mark.skipif(os.environ.get("SDK_LONG_TESTS") != "1", reason="it takes minutes")
def test_forty_computers_take_messages_in_forty_mailboxes(
    copies: list[list[SharedMailbox]],
) -> None:
    answers = [
        [
            copy.send(new_change(copy, care(copy, "m", handler=f"{mine} in {box}"))).outcome
            for mine, copy in enumerate(computers)
        ]
        for box, computers in enumerate(copies)
    ]
    known = [
        [[one.fields for one in copy.news(Place()).records][-1] for copy in computers]
        for computers in copies
    ]

    assert [one.count(Outcome.OK) for one in answers] == [1 for _ in FORTY]
    assert set(chain.from_iterable(answers)) == {Outcome.OK, Outcome.BEHIND}
    assert known == [[{"handler": f"0 in {box}"} for _ in FORTY] for box in FORTY]
