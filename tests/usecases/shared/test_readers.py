"""What a computer may in a shared mailbox: one that only reads has everything, changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File, Message
from sdk_desktop.domain.purge import PurgeCriteria, PurgeState
from sdk_desktop.domain.roles import Role
from sdk_desktop.formats.message import write_message
from tests.kit.ledger import LedgerTown
from tests.kit.sharing.office import (
    SharedOffice,
    files_of,
    mailboxes_of,
    office_of_two,
    read,
    sharing_of,
    shown,
)
from tests.kit.town import SOCIAL, Town
from tests.usecases.arrivals import AKUTEN, letter

LETTER = File("beslut.txt", "text/plain", b"Beslut")
ONLY = "may only read"


@pytest.fixture
def office(tmp_path: Path, ledger_town: LedgerTown) -> Iterator[SharedOffice]:
    """An office where Bo's computer may only read, and had fetched something before."""
    with office_of_two(Town(tmp_path), ledger_town) as office:
        office.town.put_in_mailbox(write_message(letter()))
        office.bo.synchronise()
        with ledger_town.administration() as administration:
            mailboxes_of(office.anna).found(SOCIAL, "Kontoret", administration)
        (status,) = mailboxes_of(office.anna).look()
        mailboxes_of(office.bo).join(SOCIAL, status.code)
        (status,) = mailboxes_of(office.anna).look()
        (asking,) = status.asking
        mailboxes_of(office.anna).admit(SOCIAL, asking.id, "Arkivet", Role.READER)
        office.anna.synchronise()
        office.bo.synchronise()
        yield office


@pytest.fixture
def message(office: SharedOffice) -> Message:
    message = office.comes(LETTER)
    office.anna.synchronise()
    office.bo.synchronise()
    return message


def row(office: SharedOffice, message: Message) -> int:
    headline = shown(office.bo, message)
    assert headline is not None
    return headline.row


def waiting(office: SharedOffice) -> int:
    lag = office.bo.workspace.status().sharing
    assert lag is not None
    return lag.waiting


def test_it_has_what_the_others_have_and_stays_in_step(
    office: SharedOffice, message: Message
) -> None:
    office.bo.workspace.inbox.record_reading(read(office.bo, message))
    result = office.bo.wait(minutes=1)

    assert files_of(office.bo, message) == [(LETTER.name, LETTER.content)]
    assert (result.trouble, waiting(office)) == (None, 0)
    assert office.bo.workspace.status().to_share == 0


def test_it_never_leads(office: SharedOffice) -> None:
    office.comes()
    office.ledger_town.end_leases()
    office.bo.synchronise()

    assert not sharing_of(office.bo).may_fetch(SOCIAL)
    assert office.town.waiting() > 0


def test_what_would_change_something_is_refused_and_changes_nothing(
    office: SharedOffice, message: Message
) -> None:
    handling, drafts = office.bo.workspace.handling, office.bo.workspace.drafts
    for_bo = row(office, message)
    with pytest.raises(Refused, match=ONLY):
        handling.take(for_bo)
    with pytest.raises(Refused, match=ONLY):
        handling.write_note(for_bo, "Ring")
    with pytest.raises(Refused, match=ONLY):
        drafts.answer(for_bo)
    with pytest.raises(Refused, match=ONLY):
        office.bo.send(office.bo.draft_to(AKUTEN))
    office.bo.synchronise()

    headline = shown(office.bo, message)
    assert headline is not None
    assert (headline.handler, headline.errand.writer, waiting(office)) == ("", "", 0)
    assert handling.notes(for_bo) == ()
    assert office.submitted() == 0


def test_what_it_alone_holds_is_shared_once_it_may_write(office: SharedOffice) -> None:
    only_there = len(office.bo.headlines()) - len(office.anna.headlines())
    give_role(office, Role.HANDLER)
    office.anna.synchronise()

    assert only_there > 0
    assert len(office.anna.headlines()) == len(office.bo.headlines())
    assert office.bo.workspace.status().to_share == 0


def test_a_handlers_computer_registers_nothing_until_it_may(
    office: SharedOffice, message: Message
) -> None:
    give_role(office, Role.HANDLER)
    handling = office.bo.workspace.handling
    for_bo = row(office, message)
    handling.take(for_bo)
    with pytest.raises(Refused, match="registers nothing"):
        handling.register(for_bo, "SN 2026/7")
    with pytest.raises(Refused, match="registers nothing"):
        handling.hold(for_bo, "Utlämnas")
    give_role(office, Role.REGISTRAR)
    handling.register(for_bo, "SN 2026/8")
    office.anna.synchronise()

    headline = shown(office.anna, message)
    assert headline is not None
    assert (headline.handler, headline.diary_number, headline.hold) == ("Bo", "SN 2026/8", "")


def test_erasing_is_approved_at_a_computer_that_manages_the_mailbox(
    office: SharedOffice, message: Message
) -> None:
    purging, anna = office.bo.workspace.purging, office.anna.workspace
    anna.handling.register(shown(office.anna, message).row, "SN 2026/7")  # type: ignore[union-attr]
    give_role(office, Role.HANDLER)
    criteria = PurgeCriteria(before=office.town.watch() + timedelta(days=1), mailbox=SOCIAL)
    with pytest.raises(Refused, match="registers nothing"):
        purging.propose(purging.preview(criteria), "SN 2026/8")
    give_role(office, Role.REGISTRAR)
    proposal = anna.purging.propose(anna.purging.preview(criteria), "SN 2026/8")
    office.bo.synchronise()
    (theirs,) = (one for one in purging.proposals() if one.state is PurgeState.PROPOSED)
    with pytest.raises(Refused, match="does not manage"):
        purging.approve(theirs.number)
    give_role(office, Role.MANAGER)
    purging.approve(theirs.number)

    assert proposal.listed > 0
    assert shown(office.bo, message) is None


def give_role(office: SharedOffice, role: Role) -> None:
    """Let Bo's computer do more or less, which it hears of in its next round."""
    mailboxes = mailboxes_of(office.anna)
    _, member = mailboxes.status(SOCIAL).members
    mailboxes.give_role(SOCIAL, member.id, role)
    office.bo.synchronise()
