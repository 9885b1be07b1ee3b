"""What is noted of rounds for those who watch the client, and what is not."""

import json
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Faulty, Gone, SdkError, Unanswered, Unavailable
from sdk_desktop.usecases.faults import ProgramFault
from sdk_desktop.usecases.receiving import Receiving
from sdk_desktop.usecases.round_notes import RoundNote, read_note
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.arrivals import AKUTEN

MESSAGES = "/v1/sdk/messages"


def note_of(client: PersonClient) -> RoundNote:
    return read_note(client.app.profile.note)


def test_before_the_first_round_nothing_is_known(kim: PersonClient) -> None:
    assert note_of(kim) == RoundNote()


def test_a_good_round_is_noted_with_its_time_and_the_queue(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    kim.synchronise()

    note = note_of(kim)
    assert note.fetched == note.tried == kim.watch().isoformat(timespec="seconds")
    assert (note.failed, note.error, note.queued) == (0, "", 0)


def test_failed_rounds_are_counted_until_one_is_good(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    kim.synchronise()
    good = note_of(kim).fetched
    kim.send(kim.draft_to(AKUTEN))
    network.line.cut_before(times=1_000)
    with pytest.raises(Unavailable):
        kim.synchronise()
    with pytest.raises(Unavailable):
        kim.synchronise()

    failing = note_of(kim)
    network.line.mend()
    kim.synchronise()

    assert (failing.fetched, failing.failed, failing.error) == (good, 2, "Unavailable")
    assert failing.queued == 1
    assert (note_of(kim).failed, note_of(kim).error) == (0, "")


def test_a_fault_of_the_program_is_no_good_round(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim.synchronise()
    good = note_of(kim).fetched
    monkeypatch.delattr(Receiving, "receive")
    with pytest.raises(AttributeError):
        kim.wait(minutes=1)

    note = note_of(kim)
    assert (note.fetched, note.failed, note.error) == (good, 1, "ProgramFault")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Unanswered("No answer."), "Unavailable"),
        (Faulty("A fault."), "Unavailable"),
        (Gone("It is gone."), "Refused"),
        (ProgramFault("A fault of ours."), "ProgramFault"),
        (SdkError("Of no kind."), "SdkError"),
    ],
)
def test_the_kind_of_an_error_is_one_that_monitoring_knows(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch, error: SdkError, kind: str
) -> None:
    def fail(_receiving: Receiving, _mailboxes: object) -> None:
        raise error

    monkeypatch.setattr(Receiving, "receive", fail)
    with pytest.raises(type(error)):
        kim.synchronise()

    assert note_of(kim).error == kind


def test_the_note_says_nothing_of_anybody(network: SandboxNetwork, kim: PersonClient) -> None:
    kim.synchronise()

    said = json.loads(kim.app.profile.note.read_text())

    counts = {"failed", "queued", "to_share", "too_old", "unread"}
    assert set(said) == {"tried", "fetched", "ledger", "error", "certificates"} | counts


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "nonsense",
        '{"other": 1}',
        '{"failed": "many"}',
        '{"error": "a\\"}"}',
        '{"certificates": {"client": "soon"}}',
        '{"certificates": {"a b": "2027-01-01"}}',
        '{"certificates": {"client": 7}}',
        '{"certificates": null}',
        '{"unread": {"a b": "many"}}',
        '{"unread": {"\\ud800": 1}}',
        '{"certificates": 1e999}',
        '{"tried": "soon"}',
        '{"tried": "2026-03-02T12:00:00", "ledger": "2026-03-02T12:00:00+01:00"}',
        '{"tried": "\\ud800"}',
        '{"a":' * 5_000,
    ],
)
def test_a_note_that_makes_no_sense_says_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "status.json"
    path.write_text(content)

    assert read_note(path) == RoundNote()
