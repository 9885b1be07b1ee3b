"""What this program could not read is read once by a newer one."""

from uuid import uuid4

import pytest

from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.usecases.shared import bodies, following
from sdk_desktop.usecases.shared.following import RecordRows
from tests.kit.sandbox_network import PersonClient
from tests.kit.sharing.computers import SharedComputers, sharing_of, shown


def noted_by_bo(computers: SharedComputers) -> int:
    """Let Bo write a note on a message that both have; give the message's row at Anna's."""
    message = computers.comes()
    computers.anna.wait(minutes=1)
    computers.bo.wait(minutes=1)
    here, there = shown(computers.anna, message), shown(computers.bo, message)
    assert here is not None
    assert there is not None
    computers.bo.workspace.handling.write_note(there.row, "Ring först")
    computers.bo.synchronise()
    return here.row


def notes(client: PersonClient, row: int) -> list[str]:
    return [one.text for one in client.workspace.handling.notes(row)]


def starts_anew(client: PersonClient) -> None:
    """Let a client be as it is when the program has just been started."""
    sharing_of(client)._read_again.clear()
    client.synchronise()


def unread(client: PersonClient) -> int:
    lag = client.workspace.status().sharing
    assert lag is not None
    return len(lag.unread)


def untried(client: PersonClient) -> int:
    with client.workspace._store.read() as stored:
        (mailbox,) = stored.shared.ids().values()
        return len(stored.unread.untried(mailbox, RecordRows.version, 9))


def test_a_newer_program_reads_what_an_older_one_could_not(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setitem(bodies._SHAPES, RecordKind.NOTE, lambda _: False)
        row = noted_by_bo(computers)
        computers.anna.synchronise()
        before = notes(computers.anna, row)
        said = unread(computers.anna)
    starts_anew(computers.anna)
    by_the_same = notes(computers.anna, row)
    monkeypatch.setattr(RecordRows, "version", "newer")
    starts_anew(computers.anna)

    assert (before, said, by_the_same) == ([], 1, [])
    assert notes(computers.anna, row) == ["Ring först"]
    assert unread(computers.anna) == 0


def test_a_newer_program_shows_what_is_of_a_kind_that_it_knows(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(following, "_KNOWN", following._KNOWN - {RecordKind.NOTE})
        row = noted_by_bo(computers)
        computers.anna.synchronise()
        before = notes(computers.anna, row)
    monkeypatch.setattr(RecordRows, "version", "newer")
    starts_anew(computers.anna)

    assert before == []
    assert notes(computers.anna, row) == ["Ring först"]


def test_what_it_cannot_read_either_it_tries_once(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bodies._SHAPES, RecordKind.NOTE, lambda _: False)
    row = noted_by_bo(computers)
    computers.anna.synchronise()
    monkeypatch.setattr(RecordRows, "version", f"newer {uuid4()}")
    before = untried(computers.anna)
    starts_anew(computers.anna)

    assert (before, untried(computers.anna)) == (1, 0)
    assert notes(computers.anna, row) == []
    assert unread(computers.anna) == 1
