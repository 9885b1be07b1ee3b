"""A computer that may only read a shared mailbox: it has everything, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File, Message
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
        mailboxes_of(office.anna).admit(SOCIAL, asking.id, "Arkivet", (Role.READER,))
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
