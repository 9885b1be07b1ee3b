"""A ledger that went back to an earlier state: all is there again, once, at all computers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.message import File, Message
from sdk_desktop.domain.roles import Role
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.healing import SharedHealing
from tests.kit.ledger import LedgerTown
from tests.kit.sharing.office import (
    SharedOffice,
    earlier,
    files_of,
    go_back,
    lost_answers,
    lost_requests,
    mailboxes_of,
    office_of_two,
    shared_office,
    shown,
)
from tests.kit.town import SOCIAL, Town, TownClient
from tests.usecases.arrivals import AKUTEN

LETTER = File("beslut.txt", "text/plain", b"Beslut")


@pytest.fixture
def any_office(any_town: Town, ledger_town: LedgerTown) -> Iterator[SharedOffice]:
    with shared_office(any_town, ledger_town) as office:
        yield office


def row(client: TownClient, message: Message) -> Headline:
    headline = shown(client, message)
    assert headline is not None
    return headline


def meet(*clients: TownClient) -> None:
    """Let computers be in touch until each has heard what the others have offered."""
    for client in clients * 3:
        client.wait(minutes=1)


def waits_for(client: TownClient) -> list[str]:
    return [one.name for one in mailboxes_of(client).status(SOCIAL).waits_for]


def noted_and_lost(office: SharedOffice) -> Message:
    """Let a message come that Anna takes, and the ledger lose that she did."""
    message = office.comes()
    meet(*office.clients)
    before = earlier(office)
    office.anna.workspace.handling.take(row(office.anna, message).row)
    go_back(office, before)
    return message


def test_what_the_ledger_lost_is_there_again_once(any_office: SharedOffice) -> None:
    office = any_office
    known = office.comes(text="Före")
    office.anna.wait(minutes=1)
    office.bo.wait(minutes=1)
    before = earlier(office)
    lost = office.comes(LETTER, text="Efter")
    office.anna.wait(minutes=1)
    sent = office.anna.send(office.anna.draft_to(AKUTEN, files=(LETTER,)))
    office.anna.wait(minutes=1)
    office.anna.workspace.handling.take(row(office.anna, lost).row)
    office.anna.workspace.handling.write_note(row(office.anna, lost).row, "Ring först")
    office.anna.workspace.handling.register(row(office.anna, known).row, "SN 2026/1")
    office.anna.wait(minutes=5)
    submitted, confirmed = office.submitted(), office.confirmed()
    go_back(office, before)
    meet(*office.clients)

    assert office.contents() == len(office.anna.headlines()) == len(office.bo.headlines())
    assert files_of(office.bo, lost) == [(LETTER.name, LETTER.content)]
    assert [row(one, lost).handler for one in office.clients] == ["Anna", "Anna"]
    assert [row(one, known).diary_number for one in office.clients] == ["SN 2026/1"] * 2
    assert [one.sent(sent).status for one in office.clients] == [Status.ACCEPTED] * 2
    (note,) = office.bo.workspace.handling.notes(row(office.bo, lost).row)
    assert note.text == "Ring först"
    assert (office.submitted(), office.confirmed()) == (submitted, confirmed)
    (told,) = office.anna.workspace.audit_trail.page(kind=AuditKind.HEALED)
    assert int(told.event.detail) > 0


def test_nobody_works_until_every_computer_has_been_in_touch(office: SharedOffice) -> None:
    message = noted_and_lost(office)
    trouble = office.anna.wait(minutes=1).trouble
    came = office.comes()
    office.anna.wait(minutes=1)
    with pytest.raises(Refused, match="being put right"):
        office.anna.workspace.handling.register(row(office.anna, message).row, "SN 2026/1")

    assert isinstance(trouble, Refused)
    assert trouble.values["names"] == "Receptionen"
    assert waits_for(office.anna) == ["Receptionen"]
    assert shown(office.anna, came) is None
    meet(*office.clients)
    assert shown(office.bo, came) is not None
    assert [row(one, message).diary_number for one in office.clients] == ["", ""]
    assert [row(one, message).handler for one in office.clients] == ["Anna", "Anna"]
    assert waits_for(office.anna) == []


def test_a_manager_goes_on_without_a_computer_that_offers_what_it_has_later(
    office: SharedOffice,
) -> None:
    message = office.comes()
    meet(*office.clients)
    before = earlier(office)
    office.bo.workspace.handling.write_note(row(office.bo, message).row, "Ring först")
    office.bo.wait(minutes=1)
    office.anna.wait(minutes=1)
    go_back(office, before)
    office.anna.wait(minutes=1)
    (awaited,) = mailboxes_of(office.anna).status(SOCIAL).waits_for
    mailboxes_of(office.anna).go_on_without(SOCIAL, awaited.id)
    office.anna.wait(minutes=1)
    office.anna.workspace.handling.register(row(office.anna, message).row, "SN 2026/1")
    with pytest.raises(Refused, match="does not wait"):
        mailboxes_of(office.anna).go_on_without(SOCIAL, awaited.id)
    meet(office.bo, office.anna)

    assert row(office.bo, message).diary_number == "SN 2026/1"
    for client in office.clients:
        (note,) = client.workspace.handling.notes(row(client, message).row)
        assert note.text == "Ring först"
    (told,) = office.anna.workspace.audit_trail.page(kind=AuditKind.WENT_ON)
    assert told.event.detail == "Receptionen"


def test_healing_goes_on_where_it_was_cut_off(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = earlier(office)
    lost = office.comes(LETTER)
    office.anna.wait(minutes=1)
    office.anna.workspace.handling.take(row(office.anna, lost).row)
    go_back(office, before)
    with lost_requests(monkeypatch, after=1):
        office.anna.wait(minutes=1)
    office.anna.lock_and_unlock()
    with lost_answers(monkeypatch):
        office.anna.wait(minutes=1)
    meet(*office.clients)

    assert office.contents() == len(office.bo.headlines())
    assert files_of(office.bo, lost) == [(LETTER.name, LETTER.content)]
    assert row(office.bo, lost).handler == "Anna"


def test_without_setting_aside_what_was_confirmed_is_gone(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the rule is for: the copies agree, but on what the ledger happened to have."""

    def forgotten(_: SharedHealing, sharing: Sharing, _address: str) -> tuple[()]:
        with sharing._store.begin() as stored:
            for one in stored.aside.next(sharing.mailbox.id, 1_000):
                stored.aside.settle(sharing.mailbox.id, one.id)
        return ()

    monkeypatch.setattr(SharedHealing, "_offer_all", forgotten)
    message = noted_and_lost(office)
    meet(*office.clients)

    assert row(office.bo, message).handler == ""


def test_what_was_sent_is_known_as_sent_though_its_answer_and_the_ledger_were_lost(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only Bo's computer had heard of it; to Anna it is not known yet whether it has gone."""
    before = earlier(office)
    draft = office.anna.draft_to(AKUTEN)
    with lost_answers(monkeypatch), pytest.raises(Unavailable):
        office.anna.send(draft)
    office.bo.wait(minutes=1)
    go_back(office, before)
    meet(office.bo, office.anna)

    (sent,) = (one for one in office.anna.headlines() if one.direction == "out")
    assert office.anna.workspace.drafts.all() == ()
    assert office.contents() == len(office.bo.headlines())
    assert office.bo.sent(sent.message_id).handler == "Anna"


def test_who_was_taken_out_stays_out_and_who_was_let_in_stays_in(office: SharedOffice) -> None:
    before = earlier(office)
    bo = next(one for one in mailboxes_of(office.anna).status(SOCIAL).members if not one.is_here)
    mailboxes_of(office.anna).remove(SOCIAL, bo.id)
    secret = mailboxes_of(office.anna).add_paper(SOCIAL, "Papper")
    office.anna.wait(minutes=1)
    go_back(office, before)
    office.anna.wait(minutes=1)
    office.anna.wait(minutes=1)

    status = mailboxes_of(office.anna).status(SOCIAL)
    assert secret
    assert sorted(one.name for one in status.members) == ["Kontoret", "Papper"]
    assert status.waits_for == ()


def test_a_computer_that_only_reads_is_not_waited_for_and_reads_on(
    tmp_path: Path, ledger_town: LedgerTown
) -> None:
    with office_of_two(Town(tmp_path), ledger_town) as office:
        with ledger_town.administration() as administration:
            mailboxes_of(office.anna).found(SOCIAL, "Kontoret", administration)
        (status,) = mailboxes_of(office.anna).look()
        mailboxes_of(office.bo).join(SOCIAL, status.code)
        (status,) = mailboxes_of(office.anna).look()
        mailboxes_of(office.anna).admit(SOCIAL, status.asking[0].id, "Läsaren", Role.READER)
        meet(*office.clients)
        message = noted_and_lost(office)
        trouble = [client.wait(minutes=1).trouble for client in office.clients]
        meet(*office.clients)

        assert trouble == [None, None]
        assert [row(one, message).handler for one in office.clients] == ["Anna", "Anna"]
