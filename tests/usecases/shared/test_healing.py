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
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork
from tests.kit.sharing.computers import (
    SharedComputers,
    earlier,
    files_of,
    go_back,
    lost_answers,
    lost_requests,
    mailboxes_of,
    sharing_computers,
    shown,
    two_computers,
)
from tests.kit.sharing.ledger import LedgerDatabase
from tests.usecases.arrivals import AKUTEN

LETTER = File("beslut.txt", "text/plain", b"Beslut")


@pytest.fixture
def any_computers(
    any_network: SandboxNetwork, ledger_database: LedgerDatabase
) -> Iterator[SharedComputers]:
    with sharing_computers(any_network, ledger_database) as computers:
        yield computers


def row(client: PersonClient, message: Message) -> Headline:
    headline = shown(client, message)
    assert headline is not None
    return headline


def meet(*clients: PersonClient) -> None:
    """Let computers be in touch until each has heard what the others have offered."""
    for client in clients * 3:
        client.wait(minutes=1)


def waits_for(client: PersonClient) -> list[str]:
    return [one.name for one in mailboxes_of(client).status(SOCIAL).waits_for]


def noted_and_lost(computers: SharedComputers) -> Message:
    """Let a message come that Anna takes, and the ledger lose that she did."""
    message = computers.comes()
    meet(*computers.clients)
    before = earlier(computers)
    computers.anna.workspace.handling.take(row(computers.anna, message).row)
    go_back(computers, before)
    return message


def test_what_the_ledger_lost_is_there_again_once(any_computers: SharedComputers) -> None:
    computers = any_computers
    known = computers.comes(text="Före")
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)
    before = earlier(computers)
    lost = computers.comes(LETTER, text="Efter")
    computers.anna.wait(minutes=1)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN, files=(LETTER,)))
    computers.anna.wait(minutes=1)
    computers.anna.workspace.handling.take(row(computers.anna, lost).row)
    computers.anna.workspace.handling.write_note(row(computers.anna, lost).row, "Ring först")
    computers.anna.workspace.handling.register(row(computers.anna, known).row, "SN 2026/1")
    computers.anna.wait(minutes=5)
    submitted, confirmed = computers.submitted(), computers.confirmed()
    go_back(computers, before)
    meet(*computers.clients)

    assert computers.contents() == len(computers.anna.headlines()) == len(computers.bo.headlines())
    assert files_of(computers.bo, lost) == [(LETTER.name, LETTER.content)]
    assert [row(one, lost).handler for one in computers.clients] == ["Anna", "Anna"]
    assert [row(one, known).diary_number for one in computers.clients] == ["SN 2026/1"] * 2
    assert [one.sent(sent).status for one in computers.clients] == [Status.ACCEPTED] * 2
    (note,) = computers.bo.workspace.handling.notes(row(computers.bo, lost).row)
    assert note.text == "Ring först"
    assert (computers.submitted(), computers.confirmed()) == (submitted, confirmed)
    (told,) = computers.anna.workspace.audit_trail.page(kind=AuditKind.HEALED)
    assert int(told.event.detail) > 0


def test_nobody_works_until_every_computer_has_been_in_touch(computers: SharedComputers) -> None:
    message = noted_and_lost(computers)
    trouble = computers.anna.wait(minutes=1).trouble
    came = computers.comes()
    computers.anna.wait(minutes=1)
    with pytest.raises(Refused, match="being put right"):
        computers.anna.workspace.handling.register(row(computers.anna, message).row, "SN 2026/1")

    assert isinstance(trouble, Refused)
    assert trouble.values["names"] == "Receptionen"
    assert waits_for(computers.anna) == ["Receptionen"]
    assert shown(computers.anna, came) is None
    meet(*computers.clients)
    assert shown(computers.bo, came) is not None
    assert [row(one, message).diary_number for one in computers.clients] == ["", ""]
    assert [row(one, message).handler for one in computers.clients] == ["Anna", "Anna"]
    assert waits_for(computers.anna) == []


def test_a_manager_goes_on_without_a_computer_that_offers_what_it_has_later(
    computers: SharedComputers,
) -> None:
    message = computers.comes()
    meet(*computers.clients)
    before = earlier(computers)
    computers.bo.workspace.handling.write_note(row(computers.bo, message).row, "Ring först")
    computers.bo.wait(minutes=1)
    computers.anna.wait(minutes=1)
    go_back(computers, before)
    computers.anna.wait(minutes=1)
    (awaited,) = mailboxes_of(computers.anna).status(SOCIAL).waits_for
    mailboxes_of(computers.anna).go_on_without(SOCIAL, awaited.id)
    computers.anna.wait(minutes=1)
    computers.anna.workspace.handling.register(row(computers.anna, message).row, "SN 2026/1")
    with pytest.raises(Refused, match="does not wait"):
        mailboxes_of(computers.anna).go_on_without(SOCIAL, awaited.id)
    meet(computers.bo, computers.anna)

    assert row(computers.bo, message).diary_number == "SN 2026/1"
    for client in computers.clients:
        (note,) = client.workspace.handling.notes(row(client, message).row)
        assert note.text == "Ring först"
    (told,) = computers.anna.workspace.audit_trail.page(kind=AuditKind.WENT_ON)
    assert told.event.detail == "Receptionen"


def test_healing_goes_on_where_it_was_cut_off(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = earlier(computers)
    lost = computers.comes(LETTER)
    computers.anna.wait(minutes=1)
    computers.anna.workspace.handling.take(row(computers.anna, lost).row)
    go_back(computers, before)
    with lost_requests(monkeypatch, after=1):
        computers.anna.wait(minutes=1)
    computers.anna.lock_and_unlock()
    with lost_answers(monkeypatch):
        computers.anna.wait(minutes=1)
    meet(*computers.clients)

    assert computers.contents() == len(computers.bo.headlines())
    assert files_of(computers.bo, lost) == [(LETTER.name, LETTER.content)]
    assert row(computers.bo, lost).handler == "Anna"


def test_without_setting_aside_what_was_confirmed_is_gone(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the rule is for: the copies agree, but on what the ledger happened to have."""

    def forgotten(_: SharedHealing, sharing: Sharing, _address: str) -> tuple[()]:
        with sharing._store.begin() as stored:
            for one in stored.aside.next(sharing.mailbox.id, 1_000):
                stored.aside.settle(sharing.mailbox.id, one.id)
        return ()

    monkeypatch.setattr(SharedHealing, "_offer_all", forgotten)
    message = noted_and_lost(computers)
    meet(*computers.clients)

    assert row(computers.bo, message).handler == ""


def test_what_was_sent_is_known_as_sent_though_its_answer_and_the_ledger_were_lost(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only Bo's computer had heard of it; to Anna it is not known yet whether it has gone."""
    before = earlier(computers)
    draft = computers.anna.draft_to(AKUTEN)
    with lost_answers(monkeypatch), pytest.raises(Unavailable):
        computers.anna.send(draft)
    computers.bo.wait(minutes=1)
    go_back(computers, before)
    meet(computers.bo, computers.anna)

    (sent,) = (one for one in computers.anna.headlines() if one.direction == "out")
    assert computers.anna.workspace.drafts.all() == ()
    assert computers.contents() == len(computers.bo.headlines())
    assert computers.bo.sent(sent.message_id).handler == "Anna"


def test_who_was_taken_out_stays_out_and_who_was_let_in_stays_in(
    computers: SharedComputers,
) -> None:
    before = earlier(computers)
    bo = next(one for one in mailboxes_of(computers.anna).status(SOCIAL).members if not one.is_here)
    mailboxes_of(computers.anna).remove(SOCIAL, bo.id)
    secret = mailboxes_of(computers.anna).add_paper(SOCIAL, "Papper")
    computers.anna.wait(minutes=1)
    go_back(computers, before)
    computers.anna.wait(minutes=1)
    computers.anna.wait(minutes=1)

    status = mailboxes_of(computers.anna).status(SOCIAL)
    assert secret
    assert sorted(one.name for one in status.members) == ["Kontoret", "Papper"]
    assert status.waits_for == ()


def test_a_computer_that_only_reads_is_not_waited_for_and_reads_on(
    tmp_path: Path, ledger_database: LedgerDatabase
) -> None:
    with two_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        with ledger_database.administration() as administration:
            mailboxes_of(computers.anna).found(SOCIAL, "Kontoret", administration)
        (status,) = mailboxes_of(computers.anna).look()
        mailboxes_of(computers.bo).join(SOCIAL, status.code)
        (status,) = mailboxes_of(computers.anna).look()
        mailboxes_of(computers.anna).admit(SOCIAL, status.asking[0].id, "Läsaren", Role.READER)
        meet(*computers.clients)
        message = noted_and_lost(computers)
        trouble = [client.wait(minutes=1).trouble for client in computers.clients]
        meet(*computers.clients)

        assert trouble == [None, None]
        assert [row(one, message).handler for one in computers.clients] == ["Anna", "Anna"]
